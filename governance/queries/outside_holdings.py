"""What the cooperative holds of companies that are not its members, past and present."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor
from governance.queries.ties import READERS
from governance.register.outside_holdings import OutsideHolding
from governance.store.outside_holdings import OutsideHoldingRow, become_members
from governance.store.unit_of_work import UnitOfWork

MOST = 200


@dataclass(frozen=True, slots=True)
class ListedHolding:
    """One holding; `in_force` on the day it is read. `became` is the member the company became since."""

    id: UUID
    holding: OutsideHolding
    in_force: bool
    became: UUID | None


def outside_holdings(uow: UnitOfWork, actor: Actor) -> tuple[ListedHolding, ...]:
    """List them, those in force first, then by company. Raises WrongHat."""
    actor.ensure(*READERS)
    asked = select(OutsideHoldingRow).order_by(
        col(OutsideHoldingRow.until).is_not(None),
        col(OutsideHoldingRow.company),
        col(OutsideHoldingRow.since),
    )
    rows = uow.session.exec(asked.limit(MOST)).all()
    members = become_members(uow.session, uow.today)
    return tuple(
        ListedHolding(
            row.id,
            row.holding,
            row.holding.tie.holds_on(uow.today),
            members[row.id].id if row.id in members else None,
        )
        for row in rows
    )
