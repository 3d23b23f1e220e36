"""Proxies that name nobody: the chair votes them, for what the convening body supports, against the rest."""

from governance.actors import Actor
from governance.law.legal_forms import CompanyForm
from governance.law.proxies import blank_votes_for
from governance.store import preparation, proxies
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.said_ahead import SaidAhead, drop_said_ahead, note_taking_part

SUPPORTED = ("board", "members_supported")
"""Who presents the drafts that the body which convenes presents or supports."""


def bring_in_blank(uow: UnitOfWork, row: AssemblyRow, *, by: Actor) -> int:
    """Have those who gave a blank proxy take part, the session being open; give how many.

    Who      whoever opens the session or notes the proxy, within it
    Writes   attendance, acts attend.in
    Refuses  nothing
    """
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
    if poll.contest is not None:
        return 0
    resolution = uow.session.get_one(ResolutionRow, poll.resolution_id)
    supported = resolution.proposed_by in SUPPORTED
    choice = "for" if blank_votes_for(CompanyForm.SA, uow.today, supported_by_board=supported) else "against"
    said = [
        SaidAhead(principal, choice, f"blank:{proxy}")
        for proxy, principal in proxies.blank_votes(uow.session, poll.assembly_id, poll.id)
    ]
    return drop_said_ahead(uow, poll, said, by=by)
