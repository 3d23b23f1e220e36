"""What a voter is told when a ballot cannot be taken, way to vote by way to vote, bound by bound."""

import json

import pytest

from governance.vote.elections.contest import Contest, Option
from governance.vote.elections.marks import (
    EmptyBallot,
    NumberOutOfBounds,
    TooFewChosen,
    TooManyChosen,
    UnknownOption,
    UnreadableBallot,
    marks_text,
)
from governance.vote.elections.ranks import MissingRank, SameRank
from governance.vote.methods import METHODS, read_vote
from governance.vote.methods.cumulative import PointsLeft, TooManyPoints

OPTIONS = (*(Option(one) for one in "abcd"), Option("gone", withdrawn=True))
TWO_TO_THREE = {"least": 2, "most": 3}
CONSENT = {"phase": "consent"}
ALL_POINTS = {"points": 5, "each": 3, "all": True}


def contest(method, seats=2, **settings):
    return Contest(method, seats, OPTIONS, settings=settings)


REFUSED = [
    ("approval", TWO_TO_THREE, {"a": 1}, TooFewChosen, {"chosen": 1, "least": 2}),
    ("approval", TWO_TO_THREE, dict.fromkeys("abcd", 1), TooManyChosen, {"chosen": 4, "most": 3}),
    ("approval", {}, {"a": 2}, NumberOutOfBounds, {"option": "a", "number": 2, "least": 1, "most": 1}),
    ("approval", {}, {"a": 1, "b": 0}, NumberOutOfBounds,
     {"option": "b", "number": 0, "least": 1, "most": 1}),
    ("plurality", {}, dict.fromkeys("abc", 1), TooManyChosen, {"chosen": 3, "most": 2}),
    ("consultation", {}, {"a": 1, "b": 1}, TooManyChosen, {"chosen": 2, "most": 1}),
    ("consultation", {}, {"a": 2}, NumberOutOfBounds,
     {"option": "a", "number": 2, "least": 1, "most": 1}),
    ("lists", {}, {"a": 1, "b": 1}, TooManyChosen, {"chosen": 2, "most": 1}),
    ("lists", {}, {"a": 0}, NumberOutOfBounds, {"option": "a", "number": 0, "least": 1, "most": 1}),
    ("cumulative", ALL_POINTS, {"a": 3, "b": 3}, TooManyPoints, {"given": 6, "most": 5}),
    ("cumulative", ALL_POINTS, {"a": 3, "b": 1}, PointsLeft, {"given": 4, "most": 5}),
    ("cumulative", ALL_POINTS, {"a": 4, "b": 1}, NumberOutOfBounds,
     {"option": "a", "number": 4, "least": 1, "most": 3}),
    ("cumulative", {}, {"a": 3}, NumberOutOfBounds, {"option": "a", "number": 3, "least": 1, "most": 2}),
    ("cumulative", {}, {"a": 0}, EmptyBallot, {}),
    ("instant_runoff", {}, {"a": 1, "b": 1}, SameRank, {"rank": 1}),
    ("instant_runoff", {}, {"a": 1, "b": 3}, MissingRank, {"rank": 2}),
    ("stv", {}, {"a": 0, "b": 1}, MissingRank, {"rank": 1}),
    ("stv", {}, {"a": 2, "b": 1, "c": 2}, SameRank, {"rank": 2}),
    ("schulze", {}, {"a": 0}, NumberOutOfBounds, {"option": "a", "number": 0}),
    ("majority_judgment", {}, {"a": 7}, NumberOutOfBounds,
     {"option": "a", "number": 7, "least": 0, "most": 6}),
    ("majority_judgment", {"grades": 5}, {"a": 5}, NumberOutOfBounds,
     {"option": "a", "number": 5, "least": 0, "most": 4}),
    ("without_candidate", {}, {"a": 1, "b": 1}, TooManyChosen, {"chosen": 2, "most": 1}),
    ("without_candidate", {}, {"a": 0}, NumberOutOfBounds,
     {"option": "a", "number": 0, "least": 1, "most": 1}),
    ("without_candidate", CONSENT, {"a": 2}, NumberOutOfBounds,
     {"option": "a", "number": 2, "least": 0, "most": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "settings", "says", "refusal", "facts"), REFUSED)
def test_a_ballot_past_a_bound_is_refused_with_what_it_says_and_the_bound(
    method, settings, says, refusal, facts
):
    with pytest.raises(refusal) as refused:
        read_vote(method, json.dumps(says), contest(method, **settings))
    assert type(refused.value) is refusal
    assert {name: getattr(refused.value, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("method", "settings", "says", "kept"),
    [
        ("approval", TWO_TO_THREE, {"b": 1, "a": 1}, {"a": 1, "b": 1}),
        ("approval", TWO_TO_THREE, {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}),
        ("approval", {}, dict.fromkeys("dcba", 1), dict.fromkeys("abcd", 1)),
        ("plurality", {}, {"a": 1, "b": 1}, {"a": 1, "b": 1}),
        ("consultation", {}, {"a": 1}, {"a": 1}),
        ("lists", {}, {"d": 1}, {"d": 1}),
        ("cumulative", ALL_POINTS, {"a": 3, "b": 2, "c": 0}, {"a": 3, "b": 2}),
        ("cumulative", {}, {"a": 2, "b": 0}, {"a": 2}),
        ("instant_runoff", {}, {"b": 1, "a": 2}, {"a": 2, "b": 1}),
        ("stv", {}, {"d": 1}, {"d": 1}),
        ("schulze", {}, {"b": 1, "a": 1, "c": 4}, {"a": 1, "b": 1, "c": 4}),
        ("majority_judgment", {}, {"a": 6, "b": 0}, {"a": 6, "b": 0}),
        ("majority_judgment", {"grades": 5}, {"a": 4}, {"a": 4}),
        ("without_candidate", {}, {"a": 1}, {"a": 1}),
        ("without_candidate", CONSENT, {"a": 0}, {"a": 0}),
    ],
)
def test_a_ballot_on_its_bound_is_kept_in_the_one_form_of_the_box(method, settings, says, kept):
    assert read_vote(method, json.dumps(says), contest(method, **settings)) == marks_text(kept)


@pytest.mark.parametrize("method", sorted(METHODS - {"yes_no"}))
def test_no_way_to_vote_takes_an_option_that_is_not_proposed_or_no_more(method):
    for option in ("z", "gone"):
        with pytest.raises(UnknownOption) as refused:
            read_vote(method, json.dumps({option: 1}), contest(method))
        assert refused.value.option == option


def test_a_name_nobody_proposed_is_told_back_in_its_first_forty_characters():
    with pytest.raises(UnknownOption) as refused:
        read_vote("lists", json.dumps({"z" * 60: 1}), contest("lists"))
    assert refused.value.option == "z" * 40


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", EmptyBallot),
        ("{}", EmptyBallot),
        ("spoiled", UnreadableBallot),
        ('{"a":1', UnreadableBallot),
        ('["a"]', UnreadableBallot),
        ('{"a":"1"}', UnreadableBallot),
        ('{"a":-1}', UnreadableBallot),
        ('{"a":true}', UnreadableBallot),
        ("[" * 100_000, UnreadableBallot),
        ("{" + " " * 8_000 + "}", UnreadableBallot),
        ("{" + " " * 7_998 + "}", EmptyBallot),
    ],
)
def test_what_is_not_a_ballot_is_told_from_what_says_nothing(said, refusal):
    with pytest.raises(refusal) as refused:
        read_vote("lists", said, contest("lists"))
    assert type(refused.value) is refusal


@pytest.mark.parametrize("word", ["blank", "abstain"])
def test_every_way_to_vote_takes_a_blank_ballot_and_an_abstention(word):
    assert {read_vote(method, word, contest(method)) for method in METHODS - {"yes_no"}} == {word}
