"""How a faulty value is shown in its fault: briefly, as JSON writes it."""

import json

import pytest

from governance.vote.command import count_documents
from governance.vote.json_text import LONGEST_NUMBER, OddNumber
from governance.vote.strict import shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (-7, "-7"),
        (10**LONGEST_NUMBER - 1, "9" * 40 + "…"),
        (10**LONGEST_NUMBER, "…"),
        (-(10**LONGEST_NUMBER), "…"),
        (10**41, "1" + "0" * 39 + "…"),
        ("x" * 41, "x" * 40 + "…"),
        ("x" * 40, "x" * 40),
        ("81", '"81"'),
        (" -1,5 ", '" -1,5 "'),
        ("1/2", '"1/2"'),
        ("81a", "81a"),
        ("a\ud800", "a?"),
        (OddNumber("1" * 50), "1" * 40 + "…"),
        ({}, "{…}"),
        ([], "[…]"),
        (1.5, "float"),
    ],
)
def test_a_faulty_value_is_shown_briefly(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "Le document n’est pas du JSON\u00a0: ligne 2, colonne 3."),
        ("en", "The document is not JSON: line 2, column 3."),
    ],
)
def test_a_text_that_is_not_json_says_where_in_the_language_asked_for(lang, sentence):
    ((line, faults),) = count_documents(["{\n  x}"], lang)
    assert faults == [sentence]
    assert json.loads(line) == {"faults": [sentence]}


def test_the_faults_of_an_election_are_said_in_the_language_asked_for():
    ((_, french),) = count_documents(['{"election": {}}'], "fr")
    ((_, english),) = count_documents(['{"election": {}}'], "en")
    assert french
    assert set(french).isdisjoint(english)
