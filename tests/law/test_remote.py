"""Distance: what each form allows."""

from datetime import date

from governance.law.legal_forms import CompanyForm
from governance.law.remote import (
    HYBRID,
    POSTAL,
    AccountsByVideo,
    PostalVoteRefused,
    RemoteWithoutClause,
    WrittenConsultationForbidden,
    breaches,
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
