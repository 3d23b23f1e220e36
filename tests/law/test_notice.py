"""Days of notice: numbers from the articles."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law import notice
from governance.law.legal_forms import Call, CompanyForm
from governance.law.notice import (
    NoticeTooLate,
    NoticeTooShort,
    agenda_request_cutoff,
    breaches,
    bylaws_breaches,
    email_consent_cutoff,
    first_assembly_day,
    last_sending_day,
    legal_days,
    members_list_day,
)
from governance.sources import Confidence

THURSDAY_24_JUNE = date(2027, 6, 24)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("form", "call", "days"),
    [
        (CompanyForm.SA, Call.FIRST, 15),
        (CompanyForm.SA, Call.SECOND, 10),
        (CompanyForm.SARL, Call.FIRST, 15),
        (CompanyForm.SARL, Call.SECOND, 15),
        (CompanyForm.SAS, Call.FIRST, None),
        (CompanyForm.SAS, Call.SECOND, None),
    ],
)
def test_the_law_gives_these_full_days(form, call, days):
    assert legal_days(form, call, TODAY) == days


def test_a_second_notice_of_an_sa_took_six_days_before_the_decree_of_2010():
    assert legal_days(CompanyForm.SA, Call.SECOND, date(2010, 6, 25)) == 6
    assert legal_days(CompanyForm.SA, Call.SECOND, date(2010, 6, 26)) == 10
    assert notice.source(CompanyForm.SA, Call.SECOND, date(2010, 6, 26)).confidence is Confidence.COUNSEL


def test_fifteen_full_days_before_24_june_means_sending_on_8_june():
    assert last_sending_day(THURSDAY_24_JUNE, 15) == date(2027, 6, 8)


@pytest.mark.parametrize(
    ("sent_on", "lawful"), [(date(2027, 6, 7), True), (date(2027, 6, 8), True), (date(2027, 6, 9), False)]
)
def test_a_notice_leaves_on_the_sixteenth_day_before_at_the_latest(sent_on, lawful):
    found = breaches(sent_on, THURSDAY_24_JUNE, full_days=15, text="R. 225-69")
    assert (not found) is lawful


def test_a_late_notice_names_the_last_day_and_the_next_possible_assembly():
    (late,) = breaches(date(2027, 6, 9), THURSDAY_24_JUNE, full_days=15, text="R. 225-69")
    assert isinstance(late, NoticeTooLate)
    assert late.facts()["last_day"] == date(2027, 6, 8)
    assert late.first_assembly_on == date(2027, 6, 25)
    assert late.source == "R. 225-69"
    assert "2027-06-08" in str(late)


def test_a_second_notice_sent_on_24_june_convenes_for_5_july():
    assert first_assembly_day(date(2027, 6, 24), 10) == date(2027, 7, 5)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 90))
def test_the_last_sending_day_and_the_first_assembly_day_answer_each_other(day, full_days):
    last = last_sending_day(day, full_days)
    assert first_assembly_day(last, full_days) == day
    assert (day - last).days - 1 == full_days
    assert not breaches(last, day, full_days=full_days, text="")
    assert breaches(last + timedelta(days=1), day, full_days=full_days, text="")


def test_consent_to_e_mail_comes_thirty_five_days_before_in_an_sa_and_twenty_in_a_sarl():
    assert email_consent_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 5, 20)
    assert email_consent_cutoff(CompanyForm.SARL, THURSDAY_24_JUNE) == date(2027, 6, 4)
    assert email_consent_cutoff(CompanyForm.SAS, THURSDAY_24_JUNE) is None


def test_the_list_of_members_of_an_sa_is_frozen_on_the_sixteenth_day_before():
    assert members_list_day(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 6, 8)
    assert members_list_day(CompanyForm.SARL, THURSDAY_24_JUNE) is None


def test_members_ask_for_an_item_twenty_five_days_before():
    assert agenda_request_cutoff(CompanyForm.SA, THURSDAY_24_JUNE) == date(2027, 5, 30)
    assert agenda_request_cutoff(CompanyForm.SARL, THURSDAY_24_JUNE) == date(2027, 5, 30)


def test_members_of_a_sarl_ask_for_an_item_of_an_assembly_convened_from_april_2018():
    held = date(2018, 4, 17)  # the first whose notice may leave on 1 April
    assert agenda_request_cutoff(CompanyForm.SARL, held - timedelta(days=1)) is None
    assert agenda_request_cutoff(CompanyForm.SARL, held) == date(2018, 3, 23)
    assert notice.convened_by(CompanyForm.SARL, held) == date(2018, 4, 1)
    assert notice.convened_by(CompanyForm.SAS, held) == held
    assert notice.agenda_request(CompanyForm.SARL, held).source.article == "R. 223-20-3"
    assert notice.agenda_request(CompanyForm.SARL, held - timedelta(days=1)).source.article == ""


def test_a_sarl_whose_sole_manager_died_is_convened_eight_days_before():
    said = {rule.key: str(rule.line(CompanyForm.SARL, TODAY).value) for rule in notice.RULES}
    assert said["notice_days_manager_died"] == "au moins 8 jours pleins entre l’envoi et l’assemblée"
    assert "15 jours" in said["notice_days_first"]


@pytest.mark.parametrize(("days", "lawful"), [(14, False), (15, True), (16, True)])
def test_bylaws_may_lengthen_a_notice_and_not_shorten_it(days, lawful):
    found = bylaws_breaches(CompanyForm.SA, Call.FIRST, days, TODAY)
    assert (not found) is lawful
    assert all(isinstance(breach, NoticeTooShort) for breach in found)


def test_the_bylaws_of_a_sas_choose_freely():
    assert bylaws_breaches(CompanyForm.SAS, Call.FIRST, 1, TODAY) == []


def test_fifteen_then_ten_days_are_proposed_to_a_sas():
    said = {rule.key: str(rule.line(CompanyForm.SAS, TODAY).proposed) for rule in notice.RULES}
    assert "15 jours" in said["notice_days_first"]
    assert "10 jours" in said["notice_days_second"]
