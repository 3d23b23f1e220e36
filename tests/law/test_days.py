"""Days are counted safely, and hours are those of Paris."""

from datetime import UTC, date, datetime

import pytest

from governance.law.days import (
    LEGAL_COUNT,
    SAFE_COUNT,
    DayCount,
    days_before,
    last_day_to_act,
    paris_day,
    paris_moment,
)
from governance.law.legal_forms import CompanyForm

AG = date(2027, 6, 24)


def test_fifteen_clear_days_before_24_june_end_on_8_june():
    assert last_day_to_act(AG, 15) == date(2027, 6, 8)
    assert SAFE_COUNT is DayCount.CLEAR


def test_in_a_sarl_the_day_of_the_assembly_counts_as_the_court_read_it_in_2005():
    assert LEGAL_COUNT[CompanyForm.SARL].on(AG) is DayCount.ASSEMBLY_INCLUDED
    assert last_day_to_act(AG, 15, DayCount.ASSEMBLY_INCLUDED) == date(2027, 6, 9)
    assert LEGAL_COUNT[CompanyForm.SA].on(AG) is DayCount.CLEAR
    assert LEGAL_COUNT[CompanyForm.SAS].on(AG) is None


def test_a_backward_deadline_stays_on_its_sunday():
    assert days_before(date(2027, 6, 25), 5) == date(2027, 6, 20)
    assert date(2027, 6, 20).weekday() == 6


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2027, 6, 23), datetime(2027, 6, 23, 13, tzinfo=UTC)),
        (date(2027, 1, 20), datetime(2027, 1, 20, 14, tzinfo=UTC)),
        (date(2027, 3, 27), datetime(2027, 3, 27, 14, tzinfo=UTC)),  # summer time starts on the 28th
        (date(2027, 3, 28), datetime(2027, 3, 28, 13, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 13, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 14, tzinfo=UTC)),  # it ended in the night
    ],
)
def test_fifteen_hours_in_paris_is_thirteen_in_summer_and_fourteen_in_winter(day, utc):
    assert paris_moment(day, 15) == utc


def test_the_day_of_a_moment_is_that_of_paris():
    assert paris_day(datetime(2027, 6, 21, 21, 59, tzinfo=UTC)) == date(2027, 6, 21)
    assert paris_day(datetime(2027, 6, 21, 22, 0, tzinfo=UTC)) == date(2027, 6, 22)
    with pytest.raises(ValueError, match="zone"):
        paris_day(datetime(2027, 6, 21, 22, 0))  # noqa: DTZ001
