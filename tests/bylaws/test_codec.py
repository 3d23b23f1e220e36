"""Values to JSON and back."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.bylaws.codec import WRONG, Place, read, write


@dataclass(frozen=True)
class Sample:
    """One field of each kind."""

    part: Fraction
    day: date
    names: tuple[str, ...]
    limit: int | None


def reading(document, kind=Sample):
    place = Place("", "", [])
    return read(kind, document, place), [fault.where for fault in place.faults]


@given(
    st.builds(
        Sample,
        part=st.fractions(min_value=0),
        day=st.dates(),
        names=st.lists(st.text()).map(tuple),
        limit=st.none() | st.integers(),
    )
)
def test_a_value_is_read_back_the_same(sample):
    assert reading(write(sample)) == (sample, [])


@pytest.mark.parametrize("day", ["20270624", "2027-W25-4", "24/06/2027", 3, None])
def test_a_day_has_one_way_to_be_written(day):
    assert reading(day, date)[0] is WRONG


@pytest.mark.parametrize("part", [0.5, 1, "1/0", "-1/2", " 1/2", "½", None])
def test_a_part_is_exact_text(part):
    assert reading(part, Fraction)[0] is WRONG


def test_a_fault_inside_a_list_says_which_item():
    document = {"part": "1", "day": "2027-06-24", "names": ["a", 2], "limit": None}
    assert reading(document) == (WRONG, ["names.2"])


def test_true_is_not_a_number():
    yes = True
    assert reading(yes, int)[0] is WRONG
