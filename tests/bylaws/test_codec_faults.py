"""Each fault of a document says where it is and what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Generic, NewType, TypeVar

import pytest

from governance.bylaws.codec import WRONG, Fault, Place, read, write
from governance.law.rule import Said

SPACE, BARE = "\N{NO-BREAK SPACE}", " "


class Colour(StrEnum):
    """Two words of a choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Chapter:
    """A part of a document with its article."""

    article: str
    days: int


@dataclass(frozen=True)
class Whole:
    """Two chapters by name, and one beside them."""

    chapters: Mapping[str, Chapter]
    beside: Chapter


def faults_of(document, kind):
    place = Place("", "", [])
    value = read(kind, document, place)
    faults = [(one.article, one.where, str(one.what).replace(SPACE, BARE)) for one in place.faults]
    return value, faults


@pytest.mark.parametrize(
    ("kind", "document", "what"),
    [
        (str, 3, "il faut un texte"),
        (int, "3", "il faut un nombre entier"),
        (bool, "oui", "il faut vrai ou faux"),
        (Fraction, 0.5, "il faut un nombre exact, écrit comme un texte : 2/3, 40 ou 33.5"),
        (Fraction, "moitié", "il faut un nombre exact, écrit comme un texte : 2/3, 40 ou 33.5"),
        (date, "24/06/2027", "il faut une date : 2027-06-24"),
        (date, 20270624, "il faut une date : 2027-06-24"),
        (Colour, "green", "il faut l’un de ces mots : red, blue"),
        (Colour, 1, "il faut l’un de ces mots : red, blue"),
        (tuple[int, ...], {"a": 1}, "il faut une liste"),
        (Mapping[str, int], [1], "il faut un objet"),
        (Chapter, [1], "il faut un objet"),
        (int | None, "3", "il faut un nombre entier"),
        (int | None, {"days": 3}, "il faut un nombre entier"),
    ],
)
def test_each_kind_of_value_says_what_it_needs(kind, document, what):
    assert faults_of(document, kind) == (WRONG, [("", "", what)])


def test_every_fault_is_found_in_its_place_and_article():
    document = {
        "chapters": {"first": {"article": "7", "days": "x"}, "second": {"days": 2, "more": 1}},
        "beside": {"article": 8, "days": True},
    }
    value, faults = faults_of(document, Whole)
    assert value is WRONG
    assert faults == [
        ("7", "chapters.first.days", "il faut un nombre entier"),
        ("", "chapters.second", "« more » n’est pas connu ici"),
        ("", "chapters.second", "il manque « article »"),
        ("", "beside.article", "il faut un texte"),
        ("", "beside.days", "il faut un nombre entier"),
    ]


@pytest.mark.parametrize(
    ("kind", "document"),
    [(Mapping[str, int], {"a": 1, "b": "x"}), (tuple[int, ...], [1, "x"]), (Chapter, {"article": "7"})],
)
def test_one_part_that_cannot_be_read_spoils_the_whole(kind, document):
    value, faults = faults_of(document, kind)
    assert value is WRONG
    assert len(faults) == 1


@dataclass(frozen=True)
class Spoken:
    """One way to say what is heard."""

    words: str


@dataclass(frozen=True)
class Written:
    """Another, with other fields."""

    words: str
    day: date


@pytest.mark.parametrize(
    ("document", "value", "faults"),
    [
        (None, None, []),
        ({"words": "oui"}, Spoken("oui"), []),
        ({"words": "oui", "day": "2027-06-24"}, Written("oui", date(2027, 6, 24)), []),
        ({"day": "2027-06-24"}, WRONG, ["« day » n’est pas connu ici", "il manque « words »"]),
    ],
)
def test_of_several_kinds_the_one_with_these_fields_is_read_or_else_the_first(document, value, faults):
    found, said = faults_of(document, Spoken | Written | None)
    assert (found, [what for _, _, what in said]) == (value, faults)


Days = NewType("Days", int)
T = TypeVar("T")


@dataclass(frozen=True)
class Pair(Generic[T]):
    """Two of one kind, and a name."""

    first: T
    second: T
    name: str


def test_a_generic_value_is_read_with_the_kind_it_was_given():
    assert faults_of({"first": 1, "second": 2, "name": "a"}, Pair[int]) == (Pair(1, 2, "a"), [])
    _, faults = faults_of({"first": "1", "second": 2, "name": "a"}, Pair[int])
    assert faults == [("", "first", "il faut un nombre entier")]


@pytest.mark.parametrize(("document", "value"), [(3, 3), ("3", WRONG)])
def test_a_named_kind_is_read_as_what_it_stands_for(document, value):
    assert faults_of(document, Days)[0] == value


def test_a_mapping_without_fault_is_read_with_its_keys():
    chapters = {"first": {"article": "7", "days": 1}, "second": {"article": "8", "days": 2}}
    value = {"first": Chapter("7", 1), "second": Chapter("8", 2)}
    assert faults_of(chapters, Mapping[str, Chapter]) == (value, [])
    assert write(value) == chapters


def test_a_choice_is_read_as_its_own_word():
    assert faults_of("blue", Colour) == (Colour.BLUE, [])


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("17", "article 17 (colleges.items.1) : il faut un texte"),
        ("", "colleges.items.1 : il faut un texte"),
    ],
)
def test_a_fault_is_said_with_its_place_and_with_its_article_when_it_has_one(article, words):
    fault = Fault(article, "colleges.items.1", Said("il faut un texte"))
    assert str(fault).replace(SPACE, BARE) == words
