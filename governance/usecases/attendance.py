"""Opening and closing the session, and who is there."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.postal import FormsUnfinished, VotedByPost
from governance.assembly.refusals import NotAllVoted, NotTheDay, PollStillOpen, RemoteNotAllowed
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import NotFound
from governance.store import locks, preparation, presence, proxies
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import AssemblyRow
from governance.store.elections import ways_of
from governance.store.members import MemberRow
from governance.store.polls import PollRow, not_voted
from governance.store.postal import takes_part_by_post, unfinished
from governance.store.representing import ensure_may_act
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.store.voices import other_voices
from governance.usecases.blank_proxies import bring_in_blank
from governance.usecases.postal import bring_in_by_post

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)


@dataclass(frozen=True, slots=True)
class MarkPresent:
    """A member noted present at the desk."""

    assembly: UUID
    member: UUID
    remote: bool = False


def open_session(uow: UnitOfWork, assembly: UUID, *, by: Actor, knowing: bool = False) -> None:
    """Open the session of a convened assembly.

    `knowing` opens it on another day than convened, or on postal forms whose ballots are not entered.

    Who      secretary, chair
    When     the assembly is convened
    Writes   assembly stage and time, attendance of who voted by post or gave a blank proxy, acts
             assembly.open and attend.in
    Refuses  NoSuchAssembly, WrongStage, NotTheDay, FormsUnfinished
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    row = locks.hold_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    if not knowing:
        _ensure_ready_to_open(uow, row)
    row.stage, row.opened_at = Stage.OPEN.value, uow.now
    uow.session.add(row)
    uow.act("assembly.open", by=by, assembly=assembly)
    bring_in_by_post(uow, row, by=by)
    bring_in_blank(uow, row, by=by)


def _ensure_ready_to_open(uow: UnitOfWork, row: AssemblyRow) -> None:
    if preparation.held_on(row) != uow.today:
        raise NotTheDay(preparation.held_on(row))
    missing = unfinished(uow.session, row.id, ways_of(uow.session, row.id))
    if missing:
        raise FormsUnfinished(missing)


