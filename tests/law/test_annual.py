"""The assembly on the accounts: six months."""

from datetime import date

import pytest

from governance.law.annual import (
    NULLITY_YEARS,
    RULES,
    AnnualAssemblyTooLate,
    accounts_filed_by,
    breaches,
    bylaws_filed_by,
    last_day,
    months_after,
)
from governance.law.legal_forms import CompanyForm


@pytest.mark.parametrize(
    ("closed", "last"),
    [
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2027, 6, 30), date(2027, 12, 31)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 3, 15), date(2027, 9, 15)),
    ],
)
@pytest.mark.parametrize("form", [CompanyForm.SA, CompanyForm.SARL])
def test_accounts_are_put_to_the_assembly_within_six_months(form, closed, last):
    assert last_day(form, closed) == last


@pytest.mark.parametrize(
    ("day", "lawful"),
    [(date(2027, 6, 29), True), (date(2027, 6, 30), True), (date(2027, 7, 1), False)],
)
def test_an_assembly_after_30_june_is_too_late_for_a_calendar_year(day, lawful):
    found = breaches(CompanyForm.SA, date(2026, 12, 31), day)
    assert (not found) is lawful
    assert all(isinstance(breach, AnnualAssemblyTooLate) for breach in found)


def test_the_bylaws_of_a_sas_decide():
    assert last_day(CompanyForm.SAS, date(2026, 12, 31)) is None
    assert breaches(CompanyForm.SAS, date(2026, 12, 31), date(2028, 1, 1)) == []


def test_months_are_added_without_spilling_over():
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert months_after(date(2027, 1, 1), 0) == date(2027, 1, 1)


def test_a_decision_was_contested_for_three_years_until_the_reform_of_2025():
    assert NULLITY_YEARS.on(date(2025, 9, 30)) == 3
    assert NULLITY_YEARS.on(date(2025, 10, 1)) == 2


def test_six_months_are_proposed_to_a_sas():
    (rule,) = [rule for rule in RULES if rule.key == "annual_assembly"]
    assert "6 mois" in str(rule.line(CompanyForm.SAS, date(2027, 6, 24)).proposed)


def test_accounts_are_filed_within_a_month_on_paper_and_two_on_line_and_bylaws_within_a_month():
    assert accounts_filed_by(date(2027, 6, 24), online=False) == date(2027, 7, 24)
    assert accounts_filed_by(date(2027, 6, 24), online=True) == date(2027, 8, 24)
    assert bylaws_filed_by(date(2027, 1, 31)) == date(2027, 2, 28)
