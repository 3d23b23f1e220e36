"""Sending the notices of an assembly by e-mail, each with its own link, each with its outcome.

A notice is held by its row while it is sent, ten at a time: two workers never send the same one.
A worker that dies in the middle leaves at most ten to be sent again, under the same Message-ID.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from governance.assembly.notice import NoticeFacts
from governance.assembly.stages import Stage
from governance.store import notice_facts as facts_store
from governance.store import notices as store
from governance.store import outbox, preparation
from governance.store.cooperatives import CooperativeRow
from governance.store.notices import Outcome
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.words import N_
from web.auth.session import new_secret, secret_hash
from web.delivery.concluded import concluded
from web.delivery.mail import (
    Delivery,
    Envelope,
    FaultyAddress,
    Mailbox,
    SmtpSession,
    deliver,
    message_id,
    notice_mail,
    smtp_session,
)
from web.delivery.pace import TryLater, stop_if_asked
from web.i18n import gettext, speaking, translate_error
from web.settings import Settings

CHUNK = 10
"""Notices sent in one transaction."""
BATCH = 50
"""Notices sent over one connection to the relay."""

UNREACHABLE = N_("Le serveur de courrier ne répond pas : l’envoi reprendra tout seul.")
SOME_LATER = N_(
    "Le serveur de courrier demande d’attendre pour certaines adresses : l’envoi reprendra tout seul."
)
PERSONAL = N_("Ce lien est personnel : il relie votre compte à votre qualité de sociétaire, une seule fois.")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the notices of one assembly."""

    database: Database
    settings: Settings
    job: JobRow
    assembly: UUID
    slug: str
    facts: NoticeFacts
    convened_at: datetime
    total: int


class _RelayAway(Exception):
    """The relay could not be reached, or refuses us all."""


def send_notices(database: Database, settings: Settings, job: JobRow) -> None:
    """Send every notice that waits, in order of identifier, and write each outcome.

    Raises TryLater when the relay is away, or when it asked to wait for some of them.
    """
    run, done = _start(database, settings, job)
    if run is None:
        return
    after: UUID | None = UUID(int=0)
    try:
        with speaking("fr"):
            while after is not None:
                after, done = _batch(run, after, done)
    except _RelayAway:
        raise TryLater(UNREACHABLE) from None
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        tally = store.mail_tally(uow, run.assembly)
        if not tally.waiting:
            facts = {"by": "", "as": "worker", "sent": tally.sent, "refused": tally.refused}
            uow.acts([("notice.sent", facts)], assembly=run.assembly)
    if tally.waiting:
        raise TryLater(SOME_LATER)


def _start(database: Database, settings: Settings, job: JobRow) -> tuple[_Run | None, int]:
    with database.read() as uow:
        uow.enter(job.cooperative_id)
        if job.subject is None:
            raise ValueError("a job of notices has an assembly")
        row = preparation.assembly(uow, job.subject)
        home = uow.session.get(CooperativeRow, job.cooperative_id)
        if row.stage != Stage.CONVENED or row.convened_at is None or home is None:
            return None, 0  # cancelled or already held: nothing leaves any more
        page = f"{settings.public_url}/coop/{home.slug}/assemblees/{row.id}"
        facts = facts_store.notice_facts(uow, row, preparation.rules_of(uow, row), page=page)
        tally = store.mail_tally(uow, row.id)
        run = _Run(database, settings, job, row.id, home.slug, facts, row.convened_at, tally.total)
        return run, tally.sent + tally.refused


def _batch(run: _Run, after: UUID, done: int) -> tuple[UUID | None, int]:
    """Send one batch over one connection; give where it stopped (None at the end) and how many are done."""
    last: UUID | None = after
    with smtp_session(run.settings) as session:
        for _ in range(BATCH // CHUNK):
            stop_if_asked()
            if last is None:
                break
            last, done = _chunk(run, session, last, done)
    return last, done


def _chunk(run: _Run, session: SmtpSession, after: UUID, done: int) -> tuple[UUID | None, int]:
    """Hold, send and write ten notices in one transaction."""
    with run.database.write() as uow:
        uow.enter(run.job.cooperative_id)
        held = store.hold_waiting(uow, run.assembly, after=after, most=CHUNK)
        if not held:
            return None, done
        links = _links(run, held)
        outcomes: list[Outcome] = []
        away = False
        for row in held:
            outcome = _send(run, session, row, links.get(row.id, ""))
            if outcome is None:
                away = True
                break
            outcomes.append(outcome)
        done += sum(outcome.outcome != "waiting" for outcome in outcomes)
        _write(uow, run, outcomes, done)
    if away:
        raise _RelayAway
    return held[-1].id, done


def _write(uow: UnitOfWork, run: _Run, outcomes: Sequence[Outcome], done: int) -> None:
    if outcomes:
        store.write_outcomes(uow, outcomes, uow.now)
    outbox.progress(uow.session, run.job.id, done=done, total=run.total, now=uow.now)


def _links(run: _Run, held: Sequence[Row[Any]]) -> dict[UUID, str]:
    """Make one new link for each member whom no account is tied to; only its hash is kept.

    They are committed before any mail leaves, so that a link in a mail always works.
    """
    secrets = {row.id: new_secret() for row in held if row.unlinked}
    if not secrets:
        return {}
    with run.database.write() as uow:
        uow.enter(run.job.cooperative_id)
        store.invite(
            uow,
            [
                (row.member_id, secret_hash(secrets[row.id]), row.kind == "organisation", row.mandate_id)
                for row in held
                if row.id in secrets
            ],
        )
    public = run.settings.public_url
    return {notice: f"{public}/invitation/{run.slug}/{secret}" for notice, secret in secrets.items()}


def _send(run: _Run, session: SmtpSession, row: Row[Any], link: str) -> Outcome | None:
    """Send one notice; None when the relay could not be reached at all."""
    try:
        envelope = _envelope(run, row.id, row.recipient, row.address)
    except FaultyAddress as faulty:
        return Outcome(row.id, "refused", translate_error(faulty).message, "")
    facts = replace(run.facts, page=link) if link else run.facts
    line = gettext(PERSONAL) if link else ""
    answer = deliver(session, notice_mail(facts, envelope, joining_line=line))
    return _outcome(row, answer, message_id(envelope))


def _envelope(run: _Run, notice: UUID, name: str, address: str) -> Envelope:
    cooperative = run.facts.cooperative.name
    try:
        reply_to = Mailbox(cooperative, run.facts.contact)
    except FaultyAddress:
        reply_to = None
    return Envelope(
        sender=Mailbox(cooperative, run.settings.mail_sender),
        recipient=Mailbox(name, address),
        key=f"{notice} {address}",
        sent_at=run.convened_at,
        reply_to=reply_to,
    )


def _outcome(row: Row[Any], answer: Delivery, identifier: str) -> Outcome | None:
    found = concluded(answer, row.attempts + 1)
    if found.unreachable:
        return None
    return Outcome(row.id, found.outcome, "" if found.outcome == "sent" else found.said, identifier)
