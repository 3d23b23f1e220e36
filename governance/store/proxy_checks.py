"""What stands in the way of a proxy: its hour, another proxy, a proxy that would be passed on."""

from uuid import UUID

from governance.assembly.proxy_refusals import (
    AlreadyRepresented,
    HolderIsRepresented,
    PaperProxyTooLate,
    PrincipalHoldsProxies,
    ProxyTooLate,
    ProxyToOneself,
)
from governance.bylaws.proxy_terms import on_line_until, on_paper_until
from governance.store import proxies
from governance.store.in_force import InForce
from governance.store.unit_of_work import UnitOfWork
from governance.store.voices import other_voices
from governance.words import N_

CHAIR = N_("la présidence de séance")


def ensure_on_line(uow: UnitOfWork, in_force: InForce) -> None:
    """Refuse a proxy on line after its last moment: ProxyTooLate, or PaperProxyTooLate when paper is too."""
    term = on_line_until(in_force.bylaws, in_force.rules.day)
    if term.is_over(uow.now):
        ensure_on_paper(uow, in_force)
        raise ProxyTooLate(source=term.source)


def ensure_on_paper(uow: UnitOfWork, in_force: InForce) -> None:
    """Refuse a paper proxy after its last moment: PaperProxyTooLate."""
    term = on_paper_until(in_force.bylaws, in_force.rules.day)
    if term.is_over(uow.now):
        raise PaperProxyTooLate(source=term.source)


def ensure_free(uow: UnitOfWork, assembly: UUID, principal: UUID, holder: UUID | None = None) -> None:
    """Refuse a second proxy, or one that would be passed on.

    Each voice of a person is given by itself; what it forbids holds for the person.

    Raises ProxyToOneself, AlreadyRepresented, HolderIsRepresented, PrincipalHoldsProxies.
    """
    givers = {principal, *other_voices(uow.session, [principal])}
    holders = {holder, *other_voices(uow.session, [holder])} if holder else set()
    if holder in givers:
        raise ProxyToOneself
    held = proxies.in_force(uow.session, assembly, [*givers, *holders])
    given = next((proxy for proxy in held if proxy.principal == principal), None)
    if given is not None:
        raise AlreadyRepresented(given.holder_name or CHAIR)
    if any(proxy.principal in holders for proxy in held):
        raise HolderIsRepresented
    if any(proxy.holder in givers for proxy in held):
        raise PrincipalHoldsProxies
