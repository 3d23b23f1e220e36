"""The mail of one letter: sent once, its outcome written with the answer of the relay."""

from email.message import EmailMessage

from governance.register.letters import LetterOutcome, paragraphs
from governance.store import letters as store
from governance.store.cooperatives import CooperativeRow
from governance.store.letters import LetterRow
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from web.delivery.concluded import concluded
from web.delivery.mail import (
    Delivery,
    Envelope,
    FaultyAddress,
    Mailbox,
    deliver,
    message_id,
    message_mail,
    smtp_session,
)
from web.delivery.notices import SOME_LATER, UNREACHABLE
from web.delivery.pace import TryLater
from web.i18n import speaking, translate_error
from web.settings import Settings


def send_letter(database: Database, settings: Settings, job: JobRow) -> None:
    """Send a letter that waits, held meanwhile. Raises TryLater when the relay is away or says later."""
    if job.subject is None:
        raise ValueError("a job of a letter has a letter")
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        row = store.letter(uow, job.subject, hold=True)
        home = uow.session.get_one(CooperativeRow, job.cooperative_id)
        if row.outcome != LetterOutcome.WAITING:
            return
        with speaking("fr"):
            outcome, detail, identifier, later = _sent(settings, row, home.name)
        row.outcome, row.detail, row.message_id = outcome.value, detail, identifier
        row.attempts += 1
        row.concluded_on = None if outcome is LetterOutcome.WAITING else uow.today
        uow.session.add(row)
    if later is not None:
        raise TryLater(later)


def letter_mail(envelope: Envelope, row: LetterRow, cooperative: str) -> EmailMessage:
    """Build the mail of a letter."""
    return message_mail(
        envelope, subject=row.subject, paragraphs=paragraphs(row.body), cooperative=cooperative
    )


def _sent(settings: Settings, row: LetterRow, cooperative: str) -> tuple[LetterOutcome, str, str, str | None]:
    try:
        envelope = _envelope(settings, row, cooperative)
    except FaultyAddress as faulty:
        return LetterOutcome.REFUSED, translate_error(faulty).message, "", None
    with smtp_session(settings) as session:
        answer = deliver(session, letter_mail(envelope, row, cooperative))
    return _concluded(answer, row.attempts + 1, message_id(envelope))


def _envelope(settings: Settings, row: LetterRow, cooperative: str) -> Envelope:
    return Envelope(
        sender=Mailbox(cooperative, settings.mail_sender),
        recipient=Mailbox(row.recipient, row.address),
        key=f"letter {row.id}",
        sent_at=row.created_at,
    )


def _concluded(answer: Delivery, tries: int, identifier: str) -> tuple[LetterOutcome, str, str, str | None]:
    found = concluded(answer, tries)
    outcome, later = LetterOutcome(found.outcome), UNREACHABLE if found.unreachable else SOME_LATER
    return outcome, found.said, identifier, later if outcome is LetterOutcome.WAITING else None
