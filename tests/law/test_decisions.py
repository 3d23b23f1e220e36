"""Unanimity, special meetings, and the majorities of a SARL that are neither."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.decisions import SPECIAL_MAJORITY, SPECIAL_QUORUM, SpecialDecision, needed
from governance.law.legal_forms import Call, CompanyForm
from governance.law.majority import LegalMajority, VoteBase

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
DAY = date(2026, 11, 24)


@pytest.mark.parametrize("form", list(CompanyForm))
@pytest.mark.parametrize("decision", [SpecialDecision.MORE_COMMITMENTS, SpecialDecision.NATIONALITY])
def test_owing_more_and_changing_nationality_take_everybody(form, decision):
    found = needed(form, decision, DAY)
    assert found.unanimous
    assert found.majority is None


def test_a_sarl_moves_its_office_with_more_than_half_of_all_members():
    found = needed(SARL, SpecialDecision.MOVE_OFFICE, DAY)
    assert found.majority == LegalMajority(Fraction(1, 2), at_least=False, base=VoteBase.ALL_MEMBERS)
    assert not found.unanimous


def test_a_sarl_turns_reserves_into_capital_with_exactly_half():
    found = needed(SARL, SpecialDecision.CAPITALISE_RESERVES, DAY).majority
    assert found == LegalMajority(Fraction(1, 2), at_least=True, base=VoteBase.ALL_MEMBERS)


def test_a_sas_says_so_in_its_bylaws():
    found = needed(SAS, SpecialDecision.MOVE_OFFICE, DAY)
    assert (found.majority, found.unanimous) == (None, False)


def test_a_special_meeting_of_an_sa_needs_a_third_then_a_fifth_and_two_thirds():
    assert SPECIAL_QUORUM[Call.FIRST][SA].on(DAY) == Fraction(1, 3)
    assert SPECIAL_QUORUM[Call.SECOND][SA].on(DAY) == Fraction(1, 5)
    assert SPECIAL_MAJORITY[SA].on(DAY) == LegalMajority(
        Fraction(2, 3), at_least=True, base=VoteBase.VOTES_CAST
    )
    assert SPECIAL_QUORUM[Call.FIRST][SARL].on(DAY) is None
