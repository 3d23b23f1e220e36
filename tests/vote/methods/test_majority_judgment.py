"""Majority judgment: the middle grade on its bound, equal ones told apart, and a second count by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import NumberOutOfBounds
from governance.vote.elections.outcome import ElectionState
from governance.vote.methods.majority_judgment import (
    MAJORITY_JUDGMENT,
    TOO_HIGH,
    Profile,
    words_asked,
    words_of,
)
from tests.vote.elections import a_sheet, elected
from tests.vote.ranked_ballots import a_race, an_urn, removed_by_hand

F = Fraction
SOME = settings(max_examples=150, deadline=None)
FRENCH = ["À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien", "Excellent"]


def judged(rows, seats=1, **more):
    """Count one ballot for each column: {"a": "5430"} gives a 5, then 4, 3 and 0."""
    columns = zip(*rows.values(), strict=True)
    ballots = [{one: int(grade) for one, grade in zip(rows, column, strict=True)} for column in columns]
    groups = {}
    for ballot in ballots:
        key = tuple(sorted(ballot.items()))
        groups[key] = groups.get(key, 0) + 1
    said = [(dict(key), number) for key, number in groups.items()]
    return elected("majority_judgment", list(rows), said, seats=seats, **more).count


@pytest.mark.parametrize(
    ("given", "grade"),
    [
        ((0, 0, 1), 2),
        ((1, 0, 1), 0),  # one half is not more than half: the lower of two middles
        ((1, 0, 2), 2),
        ((2, 1, 1), 0),
        ((2, 1, 2), 1),
        ((1, 2, 3), 1),
        ((1, 2, 4), 2),
        ((3, 2, 1), 0),
        ((0, 5, 0), 1),
    ],
)
def test_the_majority_grade_is_the_highest_that_more_than_half_give_or_exceed(given, grade):
    profile = Profile(tuple(map(F, given)))
    assert profile.grade == grade
    assert 2 * sum(given[grade:]) > sum(given)
    assert 2 * sum(given[grade + 1 :]) <= sum(given)


def test_the_best_majority_grade_has_the_seat():
    count = judged({"a": "55500", "b": "44444", "c": "66322"})
    assert count.figures == {"grade a": "5", "grade b": "4", "grade c": "3"}
    assert (count.elected, count.seats_of, count.vacant, count.ties) == (("a",), {"a": 1}, 0, ())
    assert [score.option for score in count.rounds[0].scores] == ["a", "b", "c"]
    assert [score.figure for score in count.rounds[0].scores] == [3, 5, 3]


def test_equal_grades_are_told_apart_by_what_is_left_of_the_middle():
    # Middles 4; then, one taken away from each, the lower middle: 4 for a, 3 for b.
    assert judged({"a": "64442", "b": "65430"}).elected == ("a",)
    # All middles alike until the upper side: 4, 3, 5 then 4, 3, 6.
    assert judged({"a": "54430"[::-1], "b": "64430"}).elected == ("b",)


def test_the_lower_middle_speaks_before_the_upper_one():
    # Middles 3 and 3; then a has 2 under and 6 above, b has 3 under and 4 above.
    assert judged({"a": "66320", "b": "64331"}).elected == ("b",)


def test_several_seats_go_to_the_best():
    count = judged({"a": "333", "b": "555", "c": "444", "d": "222"}, seats=2)
    assert (count.elected, count.rounds[0].elected) == (("b", "c"), ("b", "c"))


def test_options_judged_alike_are_tied_and_only_the_bylaws_settle_it():
    alike = {"a": "432", "b": "234", "c": "222"}
    stopped = judged(alike)
    assert [(tie.options, tie.places, tie.settled_by) for tie in stopped.ties] == [(("a", "b"), 1, None)]
    assert (stopped.elected, stopped.vacant) == ((), 1)
    both = judged(alike, seats=2)
    assert (both.elected, both.ties) == (("a", "b"), ())
    drawn = judged(alike, ties=["lot"], seed="dés")
    assert (len(drawn.elected), drawn.vacant) == (1, 0)
    assert drawn.elected == drawn.ties[0].winners


def test_a_tie_after_a_first_seat_keeps_that_seat():
    count = judged({"a": "222", "b": "666", "c": "222", "d": "111"}, seats=2)
    assert (count.elected, count.vacant) == (("b",), 1)
    assert count.ties[0].options == ("a", "c")


def test_an_option_without_a_grade_has_the_lowest():
    count = elected("majority_judgment", "ab", [({"a": 6}, 2), ({"b": 1}, 3)]).count
    assert count.tables[0].cells == {
        "a": {"0": 3, "1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 2},
        "b": {"0": 2, "1": 3, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0},
    }
    assert count.elected == ("b",)


def test_one_never_graded_above_the_lowest_is_not_elected():
    count = judged({"a": "100", "b": "000"}, seats=2)
    assert (count.elected, count.vacant, count.ties) == (("a",), 1, ())


@pytest.mark.parametrize(("least", "winners"), [(2, ("a", "b")), (3, ("a", "b")), (4, ("a",)), (5, ())])
def test_the_grade_needed_at_least_is_a_bound_that_may_be_met(least, winners):
    count = judged({"a": "444", "b": "333"}, seats=2, least=least)
    assert (count.elected, count.vacant) == (winners, 2 - len(winners))


def test_without_a_valid_ballot_the_seats_are_vacant():
    result = elected("majority_judgment", "ab", [], seats=2)
    assert (result.state, result.count.rounds, result.count.tables) == (ElectionState.VACANT, (), ())


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        (5, ["À rejeter", "Insuffisant", "Passable", "Bien", "Très bien"]),
        (6, FRENCH[:6]),
        (7, FRENCH),
    ],
)
def test_the_words_of_the_grades_go_from_the_lowest(grades, words):
    contest = a_race("majority_judgment", "ab", grades=grades)
    assert [french for french, _ in words_of(contest)] == words
    MAJORITY_JUDGMENT.check((("a", 0), ("b", grades - 1)), contest)
    with pytest.raises(NumberOutOfBounds):
        MAJORITY_JUDGMENT.check((("a", grades),), contest)


@pytest.mark.parametrize(
    ("settings", "faulty"),
    [
        ({"grades": 4}, True),
        ({"grades": 8}, True),
        ({"least": 6}, False),
        ({"least": 7}, True),
        ({"grades": 5, "least": 4}, False),
        ({"grades": 5, "least": 5}, True),
    ],
)
def test_settings_keep_their_bounds(settings, faulty):
    faults = MAJORITY_JUDGMENT.faults(a_race("majority_judgment", "ab", **settings))
    assert bool(faults) is faulty
    assert (faults == [TOO_HIGH]) is (settings == {"grades": 5, "least": 5})


def test_in_points_each_college_gives_its_grades_its_points():
    ballots = {"A": [({"a": 6}, 1)], "B": [({"a": 2}, 9), ({"a": 4}, 1)]}
    points = {"A": "50", "B": "50"}
    count = elected("majority_judgment", "ab", ballots, carry="proportional", points=points).count
    assert count.tables[0].cells["a"] == {
        "0": 0,
        "1": 0,
        "2": F(45, 100),
        "3": 0,
        "4": F(5, 100),
        "5": 0,
        "6": F(1, 2),
    }
    assert count.figures["grade a"] == "4"


def told(lang, **more):
    ballots = [({"a": 5, "b": 5, "c": 0}, 2), ({"a": 3, "b": 2, "c": 1}, 1), ({"a": 5, "b": 6}, 2)]
    options = {"a": "Alix", "b": "Bo", "c": "Cy", "d": "Dom"}
    sheet = a_sheet("majority_judgment", "abcd", ballots, **more)
    result = elected("majority_judgment", "abcd", ballots, **more)
    return explain_election(sheet, result, MAJORITY_JUDGMENT, options, lang)


def test_the_judgment_is_told_from_the_best():
    assert told("fr", least=1) == [
        "Chaque voix compte autant.",
        (
            "La mention majoritaire est la plus haute que plus de la moitié des voix donnent ou dépassent. "
            "Sans mention sur un bulletin, c’est la plus basse."
        ),
        "1. Bo : Très bien, mention majoritaire. Plus haut : 2 ; plus bas : 1.",
        "2. Alix : Très bien, mention majoritaire. Plus haut : 0 ; plus bas : 1.",
        "3. Cy : À rejeter, mention majoritaire. Plus haut : 1 ; plus bas : 0.",
        "4. Dom : À rejeter, mention majoritaire. Plus haut : 0 ; plus bas : 0.",
        "À mention égale, on retire peu à peu les voix du milieu : la première différence classe.",
        "Sous la mention qu’il faut au moins (Insuffisant), donc pas élus : Cy et Dom.",
        "Élus : Bo.",
    ]
    assert "Never better than the lowest grade, so not elected: Dom." in told("en")
    assert "1. Bo: Very good, majority grade. Higher: 2; lower: 1." in told("en", grades=7)


COLUMNS = st.integers(1, 9).flatmap(
    lambda voters: st.fixed_dictionaries(
        {one: st.lists(st.integers(0, 4), min_size=voters, max_size=voters) for one in "abc"}
    )
)


@SOME
@given(COLUMNS)
def test_the_order_is_the_one_of_taking_away_middle_votes_by_hand(grades):
    count = judged({one: "".join(map(str, row)) for one, row in grades.items()}, grades=5)
    values = {one: removed_by_hand(row) for one, row in grades.items()}
    order = [score.option for score in count.rounds[0].scores]
    assert order == sorted("abc", key=lambda one: ([-grade for grade in values[one]], one))
    best = [one for one in "abc" if values[one] == max(values.values()) and any(values[one])]
    assert (count.elected or (count.ties[:1] and count.ties[0].options) or ()) == tuple(best)
    assert all(int(count.figures[f"grade {one}"]) == values[one][0] for one in "abc")


@SOME
@given(COLUMNS, st.fractions(F(1, 1000), 1000, max_denominator=1000))
def test_the_unit_of_the_weights_changes_nothing(grades, unit):
    ballots = {}
    for column in zip(*grades.values(), strict=True):
        marks = tuple(zip(grades, column, strict=True))
        ballots[marks] = ballots.get(marks, 0) + 1
    contest = a_race("majority_judgment", "abc", 2, seed="x")
    before, after = (
        MAJORITY_JUDGMENT.elect(contest, an_urn(ballots, weight, marks=lambda marks: marks))
        for weight in (F(1), unit)
    )
    assert (before.elected, before.ties, before.figures) == (after.elected, after.ties, after.figures)


@SOME
@given(COLUMNS, st.data())
def test_a_better_grade_never_harms(grades, data):
    before = judged({one: "".join(map(str, row)) for one, row in grades.items()}, grades=6)
    for winner in before.elected:
        voter = data.draw(st.integers(0, len(grades[winner]) - 1))
        raised = {one: list(row) for one, row in grades.items()}
        raised[winner][voter] += 1
        after = judged({one: "".join(map(str, row)) for one, row in raised.items()}, grades=6)
        assert after.elected == (winner,)


@pytest.mark.parametrize(
    ("method", "asked", "words"),
    [
        ("majority_judgment", {}, ["Excellent", "Très bien", "Bien", "Assez bien", *FRENCH[2::-1]]),
        ("majority_judgment", {"grades": 6}, ["Très bien", "Bien", "Assez bien", *FRENCH[2::-1]]),
        ("majority_judgment", {"grades": 5, "least": 1}, ["Très bien", "Bien", *FRENCH[2::-1]]),
        ("stv", {"grades": 5}, []),
    ],
)
def test_the_words_of_a_judgment_go_down_and_no_other_way_has_any(method, asked, words):
    assert list(words_asked(method, asked)) == words
