"""Who represents the demonstration's organisations: two mandates end soon, one ended yesterday."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor
from governance.store.accounts import CapacityRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.mandates import RecordMandate, record_mandate
from web.demo import names

DAYS_LEFT = {3: 12, 8: -1, 9: 48}
"""By rank of a structure: the days its holder's mandate has left; below zero, it has ended."""
WITH_DEPUTY, DEPUTY = 5, "Colette Hervieu"
BY_LAW, BY_POWER = "Assemblée des associés, procès-verbal joint", "Délibération de l’organe compétent"


def name_all(uow: UnitOfWork, members: Sequence[MemberRow], secretary: Actor) -> None:
    """Record a holder for every organisation that is still a member; who acts for it goes on under it."""
    living = [one for one in members if one.kind == "organisation" and one.left_on is None]
    known = _accounts(uow, living)
    ranks = {name: rank for rank, name in enumerate(names.STRUCTURES)}
    for at, member in enumerate(sorted(living, key=lambda one: one.number)):
        rank = ranks.get(member.name)
        typed = {
            "holder": member.representative,
            "email": member.representative_email,
            "capacity": "power" if rank is None else "legal",
            "rank": "holder",
            "since": f"{member.admitted_on:%d/%m/%Y}",
            "until": _until(uow.today, rank, at),
            "decision": BY_POWER if rank is None else BY_LAW,
        }
        record_mandate(uow, RecordMandate(member.id, typed, known.get(member.id)), by=secretary)
        if rank == WITH_DEPUTY:
            typed |= {"holder": DEPUTY, "email": "", "capacity": "power", "rank": "deputy", "until": ""}
            record_mandate(uow, RecordMandate(member.id, typed), by=secretary)


def _until(today: date, rank: int | None, at: int) -> str:
    """Give the last day as typed: one in two has no term."""
    left = DAYS_LEFT.get(rank, 0) if rank is not None else 0
    if left:
        return f"{today + timedelta(days=left):%d/%m/%Y}"
    return f"{today + timedelta(days=100 + 25 * at):%d/%m/%Y}" if at % 2 else ""


def _accounts(uow: UnitOfWork, members: Sequence[MemberRow]) -> dict[UUID, UUID]:
    uow.session.flush()  # the capacities are read from their rows
    asked = select(CapacityRow).where(col(CapacityRow.member_id).in_([one.id for one in members]))
    return {held.member_id: held.account_id for held in uow.session.exec(asked)}
