"""What is known of organisations that are members, their ties of capital, and whose votes these suspend."""

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    UniqueConstraint,
    or_,
    text,
)
from sqlmodel import Field, Session, col, select

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.register.members import MemberKind
from governance.register.refusals import NoSuchMember
from governance.register.tie_reading import NotAnOrganisation
from governance.register.ties import StructureForm, Tie, TieKind, cross_holding, suspensions
from governance.store.base import TenantRow, same_cooperative
from governance.store.members import MemberRow
from governance.store.voices import not_given
from governance.units import Cents


class StructureRow(TenantRow, table=True):
    """What is known of an organisation beside its record as a member."""

    __tablename__ = "structures"
    __table_args__ = (
        UniqueConstraint("member_id"),
        same_cooperative("structures", "member_id", "members"),
        CheckConstraint(
            "form IN ('sa', 'sas', 'sca', 'sarl', 'other_company', 'association', 'public_body', 'other')",
            name="form_known",
        ),
        CheckConstraint("origin IN ('left', 'subsidiary', 'elsewhere', 'cooperative')", name="origin_known"),
        CheckConstraint("siret ~ '^([0-9]{14})?$'", name="siret_of_14_digits"),
        CheckConstraint("ceased_on >= founded_on", name="ceases_after_it_is_founded"),
    )

    member_id: UUID
    form: str
    origin: str
    trade: str = ""
    founded_on: date | None = None
    siret: str = ""
    registration: str = ""
    ceased_on: date | None = None


class TieRow(TenantRow, table=True):
    """One tie of capital, in force from `since` to `until` excluded. Only its end is written later.

    `part` is the exact part of the capital, as text in lowest terms.
    """

    __tablename__ = "ties"
    __table_args__ = (
        same_cooperative("ties", "member_id", "members"),
        CheckConstraint("kind IN ('holding', 'control')", name="kind_known"),
        CheckConstraint("(kind = 'holding') = (part IS NOT NULL)", name="a_holding_has_a_part"),
        CheckConstraint("part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name="part_exact"),
        CheckConstraint("price IS NULL OR price >= 0", name="price_positive"),
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_it_begins"),
        Index(
            "uq_ties_one_in_force",
            "cooperative_id",
            "member_id",
            "kind",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
    )

    member_id: UUID = Field(index=True)
    kind: str
    part: str | None = None
    price: int | None = Field(default=None, sa_column=Column(BigInteger))
    since: date
    until: date | None = None
    decision: str = ""
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


WRITTEN_TIE = col(TieRow.until).is_distinct_from(col(TieRow.since))
"""Whether a tie held on some day, in SQL: one that ends the day it begins was written by mistake."""


def organisation_of(session: Session, member: UUID) -> MemberRow:
    """Give the record of a member that is an organisation. Raises NoSuchMember, NotAnOrganisation."""
    row = session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    if row.kind != MemberKind.ORGANISATION:
        raise NotAnOrganisation
    return row


def form_of(session: Session, member: UUID) -> StructureForm | None:
    """Give the legal form of an organisation, None until it is described."""
    found = session.exec(select(StructureRow.form).where(StructureRow.member_id == member)).one_or_none()
    return StructureForm(found) if found else None


def tie_of(row: TieRow) -> Tie:
    """Give the value of a row."""
    part = Fraction(row.part) if row.part else None
    price = None if row.price is None else Cents(row.price)
    return Tie(TieKind(row.kind), row.since, row.until, part, price, row.decision)


_HELD = text(
    "SELECT coalesce(sum(shares), 0)::bigint FROM share_movements"
    " WHERE cooperative_id = :cooperative AND moved_on <= :day"
)
_HELD_BY = text(
    "SELECT member_id, sum(shares)::bigint FROM share_movements"
    " WHERE member_id = ANY(cast(:members AS uuid[])) AND moved_on <= :day GROUP BY member_id"
)


_PUBLIC = text(
    "SELECT coalesce(sum(v.shares) FILTER (WHERE s.form = 'public_body'), 0)::bigint AS theirs,"
    " coalesce(sum(v.shares), 0)::bigint AS every"
    " FROM share_movements v LEFT JOIN structures s ON s.member_id = v.member_id"
    " WHERE v.cooperative_id = :cooperative AND v.moved_on <= :day"
)


def public_part(session: Session, cooperative: UUID, day: date) -> Fraction:
    """Give the part of the capital that public bodies hold together on `day`, as they are described.

    The State is among them when somebody described it so: its register does not tell them apart.
    """
    facts = {"cooperative": cooperative, "day": day}
    found = session.connection().execute(_PUBLIC, facts).one()
    return Fraction(found.theirs, found.every) if found.every else Fraction(0)


def suspended(session: Session, cooperative: UUID, form: CompanyForm, day: date) -> dict[UUID, Refused]:
    """Give the members whose votes the law suspends on `day`, or the bylaws do not give, each with why.

    Reads the ties in force, which are few, and what those members hold: nothing grows with the
    members. An organisation whose form is not known is taken for a company by shares.
    """
    same = col(TieRow.member_id) == col(StructureRow.member_id)
    asked = select(TieRow, StructureRow.form).outerjoin(StructureRow, same)
    rows = session.exec(
        asked.where(
            TieRow.cooperative_id == cooperative,
            TieRow.since <= day,
            or_(col(TieRow.until).is_(None), col(TieRow.until) > day),
        )
    ).all()
    ties: dict[UUID, list[Tie]] = {}
    forms: dict[UUID, StructureForm] = {}
    for row, known in rows:
        ties.setdefault(row.member_id, []).append(tie_of(row))
        forms[row.member_id] = StructureForm(known) if known else StructureForm.SAS
    found: dict[UUID, Refused] = not_given(session, cooperative, day)
    if not ties:
        return found
    total, held = shares_on(session, cooperative, list(ties), day)
    for member, theirs in ties.items():
        both = cross_holding(forms[member], theirs, day, shares=held.get(member, 0), of=total)
        if why := suspensions(form, both):
            found[member] = why[0]
    return found


def shares_on(
    session: Session, cooperative: UUID, members: list[UUID], day: date
) -> tuple[int, dict[UUID, int]]:
    """Give how many shares exist on `day`, and how many each of `members` holds."""
    connection = session.connection()
    total = connection.execute(_HELD, {"cooperative": cooperative, "day": day}).scalar_one()
    rows = connection.execute(_HELD_BY, {"members": members, "day": day})
    return int(total), {member: int(shares) for member, shares in rows}
