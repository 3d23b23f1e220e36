"""The postal forms of a meeting: those received, and one to enter."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.postal import NoSuchForm, PostalNotAllowed
from governance.assembly.stages import Stage
from governance.errors import NotFound
from governance.law import postal as law
from governance.queries.assemblies import visible_assembly
from governance.queries.attendance import desk_line, find_at_desk, suspended_votes
from governance.sources import LegalSource
from governance.store import notice_facts, preparation
from governance.store import postal as store
from governance.store.desk import DeskLine
from governance.store.elections import candidates_of, freeze, ways_of
from governance.store.members import MemberRow
from governance.store.postal import PostalLine
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.contest import Contest
from governance.vote.elections.preparing import Candidate


@dataclass(frozen=True, slots=True)
class PostalItem:
    """One resolution of a form. `method` is the way to vote of an election, "yes_no" otherwise."""

    resolution: UUID
    number: int
    title: str
    method: str


@dataclass(frozen=True, slots=True)
class PostalPage:
    """The forms received for a meeting, and the one being entered.

    `open` while forms may be entered; `allowed` when the meeting may be voted by post. `paper_by` and
    `electronic_by` are the last moments of reception, `source` their text. `chosen` is the member whose
    form is entered, `suspended` when the law suspends its votes; `found` and `left_out` what a search gives.
    """

    assembly: UUID
    title: str
    held_at: datetime
    open: bool
    allowed: bool
    paper_by: date
    electronic_by: datetime | None
    source: LegalSource
    items: tuple[PostalItem, ...]
    forms: tuple[PostalLine, ...]
    query: str
    found: tuple[DeskLine, ...]
    left_out: int
    chosen: DeskLine | None
    suspended: bool


@dataclass(frozen=True, slots=True)
class PostalBallot:
    """What one form says of one election, to be entered."""

    page: PostalPage
    form: PostalLine
    item: PostalItem
    contest: Contest
    candidates: tuple[Candidate, ...]


def postal_page(
    uow: UnitOfWork, assembly: UUID, actor: Actor, query: str = "", member: UUID | None = None
) -> PostalPage:
    """Show the forms received. Raises NoSuchAssembly, WrongHat, NotFound (no member that day)."""
    actor.ensure(Role.SECRETARY)
    row = preparation.assembly(uow, assembly)
    in_force, day = preparation.rules_of(uow, row), preparation.held_on(row)
    form, own = in_force.rules.form, in_force.bylaws.remote.postal_deadline_days
    elections = ways_of(uow.session, row.id)
    found = find_at_desk(uow, row, query)
    chosen = desk_line(uow, row, member) if member else None
    if member and chosen is None:
        raise NotFound
    return PostalPage(
        assembly=row.id,
        title=row.title,
        held_at=row.held_at,
        open=row.stage == Stage.CONVENED,
        allowed=in_force.rules.postal_allowed,
        paper_by=law.received_by(form, day, own),
        electronic_by=law.electronic_cutoff(form, day),
        source=law.PAPER_DAYS[form].period(day).source,
        items=tuple(
            PostalItem(one.id, one.number, one.title, elections.get(one.id, "yes_no"))
            for one in preparation.items(uow.session, row.id)
            if one.number is not None
        ),
        forms=tuple(store.forms(uow.session, row.id)),
        query=query,
        found=tuple(found),
        left_out=found[0].total - len(found) if found else 0,
        chosen=chosen,
        suspended=chosen is not None and chosen.member in suspended_votes(uow, row),
    )


def postal_form(
    uow: UnitOfWork, assembly: UUID, actor: Actor, *, page: str
) -> tuple[NoticeFacts, NoticeRecipient | None]:
    """Give what the form prints, and the member whose it is; None for who does not vote.

    `page` is the whole address of the assembly's page. Raises NoSuchAssembly, PostalNotAllowed.
    """
    row = visible_assembly(uow, assembly, actor)
    in_force = preparation.rules_of(uow, row)
    if not in_force.rules.postal_allowed:
        raise PostalNotAllowed(source=in_force.rules.sources.get("postal_allowed"))
    facts = notice_facts.notice_facts(uow, row, in_force, page=page)
    own = uow.session.get(MemberRow, actor.hat.member) if actor.hat.member else None
    if own is None:
        return facts, None
    place = f"{own.postcode} {own.city}".strip()
    return facts, NoticeRecipient(
        name=f"{own.first_name} {own.name}".strip(),
        address=tuple(line for line in (*own.address.splitlines(), place) if line.strip()),
        number=str(own.number),
        college=notice_facts.college_names(in_force.rules).get(own.college, ""),
    )


def postal_ballot(
    uow: UnitOfWork, assembly: UUID, form: UUID, resolution: UUID, actor: Actor
) -> PostalBallot:
    """Show the ballot of an election on one form.

    Raises NoSuchForm, NoSuchAssembly, WrongHat, ImpossibleContest.
    """
    view = postal_page(uow, assembly, actor)
    line = next((one for one in view.forms if one.form == form), None)
    item = next((one for one in view.items if one.resolution == resolution), None)
    row = preparation.assembly(uow, assembly)
    frozen = freeze(uow.session, resolution, "", preparation.rules_of(uow, row), None) if item else None
    if line is None or item is None or frozen is None:
        raise NoSuchForm
    candidates = tuple(one.candidate for one in candidates_of(uow.session, resolution))
    return PostalBallot(view, line, item, frozen.contest, candidates)
