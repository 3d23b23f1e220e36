"""Who of the register may stand: a member on the day, for long enough, of the college whose seat it is."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from governance.bylaws.models import load_model
from governance.vote.elections.eligible import (
    Applicant,
    MemberTooRecently,
    NotAMemberThen,
    NotFromTheRegister,
    OfAnotherCollege,
    ensure_eligible,
)

FREE = load_model("five_colleges_proportional").elections
SIX_MONTHS = replace(FREE, member_for_months=6, article="14")
DAY = date(2027, 6, 24)


def somebody(admitted=date(2020, 1, 1), left=None, college="team"):
    return Applicant(UUID(int=1), "Alix Fournier", college, admitted, left)


@pytest.mark.parametrize(
    ("one", "may"),
    [
        (somebody(DAY), True),
        (somebody(date(2027, 6, 25)), False),
        (somebody(left=date(2027, 6, 25)), True),
        (somebody(left=DAY), False),
        (somebody(left=date(2027, 1, 1)), False),
    ],
)
def test_who_stands_is_a_member_on_the_day_of_the_assembly(one, may):
    if may:
        ensure_eligible(one, FREE, DAY)
    else:
        with pytest.raises(NotAMemberThen) as refused:
            ensure_eligible(one, FREE, DAY)
        told = (refused.value.name, refused.value.day, refused.value.article)
        assert told == ("Alix Fournier", DAY, FREE.article)


@pytest.mark.parametrize(
    ("admitted", "may"),
    [(date(2026, 12, 23), True), (date(2026, 12, 24), True), (date(2026, 12, 25), False)],
)
def test_six_months_of_membership_are_counted_to_the_day(admitted, may):
    if may:
        ensure_eligible(somebody(admitted), SIX_MONTHS, DAY)
    else:
        with pytest.raises(MemberTooRecently) as refused:
            ensure_eligible(somebody(admitted), SIX_MONTHS, DAY)
        told = (refused.value.name, refused.value.since, refused.value.months, refused.value.article)
        assert told == ("Alix Fournier", admitted, 6, "14")


def test_the_seats_of_a_college_are_for_its_members():
    ensure_eligible(somebody(), FREE, DAY, seat="team", seat_name="Équipe")
    with pytest.raises(OfAnotherCollege) as refused:
        ensure_eligible(somebody(college="partners"), FREE, DAY, seat="team", seat_name="Équipe")
    told = (refused.value.name, refused.value.college, refused.value.article)
    assert told == ("Alix Fournier", "Équipe", FREE.article)


def test_a_name_written_by_hand_stands_only_where_no_time_of_membership_is_asked():
    ensure_eligible(None, FREE, DAY)
    with pytest.raises(NotFromTheRegister) as refused:
        ensure_eligible(None, SIX_MONTHS, DAY)
    assert (refused.value.months, refused.value.article) == (6, "14")
