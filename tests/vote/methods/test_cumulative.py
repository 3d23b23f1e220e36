"""Cumulative vote: points within their bounds, added up."""

import pytest

from governance.vote.elections.contest import Contest
from governance.vote.elections.marks import NumberOutOfBounds
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.methods.cumulative import (
    CUMULATIVE,
    TOO_MANY_POINTS,
    PointsLeft,
    TooManyPoints,
    points_of,
)
from governance.vote.sheet import FaultySheet
from tests.vote.elections import a_document, a_sheet, elected


def test_a_united_minority_has_a_seat():
    said = [({"a": 1, "b": 1, "c": 1}, 6), ({"d": 3}, 4)]
    result = elected("cumulative", "abcd", said, seats=3, ties=["eldest"])
    assert "d" in result.count.elected
    assert result.count.rounds[0].scores[0].figure == 12


@pytest.mark.parametrize(
    ("marks", "more", "error"),
    [
        ((("a", 3),), {}, None),
        ((("a", 2), ("b", 1)), {}, None),
        ((("a", 2), ("b", 2)), {}, TooManyPoints),
        ((("a", 4),), {}, NumberOutOfBounds),
        ((("a", 0),), {}, NumberOutOfBounds),
        ((("a", 2),), {"each": 1}, NumberOutOfBounds),
        ((("a", 1), ("b", 1)), {"each": 1}, None),
        ((("a", 2),), {"all": True}, PointsLeft),
        ((("a", 2), ("b", 1)), {"all": True}, None),
    ],
)
def test_a_ballot_gives_its_points_within_their_bounds(marks, more, error):
    contest = a_sheet("cumulative", "abcd", [], seats=3, **more).contest
    if error is None:
        CUMULATIVE.check(marks, contest)
    else:
        with pytest.raises(error):
            CUMULATIVE.check(marks, contest)


@pytest.mark.parametrize(("seats", "points"), [(1, 1), (2, 2), (3, 3)])
def test_a_ballot_has_as_many_points_as_seats_unless_the_election_says_otherwise(seats, points):
    assert points_of(a_sheet("cumulative", "abcd", [], seats=seats).contest) == points
    assert points_of(Contest("cumulative", seats, (), settings={"points": 7})) == 7


@pytest.mark.parametrize(("options", "faulty"), [("ab", True), ("abc", False)])
def test_points_that_cannot_all_be_given_are_refused(options, faulty):
    def read():
        return a_sheet("cumulative", options, [], seats=3, each=1, all=True)

    if faulty:
        with pytest.raises(FaultySheet) as refused:
            read()
        assert TOO_MANY_POINTS in refused.value.faults
    else:
        read()


def test_the_points_of_a_ballot_may_be_more_than_the_seats():
    document = a_document("cumulative", "ab", [({"a": 4, "b": 1}, 2)])
    document["election"]["settings"]["points"] = 5
    found = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
    assert (found.count.elected, found.count.rounds[0].scores[0].figure) == (("a",), 8)
    document["election"]["settings"]["points"] = 4
    with pytest.raises(FaultySheet, match=r"Points donnés : 5\. Le bulletin en a 4"):
        read_election_sheet(document, ELECTIONS)


def test_a_tie_at_the_cut_stops_unless_the_bylaws_settle_it():
    said = [({"a": 1}, 2), ({"b": 1}, 2)]
    result = elected("cumulative", "ab", said)
    assert (result.state, result.count.elected) == (ElectionState.TIED, ())
