"""Who leaves a board at an assembly: whose term ends there, and whom a renewal by parts sends out first.

A term of whole years ends at the assembly held in the year it runs out, as bylaws say (« à l’issue de
l’assemblée tenue dans l’année »); one of other months on its very day. By halves or thirds, those of the
first board leave in as many parts, by lot where the bylaws say so. Who was elected since sits a whole term:
a part of the board is not divided again.

Law: code de commerce, L. 225-18 and loi 47-1775, art. 6, for the longest term; the rest is the bylaws'.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from governance.bylaws.choices import Renewal
from governance.bylaws.member_clauses import Board
from governance.law.annual import months_after
from governance.vote.elections.ties import lot_key

PARTS: Mapping[Renewal, int] = MappingProxyType({Renewal.WHOLE: 1, Renewal.HALVES: 2, Renewal.THIRDS: 3})
YEAR = 12


@dataclass(frozen=True, slots=True)
class Director:
    """One person on the board: elected on a day, for so many months. `left_on` is the first day out.

    `college` is its identifier, "" without one; `drawn_for` the assembly whose lot sent them out.
    """

    id: UUID
    name: str
    college: str
    elected_on: date
    months: int
    left_on: date | None = None
    drawn_for: UUID | None = None

    def sits(self, day: date) -> bool:
        """Tell whether they are on the board that day, their term aside."""
        return self.elected_on <= day and (self.left_on is None or self.left_on > day)

    def ends_by(self, day: date) -> bool:
        """Tell whether their term ends at the latest with the assembly of `day`."""
        if self.months % YEAR == 0:
            return day.year >= self.elected_on.year + self.months // YEAR
        return day >= months_after(self.elected_on, self.months)


@dataclass(frozen=True, slots=True)
class BoardRenewal:
    """What an assembly renews: `due` leave at the end of their term, written or worked out, `drawn` by lot.

    `to_leave` more are to be taken among `among`, those first elected together: by lot with `by_lot`,
    otherwise as the bylaws or the board decide. `vacant` counts, by college, the seats that nobody holds
    under the least of the bylaws, "" for the board as a whole. `seats` is how many are to be filled, by
    college.
    """

    due: tuple[Director, ...]
    drawn: tuple[Director, ...]
    to_leave: int
    among: tuple[Director, ...]
    by_lot: bool
    vacant: Mapping[str, int]
    seats: Mapping[str, int]

    @property
    def leaving(self) -> tuple[Director, ...]:
        """Give those known to leave, by term then by lot."""
        return (*self.due, *self.drawn)

    @property
    def total(self) -> int:
        """Give how many seats are to be filled, those still to be drawn included."""
        return sum(self.seats.values()) + self.to_leave


def renewal_at(board: Board, directors: Sequence[Director], assembly: UUID | None, day: date) -> BoardRenewal:
    """Work out what the assembly of `day` renews on a board. Pure.

    `directors` are all that ever sat, those who left included: they tell how many a part already sent out.
    """
    sitting = [one for one in directors if one.sits(day) or one.elected_on < day == one.left_on]
    drawn = tuple(one for one in sitting if assembly is not None and one.drawn_for == assembly)
    due = tuple(one for one in sitting if one not in drawn and (one.ends_by(day) or one.left_on == day))
    staying = [one for one in sitting if one not in drawn and one not in due]
    to_leave, among = _of_the_first(board, directors, staying, len(sitting), day)
    vacant = _vacant(board, sitting)
    seats = Counter(one.college for one in (*due, *drawn)) + Counter(vacant)
    return BoardRenewal(due, drawn, to_leave, among, board.leavers_by_lot, vacant, dict(seats))


def draw(among: Sequence[Director], number: int, seed: str) -> tuple[Director, ...]:
    """Draw who leaves from a published seed: those whose keys come first, as `ties.lot_key` gives them."""
    return tuple(sorted(among, key=lambda one: lot_key(seed, one.id.hex))[:number])


def _of_the_first(
    board: Board, directors: Sequence[Director], staying: Sequence[Director], size: int, day: date
) -> tuple[int, tuple[Director, ...]]:
    """Give how many of those elected together must still leave with their part, and among whom."""
    parts = PARTS[board.renewal]
    if parts == 1:
        return 0, ()
    step = board.renewal_months or board.term_years * YEAR // parts
    begun = min((one.elected_on for one in directors), default=day)
    first = [one for one in directors if one.elected_on == begun]
    left = [one for one in staying if one.elected_on == begun]
    renewals = min((day.year - begun.year) * YEAR // step, parts)
    if not renewals or len(first) <= -(-size // parts):  # no more than a part of the board
        return 0, ()
    kept = len(first) * (parts - renewals) // parts
    return max(len(left) - kept, 0), tuple(left) if len(left) > kept else ()


def _vacant(board: Board, sitting: Sequence[Director]) -> dict[str, int]:
    held = Counter(one.college for one in sitting)
    vacant = {seats.college: seats.least - held[seats.college] for seats in board.seats}
    vacant = {college: number for college, number in vacant.items() if number > 0}
    short = board.least - len(sitting) - sum(vacant.values())
    return {**vacant, "": short} if short > 0 else vacant
