"""Members who are not cooperators: 49 % and 35 %."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law.legal_forms import CompanyForm
from governance.law.non_cooperators import RULES, NonCooperatorsTooStrong, breaches, reduced

HAIR = Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("everyone", "others", "count"),
    [
        (Fraction(49, 100), Fraction(35, 100), 0),
        (Fraction(49, 100) + HAIR, Fraction(35, 100), 1),
        (Fraction(49, 100), Fraction(35, 100) + HAIR, 1),
        (Fraction(1, 2), Fraction(36, 100), 2),
        (Fraction(0), Fraction(0), 0),
    ],
)
def test_49_per_cent_together_and_35_for_those_that_are_not_cooperatives(everyone, others, count):
    found = breaches(non_cooperators=everyone, of_which_not_cooperatives=others)
    assert len(found) == count
    assert all(isinstance(breach, NonCooperatorsTooStrong) for breach in found)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=5), st.integers(1, 100))
def test_votes_over_the_cap_are_reduced_to_it_in_proportion(given_votes, cooperators):
    votes = {str(rank): Fraction(vote) for rank, vote in enumerate(given_votes)}
    kept = reduced(votes, Fraction(49, 100), Fraction(cooperators))
    total = sum(kept.values())
    assert total / (total + cooperators) <= Fraction(49, 100)
    assert kept == votes or total / (total + cooperators) == Fraction(49, 100)
    assert all(kept[who] * votes["0"] == kept["0"] * votes[who] for who in votes)


def test_the_table_says_both_caps_without_decimals():
    said = {rule.key: str(rule.line(CompanyForm.SA, date(2026, 11, 24)).value) for rule in RULES}
    assert said["non_cooperators"] == "ensemble, 49 % des voix au plus"
    assert said["non_cooperatives"] == "ensemble, 35 % des voix au plus"
