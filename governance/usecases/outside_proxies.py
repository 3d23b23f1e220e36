"""Proxies given to people who are not members: a spouse, a civil partner, or whom the bylaws allow."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.proxy_caps import over_caps
from governance.assembly.proxy_refusals import (
    NoProxyGiven,
    OutsiderNotAllowed,
    OutsiderWithoutName,
    PrincipalIsThere,
    SpouseOfAnother,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.bylaws.clauses import Holder
from governance.bylaws.proxy_terms import outsiders
from governance.errors import NotFound
from governance.law.proxies import HOLDERS
from governance.store import locks, outside_proxies, preparation, proxies
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import InForce
from governance.store.members import MemberRow
from governance.store.proxies import Proxy, ProxyRow, Standing
from governance.store.proxy_checks import ensure_free, ensure_on_paper
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.said_ahead import note_taking_part

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)
COUPLE = (Holder.SPOUSE, Holder.PARTNER)


@dataclass(frozen=True, slots=True)
class Outside:
    """A holder who is not a member: their name, as on the proxy, and what lets them hold it."""

    name: str
    quality: Holder


@dataclass(frozen=True, slots=True)
class MarkOutside:
    """A paper proxy received at the desk that names somebody who is not a member."""

    assembly: UUID
    principal: UUID
    holder: Outside


def mark_outside(uow: UnitOfWork, command: MarkOutside, *, by: Actor) -> UUID:
    """Note a paper proxy given to somebody who is not a member. Its principal takes part once they are there.

    Who      secretary, chair, teller, who saw the proxy and who its holder is
    When     the assembly is convened or open, and the bylaws still take one on paper
    Writes   proxy, act proxy.give (which names nobody who is not a member)
    Refuses  NoSuchAssembly, WrongStage, PaperProxyTooLate, OutsiderNotAllowed, OutsiderWithoutName,
             NotFound (no member that day), AlreadyRepresented, PrincipalHoldsProxies, PrincipalIsThere,
             SpouseOfAnother, TooManyProxies, TooManyOfOneCollege

    Law: L. 225-106, L. 223-28; a SAS: its bylaws.
    """
    by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, command.assembly)
    in_force = preparation.rules_of(uow, row)
    ensure_on_paper(uow, in_force)
    return record_outside(uow, row, in_force, command.principal, command.holder, by=by)


def record_outside(
    uow: UnitOfWork, row: AssemblyRow, in_force: InForce, principal: UUID, holder: Outside, *, by: Actor
) -> UUID:
    """Write a proxy held from outside, whose hour was already judged.

    Who      whoever notes or extends it, within it
    Writes   proxy, act proxy.give
    Refuses  as `mark_outside`
    """
    ensure_stage(row.title, row.stage, Stage.CONVENED, Stage.OPEN)
    name = " ".join(holder.name.split())
    if not name:
        raise OutsiderWithoutName
    rules = in_force.rules
    if holder.quality not in outsiders(in_force.bylaws, rules.day):
        raise OutsiderNotAllowed(source=_who_says(in_force))
    found = proxies.standing(uow.session, uow.tenant, row.id, [principal], rules.day)
    if principal not in found:
        raise NotFound
    if holder.quality in COUPLE and uow.session.get_one(MemberRow, principal).kind != "person":
        raise OutsiderNotAllowed(source=_who_says(in_force))
    ensure_free(uow, row.id, principal)
    if found[principal].mode in ("room", "remote"):
        raise PrincipalIsThere
    _ensure_few(uow, row, in_force, found[principal], Outside(name, holder.quality))
    proxy = ProxyRow(
        cooperative_id=uow.tenant,
        assembly_id=row.id,
        principal_id=principal,
        outsider=name,
        outsider_quality=holder.quality.value,
        given_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(proxy)
    uow.session.flush()  # who is represented is read from it
    facts = {"proxy": str(proxy.id), "right": str(principal), "outsider": holder.quality.value}
    uow.act("proxy.give", by=by, assembly=row.id, **facts)
    return proxy.id


def outsider_arrives(uow: UnitOfWork, assembly: UUID, principal: UUID, *, by: Actor) -> int:
    """Note that who holds a member's proxy from outside is there; give how many members they represent more.

    Who      secretary, chair, teller
    When     the session is open
    Writes   attendance, acts attend.in
    Refuses  NoSuchAssembly, WrongStage, NoProxyGiven
    """
    by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    name = _given(uow, assembly, principal).holder_name
    day = preparation.held_on(row)
    found = outside_proxies.bring_in(uow.session, assembly, name, uow.now, by.account, day)
    return note_taking_part(uow, row, found, "outsider", by=by)


def outsider_leaves(uow: UnitOfWork, assembly: UUID, principal: UUID, *, by: Actor) -> int:
    """Note that who holds a member's proxy from outside left; give how many members they represent less.

    Who      secretary, chair, teller
    When     the session is open
    Writes   attendance, acts attend.out
    Refuses  NoSuchAssembly, WrongStage, NoProxyGiven
    """
    by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    name = _given(uow, assembly, principal).holder_name
    gone = outside_proxies.take_out(uow.session, assembly, name, uow.now, by.account)
    for member in gone:
        uow.act("attend.out", by=by, assembly=assembly, right=str(member))
    return len(gone)


def _given(uow: UnitOfWork, assembly: UUID, principal: UUID) -> Proxy:
    held = proxies.in_force(uow.session, assembly, [principal])
    given = next((proxy for proxy in held if proxy.principal == principal and proxy.quality), None)
    if given is None:
        raise NoProxyGiven
    return given


def _who_says(in_force: InForce) -> object:
    law = HOLDERS[in_force.rules.form].period(in_force.rules.day)
    return law.source if law.value else in_force.rules.sources["proxies_per_holder"]


def _ensure_few(
    uow: UnitOfWork, row: AssemblyRow, in_force: InForce, principal: Standing, holder: Outside
) -> None:
    rules = in_force.rules
    if holder.quality in COUPLE:
        for other in outside_proxies.held_by(uow.session, row.id, holder.name):
            raise SpouseOfAnother(holder.name, other.principal_name)
    by_part = rules.proxies_members_part is not None
    members = proxies.count_members(uow.session, uow.tenant, rules.day) if by_part else 0
    colleges = outside_proxies.colleges_of(uow.session, row.id, holder.name)
    refused = over_caps(rules, colleges, principal.college, members=members, own=0)
    if refused is not None:
        raise refused
