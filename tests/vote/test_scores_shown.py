"""Scores as they are written: rounded, never so far that two different ones look alike."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.outcome import ElectionCount, Round, Table, ranked
from governance.vote.elections.tally import count_election
from governance.vote.figures import decimals_apart, score_text
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_sheet


@pytest.mark.parametrize(
    ("figure", "said"),
    [("3", "3"), ("9/2", "4.50"), ("496398/10000", "49.64"), ("1/200", "0.01"), ("49/10000", "0.00")],
)
def test_voices_are_rounded_half_up_to_the_hundredth(figure, said):
    assert score_text(Fraction(figure), 2, in_points=False) == said


@pytest.mark.parametrize(("part", "said"), [("1/2", "50"), ("1/8", "12.5"), ("2/3", "66.67")])
def test_points_are_percentages_without_an_idle_zero(part, said):
    assert score_text(Fraction(part), 2, in_points=True) == said


@pytest.mark.parametrize(
    ("score", "bound", "decimals"),
    [("49.99", "50", 2), ("49.995", "50", 3), ("49.996", "50", 3), ("49.9999", "50", 4), ("50", "50", 2)],
)
def test_a_score_that_would_round_to_the_bound_is_shown_with_more_decimals(score, bound, decimals):
    assert decimals_apart([{Fraction(score), Fraction(bound)}]) == decimals


def test_in_percentages_the_hundredth_is_that_of_one_per_cent():
    assert decimals_apart([{Fraction("0.49999"), Fraction("0.5")}], scale=100) == 3
    assert decimals_apart([{Fraction("0.4999"), Fraction("0.5")}], scale=100) == 2


@given(st.lists(st.fractions(min_value=0, max_value=200, max_denominator=10_000), min_size=1, max_size=8))
def test_the_order_read_is_always_the_order_counted(figures):
    decimals = decimals_apart([figures])
    read = {figure: Fraction(score_text(figure, decimals, in_points=False)) for figure in figures}
    assert sorted(figures, key=lambda one: read[one]) == sorted(figures)
    assert len(set(read.values())) == len(set(figures))


def counted(scores, needed, **figures):
    only = Round("names", ranked(scores), needed=needed)
    return ElectionCount((), (only,), {}, figures=figures)


def test_every_figure_of_a_count_has_the_decimals_that_its_closest_pair_needs():
    assert (
        counted({"a": Fraction("33.334"), "b": Fraction(20)}, Fraction(100, 3)).decimals(in_points=False) == 3
    )
    assert (
        counted({"a": Fraction("33.35"), "b": Fraction(20)}, Fraction(100, 3)).decimals(in_points=False) == 2
    )
    assert counted({"a": Fraction("12.001"), "b": Fraction("12.002")}, None).decimals(in_points=False) == 3


@pytest.mark.parametrize(
    ("score", "bound", "in_points", "decimals"),
    [
        ("12.004", "12", False, 3),  # doubled, two decimals would do
        ("12.01", "12", False, 2),
        ("0.5001", "0.5", True, 2),
        ("0.50004", "0.5", True, 3),
        ("0.5000497", "0.5", True, 3),  # in parts of 101, two decimals would do
    ],
)
def test_the_decimals_of_a_count_are_those_of_voices_or_of_percentages(score, bound, in_points, decimals):
    assert counted({"a": Fraction(score)}, Fraction(bound)).decimals(in_points=in_points) == decimals


def test_no_duel_of_a_table_nor_score_of_a_round_is_shown_as_equal_unless_it_is():
    duels = {"a": {"b": "5.001", "c": "7"}, "b": {"a": "5.002", "c": "6"}, "c": {"a": "3", "b": "4"}}
    cells = {one: {other: Fraction(each) for other, each in row.items()} for one, row in duels.items()}
    assert replace(counted({}, None), tables=(Table("duels", cells),)).decimals(in_points=False) == 3
    close = counted({"a": Fraction("12.0001"), "b": Fraction(12)}, None)
    assert replace(close, tables=(Table("duels", cells),)).decimals(in_points=False) == 4


@pytest.mark.parametrize(
    ("method", "settings", "seats", "strict"),
    [
        ("stv", {"quota": "droop"}, 2, True),
        ("stv", {"quota": "droop_whole"}, 2, False),
        ("stv", {"quota": "hare"}, 2, False),
        ("instant_runoff", {}, 1, True),
        ("plurality", {}, 1, True),
        ("approval", {"threshold": "1/4"}, 1, False),
        ("approval", {"threshold": "1/4", "reached": False}, 1, True),
        ("lists", {"threshold": "1/20"}, 2, False),
    ],
)
def test_each_bound_says_whether_it_is_to_be_exceeded(method, settings, seats, strict):
    sheet = a_sheet(method, ["a", "b"], [({"a": 1}, 3), ({"b": 1}, 2)], seats=seats, **settings)
    count = count_election(sheet, ELECTIONS).count
    assert count.rounds[0].needed is not None
    assert count.must_exceed is strict


def test_a_majority_of_at_least_is_to_be_reached():
    majority = {"part": "1/2", "at_least": True}
    sheet = a_sheet("plurality", ["a", "b"], [({"a": 1}, 3), ({"b": 1}, 3)], majority=majority)
    assert not count_election(sheet, ELECTIONS).count.must_exceed


def test_the_sentences_say_a_quota_exceeded_and_figures_that_add_up():
    ballots = [({"a": 1, "b": 2}, 7), ({"a": 1, "c": 2}, 4), ({"b": 1}, 3), ({"c": 1}, 3)]
    sheet = a_sheet("stv", ["a", "b", "c"], ballots, seats=2)
    told = explain_election(sheet, count_election(sheet, ELECTIONS), ELECTIONS["stv"], {})
    assert "il faut plus de 5,67" in told[1]
    assert "Le quota est dépassé par a." in told
    second = next(said for said in told if said.startswith("Décompte 2"))
    assert second == "Décompte 2 : b 6,39, c 4,94."
