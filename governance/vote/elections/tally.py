"""The count of an election: who weighs what, then what the way to vote makes of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from governance.vote.alerts import FEW_VOTERS
from governance.vote.carry import NOTHING
from governance.vote.elections.contest import Contest
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionMethod, Urn, Weighed
from governance.vote.elections.outcome import (
    ElectionCollege,
    ElectionCount,
    ElectionResult,
    ElectionState,
)
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.parts import Standing, Weighing, weigh
from governance.vote.quorum import measure
from governance.vote.result import WeightsState

Heard = tuple[int, int]


def count_election(sheet: ElectionSheet, methods: Mapping[str, ElectionMethod]) -> ElectionResult:
    """Count an election from its sheet. Pure: the same sheet always gives the same result.

    Each college weighs its part, shared alike by those of its ballots that count (its valid
    ballots, and whatever the rules read in the base); without colleges, or when their weights are
    suspended, each ballot weighs one voice. Quorum as for a resolution.
    """
    poll = sheet.poll
    heard = tuple(college.heard(poll.rules.reading) for college in poll.colleges)
    weighing = weigh(poll, heard)
    weights = _weights(poll.rules.carry, weighing)
    in_force = weights is WeightsState.IN_FORCE
    parts = weighing.final.of(len(poll.colleges)) if in_force else None
    urn = Urn(_weighed(sheet, heard, parts), _base(heard, weighing, weights), poll.rules.majority)
    quorum = tuple(measure(condition, poll, weighing.after_empty) for condition in poll.rules.quorum)
    counted = methods[sheet.contest.method].elect(sheet.contest, urn)
    reached = all(one.reached for one in quorum)
    return ElectionResult(
        state=_state(sheet.contest, counted) if reached else ElectionState.NO_QUORUM,
        count=counted,
        weights=weights,
        base=urn.base,
        quorum=quorum,
        colleges=tuple(
            ElectionCollege(college.id, int(college.counts.in_favour), b, part)
            for college, (_, b), part in zip(poll.colleges, heard, parts or (None,) * len(heard), strict=True)
        ),
        warnings=_warnings(sheet, heard, weighing, weights),
    )


def _weights(carry: str, weighing: Weighing) -> WeightsState:
    if carry == "single_body":
        return WeightsState.NONE
    return WeightsState.SUSPENDED if weighing.final.suspended else WeightsState.IN_FORCE


def _weighed(
    sheet: ElectionSheet, heard: Sequence[Heard], parts: Sequence[Fraction | None] | None
) -> tuple[Weighed, ...]:
    """Add up the same ballots of all the colleges; a college out of play weighs nothing."""
    weight: dict[Marks, Fraction] = {}
    voices: dict[Marks, int] = {}
    for rank, college in enumerate(sheet.poll.colleges):
        part = Fraction(1) if parts is None else parts[rank]
        if part is None:
            continue
        each = part if parts is None else part / heard[rank][1]
        for marks, number in sheet.ballots[college.id].items():
            weight[marks] = weight.get(marks, NOTHING) + each * number
            voices[marks] = voices.get(marks, 0) + number
    return tuple(Weighed(marks, weight[marks], voices[marks]) for marks in sorted(weight))


def _base(heard: Sequence[Heard], weighing: Weighing, weights: WeightsState) -> Fraction:
    if weights is WeightsState.IN_FORCE:
        return weighing.final.base
    return Fraction(sum(b for _, b in heard))


def _state(contest: Contest, counted: ElectionCount) -> ElectionState:
    if contest.seats == 0:
        return ElectionState.ADVICE
    if any(tie.settled_by is None for tie in counted.ties):
        return ElectionState.TIED
    if counted.runoff:
        return ElectionState.SECOND_ROUND
    return ElectionState.VACANT if counted.vacant else ElectionState.COMPLETE


_STANDINGS = {
    Standing.EMPTY: "college_empty",
    Standing.ABSENT: "college_absent",
    Standing.SILENT: "college_silent",
}


def _warnings(
    sheet: ElectionSheet, heard: Sequence[Heard], weighing: Weighing, weights: WeightsState
) -> tuple[str, ...]:
    """Give what a reader should be told, by the names of `alerts.WARNINGS`, in their order."""
    found = [name for standing, name in _STANDINGS.items() if standing in weighing.standings]
    if weights is WeightsState.SUSPENDED:
        found.append("weights_suspended")
    if weights is WeightsState.IN_FORCE and weighing.final.base > weighing.final.held:
        found.append("stays_weighs_against")
    if any(
        b and college.present < FEW_VOTERS for college, (_, b) in zip(sheet.poll.colleges, heard, strict=True)
    ):
        found.append("small_college")
    if weights is WeightsState.IN_FORCE and any(heard[rank][1] == 1 for rank in weighing.final.parts):
        found.append("one_voter_carries_college")
    if any(college.again for college in sheet.poll.colleges):
        found.append("several_votes")
    return tuple(found)
