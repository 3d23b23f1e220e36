"""Who sits on the board: written by hand, entered from an election, out, or drawn by lot to leave."""

from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField
from governance.assembly.directors import (
    AlreadyOut,
    ElectionNotToEnter,
    NobodyToDraw,
    NoSuchDirector,
    TermOutOfBounds,
)
from governance.law.board import TERM_YEARS
from governance.store import journal, preparation
from governance.store.base import lock
from governance.store.directors import DirectorRow, directors_of, to_enter
from governance.store.locks import hold_assembly
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.elections.lot import SECRET_BYTES, drawn_from
from governance.vote.renewal import YEAR, draw, renewal_at
from governance.words import N_

WRITERS = (Role.SECRETARY, Role.ADMINISTRATOR)
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class WriteDirector:
    """Somebody who already sits: their name, the day of their election, their term in months."""

    name: str
    elected_on: date
    months: int
    college: str = ""


def write_director(uow: UnitOfWork, command: WriteDirector, *, by: Actor) -> UUID:
    """Write somebody who sits on the board without an election of this service; give the term.

    Who      secretary, administrator
    When     any time
    Writes   directors, act board.write
    Refuses  MissingField, TermOutOfBounds
    """
    by.ensure(*WRITERS)
    name = " ".join(command.name.split())
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        raise MissingField(N_("Nom"))
    if not 1 <= command.months <= TERM_YEARS * YEAR or command.elected_on > uow.today:
        raise TermOutOfBounds(TERM_YEARS)
    row = _row(uow, name, command.college, command.elected_on, command.months, by)
    uow.session.add(row)
    uow.act("board.write", by=by, director=str(row.id), elected_on=row.elected_on.isoformat())
    return row.id


def end_director(uow: UnitOfWork, director: UUID, left_on: date, *, by: Actor) -> None:
    """Write the first day that somebody no longer sits: they resigned, died, were dismissed or replaced.

    Who      secretary, administrator
    When     once for each term
    Writes   directors, act board.end
    Refuses  NoSuchDirector, AlreadyOut
    """
    by.ensure(*WRITERS)
    lock(uow.session, "board", uow.tenant)
    row = uow.session.get(DirectorRow, director)
    if row is None:
        raise NoSuchDirector
    if row.left_on is not None or left_on < row.elected_on:
        raise AlreadyOut(row.name)
    row.left_on = left_on
    uow.session.add(row)
    uow.act("board.end", by=by, director=str(director), left_on=left_on.isoformat())


def draw_leavers(uow: UnitOfWork, assembly: UUID, *, by: Actor) -> tuple[UUID, ...]:
    """Draw by lot who leaves the board at an assembly, as the bylaws say of its first renewals.

    The seed is made of a secret and of the head of the log just before: both are told in the act, with
    those the lot was drawn among, so that anyone draws it again. It is drawn once.

    Who      secretary, administrator
    When     before the assembly, where its renewal calls for a draw
    Writes   directors, act board.draw
    Refuses  NoSuchAssembly, NobodyToDraw
    """
    by.ensure(*WRITERS)
    row = hold_assembly(uow.session, assembly)
    lock(uow.session, "board", uow.tenant)
    board = preparation.rules_of(uow, row).bylaws.board
    rows = {one.id: one for one in directors_of(uow.session)}
    known = [one.director for one in rows.values()]
    found = renewal_at(board, known, row.id, preparation.held_on(row)) if board else None
    if found is None or not found.to_leave or not found.by_lot:
        raise NobodyToDraw
    journal.hold(uow.session, cooperative=uow.tenant, assembly=None)
    head = journal.head(uow.session, cooperative=uow.tenant, assembly=None)
    lot = drawn_from(token_hex(SECRET_BYTES), head)
    drawn = draw(found.among, found.to_leave, lot.seed)
    for one in drawn:
        rows[one.id].drawn_for = row.id
        uow.session.add(rows[one.id])
    uow.act(
        "board.draw",
        by=by,
        meeting=str(row.id),
        secret=lot.secret,
        head=lot.head,
        seed=lot.seed,
        among=sorted(one.id.hex for one in found.among),
        drawn=[one.id.hex for one in drawn],
        count=len(drawn),
    )
    return tuple(one.id for one in drawn)


def enter_elected(uow: UnitOfWork, poll: UUID, *, by: Actor) -> int:
    """Enter on the board those an assembly elected, and take out those whose term ended with it.

    Give how many were entered. Those who leave are those of the renewal of that assembly, of the college
    that voted when one voted alone; who was elected again begins another term.

    Who      secretary, administrator
    When     once its session is closed, once for each election
    Writes   directors, act board.elect
    Refuses  ElectionNotToEnter
    """
    by.ensure(*WRITERS)
    lock(uow.session, "board", uow.tenant)
    found = next((one for one in to_enter(uow.session) if one[0].id == poll), None)
    if found is None:
        raise ElectionNotToEnter
    _poll, assembly, contest, names = found
    day = assembly.held_at.astimezone(PARIS).date()
    board = preparation.rules_of(uow, assembly).bylaws.board
    rows = {one.id: one for one in directors_of(uow.session)}
    known = [one.director for one in rows.values()]
    leaving = renewal_at(board, known, assembly.id, day).leaving if board else ()
    out = [one for one in leaving if contest.college in ("", one.college) and one.elected_on < day]
    for one in out:
        rows[one.id].left_on = day
        uow.session.add(rows[one.id])
    for name in names:
        row = _row(uow, name, contest.college, day, (contest.years or 1) * YEAR, by)
        row.poll_id = poll
        uow.session.add(row)
    uow.act("board.elect", by=by, poll=str(poll), count=len(names), out=[str(one.id) for one in out])
    return len(names)


def _row(uow: UnitOfWork, name: str, college: str, elected_on: date, months: int, by: Actor) -> DirectorRow:
    return DirectorRow(
        cooperative_id=uow.tenant,
        name=name,
        college=college,
        elected_on=elected_on,
        months=months,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
