"""What the bylaws ask of people is listed with its article, and nothing else is."""

from dataclasses import replace
from fractions import Fraction

import pytest

from governance.bylaws.by_hand import BY_HAND, ByHand, by_hand
from governance.bylaws.choices import DelegatesOf
from governance.bylaws.clauses import CollegeSeats, Delegates
from governance.bylaws.labels import FIELD_LABELS
from governance.bylaws.models import load_model


@pytest.fixture
def bylaws():
    return load_model("five_colleges_proportional")


def test_clauses_that_ask_nothing_are_not_listed(bylaws):
    assert by_hand(replace(bylaws, remote=replace(bylaws.remote, secret_for=()))) == ()
    assert by_hand(bylaws) == (ByHand("remote.secret_for", bylaws.remote.article),)


def test_a_clause_is_listed_with_its_chapter_and_its_article(bylaws):
    second = replace(bylaws.second_meeting, article="19", third_call=True)
    found = set(by_hand(replace(bylaws, second_meeting=second))) - set(by_hand(bylaws))
    assert found == {ByHand("second_meeting.third_call", "19")}


def test_a_college_a_seat_and_a_whole_chapter_are_listed_once_each(bylaws):
    first, *others = bylaws.colleges.items
    capped = replace(bylaws.colleges, items=(replace(first, article="7", max_part=Fraction(1, 4)), *others))
    seats = (CollegeSeats(first.id, 1, None, 24), CollegeSeats(others[0].id, 1, None, 36))
    board = replace(bylaws.board, article="22", seats=seats)
    delegates = Delegates("18", DelegatesOf.SECTIONS, 1, in_proportion=False, vote_as_one=True)
    found = by_hand(replace(bylaws, colleges=capped, board=board, delegates=delegates))
    listed = [(one.field, one.article) for one in found if one not in by_hand(bylaws)]
    assert listed == [("college.max_part", "7"), ("delegates", "18"), ("college_seats.term_months", "22")]


def test_each_clause_left_to_people_has_a_name():
    assert {key for key in BY_HAND if key not in FIELD_LABELS} == {"permanent", "delegates"}


def test_a_category_of_members_is_named_as_its_form_does(bylaws):
    first, *others = bylaws.categories
    timed = replace(bylaws, categories=(replace(first, article="11.1", for_months=36), *others))
    assert set(by_hand(timed)) - set(by_hand(bylaws)) == {ByHand("category.for_months", "11.1")}
