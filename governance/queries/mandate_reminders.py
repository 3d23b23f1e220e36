"""The mandates whose end calls for a reminder today."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text

from governance.register.mandates import SOON, Capacity, Mandate, reminder_due
from governance.store.unit_of_work import UnitOfWork

MOST: Final = 500
"""Mandates reminded in one day; the soonest first."""


@dataclass(frozen=True, slots=True)
class MandateReminder:
    """A holder's mandate that ends with nobody to follow, `days` (60 or 15) being the reminder of today.

    `address` is the holder's, else the structure's own, "" when there is none.
    """

    mandate: UUID
    member: UUID
    structure: str
    holder: str
    last_day: date
    days: int
    address: str


_ENDING = text(
    "SELECT x.id, x.member_id, m.name, coalesce(nullif(x.email, ''), m.email) AS address, x.holder, x.since,"
    " x.until, x.ended_on FROM mandates x JOIN members m ON m.id = x.member_id"
    " WHERE x.cooperative_id = :cooperative AND x.rank = 0 AND x.since <= :today"
    " AND coalesce(x.ended_on, x.until) BETWEEN :today AND cast(:today AS date) + cast(:soon AS int)"
    " AND m.admitted_on <= :today AND (m.left_on IS NULL OR m.left_on > :today)"
    " AND NOT EXISTS (SELECT 1 FROM mandates y WHERE y.member_id = x.member_id AND y.rank = 0"
    " AND y.since > coalesce(x.ended_on, x.until) AND coalesce(y.ended_on, y.until, y.since) >= y.since)"
    " ORDER BY coalesce(x.ended_on, x.until), m.sort_key, x.id LIMIT :most"
)


def mandates_to_remind(uow: UnitOfWork) -> tuple[MandateReminder, ...]:
    """List the reminders of today, in one statement: from 60 days before the last day, then from 15."""
    asked = {"cooperative": uow.tenant, "today": uow.today, "soon": SOON, "most": MOST}
    found = []
    for row in uow.session.connection().execute(_ENDING, asked):
        mandate = Mandate(row.holder, Capacity.LEGAL, row.since, row.until, ended_on=row.ended_on)
        days, last = reminder_due(mandate, uow.today), mandate.last_day
        if days is not None and last is not None:
            found.append(
                MandateReminder(row.id, row.member_id, row.name, row.holder, last, days, row.address)
            )
    return tuple(found)
