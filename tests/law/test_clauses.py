"""Clauses of the bylaws that the law forbids: votes, members, agenda, meeting."""

from datetime import date

import pytest

from governance.law.agenda import may_vote_off_agenda
from governance.law.clauses import (
    AnnualTermTooLong,
    MembersWithoutVote,
    NoMeeting,
    OwnerExcluded,
    PostalTooEarly,
    RecordDateTooEarly,
    RequestRefusable,
    RequestTermTooLong,
    SentVotesLost,
    SeveralVotes,
    SilenceCounted,
    VoicesMultiplied,
    VotedOffAgenda,
    VoteSuspended,
    agenda_breaches,
    meeting_breaches,
    member_breaches,
    vote_breaches,
)
from governance.law.legal_forms import CompanyForm
from governance.sources import Confidence

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS


def kinds(found):
    for each in found:
        assert str(each).endswith(".")
        assert (each.remedy % each.facts()).endswith(".")
        assert each.source.article or each.source.text
    return [type(each) for each in found]


def votes(**said):
    usual = {"several_per_person": False, "silence_is_for": False, "multiplied": False, "voiceless": []}
    return kinds(vote_breaches(**{**usual, **said}))


def members(form, **said):
    usual = {
        "usufruct": "law",
        "both_owners_attend": True,
        "record_date": "meeting_day",
        "paid_up_to_vote": False,
    }
    return kinds(member_breaches(form, **{**usual, **said}))


def agenda(form, **said):
    usual = {"may_refuse": False, "request_days": None, "off_agenda": False}
    return kinds(agenda_breaches(form, **{**usual, **said}))


def meeting(form, **said):
    usual = {
        "permanent": False,
        "annual_months": None,
        "postal_days": None,
        "votes_kept": True,
        "proxies_kept": True,
    }
    return kinds(meeting_breaches(form, **{**usual, **said}))


@pytest.mark.parametrize("form", CompanyForm)
def test_usual_clauses_break_nothing(form):
    assert votes() == members(form) == agenda(form) == meeting(form) == []


def test_a_person_has_one_vote_and_silence_is_not_a_yes():
    assert votes(several_per_person=True) == [SeveralVotes]
    assert votes(silence_is_for=True) == [SilenceCounted]
    assert votes(multiplied=True) == [VoicesMultiplied]
    assert votes(voiceless=["Petit", "Menu"]) == [MembersWithoutVote, MembersWithoutVote]


@pytest.mark.parametrize(
    ("usufruct", "found"),
    [("law", []), ("usufructuary", []), ("by_kind", []), ("bare_owner", [OwnerExcluded])],
)
def test_the_usufructuary_votes_on_profits(usufruct, found):
    assert members(SA, usufruct=usufruct) == found


def test_both_owners_attend():
    assert members(SAS, both_owners_attend=False) == [OwnerExcluded]


@pytest.mark.parametrize(
    ("day", "lawful"),
    [("meeting_day", True), ("second_business_day", True), ("list_day", False), ("notice_day", False)],
)
def test_an_sa_sees_who_votes_on_the_day_or_the_second_business_day_before(day, lawful):
    assert members(SA, record_date=day) == ([] if lawful else [RecordDateTooEarly])
    assert members(SAS, record_date=day) == []


def test_unpaid_shares_lose_the_vote_only_after_formal_notice():
    assert members(SA, paid_up_to_vote=True) == members(SAS, paid_up_to_vote=True) == [VoteSuspended]
    assert members(SARL, paid_up_to_vote=True) == []


@pytest.mark.parametrize(("days", "lawful"), [(24, True), (25, True), (26, False)])
@pytest.mark.parametrize("form", [SA, SARL])
def test_an_item_may_be_asked_for_until_the_twenty_fifth_day(form, days, lawful):
    assert agenda(form, request_days=days) == ([] if lawful else [RequestTermTooLong])
    assert agenda(SAS, request_days=days) == []


def test_a_lawful_request_is_not_refused_and_nothing_is_voted_off_the_agenda():
    assert agenda(SA, may_refuse=True) == agenda(SARL, may_refuse=True) == [RequestRefusable]
    assert agenda(SA, off_agenda=True) == agenda(SARL, off_agenda=True) == [VotedOffAgenda]
    assert agenda(SAS, may_refuse=True, off_agenda=True) == []


@pytest.mark.parametrize(
    ("form", "article", "confidence"),
    [(SA, "L. 225-105", Confidence.CONFIRMED), (SARL, "R. 223-20", Confidence.COUNSEL)],
)
def test_the_refusal_of_a_vote_off_the_agenda_says_what_the_table_says(form, article, confidence):
    (found,) = agenda_breaches(form, may_refuse=False, request_days=None, off_agenda=True)
    assert (found.source.article, found.source.confidence) == (article, confidence)
    assert may_vote_off_agenda(form, date(2026, 11, 24), removes_directors=False) is False


def test_a_refusal_is_as_sure_as_the_rule_it_applies():
    (early,) = meeting_breaches(
        SA, permanent=False, annual_months=None, postal_days=4, votes_kept=True, proxies_kept=True
    )
    assert (early.source.article, early.source.confidence) == ("R. 225-77", Confidence.COUNSEL)


@pytest.mark.parametrize(("months", "lawful"), [(5, True), (6, True), (7, False)])
def test_the_annual_assembly_meets_within_six_months(months, lawful):
    expected = [] if lawful else [AnnualTermTooLong]
    assert meeting(SA, annual_months=months) == meeting(SARL, annual_months=months) == expected
    assert meeting(SAS, annual_months=months) == []


@pytest.mark.parametrize(("days", "lawful"), [(2, True), (3, True), (4, False)])
def test_postal_votes_come_until_the_third_day(days, lawful):
    assert meeting(SA, postal_days=days) == ([] if lawful else [PostalTooEarly])
    assert meeting(SARL, postal_days=days) == []


def test_the_assembly_meets():
    assert meeting(SA, permanent=True) == meeting(SARL, permanent=True) == [NoMeeting]
    assert meeting(SAS, permanent=True) == []


def test_what_was_sent_serves_again_with_the_same_agenda():
    assert meeting(SA, votes_kept=False) == meeting(SARL, proxies_kept=False) == [SentVotesLost]
    assert meeting(SARL, votes_kept=False) == meeting(SAS, votes_kept=False, proxies_kept=False) == []
