"""A hosted entrepreneur becomes a member within three years."""

from datetime import date

import pytest

from governance.law.cae import NotYetMember, breaches, length, member_by, member_by_contracts


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


def test_the_length_of_a_contract_counts_both_its_days():
    assert length(date(2023, 3, 1), date(2024, 2, 29)) == (12, 0)
    assert length(date(2023, 3, 1), date(2024, 3, 10)) == (12, 10)
    assert length(date(2023, 3, 1), date(2024, 3, 31)) == (13, 0)
    assert length(date(2023, 3, 1), date(2023, 3, 1)) == (0, 1)


def test_earlier_contracts_are_deducted_to_the_day():
    year = (date(2023, 3, 1), date(2024, 2, 29))
    year_and_ten_days = (date(2023, 2, 20), date(2024, 2, 29))
    assert member_by_contracts(date(2024, 3, 1)) == date(2027, 3, 1)
    assert member_by_contracts(date(2024, 3, 1), [year]) == date(2026, 3, 1)
    assert member_by_contracts(date(2024, 3, 1), [year_and_ten_days]) == date(2026, 2, 19)
    assert member_by_contracts(date(2024, 3, 1), [year, year, year]) == date(2024, 3, 1)
    assert member_by_contracts(date(2024, 3, 1), [year] * 4) == date(2024, 3, 1)


def test_a_contract_of_the_last_day_of_february_ends_on_another():
    assert member_by_contracts(date(2024, 2, 29)) == date(2027, 2, 28)
