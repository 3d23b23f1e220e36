"""Postal forms: entered as they arrive, frozen when the session opens, counted when a poll opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.postal import (
    ANSWERS,
    AlreadyByPost,
    AnswerMissing,
    NoSuchForm,
    NotReceivedYet,
    NotYetConvened,
    PostalNotAllowed,
    PostalTooLate,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import GovernanceError, NotFound
from governance.law import postal as law
from governance.store import locks, preparation
from governance.store import postal as store
from governance.store.assemblies import AssemblyRow
from governance.store.elections import freeze, frozen_contest, ways_of
from governance.store.in_force import InForce
from governance.store.polls import PollRow
from governance.store.postal import PostalFormRow
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.usecases.said_ahead import SaidAhead, drop_said_ahead, note_taking_part
from governance.vote.elections.marks import SPOILED
from governance.vote.methods import read_vote

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RecordPostalForm:
    """A form as it arrived: whose, when, and what it says of each resolution put to a plain vote."""

    assembly: UUID
    member: UUID
    received_at: datetime | None
    answers: Mapping[UUID, str] = field(default_factory=dict)
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class AnswerByPost:
    """What a form says of one election."""

    form: UUID
    resolution: UUID
    said: str


def record_postal_form(uow: UnitOfWork, command: RecordPostalForm, *, by: Actor) -> UUID:
    """Enter a postal form; an election on it says nothing until its ballot is entered.

    Who      the secretary
    When     the assembly is convened, until its session opens
    Writes   postal_forms, act postal.record
    Refuses  NoSuchAssembly, WrongStage, PostalNotAllowed, NotReceivedYet, NotYetConvened, PostalTooLate,
             NotFound (no member that day), AnswerMissing, AlreadyByPost
    """
    by.ensure(Role.SECRETARY)
    row = _held(uow, command.assembly)
    in_force = preparation.rules_of(uow, row)
    if not in_force.rules.postal_allowed:
        raise PostalNotAllowed(source=in_force.rules.sources.get("postal_allowed"))
    received = command.received_at
    if received is None or received > uow.now:
        raise NotReceivedYet
    if row.convened_on and received.astimezone(PARIS).date() < row.convened_on:
        raise NotYetConvened(row.convened_on)
    _ensure_in_time(in_force, preparation.held_on(row), received, electronic=command.electronic)
    if not store.is_member(uow.session, command.member, preparation.held_on(row)):
        raise NotFound
    choices = _choices(uow, row, command.answers)
    known = select(PostalFormRow.id).where(
        PostalFormRow.assembly_id == row.id,
        PostalFormRow.member_id == command.member,
        PostalFormRow.withdrawn_at == None,  # noqa: E711 - SQL
    )
    if uow.session.exec(known).first() is not None:
        raise AlreadyByPost
    form = PostalFormRow(
        cooperative_id=uow.tenant,
        assembly_id=row.id,
        member_id=command.member,
        received_at=received,
        electronic=command.electronic,
        choices=choices,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(form)
    way = "electronic" if command.electronic else "paper"
    uow.act("postal.record", by=by, assembly=row.id, form=str(form.id), right=str(command.member), way=way)
    return form.id


def answer_by_post(uow: UnitOfWork, command: AnswerByPost, *, by: Actor) -> None:
    """Enter what a form says of an election, read as its way to vote reads a paper ballot.

    Who      the secretary
    When     the assembly is convened, until its session opens
    Writes   postal_forms, act postal.answer
    Refuses  NoSuchForm, WrongStage, Malformed (what a ballot cannot say), ImpossibleContest
    """
    by.ensure(Role.SECRETARY)
    form = _form(uow, command.form)
    row = _held(uow, form.assembly_id)
    if command.resolution not in ways_of(uow.session, row.id):
        raise NoSuchForm
    said = command.said
    if said != SPOILED:
        frozen = freeze(uow.session, command.resolution, "", preparation.rules_of(uow, row), None)
        if frozen is None:
            raise NoSuchForm
        said = read_vote(frozen.contest.method, said, frozen.contest)
    form.choices = {**form.choices, str(command.resolution): said}
    uow.session.add(form)
    uow.act("postal.answer", by=by, assembly=row.id, form=str(form.id), resolution=str(command.resolution))


def withdraw_postal_form(uow: UnitOfWork, form: UUID, *, by: Actor) -> None:
    """Withdraw a form entered by mistake, or for somebody who left; it stays, and is not counted.

    Who      the secretary
    When     the assembly is convened, until its session opens
    Writes   postal_forms, act postal.withdraw
    Refuses  NoSuchForm, WrongStage
    """
    by.ensure(Role.SECRETARY)
    found = _form(uow, form)
    row = _held(uow, found.assembly_id)
    found.withdrawn_at, found.withdrawn_by = uow.now, by.account
    uow.session.add(found)
    uow.act("postal.withdraw", by=by, assembly=row.id, form=str(form), right=str(found.member_id))


def bring_in_by_post(uow: UnitOfWork, row: AssemblyRow, *, by: Actor) -> int:
    """Have those whose form is there take part from the opening on; give how many.

    Who      whoever opens the session, within it
    Writes   attendance, acts attend.in
    Refuses  nothing
    """
    day = preparation.held_on(row)
    found = store.bring_in(uow.session, row.id, uow.now, by.account, day)
    return note_taking_part(uow, row, found, "postal", by=by)


def cast_by_post(uow: UnitOfWork, poll: PollRow, *, by: Actor) -> int:
    """Put in the box what the forms say of a resolution whose poll has just opened; give how many.

    A form that says nothing is a blank, unless a proxy in force may speak: the proxy counts, subject
    to the votes of the form (R. 225-81). A ballot that the election no longer admits is spoiled.

    Who      whoever opens the poll, within it
    Writes   ballots, acts vote.open
    Refuses  nothing
    """
    if poll.round > 1 and poll.contest is not None:  # a form was given for the first ballot
        return 0
    said = [
        SaidAhead(vote.member, _read(poll, vote.said or BLANK), f"postal:{vote.form}")
        for vote in store.votes(uow.session, poll.assembly_id, poll.id, poll.resolution_id)
        if vote.said not in (None, BLANK) or not vote.has_proxy
    ]
    return drop_said_ahead(uow, poll, said, by=by)


def _read(poll: PollRow, said: str) -> str:
    if said == SPOILED:
        return SPOILED
    try:
        return read_vote(poll.method, said, frozen_contest(poll.contest))
    except GovernanceError:
        return SPOILED


def _held(uow: UnitOfWork, assembly: UUID) -> AssemblyRow:
    row = locks.hold_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    return row


def _form(uow: UnitOfWork, form: UUID) -> PostalFormRow:
    found = uow.session.get(PostalFormRow, form)
    if found is None or found.withdrawn_at is not None:
        raise NoSuchForm
    return found


def _ensure_in_time(in_force: InForce, day: date, received: datetime, *, electronic: bool) -> None:
    form, own = in_force.rules.form, in_force.bylaws.remote.postal_deadline_days
    if law.in_time(form, received, day, own, electronic=electronic):
        return
    limit = law.electronic_cutoff(form, day) if electronic else None
    text = law.PAPER_DAYS[form].period(day).source
    raise PostalTooLate(received, limit or law.received_by(form, day, own), source=text)


def _choices(uow: UnitOfWork, row: AssemblyRow, answers: Mapping[UUID, str]) -> dict[str, str]:
    """Keep an answer for each resolution put to a plain vote; an election is answered apart."""
    elections = ways_of(uow.session, row.id)
    items = [one for one in preparation.items(uow.session, row.id) if one.number is not None]
    plain = [one for one in items if one.id not in elections]
    left = tuple(one.title for one in plain if answers.get(one.id) not in ANSWERS)
    if left:
        raise AnswerMissing(left)
    return {str(one.id): answers[one.id] for one in plain}
