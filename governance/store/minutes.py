"""Minutes: a draft that can be written, and a register that can only grow."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from governance.store.base import JSONB, Json, TenantRow, same_cooperative


class MinutesDraftRow(SQLModel, table=True):
    """The prose of the secretary, apart from the figures, which are not hers to edit."""

    __tablename__ = "minutes_drafts"
    __table_args__ = (
        same_cooperative("minutes_drafts", "assembly_id", "assemblies"),
        CheckConstraint("stage IN ('writing', 'sealing', 'sealed')", name="stage_known"),
    )

    assembly_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    prose: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    revision: int = 1
    stage: str = "writing"
    edited_at: datetime
    edited_by: UUID = Field(foreign_key="accounts.id")


class RegisterEntryRow(TenantRow, table=True):
    """Signed-off minutes in the register: numbered without gap, never changed.

    `copy_pdf` is what members read of them, None for minutes entered before there were copies.

    Law: code de commerce, R225-106 and R221-3 (no insertion, deletion or substitution).
    """

    __tablename__ = "minutes_register"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        UniqueConstraint("assembly_id"),
        same_cooperative("minutes_register", "assembly_id", "assemblies"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("(copy_pdf IS NULL) = (copy_sha256 IS NULL)", name="copy_with_its_hash"),
    )

    assembly_id: UUID
    number: int
    facts: Json = Field(sa_column=Column(JSONB, nullable=False))
    pdf: bytes
    pdf_sha256: str
    copy_pdf: bytes | None = None
    copy_sha256: str | None = None
    entered_at: datetime
    entered_by: UUID = Field(foreign_key="accounts.id")
