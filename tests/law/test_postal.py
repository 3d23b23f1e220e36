"""Postal votes: six days, three days, 15:00 the day before."""

from datetime import UTC, date, datetime

from governance.law.legal_forms import CompanyForm
from governance.law.postal import counts, electronic_cutoff, paper_cutoff, request_cutoff

THURSDAY_24_JUNE = date(2027, 6, 24)


def test_a_form_is_asked_for_on_the_sixth_day_before_at_the_latest():
    assert request_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 6, 18)


def test_paper_forms_are_received_until_the_third_day_before_at_least():
    assert paper_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 6, 21)


def test_an_electronic_form_arrives_by_15_00_in_paris_the_day_before():
    limit = electronic_cutoff(CompanyForm.SA, THURSDAY_24_JUNE)
    assert limit.astimezone(UTC) == datetime(2027, 6, 23, 13, 0, tzinfo=UTC)


def test_the_form_or_the_bylaws_decide_elsewhere():
    for form in (CompanyForm.SARL, CompanyForm.SAS):
        assert request_cutoff(form, THURSDAY_24_JUNE) is None
        assert paper_cutoff(form, THURSDAY_24_JUNE) is None
        assert electronic_cutoff(form, THURSDAY_24_JUNE) is None


def test_a_form_is_counted_when_it_arrives_in_time_for_the_agenda_it_was_given_for():
    limit = date(2027, 6, 21)
    assert counts(date(2027, 6, 21), limit)
    assert not counts(date(2027, 6, 22), limit)
    assert not counts(date(2027, 6, 21), limit, agenda_changed=True)
