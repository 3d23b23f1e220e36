"""Who is interested in a resolution, as those who prepare the meeting read it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import Stage
from governance.law.votes import InterestedVote, interested
from governance.queries.attendance import find_at_desk
from governance.store import interests as store
from governance.store import preparation
from governance.store.assemblies import ResolutionRow
from governance.store.desk import DeskLine
from governance.store.elections import last_poll
from governance.store.interests import InterestLine
from governance.store.unit_of_work import UnitOfWork

READERS: Final = (Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR)
CHANGES: Final = (Stage.DRAFT, Stage.CONVENED, Stage.OPEN)


@dataclass(frozen=True, slots=True)
class InterestsPage:
    """Those interested in a resolution, and what a search gives.

    `rule` is what the law makes of their vote on the day. `settled` once a poll was opened, and `may_change`
    tells whether this hat may write the list now.
    """

    assembly: UUID
    assembly_title: str
    resolution: UUID
    number: int
    title: str
    rule: InterestedVote
    settled: bool
    may_change: bool
    lines: tuple[InterestLine, ...]
    query: str
    found: tuple[DeskLine, ...]

    @property
    def listed(self) -> frozenset[UUID]:
        """Give the members on the list."""
        return frozenset(line.member for line in self.lines)

    @property
    def left_out(self) -> int:
        """Give how many members were found that the page does not show."""
        return self.found[0].total - len(self.found) if self.found else 0


def interests_page(
    uow: UnitOfWork, assembly: UUID, resolution: UUID, actor: Actor, query: str = ""
) -> InterestsPage:
    """Show who is interested in a resolution. Raises NoSuchAssembly, NotOnTheAgenda, WrongHat."""
    actor.ensure(*READERS)
    row = preparation.assembly(uow, assembly)
    item = uow.session.get(ResolutionRow, resolution)
    if item is None or item.assembly_id != row.id or item.number is None:
        raise NotOnTheAgenda
    rule = interested(preparation.rules_of(uow, row).rules.form, preparation.held_on(row))
    settled = last_poll(uow.session, item.id) is not None
    may_change = row.stage in CHANGES and not settled and not rule.votes and actor.holds(Role.SECRETARY)
    return InterestsPage(
        assembly=row.id,
        assembly_title=row.title,
        resolution=item.id,
        number=item.number,
        title=item.title,
        rule=rule,
        settled=settled,
        may_change=may_change,
        lines=tuple(store.lines(uow.session, item.id)),
        query=query,
        found=tuple(find_at_desk(uow, row, query)) if may_change else (),
    )
