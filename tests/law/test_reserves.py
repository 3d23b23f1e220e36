"""Reserves: half of what is left, 57.5 % in all."""

from fractions import Fraction

import pytest

from governance.law.reserves import ReserveTooLow, breaches, reserved_in_all

HAIR = Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("part", "lawful"),
    [
        (Fraction(1, 2) - HAIR, False),
        (Fraction(1, 2), True),
        (Fraction(1, 2) + HAIR, True),
        (Fraction(1), True),
    ],
)
def test_the_statutory_reserve_gets_at_least_half_of_what_is_left(part, lawful):
    found = breaches(part)
    assert (not found) is lawful
    assert all(isinstance(breach, ReserveTooLow) for breach in found)


def test_both_reserves_get_57_and_a_half_per_cent_of_the_result():
    assert reserved_in_all(Fraction(1, 2)) == Fraction(575, 1000)
    assert reserved_in_all(Fraction(1)) == 1
