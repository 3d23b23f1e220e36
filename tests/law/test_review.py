"""The cooperative review: every five years, at once after losses, or when enough members ask."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.review import may_ask_review, review_at_once, review_by
from governance.units import Cents

HAIR = Fraction(1, 10_000)


def test_five_years_after_the_previous_one():
    assert review_by(date(2024, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("results", "highest", "due"),
    [
        ([-1, -1, -1], 1_000, True),
        ([-1, -1], 1_000, False),
        ([-1, 0, -1], 1_000, False),
        ([-1, -1, -1, 5], 1_000, False),
        ([-500], 1_000, True),
        ([-499], 1_000, False),
        ([-501], 1_000, True),
        ([-500, 20], 1_000, False),
        ([], 1_000, False),
        ([0], 0, False),
    ],
)
def test_three_years_of_loss_or_half_the_highest_capital(results, highest, due):
    assert review_at_once([Cents(result) for result in results], Cents(highest)) is due


@pytest.mark.parametrize(("part", "due"), [(Fraction(1, 10) - HAIR, False), (Fraction(1, 10), True)])
def test_a_tenth_of_the_members_may_ask(part, due):
    assert may_ask_review(member_part=part) is due


@pytest.mark.parametrize(("part", "due"), [(Fraction(1, 3) - HAIR, False), (Fraction(1, 3), True)])
def test_a_third_of_the_directors_may_ask(part, due):
    assert may_ask_review(director_part=part) is due
