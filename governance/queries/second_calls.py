"""What a closed meeting could not decide, and how it may meet again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.second_call import Missed, SecondDays, keeps_proxies, second_days
from governance.assembly.stages import Stage
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import preparation
from governance.store.second_calls import first_meeting
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SecondCallView:
    """A meeting that may be called again, or put back: the items left, the days, what is kept."""

    first: UUID
    title: str
    held_at: datetime
    place: str
    missed: Missed
    left: tuple[str, ...]
    days: SecondDays
    proxies_kept: bool
    put_back: bool


def second_call_view(uow: UnitOfWork, assembly: UUID, actor: Actor) -> SecondCallView | None:
    """Show the secretary how a meeting may be called again; None when there is no reason to.

    Raises NoSuchAssembly.
    """
    row = preparation.assembly(uow, assembly)
    over = row.stage in (Stage.CLOSED, Stage.MINUTED)
    if not over or not actor.holds(Role.SECRETARY):
        return None
    found = first_meeting(uow, row)
    if not found.may_follow or not found.lacked or not found.left or found.again:
        return None
    bylaws = found.in_force.bylaws
    days = second_days(bylaws, AssemblyKind(row.kind), found.before, uow.today)
    return SecondCallView(
        first=row.id,
        title=row.title,
        held_at=row.held_at,
        place=row.place,
        missed=found.missed,
        left=tuple(item.title for item in found.left),
        days=days,
        proxies_kept=keeps_proxies(bylaws),
        put_back=row.call == Call.SECOND,
    )
