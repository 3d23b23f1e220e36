"""The holdings of the cooperative in companies that are not its members."""

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, and_, or_
from sqlmodel import Field, Session, col, func, select

from governance.register.members import MemberKind
from governance.register.outside_holdings import OutsideHolding
from governance.register.ties import StructureForm, Tie, TieKind
from governance.store.base import TenantRow
from governance.store.members import MemberRow
from governance.units import Cents


class OutsideHoldingRow(TenantRow, table=True):
    """One holding, in force from `since` to `until` excluded. Only its end is written later, once;
    one that ends the day it begins was written by mistake.

    `part` is the exact part of the capital, as text in lowest terms.
    """

    __tablename__ = "outside_holdings"
    __table_args__ = (
        CheckConstraint(
            "form IN ('sa', 'sas', 'sca', 'sarl', 'other_company', 'association', 'public_body', 'other')",
            name="form_known",
        ),
        CheckConstraint("part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name="part_exact"),
        CheckConstraint("price IS NULL OR price >= 0", name="price_positive"),
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_it_begins"),
    )

    company: str
    form: str
    siren: str = ""
    part: str
    price: int | None = Field(default=None, sa_column=Column(BigInteger))
    since: date
    until: date | None = None
    decision: str = ""
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")

    @property
    def holding(self) -> OutsideHolding:
        """Give the row as a value."""
        price = None if self.price is None else Cents(self.price)
        tie = Tie(TieKind.HOLDING, self.since, self.until, Fraction(self.part), price, self.decision)
        return OutsideHolding(self.company, StructureForm(self.form), self.siren, tie)


def member_of_siren(session: Session, siren: str, day: date) -> MemberRow | None:
    """Find the member of `day`, or admitted later, that bears a SIREN; None for "" or nobody."""
    asked = select(MemberRow).where(
        MemberRow.siren == siren, or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > day)
    )
    return session.exec(asked.order_by(col(MemberRow.number)).limit(1)).one_or_none() if siren else None


def member_named(session: Session, company: str, day: date) -> MemberRow | None:
    """Find an organisation that bears this name, capitals apart, among the members of `day` or later."""
    asked = select(MemberRow).where(
        MemberRow.kind == MemberKind.ORGANISATION.value,
        func.lower(col(MemberRow.name)) == company.lower(),
        or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > day),
    )
    return session.exec(asked.order_by(col(MemberRow.number)).limit(1)).one_or_none()


def become_members(session: Session, day: date) -> dict[UUID, MemberRow]:
    """Give, by holding in force, the member that the company held became; one statement."""
    asked = (
        select(OutsideHoldingRow.id, MemberRow)
        .join(
            MemberRow,
            and_(
                col(MemberRow.siren) == col(OutsideHoldingRow.siren),
                col(MemberRow.cooperative_id) == col(OutsideHoldingRow.cooperative_id),
            ),
        )
        .where(
            OutsideHoldingRow.siren != "",
            col(OutsideHoldingRow.until).is_(None),
            or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > day),
        )
    )
    return dict(session.exec(asked).all())
