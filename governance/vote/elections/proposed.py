"""The way to vote that bylaws give: what an election is prepared with, until somebody sets it otherwise."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from governance.bylaws.choices import ElectionCarry, ElectionMethod, ListSeats
from governance.bylaws.electing import EACH_ROUND, FIRST_ROUND, RELATIVE, SA_CAUTION
from governance.bylaws.member_clauses import Elections
from governance.law.legal_forms import CompanyForm
from governance.units import part_text
from governance.vote.apportion import SeatRule
from governance.vote.elections.contest import Setting, SettingValue
from governance.vote.elections.preparing import ContestPlan

_RULES: Mapping[ListSeats, SeatRule] = MappingProxyType(
    {
        ListSeats.LARGEST_REMAINDER: SeatRule.LARGEST_REMAINDER_HARE,
        ListSeats.HIGHEST_AVERAGE: SeatRule.DHONDT,
    }
)


def _in_rounds(clause: Elections) -> dict[str, SettingValue]:
    """Read rounds; « majorité relative » names no majority: at the last round the highest are elected."""
    two = clause.method is ElectionMethod.TWO_ROUNDS or clause.rounds > 1
    last = "majority" if clause.method is ElectionMethod.TWO_ROUNDS else "relative"
    return {"rounds": "two" if two else "one", "last_round": last}


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


def departures(plan: ContestPlan, clause: Elections, settings: Sequence[Setting]) -> tuple[str, ...]:
    """Name in what an election departs from the bylaws: « method », « college », or settings by their name.

    `settings` are those of the way to vote. A consultation elects nobody: it departs from nothing.
    """
    if plan.seats == 0:
        return ()
    method, asked = proposed_way(clause)
    if plan.method != method:
        return ("method",)
    kept = {one.name: plan.settings.get(one.name, one.default) for one in settings}
    alone = clause.carry is ElectionCarry.EACH_COLLEGE and not plan.college
    return (*(name for name in asked if kept[name] != asked[name]), *(("college",) if alone else ()))


def majority_asked(plan: ContestPlan, form: CompanyForm) -> tuple[str, ...]:
    """Say which majority an election asks for as it is set, and what the law of the form says of it."""
    if plan.seats == 0:
        return ()
    if plan.method != "plurality":
        return (SA_CAUTION,) if form is CompanyForm.SA else ()
    if plan.settings.get("last_round", "majority") == "majority":
        return (EACH_ROUND,)
    said = RELATIVE if plan.settings.get("rounds") == "one" else FIRST_ROUND
    return (said, SA_CAUTION) if form is CompanyForm.SA else (said,)


def rounds_of(plan: ContestPlan) -> int:
    """Give how many rounds an election may take: two where a second one fills what the first leaves."""
    return 2 if plan.method == "plurality" and plan.settings.get("rounds", "two") == "two" else 1
