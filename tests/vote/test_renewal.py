"""Who leaves a board at an assembly: terms on each bound, parts of the first board, the lot."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.bylaws.choices import Renewal
from governance.bylaws.member_clauses import CollegeSeats
from governance.bylaws.models import load_model
from governance.vote.renewal import Director, draw, renewal_at

BOARD = replace(
    load_model("four_colleges_bloc").board, least=3, most=12, term_years=6, seats=(), renewal=Renewal.WHOLE
)
FIRST = date(2024, 6, 12)
DAY = timedelta(days=1)
MEETING = UUID(int=9)


def a_board(*many, months=72):
    """Give directors, so many elected each June: (year, number)."""
    return [
        Director(UUID(int=year * 100 + at), f"Personne {year}-{at}", "", date(year, 6, 12), months)
        for year, number in many
        for at in range(number)
    ]


@pytest.mark.parametrize(
    ("day", "ends"),
    [(date(2029, 12, 31), False), (date(2030, 1, 1), True), (date(2031, 6, 1), True)],
)
def test_a_term_of_six_years_ends_at_the_assembly_held_in_the_sixth_year(day, ends):
    assert a_board((2024, 1))[0].ends_by(day) is ends


@pytest.mark.parametrize(("day", "ends"), [(date(2025, 12, 11), False), (date(2025, 12, 12), True)])
def test_a_term_of_eighteen_months_ends_on_its_day(day, ends):
    assert a_board((2024, 1), months=18)[0].ends_by(day) is ends


def test_a_whole_board_leaves_together_at_the_end_of_its_term():
    directors = a_board((2024, 9))
    assert renewal_at(BOARD, directors, MEETING, date(2029, 6, 1)).total == 0
    found = renewal_at(BOARD, directors, MEETING, date(2030, 6, 1))
    assert (len(found.due), found.to_leave, found.seats) == (9, 0, {"": 9})


@pytest.mark.parametrize(("year", "leave"), [(2025, 0), (2026, 3), (2027, 3), (2028, 6), (2029, 6)])
def test_a_third_of_nine_leaves_every_two_years_and_a_missed_one_is_made_up(year, leave):
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24, leavers_by_lot=True)
    found = renewal_at(board, a_board((2024, 9)), MEETING, date(year, 6, 1))
    assert (found.to_leave, found.by_lot) == (leave, True)
    assert len(found.among) == (9 if leave else 0)


def test_ten_leave_by_thirds_as_four_three_three_then_each_sits_a_whole_term():
    board = replace(BOARD, renewal=Renewal.THIRDS, leavers_by_lot=True)
    directors = a_board((2024, 10))
    sizes = []
    for year in (2026, 2028, 2030, 2032, 2034, 2036):
        day = date(year, 6, 10)
        found = renewal_at(board, directors, None, day)
        sizes.append(found.total)
        out = {one.id for one in (*found.due, *draw(found.among, found.to_leave, "graine"))}
        directors = [replace(one, left_on=day) if one.id in out else one for one in directors]
        directors += [replace(one, elected_on=day) for one in a_board((year, len(out)))]
    assert sizes == [4, 3, 3, 4, 3, 3]


@pytest.mark.parametrize(("number", "leave"), [(8, 4), (9, 5), (2, 1), (1, 0)])
def test_a_half_leaves_after_half_the_term(number, leave):
    board = replace(BOARD, renewal=Renewal.HALVES, least=1)
    assert renewal_at(board, a_board((2024, number)), None, date(2026, 6, 1)).to_leave == 0
    assert renewal_at(board, a_board((2024, number)), None, date(2027, 6, 1)).to_leave == leave


def test_who_resigned_counts_in_the_part_that_leaves():
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24)
    directors = a_board((2024, 9))
    directors[0] = replace(directors[0], left_on=date(2025, 2, 1))
    found = renewal_at(board, directors, None, date(2026, 6, 1))
    assert (found.to_leave, len(found.among)) == (2, 8)


def test_once_as_many_as_a_part_have_left_nobody_more_is_to_leave_nor_named():
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24)
    directors = a_board((2024, 9))
    for gone in (3, 4):
        directors[:gone] = [replace(one, left_on=date(2025, 2, 1)) for one in directors[:gone]]
        found = renewal_at(board, directors, None, date(2026, 6, 1))
        assert (found.to_leave, found.among) == (0, ())


def test_a_part_of_the_board_is_not_divided_again():
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24)
    directors = a_board((2020, 3), (2022, 3), (2024, 3))
    found = renewal_at(board, directors, None, date(2026, 6, 1))
    assert ([one.elected_on.year for one in found.due], found.to_leave) == ([2020] * 3, 0)


def test_who_leaves_on_the_day_of_the_assembly_leaves_a_seat_to_fill():
    day = date(2026, 6, 1)
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24)
    directors = a_board((2024, 9))
    directors[:3] = [replace(one, left_on=day) for one in directors[:3]]
    found = renewal_at(board, directors, None, day)
    assert (len(found.due), found.to_leave, found.total) == (3, 0, 3)
    assert renewal_at(board, directors, None, date(2026, 6, 2)).total == 0


def test_those_drawn_for_this_assembly_leave_and_need_no_other_draw():
    board = replace(BOARD, renewal=Renewal.THIRDS, renewal_months=24)
    directors = a_board((2024, 9))
    for at in range(3):
        directors[at] = replace(directors[at], drawn_for=MEETING)
    found = renewal_at(board, directors, MEETING, date(2026, 6, 1))
    assert (len(found.drawn), found.to_leave, found.total) == (3, 0, 3)
    elsewhere = renewal_at(board, directors, UUID(int=1), date(2026, 6, 1))
    assert (len(elsewhere.drawn), elsewhere.to_leave) == (0, 3)


@pytest.mark.parametrize(("elected", "left", "sits"), [
    (FIRST - DAY, None, True),
    (FIRST, None, True),
    (FIRST + DAY, None, False),
    (FIRST - DAY, FIRST + DAY, True),
    (FIRST - DAY, FIRST, False),
    (FIRST - DAY, FIRST - DAY, False),
])  # fmt: skip
def test_one_sits_from_the_day_of_the_election_to_the_eve_of_the_first_day_out(elected, left, sits):
    one = replace(a_board((2024, 1))[0], elected_on=elected, left_on=left)
    assert one.sits(FIRST) is sits


def test_who_was_elected_and_left_on_the_very_day_leaves_no_seat():
    one = replace(a_board((2024, 1))[0], elected_on=FIRST, left_on=FIRST)
    found = renewal_at(BOARD, [*a_board((2023, 3)), one], None, FIRST)
    assert (found.due, found.total) == ((), 0)


@pytest.mark.parametrize("renewal", list(Renewal))
@pytest.mark.parametrize(("sitting", "vacant"), [(3, {}), (2, {"": 1}), (0, {"": 3})])
def test_seats_under_the_least_of_the_bylaws_are_vacant(sitting, vacant, renewal):
    board = replace(BOARD, renewal=renewal)
    found = renewal_at(board, a_board((2024, sitting)), None, date(2025, 6, 1))
    assert (found.vacant, found.seats, found.total) == (vacant, vacant, sum(vacant.values()))


def test_seats_are_counted_college_by_college():
    seats = (CollegeSeats("workers", 2, 3, None), CollegeSeats("users", 1, 2, None))
    board = replace(BOARD, seats=seats, term_years=2)
    directors = [replace(one, college="workers", months=24) for one in a_board((2024, 1), (2025, 1))]
    found = renewal_at(board, directors, None, date(2026, 6, 1))
    assert found.vacant == {"users": 1}
    assert found.seats == {"workers": 1, "users": 1}
    alone = renewal_at(board, directors[:1], None, date(2025, 6, 1))
    assert alone.vacant == {"workers": 1, "users": 1}


def test_a_draw_is_the_same_for_whoever_has_the_seed_and_another_with_another():
    directors = a_board((2024, 9))
    drawn = draw(directors, 3, "a" * 64)
    assert drawn == draw(list(reversed(directors)), 3, "a" * 64)
    assert len({draw(directors, 3, str(seed)) for seed in range(20)}) > 5


@given(st.integers(1, 20), st.sampled_from([Renewal.HALVES, Renewal.THIRDS]), st.integers(0, 8))
def test_at_the_end_of_the_term_nobody_of_the_first_board_is_left(number, renewal, years):
    board = replace(BOARD, renewal=renewal, least=1)
    day = FIRST + timedelta(days=366 * years)
    found = renewal_at(board, a_board((2024, number)), None, day)
    assert found.to_leave + len(found.due) <= number
    if day.year >= 2030:
        assert len(found.due) == number
