"""What the simulator of elections starts from: the past elections whose ballots may be read otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from governance.assembly.refusals import NoSuchPoll
from governance.store.assemblies import ResolutionRow
from governance.store.elections import persons_of
from governance.store.polls import PollRow, ResultRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.sheet import ElectionSheet, read_election_sheet
from governance.vote.methods import ELECTIONS
from governance.vote.methods.consultation import CONSULTATION
from governance.vote.methods.without_candidate import WITHOUT_CANDIDATE
from governance.vote.methods.yes_no import YES_NO

MOST_ELECTIONS = 30
_OTHERS = (YES_NO.name, CONSULTATION.name, WITHOUT_CANDIDATE.name)
"""Ways to vote that elect nobody by a count."""


@dataclass(frozen=True, slots=True)
class PastElection:
    """A round of an election that was declared."""

    poll: UUID
    resolution_number: int
    title: str
    round: int
    declared_at: datetime


@dataclass(frozen=True, slots=True)
class ElectionStart:
    """A past election to try otherwise: its sheet, the names of its options, the persons of its lists."""

    sheet: ElectionSheet
    names: Mapping[str, str]
    persons: Mapping[str, tuple[str, ...]]


def past_elections(uow: UnitOfWork) -> tuple[PastElection, ...]:
    """List the elections that may be tried otherwise, the latest first."""
    rows = uow.session.exec(
        select(PollRow.id, ResolutionRow.number, ResolutionRow.title, PollRow.round, ResultRow.declared_at)  # type: ignore[call-overload]
        .join(ResolutionRow, col(ResolutionRow.id) == col(PollRow.resolution_id))
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id))
        .where(PollRow.state == "closed", col(PollRow.method).not_in(_OTHERS))
        .order_by(col(ResultRow.declared_at).desc())
        .limit(MOST_ELECTIONS)
    )
    return tuple(PastElection(poll, number or 0, title, at, when) for poll, number, title, at, when in rows)


def election_start(uow: UnitOfWork, poll: UUID) -> ElectionStart:
    """Give a declared election to try otherwise. Raises NoSuchPoll."""
    row, declared = uow.session.get(PollRow, poll), uow.session.get(ResultRow, poll)
    if row is None or declared is None or row.state != "closed" or row.method in _OTHERS:
        raise NoSuchPoll
    names = {str(option): str(name) for option, name in (row.names or {}).items()}
    sheet = read_election_sheet(declared.sheet, ELECTIONS)
    return ElectionStart(sheet, names, persons_of(uow.session, [row.resolution_id]))
