"""Events common to cooperatives of a group: one hosts, the others invite their own members to it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import func, select

from governance.actors import Actor, Role
from governance.register.events import (
    AlreadyJoined,
    CannotShare,
    EventKind,
    EventState,
    NoSuchEvent,
    WrongEventState,
    ensure_state,
)
from governance.store import events as store
from governance.store import groups as group_store
from governance.store import shared_events
from governance.store.events import EventRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.events import CancelEvent, EventTyped, cancel_event, catch_up, read_audience


@dataclass(frozen=True, slots=True)
class ShareEvent:
    """An event to open to the cooperatives of a group."""

    event: UUID
    group: UUID


@dataclass(frozen=True, slots=True)
class JoinEvent:
    """Who is to be invited, here, to the event another cooperative hosts."""

    shared: UUID
    typed: EventTyped


@dataclass(frozen=True, slots=True)
class ChooseGuests:
    """Who else is to be invited, here, to an event that another cooperative hosts."""

    event: UUID
    typed: EventTyped


def share_event(uow: UnitOfWork, command: ShareEvent, *, by: Actor) -> None:
    """Open an event to the cooperatives of a group: they read what it is, and totals; never who is invited.

    Who      the secretary of the host
    When     once its invitations are sent
    Writes   shared_events, events, act event.share
    Refuses  WrongHat, NoSuchEvent, WrongEventState, CannotShare, NoSuchGroup
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, command.event, hold=True)
    ensure_state(row.title, row.state, EventState.SENT)
    group = group_store.entered(uow, command.group)
    if row.kind == EventKind.ASSEMBLY or row.shared_id is not None:
        raise CannotShare
    shared_events.share(uow, row, group.id)
    uow.act("event.share", by=by, event=str(row.id), group=str(group.id))


def join_event(uow: UnitOfWork, command: JoinEvent, *, by: Actor) -> UUID:
    """Prepare the invitations of this cooperative's own members to the event of another; give its identifier.

    Who      the secretary of a cooperative of the group
    When     until the host cancels or closes it, once
    Writes   events, act event.join
    Refuses  WrongHat, NoSuchEvent, WrongEventState, AlreadyJoined, FaultyEvent
    """
    by.ensure(Role.SECRETARY)
    shared = shared_events.shared_row(uow, command.shared)
    if shared is None or shared.cooperative_id == uow.tenant:
        raise NoSuchEvent
    event = store.read_document(shared.document)
    ensure_state(event.title, shared.state, EventState.SENT)
    joined = select(func.count()).select_from(EventRow).where(EventRow.shared_id == shared.id)
    if uow.session.exec(joined).one():
        raise AlreadyJoined
    row = EventRow(
        cooperative_id=uow.tenant,
        kind=event.kind.value,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        shared_id=shared.id,
        audience=store.audience_document(read_audience(uow, command.typed)),
        created_at=uow.now,
        created_by=by.account,
    )
    uow.session.add(store.put_event(row, event))
    uow.act("event.join", by=by, event=str(row.id), host=str(shared.cooperative_id))
    return row.id


def choose_guests(uow: UnitOfWork, command: ChooseGuests, *, by: Actor) -> None:
    """Change who is to be invited here to an event that another cooperative hosts.

    Who      the secretary of the guest cooperative
    When     until it is cancelled or closed
    Writes   events, act event.change
    Refuses  WrongHat, NoSuchEvent, WrongEventState, FaultyEvent
    """
    by.ensure(Role.SECRETARY)
    row = _guest(uow, command.event)
    row.audience = store.audience_document(read_audience(uow, command.typed))
    uow.session.add(row)
    uow.act("event.change", by=by, event=str(row.id), changed=["audience"])


def follow_host(uow: UnitOfWork, event: UUID, *, by: Actor) -> bool:
    """Tell this cooperative's invited what the host changed, or that it cancelled. True when they are told.

    Who      the secretary of the guest cooperative
    When     until it is cancelled or closed
    Writes   events, event_versions, event_invitations (mails), jobs, act event.change or event.cancel
    Refuses  WrongHat, NoSuchEvent, WrongEventState
    """
    by.ensure(Role.SECRETARY)
    row = _guest(uow, event)
    now = shared_events.holds(uow, row)
    if now.shared is None:
        return False
    if now.shared.state == EventState.CANCELLED:
        cancel_event(uow, CancelEvent(event, now.shared.reason), by=by)
        return True
    found = catch_up(uow, row, by)
    if found:
        uow.act("event.change", by=by, event=str(row.id), changed=found)
    return bool(found)


def _guest(uow: UnitOfWork, event: UUID) -> EventRow:
    """Hold an event of this cooperative that another one hosts."""
    row = store.event_row(uow, event, hold=True)
    ensure_state(row.title, row.state, EventState.DRAFT, EventState.SENT)
    if row.shared_id in (None, row.id):
        raise WrongEventState(row.title, EventState(row.state))
    return row
