"""Giving, noting and withdrawing proxies."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from governance.actors import Actor, Role
from governance.assembly.proxy_caps import over_caps
from governance.assembly.proxy_refusals import (
    BlankProxyNotTaken,
    NoProxyGiven,
    OtherCollege,
    PrincipalIsThere,
    ProxyForOneAssembly,
    ProxyToOneself,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.bylaws.choices import BlankProxy, Holder
from governance.bylaws.proxy_terms import span_of, spans
from governance.bylaws.rules import Rules
from governance.errors import NotFound
from governance.law.legal_forms import AssemblyKind
from governance.store import locks, preparation, proxies
from governance.store.assemblies import AssemblyRow
from governance.store.proxies import ProxyRow, Standing
from governance.store.proxy_checks import ensure_free, ensure_on_line, ensure_on_paper
from governance.store.representing import ensure_may_act
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.blank_proxies import bring_in_blank
from governance.usecases.outside_proxies import Outside, record_outside

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)


@dataclass(frozen=True, slots=True)
class MarkRepresented:
    """A paper proxy received at the desk. `holder` is None when it names nobody: a blank one."""

    assembly: UUID
    principal: UUID
    holder: UUID | None


def mark_represented(uow: UnitOfWork, command: MarkRepresented, *, by: Actor) -> UUID:
    """Note a paper proxy. Its principal takes part from the moment the holder is there.

    Who      secretary, chair, teller
    When     the assembly is convened or open, and the bylaws still take one on paper
    Writes   proxy, attendance when the holder is there, acts proxy.give and attend.in
    Refuses  NoSuchAssembly, WrongStage, PaperProxyTooLate, NotFound (no member that day), BlankProxyNotTaken,
             ProxyToOneself, AlreadyRepresented, HolderIsRepresented, PrincipalHoldsProxies,
             PrincipalIsThere, OtherCollege, TooManyProxies, TooManyOfOneCollege
    """
    by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, command.assembly)
    in_force = preparation.rules_of(uow, row)
    ensure_on_paper(uow, in_force)
    return _record(uow, row, in_force.rules, command, by)


def give_proxy(uow: UnitOfWork, assembly: UUID, holder: UUID | None, *, by: Actor) -> UUID:
    """Give one's proxy on line to another member.

    Who      a member, or the representative of one
    When     the assembly is convened or open, before the last moment of the law or the bylaws
    Writes   proxy, attendance when the holder is there, acts proxy.give and attend.in
    Refuses  ProxyTooLate, MandateOver, DeputyNotCalled, HolderPrevented, and as `mark_represented`
    """
    by.ensure(Role.MEMBER)
    if by.hat.member is None:
        raise NotFound
    row = locks.hold_assembly(uow.session, assembly)
    ensure_may_act(uow, assembly, by)
    in_force = preparation.rules_of(uow, row)
    ensure_on_line(uow, in_force)
    return _record(uow, row, in_force.rules, MarkRepresented(assembly, by.hat.member, holder), by)


def extend_proxy(uow: UnitOfWork, assembly: UUID, other: UUID, principal: UUID, *, by: Actor) -> UUID:
    """Have the proxy given for one assembly serve another one, close enough. Give the proxy of that other.

    Who      the principal; secretary, chair, teller when the paper names both assemblies
    When     the other assembly is convened or open, and proxies are still taken for it
    Writes   as `mark_represented`, for the other assembly
    Refuses  NoProxyGiven, ProxyForOneAssembly, and as `give_proxy`

    Law: R. 225-79, R. 223-21; a SAS: its bylaws.
    """
    if by.hat.member != principal:
        by.ensure(*DESK)
    first, row = preparation.assembly(uow, assembly), locks.hold_assembly(uow.session, other)
    ensure_may_act(uow, other, by)
    held = proxies.in_force(uow.session, assembly, [principal])
    given = next((proxy for proxy in held if proxy.principal == principal), None)
    if given is None:
        raise NoProxyGiven
    both = [(AssemblyKind(one.kind), preparation.held_on(one)) for one in (first, row)]
    in_force = preparation.rules_of(uow, first)
    if first.id == row.id or not spans(in_force.bylaws, both[0], both[1]):
        source = span_of(in_force.bylaws, min(both[0][1], both[1][1])).source
        raise ProxyForOneAssembly(row.title, source=source)
    of_other = preparation.rules_of(uow, row)
    (ensure_on_line if by.hat.member == principal else ensure_on_paper)(uow, of_other)
    if given.quality:
        outside = Outside(given.holder_name, Holder(given.quality))
        return record_outside(uow, row, of_other, principal, outside, by=by)
    holder = None if given.shared_as else given.holder  # a blank one is blank there too
    return _record(uow, row, of_other.rules, MarkRepresented(other, principal, holder), by)


def withdraw_proxy(uow: UnitOfWork, assembly: UUID, principal: UUID, *, by: Actor) -> None:
    """End a proxy. The ballots already cast under it stay.

    Who      the principal; secretary, chair, teller on their demand
    When     the assembly is convened or open
    Writes   proxy, attendance, acts proxy.end and attend.out
    Refuses  NoSuchAssembly, WrongHat, WrongStage, NoProxyGiven, MandateOver, DeputyNotCalled,
             HolderPrevented
    """
    if by.hat.member != principal:
        by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, assembly)
    ensure_may_act(uow, assembly, by)
    ensure_stage(row.title, row.stage, Stage.CONVENED, Stage.OPEN)
    ended = proxies.end(uow.session, assembly, principal, uow.now, by.account)
    if ended is None:
        raise NoProxyGiven
    uow.act("proxy.end", by=by, assembly=assembly, proxy=str(ended), right=str(principal))
    for member in proxies.take_out(uow.session, assembly, principal, uow.now, by.account):
        uow.act("attend.out", by=by, assembly=assembly, right=str(member))


def _record(uow: UnitOfWork, row: AssemblyRow, rules: Rules, command: MarkRepresented, by: Actor) -> UUID:
    ensure_stage(row.title, row.stage, Stage.CONVENED, Stage.OPEN)
    principal, holder = command.principal, command.holder
    if holder is None:
        return _record_blank(uow, row, rules, principal, by)
    if principal == holder:
        raise ProxyToOneself
    found = proxies.standing(uow.session, uow.tenant, row.id, [principal, holder], rules.day)
    if len(found) < 2:
        raise NotFound
    ensure_free(uow, row.id, principal, holder)
    _ensure_few(uow, row.id, rules, found[principal], holder)
    if found[principal].mode in ("room", "remote"):
        raise PrincipalIsThere
    if rules.proxies_same_college and found[principal].college != found[holder].college:
        raise OtherCollege(source=rules.sources["proxies_same_college"])
    proxy = ProxyRow(
        id=uuid4(),
        cooperative_id=uow.tenant,
        assembly_id=row.id,
        principal_id=principal,
        holder_id=holder,
        given_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(proxy)
    uow.session.flush()  # who is represented is read from it
    facts = {"proxy": str(proxy.id), "right": str(principal), "holder": str(holder)}
    uow.act("proxy.give", by=by, assembly=row.id, **facts)
    if row.stage == Stage.OPEN and found[holder].mode not in (None, "postal"):
        for member in proxies.bring_in(uow.session, row.id, holder, uow.now, by.account, rules.day):
            uow.act("attend.in", by=by, assembly=row.id, right=str(member), mode="proxy")
    return proxy.id


def _record_blank(uow: UnitOfWork, row: AssemblyRow, rules: Rules, principal: UUID, by: Actor) -> UUID:
    """Write a proxy that names nobody, where it is voted or shared. Raises BlankProxyNotTaken elsewhere."""
    if rules.blank_proxy is BlankProxy.REFUSED:
        raise BlankProxyNotTaken(source=rules.sources["blank_proxy"])
    found = proxies.standing(uow.session, uow.tenant, row.id, [principal], rules.day)
    if principal not in found:
        raise NotFound
    ensure_free(uow, row.id, principal)
    if found[principal].mode in ("room", "remote"):
        raise PrincipalIsThere
    proxy = ProxyRow(
        cooperative_id=uow.tenant,
        assembly_id=row.id,
        principal_id=principal,
        given_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(proxy)
    uow.session.flush()  # who is represented is read from it
    uow.act("proxy.give", by=by, assembly=row.id, proxy=str(proxy.id), right=str(principal), holder="")
    if row.stage == Stage.OPEN:
        bring_in_blank(uow, row, by=by)
    return proxy.id


def _ensure_few(uow: UnitOfWork, assembly: UUID, rules: Rules, principal: Standing, holder: UUID) -> None:
    by_part = rules.proxies_members_part is not None
    members = proxies.count_members(uow.session, uow.tenant, rules.day) if by_part else 0
    colleges = proxies.held_colleges(uow.session, assembly, holder)
    refused = over_caps(rules, colleges, principal.college, members=members, own=1)
    if refused is not None:
        raise refused
