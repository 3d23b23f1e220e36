"""Versions of the bylaws: added, never edited. Drafts of the next one: edited, then frozen by a notice."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from governance.store.base import JSONB, Json, TenantRow


class BylawsVersionRow(TenantRow, table=True):
    """One version of the bylaws as one JSON document, in force from a day on.

    `reason` says why it was recorded without a resolution of an assembly, "" otherwise.
    """

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
    reason: str = ""


class BylawsDraftRow(TenantRow, table=True):
    """Bylaws being written. A value of `document` that could not be read stays there as it was typed.

    `put_sha256` is the print of the draft as its resolution tells it, `effect_on` the day told there.
    """

    __tablename__ = "bylaws_drafts"
    __table_args__ = (
        CheckConstraint("state IN ('writing', 'adopted', 'abandoned')", name="state_known"),
        CheckConstraint("(state = 'adopted') = (version_id IS NOT NULL)", name="adopted_as_a_version"),
        CheckConstraint("revision >= 1", name="revision_positive"),
        UniqueConstraint("resolution_id", name="uq_bylaws_drafts_resolution"),
        UniqueConstraint("version_id", name="uq_bylaws_drafts_version"),
    )

    title: str
    document: Json = Field(sa_column=Column(JSONB, nullable=False))
    revision: int = 1
    state: str = "writing"
    resolution_id: UUID | None = Field(default=None, foreign_key="resolutions.id", ondelete="SET NULL")
    put_sha256: str = ""
    effect_on: date | None = None
    version_id: UUID | None = Field(default=None, foreign_key="bylaws_versions.id")
    created_at: datetime
    created_by: UUID = Field(foreign_key="accounts.id")
    changed_at: datetime
    changed_by: UUID = Field(foreign_key="accounts.id")
