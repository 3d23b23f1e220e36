"""The departments as squares, shaded by how many structures each has. Pure: whole numbers in and out."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.register.departments import COLUMNS, DEPARTMENTS, ROWS, Department

SIDE = 36
"""The side of a square, in units of the drawing."""
STEP = 40
"""From one square to the next."""
ASIDE = 16
"""What sets the last row apart: the oversea departments."""
SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One department: the corner of its square, how many structures; `shade` goes from 0 (none) to 4."""

    department: Department
    count: int
    shade: int
    x: int
    y: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map; `most` is the largest number, `elsewhere` the structures without a department."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    most: int
    elsewhere: int

    @property
    def filled(self) -> tuple[Tile, ...]:
        """Give the departments that have a structure, the largest number first."""
        return tuple(
            sorted(
                (one for one in self.tiles if one.count), key=lambda one: (-one.count, one.department.code)
            )
        )


def tile_map(counts: Mapping[str, int], territory: str = "") -> TileMap:
    """Draw the map from numbers of structures by department ("?" for none); `territory` is what is asked."""
    most = max((count for code, count in counts.items() if code != "?"), default=0)
    tiles = tuple(
        Tile(
            department=one,
            count=counts.get(one.code, 0),
            shade=-(-counts.get(one.code, 0) * SHADES // most) if most else 0,
            x=one.column * STEP,
            y=one.row * STEP + (ASIDE if one.row == ROWS - 1 else 0),
            chosen=territory in (one.code, f"r-{one.region}"),
        )
        for one in DEPARTMENTS
    )
    return TileMap(tiles, COLUMNS * STEP, ROWS * STEP + ASIDE, most, counts.get("?", 0))
