"""Instant runoff: counts by hand, the majority of what is in play, ties, and what always holds."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import parse_marks
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.ranks import MissingRank, SameRank
from governance.vote.methods.instant_runoff import INSTANT_RUNOFF, ONE_SEAT_ONLY
from tests.vote.elections import a_sheet, elected
from tests.vote.ranked_ballots import a_race, counted, orders, some_orders

SOME = settings(max_examples=150, deadline=None)
# Towns that must choose a capital: the classic example, by share of the people of Tennessee.
TENNESSEE = "42 mncK, 26 ncKm, 15 cKnm, 17 Kcnm"


def test_the_classic_example_of_the_capital():
    count = counted("instant_runoff", TENNESSEE, "mncK")
    assert [one.eliminated for one in count.rounds] == [("c",), ("n",), ()]
    assert {score.option: score.figure for score in count.rounds[1].scores} == {"m": 42, "n": 26, "K": 32}
    assert (count.elected, count.vacant, count.seats_of) == (("K",), 0, {"K": 1})


@pytest.mark.parametrize(("first", "rounds"), [(49, 2), (50, 2), (51, 1)])
def test_more_than_half_of_what_is_in_play_is_needed(first, rounds):
    count = counted("instant_runoff", f"{first} a, {60 - 20} b, {100 - first - 40} ca", "abc")
    assert (len(count.rounds), count.rounds[0].needed, count.elected) == (rounds, 50, ("a",))


def test_the_majority_is_of_the_ballots_still_in_play():
    count = counted("instant_runoff", "40 a, 35 b, 25 c", "abc")
    assert count.rounds[1].needed == Fraction(75, 2)
    assert count.rounds[1].exhausted == 25
    assert count.elected == ("a",)


def test_a_tie_in_last_place_is_settled_only_by_the_bylaws():
    said = "4 a, 3 ba, 3 cb"
    stopped = counted("instant_runoff", said, "abc")
    assert (stopped.elected, stopped.vacant) == ((), 1)
    assert [(tie.options, tie.places, tie.settled_by) for tie in stopped.ties] == [(("b", "c"), 1, None)]
    options = [{"id": "a", "elder": 3}, {"id": "b", "elder": 2}, {"id": "c", "elder": 1}]
    ballots = [({"a": 1}, 4), ({"b": 1, "a": 2}, 3), ({"c": 1, "b": 2}, 3)]
    assert elected("instant_runoff", options, ballots, ties=["eldest"]).count.rounds[0].eliminated == ("b",)
    settled = elected("instant_runoff", options, ballots, ties=["youngest"]).count
    assert (settled.rounds[0].eliminated, settled.elected) == (("c",), ("b",))
    assert settled.ties[0].round == 1


def test_a_tie_between_the_last_two_is_settled_only_by_the_bylaws():
    assert elected("instant_runoff", "ab", [({"a": 1}, 5), ({"b": 1}, 5)]).state is ElectionState.TIED
    options = [{"id": "a", "senior": 2}, {"id": "b", "senior": 1}]
    ballots = [({"a": 1}, 5), ({"b": 1}, 5)]
    assert elected("instant_runoff", options, ballots, ties=["seniority"]).count.elected == ("b",)


@pytest.mark.parametrize(("third", "together"), [(5, True), (4, False)])
def test_those_tied_in_last_place_leave_together_when_even_added_up_they_are_under_the_next(third, together):
    count = counted("instant_runoff", f"7 a, {third} c, 2 db, 2 ba", "abcd")
    assert (count.rounds[0].eliminated == ("b", "d")) is together
    assert (count.ties == ()) is together


def test_an_option_on_no_ballot_is_out_of_the_count():
    count = counted("instant_runoff", "3 a, 2 b", "abc")
    assert {score.option for score in count.rounds[0].scores} == {"a", "b"}


def test_without_a_valid_ballot_the_seat_is_vacant():
    result = elected("instant_runoff", "ab", [])
    assert (result.state, result.count.rounds) == (ElectionState.VACANT, ())


def test_it_fills_one_seat_only():
    assert INSTANT_RUNOFF.faults(a_race("instant_runoff", "abc", 2)) == [ONE_SEAT_ONLY]
    assert INSTANT_RUNOFF.faults(a_race("instant_runoff", "abc", 1)) == []


@pytest.mark.parametrize(
    ("says", "error", "rank"),
    [
        ('{"a":1,"b":1}', SameRank, 1),
        ('{"a":1,"b":2,"c":2}', SameRank, 2),
        ('{"a":2}', MissingRank, 1),
        ('{"a":1,"b":3}', MissingRank, 2),
        ('{"a":0,"b":1}', MissingRank, 1),
    ],
)
def test_ranks_follow_one_another_and_serve_once(says, error, rank):
    with pytest.raises(error) as refused:
        INSTANT_RUNOFF.check(parse_marks(says), a_race("instant_runoff", "abc"))
    assert refused.value.rank == rank


@pytest.mark.parametrize("says", ['{"a":1}', '{"b":2,"c":1}', '{"a":3,"b":2,"c":1}'])
def test_a_ballot_may_rank_some_options_only(says):
    INSTANT_RUNOFF.check(parse_marks(says), a_race("instant_runoff", "abc"))


def test_the_count_is_told_round_by_round():
    ballots = [({"a": 1}, 40), ({"b": 1}, 35), ({"c": 1}, 5), ({"c": 1, "b": 2}, 20)]
    sheet, result = a_sheet("instant_runoff", "abcd", ballots), elected("instant_runoff", "abcd", ballots)
    labels = {"a": "Alix", "b": "Bo", "c": "Cy", "d": "Dom"}
    assert explain_election(sheet, result, INSTANT_RUNOFF, labels) == [
        "Chaque voix compte autant.",
        "Sur aucun bulletin, donc hors du décompte : Dom.",
        "Tour 1 : Alix 40, Bo 35, Cy 25. Il faut plus de 50, la moitié de ce qui est en jeu.",
        "Cy, en dernier, quitte le décompte : ses bulletins passent à leur choix suivant.",
        "Tour 2 : Bo 55, Alix 40. Il faut plus de 47,50, la moitié de ce qui est en jeu.",
        "Bo a plus de la moitié, et le siège.",
        "Sur des bulletins qui ne nomment plus personne en jeu : 5.",
        "Élus : Bo.",
    ]


def test_a_tie_in_last_place_is_told_as_such():
    ballots = [({"a": 1}, 4), ({"b": 1}, 3), ({"c": 1}, 3)]
    sheet, result = a_sheet("instant_runoff", "abc", ballots), elected("instant_runoff", "abc", ballots)
    told = explain_election(sheet, result, INSTANT_RUNOFF, {}, "en")
    assert (
        "Tied in last place: b and c. No rule of the bylaws says who leaves the count: it stops there."
        in told
    )


@SOME
@given(some_orders("ab"))
def test_with_two_options_it_is_the_majority(ballots):
    first = dict.fromkeys("ab", 0)
    for choices, number in ballots.items():
        first[choices[0]] += number
    count = counted("instant_runoff", ballots, "ab")
    if first["a"] == first["b"]:
        assert count.elected == ()
    else:
        assert count.elected == (max(first, key=first.get),)


def one_by_one(ballots, options, keep):
    """Count naively: one leaves at each round, those tied in an order given beforehand."""
    running = {option for option in options if any(option in choices for choices in ballots)}
    while len(running) > 1:
        first = dict.fromkeys(running, 0)
        for choices, number in ballots.items():
            for option in choices:
                if option in running:
                    first[option] += number
                    break
        running.remove(min(running, key=lambda option: (first[option], -keep.index(option))))
    return tuple(running)


@SOME
@given(some_orders(), st.permutations("abcd"))
def test_leaving_together_changes_nothing_to_who_wins(ballots, keep):
    count = counted("instant_runoff", ballots, "abcd")
    if not count.ties:
        assert count.elected == one_by_one(ballots, "abcd", keep)


@SOME
@given(some_orders(), st.fractions(Fraction(1, 1000), 1000, max_denominator=1000))
def test_the_unit_of_the_weights_changes_nothing(ballots, unit):
    before = counted("instant_runoff", ballots, "abcd", seed="x")
    after = counted("instant_runoff", ballots, "abcd", seed="x", weight=unit)
    assert (before.elected, before.ties) == (after.elected, after.ties)


@SOME
@given(some_orders())
def test_the_winner_is_never_beaten_by_all_the_others_one_against_one(ballots):
    # Not every winner of a duel wins, but the Condorcet loser never does.
    (winner,) = counted("instant_runoff", ballots, "abcd", seed="x").elected
    named = {option for choices in ballots for option in choices} - {winner}
    assert not named or any(
        prefers(ballots, winner, other) >= prefers(ballots, other, winner) for other in named
    )


def prefers(ballots, one, other):
    return sum(
        number
        for choices, number in ballots.items()
        if one in choices and (other not in choices or choices.index(one) < choices.index(other))
    )


def test_ballots_written_in_words_are_read():
    assert orders("3 ab, 2 b") == {"ab": 3, "b": 2}
