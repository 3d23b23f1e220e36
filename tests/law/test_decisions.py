"""Unanimity, special meetings, and the majorities of a SARL that are neither."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.decisions import SPECIAL_MAJORITY, SPECIAL_QUORUM, SpecialDecision, needed
from governance.law.legal_forms import Call, CompanyForm
from governance.law.majority import LegalMajority, VoteBase
from governance.sources import Confidence

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


@pytest.mark.parametrize(
    ("day", "base"),
    [
        (date(2018, 6, 1), VoteBase.PRESENT),
        (date(2019, 7, 20), VoteBase.PRESENT),
        (date(2019, 7, 21), VoteBase.VOTES_CAST),
        (DAY, VoteBase.VOTES_CAST),
    ],
)
def test_in_an_sa_an_abstention_weighed_against_in_these_too_until_the_law_of_19_july_2019(day, base):
    half, thirds = Fraction(1, 2), Fraction(2, 3)
    for decision in (SpecialDecision.MOVE_OFFICE, SpecialDecision.CAPITALISE_RESERVES):
        assert needed(SA, decision, day).majority == LegalMajority(half, at_least=False, base=base)
    assert SPECIAL_MAJORITY[SA].on(day) == LegalMajority(thirds, at_least=True, base=base)


@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        (date(2019, 7, 20), Confidence.CONFIRMED),
        (date(2019, 7, 21), Confidence.COUNSEL),
        (date(2021, 6, 30), Confidence.COUNSEL),
        (date(2021, 7, 1), Confidence.CONFIRMED),
    ],
)
def test_counsel_says_which_majority_a_special_meeting_had_in_between(day, confidence):
    assert SPECIAL_MAJORITY[SA].period(day).source.confidence is confidence


@pytest.mark.parametrize(
    ("call", "day", "part"),
    [
        (Call.FIRST, date(2005, 7, 27), Fraction(1, 2)),
        (Call.FIRST, date(2005, 7, 28), Fraction(1, 3)),
        (Call.SECOND, date(2005, 7, 27), Fraction(1, 4)),
        (Call.SECOND, date(2005, 7, 28), Fraction(1, 5)),
    ],
)
def test_the_law_of_26_july_2005_lowered_the_quorum_of_a_special_meeting(call, day, part):
    assert SPECIAL_QUORUM[call][SA].on(day) == part


@pytest.mark.parametrize("form", list(CompanyForm))
def test_whether_a_scic_turns_reserves_into_capital_is_for_counsel_and_its_line_says_why(form):
    source = needed(form, SpecialDecision.CAPITALISE_RESERVES, DAY).source
    assert source.confidence is Confidence.COUNSEL
    assert "réserves impartageables" in source.note
