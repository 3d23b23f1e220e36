"""The board as people read it: who sits until when, whom the next assembly renews, who is to be entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from governance.queries.bylaws import bylaws_in_force
from governance.store import preparation
from governance.store.assemblies import AssemblyRow
from governance.store.directors import directors_of, next_assembly, to_enter
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.renewal import BoardRenewal, Director, renewal_at


@dataclass(frozen=True, slots=True)
class ElectedThere:
    """An election whose elected are not on the board yet."""

    poll: UUID
    assembly_title: str
    held_at: datetime
    office: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board. `assembly` is the next one, None when none is in preparation; `renewal` what it renews.

    `article` is "" where the bylaws have no board. `names` are those of the colleges.
    """

    article: str
    years: int
    names: Mapping[str, str]
    sitting: tuple[Director, ...]
    past: tuple[Director, ...]
    assembly: UUID | None
    assembly_title: str
    held_at: datetime | None
    renewal: BoardRenewal | None
    waiting: tuple[ElectedThere, ...]


def board_page(uow: UnitOfWork) -> BoardPage:
    """Show the board, which every hat of the cooperative may read. Raises NoBylaws."""
    bylaws = bylaws_in_force(uow, uow.today)[1]
    known = tuple(row.director for row in directors_of(uow.session))
    coming = next_assembly(uow.session)
    return BoardPage(
        article=bylaws.board.article if bylaws.board else "",
        years=bylaws.board.term_years if bylaws.board else 0,
        names={college.id: college.name for college in bylaws.colleges.items},
        sitting=tuple(one for one in known if one.sits(uow.today)),
        past=tuple(one for one in known if not one.sits(uow.today)),
        assembly=coming.id if coming else None,
        assembly_title=coming.title if coming else "",
        held_at=coming.held_at if coming else None,
        renewal=renewal_of(uow, coming) if coming else None,
        waiting=tuple(
            ElectedThere(poll.id, assembly.title, assembly.held_at, contest.office, names)
            for poll, assembly, contest, names in to_enter(uow.session)
        ),
    )


def renewal_of(uow: UnitOfWork, assembly: AssemblyRow) -> BoardRenewal | None:
    """Say what an assembly renews of the board; None without a board, or while nobody is written on it."""
    board = preparation.rules_of(uow, assembly).bylaws.board
    known = [row.director for row in directors_of(uow.session)]
    if board is None or not known:
        return None
    return renewal_at(board, known, assembly.id, _day(assembly))


def _day(assembly: AssemblyRow) -> date:
    return assembly.held_at.astimezone(PARIS).date()
