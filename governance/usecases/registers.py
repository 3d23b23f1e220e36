"""What leaves the registers with an auditor is noted."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.errors import NotAllowed
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(eq=False)
class TakenWithoutRecord(NotAllowed):
    """An auditor asks for a file by its plain address."""

    message = N_("Ce que prend un auditeur est noté au journal : ce fichier ne s’ouvre pas par son adresse.")
    remedy = N_("Utilisez le bouton « Télécharger » de la page des registres.")


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


def ensure_recorded(by: Actor) -> None:
    """Raise TakenWithoutRecord for an auditor: their files go through `record_export`."""
    if by.holds(Role.AUDITOR):
        raise TakenWithoutRecord
