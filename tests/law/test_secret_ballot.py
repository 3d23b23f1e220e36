"""The level of safety of an electronic vote, by the grid of 2019."""

from datetime import date

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.secret_ballot import RULES, level_of_2019


@pytest.mark.parametrize(("answers", "level"), [(0, 1), (2, 1), (3, 2), (6, 2), (7, 3), (10, 3)])
def test_the_grid_of_2019_has_three_levels(answers, level):
    assert level_of_2019(answers) == level


@pytest.mark.parametrize("answers", [-1, 11])
def test_the_grid_has_ten_questions(answers):
    with pytest.raises(ValueError, match="ten questions"):
        level_of_2019(answers)


def test_level_two_and_two_keys_of_three_are_the_least():
    said = {rule.key: str(rule.line(CompanyForm.SA, date(2026, 11, 24)).value) for rule in RULES}
    assert said["evote_level"] == "niveau 2"
    assert said["evote_keys"].startswith("3 détenteurs")
    assert "dont 2" in said["evote_keys"]
