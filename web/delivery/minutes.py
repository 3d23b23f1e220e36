"""Signed minutes, printed and entered in the register by the worker."""

from uuid import UUID

from governance.store.outbox import JobRow
from governance.store.unit_of_work import Database
from governance.usecases.minutes import SealMinutes, seal
from web.delivery.pdf import member_copy, register_copy
from web.settings import Settings


def seal_minutes(database: Database, settings: Settings, job: JobRow) -> None:
    """Enter the minutes of an assembly in the register; done twice, they are entered once."""
    if job.subject is None:
        raise LookupError("this job is about no assembly")
    command = SealMinutes(job.subject, UUID(job.payload["by"]), str(job.payload["as"]))
    with database.write() as uow:
        uow.enter(job.cooperative_id)
        seal(uow, command, register_copy, member_copy)
