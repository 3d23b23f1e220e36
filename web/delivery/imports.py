"""Large files of members, read and applied by the worker."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from governance.errors import GovernanceError
from governance.queries.member_imports import file_of
from governance.register.refusals import ImportDecided, RegisterMoved
from governance.store import outbox
from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from governance.usecases import member_imports as usecases
from web.documents.member_files import read_table
from web.settings import Settings


def read_import(database: Database, settings: Settings, job: JobRow) -> None:
    """Read a file and keep what it would do, batch by batch; say why when it cannot be read.

    Done twice, it starts again from an empty preview.
    """
    subject = _subject(job)
    with database.read() as uow:
        uow.enter(job.cooperative_id)
        file = file_of(uow, subject)
    if file.stage != "reading":
        return
    _read(database, job, subject, file.content)


def _read(database: Database, job: JobRow, subject: UUID, content: bytes, *, moved: bool = False) -> None:
    try:
        _read_well(database, job, subject, content, moved=moved)
    except GovernanceError as error:
        with database.write() as uow:
            uow.enter(job.cooperative_id)
            usecases.set_unreadable(uow, subject, error)


def _read_well(database: Database, job: JobRow, subject: UUID, content: bytes, *, moved: bool) -> None:
    cooperative = job.cooperative_id
    table = read_table(content) or []
    with database.read() as uow:
        uow.enter(cooperative)
        reading = usecases.read_file(uow, subject, table)
    with database.write() as uow:
        uow.enter(cooperative)
        usecases.start_lines(uow, subject, total=len(reading.lines))
    for done, batch in reading.batches():
        with database.write() as uow:
            uow.enter(cooperative)
            usecases.keep_lines(uow, subject, batch, done=done)
            outbox.progress(uow.session, job.id, done=done, total=len(reading.lines), now=uow.now)
    with database.write() as uow:
        uow.enter(cooperative)
        usecases.show_reading(uow, subject, {**reading.summary, "moved": moved})


def apply_import(database: Database, settings: Settings, job: JobRow) -> None:
    """Apply a confirmed file in one transaction.

    When the register changed meanwhile nothing is applied: the file is read again, and its page
    says so. Done twice, the second finds it applied and does nothing.
    """
    subject = _subject(job)
    who: Mapping[str, Any] = job.payload
    try:
        with database.write() as uow:
            uow.enter(job.cooperative_id)
            usecases.apply_confirmed(uow, subject, {"by": str(who["by"]), "as": str(who["as"])})
    except ImportDecided:
        return
    except RegisterMoved:
        with database.read() as uow:
            uow.enter(job.cooperative_id)
            content = file_of(uow, subject).content
        _read(database, job, subject, content, moved=True)


def _subject(job: JobRow) -> UUID:
    if job.subject is None:
        raise LookupError("this job is about no file")
    return job.subject
