"""Who is a member on a day, and with how many shares."""

from datetime import date

import pytest

from governance.register.members import Standing, is_member, label, standing
from governance.register.shares import Movement, MovementKind, difference_kind, holding


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 9), Standing.TO_COME),
        (date(2027, 1, 10), Standing.MEMBER),
        (date(2027, 6, 29), Standing.MEMBER),
        (date(2027, 6, 30), Standing.LEFT),
    ],
)
def test_one_is_a_member_from_admission_to_the_eve_of_leaving(day, expected):
    admitted, left = date(2027, 1, 10), date(2027, 6, 30)
    assert standing(admitted, left, day) is expected
    assert is_member(admitted, left, day) is (expected is Standing.MEMBER)


def test_who_never_left_is_still_a_member():
    assert is_member(date(2020, 1, 1), None, date(2099, 1, 1))


def test_who_leaves_on_the_day_of_admission_never_was_a_member():
    day = date(2027, 1, 10)
    assert not is_member(day, day, day)


def test_a_holding_adds_up_the_movements_to_the_day_included():
    movements = [
        Movement(MovementKind.OPENING, 10, date(2027, 1, 1)),
        Movement(MovementKind.REDEMPTION, -4, date(2027, 3, 1)),
    ]
    assert holding(movements, date(2026, 12, 31)) == 0
    assert holding(movements, date(2027, 2, 28)) == 10
    assert holding(movements, date(2027, 3, 1)) == 6


def test_the_kind_of_a_difference_says_which_way_it_goes():
    assert difference_kind(3, is_new=True) is MovementKind.OPENING
    assert difference_kind(3, is_new=False) is MovementKind.SUBSCRIPTION
    assert difference_kind(-3, is_new=False) is MovementKind.REDEMPTION


def test_a_person_is_called_by_first_name_then_name():
    assert label("Exemple", "Alix") == "Alix Exemple"
    assert label("Boulangerie Exemple", "") == "Boulangerie Exemple"
