"""A hosted entrepreneur becomes a member within three years."""

from datetime import date

import pytest

from governance.law.cae import NotYetMember, breaches, member_by


@pytest.mark.parametrize(
    ("day", "lawful"), [(date(2027, 3, 1), True), (date(2027, 3, 2), False), (date(2026, 1, 1), True)]
)
def test_a_contract_of_1_march_2024_needs_a_member_by_1_march_2027(day, lawful):
    found = breaches("Camille", date(2024, 3, 1), day)
    assert (not found) is lawful
    assert all(isinstance(breach, NotYetMember) for breach in found)


def test_months_of_an_earlier_support_contract_count():
    assert member_by(date(2024, 3, 1)) == date(2027, 3, 1)
    assert member_by(date(2024, 3, 1), earlier_months=12) == date(2026, 3, 1)
    assert member_by(date(2024, 3, 1), earlier_months=40) == date(2024, 3, 1)
