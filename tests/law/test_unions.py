"""Unions of the social economy: 65 % of the votes and half of the directors."""

from fractions import Fraction

import pytest

from governance.law.unions import NotASocialEconomyUnion, breaches

HAIR = Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("votes", "directors", "lawful"),
    [
        (Fraction(65, 100), Fraction(1, 2), True),
        (Fraction(65, 100) - HAIR, Fraction(1, 2), False),
        (Fraction(65, 100), Fraction(1, 2) - HAIR, False),
        (Fraction(1), Fraction(1), True),
    ],
)
def test_founders_hold_65_per_cent_of_the_votes_and_half_of_the_directors(votes, directors, lawful):
    found = breaches(votes=votes, directors=directors)
    assert (not found) is lawful
    assert all(isinstance(breach, NotASocialEconomyUnion) for breach in found)


def test_the_refusal_can_be_said():
    (breach,) = breaches(votes=Fraction(1, 2), directors=Fraction(1, 3))
    assert "65 % des voix" in str(breach)
