"""What lasted and what happened, along the years: one lane a kind of thing. Pure, in whole units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web.drawings.lettering import shortened, width_of

LEFT = 210
"""Where time begins; lanes are named before it."""
WIDTH = 1180
ROW = 30
BAR = 22
TOP = 34
SIZE = 14
_LEAST = 3  # a bar is never thinner


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing that lasted, `until` excluded (None: it goes on), with its words and its sentence."""

    lane: str
    since: date
    until: date | None
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that happened on a day."""

    lane: str
    on: date
    said: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A stretch, placed. `words` are cut to fit inside, "" when there is no room; `goes_on` past today."""

    x: int
    y: int
    width: int
    words: str
    said: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class DrawnSpot:
    """A spot, placed: its middle."""

    x: int
    y: int
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its name, its top, its height, what is in it."""

    name: str
    y: int
    height: int
    bars: tuple[DrawnBar, ...]
    spots: tuple[DrawnSpot, ...]


@dataclass(frozen=True, slots=True)
class Lifeline:
    """The whole drawing: years are (x, year), `now` is where today is."""

    height: int
    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, int], ...]
    now: int


def lifeline(
    names: Mapping[str, str], stretches: Sequence[Stretch], spots: Sequence[Spot], today: date
) -> Lifeline | None:
    """Draw lanes in the order of `names`, those without anything left out; None when there is nothing."""
    starts = [one.since for one in stretches] + [one.on for one in spots]
    if not starts:
        return None
    ends = [one.until for one in stretches if one.until]
    scale = _Scale(min(*starts, today), max(*starts, *ends, today))
    lanes: list[Lane] = []
    y = TOP
    for key, name in names.items():
        here = [one for one in stretches if one.lane == key]
        points = [one for one in spots if one.lane == key]
        if not here and not points:
            continue
        bars, rows = _packed(sorted(here, key=lambda one: (one.since, one.words)), scale, y, today)
        height = max(rows, 1) * ROW
        drawn = tuple(DrawnSpot(scale.at(one.on), y + ROW // 2, one.said) for one in points)
        lanes.append(Lane(shortened(name, LEFT - 16, SIZE), y, height, bars, drawn))
        y += height + 6
    return Lifeline(y + 4, tuple(lanes), scale.years(), scale.at(today))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> int:
        """Give where a day is."""
        whole = max((self.last - self.first).days, 1)
        return LEFT + 8 + (day - self.first).days * (WIDTH - LEFT - 20) // whole

    def years(self) -> tuple[tuple[int, int], ...]:
        """Give the first days of years, far enough apart for their labels."""
        found: list[tuple[int, int]] = []
        for year in range(self.first.year + 1, self.last.year + 1):
            x = self.at(date(year, 1, 1))
            if x + 20 <= WIDTH and (not found or x - found[-1][0] >= 44):
                found.append((x, year))
        return tuple(found)


def _packed(
    stretches: Sequence[Stretch], scale: _Scale, top: int, today: date
) -> tuple[tuple[DrawnBar, ...], int]:
    """Place each bar in the first row where it touches no other; give the bars and the number of rows."""
    ends: list[int] = []
    bars = []
    for one in stretches:
        goes_on = one.until is None or one.until > today
        x = scale.at(one.since)
        end = max(scale.at(one.until or max(today, one.since)), x + _LEAST)
        row = next((at for at, taken in enumerate(ends) if taken <= x), len(ends))
        if row == len(ends):
            ends.append(end)
        ends[row] = end + 2
        room = end - x - 12
        words = shortened(one.words, room, SIZE) if room >= 40 or width_of(one.words, SIZE) <= room else ""
        y = top + row * ROW + (ROW - BAR) // 2
        bars.append(DrawnBar(x, y, end - x, words, one.said, goes_on))
    return tuple(bars), len(ends)
