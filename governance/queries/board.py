"""What the seats of a board may be shared by: the colleges of the bylaws in force, and their bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from governance.queries.bylaws import bylaws_in_force, colleges_shown
from governance.store.unit_of_work import UnitOfWork
from governance.vote.apportion import SeatBounds


@dataclass(frozen=True, slots=True)
class BoardShown:
    """The colleges by identifier: their names, points and members today; the seats the bylaws give.

    `article` is "" and `most` 0 when the bylaws have no board: its seats may be tried all the same.
    """

    article: str
    least: int
    most: int
    names: Mapping[str, str]
    points: Mapping[str, Fraction]
    members: Mapping[str, Fraction]
    bounds: Mapping[str, SeatBounds]


def board_shown(uow: UnitOfWork) -> BoardShown:
    """Read the board of the bylaws in force today; no college when they have none. Raises NoBylaws."""
    clause = bylaws_in_force(uow, uow.today)[1].board
    shown = colleges_shown(uow)
    colleges = shown.colleges if shown.has_colleges else ()
    return BoardShown(
        article=clause.article if clause else "",
        least=clause.least if clause else 0,
        most=clause.most if clause else 0,
        names={college.id: college.name for college in colleges},
        points={college.id: college.points for college in colleges},
        members={college.id: Fraction(college.members) for college in colleges},
        bounds={each.college: SeatBounds(each.least, each.most) for each in (clause.seats if clause else ())},
    )
