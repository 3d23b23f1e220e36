"""Distance: what each form allows."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.remote import (
    ACCOUNTS,
    HYBRID,
    ONLY,
    POSTAL,
    RULES,
    WRITTEN,
    AccountsByVideo,
    PostalVoteRefused,
    RemoteWithoutClause,
    WrittenConsultationForbidden,
    announce_by,
    breaches,
    may_refuse_remote_only,
    refuse_by,
    written_closed_from,
)
from governance.law.table import who_changes
from governance.sources import Confidence

TODAY = date(2026, 11, 23)
LAWFUL = {
    "hybrid": True,
    "hybrid_for_accounts": False,
    "remote_only": False,
    "postal": True,
    "written": False,
}


def found(form, **changes):
    return [type(breach) for breach in breaches(form, TODAY, **{**LAWFUL, **changes})]


def test_an_sa_cannot_switch_off_postal_votes_and_others_can():
    assert found(CompanyForm.SA, postal=False) == [PostalVoteRefused]
    assert found(CompanyForm.SARL, postal=False) == []
    assert found(CompanyForm.SAS, postal=False) == []


def test_a_sarl_never_approves_its_accounts_by_video():
    assert found(CompanyForm.SARL, hybrid_for_accounts=True) == [AccountsByVideo]
    assert found(CompanyForm.SA, hybrid_for_accounts=True) == []


def test_an_sa_meets_and_a_sarl_may_be_consulted_in_writing():
    assert found(CompanyForm.SA, written=True) == [WrittenConsultationForbidden]
    assert found(CompanyForm.SARL, written=True) == []


def test_an_assembly_only_at_a_distance_supposes_that_one_may_take_part_so():
    assert found(CompanyForm.SAS, hybrid=False, remote_only=True) == [RemoteWithoutClause]
    assert found(CompanyForm.SAS, remote_only=True) == []
    assert found(CompanyForm.SARL, hybrid=False, remote_only=True) == [RemoteWithoutClause]


@pytest.mark.parametrize(
    ("day", "kinds"), [(date(2024, 9, 13), [RemoteWithoutClause]), (date(2024, 9, 14), [])]
)
def test_an_sa_takes_part_at_a_distance_without_a_clause_since_september_2024(day, kinds):
    said = {**LAWFUL, "hybrid": False, "remote_only": True}
    assert [type(one) for one in breaches(CompanyForm.SA, day, **said)] == kinds


def test_an_sa_needs_no_clause_since_september_2024():
    assert HYBRID[CompanyForm.SA].on(date(2024, 9, 13)) == "by_bylaws"
    assert HYBRID[CompanyForm.SA].on(date(2024, 9, 14)) == "free"


@pytest.mark.parametrize(("day", "article"), [(date(2024, 9, 13), "10"), (date(2024, 9, 14), "L. 223-27")])
def test_the_bylaws_of_a_sarl_may_always_allow_postal_votes_under_the_law_of_1947_before_2024(day, article):
    found = POSTAL[CompanyForm.SARL].period(day)
    assert (found.value, found.source.article) == ("by_bylaws", article)
    assert found.source.confidence is Confidence.COUNSEL


@pytest.mark.parametrize(
    ("day", "written", "accounts"),
    [
        (date(2024, 9, 13), "but_accounts", "never"),
        (date(2024, 9, 14), "by_bylaws", "in_writing"),
    ],
)
def test_a_sarl_approves_its_accounts_in_writing_since_september_2024_only(day, written, accounts):
    assert WRITTEN[CompanyForm.SARL].on(day) == written
    assert ACCOUNTS[CompanyForm.SARL].on(day) == accounts


@pytest.mark.parametrize(("day", "accounts"), [(date(2024, 9, 13), "by_bylaws"), (date(2024, 9, 14), "free")])
def test_an_sa_approves_its_accounts_at_a_distance_as_it_holds_any_other_assembly(day, accounts):
    assert ACCOUNTS[CompanyForm.SA].on(day) == accounts == HYBRID[CompanyForm.SA].on(day)


@pytest.mark.parametrize(
    ("day", "only", "confidence"),
    [
        (date(2018, 3, 2), "none", Confidence.COUNSEL),
        (date(2018, 3, 3), "by_bylaws", Confidence.CONFIRMED),
        (date(2024, 9, 13), "by_bylaws", Confidence.CONFIRMED),
        (date(2024, 9, 14), "by_bylaws", Confidence.COUNSEL),
    ],
)
def test_an_assembly_of_an_sa_only_at_a_distance_dates_from_march_2018(day, only, confidence):
    found = ONLY[CompanyForm.SA].period(day)
    assert (found.value, found.source.confidence) == (only, confidence)


@pytest.mark.parametrize(
    ("day", "held", "refused"),
    [
        (date(2018, 3, 2), Fraction(1), False),
        (date(2018, 3, 3), Fraction(1, 20), True),
        (date(2018, 3, 3), Fraction(1, 20) - Fraction(1, 10_000), False),
        (date(2024, 9, 13), Fraction(1, 20), True),
        (date(2024, 9, 14), Fraction(1, 20), False),
        (date(2024, 9, 14), Fraction(1, 4) - Fraction(1, 10_000), False),
        (date(2024, 9, 14), Fraction(1, 4), True),
    ],
)
def test_a_quarter_of_an_sa_refuses_an_extraordinary_assembly_only_remote(day, held, refused):
    assert may_refuse_remote_only(CompanyForm.SA, day, held) is refused
    assert not may_refuse_remote_only(CompanyForm.SARL, day, held)


def test_it_is_announced_35_days_before_and_refused_25_days_before():
    assert announce_by(date(2027, 6, 24)) == date(2027, 5, 20)
    assert refuse_by(date(2027, 6, 24)) == date(2027, 5, 30)


def test_members_of_a_sarl_have_fifteen_whole_days_from_receipt_to_answer_in_writing():
    received_on, fifteenth = date(2027, 6, 1), date(2027, 6, 16)
    assert written_closed_from(CompanyForm.SARL, received_on) == date(2027, 6, 17)
    assert (fifteenth - received_on).days == 15
    assert written_closed_from(CompanyForm.SARL, date(2018, 6, 1)) == date(2018, 6, 17)
    assert written_closed_from(CompanyForm.SA, received_on) is None
    assert written_closed_from(CompanyForm.SAS, received_on) is None


@pytest.mark.parametrize(
    ("key", "form", "who"),
    [
        ("postal_vote", CompanyForm.SA, "la loi seule"),
        ("postal_vote", CompanyForm.SARL, "les statuts"),
        ("written_consultation", CompanyForm.SA, "la loi seule"),
        ("written_consultation", CompanyForm.SARL, "les statuts"),
        ("remote_accounts", CompanyForm.SA, "les statuts"),
        ("remote_accounts", CompanyForm.SARL, "la loi seule"),
    ],
)
def test_who_may_change_a_rule_depends_on_the_form(key, form, who):
    (rule,) = [rule for rule in RULES if rule.key == key]
    assert str(who_changes(rule.line(form, TODAY))) == who


def test_fifteen_days_to_answer_are_proposed_to_a_sas():
    (rule,) = [rule for rule in RULES if rule.key == "written_answer_days"]
    assert "15 jours" in str(rule.line(CompanyForm.SAS, date(2026, 11, 24)).proposed)
