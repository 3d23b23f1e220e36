"""Registering who is called beside the members, and calling them to an assembly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.non_voters import (
    FaultyNonVoter,
    NonVoterCalled,
    NonVoterEnded,
    NonVoterForgotten,
    NonVoterKind,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.register.faults import Fault
from governance.register.letters import LetterAbout, LetterChannel, LetterOutcome, Written
from governance.register.reading import read_email, tidy
from governance.store import letters, preparation
from governance.store import non_voters as store
from governance.store.assemblies import AssemblyRow
from governance.store.non_voters import NonVoterCallRow, NonVoterRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

LONGEST_NAME = 200
LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class RegisterNonVoter:
    """Somebody called beside the members from a day on; `address` is the lines of an envelope."""

    kind: NonVoterKind
    name: str
    represented_by: str
    email: str
    address: str
    channel: LetterChannel
    since: date


@dataclass(frozen=True, slots=True)
class CallNonVoter:
    """A letter that calls one of them to an assembly already convened."""

    assembly: UUID
    non_voter: UUID
    letter: Written


def register_non_voter(uow: UnitOfWork, command: RegisterNonVoter, *, by: Actor) -> UUID:
    """Write that somebody is called to every assembly from a day on; give their identifier.

    Who      the secretary
    When     any time
    Writes   who is called, act nonvoter.begin
    Refuses  WrongHat, FaultyNonVoter
    """
    by.ensure(Role.SECRETARY)
    name, email = tidy(command.name), command.email.strip()
    lines = "\n".join(tidy(line) for line in command.address.splitlines() if line.strip())
    if not name or len(name) > LONGEST_NAME:
        raise FaultyNonVoter(N_("Nom"))
    if email and isinstance(read_email("email", email), Fault):
        raise FaultyNonVoter(N_("Courriel"))
    if len(lines) > LONGEST_ADDRESS or not (email if command.channel is LetterChannel.EMAIL else lines):
        raise FaultyNonVoter(N_("Courriel") if command.channel is LetterChannel.EMAIL else N_("Adresse"))
    row = NonVoterRow(
        cooperative_id=uow.tenant,
        kind=command.kind.value,
        name=name,
        represented_by=tidy(command.represented_by)[:LONGEST_NAME],
        email=email,
        address=lines,
        channel=command.channel.value,
        since=command.since,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("nonvoter.begin", by=by, person=str(row.id), role=row.kind, since=row.since.isoformat())
    return row.id


def end_non_voter(uow: UnitOfWork, wanted: UUID, until: date, *, by: Actor) -> None:
    """Write the last day on which somebody is called, once.

    Who      the secretary
    When     while no last day is written; not before the first
    Writes   the last day, act nonvoter.end
    Refuses  WrongHat, NoSuchNonVoter, NonVoterEnded
    """
    by.ensure(Role.SECRETARY)
    row = store.non_voter(uow, wanted, hold=True)
    if row.until is not None or until < row.since:
        raise NonVoterEnded
    row.until = until
    uow.session.add(row)
    uow.act("nonvoter.end", by=by, person=str(row.id), until=until.isoformat())


def call_non_voter(uow: UnitOfWork, command: CallNonVoter, *, by: Actor) -> UUID:
    """Call one of them to an assembly already convened: registered since, or the first letter was refused.

    Who      the secretary
    When     once convened, until the assembly opens
    Writes   the letter and its mail, the call, act nonvoter.call
    Refuses  WrongHat, NoSuchAssembly, WrongStage, NoSuchNonVoter, NonVoterCalled, NoAddress
    """
    by.ensure(Role.SECRETARY)
    row = preparation.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    person = store.non_voter(uow, command.non_voter)
    standing = {one.id for one, letter in store.calls(uow, row.id) if letter.outcome != LetterOutcome.REFUSED}
    if person.id in standing or not person.value.serves_on(preparation.held_on(row)):
        raise NonVoterCalled
    return _call(uow, row, person, command.letter, by)


def call_all(uow: UnitOfWork, row: AssemblyRow, written: Mapping[UUID, Written], *, by: Actor) -> int:
    """Call everybody who serves on the day of an assembly being convened; give how many.

    Who      the secretary, in the transaction that convenes the members
    When     as the notice leaves
    Writes   one letter each and its mail, the calls, acts nonvoter.call
    Refuses  NonVoterForgotten, NoAddress
    """
    serving = store.serving_on(uow, preparation.held_on(row))
    for person in serving:
        if person.id not in written:
            raise NonVoterForgotten(person.name)
        _call(uow, row, person, written[person.id], by)
    return len(serving)


def _call(uow: UnitOfWork, row: AssemblyRow, person: NonVoterRow, written: Written, by: Actor) -> UUID:
    letter = letters.write(uow, LetterAbout.GUEST, row.id, person.value.to, written, by=by.account)
    uow.session.add(
        NonVoterCallRow(
            letter_id=letter.id, assembly_id=row.id, non_voter_id=person.id, cooperative_id=uow.tenant
        )
    )
    uow.act("nonvoter.call", by=by, assembly=row.id, person=str(person.id), letter=str(letter.id))
    return letter.id
