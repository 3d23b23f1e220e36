"""What the officers see before and after sharing the proxies that name nobody."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.blank_sharing import BlankShared
from governance.bylaws.clauses import BlankSplit
from governance.bylaws.rules import Source
from governance.errors import Refused
from governance.queries.attendance import assembly_row, desk_line, find_at_desk
from governance.store import blank_sharing as store
from governance.store import preparation
from governance.store.blank_sharing import WaitingBlank
from governance.store.desk import DeskLine
from governance.store.unit_of_work import UnitOfWork

IN_PERSON = ("room", "remote")


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """What one person would receive: as "chair" or "board", from whom."""

    name: str
    quality: str
    principals: tuple[WaitingBlank, ...]


@dataclass(frozen=True, slots=True)
class BlankSharingPage:
    """The blank proxies that wait, who is named to receive them, what each would have, what was shared.

    `refusal` says why they cannot be shared with the persons named.
    """

    assembly: UUID
    assembly_title: str
    stage: str
    split: BlankSplit
    source: Source
    waiting: tuple[WaitingBlank, ...]
    chair: DeskLine | None
    board: tuple[DeskLine, ...]
    planned: tuple[PlannedShare, ...]
    refusal: Refused | None
    shared: tuple[BlankShared, ...]
    query: str
    found: tuple[DeskLine, ...]


def blank_sharing_page(
    uow: UnitOfWork,
    assembly: UUID,
    actor: Actor,
    *,
    chair: UUID | None = None,
    board: tuple[UUID, ...] = (),
    query: str = "",
) -> BlankSharingPage:
    """Show the sharing to the officers. Raises NoSuchAssembly, WrongHat, BlankNotShared."""
    actor.ensure(Role.SECRETARY, Role.CHAIR)
    row = assembly_row(uow, assembly)
    in_force = preparation.rules_of(uow, row)
    split, source = store.must_split(in_force)
    waiting = store.waiting_in(uow, row, in_force)
    named = {one: desk_line(uow, row, one) for one in (chair, *board) if one}
    lines = {one: line for one, line in named.items() if line}
    planned: tuple[PlannedShare, ...] = ()
    refusal: Refused | None = None
    if lines and waiting:
        try:
            shares = store.planned(uow, row, in_force, chair, board)
            by_id = {one.id: one for one in waiting}
            planned = tuple(
                PlannedShare(
                    _name(lines[UUID(str(share.holder))]),
                    share.quality,
                    tuple(by_id[UUID(str(one))] for one in share.proxies),
                )
                for share in shares
            )
        except Refused as found:
            refusal = found
    there = [one for one in find_at_desk(uow, row, query) if one.is_present and one.mode in IN_PERSON]
    return BlankSharingPage(
        assembly=row.id,
        assembly_title=row.title,
        stage=row.stage,
        split=split,
        source=source,
        waiting=tuple(waiting),
        chair=lines.get(chair) if chair else None,
        board=tuple(lines[one] for one in board if one in lines),
        planned=planned,
        refusal=refusal,
        shared=tuple(store.shared(uow.session, row.id)),
        query=query,
        found=tuple(one for one in there if one.member not in lines),
    )


def _name(line: DeskLine) -> str:
    return f"{line.first_name} {line.name}".strip()
