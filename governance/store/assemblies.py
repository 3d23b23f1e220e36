"""One general assembly: its agenda, its papers, its notices."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from governance.store.base import JSONB, TenantRow, same_cooperative


class AssemblyRow(TenantRow, table=True):
    """A meeting of the members. `held_at` is its planned time; `stage` follows stages.py.

    `second_of` is the first meeting, of which a second call is the sequel.
    """

    __tablename__ = "assemblies"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        CheckConstraint("kind IN ('ordinary', 'extraordinary')", name="kind_known"),
        CheckConstraint("call IN ('first', 'second')", name="call_known"),
        CheckConstraint("(call = 'second') = (second_of IS NOT NULL)", name="second_of_a_first"),
        same_cooperative("assemblies", "second_of", "assemblies"),
        Index(
            "uq_assemblies_one_second_call",
            "second_of",
            unique=True,
            postgresql_where=text("second_of IS NOT NULL AND stage <> 'cancelled'"),
        ),
        CheckConstraint(
            "stage IN ('draft', 'convened', 'open', 'closed', 'minuted', 'cancelled')", name="stage_known"
        ),
        CheckConstraint("stage IN ('draft', 'cancelled') OR convened_at IS NOT NULL", name="convened_once"),
        CheckConstraint(
            "stage NOT IN ('open', 'closed', 'minuted') OR opened_at IS NOT NULL", name="opened_once"
        ),
        CheckConstraint("stage NOT IN ('closed', 'minuted') OR closed_at IS NOT NULL", name="closed_once"),
    )

    title: str
    kind: str
    call: str = "first"
    second_of: UUID | None = None
    annual: bool = False
    fiscal_year: str = ""
    held_at: datetime
    place: str
    remote_allowed: bool = False
    remote_link: str = ""
    contact: str = ""
    introduction: str = ""
    stage: str = "draft"
    bylaws_version_id: UUID = Field(foreign_key="bylaws_versions.id")
    chair: str = ""
    secretary: str = ""
    tellers: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    convened_at: datetime | None = None
    convened_on: date | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    created_at: datetime


class ResolutionRow(TenantRow, table=True):
    """One item of the agenda; `number` is set for those that are put to the vote."""

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("assembly_id", "position", name="uq_resolutions_position", deferrable=True),
        UniqueConstraint("assembly_id", "number", name="uq_resolutions_number", deferrable=True),
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("resolutions", "assembly_id", "assemblies"),
        CheckConstraint("proposed_by IN ('board', 'members', 'members_supported')", name="proposer_known"),
        CheckConstraint("voted = (number IS NOT NULL)", name="numbered_when_voted"),
    )

    assembly_id: UUID = Field(index=True)
    position: int
    number: int | None = None
    voted: bool = True
    title: str
    text: str = ""
    proposed_by: str = "board"


class AttachmentRow(TenantRow, table=True):
    """A paper laid before the members, kept as received.

    `nature` is a key of `governance.assembly.papers_required.NATURES`; "other" for anything else.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        same_cooperative("attachments", "assembly_id", "assemblies"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    assembly_id: UUID = Field(index=True)
    resolution_id: UUID | None = Field(default=None, foreign_key="resolutions.id", ondelete="SET NULL")
    nature: str = "other"
    title: str
    filename: str
    media_type: str
    content: bytes
    size: int
    sha256: str
    added_at: datetime


class NoticeRow(TenantRow, table=True):
    """How one member was convened to one assembly, and what became of it.

    `recipient` is the member's name and `address` where the notice went (an e-mail, or the lines of
    an envelope), as they were on that day. `outcome` is the server's answer for
    a mail; a letter is `to_print`, then `posted` when the secretary says so.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("assembly_id", "member_id"),
        same_cooperative("notices", "assembly_id", "assemblies"),
        same_cooperative("notices", "member_id", "members"),
        CheckConstraint("channel IN ('email', 'letter')", name="channel_known"),
        CheckConstraint(
            "outcome IN ('waiting', 'sent', 'refused', 'to_print', 'posted')", name="outcome_known"
        ),
        Index("ix_notices_outcome", "assembly_id", "outcome", "id"),
    )

    assembly_id: UUID
    member_id: UUID
    channel: str
    recipient: str
    address: str
    outcome: str = "waiting"
    detail: str = ""
    message_id: str = ""
    attempts: int = 0
    concluded_at: datetime | None = None


class LetterFileRow(TenantRow, table=True):
    """One PDF of notices to print and post: part `part` of the letters of an assembly."""

    __tablename__ = "letter_files"
    __table_args__ = (
        UniqueConstraint("assembly_id", "part"),
        same_cooperative("letter_files", "assembly_id", "assemblies"),
        CheckConstraint("part >= 1", name="part_positive"),
    )

    assembly_id: UUID
    part: int
    letter_count: int
    pdf: bytes
    sha256: str
    made_at: datetime
