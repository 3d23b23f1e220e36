"""The ballots of an election under other rules, side by side: another way to count, other weights or ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from governance.vote.elections.contest import Contest, SettingValue, TieRule
from governance.vote.elections.outcome import ElectionResult
from governance.vote.elections.rereading import CannotBeRead, Reread, reread
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.methods.lists import RULE
from governance.vote.methods.plurality import PLURALITY

WAYS: Sequence[tuple[str, Mapping[str, SettingValue]]] = (
    ("plurality", MappingProxyType({"rounds": "one", "last_round": "relative"})),
    ("plurality", MappingProxyType({"rounds": "two"})),
    ("approval", MappingProxyType({})),
    ("cumulative", MappingProxyType({})),
    *(("lists", MappingProxyType({RULE.name: rule})) for rule in RULE.words),
    ("instant_runoff", MappingProxyType({})),
    ("stv", MappingProxyType({})),
    ("schulze", MappingProxyType({})),
    ("majority_judgment", MappingProxyType({})),
)
"""The ways to count that are compared, each with the settings that make it."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Other rules for the same ballots; what is None, or not in `points`, stays as it is.

    `carry` is single_body or proportional; `points` gives other points by college, each above 0; `ties`
    the rules that settle a tie, in order; `seats` how many are elected.
    """

    carry: str | None = None
    points: Mapping[str, Fraction] = field(default_factory=dict)
    ties: tuple[TieRule, ...] | None = None
    seats: int | None = None

    @property
    def changes(self) -> bool:
        """Tell whether anything is asked to change."""
        return bool(self.points) or any(one is not None for one in (self.carry, self.ties, self.seats))

    def of(self, sheet: ElectionSheet) -> ElectionSheet:
        """Give the sheet under these rules; its ballots and its people do not move."""
        contest = replace(
            sheet.contest,
            ties=sheet.contest.ties if self.ties is None else self.ties,
            seats=self.seats or sheet.contest.seats,
        )
        rules = replace(sheet.poll.rules, carry=self.carry or sheet.poll.rules.carry)
        colleges = tuple(
            replace(one, points=self.points.get(one.id, one.points)) for one in sheet.poll.colleges
        )
        return ElectionSheet(replace(sheet.poll, rules=rules, colleges=colleges), contest, sheet.ballots)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the ballots give by one way to count, with its settings. `why` says why it cannot be.

    `sheet` and `result` are None exactly when `why` is not empty. `how` and `left_out` are those of
    `Reread`; `gained` and `lost` the options that have a seat here and not as it was, and the other way.
    """

    method: str
    settings: Mapping[str, SettingValue]
    why: tuple[str, ...] = ()
    sheet: ElectionSheet | None = None
    result: ElectionResult | None = None
    how: str = ""
    left_out: int = 0
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def as_it_was(sheet: ElectionSheet) -> Tried:
    """Count a sheet by its own rules."""
    result = count_election(sheet, ELECTIONS)
    return Tried(sheet.contest.method, sheet.contest.settings, sheet=sheet, result=result)


def tried(sheet: ElectionSheet, otherwise: Otherwise) -> tuple[Tried, ...]:
    """Count the ballots by their own way under other rules, if any are asked, then by each other way.

    A way that needs ballots of another form, or an election that cannot be, is there with its reason.
    """
    was, under = count_election(sheet, ELECTIONS).count.seats_of, otherwise.of(sheet)
    own = under.contest.method, dict(under.contest.settings)
    ways = [own] if otherwise.changes else []
    ways += [(name, dict(settings)) for name, settings in WAYS if not _same(under.contest, name, settings)]
    return tuple(_one(under, was, name, settings) for name, settings in ways)


def _same(contest: Contest, name: str, settings: Mapping[str, SettingValue]) -> bool:
    """Tell whether a way of WAYS is the one of the election itself."""
    known = {one.name: contest.settings.get(one.name, one.default) for one in ELECTIONS[name].settings}
    return contest.method == name and all(known[key] == value for key, value in settings.items())


def _one(
    sheet: ElectionSheet, was: Mapping[str, int], method: str, settings: Mapping[str, SettingValue]
) -> Tried:
    same = method == sheet.contest.method
    kept = sheet.contest.settings if same and method != PLURALITY.name else {}
    contest = replace(sheet.contest, method=method, settings={**kept, **settings})
    faults = tuple(ELECTIONS[method].faults(contest))
    if faults:
        return Tried(method, settings, faults)
    found = reread(sheet, contest)
    if isinstance(found, CannotBeRead):
        return Tried(method, settings, (found.why,))
    return _counted(found, was, settings)


def _counted(found: Reread, was: Mapping[str, int], settings: Mapping[str, SettingValue]) -> Tried:
    result = count_election(found.sheet, ELECTIONS)
    now = result.count.seats_of
    options = found.sheet.contest.ids
    return Tried(
        found.sheet.contest.method,
        settings,
        sheet=found.sheet,
        result=result,
        how=found.how,
        left_out=found.left_out,
        gained=tuple(one for one in options if now.get(one, 0) > was.get(one, 0)),
        lost=tuple(one for one in options if now.get(one, 0) < was.get(one, 0)),
    )
