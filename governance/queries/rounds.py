"""The next round of an election, as it would be frozen now: who goes on, for how many seats."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.refusals import NoSuchPoll
from governance.assembly.stages import Stage
from governance.queries.attendance import assembly_row
from governance.queries.elections import proposable, standing
from governance.store import preparation
from governance.store.assemblies import ResolutionRow
from governance.store.elections import freeze, last_poll
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.method import ImpossibleContest
from governance.vote.elections.preparing import Candidate, NoRoundToHold


@dataclass(frozen=True, slots=True)
class NextRound:
    """A round to hold after `poll`: `standing` go on for `seats`, by the rule of the way to vote.

    `proposable` are those whose consent may be asked instead. `faults` say why it cannot be held.
    """

    assembly: UUID
    assembly_title: str
    poll: UUID
    resolution: UUID
    number: int
    title: str
    round: int
    seats: int
    method: str
    standing: tuple[Candidate, ...]
    proposable: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def may_hold_next(uow: UnitOfWork, poll: UUID, actor: Actor) -> bool:
    """Tell whether this officer may hold a round after this poll, now."""
    if not (actor.holds(Role.SECRETARY) or actor.holds(Role.CHAIR)):
        return False
    try:
        next_round(uow, poll, actor)
    except NoRoundToHold:
        return False
    return True


def next_round(uow: UnitOfWork, poll: UUID, actor: Actor) -> NextRound:
    """Prepare the round after a poll. Raises NoSuchPoll, WrongHat, NoRoundToHold."""
    actor.ensure(Role.SECRETARY, Role.CHAIR)
    row = uow.session.get(PollRow, poll)
    if row is None or row.contest is None:
        raise NoSuchPoll
    assembly, last = assembly_row(uow, row.assembly_id), last_poll(uow.session, row.resolution_id)
    if assembly.stage != Stage.OPEN or row.state != "closed" or last is None or last.id != row.id:
        raise NoRoundToHold
    known = {one.id: one for one in standing(uow, row)}
    frozen, faults = None, tuple[str, ...]()
    try:
        frozen = freeze(uow.session, row.resolution_id, "", preparation.rules_of(uow, assembly), row)
    except ImpossibleContest as impossible:
        faults = impossible.faults
    contest = frozen.contest if frozen else None
    resolution = uow.session.get_one(ResolutionRow, row.resolution_id)
    return NextRound(
        assembly=assembly.id,
        assembly_title=assembly.title,
        poll=row.id,
        resolution=row.resolution_id,
        number=resolution.number or 0,
        title=resolution.title,
        round=row.round + 1,
        seats=contest.seats if contest else 0,
        method=row.method,
        standing=tuple(known.get(one, Candidate(one, one)) for one in (contest.ids if contest else ())),
        proposable=proposable(row),
        faults=faults,
    )
