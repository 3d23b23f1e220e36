"""Quorum: who took part, whatever was voted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from governance.vote.carry import NOTHING
from governance.vote.parts import Weights
from governance.vote.sheet import CountingSheet, QuorumOf, QuorumPart


@dataclass(frozen=True, slots=True)
class QuorumGot:
    """One condition of quorum, what was got, and whether that is enough."""

    of: QuorumOf
    part: Fraction
    got: Fraction
    reached: bool
    college: str = ""


def of_heads(sheet: CountingSheet, weights: Weights) -> Fraction:
    """Give the persons present over those entitled, all colleges together: each is counted once."""
    return Fraction(
        sum(college.present - college.present_again for college in sheet.colleges),
        sum(college.entitled - college.again for college in sheet.colleges),
    )


def of_each_college(sheet: CountingSheet, weights: Weights) -> Fraction:
    """Give the smallest presence among the colleges where somebody is entitled."""
    return min(Fraction(college.present, college.entitled) for college in sheet.colleges if college.entitled)


def of_points(sheet: CountingSheet, weights: Weights) -> Fraction:
    """Give the presence of each college weighed by its part; as heads when weights are suspended.

    `weights` are those after the empty colleges left. Colleges where nobody is entitled are
    aside; those where nobody came are not.
    """
    if weights.suspended:
        return of_heads(sheet, weights)
    concerned = [
        (weights.parts[rank], college) for rank, college in enumerate(sheet.colleges) if college.entitled
    ]
    got = sum((part * Fraction(college.present, college.entitled) for part, college in concerned), NOTHING)
    return got / sum((part for part, _ in concerned), NOTHING)


MEASURES: Mapping[QuorumOf, Callable[[CountingSheet, Weights], Fraction]] = MappingProxyType(
    {
        QuorumOf.HEADS: of_heads,
        QuorumOf.POINTS: of_points,
        QuorumOf.EACH_COLLEGE: of_each_college,
    }
)


def of_college(sheet: CountingSheet, key: str) -> Fraction:
    """Give the presence of one named college; 0 when nobody is entitled there."""
    college = next(college for college in sheet.colleges if college.id == key)
    return Fraction(college.present, college.entitled) if college.entitled else NOTHING


def measure(condition: QuorumPart, sheet: CountingSheet, weights: Weights) -> QuorumGot:
    """Measure one condition. With nobody entitled, 0 is got and nothing is reached, not even 0."""
    if not any(college.entitled for college in sheet.colleges):
        return QuorumGot(condition.of, condition.part, NOTHING, reached=False, college=condition.college)
    if condition.of is QuorumOf.COLLEGE:
        got = of_college(sheet, condition.college)
    else:
        got = MEASURES[condition.of](sheet, weights)
    reached = got >= condition.part
    return QuorumGot(condition.of, condition.part, got, reached=reached, college=condition.college)
