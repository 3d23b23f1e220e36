"""Polls: what was frozen at opening, who may vote, what was declared."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, func, select

from governance.store.assemblies import ResolutionRow
from governance.store.base import JSONB, Json, TenantRow, same_cooperative


class PollRow(TenantRow, table=True):
    """One vote on one resolution. `rules` is the frozen document of the meeting's rules.

    An election has a frozen `contest`, the `names` of its options by identifier, its `round`,
    and the `lot` whose secret is told at the close.
    """

    __tablename__ = "polls"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("assembly_id", "number"),
        same_cooperative("polls", "assembly_id", "assemblies"),
        same_cooperative("polls", "resolution_id", "resolutions"),
        CheckConstraint("state IN ('open', 'closed', 'annulled')", name="state_known"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_a_time"),
        CheckConstraint("(contest IS NULL) = (names IS NULL)", name="contest_has_names"),
        CheckConstraint("round >= 1", name="round_from_one"),
        CheckConstraint("lot IS NULL OR contest IS NOT NULL", name="lot_of_an_election"),
        Index("uq_polls_one_open", "assembly_id", unique=True, postgresql_where=text("state = 'open'")),
    )

    assembly_id: UUID = Field(index=True)
    resolution_id: UUID = Field(index=True)
    number: int
    method: str = "yes_no"
    state: str = "open"
    rules: Json = Field(sa_column=Column(JSONB, nullable=False))
    bylaws_version_id: UUID = Field(foreign_key="bylaws_versions.id")
    opened_at: datetime
    opened_by: UUID = Field(foreign_key="accounts.id")
    closed_at: datetime | None = None
    closed_by: UUID | None = Field(default=None, foreign_key="accounts.id")
    reason: str = ""
    contest: Json | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    names: Json | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    round: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    lot: Json | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))


class ElectorRow(SQLModel, table=True):
    """One right to vote in one poll, frozen at opening. `present` is as of that moment.

    `person_id` is the record of the person whose further voice it is, None for their first or only one.
    `interested` marks who casts no ballot because the resolution is about them; `entitled` then tells
    whether the quorum counts them all the same.
    """

    __tablename__ = "electors"
    __table_args__ = (
        same_cooperative("electors", "poll_id", "polls"),
        same_cooperative("electors", "member_id", "members"),
    )

    poll_id: UUID = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id")
    college: str
    entitled: bool = True
    present: bool = False
    person_id: UUID | None = None
    interested: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})


class ResultRow(SQLModel, table=True):
    """What was declared: the counting sheet and its result, never edited."""

    __tablename__ = "results"
    __table_args__ = (same_cooperative("results", "poll_id", "polls"),)

    poll_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    sheet: Json = Field(sa_column=Column(JSONB, nullable=False))
    result: Json = Field(sa_column=Column(JSONB, nullable=False))
    sheet_sha256: str
    declared_at: datetime
    declared_by: UUID = Field(foreign_key="accounts.id")


def next_number(session: Session, assembly: UUID) -> int:
    """Give the number of the next poll of a meeting, from 1."""
    highest = select(func.max(PollRow.number)).where(PollRow.assembly_id == assembly)
    return (session.exec(highest).one() or 0) + 1


def not_voted(session: Session, assembly: UUID) -> dict[UUID, str]:
    """Give the titles of the resolutions of a meeting that no poll, annulled ones aside, was held on."""
    voted = select(PollRow.resolution_id).where(PollRow.assembly_id == assembly, PollRow.state != "annulled")
    left = (
        select(ResolutionRow.id, ResolutionRow.title)
        .where(ResolutionRow.assembly_id == assembly, col(ResolutionRow.number).is_not(None))
        .where(col(ResolutionRow.id).not_in(voted))
        .order_by(col(ResolutionRow.position))
    )
    return dict(session.exec(left).all())