def close_session(
    uow: UnitOfWork, assembly: UUID, *, by: Actor, leaving: Collection[UUID] | None = None
) -> None:
    """Close the session: nobody arrives any more, nothing is put to the vote.

    `leaving` are the resolutions that the officer accepts to leave without a vote; None accepts any.

    Who      secretary, chair
    When     the assembly is open and no poll is
    Writes   assembly stage and time, act assembly.close
    Refuses  NoSuchAssembly, WrongStage, PollStillOpen, NotAllVoted
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    row = locks.hold_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    still = select(PollRow.number).where(PollRow.assembly_id == assembly, PollRow.state == "open")
    if uow.session.exec(still).first() is not None:
        raise PollStillOpen
    left = {} if leaving is None else not_voted(uow.session, assembly)
    if not left.keys() <= set(leaving or ()):
        raise NotAllVoted(tuple(left.values()))
    row.stage, row.closed_at = Stage.CLOSED.value, uow.now
    uow.session.add(row)
    sharing.tell_of_close(uow, row)
    electorate = presence.in_the_room(uow.session, uow.tenant, assembly, uow.today)
    uow.act(
        "assembly.close",
        by=by,
        assembly=assembly,
        present={college: count.present for college, count in sorted(electorate.items())},
    )


def mark_present(uow: UnitOfWork, command: MarkPresent, *, by: Actor) -> bool:
    """Note a member present, in the room or at a distance. True when it changes something.

    Who      secretary, chair, teller
    When     the session is open
    Writes   attendance, act attend.in
    Refuses  NoSuchAssembly, WrongStage, RemoteNotAllowed, VotedByPost, NotFound (no member that day)
    """
    by.ensure(*DESK)
    return _arrive(uow, command, by)


def join_remotely(uow: UnitOfWork, assembly: UUID, *, by: Actor) -> bool:
    """Take part at a distance, by one's own declaration. True when it changes something.

    Who      a member, or the representative of one
    When     the session is open and the meeting may be followed at a distance
    Writes   attendance, act attend.in
    Refuses  NoSuchAssembly, WrongStage, RemoteNotAllowed, VotedByPost, NotFound (no member that day),
             MandateOver, DeputyNotCalled, HolderPrevented
    """
    by.ensure(Role.MEMBER)
    if by.hat.member is None:
        raise NotFound
    ensure_may_act(uow, assembly, by)
    return _arrive(uow, MarkPresent(assembly, by.hat.member, remote=True), by)


def _arrive(uow: UnitOfWork, command: MarkPresent, by: Actor) -> bool:
    row = locks.share_assembly(uow.session, command.assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    if command.remote and not row.remote_allowed:
        raise RemoteNotAllowed
    day = row.held_at.astimezone(PARIS).date()
    _ensure_not_by_post(uow, row, command.member)
    mode = "remote" if command.remote else "room"
    arrived = _note(uow, command, mode, day, by)
    for voice in other_voices(uow.session, [command.member]):
        _arrive_too(uow, replace(command, member=voice), row, mode, by)
    if not arrived:
        known = select(MemberRow.id).where(MemberRow.id == command.member)
        if uow.session.exec(known).first() is None:
            raise NotFound
        return False
    uow.act("attend.in", by=by, assembly=command.assembly, right=str(command.member), mode=mode)
    _settle_proxies(uow, command, day, by)
    return True


def _arrive_too(uow: UnitOfWork, command: MarkPresent, row: AssemblyRow, mode: str, by: Actor) -> None:
    """Note another voice of a person with them; one given by post stays by post, unless they may switch."""
    day = preparation.held_on(row)
    try:
        _ensure_not_by_post(uow, row, command.member)
    except VotedByPost:
        return
    if _note(uow, command, mode, day, by):
        uow.act("attend.in", by=by, assembly=row.id, right=str(command.member), mode=mode)
        _settle_proxies(uow, command, day, by)


def _note(uow: UnitOfWork, command: MarkPresent, mode: str, day: date, by: Actor) -> bool:
    return presence.arrive(
        uow.session,
        cooperative=uow.tenant,
        assembly=command.assembly,
        member=command.member,
        mode=mode,
        at=uow.now,
        by=by.account,
        day=day,
    )


def _ensure_not_by_post(uow: UnitOfWork, row: AssemblyRow, member: UUID) -> None:
    """Raise VotedByPost unless the bylaws let who voted by post vote otherwise; their form is then set aside.

    What the form already put in a box stays there.
    """
    if not takes_part_by_post(uow.session, row.id, member):
        return
    remote = preparation.rules_of(uow, row).bylaws.remote
    if not remote.mode_switch:
        who = uow.session.get_one(MemberRow, member)
        raise VotedByPost(f"{who.first_name} {who.name}".strip())


def _settle_proxies(uow: UnitOfWork, command: MarkPresent, day: date, by: Actor) -> None:
    """End the proxy of a principal who came; those whose proxies they hold are represented."""
    assembly, member = command.assembly, command.member
    ended = proxies.end(uow.session, assembly, member, uow.now, by.account)
    if ended is not None:
        uow.act("proxy.end", by=by, assembly=assembly, proxy=str(ended), right=str(member))
    for principal in proxies.bring_in(uow.session, assembly, member, uow.now, by.account, day):
        uow.act("attend.in", by=by, assembly=assembly, right=str(principal), mode="proxy")


def mark_left(uow: UnitOfWork, assembly: UUID, member: UUID, *, by: Actor) -> bool:
    """Note that a member left, and with them those whose proxies they hold. True when it changes something.

    Who      secretary, chair, teller
    When     the session is open
    Writes   attendance, act attend.out
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(*DESK)
    row = locks.share_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    left = False
    for voice in (member, *other_voices(uow.session, [member])):
        if not presence.leave(uow.session, assembly=assembly, member=voice, at=uow.now, by=by.account):
            continue
        left = True
        gone = proxies.take_out(uow.session, assembly, voice, uow.now, by.account)
        for right in (voice, *gone):
            uow.act("attend.out", by=by, assembly=assembly, right=str(right))
    return left
