"""Mails of an event: an invitation, what changed since, or its end; each with its calendar file.

A mail is held by its row while it is sent, ten at a time: two workers never send the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from governance.register.events import Event, EventKind, EventState, changes
from governance.store import event_mails as store
from governance.store import events, outbox
from governance.store.assemblies import AssemblyRow
from governance.store.cooperatives import CooperativeRow
from governance.store.event_mails import EventMailOutcome
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from governance.words import N_
from web.auth.answer_links import answer_token
from web.delivery.concluded import concluded
from web.delivery.mail import (
    Delivery,
    Envelope,
    FaultyAddress,
    Mailbox,
    SmtpSession,
    compose,
    deliver,
    message_id,
    render_mail,
    smtp_session,
)
from web.delivery.notices import BATCH, CHUNK, SOME_LATER, UNREACHABLE
from web.delivery.pace import TryLater, stop_if_asked
from web.documents.event_calendar import CalendarEntry, calendar_file
from web.documents.event_view import changed_fields, when
from web.i18n import LANGUAGES, gettext, language, speaking, translate_error
from web.settings import Settings

INVITED = N_("Invitation : %(title)s, %(day)s")
CHANGED = N_("Changement : %(title)s, %(day)s")
CANCELLED = N_("Annulée : %(title)s, %(day)s")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the mails of one event, as it is told now; `versions` are what was told before."""

    database: Database
    settings: Settings
    job: JobRow
    id: UUID
    event: Event
    state: EventState
    reason: str
    sequence: int
    versions: dict[int, Event]
    told_at: datetime
    slug: str
    cooperative: str
    assembly: str


class _RelayAway(Exception):
    """The relay could not be reached, or refuses us all."""


def send_event_mails(database: Database, settings: Settings, job: JobRow) -> None:
    """Send every mail of the event that waits, in order of identifier, and write each outcome.

    Raises TryLater when the relay is away, or when it asked to wait for some of them.
    """
    run = _start(database, settings, job)
    if run is None:
        return
    after: UUID | None = UUID(int=0)
    try:
        while after is not None:
            after = _batch(run, after)
    except _RelayAway:
        raise TryLater(UNREACHABLE) from None
    with database.read() as uow:
        uow.enter(job.cooperative_id)
        waiting, _ = store.mails_left(uow, run.id)
    if waiting:
        raise TryLater(SOME_LATER)


def _start(database: Database, settings: Settings, job: JobRow) -> _Run | None:
    if job.subject is None:
        raise ValueError("a job of event mails has an event")
    with database.read() as uow:
        uow.enter(job.cooperative_id)
        row = events.event_row(uow, job.subject)
        home = uow.session.get(CooperativeRow, job.cooperative_id)
        if row.state == EventState.DRAFT or home is None:
            return None
        told = events.versions(uow, row.id)
        assembly = uow.session.get(AssemblyRow, row.assembly_id) if row.assembly_id else None
        return _Run(
            database=database,
            settings=settings,
            job=job,
            id=row.id,
            event=events.event_of(row),
            state=EventState(row.state),
            reason=row.reason,
            sequence=row.sequence,
            versions={one.sequence: events.read_document(one.document) for one in told},
            told_at=told[-1].told_at,
            slug=home.slug,
            cooperative=home.name,
            assembly=assembly.title if assembly else "",
        )


