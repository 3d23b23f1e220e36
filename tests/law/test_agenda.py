"""Requests for an item: the scale of the article, on each of its bounds."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law.agenda import (
    RULES,
    SCALE,
    RequestTooLate,
    RequestTooWeak,
    answer_by,
    capital_needed,
    may_change_agenda,
    may_vote_off_agenda,
    request_breaches,
    second_keeps_agenda,
    still_held_at,
)
from governance.law.legal_forms import Call, CompanyForm
from governance.law.rule import Direction
from governance.units import Cents, percent

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG = date(2027, 6, 24)
EURO = 100


@pytest.mark.parametrize(
    ("euros", "needed_euros"),
    [
        (100_000, Fraction(5_000)),
        (750_000, Fraction(37_500)),  # five per cent, the last time
        (750_001, 30_000 + Fraction(25, 1000)),  # 4 % of 750,000, then 2.5 %
        (7_500_000, Fraction(30_000 + 168_750)),
        (7_500_001, 198_750 + Fraction(1, 100)),
        (15_000_000, Fraction(198_750 + 75_000)),
        (15_000_001, 273_750 + Fraction(5, 1000)),
        (20_000_000, Fraction(273_750 + 25_000)),
    ],
)
def test_an_sa_reads_the_scale_slice_by_slice(euros, needed_euros):
    assert capital_needed(SA, Cents(euros * EURO), AG) == needed_euros * EURO


def test_the_scale_starts_at_the_first_cent_above_750_000_euros():
    assert capital_needed(SA, Cents(750_000_00), AG) == 37_500_00
    assert capital_needed(SA, Cents(750_000_01), AG) == 30_000_00 + Fraction(25, 1000)


def test_a_sarl_asks_for_a_twentieth_whatever_its_capital_when_convened_from_april_2018():
    convened_on_1_april, on_31_march = date(2018, 4, 17), date(2018, 4, 16)
    assert capital_needed(SARL, Cents(20_000_000 * EURO), convened_on_1_april) == 1_000_000 * EURO
    assert capital_needed(SARL, Cents(20_000_000 * EURO), on_31_march) is None
    assert capital_needed(SAS, Cents(20_000_000 * EURO), AG) is None


@given(st.integers(750_001, 50_000_000))
def test_above_750_000_euros_a_larger_capital_never_needs_less(euros):
    here, more = (capital_needed(SA, Cents(amount * EURO), AG) for amount in (euros, euros + 1))
    assert here < more


@pytest.mark.parametrize(("held", "lawful"), [(4_999_99, False), (5_000_00, True), (5_000_01, True)])
def test_exactly_a_twentieth_is_enough(held, lawful):
    found = request_breaches(SA, Cents(100_000_00), Cents(held), date(2027, 5, 1), AG)
    assert (not found) is lawful
    assert all(isinstance(breach, RequestTooWeak) for breach in found)


@pytest.mark.parametrize(
    ("day", "lawful"), [(date(2027, 5, 29), True), (date(2027, 5, 30), True), (date(2027, 5, 31), False)]
)
def test_a_request_arrives_twenty_five_days_before(day, lawful):
    found = request_breaches(SARL, Cents(100_000_00), Cents(6_000_00), day, AG)
    assert (not found) is lawful
    assert all(isinstance(breach, RequestTooLate) for breach in found)


@pytest.mark.parametrize(
    ("assembly_on", "moment"),
    [
        (date(2014, 12, 31), datetime(2014, 12, 25, 23, tzinfo=UTC)),  # Friday 26, third business day
        (date(2015, 1, 1), datetime(2014, 12, 29, 23, tzinfo=UTC)),  # Tuesday 30, second business day
        (AG, datetime(2027, 6, 21, 22, tzinfo=UTC)),  # Tuesday 22 June, midnight in Paris
    ],
)
def test_those_who_ask_still_hold_their_part_on_the_second_business_day_the_third_before_2015(
    assembly_on, moment
):
    assert still_held_at(SA, assembly_on) == moment
    assert still_held_at(SARL, assembly_on) is still_held_at(SAS, assembly_on) is None


@pytest.mark.parametrize("key", ["agenda_request_scale", "agenda_request_form", "agenda_request_date"])
@pytest.mark.parametrize(("day", "left"), [(date(2018, 3, 31), True), (date(2018, 4, 1), False)])
def test_what_a_sarl_owes_to_those_who_ask_for_an_item_dates_from_april_2018(key, day, left):
    (rule,) = [rule for rule in RULES if rule.key == key]
    assert (str(rule.line(SARL, day).value) == "les statuts le fixent") is left


@pytest.mark.parametrize("form", [SA, SARL])
def test_bylaws_may_only_make_it_easier_to_ask_for_an_item(form):
    for rule in RULES:
        if rule.key in ("agenda_request_part", "agenda_request_scale"):
            assert rule.line(form, AG).direction is Direction.EASIER


def test_an_sa_acknowledges_a_request_within_five_days():
    assert answer_by(SA, date(2027, 5, 20)) == date(2027, 5, 25)
    assert answer_by(SARL, date(2027, 5, 20)) is None


def test_only_the_removal_of_directors_is_voted_off_the_agenda_of_an_sa():
    assert may_vote_off_agenda(SA, AG, removes_directors=True)
    assert not may_vote_off_agenda(SA, AG, removes_directors=False)
    assert not may_vote_off_agenda(SARL, AG, removes_directors=True)
    assert may_vote_off_agenda(SAS, AG, removes_directors=True) is None


def test_an_agenda_changes_neither_once_sent_nor_at_a_second_call():
    assert may_change_agenda(Call.FIRST, sent=False)
    assert not may_change_agenda(Call.FIRST, sent=True)
    assert not may_change_agenda(Call.SECOND, sent=False)


def test_the_sentence_on_the_scale_says_the_slices_that_are_computed():
    (rule,) = [rule for rule in RULES if rule.key == "agenda_request_scale"]
    said = str(rule.line(SA, AG).value)
    for bound, part in SCALE:
        assert f"{percent(part, 1).removesuffix('.0').replace('.', ',')} %" in said
        assert bound is None or f"{bound // 100:,}".replace(",", " ") in said


@pytest.mark.parametrize(("form", "keeps"), [(SA, True), (SARL, True), (SAS, None)])
def test_a_second_call_keeps_the_agenda_of_the_first_where_a_sas_follows_its_bylaws(form, keeps):
    assert second_keeps_agenda(form, date(2026, 11, 24)) is keeps
