"""Services of the cooperative, who takes them, the rates and what was declared."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    UniqueConstraint,
    text,
)
from sqlmodel import Field

from governance.register.contributions import ContributionBase, ContributionRate, DeclaredBase
from governance.store.base import TenantRow, same_cooperative
from governance.units import Cents


class ServiceRow(TenantRow, table=True):
    """One service of the catalogue."""

    __tablename__ = "services"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "name"),
        CheckConstraint(
            "kind IN ('support', 'accounting', 'payroll', 'it', 'legal', 'purchasing', 'training', 'other')",
            name="kind_known",
        ),
    )

    name: str
    kind: str


class ServiceUseRow(TenantRow, table=True):
    """One structure takes one service, from a day to another excluded."""

    __tablename__ = "service_uses"
    __table_args__ = (
        same_cooperative("service_uses", "member_id", "members"),
        same_cooperative("service_uses", "service_id", "services"),
        CheckConstraint("until IS NULL OR until > since", name="ends_after_it_begins"),
        Index(
            "uq_service_uses_one_in_force",
            "member_id",
            "service_id",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
    )

    member_id: UUID = Field(index=True)
    service_id: UUID
    since: date
    until: date | None = None


class ContributionRateRow(TenantRow, table=True):
    """A rate from a day on; of hosted activities when no member is named. Never changed: another follows."""

    __tablename__ = "contribution_rates"
    __table_args__ = (
        same_cooperative("contribution_rates", "member_id", "members"),
        CheckConstraint("base IN ('turnover', 'value_added')", name="base_known"),
        CheckConstraint("part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name="part_exact"),
        UniqueConstraint("member_id", "since"),
        Index(
            "uq_contribution_rates_hosted",
            "cooperative_id",
            "since",
            unique=True,
            postgresql_where=text("member_id IS NULL"),
        ),
    )

    member_id: UUID | None = Field(default=None, index=True)
    base: str
    part: str
    since: date
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


class DeclaredBaseRow(TenantRow, table=True):
    """What a structure declared for a period. Never changed: the same period declared again corrects it."""

    __tablename__ = "declared_bases"
    __table_args__ = (
        same_cooperative("declared_bases", "member_id", "members"),
        Index("ix_declared_bases_member_id_starts_on", "member_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_begins"),
        CheckConstraint("amount >= 0", name="amount_positive"),
    )

    member_id: UUID = Field(index=True)
    starts_on: date
    ends_on: date
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


def rate_of(row: ContributionRateRow) -> ContributionRate:
    """Give the value of a row."""
    return ContributionRate(ContributionBase(row.base), Fraction(row.part), row.since)


def base_of(row: DeclaredBaseRow) -> DeclaredBase:
    """Give the value of a row."""
    return DeclaredBase(row.starts_on, row.ends_on, Cents(row.amount))


def counted(rows: Iterable[DeclaredBaseRow]) -> tuple[list[DeclaredBaseRow], list[DeclaredBaseRow]]:
    """Give the lines that count, and those that a later line of the same period corrected."""
    latest: dict[tuple[UUID, date, date], DeclaredBaseRow] = {}
    corrected = []
    for row in sorted(rows, key=lambda each: (each.recorded_at, each.id)):
        period = (row.member_id, row.starts_on, row.ends_on)
        if period in latest:
            corrected.append(latest[period])
        latest[period] = row
    return list(latest.values()), corrected
