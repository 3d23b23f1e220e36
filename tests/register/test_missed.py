"""Where a member stands under the clause of real bylaws: warned at two assemblies missed, lost at three."""

from datetime import date

import pytest

from governance.bylaws.choices import Organ
from governance.register.missed import MissedClause, MissedState, MissedStep, StepKind, may_end, standing

CLAUSE = MissedClause(2, 3, Organ.BOARD, "14.1")
FIRST, SECOND, THIRD, FOURTH = (date(2024 + at, 6, 20) for at in range(4))


def warned(on):
    return MissedStep(StepKind.WARNED, on)


def summoned(on):
    return MissedStep(StepKind.SUMMONED, on, date(2026, 8, 1))


def heard(on):
    return MissedStep(StepKind.HEARD, on)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((), MissedState.FEW),
        ((FIRST,), MissedState.FEW),
        ((FIRST, SECOND), MissedState.TO_WARN),
        ((FIRST, SECOND, THIRD), MissedState.TO_WARN),
    ],
)
def test_one_is_warned_from_the_second_assembly_missed_and_loses_nothing_unwarned(days, state):
    assert standing(CLAUSE, days, ()) is state


def test_the_third_counts_only_when_missed_after_the_warning_left():
    two, three = (FIRST, SECOND), (FIRST, SECOND, THIRD)
    assert standing(CLAUSE, two, (warned(SECOND),)) is MissedState.WARNED
    assert standing(CLAUSE, three, (warned(SECOND),)) is MissedState.TO_SUMMON
    assert standing(CLAUSE, three, (warned(THIRD),)) is MissedState.WARNED
    assert standing(CLAUSE, (*three, FOURTH), (warned(THIRD),)) is MissedState.TO_SUMMON


def test_a_warning_sent_before_the_second_absence_warns_of_nothing():
    early = warned(date(2025, 6, 19))
    assert standing(CLAUSE, (FIRST, SECOND, THIRD), (early,)) is MissedState.TO_WARN
    assert not may_end(CLAUSE, (FIRST, SECOND, THIRD), (early,))


def test_a_warning_whose_letter_has_not_left_is_not_written_twice_and_permits_nothing():
    waiting = warned(None)
    assert standing(CLAUSE, (FIRST, SECOND), (waiting,)) is MissedState.WARNED
    assert not may_end(CLAUSE, (FIRST, SECOND, THIRD), (waiting,))


def test_one_is_summoned_then_heard_then_only_decided_on():
    three, steps = (FIRST, SECOND, THIRD), [warned(SECOND)]
    assert standing(CLAUSE, three, steps) is MissedState.TO_SUMMON
    steps.append(summoned(date(2026, 7, 1)))
    assert standing(CLAUSE, three, steps) is MissedState.SUMMONED
    steps.append(heard(date(2026, 7, 20)))
    assert standing(CLAUSE, three, steps) is MissedState.TO_DECIDE


def test_without_a_warning_clause_the_number_is_enough_to_summon():
    bare = MissedClause(None, 3, Organ.BOARD, "14")
    assert standing(bare, (FIRST, SECOND), ()) is MissedState.FEW
    assert standing(bare, (FIRST, SECOND, THIRD), ()) is MissedState.TO_SUMMON


def test_bylaws_that_only_warn_end_nothing():
    only = MissedClause(2, None, Organ.BOARD, "14")
    assert standing(only, (FIRST, SECOND, THIRD, FOURTH), (warned(SECOND),)) is MissedState.WARNED
    silent = MissedClause(None, None, Organ.BOARD, "14")
    assert standing(silent, (FIRST, SECOND, THIRD, FOURTH), ()) is MissedState.FEW
