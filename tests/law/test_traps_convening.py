"""Traps before the assembly: delays, hours, ways, agenda, proxies, postal votes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from governance.assembly.convening import RemoteForbidden, ensure_remote
from governance.bylaws.check import breaches as bylaws_breaches
from governance.bylaws.clauses import Holder
from governance.bylaws.models import load_model
from governance.bylaws.rules import rules_for
from governance.law import (
    agenda,
    calendar,
    convening,
    days,
    information,
    members,
    notice,
    postal,
    proxies,
    remote,
)
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.public_holidays import Territory
from governance.sources import Confidence
from tests.bylaws.changes import SA as SA_MODEL
from tests.bylaws.changes import SARL as SARL_MODEL
from tests.bylaws.changes import bylaws_with

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG, TODAY = date(2027, 6, 24), date(2026, 11, 24)


def names(found):
    return {type(breach).__name__ for breach in found}


def line(rules, key, form):
    return next(rule.line(form, TODAY) for rule in rules if rule.key == key)


def test_trap_14_a_postal_form_that_is_late_is_not_counted():
    limit = postal.paper_cutoff(SA, AG)
    assert limit == date(2027, 6, 21)
    assert postal.counts(limit, limit)
    assert not postal.counts(limit + timedelta(days=1), limit)


def test_the_representative_of_a_company_is_no_holder_of_a_proxy_in_the_law():
    assert {holder.value for holder in Holder} == {"member", "spouse", "partner", "anyone"}
    said = str(line(members.RULES, "legal_person_voter", SA).value)
    assert "ce n’est pas un pouvoir" in said


def test_trap_21_a_blank_proxy_is_neither_an_abstention_in_an_sa_nor_the_chairs_elsewhere():
    assert proxies.blank_votes_for(SA, TODAY, supported_by_board=True) is True
    assert proxies.blank_votes_for(SA, TODAY, supported_by_board=False) is False
    assert proxies.blank_votes_for(SARL, TODAY, supported_by_board=True) is None
    assert proxies.blank_votes_for(SAS, TODAY, supported_by_board=True) is None
    assert "BlankProxyImposed" in names(bylaws_breaches(bylaws_with("proxies.blank", "refused"), TODAY))


def test_trap_23_proxies_and_forms_survive_a_second_call_on_the_same_agenda_only():
    second = AG + timedelta(days=40)
    for form in CompanyForm:
        assert proxies.span_covers(form, AG, second, same_agenda=True)
        assert not proxies.span_covers(form, AG, second)
    assert postal.counts(date(2027, 6, 20), date(2027, 6, 21), agenda_changed=False)
    assert not postal.counts(date(2027, 6, 20), date(2027, 6, 21), agenda_changed=True)


def test_trap_24_a_second_notice_keeps_its_agenda():
    assert not agenda.may_change_agenda(Call.SECOND, sent=False)
    assert agenda.may_change_agenda(Call.FIRST, sent=False)


def test_trap_26_directors_are_removed_off_the_agenda():
    assert agenda.may_vote_off_agenda(SA, TODAY, removes_directors=True)
    assert not agenda.may_vote_off_agenda(SA, TODAY, removes_directors=False)


def test_trap_27_each_form_and_each_call_has_its_own_delay():
    delays = {(form, call): notice.legal_days(form, call, TODAY) for form in CompanyForm for call in Call}
    assert delays == {
        (SA, Call.FIRST): 15,
        (SA, Call.SECOND): 10,
        (SARL, Call.FIRST): 15,
        (SARL, Call.SECOND): 15,
        (SAS, Call.FIRST): None,
        (SAS, Call.SECOND): None,
    }


def test_trap_28_neither_the_day_of_sending_nor_a_sunday_gives_more_time():
    assert notice.breaches(date(2027, 6, 8), AG, full_days=15, text="") == []
    assert notice.breaches(date(2027, 6, 9), AG, full_days=15, text="")
    after_whit_monday = date(2027, 6, 2)
    last = notice.last_sending_day(after_whit_monday, 15)
    assert last == date(2027, 5, 17)  # Whit Monday itself: the deadline stays on it


def test_trap_25_forms_already_received_stay_on_the_text_they_were_sent():
    for form in (SA, SARL, SAS):
        found = line(agenda.RULES, "amendments", form)
        assert "les votes par correspondance déjà reçus restent sur le premier texte" in str(found.value)
        assert found.confidence is Confidence.COUNSEL
    assert not agenda.may_change_agenda(Call.FIRST, sent=True)
    sent_on, cutoff = date(2027, 6, 20), date(2027, 6, 21)
    assert postal.counts(sent_on, cutoff)
    assert not postal.counts(sent_on, cutoff, agenda_changed=True)


def test_trap_29_an_hour_is_that_of_paris_winter_and_summer():
    assert proxies.electronic_deadline(SA, AG) == datetime(2027, 6, 23, 13, tzinfo=UTC)
    assert postal.electronic_cutoff(SA, date(2027, 1, 21)) == datetime(2027, 1, 20, 14, tzinfo=UTC)
    assert days.paris_day(datetime(2027, 6, 21, 22, tzinfo=UTC)) == date(2027, 6, 22)


def test_trap_30_business_days_step_over_week_ends_and_the_holidays_of_the_place():
    assert information.question_cutoff(SA, AG) == date(2027, 6, 18)
    assert information.question_cutoff(SA, date(2027, 5, 20)) == date(2027, 5, 13)
    easter_week = date(2027, 3, 31)
    assert information.question_cutoff(SA, easter_week) == date(2027, 3, 24)
    assert information.question_cutoff(SA, easter_week, Territory.ALSACE_MOSELLE) == date(2027, 3, 23)


@pytest.mark.parametrize(("form", "last"), [(SA, date(2027, 5, 20)), (SARL, date(2027, 6, 4)), (SAS, None)])
def test_trap_31_a_consent_to_e_mail_is_written_and_comes_in_time_for_this_assembly(form, last):
    assert notice.email_consent_cutoff(form, AG) == last
    said = line(convening.RULES, "email_consent", form)
    words = str(said.proposed or said.value)
    assert "ni une adresse connue ni un accord RGPD" in words


def test_trap_33_a_sarl_sends_its_documents():
    assert information.DOCUMENTS[SARL].on(TODAY) == "sent"
    found = {one.key: one.day for one in calendar.deadlines(SARL, AG)}
    assert found["documents_sent"] == date(2027, 6, 8)


def test_trap_34_a_sarl_does_not_approve_its_accounts_by_video():
    bylaws = bylaws_with("remote.hybrid_for_accounts", value=True, model=SARL_MODEL)
    assert "AccountsByVideo" in names(bylaws_breaches(bylaws, TODAY))
    rules = rules_for(load_model(SARL_MODEL), AssemblyKind.ORDINARY, Call.FIRST, TODAY)
    with pytest.raises(RemoteForbidden) as refused:
        ensure_remote(rules, remote=True, annual=True)
    assert refused.value.source.article == "L. 223-27"
    ensure_remote(rules, remote=True, annual=False)
    allowed = rules_for(bylaws, AssemblyKind.ORDINARY, Call.FIRST, TODAY)
    assert (allowed.remote_allowed, allowed.remote_for_accounts) == (True, False)
    assert remote.ACCOUNTS[SARL].on(TODAY) == "in_writing"
    assert remote.written_closed_from(SARL, AG) == AG + timedelta(days=16)  # received on AG


def test_trap_35_an_sa_keeps_its_postal_votes():
    off = bylaws_with("remote.postal_vote", value=False)
    assert "PostalVoteRefused" in names(bylaws_breaches(off, TODAY))
    assert rules_for(off, AssemblyKind.ORDINARY, Call.FIRST, TODAY).postal_allowed


def test_trap_36_electors_are_those_of_the_day_of_the_assembly_not_of_the_notice():
    assert members.record_moment(AG, by_bylaws=False) == datetime(2027, 6, 23, 22, tzinfo=UTC)
    assert members.record_moment(AG, by_bylaws=True) == datetime(2027, 6, 21, 22, tzinfo=UTC)
    assert notice.members_list_day(SA, AG) == date(2027, 6, 8)


def test_trap_52_the_list_of_members_has_no_e_mail_and_is_not_refused():
    assert information.LIST_FIELDS == ("surname", "first_name", "address")
    assert information.list_open_from(SA, AG) == date(2027, 6, 9)


def test_trap_58_the_proxy_cap_of_scop_does_not_bind_a_scic():
    assert "pas de limite" in str(line(proxies.RULES, "proxy_per_holder", SA).value)
    for most in (10, None):
        assert bylaws_breaches(bylaws_with("proxies.per_holder", most, SA_MODEL), TODAY) == []
