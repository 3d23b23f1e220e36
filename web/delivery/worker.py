"""The worker: takes what the outbox holds, cooperative by cooperative, and says what became of it.

At least once: a job is leased, done, concluded. A worker that dies leaves its lease to run out.
"""

import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

import psycopg
import structlog

from governance.errors import GovernanceError
from governance.store import outbox
from governance.store.cooperatives import all_ids
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from governance.words import N_
from web.delivery.event_mails import send_event_mails
from web.delivery.imports import apply_import, read_import
from web.delivery.letter_mails import send_letter
from web.delivery.letters import print_letters
from web.delivery.minutes import seal_minutes
from web.delivery.notices import send_notices
from web.delivery.pace import MOST_ATTEMPTS, TryLater, stopping, wait_before
from web.delivery.reminders import plan_day, plan_reminders, send_reminder
from web.i18n import translate_error
from web.settings import Environment, Settings

Handler = Callable[[Database, Settings, JobRow], None]

HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "send_notices": send_notices,
        "print_letters": print_letters,
        "send_event_mails": send_event_mails,
        "send_letter": send_letter,
        "read_import": read_import,
        "apply_import": apply_import,
        "seal_minutes": seal_minutes,
        "plan_reminders": plan_reminders,
        "send_reminder": send_reminder,
    }
)
"""What does each kind of job. A handler may run twice on the same job, and raises TryLater."""

POLL_SECONDS = 2.0
FAILED = N_("Ce travail n’a pas abouti, après plusieurs essais. Relancez-le, ou prévenez l’administrateur.")
UNKNOWN = N_("Le service ne sait pas faire ce travail. Prévenez l’administrateur.")

log = structlog.get_logger("collegial.worker")


def run(settings: Settings) -> None:
    """Work until this process is asked to end, then finish the batch under way. For the command line.

    Raises NoSender in production while the sender is still the example.
    """
    if settings.environment is Environment.PRODUCTION and settings.mail_sender.endswith(".example"):
        raise NoSender
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    database = Database(settings.database_url, pool_size=4)
    try:
        run_worker(database, settings, stop)
    finally:
        database.close()


def run_worker(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Do what is due, then wait for a notification or two seconds, until `stop` is set."""
    token = stopping.set(stop)
    ears = _Ears(settings.database_url)
    planned: date | None = None
    try:
        while not stop.is_set():
            try:
                planned = plan_day(database, planned)
                run_due_jobs(database, settings)
            except Exception:
                log.exception("round failed")  # the database may be away: try again at the next round
            ears.wait(stop)
    finally:
        ears.close()
        stopping.reset(token)


def run_due_jobs(database: Database, settings: Settings) -> int:
    """Do every job that is due now, for every cooperative; give how many were taken."""
    with database.read() as uow:
        cooperatives = all_ids(uow.session)
    taken = 0
    for cooperative in cooperatives:
        while (job := _claimed(database, cooperative)) is not None and not _asked_to_stop():
            _do(database, settings, job)
            taken += 1
    return taken


def _asked_to_stop() -> bool:
    event = stopping.get()
    return event is not None and event.is_set()


def _claimed(database: Database, cooperative: UUID) -> JobRow | None:
    with database.write() as uow:
        uow.enter(cooperative)
        jobs = outbox.claim(uow.session, uow.now)
    return jobs[0] if jobs else None


def _do(database: Database, settings: Settings, job: JobRow) -> None:
    """Run one job and write what became of it."""
    handler = HANDLERS.get(job.kind)
    if handler is None:
        _conclude(database, job, failed=True, detail=UNKNOWN)
        return
    try:
        handler(database, settings, job)
    except TryLater as later:
        _later(database, job, later)
    except GovernanceError as error:
        log.warning("job refused", kind=job.kind, job=str(job.id), error=type(error).__name__)
        _conclude(database, job, failed=True, detail=translate_error(error).message)
    except Exception:
        log.exception("job failed", kind=job.kind, job=str(job.id), attempts=job.attempts)
        _later(database, job, TryLater(""))
    else:
        _conclude(database, job)


def _later(database: Database, job: JobRow, later: TryLater) -> None:
    if later.wait is None and job.attempts >= MOST_ATTEMPTS:
        _conclude(database, job, failed=True, detail=later.sentence or FAILED)
        return
    wait = wait_before(job.attempts) if later.wait is None else later.wait
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        outbox.postpone(uow.session, job.id, uow.now + wait, later.sentence)


def _conclude(database: Database, job: JobRow, *, failed: bool = False, detail: str = "") -> None:
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        outbox.conclude(uow.session, job.id, uow.now, failed=failed, detail=detail)
    log.info("job ended", kind=job.kind, job=str(job.id), failed=failed, attempts=job.attempts)


@dataclass(eq=False)
class NoSender(GovernanceError):
    """In production, mails leave from an address of the service's own."""

    message = N_("L’adresse d’où partent les courriels n’est pas réglée.")
    remedy = N_("Donnez-la dans COLLEGIAL_MAIL_SENDER, puis relancez.")


class _Ears:
    """A connection that hears that jobs were written; without one, the wait is only a wait."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://")
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def wait(self, stop: threading.Event) -> None:
        """Come back at a notification, at the latest after two seconds."""
        try:
            if self._connection is None:
                self._connection = psycopg.connect(self._url, autocommit=True)
                self._connection.execute("LISTEN collegial_jobs")
            for _heard in self._connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                return
        except psycopg.Error:
            self.close()
            stop.wait(POLL_SECONDS)

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
