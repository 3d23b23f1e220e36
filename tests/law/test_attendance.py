"""The attendance sheet."""

from datetime import date

import pytest

from governance.law.attendance import COLUMN_NAMES, SIGNED_BY, sheet
from governance.law.legal_forms import CompanyForm
from governance.sources import Confidence

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("form", list(CompanyForm))
def test_the_sheet_shows_who_holds_what_and_is_signed(form):
    columns = sheet(form, TODAY).columns
    assert {"surname", "first_name", "address", "shares", "votes", "signature"} <= set(columns)
    assert set(columns) <= set(COLUMN_NAMES)


def test_the_officers_certify_it():
    assert "officers" in SIGNED_BY[CompanyForm.SA].on(TODAY)


def test_the_sheet_of_a_sarl_is_only_proposed():
    assert sheet(CompanyForm.SARL, TODAY).source.confidence is Confidence.COUNSEL
    assert sheet(CompanyForm.SA, TODAY).source.article == "R. 225-95"
