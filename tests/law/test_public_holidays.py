"""Public holidays, as the Code du travail lists them, and business days counted backwards."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law.public_holidays import (
    Territory,
    business_day_before,
    easter,
    is_business_day,
    public_holidays,
)

EASTERS = {
    1707: (4, 24), 1734: (4, 25), 1761: (3, 22),
    1818: (3, 22), 1886: (4, 25), 1900: (4, 15), 1943: (4, 25), 1954: (4, 18), 2100: (3, 28),
    1961: (4, 2), 1981: (4, 19), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2018: (4, 1), 2024: (3, 31),
    2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19),
}  # fmt: skip


@pytest.mark.parametrize("year", EASTERS)
def test_easter_falls_on_the_days_of_the_almanac(year):
    assert easter(year) == date(year, *EASTERS[year])


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_eleven_holidays_of_2027():
    assert public_holidays(2027) == {
        date(2027, 1, 1),
        date(2027, 3, 29),
        date(2027, 5, 1),
        date(2027, 5, 6),
        date(2027, 5, 8),
        date(2027, 5, 17),
        date(2027, 7, 14),
        date(2027, 8, 15),
        date(2027, 11, 1),
        date(2027, 11, 11),
        date(2027, 12, 25),
    }


@pytest.mark.parametrize(
    ("territory", "more"),
    [
        (Territory.ALSACE_MOSELLE, {date(2027, 3, 26), date(2027, 12, 26)}),
        (Territory.GUADELOUPE, {date(2027, 5, 27)}),
        (Territory.GUYANE, {date(2027, 6, 10)}),
        (Territory.MARTINIQUE, {date(2027, 5, 22)}),
        (Territory.REUNION, {date(2027, 12, 20)}),
        (Territory.MAYOTTE, {date(2027, 4, 27)}),
        (Territory.SAINT_BARTHELEMY, {date(2027, 10, 9)}),
        (Territory.SAINT_MARTIN, {date(2027, 5, 28)}),
    ],
)
def test_some_places_have_holidays_of_their_own(territory, more):
    assert public_holidays(2027, territory) - public_holidays(2027) == more


def test_the_fourth_and_the_second_business_days_before_24_june_2027():
    assert business_day_before(date(2027, 6, 24), 4) == date(2027, 6, 18)
    assert business_day_before(date(2027, 6, 24), 2) == date(2027, 6, 22)


def test_a_holiday_and_a_week_end_are_stepped_over():
    # Wednesday 19 May 2027 comes after Whit Monday the 17th and the week-end before it.
    assert business_day_before(date(2027, 5, 19), 1) == date(2027, 5, 18)
    assert business_day_before(date(2027, 5, 19), 2) == date(2027, 5, 14)


def test_alsace_moselle_steps_over_good_friday_too():
    wednesday = date(2027, 3, 31)
    assert business_day_before(wednesday, 2) == date(2027, 3, 26)
    assert business_day_before(wednesday, 2, Territory.ALSACE_MOSELLE) == date(2027, 3, 25)


def test_business_days_are_counted_from_one():
    with pytest.raises(ValueError, match="from 1"):
        business_day_before(date(2027, 6, 24), 0)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 12), st.sampled_from(list(Territory)))
def test_counting_business_days_skips_none_of_them(day, count, territory):
    found = business_day_before(day, count, territory)
    between = [found + timedelta(days=step) for step in range((day - found).days)]
    assert sum(is_business_day(one, territory) for one in between) == count
    assert is_business_day(found, territory)
