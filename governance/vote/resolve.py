"""Clauses that a sheet has no word for, worked out before the count: small colleges, multiplied voices.

The sheet that comes out is an ordinary one: a stranger counts it again without the bylaws.
"""

from dataclasses import replace
from fractions import Fraction

from governance.bylaws.choices import BelowMinimum, Carry, Weighing
from governance.bylaws.college_clauses import CollegeClause
from governance.bylaws.rules import Rules
from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.carry import Bloc, Bound
from governance.vote.sheet import CountingSheet, Leaving, SheetCollege

SINGLE = str(Carry.SINGLE_BODY)


def resolved(rules: Rules, sheet: CountingSheet) -> CountingSheet:
    """Give the sheet to count, from one filled college by college as the bylaws list them.

    A college under its minimum that is MERGED joins the other, points and people added. One that
    is SHARED keeps its members' votes: the law leaves none of them without a voice. Multiplied
    voices become points: k × the voices that count, so that the parts add up to exactly the same
    fraction as counting each voice k times. Everything else is unchanged.
    """
    merged = replace(sheet, colleges=_merged(rules, sheet.colleges))
    if rules.weighing is not Weighing.MULTIPLIER or sheet.rules.carry == SINGLE:
        return merged
    reading = sheet.rules.reading
    colleges = tuple(
        replace(college, points=college.points * max(college.heard(reading)[1], 1))
        for college in merged.colleges
    )
    leaving = Leaving.NEUTRAL
    return replace(
        merged,
        colleges=colleges,
        rules=replace(sheet.rules, empty_college=leaving, absent_college=leaving, silent_college=leaving),
    )


def _merged(rules: Rules, colleges: tuple[SheetCollege, ...]) -> tuple[SheetCollege, ...]:
    clauses = {clause.id: clause for clause in rules.colleges}
    small = {
        college.id: clauses[college.id].merged_into
        for college in colleges
        if college.id in clauses and _joins(clauses[college.id], college)
    }
    staying = {college.id: college for college in colleges if college.id not in small}
    for college in colleges:
        if college.id in small:
            target = _end(college.id, small)
            staying[target] = _together(staying.get(target), college)
    return tuple(staying[college.id] for college in colleges if college.id in staying)


def _joins(clause: CollegeClause, college: SheetCollege) -> bool:
    return clause.below_min is BelowMinimum.MERGED and college.members < clause.min_members


def _end(start: str, small: dict[str, str]) -> str:
    """Follow the merges to a college that stays; small ones that point at each other stay as one."""
    seen = [start]
    while seen[-1] in small:
        following = small[seen[-1]]
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _together(one: SheetCollege | None, other: SheetCollege) -> SheetCollege:
    if one is None:
        return other
    counts = Counts(
        *(
            Votes(getattr(one.counts, name) + getattr(other.counts, name))
            for name in ("in_favour", "against", "abstain", "blank", "spoiled")
        )
    )
    return replace(
        one,
        points=one.points + other.points,
        members=one.members + other.members,
        entitled=one.entitled + other.entitled,
        present=one.present + other.present,
        counts=counts,
    )


def second_round(rules: Rules, sheet: CountingSheet) -> tuple[str, ...]:
    """Name the colleges that vote again: there, neither side reached the part that wins the bloc.

    Empty where the bylaws foresee no second round, or when no college has a bloc to carry.
    """
    if rules.second_round_part is None or sheet.rules.carry != str(Carry.BLOC):
        return ()
    bound = sheet.rules.bloc.bound
    again = []
    for college in sheet.colleges:
        f, b = college.heard(sheet.rules.reading)
        if b and not bound.met(Fraction(f), Fraction(b)) and not bound.met(Fraction(b - f), Fraction(b)):
            again.append(college.id)
    return tuple(again)


def after_second_round(rules: Rules, sheet: CountingSheet) -> CountingSheet:
    """Give the sheet to count once those colleges have voted again, with their new counts in it.

    The part of the second round then judges every college: one that passed the first round with
    more passes it too, and one that rejected fails it too, since that part is strictly between
    the first and what the first leaves (1/2 for 3/5). Raises ValueError when it is not, or when
    the bylaws foresee no second round.
    """
    part = rules.second_round_part
    first = sheet.rules.bloc.bound
    if part is None or not 1 - first.part < part < first.part:
        raise ValueError(f"no second round between {1 - first.part} and {first.part}: {part}")
    bound = Bound(part, rules.second_round_at_least)
    return replace(sheet, rules=replace(sheet.rules, bloc=Bloc(bound, sheet.rules.bloc.tie)))
