"""Who is tied to whom, drawn: the cooperative, territories around it, structures at the end of each line.

Two arrangements of the same thing: two wings for a wide screen, west on the left and east on the right;
one trunk for a phone. Pure, in whole units: the same data always give the same drawing, lines of one
wing never cross and no label meets another, by construction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from web.drawings.lettering import shortened, wrapped

SLOTS = 8
"""Marks a line may carry, each at its own place, so that they are read down as columns."""
FONT = 15
SMALL = 13

HALF = 620
"""Half the width of the two wings."""
_HUB = (84, 34)  # half the sides of the cooperative's box
_BOX = (104, 208)  # from the middle to both ends of a territory's box
_FIRST, _SLOT = 250, 24  # from the middle to the first mark, and from one mark to the next
_TEXT = _FIRST + SLOTS * _SLOT + 2
_PITCH, _GAP = 40, 14

NARROW = 340
"""The width of the trunk."""
_HEAD, _ROW, _MARKS = 40, 28, 26
_INSET = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line carries: `kind` chooses its shape and place (`slot`), `label` says it, `href` may be ""."""

    kind: str
    slot: int
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One end of a line. `detail` is a second line of its label; without `capital`, its line is broken."""

    name: str
    href: str
    title: str
    marks: tuple[Mark, ...] = ()
    detail: str = ""
    capital: bool = True


@dataclass(frozen=True, slots=True)
class Sector:
    """A territory and what is in it; `column` and `row` are its place on the map, west and north first."""

    name: str
    href: str
    title: str
    column: int
    row: int
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its words: its corner, its sides, its lines one under the other."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def baselines(self) -> tuple[tuple[int, str], ...]:
        """Give the height of each line of words, centred in the box."""
        first = self.y + self.height // 2 + 5 - 8 * (len(self.lines) - 1)
        return tuple((first + 16 * at, line) for at, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Placed:
    """One end of a line, placed: the line, its label between `x` and `x` + `width`, its marks."""

    leaf: Leaf
    path: str
    box: Box
    anchor: str
    marks: tuple[tuple[Mark, int, int], ...]

    @property
    def x(self) -> int:
        """Give where its words begin, or end."""
        return self.box.x if self.anchor == "start" else self.box.x + self.box.width


@dataclass(frozen=True, slots=True)
class Branch:
    """One territory, placed, with the line that leads to it."""

    sector: Sector
    path: str
    box: Box
    ends: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """The whole drawing: its sides, the cooperative, its territories."""

    width: int
    height: int
    hub: Box
    branches: tuple[Branch, ...]


def two_wings(name: str, sectors: Sequence[Sector]) -> Web:
    """Draw two wings around a cooperative named `name`."""
    sides = _split(sorted((one for one in sectors if one.leaves), key=lambda one: (one.column, one.row)))
    heights = [_height(side) for side in sides]
    height = max(*heights, 2 * _HUB[1] + 2 * _GAP)
    middle = height // 2
    hub = Box(
        HALF - _HUB[0], middle - _HUB[1], 2 * _HUB[0], 2 * _HUB[1], wrapped(name, 2 * _HUB[0] - 16, FONT, 3)
    )
    branches: list[Branch] = []
    for sign, side, tall in zip((-1, 1), sides, heights, strict=True):
        top = middle - tall // 2 + _GAP // 2
        for sector in side:
            branches.append(_branch(sector, sign, top, middle))
            top += len(sector.leaves) * _PITCH + _GAP
    return Web(2 * HALF, height, hub, tuple(branches))


def _height(side: Sequence[Sector]) -> int:
    return sum(len(one.leaves) * _PITCH + _GAP for one in side)


def _split(sectors: Sequence[Sector]) -> tuple[list[Sector], list[Sector]]:
    """Share territories between west and east, north first on each side; a huge one is cut in two."""
    total = sum(len(one.leaves) for one in sectors)
    ends = [0]
    for one in sectors:
        ends.append(ends[-1] + len(one.leaves))
    cut = min(ends, key=lambda end: (abs(2 * end - total), end))
    if 4 * abs(2 * cut - total) > total:
        cut = (total + 1) // 2
    west: list[Sector] = []
    east: list[Sector] = []
    for end, one in zip(ends[1:], sectors, strict=True):
        before = min(len(one.leaves), max(0, cut - end + len(one.leaves)))
        for side, leaves in ((west, one.leaves[:before]), (east, one.leaves[before:])):
            if leaves:
                side.append(Sector(one.name, one.href, one.title, one.column, one.row, leaves))
    return _northern(west), _northern(east)


def _northern(side: list[Sector]) -> list[Sector]:
    return sorted(side, key=lambda one: (one.row, one.column))


def _branch(sector: Sector, sign: int, top: int, middle: int) -> Branch:
    centre = top + len(sector.leaves) * _PITCH // 2
    near, far = (HALF + sign * side for side in _BOX)
    start, bend = HALF + sign * _HUB[0], HALF + sign * (_HUB[0] + _BOX[0]) // 2
    box = Box(min(near, far), centre - 19, _BOX[1] - _BOX[0], 38, wrapped(sector.name, 96, SMALL, 2))
    ends = tuple(
        _end(leaf, sign, (far, centre), top + at * _PITCH + _PITCH // 2)
        for at, leaf in enumerate(sector.leaves)
    )
    return Branch(sector, f"M{start} {middle}C{bend} {middle} {bend} {centre} {near} {centre}", box, ends)


def _end(leaf: Leaf, sign: int, knot: tuple[int, int], y: int) -> Placed:
    first, text = HALF + sign * (_FIRST - 16), HALF + sign * _TEXT
    width = HALF - _TEXT
    bend = (knot[0] + first) // 2
    path = f"M{knot[0]} {knot[1]}C{bend} {knot[1]} {bend} {y} {first} {y}H{text - sign * 8}"
    lines = _lines(leaf, width)
    box = Box(text if sign > 0 else text - width, y - _PITCH // 2, width, _PITCH, lines)
    marks = tuple((mark, HALF + sign * (_FIRST + mark.slot * _SLOT), y) for mark in leaf.marks)
    return Placed(leaf, path, box, "start" if sign > 0 else "end", marks)


def _lines(leaf: Leaf, width: int) -> tuple[str, ...]:
    if leaf.detail:
        return (shortened(leaf.name, width, FONT), shortened(leaf.detail, width, SMALL))
    return wrapped(leaf.name, width, FONT, 2)


def one_trunk(name: str, sectors: Sequence[Sector]) -> Web:
    """Draw the same thing from top to bottom, for a narrow screen."""
    hub = Box(0, 0, NARROW, 52, wrapped(name, NARROW - 20, FONT, 2))
    y = hub.height + _GAP
    branches: list[Branch] = []
    for sector in _northern([one for one in sectors if one.leaves]):
        box = Box(24, y, NARROW - 24, _HEAD - 8, (shortened(sector.name, NARROW - 44, FONT),))
        turn = y + box.height // 2
        y += _HEAD
        ends: list[Placed] = []
        for leaf in sector.leaves:
            ends.append(_row(leaf, box.y + box.height, y))
            y += _ROW + (_ROW - 10 if leaf.detail else 0) + (_MARKS if leaf.marks else 0)
        branches.append(Branch(sector, f"M10 {hub.height}V{turn}H24", box, tuple(ends)))
        y += _GAP
    return Web(NARROW, y, hub, tuple(branches))


def _row(leaf: Leaf, top: int, y: int) -> Placed:
    lines = [shortened(leaf.name, NARROW - _INSET, FONT)]
    lines += [shortened(leaf.detail, NARROW - _INSET, SMALL)] if leaf.detail else []
    height = _ROW + (_ROW - 10 if leaf.detail else 0)
    box = Box(_INSET, y, NARROW - _INSET, height, tuple(lines))
    marks = tuple((mark, _INSET + 12 + mark.slot * 28, y + height + _MARKS // 2 - 4) for mark in leaf.marks)
    return Placed(leaf, f"M30 {top}V{y + _ROW // 2}H{_INSET - 4}", box, "start", marks)
