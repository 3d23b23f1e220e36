"""The secretary's page of the day: the room, the agenda, the poll that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.assembly.refusals import NoSuchPoll, PollNotOpen
from governance.queries.attendance import (
    Attendance,
    assembly_row,
    attendance,
    day_of,
    desk_line,
    find_at_desk,
    find_by_hand,
    last_arrivals,
    still_to_vote,
    suspended_votes,
)
from governance.queries.connected import connected_members
from governance.queries.elections import Elected, elected_in, proposable, standing
from governance.register.mandates import Connected
from governance.sources import LegalSource
from governance.store import preparation
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.ballot_box import BallotRow
from governance.store.blank_sharing import waiting_in
from governance.store.desk import DeskLine
from governance.store.elections import ContestRow, frozen_contest, persons_of, ways_of
from governance.store.polls import PollRow, ResultRow
from governance.store.postal import unfinished
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.contest import Contest
from governance.vote.elections.preparing import Candidate
from governance.vote.methods.without_candidate import WITHOUT_CANDIDATE


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of the agenda with what became of it: `state` is none, open, closed.

    `poll` is the latest round; `proposable` are the names whose consent may be asked next. While a round
    of an election is open, `standing` are the names on its ballot, in its order, and `seats` its seats.
    `again` tells that a resolution is undecided until colleges vote a second time.
    """

    resolution: UUID
    position: int
    number: int | None
    title: str
    poll: UUID | None
    state: str
    adopted: bool | None
    turnout: int
    method: str = "yes_no"
    round: int = 1
    election: Elected | None = None
    proposable: tuple[tuple[str, str], ...] = ()
    seats: int = 0
    standing: tuple[str, ...] = ()
    again: bool = False

    @property
    def may_go_on(self) -> bool:
        """Tell whether a next round may be held."""
        if self.state != "closed" or self.election is None:
            return self.again
        open_end = self.method == WITHOUT_CANDIDATE.name and not self.election.elected
        return open_end or self.election.goes_on


@dataclass(frozen=True, slots=True)
class SessionView:
    """Everything the officers need during the meeting, in one instant.

    `suspended` gives the members whose votes the law suspends, each with the text; `two_votes` those
    who speak for a structure as well as for themselves, and these structures. `blank_waiting` is how
    many blank proxies wait to be shared in the open session, `unfinished` how many postal forms lack a
    ballot of an election before it opens.
    """

    assembly: UUID
    title: str
    stage: str
    held_at: datetime
    is_today: bool
    place: str
    remote_allowed: bool
    room: Attendance
    agenda: tuple[AgendaLine, ...]
    query: str
    found: tuple[DeskLine, ...]
    arrivals: tuple[DeskLine, ...]
    suspended: Mapping[UUID, LegalSource | None]
    two_votes: Mapping[UUID, tuple[Connected, ...]]
    blank_waiting: int = 0
    unfinished: int = 0

    @property
    def left_out(self) -> int:
        """Give how many members were found that the page does not show."""
        return left_out(self.found)

    @property
    def open_line(self) -> AgendaLine | None:
        """Give the item being voted, if there is one."""
        return next((line for line in self.agenda if line.state == "open"), None)

    @property
    def left_lines(self) -> tuple[AgendaLine, ...]:
        """Give the resolutions that were not put to the vote."""
        return tuple(line for line in self.agenda if line.number and line.state == "none")

    @property
    def waiting_lines(self) -> tuple[AgendaLine, ...]:
        """Give the resolutions that wait for their second round: nothing is decided on them."""
        return tuple(line for line in self.agenda if line.again)

    @property
    def next_line(self) -> AgendaLine | None:
        """Give the first item still to be put to the vote."""
        return next((line for line in self.agenda if line.number and line.state == "none"), None)


