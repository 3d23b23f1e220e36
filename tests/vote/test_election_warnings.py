"""What a reader of an election is told to look at: small colleges, one voter, weights that do not apply."""

import pytest

from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_sheet, elected

THREE = {"A": "40", "B": "30", "C": "30"}


def by_colleges(a=9, b=9, c=9, **more):
    said = {"A": [({"x": 1}, a)], "B": [({"y": 1}, b)], "C": [({"x": 1}, c)]}
    rules = {"carry": "proportional", "points": THREE, "last_round": "relative", "rounds": "one"}
    return elected("plurality", ("x", "y"), said, **(rules | more))


def test_an_election_without_anything_to_look_at_warns_of_nothing():
    assert by_colleges().warnings == ()


@pytest.mark.parametrize(("present", "warned"), [(5, False), (4, True)])
def test_a_college_of_fewer_than_five_is_told(present, warned):
    assert ("small_college" in by_colleges(b=present).warnings) is warned


@pytest.mark.parametrize(("present", "warned"), [(2, False), (1, True)])
def test_a_college_carried_by_one_voter_is_told(present, warned):
    assert ("one_voter_carries_college" in by_colleges(b=present).warnings) is warned


def test_one_voter_carries_nothing_where_everybody_votes_together():
    found = by_colleges(b=1, carry="single_body", points=None)
    assert "one_voter_carries_college" not in found.warnings


def test_every_election_of_one_body_counts_by_voices():
    sheet = a_sheet("plurality", ("x", "y"), [({"x": 1}, 6), ({"y": 1}, 5)], rounds="one")
    result = count_election(sheet, ELECTIONS)
    assert (result.count.elected, result.warnings) == (("x",), ())
