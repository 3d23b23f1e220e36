"""What a member and the desk see of proxies: who votes for whom, and who may be chosen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.receipts import short_receipt
from governance.assembly.refusals import NoSuchAssembly
from governance.bylaws.choices import BlankProxy
from governance.bylaws.rules import Source
from governance.errors import NotFound
from governance.queries.assemblies import visible_assembly
from governance.queries.attendance import desk_line, find_at_desk, rules_of
from governance.store import proxies
from governance.store.ballot_box import BallotRow
from governance.store.desk import DeskLine
from governance.store.polls import ElectorRow
from governance.store.proxies import Proxy
from governance.store.unit_of_work import UnitOfWork

DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)


@dataclass(frozen=True, slots=True)
class ProxyPage:
    """The proxy of one member, `principal`: given, or to give to one of those `found`.

    `left_out` members were found that the page does not show. `limit` is the most proxies one
    person may hold, None without a limit.
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
    limit_source: Source
    same_college: bool
    blank_taken: bool
    blank_source: Source


@dataclass(frozen=True, slots=True)
class Represented:
    """A right the holder exercises: whose, and the receipt of its ballot, "" before it is cast."""

    member: UUID
    name: str
    receipt: str


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
    rules = rules_of(uow, row)
    held = proxies.in_force(uow.session, row.id, [line.member])
    college = line.college if rules.proxies_same_college else ""
    asked = find_at_desk(uow, row, query, college=college)
    found = [other for other in asked if other.member != line.member]
    return ProxyPage(
        assembly=row.id,
        assembly_title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        principal=line,
        given=next((proxy for proxy in held if proxy.principal == line.member), None),
        received=tuple(proxy for proxy in held if proxy.holder == line.member),
        query=query,
        found=tuple(found),
        left_out=asked[0].total - len(asked) if asked else 0,
        limit=rules.proxies_per_holder,
        limit_source=rules.sources["proxies_per_holder"],
        same_college=rules.proxies_same_college,
        blank_taken=rules.blank_proxy is BlankProxy.FOLLOWS_BOARD,
        blank_source=rules.sources["blank_proxy"],
    )


def represented(uow: UnitOfWork, assembly: UUID, poll: UUID, holder: UUID | None) -> tuple[Represented, ...]:
    """List the rights a member exercises for others in a poll; three statements at most per right."""
    if holder is None:
        return ()
    held = [proxy for proxy in proxies.in_force(uow.session, assembly, [holder]) if proxy.holder == holder]
    cards = []
    for proxy in held:
        if uow.session.get(ElectorRow, (poll, proxy.principal)) is None:
            continue
        ballot = uow.session.get(BallotRow, (poll, proxy.principal))
        receipt = short_receipt(ballot.receipt) if ballot else ""
        cards.append(Represented(proxy.principal, proxy.principal_name, receipt))
    return tuple(cards)
