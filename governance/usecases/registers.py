"""What leaves the registers with an auditor is noted."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Export:
    """A file an auditor takes: `what` it is, about which assembly or poll, and its SHA-256."""

    what: str
    subject: UUID | None
    sha256: str


def record_export(uow: UnitOfWork, command: Export, *, by: Actor) -> None:
    """Note that an auditor takes a file.

    Who      the auditor
    Writes   act export.made
    Refuses  WrongHat
    """
    by.ensure(Role.AUDITOR)
    subject = str(command.subject) if command.subject else None
    uow.act("export.made", by=by, what=command.what, subject=subject, sha256=command.sha256)
