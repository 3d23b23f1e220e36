"""Approval: names between two bounds, a threshold met exactly, ties at the cut."""

import pytest

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import TooFewChosen, TooManyChosen
from governance.vote.elections.outcome import ElectionState
from governance.vote.methods.approval import APPROVAL, CROSSED, FEW_OPTIONS
from governance.vote.sheet import FaultySheet
from tests.vote.elections import a_sheet, elected
from tests.vote.methods.test_plurality import names


def count(said, options="abcd", **more):
    return elected("approval", options, names(said), **more)


def test_the_most_accepted_have_the_seats_whatever_a_ballot_names():
    result = count("abc 3, bc 2, d 4", seats=2)
    assert [score.figure for score in result.count.rounds[0].scores] == [5, 5, 4, 3]
    assert (result.count.elected, result.state) == (("b", "c"), ElectionState.COMPLETE)


@pytest.mark.parametrize(
    ("for_a", "reached", "has_it"),
    [(4, True, False), (5, True, True), (5, False, False), (6, False, True)],
)
def test_the_threshold_is_met_exactly_or_not_as_the_bylaws_say(for_a, reached, has_it):
    result = count(f"a {for_a}, b 1, c {9 - for_a}", "abc", threshold="1/2", reached=reached)
    assert ("a" in result.count.elected) is has_it


def test_without_a_threshold_one_ballot_is_enough():
    assert count("a 1", "ab").count.elected == ("a",)
    assert count("a 1", "ab").count.rounds[0].needed is None


@pytest.mark.parametrize(
    ("chosen", "error"), [("a", TooFewChosen), ("ab", None), ("abc", None), ("abcd", TooManyChosen)]
)
def test_a_ballot_names_between_the_least_and_the_most(chosen, error):
    contest = a_sheet("approval", "abcde", [], least=2, most=3).contest
    marks = tuple((one, 1) for one in chosen)
    if error is None:
        APPROVAL.check(marks, contest)
    else:
        with pytest.raises(error):
            APPROVAL.check(marks, contest)


@pytest.mark.parametrize(
    ("bounds", "fault"), [({"least": 3, "most": 0}, FEW_OPTIONS), ({"least": 2, "most": 1}, CROSSED)]
)
def test_bounds_nobody_can_meet_are_refused(bounds, fault):
    with pytest.raises(FaultySheet) as refused:
        a_sheet("approval", "ab", [], **bounds)
    assert fault in refused.value.faults


def test_a_tie_at_the_cut_is_settled_only_by_the_bylaws():
    assert count("ab 2", "abc").state is ElectionState.TIED
    options = [{"id": "a", "senior": 2}, {"id": "b", "senior": 1}]
    assert elected("approval", options, names("ab 2"), ties=["seniority"]).count.elected == ("b",)


def test_a_member_reads_the_threshold():
    sheet = a_sheet("approval", "ab", names("a 6, b 4"), threshold="1/2")
    result = count("a 6, b 4", "ab", threshold="1/2")
    told = " ".join(explain_election(sheet, result, APPROVAL, {})).replace("\u00a0", " ")
    assert "au moins 5" in told
