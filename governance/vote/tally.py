"""The count: from a sheet to a result, by exact fractions and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from governance.vote.alerts import Observed, warnings
from governance.vote.ballots import Counts
from governance.vote.carry import NOTHING, CollegeRule, carry, passes
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.colleges.bloc import BLOC
from governance.vote.colleges.proportional import PROPORTIONAL
from governance.vote.colleges.single_body import SINGLE_BODY
from governance.vote.flips import Moved, smallest_flips
from governance.vote.parts import Weighing, weigh
from governance.vote.quorum import measure
from governance.vote.result import CollegeResult, Result, Views, WeightsState
from governance.vote.second_round import voting_again
from governance.vote.sheet import CountingSheet


def filled(sheet: CountingSheet, counts: Mapping[str, Counts]) -> CountingSheet:
    """Give the sheet with the counts of each college; a college not in `counts` said nothing.

    Raises ValueError when a count is of no college of the sheet, or exceeds those present:
    the box and the roll then disagree, which no arithmetic may hide.
    """
    strangers = set(counts) - {college.id for college in sheet.colleges}
    if strangers:
        raise ValueError(f"counts of colleges that are not on the sheet: {sorted(strangers)}")
    colleges = tuple(replace(college, counts=counts.get(college.id, Counts())) for college in sheet.colleges)
    for college in colleges:
        if college.counts.said > college.present:
            raise ValueError(f"{college.counts.said} ballots for {college.present} present in {college.id!r}")
    return replace(sheet, colleges=colleges)


def count(sheet: CountingSheet) -> Result:
    """Count a poll again from its sheet. Pure: the same sheet always gives the same result."""
    rules = sheet.rules
    heard = tuple(college.heard(rules.reading) for college in sheet.colleges)
    weighing = weigh(sheet, heard)
    weights = _state(COLLEGE_RULES[rules.carry], weighing)
    rule = COLLEGE_RULES[rules.carry] if weights is WeightsState.IN_FORCE else SINGLE_BODY
    parts = weighing.final.of(len(sheet.colleges))
    blocs = {rank: rules.bloc_of(college.id) for rank, college in enumerate(sheet.colleges)}
    carried = carry(rule, heard, parts, weighing.final.base, rules.bloc, blocs)
    passed = passes(rules.majority, carried)
    quorum = tuple(measure(condition, sheet, weighing.after_empty) for condition in rules.quorum)
    views = _views(sheet, heard, weighing)
    in_force = weights is WeightsState.IN_FORCE
    reached = all(one.reached for one in quorum)
    again = voting_again(sheet, heard, parts) if in_force and reached else ()
    return Result(
        adopted=passed if reached and not again else None,
        in_favour=carried.in_favour,
        base=carried.base,
        part=carried.in_favour / carried.base if carried.base else None,
        weights=weights,
        colleges_for=carried.colleges_for if in_force else None,
        colleges_in_play=carried.colleges_in_play if in_force else None,
        quorum=quorum,
        colleges=tuple(
            CollegeResult(
                id=college.id,
                f=f,
                b=b,
                part=(part or NOTHING) if in_force else None,
                in_favour=(brought.in_favour if brought else NOTHING) if in_force else None,
                base=(brought.base if brought else NOTHING) if in_force else None,
            )
            for college, (f, b), part, brought in zip(
                sheet.colleges, heard, parts, carried.brought, strict=True
            )
        ),
        views=views,
        warnings=warnings(Observed(sheet, heard, weighing, weights, passed, views, again)),
        flips=()
        if again
        else smallest_flips(sheet, Moved(carried, heard, parts, rules.bloc, rules.majority, blocs)),
        again=again,
    )


def _state(rule: CollegeRule, weighing: Weighing) -> WeightsState:
    if not rule.weighs:
        return WeightsState.NONE
    return WeightsState.SUSPENDED if weighing.final.suspended else WeightsState.IN_FORCE


def _views(sheet: CountingSheet, heard: tuple[tuple[int, int], ...], weighing: Weighing) -> Views:
    """Tell what the same ballots give by each rule, with the readings and majority of the sheet."""
    rules = sheet.rules
    parts = weighing.final.of(len(sheet.colleges))

    def passes_by(rule: CollegeRule) -> bool:
        blocs = {rank: rules.bloc_of(college.id) for rank, college in enumerate(sheet.colleges)}
        return passes(rules.majority, carry(rule, heard, parts, weighing.final.base, rules.bloc, blocs))

    cast_for = sum(college.counts.in_favour for college in sheet.colleges)
    cast_against = sum(college.counts.against for college in sheet.colleges)
    suspended = weighing.final.suspended
    return Views(
        votes_cast=cast_for > cast_against,
        single_body=passes_by(SINGLE_BODY),
        proportional=None if suspended else passes_by(PROPORTIONAL),
        bloc=None if suspended else passes_by(BLOC),
    )
