"""Majorities: numbers from the articles, the day before and the day of a change."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law import majority
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.majority import (
    FLOORS,
    PROPOSAL_SOURCE,
    RULES,
    CountsFor,
    MajorityTooLow,
    MajorityUnderHalf,
    ReadingForbidden,
    UnanimityForbidden,
    breaches,
    is_weaker,
    reading,
    reading_breaches,
    required,
)
from governance.sources import Confidence

TODAY, HAIR = date(2026, 11, 23), Fraction(1, 10_000)
ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY
FIRST, SECOND = Call.FIRST, Call.SECOND
ANSWERS = ("abstain", "blank", "spoiled", "silent", "absent")
VOTES_CAST = dict.fromkeys(ANSWERS, "out")
PRESENT = {"abstain": "base", "blank": "base", "spoiled": "base", "silent": "base", "absent": "out"}
ALL_MEMBERS = dict.fromkeys(ANSWERS, "base")


@pytest.mark.parametrize(
    ("form", "kind", "call", "part", "at_least", "readings"),
    [
        (CompanyForm.SA, ORDINARY, FIRST, Fraction(1, 2), False, VOTES_CAST),
        (CompanyForm.SA, ORDINARY, SECOND, Fraction(1, 2), False, VOTES_CAST),
        (CompanyForm.SA, EXTRAORDINARY, FIRST, Fraction(2, 3), True, VOTES_CAST),
        (CompanyForm.SA, EXTRAORDINARY, SECOND, Fraction(2, 3), True, VOTES_CAST),
        (CompanyForm.SARL, ORDINARY, FIRST, Fraction(1, 2), False, ALL_MEMBERS),
        (CompanyForm.SARL, ORDINARY, SECOND, Fraction(1, 2), False, VOTES_CAST),
        (CompanyForm.SARL, EXTRAORDINARY, FIRST, Fraction(2, 3), True, PRESENT),
        (CompanyForm.SARL, EXTRAORDINARY, SECOND, Fraction(2, 3), True, PRESENT),
    ],
)
def test_the_law_asks_for_this_majority_of_these_votes(form, kind, call, part, at_least, readings):
    law = required(form, kind, call, TODAY)
    assert (law.part, law.at_least) == (part, at_least)
    assert reading(law.base) == readings


def test_a_sas_leaves_its_majorities_to_its_bylaws():
    assert required(CompanyForm.SAS, ORDINARY, FIRST, TODAY) is None


@pytest.mark.parametrize("kind", [ORDINARY, EXTRAORDINARY])
@pytest.mark.parametrize(
    ("day", "readings"),
    [
        (date(2018, 6, 28), PRESENT),
        (date(2019, 7, 20), PRESENT),
        (date(2019, 7, 21), VOTES_CAST),
        (date(2026, 6, 25), VOTES_CAST),
    ],
)
def test_in_an_sa_an_abstention_weighed_against_until_the_law_of_19_july_2019(kind, day, readings):
    law = required(CompanyForm.SA, kind, FIRST, day)
    assert reading(law.base) == readings


@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        (date(2019, 7, 20), Confidence.CONFIRMED),
        (date(2019, 7, 21), Confidence.COUNSEL),
        (date(2021, 2, 1), Confidence.COUNSEL),  # accounts closed on 30 June 2020 have nine months
        (date(2021, 6, 30), Confidence.COUNSEL),  # a first year may close on 31 December 2020
        (date(2021, 7, 1), Confidence.CONFIRMED),
    ],
)
def test_counsel_says_which_text_applies_until_the_first_accounts_closed_after_it(day, confidence):
    assert majority.period(CompanyForm.SA, ORDINARY, FIRST, day).source.confidence is confidence


@pytest.mark.parametrize(
    ("day", "part", "base"),
    [
        (date(2005, 8, 3), Fraction(3, 4), majority.VoteBase.ALL_MEMBERS),
        (date(2005, 8, 4), Fraction(2, 3), majority.VoteBase.PRESENT),
    ],
)
def test_a_sarl_changed_its_bylaws_by_three_quarters_of_all_before_the_law_of_2_august_2005(day, part, base):
    for call in Call:
        period = majority.period(CompanyForm.SARL, EXTRAORDINARY, call, day)
        assert period.value == majority.LegalMajority(part, at_least=True, base=base)
        assert period.source.confidence is Confidence.COUNSEL
    assert "plus ancienne" in majority.period(CompanyForm.SARL, EXTRAORDINARY, FIRST, TODAY).source.note


def test_the_floor_of_a_sarl_is_as_unsure_as_its_majorities():
    assert majority.FLOORS[CompanyForm.SARL].period(TODAY).source.confidence is Confidence.COUNSEL


@pytest.mark.parametrize("form", list(CompanyForm))
def test_no_decision_passes_with_less_than_a_majority_of_the_votes_cast(form):
    for part, at_least in (
        (Fraction(1, 2) - HAIR, False),
        (Fraction(1, 2) - HAIR, True),
        (Fraction(1, 2), True),
    ):
        (breach,) = breaches(form, ORDINARY, SECOND, part, TODAY, at_least=at_least)
        assert isinstance(breach, MajorityUnderHalf)
    assert breaches(form, ORDINARY, SECOND, Fraction(1, 2), TODAY, at_least=False) == []
    assert breaches(form, ORDINARY, SECOND, Fraction(1, 2) + HAIR, TODAY, at_least=True) == []


@pytest.mark.parametrize("form", [CompanyForm.SA, CompanyForm.SARL])
def test_an_extraordinary_assembly_needs_at_least_two_thirds(form):
    (low,) = breaches(form, EXTRAORDINARY, FIRST, Fraction(2, 3) - HAIR, TODAY, at_least=True)
    assert isinstance(low, MajorityTooLow)
    assert breaches(form, EXTRAORDINARY, FIRST, Fraction(2, 3), TODAY, at_least=True) == []
    assert breaches(form, EXTRAORDINARY, FIRST, Fraction(2, 3) + HAIR, TODAY, at_least=True) == []


def test_a_sas_may_change_its_bylaws_by_a_simple_majority():
    assert breaches(CompanyForm.SAS, EXTRAORDINARY, FIRST, Fraction(1, 2), TODAY, at_least=False) == []


def test_a_sarl_may_not_ask_for_unanimity_to_change_its_bylaws():
    (breach,) = breaches(CompanyForm.SARL, EXTRAORDINARY, FIRST, Fraction(1), TODAY, at_least=True)
    assert isinstance(breach, UnanimityForbidden)
    assert breaches(CompanyForm.SARL, EXTRAORDINARY, FIRST, 1 - HAIR, TODAY, at_least=True) == []


def test_exactly_a_bound_is_weaker_only_when_the_bound_is_strict():
    half = majority.more_than_half(majority.VoteBase.VOTES_CAST)
    thirds = majority.two_thirds(majority.VoteBase.VOTES_CAST)
    assert is_weaker(Fraction(1, 2), half, at_least=True)
    assert not is_weaker(Fraction(1, 2), half, at_least=False)
    assert not is_weaker(Fraction(2, 3), thirds, at_least=True)
    assert not is_weaker(Fraction(2, 3), thirds, at_least=False)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_sa_counts_neither_abstentions_nor_blanks_nor_absents(answer):
    given = {**VOTES_CAST, answer: "base"}
    (breach,) = reading_breaches(CompanyForm.SA, ORDINARY, FIRST, given, TODAY)
    assert isinstance(breach, ReadingForbidden)
    assert reading_breaches(CompanyForm.SA, ORDINARY, FIRST, VOTES_CAST, TODAY) == []


def test_the_reading_of_2018_is_judged_by_the_text_of_2018():
    assert reading_breaches(CompanyForm.SA, ORDINARY, FIRST, PRESENT, date(2018, 6, 28)) == []
    assert len(reading_breaches(CompanyForm.SA, ORDINARY, FIRST, PRESENT, TODAY)) == 4


@pytest.mark.parametrize("form", list(CompanyForm))
def test_an_abstention_is_never_a_yes(form):
    given = {**VOTES_CAST, "abstain": "for"}
    breach = reading_breaches(form, ORDINARY, SECOND, given, TODAY)[0]
    assert isinstance(breach, CountsFor)
    assert "abstention" in str(breach)


def test_a_sas_may_count_abstentions_in_its_base():
    assert reading_breaches(CompanyForm.SAS, ORDINARY, FIRST, PRESENT, TODAY) == []


def test_courts_forbade_a_minority_decision_of_a_sas_in_2022_and_their_plenary_in_2024():
    third = Fraction(1, 3)

    def found(day):
        return breaches(CompanyForm.SAS, AssemblyKind.ORDINARY, Call.FIRST, third, day, at_least=False)

    assert found(date(2022, 1, 18)) == []
    assert "19-12.696" in found(date(2022, 1, 19))[0].source.text
    assert "19-12.696" in found(date(2024, 11, 14))[0].source.text
    assert "23-16.670" in found(date(2024, 11, 15))[0].source.text


def test_an_sa_never_decided_with_a_minority_whatever_the_year():
    (breach,) = breaches(
        CompanyForm.SA, AssemblyKind.ORDINARY, Call.FIRST, Fraction(1, 3), date(2005, 6, 1), at_least=False
    )
    assert breach.source.article == "L. 225-98"


def test_the_line_on_abstentions_follows_the_law_of_the_day():
    rule = next(rule for rule in RULES if rule.key == "abstention_ordinary_first")
    assert "pèse contre" in str(rule.line(CompanyForm.SA, date(2018, 6, 1)).value)
    assert "hors du calcul" in str(rule.line(CompanyForm.SA, date(2026, 6, 1)).value)
    assert "pèse contre" in str(rule.line(CompanyForm.SARL, date(2026, 6, 1)).value)
    assert "hors du calcul" in str(rule.line(CompanyForm.SAS, date(2026, 6, 1)).proposed)


def test_what_courts_said_of_a_sas_waits_for_counsel_whatever_the_year():
    for day in (date(2021, 1, 1), date(2023, 1, 1), date(2026, 1, 1)):
        assert FLOORS[CompanyForm.SAS].period(day).source.confidence is Confidence.COUNSEL
    assert PROPOSAL_SOURCE.confidence is Confidence.COUNSEL
