"""The part of each college: who leaves play, what becomes of their parts, when weights are suspended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from governance.vote.carry import NOTHING
from governance.vote.sheet import CountingSheet, Leaving, SheetCollege, SheetRules


class Standing(StrEnum):
    """Where a college stands in one poll: in play, or the first reason why it is not."""

    IN_PLAY = "in_play"
    EMPTY = "empty"
    ABSENT = "absent"
    SILENT = "silent"


def standing(college: SheetCollege, b: int) -> Standing:
    """Tell where a college stands; `b` is the number of its voices that count."""
    if college.members == 0:
        return Standing.EMPTY
    if college.present == 0:
        return Standing.ABSENT
    return Standing.SILENT if b == 0 else Standing.IN_PLAY


@dataclass(frozen=True, slots=True)
class Weights:
    """The parts of the colleges in play, by their rank in the sheet, and the base they are parts of.

    When `suspended`, the assembly votes as a single body and the parts mean nothing.
    """

    parts: Mapping[int, Fraction]
    base: Fraction
    suspended: bool = False

    def of(self, colleges: int) -> tuple[Fraction | None, ...]:
        """Give the part of each of the `colleges` of the sheet, None out of play."""
        return tuple(self.parts.get(rank) for rank in range(colleges))

    @property
    def held(self) -> Fraction:
        """Add up the parts of the colleges in play: at most the base."""
        return sum(self.parts.values(), NOTHING)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights after the empty colleges left, then after all three steps."""

    standings: tuple[Standing, ...]
    after_empty: Weights
    final: Weights


def share(
    parts: Mapping[int, Fraction], spare: Fraction, ceiling: Fraction, *, equally: bool
) -> dict[int, Fraction]:
    """Give `spare` to the colleges of `parts`, equally or in proportion to their parts.

    A college at or above `ceiling` receives nothing and is never cut; one that reaches it is
    set on it, and what is spare is shared again among those still under it. What cannot be
    placed is not in the answer.
    """
    shared = dict(parts)
    while spare > 0:
        under = [college for college in shared if shared[college] < ceiling]
        if not under:
            break
        gift = spare / (Fraction(len(under)) if equally else sum((shared[c] for c in under), NOTHING))
        spare = NOTHING
        for college in under:
            wanted = shared[college] + gift * (1 if equally else shared[college])
            shared[college] = min(wanted, ceiling)
            spare += wanted - shared[college]
    return shared


def leave(weights: Weights, leaving: frozenset[int], policy: Leaving, rules: SheetRules) -> Weights:
    """Take the colleges `leaving` out of play. Gives the same weights when nobody leaves."""
    if not leaving:
        return weights
    staying = {college: part for college, part in weights.parts.items() if college not in leaving}
    gone = sum((weights.parts[college] for college in leaving), NOTHING)
    if policy is Leaving.NEUTRAL:
        return Weights(staying, weights.base - gone)
    if not policy.shares:
        return Weights(staying, weights.base)
    if len(staying) < rules.min_colleges:
        return Weights(staying, weights.base, suspended=True)
    ceiling = rules.max_college_part * weights.base
    equally = policy is Leaving.SHARE_EQUALLY
    return Weights(share(staying, gone, ceiling, equally=equally), weights.base)


def weigh(sheet: CountingSheet, heard: Sequence[tuple[int, int]]) -> Weighing:
    """Run the three steps. `heard` gives (f, b) of each college, in the order of the sheet.

    A step that suspends the weights is the last one run.
    """
    rules = sheet.rules
    total = sum((college.points for college in sheet.colleges), NOTHING)
    weights = Weights(
        {rank: college.points / total for rank, college in enumerate(sheet.colleges)}, Fraction(1)
    )
    standings = tuple(standing(college, b) for college, (_, b) in zip(sheet.colleges, heard, strict=True))
    steps = (
        (Standing.EMPTY, rules.empty_college),
        (Standing.ABSENT, rules.absent_college),
        (Standing.SILENT, rules.silent_college),
    )
    after: list[Weights] = []
    for reason, policy in steps:
        if not weights.suspended:
            leaving = frozenset(rank for rank, found in enumerate(standings) if found is reason)
            weights = leave(weights, leaving, policy, rules)
        after.append(weights)
    return Weighing(standings, after[0], after[-1])