def session_view(uow: UnitOfWork, assembly: UUID, actor: Actor, query: str = "") -> SessionView:
    """Show the session to its officers. Raises NoSuchAssembly, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.CHAIR, Role.TELLER)
    row = assembly_row(uow, assembly)
    found, arrivals = tuple(find_at_desk(uow, row, query)), tuple(last_arrivals(uow, row))
    return SessionView(
        assembly=assembly,
        title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        is_today=day_of(row) == uow.today,
        place=row.place,
        remote_allowed=row.remote_allowed,
        room=attendance(uow, row),
        agenda=agenda_lines(uow, assembly),
        query=query,
        found=found,
        arrivals=arrivals,
        suspended=suspended_votes(uow, row),
        two_votes=connected_members(uow, [one.member for one in (*found, *arrivals)], day_of(row)),
        blank_waiting=_blank_waiting(uow, row),
        unfinished=_unfinished(uow, row),
    )


def _blank_waiting(uow: UnitOfWork, row: AssemblyRow) -> int:
    """Count the blank proxies that wait to be shared; they only wait once the session is open."""
    return len(waiting_in(uow, row, preparation.rules_of(uow, row))) if row.stage == "open" else 0


def _unfinished(uow: UnitOfWork, row: AssemblyRow) -> int:
    """Count the postal forms to complete; after the opening they no longer change."""
    return unfinished(uow.session, row.id, ways_of(uow.session, row.id)) if row.stage == "convened" else 0


@dataclass(frozen=True, slots=True)
class ClosingPoll:
    """A poll about to close: its item, and some of those there without a ballot in it, `still` in all."""

    assembly: UUID
    title: str
    poll: UUID
    line: AgendaLine
    silent: tuple[DeskLine, ...]
    still: int


def closing_poll(uow: UnitOfWork, assembly: UUID, poll: UUID, actor: Actor) -> ClosingPoll:
    """Show who has not voted before a poll closes.

    Raises NoSuchAssembly, WrongHat, NoSuchPoll, PollNotOpen.
    """
    actor.ensure(Role.SECRETARY, Role.CHAIR)
    row = assembly_row(uow, assembly)
    line = next((one for one in agenda_lines(uow, assembly) if one.poll == poll), None)
    if line is None:
        raise NoSuchPoll
    if line.state != "open":
        raise PollNotOpen
    silent = tuple(still_to_vote(uow, row, poll))
    return ClosingPoll(assembly, row.title, poll, line, silent, silent[0].total if silent else 0)


def left_out(found: Sequence[DeskLine]) -> int:
    """Give how many members the limit of a search left out."""
    return found[0].total - len(found) if found else 0


@dataclass(frozen=True, slots=True)
class PaperBallots:
    """Where the desk enters a ballot given by hand. `chosen` is the member it is entered for."""

    assembly: UUID
    assembly_title: str
    poll: UUID
    resolution_number: int
    title: str
    method: str
    contest: Contest | None
    candidates: tuple[Candidate, ...]
    query: str
    found: tuple[DeskLine, ...]
    chosen: DeskLine | None

    @property
    def left_out(self) -> int:
        """Give how many members were found that the page does not show."""
        return left_out(self.found)


def paper_ballots(
    uow: UnitOfWork, poll: UUID, actor: Actor, query: str = "", member: UUID | None = None
) -> PaperBallots:
    """Show the members of the room without a ballot yet. Raises NoSuchPoll, PollNotOpen, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.CHAIR, Role.TELLER)
    row = uow.session.get(PollRow, poll)
    if row is None or row.state == "annulled":
        raise NoSuchPoll
    if row.state != "open":
        raise PollNotOpen
    assembly = assembly_row(uow, row.assembly_id)
    resolution = uow.session.get_one(ResolutionRow, row.resolution_id)
    return PaperBallots(
        assembly=assembly.id,
        assembly_title=assembly.title,
        poll=poll,
        resolution_number=resolution.number or 0,
        title=resolution.title,
        method=row.method,
        contest=frozen_contest(row.contest),
        candidates=standing(uow, row),
        query=query,
        found=() if member else tuple(find_by_hand(uow, assembly, poll, query)),
        chosen=desk_line(uow, assembly, member) if member else None,
    )


def _on_the_ballot(poll: PollRow | None) -> dict[str, Any]:
    """Give the seats and the names of the round that is open, those who withdrew left out."""
    contest = frozen_contest(poll.contest) if poll and poll.state == "open" else None
    if poll is None or contest is None:
        return {}
    names = poll.names or {}
    return {"seats": contest.seats, "standing": tuple(str(names.get(one, one)) for one in contest.ids)}


def agenda_lines(uow: UnitOfWork, assembly: UUID) -> tuple[AgendaLine, ...]:
    """List the agenda in order, with each item's latest poll and its turnout; annulled polls aside."""
    turnout = (
        select(func.count())
        .select_from(BallotRow)
        .where(col(BallotRow.poll_id) == col(PollRow.id))
        .correlate(PollRow)
        .scalar_subquery()
    )
    other = aliased(PollRow)
    latest = (
        select(other.id)
        .where(other.resolution_id == ResolutionRow.id, other.state != "annulled")
        .order_by(col(other.number).desc())
        .limit(1)
        .correlate(ResolutionRow)
        .scalar_subquery()
    )
    rows = uow.session.exec(
        select(ResolutionRow, PollRow, ResultRow.result, turnout, ContestRow.method)  # type: ignore[call-overload]
        .select_from(ResolutionRow)
        .join(PollRow, col(PollRow.id) == latest, isouter=True)
        .join(ContestRow, col(ContestRow.resolution_id) == col(ResolutionRow.id), isouter=True)
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id), isouter=True)
        .where(ResolutionRow.assembly_id == assembly)
        .order_by(col(ResolutionRow.position))
    ).all()
    persons = persons_of(uow.session, [item.id for item, poll, *_ in rows if poll and poll.names])
    return tuple(
        AgendaLine(
            resolution=item.id,
            position=item.position,
            number=item.number,
            title=item.title,
            poll=poll.id if poll else None,
            state=poll.state if poll else "none",
            adopted=result.get("adopted") if result else None,
            turnout=count or 0,
            method=poll.method if poll else method or "yes_no",
            round=poll.round if poll else 1,
            election=elected_in(result, poll.names, persons) if result else None,
            proposable=proposable(poll),
            again=bool(result and result.get("again")),
            **_on_the_ballot(poll),
        )
        for item, poll, result, count, method in rows
    )
