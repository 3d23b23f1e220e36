"""Events: prepared, changed, their members invited, cancelled or closed. Who was invited stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.refusals import NoSuchAssembly
from governance.law.days import PARIS
from governance.register import faults
from governance.register.event_reading import FaultyEvent, read_colleges, read_event
from governance.register.events import (
    Audience,
    Event,
    EventFull,
    EventKind,
    EventState,
    HostedElsewhere,
    NobodyToInvite,
    changes,
    ensure_day_has_come,
    ensure_state,
)
from governance.register.faults import Fault
from governance.register.reading import tidy
from governance.store import events as store
from governance.store import shared_events
from governance.store.assemblies import AssemblyRow
from governance.store.events import EventRow, EventVersionRow
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

UNKNOWN_NUMBERS = N_("Aucun sociétaire n’a ces numéros : %(numbers)s.")
NOBODY_CHOSEN = N_("Choisissez qui est invité : tout le monde, un collège, ou des sociétaires.")
NOT_THE_DAY = N_("L’assemblée se tient un autre jour. Donnez le sien, ou choisissez une autre sorte.")
CHOOSE_ASSEMBLY = N_("Choisissez l’assemblée dont il s’agit.")
MOST_NUMBERS = 500


@dataclass(frozen=True, slots=True)
class EventTyped:
    """An event as typed (see read_event; `numbers` are those of members), and who it is for."""

    values: Mapping[str, str]
    everybody: bool = False
    colleges: tuple[str, ...] = ()
    members: tuple[UUID, ...] = ()
    assembly: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """An event as it is to be from now on."""

    event: UUID
    typed: EventTyped


@dataclass(frozen=True, slots=True)
class CancelEvent:
    """An event that will not be held, and why: the invited read it."""

    event: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """How many members an invitation has just reached, and how many of them by e-mail."""

    members: int
    by_mail: int


def prepare_event(uow: UnitOfWork, command: EventTyped, *, by: Actor) -> UUID:
    """Write an event in preparation; give its identifier. Nobody is told yet.

    Who      the secretary
    When     any time
    Writes   events, act event.prepare
    Refuses  WrongHat, FaultyEvent, NoSuchAssembly
    """
    by.ensure(Role.SECRETARY)
    event, audience = _read(uow, command)
    row = EventRow(
        cooperative_id=uow.tenant,
        kind=event.kind.value,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        assembly_id=_assembly(uow, event, command.assembly),
        audience=store.audience_document(audience),
        created_at=uow.now,
        created_by=by.account,
    )
    uow.session.add(store.put_event(row, event))
    uow.act("event.prepare", by=by, event=str(row.id))
    return row.id


def change_event(uow: UnitOfWork, command: ChangeEvent, *, by: Actor) -> bool:
    """Change an event. Once invitations are out, those invited are told what changed: True when they are.

    Who      the secretary
    When     until it is cancelled or closed
    Writes   events, event_versions, event_invitations (mails), jobs, act event.change
    Refuses  WrongHat, NoSuchEvent, WrongEventState, HostedElsewhere, FaultyEvent, NoSuchAssembly, EventFull
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, command.event, hold=True)
    ensure_state(row.title, row.state, EventState.DRAFT, EventState.SENT)
    if row.shared_id not in (None, row.id):
        raise HostedElsewhere
    event, audience = _read(uow, command.typed)
    found = changes(store.event_of(row), event)
    if event.capacity is not None and row.state == EventState.SENT:
        shared_events.hold_places(uow, row)
        expected = shared_events.people_everywhere(uow, row, but=UUID(int=0))
        if expected > event.capacity:
            raise EventFull(0, event.capacity)
    store.put_event(row, event)
    row.assembly_id = _assembly(uow, event, command.typed.assembly)
    row.audience = store.audience_document(audience)
    told = bool(found) and row.state == EventState.SENT
    uow.session.add(row)
    if told:
        tell_again(uow, row, by)
    uow.act("event.change", by=by, event=str(row.id), changed=[one.field for one in found])
    return told


