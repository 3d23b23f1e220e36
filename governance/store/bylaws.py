"""Versions of the bylaws: added, never edited."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from governance.store.base import JSONB, Json, TenantRow


class BylawsVersionRow(TenantRow, table=True):
    """One version of the bylaws as one JSON document, in force from a day on."""

    __tablename__ = "bylaws_versions"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    number: int
    format: int = 1
    document: Json = Field(sa_column=Column(JSONB, nullable=False))
    sha256: str
    adopted_on: date
    in_force_from: date
    recorded_at: datetime
    recorded_by: UUID | None = Field(default=None, foreign_key="accounts.id")
