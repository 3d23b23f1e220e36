"""Printing the notices of members who receive a letter: PDFs of two hundred letters each."""

from uuid import UUID

from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.stages import Stage
from governance.store import notice_facts as facts_store
from governance.store import notices as store
from governance.store import outbox, preparation
from governance.store.cooperatives import CooperativeRow
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from web.delivery.pace import stop_if_asked
from web.delivery.pdf import notices_pdf
from web.settings import Settings

A_FILE = 200
"""Letters in one PDF."""


def print_letters(database: Database, settings: Settings, job: JobRow) -> None:
    """Make the PDFs of all the letters to print, in the order of names. Done twice, it replaces them."""
    if job.subject is None:
        raise ValueError("a job of letters has an assembly")
    facts = _facts(database, settings, job, job.subject)
    if facts is None:
        return
    after, part, done = "", 0, 0
    while True:
        stop_if_asked()
        with database.read() as uow:
            uow.enter(job.cooperative_id)
            rules = preparation.rules_of(uow, preparation.assembly(uow, job.subject)).rules
            names = facts_store.college_names(rules)
            found = facts_store.letters(uow, job.subject, after=after, most=A_FILE)
        if not found:
            break
        part, done, after = part + 1, done + len(found), found[-1].place
        _keep(database, job, facts, [facts_store.recipient(row, names) for row in found], (part, done))


def _facts(database: Database, settings: Settings, job: JobRow, assembly: UUID) -> NoticeFacts | None:
    with database.read() as uow:
        uow.enter(job.cooperative_id)
        row = preparation.assembly(uow, assembly)
        home = uow.session.get(CooperativeRow, job.cooperative_id)
        if row.stage != Stage.CONVENED or home is None:
            return None
        page = f"{settings.public_url}/coop/{home.slug}/assemblees/{row.id}"
        return facts_store.notice_facts(uow, row, preparation.rules_of(uow, row), page=page)


def _keep(
    database: Database,
    job: JobRow,
    facts: NoticeFacts,
    recipients: list[NoticeRecipient],
    place: tuple[int, int],
) -> None:
    part, done = place
    pdf = notices_pdf(facts, recipients)
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        if job.subject is not None:
            store.keep_letters(uow, job.subject, part, letter_count=len(recipients), pdf=pdf)
        outbox.progress(uow.session, job.id, done=done, total=max(done, job.total), now=uow.now)
