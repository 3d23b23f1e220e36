"""What a rule carrying the colleges into the assembly is, and the bounds it is held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

HALF = Fraction(1, 2)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bound:
    """The part to exceed, or to reach with `at_least`. `part` is in ]0, 1]."""

    part: Fraction
    at_least: bool = False

    def met(self, in_favour: Fraction, base: Fraction) -> bool:
        """Tell whether `in_favour` out of `base` meets the bound. A base of 0 meets nothing."""
        if base == 0:
            return False
        wanted = self.part * base
        return in_favour >= wanted if self.at_least else in_favour > wanted


MORE_THAN_HALF = Bound(HALF)


class Tie(StrEnum):
    """What a college cut in two equal halves does with its part, when it votes as a bloc."""

    AGAINST = "against"
    SPLIT = "split"
    LEAVES_BASE = "leaves_base"


@dataclass(frozen=True, slots=True)
class Bloc:
    """When a college votes as a bloc: the bound inside the college, and what a tie does."""

    bound: Bound = MORE_THAN_HALF
    tie: Tie = Tie.AGAINST

    def ties(self, f: int, b: int) -> bool:
        """Tell whether `f` of `b` is a tie: exactly one half against a strict one half."""
        return self.bound == MORE_THAN_HALF and 2 * f == b


NOBODY_AGAIN: Mapping[int, Bloc] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Brought:
    """What one college brings to the assembly: in favour, and to the base."""

    in_favour: Fraction
    base: Fraction


class CollegeRule(Protocol):
    """One way the vote of the colleges is carried into the assembly."""

    @property
    def name(self) -> str:
        """Give the name written in counting sheets."""

    @property
    def weighs(self) -> bool:
        """Tell whether the parts of the colleges count; otherwise voices are simply added."""

    @property
    def needs_most_colleges(self) -> bool:
        """Tell whether more than half of the colleges in play must also be in favour."""

    def brings(self, f: int, b: int, part: Fraction, bloc: Bloc) -> Brought:
        """Carry `f` in favour of `b` counted, from a college that holds `part`.

        A rule that weighs is only asked about colleges in play, where `b` is above 0.
        """


@dataclass(frozen=True, slots=True)
class Carried:
    """The assembly's sum under one rule.

    `brought` follows the order of the sheet; None for a college that brings nothing because
    it is out of play. `colleges_for` counts the colleges in play where more than half of what
    counts is in favour.
    """

    rule: CollegeRule
    brought: tuple[Brought | None, ...]
    in_favour: Fraction
    base: Fraction
    colleges_for: int
    colleges_in_play: int


def favourable(f: int, b: int) -> bool:
    """Tell whether more than half of what counts in a college is in favour."""
    return 2 * f > b


def carry(
    rule: CollegeRule,
    heard: Sequence[tuple[int, int]],
    parts: Sequence[Fraction | None],
    base: Fraction,
    bloc: Bloc,
    again: Mapping[int, Bloc] = NOBODY_AGAIN,
) -> Carried:
    """Carry every college into the assembly.

    `heard` gives (f, b) and `parts` the part of each college, in the order of the sheet; the
    part is None out of play. `base` is the base the parts leave: what no college in play
    holds of it stays, with nothing in favour. `again` gives the bloc of the colleges that voted a
    second time, by their rank.
    """
    brought = tuple(
        rule.brings(f, b, part or NOTHING, again.get(rank, bloc))
        if part is not None or not rule.weighs
        else None
        for rank, ((f, b), part) in enumerate(zip(heard, parts, strict=True))
    )
    in_favour = sum((one.in_favour for one in brought if one), NOTHING)
    total = sum((one.base for one in brought if one), NOTHING)
    if rule.weighs:
        held = sum((part for part in parts if part is not None), NOTHING)
        total += base - held
    playing = [said for said, part in zip(heard, parts, strict=True) if part is not None]
    colleges_for = sum(1 for f, b in playing if favourable(f, b))
    return Carried(rule, brought, in_favour, total, colleges_for, len(playing))


def passes(majority: Bound, carried: Carried) -> bool:
    """Tell whether the vote passes, quorum aside: the majority, and most colleges if needed."""
    if carried.rule.needs_most_colleges and 2 * carried.colleges_for <= carried.colleges_in_play:
        return False
    return majority.met(carried.in_favour, carried.base)
