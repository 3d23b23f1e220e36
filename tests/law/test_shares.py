"""Shares: the cap of public bodies."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.shares import (
    RULES,
    PublicBodiesTooStrong,
    capital_floor,
    floor_breaches,
    liable_until,
    public_breaches,
)
from governance.sources import ChangedBy
from governance.units import Cents

HAIR = Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("part", "day", "lawful"),
    [
        (Fraction(1, 2), date(2026, 11, 23), True),
        (Fraction(1, 2) + HAIR, date(2026, 11, 23), False),
        (Fraction(1, 5), date(2014, 8, 1), True),
        (Fraction(1, 5) + HAIR, date(2014, 8, 1), False),
        (Fraction(1, 5) + HAIR, date(2014, 8, 2), True),
    ],
)
def test_local_authorities_hold_half_of_the_capital_at_most_and_a_fifth_before_2014(part, day, lawful):
    found = public_breaches(part, day)
    assert (not found) is lawful
    assert all(isinstance(breach, PublicBodiesTooStrong) for breach in found)


@pytest.mark.parametrize(
    ("left", "articles"),
    [
        (25_000_01, []),
        (25_000_00, []),
        (24_999_99, ["13"]),
        (10_000_00, ["13"]),
        (9_999_99, ["L. 231-5", "13"]),
    ],
)
def test_paying_leavers_back_stops_at_a_quarter_of_the_highest_capital_and_a_tenth_of_the_stated(
    left, articles
):
    found = floor_breaches(Cents(left), stated=Cents(100_000_00), highest=Cents(100_000_00))
    assert [breach.source.article for breach in found] == articles


@pytest.mark.parametrize(
    ("stated", "highest", "floor"), [(100, 100, 25), (100, 40, 10), (100, 41, Fraction(41, 4))]
)
def test_the_larger_floor_holds(stated, highest, floor):
    assert capital_floor(Cents(stated), Cents(highest)) == floor


def test_a_leaver_answers_for_five_years():
    assert liable_until(date(2027, 6, 24)) == date(2032, 6, 24)


def test_the_register_of_movements_is_the_laws_in_an_sa_and_a_sas_and_proposed_to_a_sarl():
    (rule,) = [rule for rule in RULES if rule.key == "share_register"]
    sa, sarl, sas = (rule.line(form, date(2026, 11, 24)) for form in CompanyForm)
    assert [line.changed_by for line in (sa, sarl, sas)] == [ChangedBy.LAW, ChangedBy.BYLAWS, ChangedBy.LAW]
    assert str(sarl.proposed) == str(sa.value) == str(sas.value)
