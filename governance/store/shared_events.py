"""Events shared with a group of cooperatives. What is shared is what the event is, and totals; never names.

The host's event and the shared one have the same identifier. A guest cooperative has an event of its
own that names it, with its own invitations: PostgreSQL copies each one's totals for the others to read.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint
from sqlmodel import Field, SQLModel, col, func, select

from governance.register.events import Event, EventState
from governance.store.base import JSONB, Json, lock
from governance.store.events import EventRow, event_document, event_of, people_expected, read_document
from governance.store.unit_of_work import UnitOfWork


class SharedEventRow(SQLModel, table=True):
    """An event its host (`cooperative_id`) opens to a group. Read by the group, written by the host."""

    __tablename__ = "shared_events"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cooperative_id", "id"],
            ["events.cooperative_id", "events.id"],
            name="fk_shared_events_event_of_the_host",
            use_alter=True,
        ),
        CheckConstraint("state IN ('sent', 'cancelled', 'over')", name="state_known"),
    )

    id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    group_id: UUID = Field(foreign_key="cooperative_groups.id", index=True)
    document: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    sequence: int
    state: str = "sent"
    reason: str = ""
    ends_at: datetime


class SharedEventTotalRow(SQLModel, table=True):
    """What the group reads of one cooperative at a shared event. The database copies it; nobody writes it."""

    __tablename__ = "shared_event_totals"

    shared_id: UUID = Field(primary_key=True, foreign_key="shared_events.id")
    cooperative_id: UUID = Field(primary_key=True, foreign_key="cooperatives.id", index=True)
    invited: int
    people: int
    came: int
    people_came: int


@dataclass(frozen=True, slots=True)
class Holds:
    """What holds of an event now: that of its host, for a guest; and the places taken everywhere."""

    event: Event
    state: EventState
    reason: str
    shared: SharedEventRow | None
    is_guest: bool


def shared_row(uow: UnitOfWork, shared: UUID) -> SharedEventRow | None:
    """Find a shared event of a group of the cooperative, as it is now; None when it is not for it to read."""
    asked = select(SharedEventRow).where(SharedEventRow.id == shared)
    return uow.session.exec(asked.execution_options(populate_existing=True)).one_or_none()


def holds(uow: UnitOfWork, row: EventRow) -> Holds:
    """Tell what holds of an event now. A guest that left the group keeps what it knew."""
    shared = shared_row(uow, row.shared_id) if row.shared_id else None
    own = EventState(row.state)
    if shared is None or row.shared_id == row.id:
        return Holds(event_of(row), own, row.reason, shared, is_guest=row.shared_id not in (None, row.id))
    cancelled = shared.state == EventState.CANCELLED and own is EventState.SENT
    return Holds(
        event=read_document(shared.document),
        state=EventState.CANCELLED if cancelled else own,
        reason=shared.reason if cancelled else row.reason,
        shared=shared,
        is_guest=True,
    )


def hold_places(uow: UnitOfWork, row: EventRow) -> None:
    """Let one answer at a time take places of an event that several cooperatives share."""
    if row.shared_id:
        lock(uow.session, "shared event", row.shared_id)


def people_everywhere(uow: UnitOfWork, row: EventRow, *, but: UUID) -> int:
    """Count the people announced, here and in the other cooperatives, those of one invitation left out."""
    here = people_expected(uow, row.id, but=but)
    if row.shared_id is None:
        return here
    others = select(func.coalesce(func.sum(SharedEventTotalRow.people), 0)).where(
        SharedEventTotalRow.shared_id == row.shared_id, SharedEventTotalRow.cooperative_id != uow.tenant
    )
    return here + int(uow.session.exec(others).one())


def share(uow: UnitOfWork, row: EventRow, group: UUID) -> None:
    """Open the host's event to a group."""
    uow.session.add(
        SharedEventRow(
            id=row.id,
            cooperative_id=uow.tenant,
            group_id=group,
            document=event_document(event_of(row)),
            sequence=row.sequence,
            ends_at=row.ends_at,
        )
    )
    uow.session.flush()  # the event refers to it
    row.shared_id = row.id
    uow.session.add(row)


def follow(uow: UnitOfWork, row: EventRow) -> None:
    """Write in the shared event what its host has just changed; nothing for any other event."""
    if row.shared_id != row.id:
        return
    shared = shared_row(uow, row.id)
    if shared is not None:
        shared.document, shared.sequence = event_document(event_of(row)), row.sequence
        shared.state, shared.reason, shared.ends_at = row.state, row.reason, row.ends_at
        uow.session.add(shared)


def offered(uow: UnitOfWork, *, most: int) -> list[SharedEventRow]:
    """List the events of other cooperatives, not ended, which this one has not joined; soonest first."""
    joined = select(EventRow.shared_id).where(col(EventRow.shared_id).is_not(None))
    asked = select(SharedEventRow).where(
        SharedEventRow.state == EventState.SENT.value,
        SharedEventRow.cooperative_id != uow.tenant,
        SharedEventRow.ends_at >= uow.now,
        col(SharedEventRow.id).not_in(joined),
    )
    return list(uow.session.exec(asked.order_by(col(SharedEventRow.ends_at)).limit(most)))


def totals(uow: UnitOfWork, shared: UUID) -> list[SharedEventTotalRow]:
    """List the totals of each cooperative at a shared event."""
    return list(uow.session.exec(select(SharedEventTotalRow).where(SharedEventTotalRow.shared_id == shared)))
