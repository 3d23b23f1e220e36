"""Clauses that a sheet has no word for, worked out before the count: small colleges, multiplied voices.

The sheet that comes out is an ordinary one: a stranger counts it again without the bylaws.
"""

from collections.abc import Mapping
from dataclasses import replace

from governance.bylaws.choices import BelowMinimum, Carry, Weighing
from governance.bylaws.college_clauses import CollegeClause
from governance.bylaws.rules import Rules
from governance.units import Votes
from governance.vote.ballots import Counts
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


def counted_with(rules: Rules, members: Mapping[str, int]) -> dict[str, str]:
    """Say with which college of the sheet each college of the bylaws is counted, by its number of members."""
    small = _small(rules, members)
    return {name: _end(name, small) for name in members}


def _small(rules: Rules, members: Mapping[str, int]) -> dict[str, str]:
    clauses = {clause.id: clause for clause in rules.colleges}
    return {
        name: clauses[name].merged_into
        for name, number in members.items()
        if name in clauses and _joins(clauses[name], number)
    }


def _merged(rules: Rules, colleges: tuple[SheetCollege, ...]) -> tuple[SheetCollege, ...]:
    small = _small(rules, {college.id: college.members for college in colleges})
    staying = {college.id: college for college in colleges if college.id not in small}
    for college in colleges:
        if college.id in small:
            target = _end(college.id, small)
            staying[target] = _together(staying.get(target), college)
    return tuple(staying[college.id] for college in colleges if college.id in staying)


def _joins(clause: CollegeClause, members: int) -> bool:
    return clause.below_min is BelowMinimum.MERGED and members < clause.min_members


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
        again=one.again + other.again,
        present_again=one.present_again + other.present_again,
        interested=one.interested + other.interested,
        counts=counts,
    )
