"""Giving, noting and withdrawing proxies."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from governance.actors import Actor, Role
from governance.assembly.proxy_refusals import (
    AlreadyRepresented,
    BlankProxyNotTaken,
    HolderIsRepresented,
    NoProxyGiven,
    OtherCollege,
    PrincipalHoldsProxies,
    PrincipalIsThere,
    ProxyTooLate,
    ProxyToOneself,
    TooManyOfOneCollege,
    TooManyProxies,
)
from governance.assembly.stages import Stage, ensure_stage
from governance.bylaws.choices import BlankProxy
from governance.bylaws.rules import Rules
from governance.errors import NotFound
from governance.law.legal_forms import AssemblyKind, Call
from governance.law.proxies import ELECTRONIC_DEADLINE, electronic_deadline
from governance.store import locks, proxies
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import rules_in_force
from governance.store.proxies import ProxyRow, Standing
from governance.store.representing import ensure_may_act
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.usecases.blank_proxies import bring_in_blank
from governance.words import N_

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)
CHAIR = N_("la présidence de séance")


@dataclass(frozen=True, slots=True)
class MarkRepresented:
    """A paper proxy received at the desk. `holder` is None when it names nobody: a blank one."""

    assembly: UUID
    principal: UUID
    holder: UUID | None


def mark_represented(uow: UnitOfWork, command: MarkRepresented, *, by: Actor) -> UUID:
    """Note a paper proxy. Its principal takes part from the moment the holder is there.

    Who      secretary, chair, teller
    When     the assembly is convened or open
    Writes   proxy, attendance when the holder is there, acts proxy.give and attend.in
    Refuses  NoSuchAssembly, WrongStage, NotFound (no member that day), BlankProxyNotTaken,
             ProxyToOneself, AlreadyRepresented, HolderIsRepresented, PrincipalHoldsProxies,
             PrincipalIsThere, OtherCollege, TooManyProxies, TooManyOfOneCollege
    """
    by.ensure(*DESK)
    row = locks.hold_assembly(uow.session, command.assembly)
    return _record(uow, row, _rules(uow, row), command, by)


def give_proxy(uow: UnitOfWork, assembly: UUID, holder: UUID | None, *, by: Actor) -> UUID:
    """Give one's proxy on line to another member.

    Who      a member, or the representative of one
    When     the assembly is convened or open, before the hour the law sets
    Writes   proxy, attendance when the holder is there, acts proxy.give and attend.in
    Refuses  ProxyTooLate, MandateOver, DeputyNotCalled, HolderPrevented, and as `mark_represented`
    """
    by.ensure(Role.MEMBER)
    if by.hat.member is None:
        raise NotFound
    row = locks.hold_assembly(uow.session, assembly)
    ensure_may_act(uow, assembly, by)
    rules = _rules(uow, row)
    latest = electronic_deadline(rules.form, rules.day)
    if latest is not None and uow.now > latest:
        raise ProxyTooLate(source=ELECTRONIC_DEADLINE[rules.form].period(rules.day).source)
    return _record(uow, row, rules, MarkRepresented(assembly, by.hat.member, holder), by)


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


def _rules(uow: UnitOfWork, row: AssemblyRow) -> Rules:
    day = row.held_at.astimezone(PARIS).date()
    return rules_in_force(uow.session, AssemblyKind(row.kind), Call(row.call), day).rules


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
    _ensure_free(uow, row.id, principal, holder)
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
    """Write a proxy that names nobody, where the chair votes it. Raises BlankProxyNotTaken elsewhere."""
    if rules.blank_proxy is not BlankProxy.FOLLOWS_BOARD:
        raise BlankProxyNotTaken(source=rules.sources["blank_proxy"])
    found = proxies.standing(uow.session, uow.tenant, row.id, [principal], rules.day)
    if principal not in found:
        raise NotFound
    _ensure_free(uow, row.id, principal)
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


def _ensure_free(uow: UnitOfWork, assembly: UUID, principal: UUID, holder: UUID | None = None) -> None:
    held = proxies.in_force(uow.session, assembly, [principal, *([holder] if holder else [])])
    given = next((proxy for proxy in held if proxy.principal == principal), None)
    if given is not None:
        raise AlreadyRepresented(given.holder_name or CHAIR)
    if holder is not None and any(proxy.principal == holder for proxy in held):
        raise HolderIsRepresented
    if any(proxy.holder == principal for proxy in held):
        raise PrincipalHoldsProxies


def _ensure_few(uow: UnitOfWork, assembly: UUID, rules: Rules, principal: Standing, holder: UUID) -> None:
    by_part = rules.proxies_members_part is not None
    members = proxies.count_members(uow.session, uow.tenant, rules.day) if by_part else 0
    limit = rules.proxy_limit(members)
    colleges = proxies.held_colleges(uow.session, assembly, holder)
    source = rules.sources["proxies_per_holder"]
    if limit is not None and len(colleges) >= limit:
        raise TooManyProxies(limit, source=source)
    of_one = rules.proxies_per_college
    if of_one is not None and colleges.count(principal.college) >= of_one:
        raise TooManyOfOneCollege(of_one, source=source)
