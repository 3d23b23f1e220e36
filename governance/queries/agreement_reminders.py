"""Agreements to remind somebody of today, and who to write to."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.queries.agreements import AgreementLine, agreement_lines
from governance.register.agreements import Reminder, reminder_on
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AgreementReminder:
    """One agreement, the day that comes, and the structure’s address when it chose to be told."""

    line: AgreementLine
    reminder: Reminder
    structure: tuple[str, str] | None


def agreements_to_remind(uow: UnitOfWork) -> list[AgreementReminder]:
    """List the agreements whose notice or end comes within 60 days. Three statements at most."""
    found = [
        (line, due)
        for line in agreement_lines(uow)
        if line.signed_on is not None
        and (due := reminder_on(line.terms, line.ended_on, uow.today)) is not None
    ]
    told = _addresses(uow, [line.member for line, _ in found if line.tells_structure])
    return [
        AgreementReminder(line, due, told.get(line.member) if line.tells_structure else None)
        for line, due in found
    ]


def _addresses(uow: UnitOfWork, members: list[UUID]) -> dict[UUID, tuple[str, str]]:
    asked = select(MemberRow).where(col(MemberRow.id).in_(members))
    return {
        row.id: (row.representative or row.name, row.representative_email or row.email)
        for row in uow.session.exec(asked)
        if row.representative_email or row.email
    }
