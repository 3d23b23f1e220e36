"""Colleges: what the law leaves to the bylaws is said so, with a proposal."""

from datetime import date

import pytest

from governance.law.college_life import RULES
from governance.law.legal_forms import CompanyForm
from governance.sources import ChangedBy

DAY = date(2026, 11, 24)
LINES = {rule.key: rule.line(CompanyForm.SA, DAY) for rule in RULES}


@pytest.mark.parametrize(
    "key",
    ["college_assigned_by", "college_carry", "empty_college", "silent_college", "college_quorum"],
)
def test_the_law_is_silent_and_the_service_only_proposes(key):
    assert LINES[key].changed_by is ChangedBy.BYLAWS
    assert str(LINES[key].value) == "les statuts le fixent"
    assert LINES[key].proposed is not None


def test_sixteen_days_without_a_change_of_college_are_proposed_to_an_sa():
    assert "16 jours" in str(LINES["college_freeze"].proposed)


def test_a_category_is_not_a_college_and_a_member_has_one_college():
    assert LINES["category_is_not_college"].changed_by is ChangedBy.LAW
    assert "un seul par sociétaire" in str(LINES["single_college"].value)
