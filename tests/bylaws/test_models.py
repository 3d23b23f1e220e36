"""The ready-made bylaws are lawful, complete, and those announced."""

from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.check import breaches
from governance.bylaws.clauses import Carry
from governance.bylaws.models import DESCRIPTIONS, FOLDER, MODELS, load_model
from governance.errors import NotFound
from governance.law.legal_forms import CompanyForm

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("key", list(MODELS))
def test_the_law_finds_nothing_wrong_in_a_model(key):
    assert breaches(load_model(key), TODAY) == []


def test_every_file_is_a_model_and_every_model_a_file():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(MODELS)


def test_an_unknown_model_is_not_found():
    with pytest.raises(NotFound):
        load_model("autre")


def test_the_first_model_has_five_colleges_of_30_20_20_15_and_15():
    bylaws = load_model("five_colleges_proportional")
    assert bylaws.identity.form is CompanyForm.SA
    assert [college.points for college in bylaws.colleges.items] == [30, 20, 20, 15, 15]
    assert bylaws.colleges.items[2].name == "Structures essaimées"
    assert bylaws.colleges.carry is Carry.PROPORTIONAL


def test_the_second_has_three_colleges_of_50_30_and_20_by_bloc():
    bylaws = load_model("three_colleges_bloc")
    assert [college.points for college in bylaws.colleges.items] == [50, 30, 20]
    assert bylaws.colleges.carry is Carry.BLOC
    assert bylaws.colleges.bloc_part == Fraction(1, 2)


def test_the_third_has_no_college():
    bylaws = load_model("no_college")
    assert bylaws.colleges.items == ()
    assert bylaws.colleges.carry is Carry.SINGLE_BODY


def test_each_model_says_whom_it_suits_in_two_sentences():
    assert list(DESCRIPTIONS) == list(MODELS)
    assert all(text.endswith(".") and text.count(". ") == 1 for text in DESCRIPTIONS.values())


def test_the_fourth_keeps_supporters_at_a_tenth_and_ends_membership_at_the_third_absence():
    bylaws = load_model("four_colleges_bloc")
    assert [college.points for college in bylaws.colleges.items] == [35, 35, 20, 10]
    assert (bylaws.membership.missed_warned, bylaws.membership.missed_ends) == (2, 3)


def test_in_the_fifth_five_equal_colleges_elect_their_own_seats():
    bylaws = load_model("five_equal_colleges_seats")
    assert {college.points for college in bylaws.colleges.items} == {20}
    assert [(seats.least, seats.most) for seats in bylaws.board.seats] == [(2, 3)] * 5
