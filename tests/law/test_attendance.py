"""The attendance sheet."""

from datetime import date

import pytest

from governance.law.attendance import COLUMN_NAMES, RULES, SIGNED_BY, sheet
from governance.law.legal_forms import CompanyForm
from governance.sources import ChangedBy, Confidence

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("form", list(CompanyForm))
def test_the_sheet_shows_who_holds_what_and_is_signed(form):
    columns = sheet(form, TODAY).columns
    assert {"surname", "first_name", "address", "shares", "votes", "signature"} <= set(columns)
    assert set(columns) <= set(COLUMN_NAMES)


def test_the_officers_certify_it():
    assert "officers" in SIGNED_BY[CompanyForm.SA].on(TODAY)


@pytest.mark.parametrize("form", [CompanyForm.SARL, CompanyForm.SAS])
def test_the_sheet_of_a_sarl_and_of_a_sas_is_only_proposed(form):
    assert sheet(form, TODAY).source.confidence is Confidence.COUNSEL
    for rule in RULES:
        line, of_an_sa = rule.line(form, TODAY), rule.line(CompanyForm.SA, TODAY)
        assert (str(line.value), line.changed_by) == ("les statuts le fixent", ChangedBy.BYLAWS)
        assert str(line.proposed) == str(of_an_sa.value)
        assert of_an_sa.proposed is None
    assert sheet(CompanyForm.SA, TODAY).source.article == "R. 225-95"
