"""Proxies: who, how many, until when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.proxies import (
    RULES,
    BlankProxyImposed,
    HolderExcluded,
    HolderForbidden,
    ProxiesClosedTooEarly,
    ProxiesForbidden,
    ProxySpanTooLong,
    blank_votes_for,
    breaches,
    electronic_deadline,
    span_covers,
    term_breaches,
)
from governance.sources import ChangedBy

TODAY = date(2026, 11, 23)


def found(form, *holders, blank="follows_board", per_holder=2):
    return [
        type(breach) for breach in breaches(form, TODAY, holders=holders, blank=blank, per_holder=per_holder)
    ]


def test_in_an_sa_a_member_the_spouse_or_the_partner_may_hold_a_proxy():
    assert found(CompanyForm.SA, "member", "spouse", "partner") == []
    assert found(CompanyForm.SA, "member") == [HolderExcluded, HolderExcluded]


def test_an_outsider_may_not_hold_a_proxy_in_an_unlisted_sa():
    assert found(CompanyForm.SA, "member", "spouse", "partner", "anyone") == [HolderForbidden]


def test_in_a_sarl_the_spouse_may_and_others_when_the_bylaws_say_so():
    assert found(CompanyForm.SARL, "member", "spouse", blank="refused") == []
    assert found(CompanyForm.SARL, "anyone", blank="refused") == []
    assert found(CompanyForm.SARL, "member", blank="refused") == [HolderExcluded]


def test_a_blank_proxy_follows_the_board_in_an_sa_only():
    everyone = ("member", "spouse", "partner")
    assert found(CompanyForm.SA, *everyone, blank="refused") == [BlankProxyImposed]
    assert found(CompanyForm.SARL, *everyone, blank="refused") == []
    assert found(CompanyForm.SAS, *everyone, blank="refused") == []


@pytest.mark.parametrize(("per_holder", "lawful"), [(0, False), (1, True), (None, True)])
def test_the_bylaws_may_limit_proxies_and_not_forbid_them(per_holder, lawful):
    result = found(CompanyForm.SA, "member", "spouse", "partner", per_holder=per_holder)
    assert result == ([] if lawful else [ProxiesForbidden])


def test_a_sas_decides_for_itself():
    assert found(CompanyForm.SAS, per_holder=0, blank="refused") == []


def test_an_electronic_proxy_of_an_sa_arrives_by_15_00_in_paris_the_day_before():
    deadline = electronic_deadline(CompanyForm.SA, date(2027, 6, 24))
    assert deadline.astimezone(UTC) == datetime(2027, 6, 23, 13, 0, tzinfo=UTC)
    winter = electronic_deadline(CompanyForm.SA, date(2027, 1, 14))
    assert winter.astimezone(UTC) == datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
    assert electronic_deadline(CompanyForm.SARL, date(2027, 6, 24)) is None


@pytest.mark.parametrize(
    ("form", "apart", "covered"),
    [
        (CompanyForm.SA, 0, True),
        (CompanyForm.SA, 15, True),
        (CompanyForm.SA, 16, False),
        (CompanyForm.SARL, 7, True),
        (CompanyForm.SARL, 8, False),
        (CompanyForm.SAS, 0, False),
    ],
)
def test_one_proxy_serves_two_assemblies_fifteen_or_seven_days_apart(form, apart, covered):
    first, second = date(2027, 6, 1), date(2027, 6, 1) + timedelta(days=apart)
    assert span_covers(form, first, second) is covered
    assert span_covers(form, second, first) is covered
    assert span_covers(form, first, second, same_agenda=True)


@pytest.mark.parametrize("form", [CompanyForm.SARL, CompanyForm.SAS])
def test_a_blank_proxy_is_the_bylaws_matter_outside_an_sa_and_its_refusal_is_proposed(form):
    (rule,) = [rule for rule in RULES if rule.key == "blank_proxy"]
    found = rule.line(form, TODAY)
    assert (str(found.value), found.changed_by) == ("les statuts le fixent", ChangedBy.BYLAWS)
    assert "refusé" in str(found.proposed)


def test_a_blank_proxy_votes_for_the_board_in_an_sa_and_nothing_elsewhere():
    day = date(2026, 11, 24)
    assert blank_votes_for(CompanyForm.SA, day, supported_by_board=True) is True
    assert blank_votes_for(CompanyForm.SA, day, supported_by_board=False) is False
    assert blank_votes_for(CompanyForm.SARL, day, supported_by_board=True) is None
    assert blank_votes_for(CompanyForm.SAS, day, supported_by_board=True) is None


@pytest.mark.parametrize(
    ("form", "days", "lawful"),
    [
        (CompanyForm.SA, 15, True),
        (CompanyForm.SA, 16, False),
        (CompanyForm.SARL, 7, True),
        (CompanyForm.SARL, 8, False),
        (CompanyForm.SAS, 365, True),
        (CompanyForm.SA, None, True),
    ],
)
def test_the_bylaws_stretch_a_proxy_no_further_than_the_law(form, days, lawful):
    result = [type(one) for one in term_breaches(form, TODAY, span_days=days, deadline=None)]
    assert result == ([] if lawful else [ProxySpanTooLong])


@pytest.mark.parametrize(
    ("form", "deadline", "lawful"),
    [
        (CompanyForm.SA, (1, 14), False),
        (CompanyForm.SA, (1, 15), True),
        (CompanyForm.SA, (1, 16), True),
        (CompanyForm.SA, (2, 23), False),
        (CompanyForm.SA, (2, None), False),
        (CompanyForm.SA, (1, None), True),
        (CompanyForm.SARL, (30, None), True),
        (CompanyForm.SAS, (30, None), True),
    ],
)
def test_an_sa_closes_electronic_proxies_no_earlier_than_15_00_the_day_before(form, deadline, lawful):
    result = [type(one) for one in term_breaches(form, TODAY, span_days=None, deadline=deadline)]
    assert result == ([] if lawful else [ProxiesClosedTooEarly])


def test_the_law_sets_no_number_of_proxies_and_two_are_proposed():
    (rule,) = [rule for rule in RULES if rule.key == "proxy_per_holder"]
    for form in CompanyForm:
        found = rule.line(form, TODAY)
        assert (str(found.value), str(found.proposed)) == ("pas de limite dans la loi", "deux par personne")
        assert found.changed_by is ChangedBy.BYLAWS


def test_the_two_assemblies_of_one_proxy_are_one_of_each_kind_in_an_sa_only():
    (rule,) = [rule for rule in RULES if rule.key == "proxy_span"]
    sa, sarl, sas = (str(rule.line(form, TODAY).value) for form in CompanyForm)
    assert "l’une ordinaire, l’autre extraordinaire" in sa
    assert "ordinaire" not in sarl
    assert sas == "les statuts le fixent"
