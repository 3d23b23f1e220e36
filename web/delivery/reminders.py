"""Reminders: once a day and a cooperative, what comes soon is looked for; each mail leaves once, for ever.

One kind of reminder is one function of `REMINDERS`. The key of a mail is that of its job in the
outbox: found again the day after, it is written no second time.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date

from governance.errors import GovernanceError
from governance.law.days import paris_moment
from governance.store import outbox
from governance.store.cooperatives import CooperativeRow, all_ids
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.words import N_
from web.delivery.agreement_reminders import agreement_reminders
from web.delivery.due import Due
from web.delivery.mail import DeliveryStatus, Envelope, Mailbox, deliver, message_mail, smtp_session
from web.delivery.mandate_reminders import mandate_reminders
from web.delivery.notices import SOME_LATER, UNREACHABLE
from web.delivery.pace import TryLater
from web.i18n import speaking
from web.settings import Settings

HOUR = 7
"""Reminders of a day leave from seven in the morning, Paris time."""

REMINDERS: tuple[Callable[[UnitOfWork, str, str], Iterable[Due]], ...] = (
    agreement_reminders,
    mandate_reminders,
)
"""Each kind of reminder: given the cooperative entered, its slug and its name, the mails due today."""


@dataclass(eq=False)
class ReminderRefused(GovernanceError):
    """The relay of the recipient will never take this mail."""

    address: str
    answer: str

    message = N_("Le rappel à %(address)s a été refusé. Réponse du serveur : %(answer)s.")
    remedy = N_("Corrigez cette adresse.")


def plan_day(database: Database, planned: date | None) -> date:
    """Write, for each cooperative, the job that looks for the reminders of the day; give that day.

    Does nothing when `planned` is today already. Two workers write one job.
    """
    with database.read() as uow:
        today = uow.today
        cooperatives = [] if planned == today else all_ids(uow.session)
    for cooperative in cooperatives:
        with database.write() as uow:
            uow.enter(cooperative)
            at = max(uow.now, paris_moment(today, HOUR))
            key = f"plan_reminders/{today}"
            outbox.enqueue_once(uow.session, "plan_reminders", cooperative=cooperative, dedup=key, at=at)
    return today


def plan_reminders(database: Database, settings: Settings, job: JobRow) -> None:
    """Write one job for each mail due today that never left. Done twice, it writes nothing more."""
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        home = uow.session.get(CooperativeRow, job.cooperative_id)
        if home is None:
            return
        written = 0
        for find in REMINDERS:
            for due in find(uow, home.slug, home.name):
                payload = {**asdict(due), "paragraphs": list(due.paragraphs), "cooperative": home.name}
                written += outbox.enqueue_once(
                    uow.session,
                    "send_reminder",
                    cooperative=job.cooperative_id,
                    dedup=f"reminder/{due.key}",
                    at=uow.now,
                    payload=payload,
                )
        if written:
            uow.acts([("reminder.planned", {"by": "", "as": "worker", "count": written})])


def send_reminder(database: Database, settings: Settings, job: JobRow) -> None:
    """Send one mail. Raises TryLater when the relay is away or says later, ReminderRefused for good."""
    said = job.payload
    envelope = Envelope(
        sender=Mailbox(said["cooperative"], settings.mail_sender),
        recipient=Mailbox(said["name"], said["address"]),
        key=job.dedup,
        sent_at=job.created_at,
    )
    with speaking(said["language"]):
        mail = message_mail(
            envelope,
            subject=said["subject"],
            paragraphs=said["paragraphs"],
            page=f"{settings.public_url}{said['path']}",
            button=said["button"],
            cooperative=said["cooperative"],
        )
    with smtp_session(settings) as session:
        answer = deliver(session, mail)
    if answer.status is DeliveryStatus.REFUSED:
        raise ReminderRefused(said["address"], answer.answer)
    if answer.status is DeliveryStatus.RETRY:
        raise TryLater(UNREACHABLE if answer.code is None else SOME_LATER)
