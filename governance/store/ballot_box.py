"""The box of open (named) ballots. An encrypted box will stand behind the same verbs.

An open box protects nobody's secret: the ballot bears the right it exercises, because there
the name is the point. What it promises is one ballot per right, none after the close, and
none that changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel

from governance.vote.elections.marks import MOST_CHARACTERS


class BallotRow(SQLModel, table=True):
    """One ballot: the right it exercises, what it says, and its place in the act log."""

    __tablename__ = "ballots"
    __table_args__ = (
        ForeignKeyConstraint(
            ["poll_id", "member_id"],
            ["electors.poll_id", "electors.member_id"],
            name="fk_ballots_elector_of_this_poll",
        ),
        UniqueConstraint("poll_id", "receipt", name="uq_ballots_receipt"),
        CheckConstraint(
            "choice IN ('for', 'against', 'abstain', 'blank', 'spoiled') OR choice LIKE '{%}'"
            f" AND length(choice) <= {MOST_CHARACTERS}",
            name="choice_known",
        ),
    )

    poll_id: UUID = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id")
    id: UUID = Field(default_factory=uuid4, unique=True)
    choice: str
    cast_by: UUID = Field(foreign_key="accounts.id")
    cast_at: datetime
    act_seq: int
    receipt: bytes


@dataclass(frozen=True, slots=True)
class Deposit:
    """A ballot ready to be dropped: its right, its choice, who cast it, its receipt."""

    member: UUID
    choice: str
    cast_by: UUID
    act_seq: int
    receipt: bytes


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the box already holds for one right."""

    member: UUID
    choice: str
    act_seq: int
    receipt: bytes
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedBallot:
    """A ballot taken out of the box: which right, of which college, what it says."""

    member: UUID
    college: str
    choice: str


class BallotBox(Protocol):
    """What a box must do, whatever it protects."""

    def drop(self, poll: UUID, deposits: Sequence[Deposit], at: datetime) -> None:
        """Put ballots in the box, one per right."""

    def recorded(self, poll: UUID, members: Sequence[UUID]) -> dict[UUID, Recorded]:
        """Give what each of these rights has already said."""

    def counts(self, poll: UUID) -> dict[str, dict[str, int]]:
        """Count the ballots by college, then by choice."""

    def opened(self, poll: UUID) -> list[OpenedBallot]:
        """Give every ballot, in no order that says when it was cast."""


_DROP = text(
    "INSERT INTO ballots (poll_id, member_id, cooperative_id, id, choice, cast_by, cast_at, act_seq, receipt)"
    " SELECT :poll, d.member, current_setting('app.cooperative')::uuid, gen_random_uuid(),"
    " d.choice, d.cast_by, :at, d.act_seq, d.receipt"
    " FROM unnest(cast(:members AS uuid[]), cast(:choices AS text[]), cast(:casters AS uuid[]),"
    " cast(:seqs AS bigint[]), cast(:receipts AS bytea[])) AS d(member, choice, cast_by, act_seq, receipt)"
)

_RECORDED = text(
    "SELECT member_id, choice, act_seq, receipt, cast_at FROM ballots"
    " WHERE poll_id = :poll AND member_id = ANY(cast(:members AS uuid[]))"
)

_COUNTS = text(
    "SELECT e.college, b.choice, count(*) FROM ballots b"
    " JOIN electors e ON e.poll_id = b.poll_id AND e.member_id = b.member_id"
    " WHERE b.poll_id = :poll GROUP BY e.college, b.choice"
)

_OPENED = text(
    "SELECT b.member_id, e.college, b.choice FROM ballots b"
    " JOIN electors e ON e.poll_id = b.poll_id AND e.member_id = b.member_id"
    " WHERE b.poll_id = :poll ORDER BY b.id"
)


@dataclass(frozen=True, slots=True)
class OpenBox:
    """The box of named ballots, in the transaction of `session`."""

    session: Session

    def drop(self, poll: UUID, deposits: Sequence[Deposit], at: datetime) -> None:
        """Put ballots in the box; the constraint refuses a second one for the same right."""
        self.session.connection().execute(
            _DROP,
            {
                "poll": poll,
                "at": at,
                "members": [d.member for d in deposits],
                "choices": [d.choice for d in deposits],
                "casters": [d.cast_by for d in deposits],
                "seqs": [d.act_seq for d in deposits],
                "receipts": [d.receipt for d in deposits],
            },
        )

    def recorded(self, poll: UUID, members: Sequence[UUID]) -> dict[UUID, Recorded]:
        """Give what each of these rights has already said."""
        found = self.session.connection().execute(_RECORDED, {"poll": poll, "members": list(members)})
        return {row[0]: Recorded(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in found}

    def counts(self, poll: UUID) -> dict[str, dict[str, int]]:
        """Count in the database: 100,000 ballots never travel to be counted."""
        counts: dict[str, dict[str, int]] = {}
        for college, choice, number in self.session.connection().execute(_COUNTS, {"poll": poll}):
            counts.setdefault(college, {})[choice] = number
        return counts

    def opened(self, poll: UUID) -> list[OpenedBallot]:
        """Give every ballot, by its random identifier."""
        rows = self.session.connection().execute(_OPENED, {"poll": poll})
        return [OpenedBallot(row[0], row[1], row[2]) for row in rows]
