"""The blank proxies of a meeting whose bylaws share them: those that wait, and who took the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.assembly.blank_sharing import (
    BlankNotShared,
    BlankShare,
    BlankShared,
    SharerNotThere,
    share_blank,
)
from governance.bylaws.clauses import BlankProxy, BlankSplit
from governance.bylaws.rules import Source
from governance.errors import NotFound
from governance.store import preparation, proxies
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import InForce
from governance.store.members import MemberRow
from governance.store.presence import IS_MEMBER
from governance.store.ties import suspended
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WaitingBlank:
    """A blank proxy that nobody holds yet, with its principal."""

    id: UUID
    principal: UUID
    number: int
    name: str


_WAITING = text(
    "SELECT x.id, m.id, m.number, trim(m.first_name || ' ' || m.name) FROM proxies x"
    " JOIN members m ON m.id = x.principal_id"
    " WHERE x.assembly_id = :assembly AND x.holder_id IS NULL AND x.outsider IS NULL AND x.ended_at IS NULL"
    f" AND NOT m.id = ANY(cast(:barred AS uuid[])) AND {IS_MEMBER} ORDER BY m.number, m.id"
)
_GIVE = text(
    "UPDATE proxies SET holder_id = :holder, shared_as = :quality, shared_at = :at"
    " WHERE id = ANY(cast(:proxies AS uuid[])) AND holder_id IS NULL AND outsider IS NULL"
    " AND ended_at IS NULL"
)
_SHARED = text(
    "SELECT trim(h.first_name || ' ' || h.name), x.shared_as, count(*) FROM proxies x"
    " JOIN members h ON h.id = x.holder_id WHERE x.assembly_id = :assembly AND x.shared_at IS NOT NULL"
    " GROUP BY x.shared_at, x.shared_as, h.number, h.id ORDER BY x.shared_at, x.shared_as DESC, h.number"
)


def waiting(session: Session, assembly: UUID, day: date, barred: Collection[UUID]) -> list[WaitingBlank]:
    """Give the blank proxies of members of `day` that nobody holds, by the number of their principals.

    Those of the `barred`, whose votes the law suspends, are left aside.
    """
    facts = {"assembly": assembly, "day": day, "barred": list(barred)}
    return [WaitingBlank(*row) for row in session.connection().execute(_WAITING, facts)]


def give(session: Session, proxies: Sequence[UUID], holder: UUID, quality: str, at: datetime) -> int:
    """Give blank proxies their holder; give how many were."""
    facts = {"proxies": list(proxies), "holder": holder, "quality": quality, "at": at}
    return session.connection().execute(_GIVE, facts).rowcount


def shared(session: Session, assembly: UUID) -> list[BlankShared]:
    """Give who took how many blank proxies, sharing after sharing, the chair first."""
    return [BlankShared(*row) for row in session.connection().execute(_SHARED, {"assembly": assembly})]


def split_of(in_force: InForce) -> tuple[BlankSplit, Source] | None:
    """Give how the bylaws share the blank proxies of a meeting, with their article; None when they do not."""
    split = in_force.bylaws.proxies.blank_split
    if in_force.rules.blank_proxy is not BlankProxy.SPLIT or split is None:
        return None
    return split, in_force.rules.sources["blank_proxy"]


def waiting_in(uow: UnitOfWork, row: AssemblyRow, in_force: InForce) -> list[WaitingBlank]:
    """Give the blank proxies that wait to be shared in a meeting; none where they are not shared."""
    if split_of(in_force) is None:
        return []
    rules = in_force.rules
    barred = suspended(uow.session, uow.tenant, rules.form, rules.day)
    return waiting(uow.session, row.id, rules.day, list(barred))


def must_split(in_force: InForce) -> tuple[BlankSplit, Source]:
    """Give how the bylaws share the blank proxies, with their article. Raises BlankNotShared."""
    found = split_of(in_force)
    if found is None:
        raise BlankNotShared(source=in_force.rules.sources["blank_proxy"])
    return found


def planned(
    uow: UnitOfWork, row: AssemblyRow, in_force: InForce, chair: UUID | None, board: Sequence[UUID]
) -> list[BlankShare]:
    """Say what a sharing would give to whom, and write nothing.

    Raises BlankNotShared, NotFound (no member that day), SharerNotThere, and as `share_blank`.
    """
    split, _ = must_split(in_force)
    named = [*([chair] if chair else []), *board]
    there = proxies.standing(uow.session, uow.tenant, row.id, named, preparation.held_on(row))
    numbers: dict[UUID, int] = {}
    for one in named:
        member = uow.session.get(MemberRow, one)
        if member is None or one not in there:
            raise NotFound
        if there[one].mode not in ("room", "remote"):
            raise SharerNotThere(f"{member.first_name} {member.name}".strip())
        numbers[one] = member.number
    held = [one.id for one in waiting_in(uow, row, in_force)]
    in_order = sorted(board, key=lambda one: numbers[one])
    return share_blank(held, split, chair, in_order)
