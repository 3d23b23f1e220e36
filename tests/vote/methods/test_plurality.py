"""Names at the majority, on one round or two: each bound, ties at the cut, vacant seats, who stays."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import NumberOutOfBounds, TooManyChosen
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.methods.plurality import PLURALITY
from tests.vote.elections import a_document, a_sheet, elected

F = Fraction
SOME = settings(max_examples=150, deadline=None)


def names(said):
    """Read « ab 3, a 2 »: three ballots that name a and b, two that name a."""
    pairs = (one.rsplit(" ", 1) for one in said.split(", "))
    return [(dict.fromkeys(chosen, 1), int(number)) for chosen, number in pairs]


def count(said, options="abcd", **more):
    return elected("plurality", options, names(said), **more)


@pytest.mark.parametrize(("for_a", "has_it"), [(49, False), (50, False), (51, True)])
def test_the_first_round_asks_more_than_half_of_all_that_counts(for_a, has_it):
    result = count(f"a {for_a}, b {100 - for_a - 20}, c 20")
    assert (result.count.elected == ("a",)) is has_it
    assert result.count.rounds[0].needed == 50
    assert result.state is (ElectionState.COMPLETE if has_it else ElectionState.SECOND_ROUND)


@pytest.mark.parametrize(("for_a", "has_it"), [(66, False), (67, True)])
def test_the_majority_is_that_of_the_meeting(for_a, has_it):
    majority = {"part": "2/3", "at_least": True}
    result = count(f"a {for_a}, b {100 - for_a}", "ab", majority=majority)
    assert (result.count.elected == ("a",)) is has_it


def test_exactly_two_thirds_is_enough_where_at_least_is_asked():
    assert count("a 2, b 1", "ab", majority={"part": "2/3", "at_least": True}).count.elected == ("a",)
    assert count("a 2, b 1", "ab", majority={"part": "2/3"}).count.elected == ()


def test_blank_ballots_weigh_in_the_base_where_the_rules_say_so():
    assert count("a 5, b 4", "ab").count.elected == ("a",)
    document = a_document("plurality", "ab", names("a 5, b 4"), reading={"blank": "base"})
    document["colleges"][0] |= {"blank": 1, "present": 10, "entitled": 10}
    found = count_election(read_election_sheet(document, ELECTIONS), ELECTIONS)
    assert (found.base, found.count.elected, found.count.runoff) == (10, (), ("a", "b"))


def test_twice_as_many_as_the_seats_left_stay_with_all_who_tie_with_the_last():
    result = count("a 5, b 4, c 3, d 3, e 1", "abcde")
    assert result.count.runoff == ("a", "b")
    assert count("a 5, b 4, c 4, d 3", "abcd").count.runoff == ("a", "b", "c")
    assert count("a 5, b 4, c 3, d 3", "abcd", staying=3).count.runoff == ("a", "b", "c", "d")
    assert count("a 5, b 4, c 3, d 3, e 1", "abcdef", seats=2).count.runoff == ("a", "b", "c", "d")


def test_one_voice_is_enough_to_stay_and_none_is_not():
    assert count("a 4, b 4, c 1", "abcd", staying=3).count.runoff == ("a", "b", "c")
    assert count("a 4, b 4", "abcd", staying=3).count.runoff == ("a", "b")
    said = {"A": names("a 1"), "B": names("b 2, c 1")}
    points = {"A": "50", "B": "50"}
    by_points = elected("plurality", "abc", said, carry="proportional", points=points, staying=3)
    assert by_points.count.runoff == ("a", "b", "c")


def test_majorities_tied_for_the_seats_wait_for_the_bylaws_and_not_for_a_second_round():
    result = count("ab 3, bc 3, ac 3", "abcd", seats=2)
    assert (result.count.elected, result.count.runoff, result.state) == ((), (), ElectionState.TIED)
    options = [{"id": one, "elder": rank} for rank, one in enumerate("cab", 1)]
    settled = elected("plurality", options, names("ab 3, bc 3, ac 3"), seats=2, ties=["eldest"])
    assert (settled.count.elected, settled.count.runoff) == (("a", "c"), ())
    assert settled.state is ElectionState.COMPLETE


def test_seats_filled_at_the_first_round_are_not_put_to_the_second():
    result = count("ab 3, ac 3, ad 1", seats=2)
    assert (result.count.elected, result.count.vacant) == (("a",), 1)
    assert result.count.runoff == ("b", "c")


def test_at_the_last_round_the_majority_is_still_needed_unless_the_bylaws_say_otherwise():
    for more in ({"rounds": "one"}, {"round": 2}):
        asked = count("a 4, b 3, c 2", "abc", **more)
        assert (asked.count.elected, asked.count.runoff, asked.state) == ((), (), ElectionState.VACANT)
        result = count("a 4, b 3, c 2", "abc", last_round="relative", **more)
        assert (result.count.elected, result.state) == (("a",), ElectionState.COMPLETE)
        assert result.count.rounds[0].needed is None


def test_more_majorities_than_seats_keep_the_highest():
    result = count("ab 4, ac 3, bc 2", "abc", seats=2)
    assert result.count.elected == ("a", "b")
    assert [score.figure for score in result.count.rounds[0].scores] == [7, 6, 5]


@pytest.mark.parametrize(
    ("ties", "elected_", "state"),
    [([], ("a",), ElectionState.TIED), (["eldest"], ("a", "c"), ElectionState.COMPLETE)],
)
def test_a_tie_at_the_cut_is_settled_only_by_the_bylaws(ties, elected_, state):
    options = [{"id": "a", "elder": 3}, {"id": "b", "elder": 2}, {"id": "c", "elder": 1}]
    result = elected(
        "plurality", options, names("a 5, b 3, c 3"), seats=2, rounds="one", last_round="relative", ties=ties
    )
    assert (result.count.elected, result.state) == (elected_, state)
    assert (result.count.ties[0].options, result.count.ties[0].places) == (("b", "c"), 1)


def test_fewer_candidates_than_seats_leave_seats_vacant():
    result = count("ab 3", "ab", seats=3, rounds="one")
    assert (result.count.elected, result.count.vacant, result.state) == (("a", "b"), 1, ElectionState.VACANT)


def test_colleges_weigh_their_points():
    said = {"A": names("a 1"), "B": names("b 300"), "C": names("a 3, b 1")}
    points = {"A": "50", "B": "30", "C": "20"}
    result = elected("plurality", "ab", said, carry="proportional", points=points)
    assert (result.count.elected, result.count.rounds[0].scores[0].figure) == (("a",), F(65, 100))


def test_a_ballot_names_at_most_as_many_as_the_seats():
    contest = a_sheet("plurality", "abc", [], seats=2).contest
    PLURALITY.check((("a", 1), ("b", 1)), contest)
    with pytest.raises(TooManyChosen):
        PLURALITY.check((("a", 1), ("b", 1), ("c", 1)), contest)
    with pytest.raises(NumberOutOfBounds):
        PLURALITY.check((("a", 2),), contest)


def test_a_member_reads_the_bound_and_who_stays():
    sheet = a_sheet("plurality", "abc", names("a 4, b 3, c 2"))
    result = count("a 4, b 3, c 2", "abc")
    told = " ".join(explain_election(sheet, result, PLURALITY, {"a": "Ada"})).replace("\u00a0", " ")
    for said in ("Ada 4", "plus de 4,50", "Personne n’a la majorité", "Un second tour est à tenir"):
        assert said in told


@SOME
@given(st.sets(st.frozensets(st.sampled_from("abcde"), min_size=1, max_size=2), min_size=1, max_size=15))
def test_nobody_elected_has_less_than_anybody_left_out(ballots):
    said = [(dict.fromkeys(one, 1), 1) for one in ballots]
    result = elected("plurality", "abcde", said, seats=2, rounds="one", last_round="relative")
    scores = {score.option: score.figure for score in result.count.rounds[0].scores}
    out = [scores[option] for option in "abcde" if option not in result.count.elected]
    assert all(scores[option] >= max(out) for option in result.count.elected)
    assert len(result.count.elected) + result.count.vacant == 2
