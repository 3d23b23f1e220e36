"""From when one must be a member, and who votes for shares held by several."""

from datetime import UTC, date, datetime

import pytest

from governance.law.legal_forms import AssemblyKind, CompanyForm
from governance.law.members import record_moment, usufruct_voter
from governance.law.public_holidays import Territory

AG = date(2027, 6, 24)


def test_one_is_a_member_on_the_day_of_the_assembly_or_two_business_days_before_if_the_bylaws_say_so():
    assert record_moment(AG, by_bylaws=False) == datetime(2027, 6, 23, 22, tzinfo=UTC)
    assert record_moment(AG, by_bylaws=True) == datetime(2027, 6, 21, 22, tzinfo=UTC)


def test_the_record_date_steps_over_a_local_holiday():
    day = date(2027, 6, 11)
    assert record_moment(day, by_bylaws=True).date() == date(2027, 6, 9)
    assert record_moment(day, by_bylaws=True, territory=Territory.GUYANE).date() == date(2027, 6, 8)


@pytest.mark.parametrize(
    ("form", "kind", "voter"),
    [
        (CompanyForm.SA, AssemblyKind.ORDINARY, "usufructuary"),
        (CompanyForm.SA, AssemblyKind.EXTRAORDINARY, "bare_owner"),
        (CompanyForm.SARL, AssemblyKind.ORDINARY, "bare_owner"),
        (CompanyForm.SAS, AssemblyKind.EXTRAORDINARY, "bare_owner"),
    ],
)
def test_usufruct_votes_in_the_ordinary_assembly_of_an_sa_only(form, kind, voter):
    assert usufruct_voter(form, kind) == voter
