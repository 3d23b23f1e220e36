"""How long things are kept."""

from datetime import date

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.retention import RULES, ballots_kept_until


def test_sealed_ballots_are_kept_two_years_and_three_months():
    assert ballots_kept_until(date(2027, 6, 24)) == date(2029, 9, 24)


def test_accounts_are_kept_ten_years_and_registers_five():
    said = {rule.key: str(rule.line(CompanyForm.SA, date(2026, 11, 23)).value) for rule in RULES}
    assert said["keep_accounts"].startswith("10 ans")
    assert said["keep_registers"].startswith("5 ans")
    assert said["keep_ballots"].startswith("27 mois")


@pytest.mark.parametrize(
    ("form", "article", "words"),
    [
        (CompanyForm.SA, "L. 225-117", "feuilles de présence, pouvoirs et procès-verbaux des 3 derniers"),
        (CompanyForm.SARL, "R. 223-15", "comptes, inventaires, rapports et procès-verbaux des 3 derniers"),
        (CompanyForm.SAS, "L. 227-9", "les statuts le fixent"),
    ],
)
def test_members_may_ask_for_the_papers_of_the_last_three_years_by_the_text_of_their_form(
    form, article, words
):
    (rule,) = (rule for rule in RULES if rule.key == "keep_sheets")
    line = rule.line(form, date(2026, 11, 23))
    assert str(line.value).startswith(words)
    assert line.source.article == article


def test_ballots_of_before_october_2025_are_kept_three_years_and_three_months():
    assert ballots_kept_until(date(2025, 9, 30)) == date(2028, 12, 30)
    assert ballots_kept_until(date(2025, 10, 1)) == date(2028, 1, 1)
