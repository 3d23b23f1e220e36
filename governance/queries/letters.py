"""Letters to one person as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.papers import CooperativeIdentity
from governance.register.letters import LetterChannel, LetterOutcome
from governance.store import letters as store
from governance.store.in_force import bylaws_in_force
from governance.store.letters import LetterRow
from governance.store.notice_facts import identity
from governance.store.unit_of_work import UnitOfWork

READERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class LetterShown:
    """One letter: to whom, how, and what became of it."""

    id: UUID
    subject: str
    recipient: str
    address: str
    channel: LetterChannel
    outcome: LetterOutcome
    detail: str
    concluded_on: date | None
    created_at: datetime


def shown(row: LetterRow) -> LetterShown:
    """Give a row as pages show it."""
    return LetterShown(
        row.id,
        row.subject,
        row.recipient,
        row.address,
        LetterChannel(row.channel),
        LetterOutcome(row.outcome),
        row.detail,
        row.concluded_on,
        row.created_at,
    )


def letters_about(uow: UnitOfWork, subject: UUID) -> tuple[LetterShown, ...]:
    """List the letters about one subject, latest first."""
    asked = select(LetterRow).where(LetterRow.subject_id == subject)
    rows = uow.session.exec(asked.order_by(col(LetterRow.created_at).desc(), col(LetterRow.id)))
    return tuple(shown(row) for row in rows)


def printed_letter(uow: UnitOfWork, wanted: UUID, actor: Actor) -> tuple[LetterRow, CooperativeIdentity]:
    """Give a letter and what its head says. Raises WrongHat, NoSuchLetter."""
    actor.ensure(*READERS)
    row = store.letter(uow, wanted)
    day = store.written_on(row)
    _, bylaws = bylaws_in_force(uow.session, day)
    return row, identity(uow, bylaws, day)
