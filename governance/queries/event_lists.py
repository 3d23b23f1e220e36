"""Events in lists: those to come, the past ones, those another cooperative of a group offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text, tuple_
from sqlmodel import col, select

from governance.actors import Actor
from governance.queries.events import OFFICE
from governance.register.events import AnswerChoice, EventKind, EventState
from governance.store import events as store
from governance.store.events import EventInvitationRow, EventRow
from governance.store.unit_of_work import PARIS, UnitOfWork

PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in a list. `mine` is the answer of the member who looks; counts are for the office.

    `came` is None until the day of the event.
    """

    id: UUID
    title: str
    kind: EventKind
    state: EventState
    starts_at: datetime
    ends_at: datetime
    place: str
    mine: AnswerChoice | None
    invited: int
    coming: int
    came: int | None


@dataclass(frozen=True, slots=True)
class EventsPage:
    """At most 30 events: those to come, soonest first, or the past ones, latest first."""

    events: tuple[EventLine, ...]
    past: bool
    next: UUID | None


_BY_EVENT = text(
    "SELECT event_id, count(*), coalesce(sum(people) FILTER (WHERE answer = 'yes'), 0), count(came)"
    " FROM event_invitations WHERE event_id = ANY(cast(:events AS uuid[])) GROUP BY event_id"
)


def events_page(
    uow: UnitOfWork, actor: Actor, *, past: bool = False, after: UUID | None = None
) -> EventsPage:
    """List events: all of them for the office, those one is invited to for a member. Three statements."""
    order = (col(EventRow.starts_at), col(EventRow.id))
    asked = select(EventRow).where(
        col(EventRow.ends_at) < uow.now if past else col(EventRow.ends_at) >= uow.now
    )
    if not actor.holds(*OFFICE):
        asked = asked.where(col(EventRow.id).in_(_invited_to(actor)))
    if after is not None:
        last = store.event_row(uow, after)
        place = tuple_(last.starts_at, last.id)
        asked = asked.where(tuple_(*order) < place if past else tuple_(*order) > place)
    asked = asked.order_by(*(key.desc() for key in order) if past else order).limit(PAGE + 1)
    rows = list(uow.session.exec(asked))
    return EventsPage(
        events=_lines(uow, rows[:PAGE], actor),
        past=past,
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _invited_to(actor: Actor) -> Any:  # noqa: ANN401 - a SQL expression
    return select(EventInvitationRow.event_id).where(EventInvitationRow.member_id == actor.hat.member)


def _lines(uow: UnitOfWork, rows: Sequence[EventRow], actor: Actor) -> tuple[EventLine, ...]:
    ids = [row.id for row in rows]
    office = actor.holds(*OFFICE)
    counts: dict[UUID, tuple[int, int, int]] = {}
    mine: dict[UUID, str | None] = {}
    if office:
        for event, invited, coming, came in uow.session.connection().execute(_BY_EVENT, {"events": ids}):
            counts[event] = (invited, coming, came)
    else:
        asked = select(EventInvitationRow.event_id, EventInvitationRow.answer).where(
            col(EventInvitationRow.event_id).in_(ids), EventInvitationRow.member_id == actor.hat.member
        )
        mine = dict(uow.session.exec(asked).all())
    none = (0, 0, 0)
    return tuple(
        EventLine(
            row.id,
            row.title,
            EventKind(row.kind),
            EventState(row.state),
            row.starts_at,
            row.ends_at,
            row.place,
            AnswerChoice(said) if (said := mine.get(row.id)) else None,
            *counts.get(row.id, none)[:2],
            counts.get(row.id, none)[2] if row.starts_at.astimezone(PARIS).date() <= uow.today else None,
        )
        for row in rows
    )
