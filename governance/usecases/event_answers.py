"""What the invited answer, signed in or by their personal link; and who came, noted at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col

from governance.actors import Actor, Role
from governance.register.event_reading import read_answer
from governance.register.events import (
    Answer,
    AnswerChoice,
    EventState,
    NoSuchEvent,
    ensure_answerable,
    ensure_day_has_come,
    ensure_room,
    ensure_state,
)
from governance.register.members import is_member
from governance.store import events as store
from governance.store import shared_events
from governance.store.cooperatives import by_slug
from governance.store.events import EventInvitationRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """An answer as typed: choice, people, name."""

    event: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerByLink:
    """An answer by the personal link of one invitation, which the caller has checked."""

    slug: str
    invitation: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One invitation whose people came: how many, and who they say they are."""

    invitation: UUID
    people: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoteArrivals:
    """Several arrivals at once, at the door."""

    event: UUID
    arrivals: tuple[Arrival, ...]


def answer_event(uow: UnitOfWork, command: AnswerEvent, *, by: Actor) -> Answer:
    """Answer an invitation; the last answer counts.

    Who      a member invited, or the representative of one
    When     until the last day to answer
    Writes   event_invitations (answer), act event.answer
    Refuses  WrongHat, NoSuchEvent, WrongEventState, AnswersClosed, FaultyEvent, EventFull
    """
    by.ensure(Role.MEMBER)
    answer = read_answer(command.values)
    row = _write(uow, command.event, answer, col(EventInvitationRow.member_id) == by.hat.member)
    row.answered_by = by.account
    uow.act("event.answer", by=by, **_facts(row, answer))
    return answer


def answer_by_link(uow: UnitOfWork, command: AnswerByLink) -> Answer:
    """Answer an invitation by its personal link, without signing in; the last answer counts.

    Who      whoever holds the link, which the caller has checked
    When     until the last day to answer
    Writes   event_invitations (answer), act event.answer
    Refuses  NoSuchEvent, WrongEventState, AnswersClosed, FaultyEvent, EventFull
    """
    home = by_slug(uow.session, command.slug)
    if home is None:
        raise NoSuchEvent
    if uow.cooperative != home.id:
        uow.enter(home.id)
    answer = read_answer(command.values)
    mine = col(EventInvitationRow.id) == command.invitation
    row = _write(uow, store.invitation_row(uow, mine).event_id, answer, mine)
    row.answered_by = None
    uow.acts([("event.answer", {"by": "", "as": "invited", **_facts(row, answer)})])
    return answer


def note_arrivals(uow: UnitOfWork, command: NoteArrivals, *, by: Actor) -> int:
    """Note who came, several at once; give how many are new. Those noted already stay as they are.

    Who      secretary, chair, teller
    When     from the day of the event until it is closed
    Writes   event_invitations (came), act event.came
    Refuses  WrongHat, NoSuchEvent, WrongEventState, NotStartedYet
    """
    by.ensure(*DESK)
    _ensure_held(uow, command.event)
    noted = store.note_arrivals(
        uow,
        command.event,
        [(one.invitation, one.people, one.name.strip()[:200]) for one in command.arrivals],
        by.account,
    )
    if noted:
        uow.act("event.came", by=by, event=str(command.event), members=noted)
    return noted


def take_back_arrival(uow: UnitOfWork, event: UUID, invitation: UUID, *, by: Actor) -> bool:
    """Take back an arrival noted by mistake. True when it changes something.

    Who      secretary, chair, teller
    When     until the event is closed
    Writes   event_invitations (came), act event.came_not
    Refuses  WrongHat, NoSuchEvent, WrongEventState, NotStartedYet
    """
    by.ensure(*DESK)
    _ensure_held(uow, event)
    row = store.invitation_row(
        uow, col(EventInvitationRow.id) == invitation, col(EventInvitationRow.event_id) == event
    )
    if row.came is None:
        return False
    row.came, row.came_at, row.came_name, row.came_noted_by = None, None, "", by.account
    uow.session.add(row)
    uow.act("event.came_not", by=by, event=str(event), member=str(row.member_id))
    return True


def add_at_the_door(uow: UnitOfWork, event: UUID, member: UUID, *, by: Actor) -> None:
    """Note a member who came without an invitation.

    Who      secretary, chair, teller
    When     from the day of the event until it is closed
    Writes   event_invitations, act event.came
    Refuses  WrongHat, NoSuchEvent, WrongEventState, NotStartedYet
    """
    by.ensure(*DESK)
    _ensure_held(uow, event)
    row = uow.session.get(MemberRow, member)
    if row is None or not is_member(row.admitted_on, row.left_on, uow.today):
        raise NoSuchEvent
    if store.add_at_the_door(uow, event, row, by.account):
        uow.act("event.came", by=by, event=str(event), members=1)


def _ensure_held(uow: UnitOfWork, event: UUID) -> None:
    row = store.event_row(uow, event, hold=True)
    now = shared_events.holds(uow, row)
    ensure_state(row.title, now.state, EventState.SENT)
    ensure_day_has_come(now.event.starts_at, uow.now)


def _write(uow: UnitOfWork, event: UUID, answer: Answer, mine: object) -> EventInvitationRow:
    """Write an answer while no other one is written: the last places are given once."""
    held = store.event_row(uow, event, hold=True)
    shared_events.hold_places(uow, held)
    row = store.invitation_row(uow, mine, col(EventInvitationRow.event_id) == event)
    now = shared_events.holds(uow, held)
    ensure_answerable(now.event, now.state, uow.now)
    if answer.choice is AnswerChoice.YES:
        taken = shared_events.people_everywhere(uow, held, but=row.id)
        ensure_room(now.event.capacity, taken, answer.people)
    row.answer, row.people, row.answer_name = answer.choice.value, answer.people, answer.name
    row.answered_at = uow.now
    uow.session.add(row)
    return row


def _facts(row: EventInvitationRow, answer: Answer) -> dict[str, Any]:
    return {"event": str(row.event_id), "member": str(row.member_id), "answer": answer.choice.value}
