"""Who may have an assembly called, and until when letters are asked for again."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.convening import RULES, may_demand_meeting, revert_cutoff
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
DAY, HAIR = date(2027, 6, 24), Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("part", "enough"), [(Fraction(1, 20) - HAIR, False), (Fraction(1, 20), True), (Fraction(1, 2), True)]
)
def test_a_twentieth_of_an_sa_may_ask_the_judge(part, enough):
    assert may_demand_meeting(SA, DAY, capital_part=part, member_part=Fraction(0)) is enough


@pytest.mark.parametrize(
    ("capital", "heads", "enough"),
    [
        (Fraction(1, 2), Fraction(0), True),
        (Fraction(1, 2) - HAIR, Fraction(0), False),
        (Fraction(1, 10), Fraction(1, 10), True),
        (Fraction(1, 10) - HAIR, Fraction(1, 10), False),
        (Fraction(1, 10), Fraction(1, 10) - HAIR, False),
    ],
)
def test_half_of_a_sarl_or_a_tenth_in_both_counts_may_demand_one(capital, heads, enough):
    assert may_demand_meeting(SARL, DAY, capital_part=capital, member_part=heads) is enough


def test_the_bylaws_of_a_sas_say_who():
    assert may_demand_meeting(SAS, DAY, capital_part=Fraction(1), member_part=Fraction(1)) is None


def test_letters_are_asked_for_again_35_days_before_the_notice_in_an_sa_and_20_before_a_sarl_meets():
    notice_on = date(2027, 6, 8)
    assert revert_cutoff(SA, notice_on, DAY) == date(2027, 5, 4)
    assert revert_cutoff(SARL, notice_on, DAY) == date(2027, 6, 4)
    assert revert_cutoff(SAS, notice_on, DAY) is None


def test_the_table_says_who_may_have_one_called():
    (rule,) = [rule for rule in RULES if rule.key == "meeting_on_demand"]
    assert "le juge nomme" in str(rule.line(SA, DAY).value)
    assert "le vingtième du capital" in str(rule.line(SA, DAY).value)
    sarl = str(rule.line(SARL, DAY).value)
    assert (
        sarl
        == "à la demande de la moitié des parts, ou du dixième des associés détenant le dixième des parts"
    )


@pytest.mark.parametrize(
    ("key", "form", "words"),
    [
        ("email_revert", SA, "au plus tard 35 jours avant la convocation"),
        ("email_revert", SARL, "au plus tard 20 jours avant l’assemblée"),
        ("notice_letter_since", SA, "inscrit depuis au moins 1 mois"),
        ("notice_letter_since", SARL, "aucune : chaque sociétaire la reçoit"),
    ],
)
def test_the_table_says_from_what_its_days_and_months_are_counted(key, form, words):
    (rule,) = [rule for rule in RULES if rule.key == key]
    assert str(rule.line(form, DAY).value) == words


@pytest.mark.parametrize("form", [SA, SARL])
def test_bylaws_may_only_make_it_easier_to_have_an_assembly_called(form):
    (rule,) = [rule for rule in RULES if rule.key == "meeting_on_demand"]
    assert rule.line(form, DAY).direction is Direction.EASIER
