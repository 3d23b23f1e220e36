"""How far a shared resolution went in each cooperative: four stations on a line, the last one judged."""

from dataclasses import dataclass

from governance.assembly.shared_resolutions import Standing
from governance.queries.shared_resolutions import SharedLine

STATIONS = ("4%", "34%", "65%", "96%")
"""Asked, on an agenda, convened, answered: where each stands on the line, as SVG lengths."""
_REACHED = {
    Standing.WAITING: 1,
    Standing.NOT_VOTED: 1,
    Standing.TAKEN: 2,
    Standing.CONVENED: 3,
    Standing.DECLINED: 1,
    Standing.LEFT: 1,
}
_SIGNS = {
    Standing.ADOPTED: ("for", "✓"),
    Standing.REJECTED: ("against", "✕"),
    Standing.DECLINED: ("against", "✕"),
    Standing.LEFT: ("against", "✕"),
    Standing.NO_DECISION: ("none", "?"),
    Standing.OTHER_TEXT: ("none", "≠"),
}


@dataclass(frozen=True, slots=True)
class Journey:
    """One cooperative: how many stations it reached, and the sign and kind of its answer ("" before it)."""

    name: str
    reached: int
    kind: str
    sign: str


def journeys(line: SharedLine) -> tuple[Journey, ...]:
    """Draw each cooperative that was asked. A decline has its sign without the stations between."""
    found = []
    for one in line.asked:
        kind, sign = _SIGNS.get(one.position.standing, ("", ""))
        found.append(Journey(one.name, _REACHED.get(one.position.standing, 4), kind, sign))
    return tuple(found)
