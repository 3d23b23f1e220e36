"""Events shared by cooperatives of a group, as pages show them: what they are and totals, never names."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.events import Event, EventChange, EventState, NoSuchEvent, changes
from governance.store import events as store
from governance.store import groups as group_store
from governance.store import shared_events
from governance.store.cooperatives import CooperativeRow
from governance.store.events import EventRow
from governance.store.groups import GroupRow
from governance.store.shared_events import Holds, SharedEventRow
from governance.store.unit_of_work import UnitOfWork

MOST: Final = 30


@dataclass(frozen=True, slots=True)
class SharedTotal:
    """One cooperative at a shared event: members invited and come, people announced and come."""

    name: str
    here: bool
    invited: int
    people: int
    came: int
    people_came: int


@dataclass(frozen=True, slots=True)
class SharedShown:
    """How an event is shared.

    For a guest, `behind` is what its host changed since those invited here were told; `cancelled`
    that it was cancelled, which they were not told yet.
    """

    host: str
    is_host: bool
    group: str
    cancelled: bool
    behind: tuple[EventChange, ...]
    totals: tuple[SharedTotal, ...]


@dataclass(frozen=True, slots=True)
class OfferedEvent:
    """An event another cooperative hosts, to which this one may invite its members."""

    id: UUID
    event: Event
    host: str
    group: str


def shared_shown(uow: UnitOfWork, row: EventRow, now: Holds, *, office: bool) -> SharedShown | None:
    """Tell how an event is shared; totals are for the office. None for one that is not, or no longer read."""
    if now.shared is None:
        return None
    found = shared_events.totals(uow, now.shared.id) if office else []
    names = _names(uow, {now.shared.cooperative_id, *(one.cooperative_id for one in found)})
    group = uow.session.get(GroupRow, now.shared.group_id)
    follows = now.is_guest and row.state in (EventState.DRAFT, EventState.SENT)
    lines = [
        SharedTotal(
            names[one.cooperative_id],
            one.cooperative_id == uow.tenant,
            one.invited,
            one.people,
            one.came,
            one.people_came,
        )
        for one in found
    ]
    return SharedShown(
        host=names[now.shared.cooperative_id],
        is_host=not now.is_guest,
        group=group.name if group else "",
        cancelled=follows and now.shared.state == EventState.CANCELLED,
        behind=tuple(changes(store.event_of(row), now.event)) if follows else (),
        totals=tuple(sorted(lines, key=lambda one: (not one.here, one.name))),
    )


def offered_events(uow: UnitOfWork, actor: Actor) -> tuple[OfferedEvent, ...]:
    """List what other cooperatives of the groups offer to join, for the secretary; nothing for others."""
    if not actor.holds(Role.SECRETARY):
        return ()
    return tuple(_offered(uow, row) for row in shared_events.offered(uow, most=MOST))


def offered_event(uow: UnitOfWork, shared: UUID, actor: Actor) -> OfferedEvent:
    """Show one event to join. Raises WrongHat, NoSuchEvent."""
    actor.ensure(Role.SECRETARY)
    row = shared_events.shared_row(uow, shared)
    if row is None or row.cooperative_id == uow.tenant:
        raise NoSuchEvent
    return _offered(uow, row)


def groups_to_share(uow: UnitOfWork) -> tuple[tuple[UUID, str], ...]:
    """List the groups of which the cooperative is today, for the form that shares an event."""
    rows = uow.session.exec(select(GroupRow).order_by(col(GroupRow.name), col(GroupRow.id)).limit(MOST))
    return tuple((row.id, row.name) for row in rows if group_store.key(uow, row.id) is not None)


def _offered(uow: UnitOfWork, row: SharedEventRow) -> OfferedEvent:
    group = uow.session.get(GroupRow, row.group_id)
    host = _names(uow, {row.cooperative_id})[row.cooperative_id]
    return OfferedEvent(row.id, store.read_document(row.document), host, group.name if group else "")


def _names(uow: UnitOfWork, wanted: set[UUID]) -> dict[UUID, str]:
    asked = select(CooperativeRow.id, CooperativeRow.name).where(col(CooperativeRow.id).in_(wanted))
    return dict(uow.session.exec(asked).all())
