"""What a ballot of an election says when it comes from a form, and what is refused in it."""

import pytest

from governance.vote.elections.marks import ContradictoryBallot, UnreadableBallot, marks_text, said_in_form


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        ({"mark": [""], "mark_a": [" "], "choice": [""]}, ""),
        ({"mark": ["b", "a"]}, '{"a":1,"b":1}'),
        ({"mark_b": ["2"], "mark_a": ["", " 1 "], "mark_c": [""]}, '{"a":1,"b":2}'),
        ({"mark_a": ["0"]}, '{"a":0}'),
        ({"mark_a": ["999999"]}, '{"a":999999}'),
        ({"other_a": ["1"], "mark": ["b"]}, '{"b":1}'),
        ({"choice": ["blank"]}, "blank"),
        ({"mark": ["abstain"]}, "abstain"),
        ({"mark": ["blank"], "choice": ["blank"]}, "blank"),
        ({"mark_é": ["1"]}, '{"\\u00e9":1}'),
    ],
)
def test_a_form_says_one_text(fields, text):
    assert said_in_form(fields) == text


@pytest.mark.parametrize("number", ["-1", "1,5", "un", "١", "1000000", "²"])
def test_a_number_that_is_not_one_is_refused(number):
    with pytest.raises(UnreadableBallot):
        said_in_form({"mark_a": [number]})


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": ["blank"], "mark": ["a"]},
        {"mark": ["a", "blank"]},
        {"choice": ["blank"], "mark_a": ["1"]},
        {"choice": ["blank", "abstain"]},
        {"choice": ["blank"], "mark": ["abstain"]},
    ],
)
def test_a_word_beside_a_choice_or_another_word_is_refused(fields):
    with pytest.raises(ContradictoryBallot):
        said_in_form(fields)


def test_the_order_in_which_marks_are_given_changes_nothing():
    assert marks_text({"b": 1, "a": 2}) == marks_text({"a": 2, "b": 1}) == '{"a":2,"b":1}'
