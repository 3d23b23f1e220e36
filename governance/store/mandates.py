"""Mandates of those who represent a structure, their proofs, and the holders prevented from an assembly."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, text
from sqlmodel import Field, Session, col, or_, select

from governance.register.mandate_reading import ActsAlone
from governance.register.mandates import HOLDER, Capacity, Mandate
from governance.register.members import MemberKind
from governance.register.refusals import NoSuchMember
from governance.store.base import TenantRow, same_cooperative
from governance.store.members import MemberRow


class MandateRow(TenantRow, table=True):
    """One mandate; only its early end is written later, once, or its withdrawal. Days are included.

    Two of one rank never hold on the same day for one structure: the trigger
    `mandates_one_in_force` refuses it.
    `person_id` is the member that its holder also is, in their own name.
    """

    __tablename__ = "mandates"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("mandates", "member_id", "members"),
        same_cooperative("mandates", "person_id", "members"),
        CheckConstraint("capacity IN ('legal', 'power')", name="capacity_known"),
        CheckConstraint("rank >= 0", name="rank_positive"),
        CheckConstraint("until >= since", name="ends_after_it_begins"),
        CheckConstraint(
            "ended_on >= since - 1 AND (until IS NULL OR ended_on <= until)", name="ends_before_its_term"
        ),
        CheckConstraint(
            "num_nonnulls(ended_on, ended_at, ended_by) IN (0, 3) AND (ended_on IS NULL) = (end_reason = '')",
            name="ended_by_somebody",
        ),
        Index("ix_mandates_person_id", "person_id", postgresql_where=text("person_id IS NOT NULL")),
    )

    member_id: UUID = Field(index=True)
    holder: str
    email: str = ""
    person_id: UUID | None = None
    capacity: str
    rank: int = HOLDER
    since: date
    until: date | None = None
    decision: str
    note: str = ""
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")
    ended_on: date | None = None
    end_reason: str = ""
    ended_at: datetime | None = None
    ended_by: UUID | None = Field(default=None, foreign_key="accounts.id")


class MandateProofRow(TenantRow, table=True):
    """A file that proves a mandate, kept as received."""

    __tablename__ = "mandate_proofs"
    __table_args__ = (
        same_cooperative("mandate_proofs", "mandate_id", "mandates"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    mandate_id: UUID = Field(index=True)
    filename: str
    media_type: str
    content: bytes
    size: int
    sha256: str
    added_at: datetime
    added_by: UUID = Field(foreign_key="accounts.id")


class PreventionRow(TenantRow, table=True):
    """The holder is prevented from one assembly: the deputy of `mandate_id` acts, until it is lifted."""

    __tablename__ = "preventions"
    __table_args__ = (
        same_cooperative("preventions", "assembly_id", "assemblies"),
        same_cooperative("preventions", "member_id", "members"),
        same_cooperative("preventions", "mandate_id", "mandates"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
        Index(
            "uq_preventions_one_in_force",
            "assembly_id",
            "member_id",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    assembly_id: UUID = Field(index=True)
    member_id: UUID = Field(index=True)
    mandate_id: UUID
    reason: str
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")
    lifted_at: datetime | None = None
    lifted_by: UUID | None = Field(default=None, foreign_key="accounts.id")


LAST_DAY = func.coalesce(col(MandateRow.ended_on), col(MandateRow.until))
"""The last day of a mandate, in SQL: an early end is never after its term."""


VOID = func.coalesce(col(MandateRow.ended_on), col(MandateRow.since)) < col(MandateRow.since)
"""Whether a mandate held on no day, in SQL: withdrawn as a mistake, or ended before its first day."""


def mandate_of(row: MandateRow) -> Mandate:
    """Read one row."""
    return Mandate(
        row.holder,
        Capacity(row.capacity),
        row.since,
        row.until,
        row.rank,
        row.email,
        row.decision,
        row.note,
        row.ended_on,
    )


def organisation(session: Session, member: UUID) -> MemberRow:
    """Find a member that acts through somebody. Raises NoSuchMember, ActsAlone."""
    row = session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    if row.kind != MemberKind.ORGANISATION:
        raise ActsAlone
    return row


def mandates_of(session: Session, member: UUID) -> list[MandateRow]:
    """List the mandates of a structure: holders first, latest first."""
    asked = select(MandateRow).where(MandateRow.member_id == member)
    order = (col(MandateRow.rank) > 0, col(MandateRow.since).desc(), col(MandateRow.rank), col(MandateRow.id))
    return list(session.exec(asked.order_by(*order)))


def overlapping(session: Session, member: UUID, since: date, until: date | None) -> list[MandateRow]:
    """List the mandates of a structure that hold on some day from `since` to `until`, both included."""
    asked = select(MandateRow).where(
        MandateRow.member_id == member,
        or_(LAST_DAY.is_(None), since <= LAST_DAY),
        or_(LAST_DAY.is_(None), col(MandateRow.since) <= LAST_DAY),
    )
    return list(session.exec(asked if until is None else asked.where(col(MandateRow.since) <= until)))
