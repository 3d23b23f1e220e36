"""Distance: what each form allows."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.remote import (
    HYBRID,
    POSTAL,
    RULES,
    AccountsByVideo,
    PostalVoteRefused,
    RemoteWithoutClause,
    WrittenConsultationForbidden,
    announce_by,
    breaches,
    may_refuse_remote_only,
    refuse_by,
    written_answer_by,
)

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


def test_an_sa_needs_no_clause_since_september_2024():
    assert HYBRID[CompanyForm.SA].on(date(2024, 9, 13)) == "by_bylaws"
    assert HYBRID[CompanyForm.SA].on(date(2024, 9, 14)) == "free"


def test_a_sarl_may_allow_postal_votes_since_2024():
    assert POSTAL[CompanyForm.SARL].on(date(2024, 6, 1)) == "none"
    assert POSTAL[CompanyForm.SARL].on(TODAY) == "by_bylaws"


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


def test_members_of_a_sarl_have_fifteen_days_to_answer_in_writing():
    assert written_answer_by(CompanyForm.SARL, date(2027, 6, 1)) == date(2027, 6, 16)
    assert written_answer_by(CompanyForm.SA, date(2027, 6, 1)) is None
    assert written_answer_by(CompanyForm.SAS, date(2027, 6, 1)) is None


def test_fifteen_days_to_answer_are_proposed_to_a_sas():
    (rule,) = [rule for rule in RULES if rule.key == "written_answer_days"]
    assert "15 jours" in str(rule.line(CompanyForm.SAS, date(2026, 11, 24)).proposed)
