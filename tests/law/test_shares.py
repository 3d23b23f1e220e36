"""Shares: the cap of public bodies."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.shares import PublicBodiesTooStrong, public_breaches

HAIR = Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("part", "day", "lawful"),
    [
        (Fraction(1, 2), date(2026, 11, 23), True),
        (Fraction(1, 2) + HAIR, date(2026, 11, 23), False),
        (Fraction(1, 5), date(2014, 8, 1), True),
        (Fraction(1, 5) + HAIR, date(2014, 8, 1), False),
        (Fraction(1, 5) + HAIR, date(2014, 8, 2), True),
    ],
)
def test_local_authorities_hold_half_of_the_capital_at_most_and_a_fifth_before_2014(part, day, lawful):
    found = public_breaches(part, day)
    assert (not found) is lawful
    assert all(isinstance(breach, PublicBodiesTooStrong) for breach in found)
