"""Contributions to the cent, and « the same to within 1 % » on its bound."""

from datetime import date
from fractions import Fraction

import pytest

from governance.register.contribution_reading import FaultyContribution, read_base, read_rate, read_service
from governance.register.contributions import (
    Closeness,
    ContributionBase,
    ContributionRate,
    DeclaredBase,
    closeness,
    declared_before,
    owed,
    rate_on,
    rate_within,
    statement,
)

F = Fraction
TURNOVER, VALUE = ContributionBase.TURNOVER, ContributionBase.VALUE_ADDED
JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)
TODAY = date(2027, 1, 1)


def a_rate(part, since=JANUARY, base=TURNOVER):
    return ContributionRate(base, F(part), since)


@pytest.mark.parametrize(
    ("cents", "part", "due"),
    [
        (10_000, "1/10", 1_000),
        (5, "1/10", 1),
        (4, "1/10", 0),
        (15, "1/10", 2),
        (100, "1/3", 33),
        (200, "1/3", 67),
    ],
)
def test_a_contribution_is_rounded_to_the_cent_half_up(cents, part, due):
    assert owed(cents, F(part)) == due


@pytest.mark.parametrize(
    ("day", "part"),
    [(date(2025, 12, 31), None), (JANUARY, "1/10"), (date(2026, 6, 30), "1/10"), (JULY, "1/12")],
)
def test_the_rate_of_a_day_is_the_latest_to_begin(day, part):
    found = rate_on([a_rate("1/12", JULY), a_rate("1/10")], day)
    assert (found and str(found.part)) == part


def test_a_statement_takes_the_periods_that_begin_in_the_year_at_the_rate_of_their_first_day():
    bases = [
        DeclaredBase(JULY, date(2026, 12, 31), 120_000),
        DeclaredBase(JANUARY, date(2026, 6, 30), 100_000),
        DeclaredBase(date(2025, 1, 1), date(2025, 12, 31), 999_999),
    ]
    made = statement(2026, [a_rate("1/10"), a_rate("1/12", JULY)], bases)
    assert [line.owed for line in made.lines] == [10_000, 10_000]
    assert (made.declared, made.owed) == (220_000, 20_000)
    before = statement(2025, [a_rate("1/10")], bases)
    assert [line.owed for line in before.lines] == [None]
    assert before.owed == 0


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("101/1000", Closeness.SAME),
        ("99/1000", Closeness.SAME),
        ("10101/100000", Closeness.HIGHER),
        ("9899/100000", Closeness.LOWER),
        ("1/10", Closeness.SAME),
    ],
)
def test_the_same_contribution_is_within_a_hundredth_of_that_of_hosted_activities(theirs, told):
    assert closeness(a_rate(theirs), a_rate("1/10")) is told


def test_two_bases_or_an_absent_rate_are_not_compared():
    assert closeness(a_rate("1/10", base=VALUE), a_rate("1/10")) is Closeness.OTHER_BASE
    assert closeness(None, a_rate("1/10")) is Closeness.UNKNOWN
    assert closeness(a_rate("1/10"), None) is Closeness.UNKNOWN


@pytest.mark.parametrize(
    ("read", "typed", "field"),
    [
        (read_service, {"name": "", "kind": "it"}, "name"),
        (read_service, {"name": "Paie", "kind": "magic"}, "kind"),
        (read_rate, {"base": "profit", "part": "10 %", "since": "01/01/2026"}, "base"),
        (read_rate, {"base": "turnover", "part": "101 %", "since": "01/01/2026"}, "part"),
        (read_rate, {"base": "turnover", "part": "", "since": "01/01/2026"}, "part"),
        (read_rate, {"base": "turnover", "part": "10 %", "since": ""}, "since"),
        (read_base, {"starts_on": "", "ends_on": "31/12/2026", "amount": "1"}, "starts_on"),
        (read_base, {"starts_on": "02/01/2026", "ends_on": "01/01/2026", "amount": "1"}, "ends_on"),
        (read_base, {"starts_on": "01/12/2026", "ends_on": "01/01/2027", "amount": "1"}, "ends_on"),
        (read_base, {"starts_on": "01/01/2026", "ends_on": "31/12/2026", "amount": "beaucoup"}, "amount"),
        (read_base, {"starts_on": "01/01/2027", "ends_on": "02/01/2027", "amount": "1"}, "ends_on"),
    ],
)
def test_every_fault_names_its_field(read, typed, field):
    with pytest.raises(FaultyContribution) as refused:
        read(typed, TODAY) if read is read_base else read(typed)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_day_long_period_is_one():
    read = read_base({"starts_on": "01/01/2026", "ends_on": "01/01/2026", "amount": "12,5"}, date(2026, 1, 1))
    assert read == DeclaredBase(JANUARY, JANUARY, 1_250)


HALF = DeclaredBase(JANUARY, date(2026, 6, 30), 100)


@pytest.mark.parametrize(
    ("since", "known", "in_the_way"),
    [
        (date(2025, 12, 31), True, True),
        (JANUARY, True, True),
        (date(2026, 1, 2), True, True),
        (date(2026, 6, 30), True, True),
        (JULY, True, False),
        (date(2025, 12, 31), False, False),
        (JANUARY, False, False),
        (date(2026, 1, 2), False, True),
        (date(2026, 6, 30), False, True),
    ],
)
def test_a_rate_begins_after_the_last_day_declared_under_another(since, known, in_the_way):
    rates = [a_rate("1/10", date(2020, 1, 1))] if known else []
    assert (declared_before(since, rates, [HALF]) == HALF) is in_the_way


@pytest.mark.parametrize(
    ("since", "inside"),
    [(JANUARY, False), (date(2026, 1, 2), True), (date(2026, 6, 30), True), (JULY, False)],
)
def test_a_rate_changes_within_a_period_after_its_first_day_and_by_its_last(since, inside):
    change = a_rate("1/12", since)
    assert rate_within(HALF, [a_rate("1/10", date(2020, 1, 1)), change]) == (change if inside else None)
