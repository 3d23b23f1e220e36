"""Events, what their invited were told, who is invited, what they answered and who came."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, col, select

from governance.register.events import Audience, Event, EventKind, NoSuchEvent
from governance.store.base import JSONB, Json, TenantRow, same_cooperative
from governance.store.members import MemberRow
from governance.store.representing import email_on
from governance.store.unit_of_work import UnitOfWork


class EventRow(TenantRow, table=True):
    """One event. `sequence` counts what the invited were told; `audience` is who is to be invited.

    `shared_id` names what a group shares: this very event at its host, the host's at a guest.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "shared_id"),
        same_cooperative("events", "assembly_id", "assemblies"),
        CheckConstraint("kind IN ('college_meeting', 'seminar', 'assembly', 'other')", name="kind_known"),
        CheckConstraint("state IN ('draft', 'sent', 'cancelled', 'over')", name="state_known"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("capacity >= 1", name="capacity_positive"),
        CheckConstraint("(kind = 'assembly') = (assembly_id IS NOT NULL)", name="assembly_named"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_a_time"),
        CheckConstraint("(state IN ('cancelled', 'over')) = (ended_at IS NOT NULL)", name="ended_has_a_time"),
        Index("ix_events_list", "cooperative_id", "starts_at", "id"),
    )

    kind: str
    title: str
    description: str = ""
    place: str = ""
    link: str = ""
    starts_at: datetime
    ends_at: datetime
    answer_by: date | None = None
    capacity: int | None = None
    assembly_id: UUID | None = None
    shared_id: UUID | None = Field(default=None, foreign_key="shared_events.id")
    audience: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    state: str = "draft"
    sequence: int = 0
    reason: str = ""
    created_at: datetime
    created_by: UUID = Field(foreign_key="accounts.id")
    sent_at: datetime | None = None
    ended_at: datetime | None = None


class EventVersionRow(TenantRow, table=True):
    """An event as its invited were told it. Never changed: another sequence follows."""

    __tablename__ = "event_versions"
    __table_args__ = (
        same_cooperative("event_versions", "event_id", "events"),
        UniqueConstraint("event_id", "sequence"),
    )

    event_id: UUID
    sequence: int
    document: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    told_at: datetime
    told_by: UUID = Field(foreign_key="accounts.id")


class EventInvitationRow(TenantRow, table=True):
    """One member invited, with the college of that day; the mail, the answer, and how many came.

    `mail` is none (no address, or added at the door), waiting, sent, refused, or dropped (the event
    ended before it left); `told_sequence` is the last version of the event that was mailed.
    """

    __tablename__ = "event_invitations"
    __table_args__ = (
        same_cooperative("event_invitations", "event_id", "events"),
        same_cooperative("event_invitations", "member_id", "members"),
        UniqueConstraint("event_id", "member_id"),
        CheckConstraint("mail IN ('none', 'waiting', 'sent', 'refused', 'dropped')", name="mail_known"),
        CheckConstraint("answer IN ('yes', 'no', 'maybe')", name="answer_known"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_a_time"),
        CheckConstraint(
            "CASE answer WHEN 'no' THEN people = 0 WHEN 'yes' THEN people >= 1 WHEN 'maybe'"
            " THEN people >= 1 ELSE people = 0 END",
            name="people_fit_the_answer",
        ),
        CheckConstraint("came >= 1", name="came_positive"),
        CheckConstraint("(came IS NULL) = (came_at IS NULL)", name="came_has_a_time"),
        Index("ix_event_invitations_mail", "event_id", "id", postgresql_where=text("mail = 'waiting'")),
    )

    event_id: UUID
    member_id: UUID = Field(index=True)
    college: str = ""
    invited_at: datetime
    at_the_door: bool = False
    mail: str = "none"
    mail_detail: str = ""
    mail_attempts: int = 0
    message_id: str = ""
    told_sequence: int | None = None
    answer: str | None = None
    people: int = 0
    answer_name: str = ""
    answered_at: datetime | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="accounts.id")
    came: int | None = None
    came_name: str = ""
    came_at: datetime | None = None
    came_noted_by: UUID | None = Field(default=None, foreign_key="accounts.id")


TO_INVITE = f"""
SELECT m.id, m.college, e.email
  FROM members m
 CROSS JOIN LATERAL (SELECT {email_on(":today")} AS email) e
 WHERE m.cooperative_id = :cooperative
   AND m.admitted_on <= :today AND (m.left_on IS NULL OR m.left_on > :today)
   AND (:everybody OR m.college = ANY(cast(:colleges AS text[])) OR m.id = ANY(cast(:members AS uuid[])))
   AND NOT EXISTS (SELECT 1 FROM event_invitations i WHERE i.event_id = :event AND i.member_id = m.id)
"""
"""Members of the day whom the event is for and who are not invited yet."""

_INVITE = text(
    "INSERT INTO event_invitations (id, cooperative_id, event_id, member_id, college, invited_at, mail,"
    " at_the_door, mail_detail, mail_attempts, message_id, people, answer_name, came_name)"
    " SELECT gen_random_uuid(), :cooperative, :event, w.id, w.college, :now,"
    " CASE WHEN w.email <> '' THEN 'waiting' ELSE 'none' END, false, '', 0, '', 0, '', ''"
    f" FROM ({TO_INVITE}) w"
)
_TO_INVITE_COUNT = text(f"SELECT count(*), count(*) FILTER (WHERE email <> '') FROM ({TO_INVITE}) w")
_MAILS_AGAIN = text(
    "UPDATE event_invitations SET mail = 'waiting', mail_detail = '', mail_attempts = 0"
    " WHERE event_id = :event AND mail NOT IN ('none', 'dropped')"
)
_THE_REST_AGAIN = text(
    "UPDATE event_invitations SET mail = 'waiting', mail_detail = '', mail_attempts = 0"
    " WHERE event_id = :event AND mail IN ('waiting', 'refused')"
)
_CAME = text(
    "UPDATE event_invitations i SET came = c.people, came_name = c.name, came_at = :now,"
    " came_noted_by = :by"
    " FROM unnest(cast(:ids AS uuid[]), cast(:people AS int[]), cast(:names AS text[]))"
    " AS c(id, people, name) WHERE i.id = c.id AND i.event_id = :event AND i.came IS NULL"
)
_AT_THE_DOOR = text(
    "INSERT INTO event_invitations (id, cooperative_id, event_id, member_id, college, invited_at, mail,"
    " at_the_door, mail_detail, mail_attempts, message_id, people, answer_name, came, came_name, came_at,"
    " came_noted_by) VALUES (gen_random_uuid(), :cooperative, :event, :member, :college, :now, 'none', true,"
    " '', 0, '', 0, '', 1, '', :now, :by)"
    " ON CONFLICT (event_id, member_id) DO UPDATE SET came = 1, came_at = :now, came_noted_by = :by"
    " WHERE event_invitations.came IS NULL"
)
_TAKEN = text(
    "SELECT coalesce(sum(people), 0) FROM event_invitations"
    " WHERE event_id = :event AND answer = 'yes' AND id <> :but"
)


def event_row(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> EventRow:
    """Find an event; `hold` keeps others from changing it, and from answering, until the end.

    Raises NoSuchEvent.
    """
    asked = select(EventRow).where(EventRow.id == wanted, EventRow.cooperative_id == uow.tenant)
    if hold:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchEvent
    return row


def invitation_row(uow: UnitOfWork, *conditions: Any) -> EventInvitationRow:
    """Find one invitation of the cooperative, as it is now. Raises NoSuchEvent."""
    asked = select(EventInvitationRow).where(EventInvitationRow.cooperative_id == uow.tenant, *conditions)
    row = uow.session.exec(asked.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NoSuchEvent
    return row


def event_of(row: EventRow) -> Event:
    """Give the value of a row."""
    return Event(
        kind=EventKind(row.kind),
        title=row.title,
        description=row.description,
        place=row.place,
        link=row.link,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        answer_by=row.answer_by,
        capacity=row.capacity,
    )


def put_event(row: EventRow, event: Event) -> EventRow:
    """Write the value of an event in its row."""
    for name, value in asdict(event).items():
        setattr(row, name, value.value if isinstance(value, EventKind) else value)
    return row


def event_document(event: Event) -> Json:
    """Write an event as JSON, to keep what people were told."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(event).items()
    }


def read_document(document: Json) -> Event:
    """Read an event back from what people were told."""
    return Event(
        kind=EventKind(document["kind"]),
        title=document["title"],
        description=document["description"],
        place=document["place"],
        link=document["link"],
        starts_at=datetime.fromisoformat(document["starts_at"]),
        ends_at=datetime.fromisoformat(document["ends_at"]),
        answer_by=date.fromisoformat(document["answer_by"]) if document["answer_by"] else None,
        capacity=document["capacity"],
    )


def audience_of(row: EventRow) -> Audience:
    """Read who is to be invited."""
    said = row.audience
    return Audience(
        everybody=bool(said.get("everybody")),
        colleges=tuple(said.get("colleges", ())),
        members=tuple(UUID(one) for one in said.get("members", ())),
    )


def audience_document(audience: Audience) -> Json:
    """Write who is to be invited as JSON."""
    return {
        "everybody": audience.everybody,
        "colleges": list(audience.colleges),
        "members": [str(one) for one in audience.members],
    }


def _whom(uow: UnitOfWork, row: EventRow) -> dict[str, Any]:
    audience = audience_of(row)
    return {
        "cooperative": uow.tenant,
        "today": uow.today,
        "event": row.id,
        "everybody": audience.everybody,
        "colleges": list(audience.colleges),
        "members": list(audience.members),
    }


def to_invite(uow: UnitOfWork, row: EventRow) -> tuple[int, int]:
    """Count the members still to be invited today, and those of them who can be mailed."""
    total, by_mail = uow.session.connection().execute(_TO_INVITE_COUNT, _whom(uow, row)).one()
    return int(total), int(by_mail)


def invite(uow: UnitOfWork, row: EventRow) -> int:
    """Write the invitations of the members of the day who have none yet; give how many."""
    return uow.session.connection().execute(_INVITE, {**_whom(uow, row), "now": uow.now}).rowcount


def mail_everybody_again(uow: UnitOfWork, event: UUID) -> int:
    """Let everybody who was mailed be mailed again; give how many."""
    return uow.session.connection().execute(_MAILS_AGAIN, {"event": event}).rowcount


def people_expected(uow: UnitOfWork, event: UUID, *, but: UUID) -> int:
    """Count the people announced by a yes, those of one invitation left out."""
    return int(uow.session.connection().execute(_TAKEN, {"event": event, "but": but}).scalar_one())


def versions(uow: UnitOfWork, event: UUID) -> Sequence[EventVersionRow]:
    """List what the invited were told, first to last."""
    asked = select(EventVersionRow).where(EventVersionRow.event_id == event)
    return uow.session.exec(asked.order_by(col(EventVersionRow.sequence))).all()


def mail_the_rest_again(uow: UnitOfWork, event: UUID) -> int:
    """Let the mails that were refused, or still wait, be tried again; give how many."""
    return uow.session.connection().execute(_THE_REST_AGAIN, {"event": event}).rowcount


def note_arrivals(uow: UnitOfWork, event: UUID, arrivals: Sequence[tuple[UUID, int, str]], by: UUID) -> int:
    """Note (invitation, people, name) as come, in one statement; give how many were not yet."""
    facts = {
        "event": event,
        "ids": [one[0] for one in arrivals],
        "people": [one[1] for one in arrivals],
        "names": [one[2] for one in arrivals],
        "now": uow.now,
        "by": by,
    }
    return uow.session.connection().execute(_CAME, facts).rowcount


def add_at_the_door(uow: UnitOfWork, event: UUID, member: MemberRow, by: UUID) -> bool:
    """Note a member who came uninvited; one invited already is noted as come. False when they were."""
    facts = {
        "cooperative": uow.tenant,
        "event": event,
        "member": member.id,
        "college": member.college,
        "now": uow.now,
        "by": by,
    }
    return uow.session.connection().execute(_AT_THE_DOOR, facts).rowcount == 1
