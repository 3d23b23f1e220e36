"""Counting documents one after the other: what a person reads of each, and in which language."""

import json

import pytest

from governance.vote.command import count_documents, told_documents
from tests.vote.elections import a_document
from tests.vote.sheets import three

NO_BREAK = "\u00a0"


def an_election(method, seats, **names):
    document = a_document(method, ["a", "b"], [({"a": 1}, 5), ({"b": 1}, 3)], seats=seats)
    for option in document["election"]["options"]:
        option |= {"places": 2} | ({"name": names[option["id"]]} if option["id"] in names else {})
    return document


def read(document, *lang):
    ((told, faults),) = told_documents([json.dumps(document)], *lang)
    assert faults == []
    return " ".join(told).replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("method", "seats", "french", "english"),
    [
        ("plurality", 1, "candidat n° ", "candidate no. "),
        ("lists", 2, "liste n° ", "list no. "),
        ("consultation", 0, "réponse n° ", "answer no. "),
    ],
)
def test_who_has_no_name_on_the_sheet_is_told_by_their_place_on_it(method, seats, french, english):
    nameless = an_election(method, seats)
    for word, lang in ((french, "fr"), (english, "en")):
        told = read(nameless, lang)
        assert told.index(f"{word}1") < told.index(f"{word}2")
        assert f"{word}0" not in told
        assert f"{word}3" not in told
        assert f"{word}1" not in read(an_election(method, seats, a="Alix"), lang)
    told = read(an_election(method, seats, a="Alix"))
    assert "Alix" in told
    assert f"{french}2" in told


@pytest.mark.parametrize("document", [three(), an_election("plurality", 1, a="Alix", b="Blaise")])
def test_what_is_told_is_the_explanation_of_the_count_in_french_unless_asked_otherwise(document):
    text = json.dumps(document)
    told = {}
    for lang in ("fr", "en"):
        ((line, _),) = count_documents([text], lang)
        told[lang] = json.loads(line)["explanation"]
        assert list(told_documents([text], lang)) == [(told[lang], [])]
    assert list(told_documents([text])) == [(told["fr"], [])]
    assert set(told["fr"]).isdisjoint(told["en"])


def test_documents_are_told_in_order_and_a_faulty_one_says_why_and_nothing_else():
    good = json.dumps(three())
    first, faulty, last = told_documents([good, "{}", good.encode()], "en")
    assert first == last
    assert faulty == ([], ["rules: this key is required.", "colleges: this key is required."])
