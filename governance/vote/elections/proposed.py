"""The way to vote that bylaws give: what an election is prepared with, until somebody sets it otherwise."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from governance.bylaws.choices import ElectionMethod, ListSeats
from governance.bylaws.member_clauses import Elections
from governance.units import part_text
from governance.vote.apportion import SeatRule
from governance.vote.elections.contest import SettingValue

_RULES: Mapping[ListSeats, SeatRule] = MappingProxyType(
    {
        ListSeats.LARGEST_REMAINDER: SeatRule.LARGEST_REMAINDER_HARE,
        ListSeats.HIGHEST_AVERAGE: SeatRule.DHONDT,
    }
)


def _in_rounds(clause: Elections) -> dict[str, SettingValue]:
    two = clause.method is ElectionMethod.TWO_ROUNDS or clause.rounds > 1
    return {"rounds": "two" if two else "one"}


def _by_names(clause: Elections) -> dict[str, SettingValue]:
    return {"least": max(clause.names_least, 1), "most": clause.names_most or 0}


def _by_lists(clause: Elections) -> dict[str, SettingValue]:
    return {"rule": _RULES[clause.list_seats].value, "threshold": part_text(clause.list_threshold)}


_SETTINGS: Mapping[ElectionMethod, tuple[str, Callable[[Elections], dict[str, SettingValue]]]] = (
    MappingProxyType(
        {
            ElectionMethod.PLURALITY: ("plurality", _in_rounds),
            ElectionMethod.TWO_ROUNDS: ("plurality", _in_rounds),
            ElectionMethod.APPROVAL: ("approval", _by_names),
            ElectionMethod.LISTS: ("lists", _by_lists),
        }
    )
)


def proposed_way(clause: Elections) -> tuple[str, dict[str, SettingValue]]:
    """Give the way to vote of the bylaws by its name, and its settings.

    Names at most is left open where the bylaws say « autant que de sièges »: it follows the seats,
    which are set later.
    """
    name, settings = _SETTINGS.get(clause.method, (clause.method.value, lambda _: {}))
    return name, settings(clause)