def invite(uow: UnitOfWork, event: UUID, *, by: Actor) -> Invited:
    """Invite the members of the day whom the event is for; those invited already are not invited again.

    Who      the secretary
    When     in preparation, or once sent for those who joined since
    Writes   events, event_versions (the first time), event_invitations, jobs, act event.invite
    Refuses  WrongHat, NoSuchEvent, WrongEventState, NobodyToInvite
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, event, hold=True)
    ensure_state(row.title, shared_events.holds(uow, row).state, EventState.DRAFT, EventState.SENT)
    catch_up(uow, row, by)
    total, by_mail = store.to_invite(uow, row)
    if not total:
        raise NobodyToInvite
    if row.state == EventState.DRAFT:
        row.state, row.sent_at = EventState.SENT.value, uow.now
        uow.session.add(row)
        _tell(uow, row, by, again=False)
    uow.session.flush()  # the invitations refer to it
    store.invite(uow, row)
    if by_mail:
        _post(uow, row, by_mail, "invited")
    uow.act("event.invite", by=by, event=str(row.id), members=total, by_mail=by_mail)
    return Invited(total, by_mail)


def cancel_event(uow: UnitOfWork, command: CancelEvent, *, by: Actor) -> None:
    """Cancel an event; those who were told of it are told that it is cancelled.

    Who      the secretary
    When     until it is cancelled or closed
    Writes   events, event_versions, event_invitations (mails), jobs, act event.cancel
    Refuses  WrongHat, NoSuchEvent, WrongEventState, FaultyEvent
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, command.event, hold=True)
    ensure_state(row.title, row.state, EventState.DRAFT, EventState.SENT)
    reason = tidy(command.reason)
    if len(reason) > 500:
        raise FaultyEvent((Fault("reason", faults.TOO_LONG, {"most": 500}),))
    if row.state == EventState.SENT:
        tell_again(uow, row, by)
    row.state, row.ended_at, row.reason = EventState.CANCELLED.value, uow.now, reason
    uow.session.add(row)
    shared_events.follow(uow, row)
    uow.act("event.cancel", by=by, event=str(row.id))


