"""Noting who is interested in a resolution, and does not vote on it."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.interests import (
    AlreadyInterested,
    InterestedVotes,
    InterestsSettled,
    NotInterested,
)
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import NotFound
from governance.law.votes import interested
from governance.store import interests as store
from governance.store import locks, preparation
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.elections import last_poll
from governance.store.interests import InterestRow
from governance.store.postal import is_member
from governance.store.unit_of_work import UnitOfWork
from governance.store.voices import other_voices


@dataclass(frozen=True, slots=True)
class Interest:
    """A member and the resolution they are interested in."""

    assembly: UUID
    resolution: UUID
    member: UUID


def write_interest(uow: UnitOfWork, command: Interest, *, by: Actor) -> None:
    """Note that a member is interested in a resolution: they cast no ballot in its polls.

    Who      the secretary
    When     until a poll of the resolution is opened, one annulled aside
    Writes   interests, act interest.write
    Refuses  NoSuchAssembly, WrongStage, NotOnTheAgenda, InterestedVotes, InterestsSettled,
             NotFound (no member that day), AlreadyInterested

    Law: L. 225-40 (SA), L. 223-19 (SARL).
    """
    by.ensure(Role.SECRETARY)
    row = _held(uow, command)
    form, day = preparation.rules_of(uow, row).rules.form, preparation.held_on(row)
    rule = interested(form, day)
    if rule.votes:
        raise InterestedVotes(source=rule.source)
    if not is_member(uow.session, command.member, day):
        raise NotFound
    for record in (command.member, *other_voices(uow.session, [command.member])):
        if store.row_of(uow.session, command.resolution, record) is not None:
            raise AlreadyInterested
    uow.session.add(
        InterestRow(
            cooperative_id=uow.tenant,
            resolution_id=command.resolution,
            member_id=command.member,
            written_at=uow.now,
            written_by=by.account,
        )
    )
    _tell(uow, "interest.write", command, by)


def withdraw_interest(uow: UnitOfWork, command: Interest, *, by: Actor) -> None:
    """Take a member off the list of those interested in a resolution: they vote again.

    Who      the secretary
    When     until a poll of the resolution is opened, one annulled aside
    Writes   interests, act interest.withdraw
    Refuses  NoSuchAssembly, WrongStage, NotOnTheAgenda, InterestsSettled, NotInterested
    """
    by.ensure(Role.SECRETARY)
    _held(uow, command)
    found = store.row_of(uow.session, command.resolution, command.member)
    if found is None:
        raise NotInterested
    uow.session.delete(found)
    _tell(uow, "interest.withdraw", command, by)


def _held(uow: UnitOfWork, command: Interest) -> AssemblyRow:
    """Hold the assembly, as the opening of a poll does, while the list may still change."""
    row = locks.hold_assembly(uow.session, command.assembly)
    ensure_stage(row.title, row.stage, Stage.DRAFT, Stage.CONVENED, Stage.OPEN)
    item = uow.session.get(ResolutionRow, command.resolution)
    if item is None or item.assembly_id != row.id or item.number is None:
        raise NotOnTheAgenda
    if last_poll(uow.session, item.id) is not None:
        raise InterestsSettled
    return row


def _tell(uow: UnitOfWork, kind: str, command: Interest, by: Actor) -> None:
    facts = {"resolution": str(command.resolution), "right": str(command.member)}
    uow.act(kind, by=by, assembly=command.assembly, **facts)