def _batch(run: _Run, after: UUID) -> UUID | None:
    """Send one batch over one connection; give where it stopped, None at the end."""
    last: UUID | None = after
    with smtp_session(run.settings) as session:
        for _ in range(BATCH // CHUNK):
            stop_if_asked()
            if last is None:
                break
            last = _chunk(run, session, last)
    return last


def _chunk(run: _Run, session: SmtpSession, after: UUID) -> UUID | None:
    """Hold, send and write ten mails in one transaction."""
    with run.database.write() as uow:
        uow.enter(run.job.cooperative_id)
        held = store.hold_mails(uow, run.id, after=after, most=CHUNK)
        if not held:
            return None
        outcomes, away = _send_all(run, session, held)
        if outcomes:
            store.write_mails(uow, outcomes, run.sequence)
        waiting, done = store.mails_left(uow, run.id)
        outbox.progress(uow.session, run.job.id, done=done, total=waiting + done, now=uow.now)
    if away:
        raise _RelayAway
    return held[-1].id  # type: ignore[no-any-return]


def _send_all(
    run: _Run, session: SmtpSession, held: Sequence[Row[Any]]
) -> tuple[list[EventMailOutcome], bool]:
    outcomes: list[EventMailOutcome] = []
    for row in held:
        outcome = _send(run, session, row)
        if outcome is None:
            return outcomes, True
        outcomes.append(outcome)
    return outcomes, False


def _send(run: _Run, session: SmtpSession, row: Row[Any]) -> EventMailOutcome | None:
    """Send one mail in the language of its reader; None when the relay could not be reached at all."""
    if run.state is EventState.CANCELLED and row.told_sequence is None:
        return EventMailOutcome(row.id, "dropped")  # never told of it: nothing to take back
    if run.state is EventState.OVER:
        return EventMailOutcome(row.id, "dropped")
    with speaking(row.language if row.language in LANGUAGES else "fr"):
        try:
            envelope = _envelope(run, row)
        except FaultyAddress as faulty:
            return EventMailOutcome(row.id, "refused", translate_error(faulty).message)
        answer = deliver(session, event_mail(run, envelope, row))
        return _outcome(row, answer, message_id(envelope))


def _envelope(run: _Run, row: Row[Any]) -> Envelope:
    return Envelope(
        sender=Mailbox(run.cooperative, run.settings.mail_sender),
        recipient=Mailbox(row.recipient, row.address),
        key=f"event {row.id} {run.sequence} {row.address}",
        sent_at=run.told_at,
    )


def event_mail(run: _Run, envelope: Envelope, row: Row[Any]) -> EmailMessage:
    """Build the mail for one invitation: an invitation, a change or a cancellation."""
    cancelled = run.state is EventState.CANCELLED
    before = run.versions.get(row.told_sequence) if row.told_sequence is not None else None
    changed = changed_fields(changes(before, run.event)) if before and not cancelled else []
    page = _page(run, row.id)
    words = {"title": run.event.title, "day": when(run.event)}
    subject = gettext(CANCELLED if cancelled else CHANGED if changed else INVITED) % words
    text, html = render_mail(
        "event",
        subject=subject,
        cooperative=run.cooperative,
        to=envelope.recipient,
        greeted=row.representative or row.recipient,
        for_structure=row.recipient if row.representative else "",
        event=run.event,
        when=when(run.event),
        changed=changed,
        cancelled=cancelled,
        reason=run.reason,
        assembly=run.assembly if run.event.kind is EventKind.ASSEMBLY else "",
        page=page,
    )
    mail = compose(envelope, subject, text, html)
    _attach(mail, run, page)
    return mail


def _page(run: _Run, invitation: UUID) -> str:
    token = answer_token(run.settings.secret_key.get_secret_value(), invitation)
    return f"{run.settings.public_url}/rencontre/{run.slug}/{token}"


def _attach(mail: EmailMessage, run: _Run, page: str) -> None:
    """Join the calendar file, whose boundary is as steady as the rest of the mail."""
    cancelled = run.state is EventState.CANCELLED
    content = calendar_file(
        CalendarEntry(
            id=run.id,
            event=run.event,
            sequence=run.sequence,
            cancelled=cancelled,
            cooperative=run.cooperative,
            page=page,
            host=run.settings.host,
            told_at=run.told_at,
        )
    )
    boundary = mail.get_boundary() or ""
    mail.add_attachment(content, maintype="text", subtype="calendar", filename="rencontre.ics")
    part = list(mail.iter_attachments())[-1]
    part.set_param("charset", "utf-8")
    part.set_param("method", "CANCEL" if cancelled else "PUBLISH")
    mail.set_boundary(f"{boundary}m")
    mail["Content-Language"] = language()  # the one given before went down with the words


def _outcome(row: Row[Any], answer: Delivery, identifier: str) -> EventMailOutcome | None:
    found = concluded(answer, row.attempts + 1)
    if found.unreachable:
        return None
    return EventMailOutcome(row.id, found.outcome, "" if found.outcome == "sent" else found.said, identifier)
