"""Lists for programs: a page at a time, by a cursor that is the last row's identifier."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select, tuple_

from governance.actors import Actor
from governance.assembly.attendance_sheet import (
    attendance_sheet_document,
    members_sheet_document,
    read_attendance_sheet,
)
from governance.assembly.refusals import NoSuchPoll
from governance.errors import NotFound
from governance.queries.assemblies import PREPARERS, visible_assembly
from governance.queries.bylaws import NoSuchVersion
from governance.queries.registers import ADDRESS_READERS, SHEET_READERS
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.ballot_box import BallotRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.minutes import RegisterEntryRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ListedAssembly:
    """One assembly in a list."""

    id: UUID
    title: str
    kind: str
    call: str
    stage: str
    held_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class ListedPoll:
    """One poll in a list: `turnout` is the number of ballots in the box."""

    id: UUID
    number: int
    resolution_number: int
    title: str
    method: str
    round: int
    state: str
    opened_at: datetime
    closed_at: datetime | None
    turnout: int


@dataclass(frozen=True, slots=True)
class ListedMinutes:
    """One entry of the register of minutes."""

    number: int
    assembly: UUID
    title: str
    entered_at: datetime
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """One entry of the register with its facts, as far as its reader may read them."""

    number: int
    assembly: UUID
    entered_at: datetime
    pdf_sha256: str
    facts: dict[str, Any]


def assemblies_page(uow: UnitOfWork, actor: Actor, after: UUID | None, most: int) -> list[ListedAssembly]:
    """List assemblies, latest first; drafts only to who prepares them. Raises NoSuchAssembly (cursor)."""
    asked = select(AssemblyRow).order_by(col(AssemblyRow.held_at).desc(), col(AssemblyRow.id).desc())
    if not actor.holds(*PREPARERS):
        asked = asked.where(col(AssemblyRow.convened_at).is_not(None))
    if after is not None:
        last = visible_assembly(uow, after, actor)
        asked = asked.where(
            tuple_(col(AssemblyRow.held_at), col(AssemblyRow.id)) < tuple_(last.held_at, last.id)
        )
    return [
        ListedAssembly(row.id, row.title, row.kind, row.call, row.stage, row.held_at, row.place)
        for row in uow.session.exec(asked.limit(most))
    ]


def polls_of(uow: UnitOfWork, assembly: UUID) -> list[ListedPoll]:
    """List the polls of an assembly in order, annulled ones included."""
    return [_listed(*row) for row in uow.session.exec(_polls().where(PollRow.assembly_id == assembly))]


def poll_of(uow: UnitOfWork, assembly: UUID, poll: UUID) -> ListedPoll:
    """Give one poll of an assembly. Raises NoSuchPoll."""
    asked = _polls().where(PollRow.assembly_id == assembly, PollRow.id == poll)
    found = uow.session.exec(asked).one_or_none()
    if found is None:
        raise NoSuchPoll
    return _listed(*found)


def ensure_poll_of(uow: UnitOfWork, assembly: UUID, poll: UUID) -> None:
    """Raise NoSuchPoll unless the poll is one of the assembly. Keeps no row: what closes it reads anew."""
    asked = select(PollRow.id).where(PollRow.assembly_id == assembly, PollRow.id == poll)
    if uow.session.exec(asked).first() is None:
        raise NoSuchPoll


def minutes_page(uow: UnitOfWork, after: int | None, most: int) -> list[ListedMinutes]:
    """List the register of minutes, latest number first."""
    asked = (
        select(RegisterEntryRow, AssemblyRow.title)
        .join(AssemblyRow, col(AssemblyRow.id) == col(RegisterEntryRow.assembly_id))
        .order_by(col(RegisterEntryRow.number).desc())
        .limit(most)
    )
    if after is not None:
        asked = asked.where(col(RegisterEntryRow.number) < after)
    return [
        ListedMinutes(row.number, row.assembly_id, title, row.entered_at, row.pdf_sha256)
        for row, title in uow.session.exec(asked)
    ]


def minutes_entry(uow: UnitOfWork, number: int, actor: Actor) -> MinutesEntry:
    """Give one entry of the register with its facts. Raises NotFound.

    The attendance sheet has addresses for the secretary and the administrator only, and tells a member
    who took part, no more.
    """
    asked = select(
        RegisterEntryRow.assembly_id,
        RegisterEntryRow.entered_at,
        RegisterEntryRow.pdf_sha256,
        RegisterEntryRow.facts,
    ).where(RegisterEntryRow.number == number)
    found = uow.session.exec(asked).one_or_none()
    if found is None:
        raise NotFound
    assembly, entered_at, digest, kept = found
    facts = dict(kept)
    if "attendance" in facts and not actor.holds(*ADDRESS_READERS):
        sheet = read_attendance_sheet(facts["attendance"])
        facts["attendance"] = (
            attendance_sheet_document(sheet, legal_copy=False)
            if actor.holds(*SHEET_READERS)
            else members_sheet_document(sheet)
        )
    return MinutesEntry(number, assembly, entered_at, digest, facts)


def _polls() -> Any:  # noqa: ANN401 - a SQL expression
    turnout = (
        select(func.count())
        .select_from(BallotRow)
        .where(col(BallotRow.poll_id) == col(PollRow.id))
        .correlate(PollRow)
        .scalar_subquery()
    )
    return (
        select(PollRow, ResolutionRow, turnout)
        .join(ResolutionRow, col(ResolutionRow.id) == col(PollRow.resolution_id))
        .order_by(col(PollRow.number))
    )


def _listed(poll: PollRow, resolution: ResolutionRow, turnout: int) -> ListedPoll:
    return ListedPoll(
        id=poll.id,
        number=poll.number,
        resolution_number=resolution.number or 0,
        title=resolution.title,
        method=poll.method,
        round=poll.round,
        state=poll.state,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        turnout=turnout,
    )


def bylaws_versions(uow: UnitOfWork) -> list[BylawsVersionRow]:
    """List the versions of the bylaws, latest first: some in the life of a cooperative."""
    asked = select(BylawsVersionRow).order_by(col(BylawsVersionRow.number).desc())
    return list(uow.session.exec(asked))


def bylaws_version(uow: UnitOfWork, number: int) -> BylawsVersionRow:
    """Give one version of the bylaws, as it was recorded. Raises NoSuchVersion."""
    asked = select(BylawsVersionRow).where(BylawsVersionRow.number == number)
    found = uow.session.exec(asked).one_or_none()
    if found is None:
        raise NoSuchVersion(number)
    return found
