"""Proxies that name nobody: voted for what the convening body supports and against the rest, or shared."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.blank_sharing import BlankShare
from governance.assembly.stages import Stage, ensure_stage
from governance.bylaws.choices import BlankProxy
from governance.law.legal_forms import CompanyForm
from governance.law.proxies import blank_votes_for
from governance.store import blank_sharing, locks, preparation, proxies
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.said_ahead import SaidAhead, drop_said_ahead, note_taking_part

SUPPORTED = ("board", "members_supported")
"""Who presents the drafts that the body which convenes presents or supports."""


def bring_in_blank(uow: UnitOfWork, row: AssemblyRow, *, by: Actor) -> int:
    """Have those who gave a blank proxy take part, the session being open; give how many.

    Where the bylaws share these proxies, each takes part once shared.

    Who      whoever opens the session or notes the proxy, within it
    Writes   attendance, acts attend.in
    Refuses  nothing
    """
    if preparation.rules_of(uow, row).rules.blank_proxy is not BlankProxy.FOLLOWS_BOARD:
        return 0
    day = preparation.held_on(row)
    found = proxies.bring_in_blank(uow.session, row.id, uow.now, by.account, day)
    return note_taking_part(uow, row, found, "blank", by=by)


def cast_blank(uow: UnitOfWork, poll: PollRow, *, by: Actor) -> int:
    """Put in the box what the law makes of the blank proxies, the poll just opened; give how many.

    An election is not a draft that the board supports: they say nothing there. Who also voted by post
    is heard first. Bylaws that have blank proxies follow the board take the rule of the SA.

    Who      whoever opens the poll, within it
    Writes   ballots, acts vote.open
    Refuses  nothing

    Law: code de commerce, L. 225-106.
    """
    if poll.contest is not None or poll.rules["blank_proxy"] != BlankProxy.FOLLOWS_BOARD:
        return 0
    resolution = uow.session.get_one(ResolutionRow, poll.resolution_id)
    supported = resolution.proposed_by in SUPPORTED
    choice = "for" if blank_votes_for(CompanyForm.SA, uow.today, supported_by_board=supported) else "against"
    said = [
        SaidAhead(principal, choice, f"blank:{proxy}")
        for proxy, principal in proxies.blank_votes(uow.session, poll.assembly_id, poll.id)
    ]
    return drop_said_ahead(uow, poll, said, by=by)


@dataclass(frozen=True, slots=True)
class ShareBlank:
    """Who receives the blank proxies of a meeting: who presides, and the board members who are there."""

    assembly: UUID
    chair: UUID | None
    board: tuple[UUID, ...]


def share_blank_proxies(uow: UnitOfWork, command: ShareBlank, *, by: Actor) -> list[BlankShare]:
    """Share the blank proxies that wait, as the bylaws say; their principals take part from then on.

    Each holder then votes them like any other proxy, beside the caps. Those noted later are shared
    by themselves.

    Who      secretary, chair
    When     the session is open
    Writes   proxies, attendance, acts proxy.share and attend.in
    Refuses  NoSuchAssembly, WrongStage, BlankNotShared, NothingToShare, SharedTwice, ChairToName,
             BoardToName, NotFound (no member that day), SharerNotThere
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    row = locks.hold_assembly(uow.session, command.assembly)
    ensure_stage(row.title, row.stage, Stage.OPEN)
    shares = blank_sharing.planned(uow, row, preparation.rules_of(uow, row), command.chair, command.board)
    for share in shares:
        given = [UUID(str(proxy)) for proxy in share.proxies]
        holder = UUID(str(share.holder))
        blank_sharing.give(uow.session, given, holder, share.quality, uow.now)
        facts = {"holder": str(holder), "quality": share.quality, "proxies": [str(one) for one in given]}
        uow.act("proxy.share", by=by, assembly=row.id, **facts)
        day = preparation.held_on(row)
        found = proxies.bring_in(uow.session, row.id, holder, uow.now, by.account, day)
        note_taking_part(uow, row, found, "proxy", by=by)
    return shares
