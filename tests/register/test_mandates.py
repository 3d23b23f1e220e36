"""Mandates of representatives: their days, their state, what is typed about them."""

from datetime import date

import pytest

from governance.register.mandate_reading import FaultyMandate, read_early_end, read_mandate
from governance.register.mandates import Capacity, Mandate, MandateState, reminder_due

TYPED = {
    "holder": "Nour Essai",
    "email": "nour@exemple.test",
    "capacity": "legal",
    "rank": "holder",
    "since": "01/03/2026",
    "until": "31/12/2026",
    "decision": "Assemblée des associés du 20 février 2026",
}


def a_mandate(**changes):
    given = {"since": date(2026, 3, 1), "until": date(2026, 12, 31), **changes}
    return Mandate("Nour Essai", Capacity.LEGAL, **given)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_the_first_and_the_last_day_are_both_included(day, holds):
    assert a_mandate().holds_on(day) is holds


def test_a_mandate_without_term_never_ends_by_itself():
    endless = a_mandate(until=None)
    assert endless.holds_on(date(2199, 12, 31))
    assert endless.state(date(2199, 12, 31)) is MandateState.IN_FORCE
    assert reminder_due(endless, date(2199, 12, 31)) is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), MandateState.COMING),
        (date(2026, 3, 1), MandateState.IN_FORCE),
        (date(2026, 10, 31), MandateState.IN_FORCE),  # 61 days before
        (date(2026, 11, 1), MandateState.ENDING),  # 60 days before
        (date(2026, 12, 31), MandateState.ENDING),
        (date(2027, 1, 1), MandateState.ENDED),
    ],
)
def test_the_state_of_a_mandate_on_each_side_of_its_bounds(day, state):
    assert a_mandate().state(day) is state


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2026, 10, 31), None),  # 61 days before
        (date(2026, 11, 1), 60),
        (date(2026, 12, 15), 60),  # 16 days before
        (date(2026, 12, 16), 15),
        (date(2026, 12, 31), 15),
        (date(2027, 1, 1), None),
    ],
)
def test_a_reminder_is_due_sixty_then_fifteen_days_before_the_last_day(day, days):
    assert reminder_due(a_mandate(), day) == days


def test_an_early_end_takes_the_place_of_the_term():
    ended = a_mandate(ended_on=date(2026, 6, 30))
    assert ended.holds_on(date(2026, 6, 30))
    assert not ended.holds_on(date(2026, 7, 1))
    assert ended.state(date(2026, 7, 1)) is MandateState.ENDED


def test_a_mandate_ended_before_its_first_day_never_holds():
    never = a_mandate(ended_on=date(2026, 2, 28))
    assert never.state(date(2026, 2, 27)) is MandateState.ENDED
    assert not never.holds_on(date(2026, 3, 1))


def test_what_is_typed_is_read():
    read = read_mandate({**TYPED, "person": "12"})
    assert read.mandate == Mandate(
        "Nour Essai",
        Capacity.LEGAL,
        date(2026, 3, 1),
        date(2026, 12, 31),
        0,
        "nour@exemple.test",
        "Assemblée des associés du 20 février 2026",
    )
    assert (read.deputy, read.person) == (False, 12)
    assert read_mandate({**TYPED, "rank": "deputy"}).deputy


def test_a_mandate_of_one_day_can_be_written():
    read = read_mandate({**TYPED, "until": "01/03/2026"})
    assert read.mandate.holds_on(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("holder", ""),
        ("holder", "x" * 201),
        ("email", "nour"),
        ("capacity", "chef"),
        ("rank", "second"),
        ("since", ""),
        ("since", "hier"),
        ("until", "28/02/2026"),
        ("until", "jamais"),
        ("decision", ""),
        ("person", "douze"),
    ],
)
def test_each_fault_names_its_field(field, typed):
    with pytest.raises(FaultyMandate) as refused:
        read_mandate({**TYPED, field: typed})
    assert [fault.field for fault in refused.value.faults] == [field]


def test_every_fault_is_told_at_once():
    with pytest.raises(FaultyMandate) as refused:
        read_mandate({})
    assert {fault.field for fault in refused.value.faults} == {
        "holder",
        "decision",
        "capacity",
        "since",
        "rank",
    }


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("27/02/2026", False),
        ("28/02/2026", True),  # the eve: it never began
        ("31/12/2026", True),
        ("01/01/2027", False),
    ],
)
def test_an_early_end_stands_between_the_eve_of_the_first_day_and_the_term(typed, read):
    values = {"last_day": typed, "reason": "Démission"}
    if read:
        assert read_early_end(values, a_mandate())[1] == "Démission"
    else:
        with pytest.raises(FaultyMandate) as refused:
            read_early_end(values, a_mandate())
        assert [fault.field for fault in refused.value.faults] == ["last_day"]


def test_an_early_end_says_when_and_why():
    with pytest.raises(FaultyMandate) as refused:
        read_early_end({}, a_mandate())
    assert [fault.field for fault in refused.value.faults] == ["last_day", "reason"]
