"""Events as their pages show them: one with its counts, an invitation by its link, what a form offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, or_, select

from governance.actors import Actor, Role
from governance.law.days import PARIS
from governance.queries.notices import Job
from governance.queries.shared_events import SharedShown, shared_shown
from governance.register.events import (
    Answer,
    AnswerChoice,
    Audience,
    Event,
    EventChange,
    EventState,
    NoSuchEvent,
    changes,
)
from governance.store import events as store
from governance.store import shared_events
from governance.store.assemblies import AssemblyRow
from governance.store.cooperatives import by_slug
from governance.store.events import EventInvitationRow, EventRow
from governance.store.hats import member_name
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.outbox import JobRow
from governance.store.ties import StructureRow
from governance.store.unit_of_work import UnitOfWork

OFFICE: Final = frozenset(Role) - {Role.MEMBER}
MOST_CHOICES: Final = 500


@dataclass(frozen=True, slots=True)
class CollegeCount:
    """One college at an event: members invited, their answers, members who came; people where said."""

    college: str
    name: str
    invited: int
    yes: int
    no: int
    maybe: int
    people: int
    came: int
    people_came: int

    @property
    def silent(self) -> int:
        """Give how many have not answered."""
        return self.invited - self.yes - self.no - self.maybe


@dataclass(frozen=True, slots=True)
class Mine:
    """The invitation of the member who looks."""

    id: UUID
    name: str
    answer: Answer | None
    answered_at: datetime | None
    came: int | None


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """What the invited were told, and when: the first time, then each change."""

    told_at: datetime
    changes: tuple[EventChange, ...]


@dataclass(frozen=True, slots=True)
class MailCounts:
    """How many invitations are waiting to leave, sent, refused, or have no address."""

    waiting: int
    sent: int
    refused: int
    none: int


@dataclass(frozen=True, slots=True)
class EventView:
    """One event: what it is, who it is for, and, for the office, its counts, mails and history.

    `answerable` tells whether answers are taken now; `left` is how many places are left, None
    without a limit. `to_invite` counts the members whom it is for and who are not invited yet.
    What it is, is what its host says now, even before a guest cooperative has told its own invited.
    """

    id: UUID
    event: Event
    state: EventState
    sequence: int
    reason: str
    assembly: UUID | None
    assembly_title: str
    audience: Audience
    audience_names: tuple[str, ...]
    counts: tuple[CollegeCount, ...]
    mails: MailCounts | None
    job: Job | None
    told: tuple[ToldVersion, ...]
    to_invite: int
    to_invite_by_mail: int
    left: int | None
    answerable: bool
    has_begun: bool
    mine: Mine | None
    shared: SharedShown | None

    @property
    def total(self) -> CollegeCount:
        """Add the colleges up."""
        sums = [
            sum(getattr(one, name) for one in self.counts)
            for name in ("invited", "yes", "no", "maybe", "people", "came", "people_came")
        ]
        return CollegeCount("", "", *sums)


@dataclass(frozen=True, slots=True)
class EventChoices:
    """What the form of an event offers: colleges, structures, assemblies to come."""

    colleges: tuple[tuple[str, str], ...]
    structures: tuple[tuple[UUID, str], ...]
    assemblies: tuple[tuple[UUID, str, datetime], ...]


_COUNTS = text(
    "SELECT college, count(*), count(*) FILTER (WHERE answer = 'yes'), count(*) FILTER (WHERE answer = 'no'),"
    " count(*) FILTER (WHERE answer = 'maybe'), coalesce(sum(people) FILTER (WHERE answer = 'yes'), 0),"
    " count(came), coalesce(sum(came), 0) FROM event_invitations WHERE event_id = :event GROUP BY college"
)
_MAILS = text(
    "SELECT count(*) FILTER (WHERE mail = 'waiting'), count(*) FILTER (WHERE mail = 'sent'),"
    " count(*) FILTER (WHERE mail = 'refused'), count(*) FILTER (WHERE mail = 'none' AND NOT at_the_door)"
    " FROM event_invitations WHERE event_id = :event"
)


def next_invitation(uow: UnitOfWork, member: UUID) -> EventView | None:
    """Give the next event a member is invited to, for their first page; None without one."""
    asked = (
        select(EventRow)
        .join(EventInvitationRow, col(EventInvitationRow.event_id) == col(EventRow.id))
        .where(
            EventInvitationRow.member_id == member,
            EventRow.state == EventState.SENT.value,
            col(EventRow.ends_at) >= uow.now,
        )
        .order_by(col(EventRow.starts_at), col(EventRow.id))
        .limit(1)
    )
    row = uow.session.exec(asked).one_or_none()
    return None if row is None else _view(uow, row, _mine(uow, row.id, member), office=False)


def event_shown(uow: UnitOfWork, event: UUID, actor: Actor) -> EventView:
    """Show one event: to the office, or to a member invited to it. Raises NoSuchEvent."""
    row = store.event_row(uow, event)
    if actor.holds(*OFFICE):
        return _view(uow, row, None, office=True)
    if actor.hat.member is None:
        raise NoSuchEvent
    return _view(uow, row, _mine(uow, row.id, actor.hat.member), office=False)


def event_by_link(uow: UnitOfWork, slug: str, invitation: UUID) -> tuple[str, EventView]:
    """Show the event of one invitation, and name the cooperative; the caller has checked the link.

    Enters the cooperative. Raises NoSuchEvent.
    """
    home = by_slug(uow.session, slug)
    if home is None:
        raise NoSuchEvent
    uow.enter(home.id)
    found = store.invitation_row(uow, col(EventInvitationRow.id) == invitation)
    row = store.event_row(uow, found.event_id)
    return home.name, _view(uow, row, _mine(uow, row.id, found.member_id), office=False)


def event_choices(uow: UnitOfWork) -> EventChoices:
    """Give what the form of an event offers."""
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    today = uow.today
    structures = uow.session.exec(
        select(MemberRow.id, MemberRow.name)
        .join(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .where(
            MemberRow.admitted_on <= today,
            or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > today),
        )
        .order_by(col(MemberRow.sort_key))
        .limit(MOST_CHOICES)
    )
    assemblies = uow.session.exec(
        select(AssemblyRow.id, AssemblyRow.title, AssemblyRow.held_at)
        .where(col(AssemblyRow.held_at) >= uow.now, AssemblyRow.stage != "cancelled")
        .order_by(col(AssemblyRow.held_at))
        .limit(50)
    )
    return EventChoices(
        colleges=tuple((one.id, one.name) for one in bylaws.colleges.items),
        structures=tuple((member, name) for member, name in structures),
        assemblies=tuple((one, title, held) for one, title, held in assemblies),
    )


def _mine(uow: UnitOfWork, event: UUID, member: UUID) -> Mine:
    row = store.invitation_row(
        uow, col(EventInvitationRow.event_id) == event, col(EventInvitationRow.member_id) == member
    )
    who = uow.session.get(MemberRow, member)
    if who is None:
        raise NoSuchEvent
    answer = Answer(AnswerChoice(row.answer), row.people, row.answer_name) if row.answer else None
    name = member_name(who.kind, who.name, who.first_name)
    return Mine(row.id, name, answer, row.answered_at, row.came)


def _view(uow: UnitOfWork, row: EventRow, mine: Mine | None, *, office: bool) -> EventView:
    now = shared_events.holds(uow, row)
    event, state = now.event, now.state
    college_names = _college_names(uow)
    counts = _counts(uow, row.id, college_names) if office else ()
    assembly = uow.session.get(AssemblyRow, row.assembly_id) if row.assembly_id else None
    expected = shared_events.people_everywhere(uow, row, but=UUID(int=0))
    mail = uow.session.connection().execute(_MAILS, {"event": row.id}).one() if office else None
    to_invite = (
        store.to_invite(uow, row) if office and state in (EventState.DRAFT, EventState.SENT) else (0, 0)
    )
    audience = store.audience_of(row)
    return EventView(
        id=row.id,
        event=event,
        state=state,
        sequence=row.sequence,
        reason=now.reason,
        assembly=row.assembly_id,
        assembly_title=assembly.title if assembly else "",
        audience=audience,
        audience_names=_audience_names(uow, audience, college_names) if office else (),
        counts=counts,
        mails=MailCounts(*mail) if mail else None,
        job=_job(uow, row.id) if office else None,
        told=_told(uow, row.id),
        to_invite=to_invite[0],
        to_invite_by_mail=to_invite[1],
        left=None if event.capacity is None else max(0, event.capacity - expected),
        answerable=state is EventState.SENT and uow.now < event.answers_until,
        has_begun=uow.today >= event.starts_at.astimezone(PARIS).date(),
        mine=mine,
        shared=shared_shown(uow, row, now, office=office),
    )


def _college_names(uow: UnitOfWork) -> dict[str, str]:
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    return {one.id: one.name for one in bylaws.colleges.items}


def _counts(uow: UnitOfWork, event: UUID, names: Mapping[str, str]) -> tuple[CollegeCount, ...]:
    found = {row[0]: row[1:] for row in uow.session.connection().execute(_COUNTS, {"event": event})}
    order = [*(one for one in names if one in found), *sorted(set(found) - set(names))]
    return tuple(CollegeCount(one, names.get(one, one), *found[one]) for one in order)


def _audience_names(uow: UnitOfWork, audience: Audience, names: Mapping[str, str]) -> tuple[str, ...]:
    """Name the colleges, then the members picked, at most twenty of them."""
    asked = (
        select(MemberRow.kind, MemberRow.name, MemberRow.first_name)
        .where(col(MemberRow.id).in_(audience.members))
        .order_by(col(MemberRow.sort_key))
        .limit(20)
    )
    picked = [member_name(*one) for one in uow.session.exec(asked)] if audience.members else []
    return (*(names.get(one, one) for one in audience.colleges), *picked)


def _told(uow: UnitOfWork, event: UUID) -> tuple[ToldVersion, ...]:
    rows = store.versions(uow, event)
    events = [store.read_document(row.document) for row in rows]
    return tuple(
        ToldVersion(row.told_at, tuple(changes(events[at - 1], events[at])) if at else ())
        for at, row in enumerate(rows)
    )


def _job(uow: UnitOfWork, event: UUID) -> Job | None:
    asked = (
        select(JobRow)
        .where(JobRow.subject == event, JobRow.kind == "send_event_mails")
        .order_by(col(JobRow.created_at).desc())
        .limit(1)
    )
    row = uow.session.exec(asked).one_or_none()
    return None if row is None else Job(row.kind, row.state, row.done, row.total, row.detail)
