"""How long things are kept."""

from datetime import date

from governance.law.legal_forms import CompanyForm
from governance.law.retention import RULES, ballots_kept_until


def test_sealed_ballots_are_kept_two_years_and_three_months():
    assert ballots_kept_until(date(2027, 6, 24)) == date(2029, 9, 24)


def test_accounts_are_kept_ten_years_sheets_three_registers_five():
    said = {rule.key: str(rule.line(CompanyForm.SA, date(2026, 11, 23)).value) for rule in RULES}
    assert said["keep_accounts"].startswith("10 ans")
    assert said["keep_sheets"].startswith("3 ans")
    assert said["keep_registers"].startswith("5 ans")
    assert said["keep_ballots"].startswith("27 mois")


def test_ballots_of_before_october_2025_are_kept_three_years_and_three_months():
    assert ballots_kept_until(date(2025, 9, 30)) == date(2028, 12, 30)
    assert ballots_kept_until(date(2025, 10, 1)) == date(2028, 1, 1)
