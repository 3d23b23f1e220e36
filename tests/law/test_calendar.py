"""The worked example: an assembly on Thursday 24 June 2027."""

from datetime import UTC, date, datetime

import pytest

from governance.law.calendar import SetBy, deadlines, second_meeting_from
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.public_holidays import Territory

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG = date(2027, 6, 24)


def days(form, **options):
    return {one.key: one.advised for one in deadlines(form, AG, **options)}


def test_the_calendar_of_an_sa():
    assert days(SA, kind=AssemblyKind.EXTRAORDINARY, remote_only=True) == {
        "email_consent": date(2027, 5, 19),
        "remote_only_announced": date(2027, 5, 19),
        "remote_only_refused": date(2027, 5, 29),
        "agenda_request": date(2027, 5, 29),
        "agenda_answer": date(2027, 6, 3),
        "members_list": date(2027, 6, 8),
        "notice": date(2027, 6, 8),
        "list_open": date(2027, 6, 9),
        "postal_request": date(2027, 6, 18),
        "questions": date(2027, 6, 18),
        "document_request": date(2027, 6, 19),
        "postal_paper": date(2027, 6, 21),
        "record": date(2027, 6, 22),
        "postal_electronic": date(2027, 6, 23),
        "proxy_electronic": date(2027, 6, 23),
        "bylaws_filed": date(2027, 7, 24),
        "accounts_paper": date(2027, 7, 24),
        "accounts_online": date(2027, 8, 24),
        "second_meeting": date(2027, 8, 24),
        "contest": date(2029, 6, 24),
    }


def test_the_calendar_of_a_sarl():
    assert days(SARL) == {
        "agenda_request": date(2027, 5, 29),
        "email_consent": date(2027, 6, 3),
        "notice": date(2027, 6, 8),
        "documents_sent": date(2027, 6, 8),
        "questions": AG,
        "document_request": AG,
        "bylaws_filed": date(2027, 7, 24),
        "accounts_paper": date(2027, 7, 24),
        "accounts_online": date(2027, 8, 24),
        "contest": date(2029, 6, 24),
    }


def one_of(key, form, **options):
    return next(one for one in deadlines(form, AG, **options) if one.key == key)


def test_the_request_received_on_the_safe_day_is_answered_within_five_days_of_it():
    answer = one_of("agenda_answer", SA)
    assert (answer.safe_day, answer.day) == (date(2027, 6, 3), date(2027, 6, 4))


@pytest.mark.parametrize(
    ("form", "own", "last", "set_by", "source"),
    [
        (SA, 14, date(2027, 6, 8), SetBy.LAW, "R. 225-69"),
        (SA, 15, date(2027, 6, 8), SetBy.LAW, "R. 225-69"),
        (SA, 16, date(2027, 6, 7), SetBy.BYLAWS, "article 12"),
        (SAS, 7, date(2027, 6, 16), SetBy.BYLAWS, "article 12"),
        (SAS, None, date(2027, 6, 8), SetBy.PROPOSED, "L. 227-9"),
    ],
)
def test_the_notice_says_whether_law_bylaws_or_a_proposal_set_its_day(form, own, last, set_by, source):
    notice = one_of("notice", form, notice_days=own, notice_source="article 12")
    named = notice.source if isinstance(notice.source, str) else notice.source.article
    assert (notice.day, notice.set_by, named) == (last, set_by, source)


@pytest.mark.parametrize(("form", "article"), [(SA, "L. 232-23"), (SAS, "L. 232-23"), (SARL, "L. 232-22")])
def test_accounts_are_filed_under_the_article_of_the_form(form, article):
    filed = {one.source.article for one in deadlines(form, AG) if one.key.startswith("accounts_")}
    assert filed == {article}


def test_a_sas_without_a_word_in_its_bylaws_follows_the_proposed_fifteen_days():
    assert days(SAS)["notice"] == date(2027, 6, 8)
    assert days(SAS, notice_days=8)["notice"] == date(2027, 6, 15)


@pytest.mark.parametrize(
    ("own", "sent"), [(14, date(2027, 6, 8)), (15, date(2027, 6, 8)), (16, date(2027, 6, 7))]
)
def test_longer_bylaws_are_followed_and_shorter_ones_are_not(own, sent):
    assert days(SA, notice_days=own)["notice"] == sent


def test_electronic_votes_close_at_fifteen_in_paris_and_the_record_date_starts_at_midnight():
    moments = {one.key: one.moment for one in deadlines(SA, AG)}
    assert moments["postal_electronic"] == datetime(2027, 6, 23, 13, tzinfo=UTC)
    assert moments["proxy_electronic"] == datetime(2027, 6, 23, 13, tzinfo=UTC)
    assert moments["record"] == datetime(2027, 6, 21, 22, tzinfo=UTC)
    assert moments["notice"] is None


def test_deadlines_come_in_order_and_each_has_its_text():
    for form in CompanyForm:
        found = deadlines(form, AG, remote_only=True)
        assert [one.advised for one in found] == sorted(one.advised for one in found)
        assert all(one.title and one.source.text for one in found)
        assert len({one.key for one in found}) == len(found)


def test_a_holiday_of_the_territory_moves_the_questions():
    may = date(2027, 6, 15)
    here = {one.key: one.day for one in deadlines(SA, may)}
    there = {one.key: one.day for one in deadlines(SA, may, territory=Territory.GUYANE)}
    assert (here["questions"], there["questions"]) == (date(2027, 6, 9), date(2027, 6, 8))


def test_only_an_sa_that_meets_only_at_a_distance_announces_it():
    told = {"remote_only_announced", "remote_only_refused"}
    assert told <= set(days(SA, remote_only=True))
    assert not told & set(days(SA))
    assert not told & set(days(SARL, remote_only=True))


def test_a_second_call_takes_ten_full_days_and_no_new_item():
    assert days(SA, call=Call.SECOND)["notice"] == date(2027, 6, 13)
    assert days(SARL, call=Call.SECOND)["notice"] == date(2027, 6, 8)
    assert not {"agenda_request", "agenda_answer"} & set(days(SA, call=Call.SECOND))


def test_a_second_meeting_convened_on_the_day_of_the_first():
    assert second_meeting_from(SA, AG, AG) == date(2027, 7, 5)
    assert second_meeting_from(SARL, AG, AG) == date(2027, 7, 10)
    assert second_meeting_from(SAS, AG, AG) is None
