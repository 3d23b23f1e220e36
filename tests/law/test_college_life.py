"""Colleges: what the law leaves to the bylaws is said so, with a proposal."""

from datetime import date

import pytest

from governance.law.college_life import LIST_DAYS, RULES
from governance.law.legal_forms import CompanyForm
from governance.law.notice import members_list_day
from governance.sources import ChangedBy

DAY, AG = date(2026, 11, 24), date(2027, 6, 24)
LINES = {rule.key: rule.line(CompanyForm.SA, DAY) for rule in RULES}


@pytest.mark.parametrize(
    "key",
    ["college_assigned_by", "college_carry", "empty_college", "silent_college", "college_quorum"],
)
def test_the_law_is_silent_and_the_service_only_proposes(key):
    assert LINES[key].changed_by is ChangedBy.BYLAWS
    assert str(LINES[key].value) == "les statuts le fixent"
    assert LINES[key].proposed is not None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (CompanyForm.SA, "pendant les 16 jours avant l’assemblée"),
        (CompanyForm.SARL, "de l’envoi de la convocation à l’assemblée"),
        (CompanyForm.SAS, "de l’envoi de la convocation à l’assemblée"),
    ],
)
def test_no_change_of_college_is_proposed_from_the_list_or_the_notice(form, words):
    (rule,) = [rule for rule in RULES if rule.key == "college_freeze"]
    assert words in str(rule.line(form, DAY).proposed)


def test_the_day_of_the_list_is_that_from_which_no_college_changes():
    assert (AG - members_list_day(CompanyForm.SA, AG)).days == LIST_DAYS == 16


def test_a_category_is_not_a_college_and_a_member_has_one_college():
    assert LINES["category_is_not_college"].changed_by is ChangedBy.LAW
    assert "un seul par sociétaire" in str(LINES["single_college"].value)
