"""A result is read by rank, equals in the order of the ballot; identifiers never decide what is read."""

import re

import pytest

from governance.vote.elections.contest import TieRule
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.reading import in_reading_order
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_sheet

BALLOT = ("z", "m", "a")  # the order of the ballot, against that of the identifiers
NAMES = {"z": "Zoé", "m": "Malo", "a": "Anaïs"}


def read(method, said, **more):
    sheet = a_sheet(method, BALLOT, said, **more)
    result = count_election(sheet, ELECTIONS)
    return result.count, in_reading_order(result.count, sheet.contest, ELECTIONS[method]), sheet, result


EQUAL = [({"z": 1}, 3), ({"a": 1}, 3), ({"m": 1}, 5)]


@pytest.mark.parametrize("method", ["approval", "plurality", "consultation", "cumulative"])
def test_equal_scores_are_read_in_the_order_of_the_ballot(method):
    settings = {"last_round": "relative", "rounds": "one"} if method == "plurality" else {}
    seats = {"seats": 0 if method == "consultation" else 3, **settings}
    _, count, sheet, result = read(method, EQUAL, **seats)
    assert [score.option for score in count.rounds[0].scores] == ["m", "z", "a"]
    told = " ".join(explain_election(sheet, result, ELECTIONS[method], NAMES))
    assert told.index("Malo") < told.index("Zoé") < told.index("Anaïs")
    if result.count.elected:
        assert count.elected == count.rounds[0].elected == ("m", "z", "a")
        assert told.endswith("Élus : Malo, Zoé et Anaïs.")


def test_a_tie_names_its_options_as_the_ballot_does():
    before, count, sheet, result = read("approval", EQUAL, seats=2)
    assert [tie.options for tie in before.ties] == [("a", "z")]
    assert [tie.options for tie in count.ties] == [("z", "a")]
    told = " ".join(explain_election(sheet, result, ELECTIONS["approval"], NAMES))
    assert "À égalité : Zoé et Anaïs." in told


def test_those_of_a_second_round_are_read_by_their_score_then_as_on_the_ballot():
    _, count, _, _ = read("plurality", [({"a": 1}, 4), ({"z": 1}, 4), ({"m": 1}, 4)], staying=3)
    assert count.runoff == ("z", "m", "a")


def test_unequal_scores_keep_their_order_whatever_the_ballot_shows():
    _, count, _, _ = read("plurality", [({"a": 1}, 4), ({"z": 1}, 3), ({"m": 1}, 2)])
    assert count.runoff == ("a", "z")
    _, count, _, _ = read("approval", [({"a": 1}, 4), ({"z": 1}, 3)], seats=2)
    assert (count.elected, count.rounds[0].elected) == (("a", "z"), ("a", "z"))


@pytest.mark.parametrize(("for_z", "out"), [(2, ("a", "z")), (1, ("z", "a"))])
def test_lists_under_the_threshold_are_read_by_their_voices_then_as_on_the_ballot(for_z, out):
    said = [({"m": 1}, 97), ({"a": 1}, 1), ({"z": 1}, for_z)]
    _, count, _, _ = read("lists", said, seats=2, threshold="1/20")
    assert count.rounds[0].eliminated == out


def test_lists_of_as_many_voices_are_read_by_their_seats_first():
    options = [{"id": "z", "elder": 2}, {"id": "m", "elder": 3}, {"id": "a", "elder": 1}]
    said = [({"a": 1}, 5), ({"z": 1}, 5), ({"m": 1}, 5)]
    sheet = a_sheet("lists", options, said, seats=4, ties=["eldest"])
    count = count_election(sheet, ELECTIONS).count
    assert count.seats_of == {"a": 2, "z": 1, "m": 1}
    assert in_reading_order(count, sheet.contest, ELECTIONS["lists"]).elected == ("a", "z", "m")


def test_those_whom_a_rule_prefers_are_read_in_the_order_of_the_ballot():
    options = [{"id": "z", "elder": 2}, {"id": "m", "elder": 3}, {"id": "a", "elder": 1}]
    sheet = a_sheet("approval", options, [(dict.fromkeys(BALLOT, 1), 5)], seats=2, ties=["eldest"])
    result = count_election(sheet, ELECTIONS)
    assert result.count.ties[0].winners == ("a", "z")
    assert in_reading_order(result.count, sheet.contest, ELECTIONS["approval"]).ties[0].winners == ("z", "a")


def test_the_order_in_which_seats_were_given_never_changes():
    said = [({"a": 1, "z": 2}, 9), ({"z": 1}, 4), ({"m": 1}, 5)]
    before, count, _, _ = read("stv", said, seats=2)
    assert count.elected == before.elected == ("a", "z")
    graded, same, _, _ = read("majority_judgment", [({"z": 3, "a": 5, "m": 1}, 7)], seats=2)
    assert (same.elected, same.rounds) == (graded.elected, graded.rounds)


def test_those_elected_one_after_the_other_stay_in_the_order_of_their_rounds():
    said = [({"a": 1, "m": 2, "z": 3}, 12), ({"m": 1}, 2), ({"z": 1}, 4), ({"k": 1}, 1)]
    sheet = a_sheet("stv", (*BALLOT, "k"), said, seats=3)
    count = count_election(sheet, ELECTIONS).count
    assert [one.elected for one in count.rounds] == [("a",), ("m",), ("z",)]
    assert in_reading_order(count, sheet.contest, ELECTIONS["stv"]).elected == ("a", "m", "z")


def test_what_is_counted_is_never_touched():
    before, count, _, _ = read("approval", EQUAL, seats=2, ties=[TieRule.LOT], seed="graine")
    assert {score.option: score.figure for score in before.rounds[0].scores} == {
        score.option: score.figure for score in count.rounds[0].scores
    }
    assert (set(before.elected), before.seats_of, before.vacant) == (
        set(count.elected),
        count.seats_of,
        count.vacant,
    )
    assert before.ties[0].winners == count.ties[0].winners


def test_percentages_of_cumulative_points_say_that_together_they_pass_a_hundred():
    colleges = {"A": [({"z": 2, "a": 1}, 6)], "B": [({"m": 3}, 5)]}
    more = {"carry": "proportional", "points": {"A": "60", "B": "40"}, "seats": 3}
    _, count, sheet, result = read("cumulative", colleges, **more)
    assert sum(score.figure for score in count.rounds[0].scores) == 3
    told = " ".join(explain_election(sheet, result, ELECTIONS["cumulative"], NAMES))
    assert re.search(r"ensemble, ils font jusqu’à 3 fois 100.%", told)
    alone = a_sheet("cumulative", BALLOT, [({"z": 2, "a": 1}, 6)], seats=3)
    voices = " ".join(
        explain_election(alone, count_election(alone, ELECTIONS), ELECTIONS["cumulative"], NAMES)
    )
    assert "fois 100" not in voices
