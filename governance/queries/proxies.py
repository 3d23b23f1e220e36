"""What a member and the desk see of proxies: who votes for whom, and who may be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.receipts import short_receipt
from governance.assembly.refusals import NoSuchAssembly
from governance.bylaws.choices import BlankProxy, Holder
from governance.bylaws.proxy_terms import ProxyTerm, on_line_until, on_paper_until, outsiders, span_of, spans
from governance.bylaws.rules import Source
from governance.errors import NotFound
from governance.law.legal_forms import AssemblyKind
from governance.queries.assemblies import visible_assembly
from governance.queries.attendance import desk_line, find_at_desk
from governance.store import preparation, proxies
from governance.store.assemblies import AssemblyRow
from governance.store.ballot_box import BallotRow
from governance.store.desk import DeskLine
from governance.store.in_force import InForce
from governance.store.polls import ElectorRow
from governance.store.proxies import Proxy
from governance.store.unit_of_work import UnitOfWork

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)


@dataclass(frozen=True, slots=True)
class OtherMeeting:
    """A meeting near enough for the proxy of another to serve it, and the text that says so."""

    id: UUID
    title: str
    held_at: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class ProxyPage:
    """The proxy of one member, `principal`: given, or to give to one of those `found`.

    `left_out` members were found that the page does not show. `limit` is the most proxies one
    person may hold, `per_college` the most from one college; None without a limit. `term` is the last
    moment to give one on line, or on paper at the desk; `paper_later` tells that paper is taken after
    it. `others` are the meetings that the proxy given may serve too. `blank_chair_part` is the part of
    the chair where blank proxies are shared, None where they are not. `outsiders` are those who may
    hold one without being a member, each with its text.
    """

    assembly: UUID
    assembly_title: str
    stage: str
    held_at: datetime
    principal: DeskLine
    given: Proxy | None
    received: tuple[Proxy, ...]
    query: str
    found: tuple[DeskLine, ...]
    left_out: int
    limit: int | None
    per_college: int | None
    limit_source: Source
    same_college: bool
    term: ProxyTerm
    too_late: bool
    paper_later: bool
    others: tuple[OtherMeeting, ...]
    outsiders: Mapping[Holder, Source]
    blank_taken: bool
    blank_chair_part: Fraction | None
    blank_source: Source


@dataclass(frozen=True, slots=True)
class Represented:
    """A right the holder exercises: whose, and the receipt of its ballot, "" before it is cast.

    `interested` when the resolution is about who gave it: nobody votes under that right.
    """

    member: UUID
    name: str
    receipt: str
    interested: bool = False


def proxy_page(
    uow: UnitOfWork, assembly: UUID, actor: Actor, query: str = "", principal: UUID | None = None
) -> ProxyPage:
    """Show a member their proxy, or the desk that of `principal`.

    Raises NoSuchAssembly, WrongHat, NotFound (no member that day).
    """
    if principal is None or principal != actor.hat.member:
        actor.ensure(*DESK if principal else (Role.MEMBER,))
    row = visible_assembly(uow, assembly, actor)
    wanted = principal or actor.hat.member
    line = desk_line(uow, row, wanted) if wanted else None
    if line is None:
        raise NotFound
    if row.stage == "cancelled":
        raise NoSuchAssembly
    in_force = preparation.rules_of(uow, row)
    rules = in_force.rules
    members = proxies.count_members(uow.session, uow.tenant, rules.day) if rules.proxies_members_part else 0
    on_paper = on_paper_until(in_force.bylaws, rules.day)
    term = (
        on_paper if principal and principal != actor.hat.member else on_line_until(in_force.bylaws, rules.day)
    )
    held = proxies.in_force(uow.session, row.id, [line.member])
    college = line.college if rules.proxies_same_college else ""
    asked = find_at_desk(uow, row, query, college=college)
    found = [other for other in asked if other.member != line.member]
    split = in_force.bylaws.proxies.blank_split
    given = next((proxy for proxy in held if proxy.principal == line.member), None)
    return ProxyPage(
        assembly=row.id,
        assembly_title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        principal=line,
        given=given,
        received=tuple(proxy for proxy in held if proxy.holder == line.member),
        query=query,
        found=tuple(found),
        left_out=asked[0].total - len(asked) if asked else 0,
        limit=rules.proxy_limit(members),
        per_college=rules.proxies_per_college,
        limit_source=rules.sources["proxies_per_holder"],
        same_college=rules.proxies_same_college,
        term=term,
        too_late=term.is_over(uow.now),
        paper_later=not on_paper.is_over(uow.now),
        others=_others(uow, row, in_force, line.member) if given else (),
        outsiders=outsiders(in_force.bylaws, rules.day),
        blank_taken=rules.blank_proxy is not BlankProxy.REFUSED,
        blank_chair_part=split.chair_part if split and rules.blank_proxy is BlankProxy.SPLIT else None,
        blank_source=rules.sources["blank_proxy"],
    )


def _others(
    uow: UnitOfWork, row: AssemblyRow, in_force: InForce, principal: UUID
) -> tuple[OtherMeeting, ...]:
    given_for = AssemblyKind(row.kind), preparation.held_on(row)
    found = []
    for other in proxies.near(uow.session, row.id, principal):
        meets = AssemblyKind(other.kind), preparation.held_on(other)
        if spans(in_force.bylaws, given_for, meets):
            source = span_of(in_force.bylaws, min(given_for[1], meets[1])).source
            found.append(OtherMeeting(other.id, other.title, other.held_at, source))
    return tuple(found)


def represented(uow: UnitOfWork, assembly: UUID, poll: UUID, holder: UUID | None) -> tuple[Represented, ...]:
    """List the rights a member exercises for others in a poll; three statements at most per right."""
    if holder is None:
        return ()
    held = [proxy for proxy in proxies.in_force(uow.session, assembly, [holder]) if proxy.holder == holder]
    cards = []
    for proxy in held:
        elector = uow.session.get(ElectorRow, (poll, proxy.principal))
        if elector is None:
            continue
        ballot = uow.session.get(BallotRow, (poll, proxy.principal))
        receipt = short_receipt(ballot.receipt) if ballot else ""
        cards.append(Represented(proxy.principal, proxy.principal_name, receipt, elector.interested))
    return tuple(cards)