def close_event(uow: UnitOfWork, event: UUID, *, by: Actor) -> None:
    """Close an event: who came is final from then on, in the database too.

    Who      the secretary
    When     from the day of the event on
    Writes   events, act event.close
    Refuses  WrongHat, NoSuchEvent, WrongEventState, NotStartedYet
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, event, hold=True)
    ensure_state(row.title, row.state, EventState.SENT)
    ensure_day_has_come(shared_events.holds(uow, row).event.starts_at, uow.now)
    row.state, row.ended_at = EventState.OVER.value, uow.now
    uow.session.add(row)
    shared_events.follow(uow, row)
    uow.act("event.close", by=by, event=str(row.id))


def send_event_again(uow: UnitOfWork, event: UUID, *, by: Actor) -> int:
    """Hand to the worker once more the mails that were refused or still wait; give how many.

    Who      the secretary
    When     once sent
    Writes   event_invitations (mails), jobs, act event.mail
    Refuses  WrongHat, NoSuchEvent, WrongEventState
    """
    by.ensure(Role.SECRETARY)
    row = store.event_row(uow, event, hold=True)
    ensure_state(row.title, row.state, EventState.SENT)
    count = store.mail_the_rest_again(uow, row.id)
    if count:
        _post(uow, row, count, "again")
    uow.act("event.mail", by=by, event=str(row.id), waiting_again=count)
    return count


def catch_up(uow: UnitOfWork, row: EventRow, by: Actor) -> list[str]:
    """Take what the host of a shared event changed, and tell those invited here; give the fields changed.

    Who      the use cases of a guest cooperative
    Writes   events, event_versions, event_invitations (mails), jobs
    Refuses  nothing
    """
    now = shared_events.holds(uow, row)
    found = [one.field for one in changes(store.event_of(row), now.event)] if now.is_guest else []
    if found:
        uow.session.add(store.put_event(row, now.event))
        if row.state == EventState.SENT:
            tell_again(uow, row, by)
    return found


def tell_again(uow: UnitOfWork, row: EventRow, by: Actor) -> None:
    """Mail those told already what the event is now, and write it for the group that shares it.

    Who      the use cases that change an event
    Writes   events, event_versions, event_invitations (mails), jobs, shared_events
    Refuses  nothing
    """
    row.sequence += 1
    uow.session.add(row)
    _tell(uow, row, by, again=True)
    shared_events.follow(uow, row)


def _tell(uow: UnitOfWork, row: EventRow, by: Actor, *, again: bool) -> None:
    """Keep what people are told from now on, and let those who were mailed be mailed again."""
    uow.session.add(
        EventVersionRow(
            cooperative_id=uow.tenant,
            event_id=row.id,
            sequence=row.sequence,
            document=store.event_document(store.event_of(row)),
            told_at=uow.now,
            told_by=by.account,
        )
    )
    if again:
        count = store.mail_everybody_again(uow, row.id)
        if count:
            _post(uow, row, count, "told")


def _post(uow: UnitOfWork, row: EventRow, total: int, why: str) -> None:
    dedup = f"send_event_mails:{row.id}:{why}:{uow.now.isoformat()}"
    uow.enqueue("send_event_mails", dedup=dedup, subject=row.id, total=total)


def _read(uow: UnitOfWork, typed: EventTyped) -> tuple[Event, Audience]:
    """Read what was typed, all faults together."""
    found: list[Fault] = []
    event: Event | None = None
    audience = Audience()
    try:
        event = read_event(typed.values)
    except FaultyEvent as error:
        found += error.faults
    try:
        audience = read_audience(uow, typed)
    except FaultyEvent as error:
        found += error.faults
    if found or event is None:
        raise FaultyEvent(tuple(found))
    return event, audience


def read_audience(uow: UnitOfWork, typed: EventTyped) -> Audience:
    """Read who is to be invited, as typed.

    Who      the use cases that prepare an event
    Writes   nothing
    Refuses  FaultyEvent
    """
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    colleges = read_colleges(typed.colleges, [college.id for college in bylaws.colleges.items])
    asked = select(MemberRow.id).where(col(MemberRow.id).in_(typed.members[:MOST_NUMBERS]))
    members = {*uow.session.exec(asked), *_numbered(uow, typed.values.get("numbers", ""))}
    if not typed.everybody and not colleges and not members:
        raise FaultyEvent((Fault("audience", NOBODY_CHOSEN),))
    return Audience(typed.everybody, colleges, tuple(sorted(members)))


def _numbered(uow: UnitOfWork, text: str) -> list[UUID]:
    """Find members by their numbers, set apart by commas or spaces."""
    words = text.replace(",", " ").replace(";", " ").split()[:MOST_NUMBERS]
    numbers = {int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 10}
    rows = uow.session.exec(select(MemberRow.number, MemberRow.id).where(col(MemberRow.number).in_(numbers)))
    known = dict(rows.all())
    unknown = [word[:20] for word in words if not word.isdigit() or int(word[:12]) not in known]
    if unknown:
        raise FaultyEvent((Fault("numbers", UNKNOWN_NUMBERS, {"numbers": ", ".join(unknown[:10])}),))
    return list(known.values())


def _assembly(uow: UnitOfWork, event: Event, wanted: UUID | None) -> UUID | None:
    """Check the assembly an event is about; the event says its day."""
    if event.kind is not EventKind.ASSEMBLY:
        return None
    if wanted is None:
        raise FaultyEvent((Fault("assembly", CHOOSE_ASSEMBLY),))
    row = uow.session.exec(select(AssemblyRow).where(AssemblyRow.id == wanted)).one_or_none()
    if row is None:
        raise NoSuchAssembly
    if row.held_at.astimezone(PARIS).date() != event.starts_at.astimezone(PARIS).date():
        raise FaultyEvent((Fault("starts_on", NOT_THE_DAY),))
    return row.id
