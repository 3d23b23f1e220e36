"""Seats of a board shared among colleges: bounds that hold together, proportion, words."""

from fractions import Fraction

import pytest

from governance.vote.allocation import (
    AllocationAsked,
    SeatsTooFew,
    SeatsTooMany,
    allocate,
    explain_allocation,
)
from governance.vote.apportion import SeatBounds, SeatRule
from governance.vote.elections.contest import TieRule

F = Fraction
PARTS = {"garants": F(30), "porteurs": F(30), "salariés": F(15), "bénéficiaires": F(15), "adhérents": F(10)}


def asked(seats, bounds=None, parts=None, rule=SeatRule.LARGEST_REMAINDER_HARE, **more):
    return AllocationAsked(rule, seats, parts or PARTS, bounds or {}, **more)


def test_bounds_of_the_bylaws_are_kept_and_the_rest_is_in_proportion():
    bounds = {"garants": SeatBounds(3, 3), "salariés": SeatBounds(1, 2), "adhérents": SeatBounds(0, 1)}
    found = allocate(asked(12, bounds))
    assert found.seats_of == {"garants": 3, "porteurs": 4, "salariés": 2, "bénéficiaires": 2, "adhérents": 1}
    assert (found.left, found.tie) == (0, None)


@pytest.mark.parametrize(("seats", "error"), [(4, SeatsTooFew), (5, None), (6, None), (7, SeatsTooMany)])
def test_bounds_that_cannot_hold_together_are_refused(seats, error):
    parts = {"a": F(1), "b": F(1)}
    wanted = asked(seats, {"a": SeatBounds(2, 3), "b": SeatBounds(3, 3)}, parts)
    if error is None:
        assert sum(allocate(wanted).seats_of.values()) == seats
    else:
        with pytest.raises(error):
            allocate(wanted)


def test_a_tie_between_colleges_is_settled_by_lot_or_not_at_all():
    parts = {"a": F(1), "b": F(1)}
    stopped = allocate(asked(3, parts=parts))
    assert (stopped.seats_of, stopped.left) == ({"a": 1, "b": 1}, 1)
    by_age = allocate(asked(3, parts=parts, ties=(TieRule.ELDEST,)))
    assert by_age.left == 1
    drawn = allocate(asked(3, parts=parts, ties=(TieRule.LOT,), seed="4 2 6"))
    assert sum(drawn.seats_of.values()) == 3
    said = " ".join(explain_allocation(asked(3, parts=parts), stopped, {"a": "Garants"}))
    assert "À égalité : Garants, b. Sièges en jeu : 1." in said


def test_each_college_reads_its_seats_its_exact_proportion_and_its_bound_in_two_languages():
    wanted = asked(12, {"garants": SeatBounds(3, 3), "salariés": SeatBounds(2)})
    found = allocate(wanted)
    french = " ".join(explain_allocation(wanted, found, {}))
    english = " ".join(explain_allocation(wanted, found, {}, "en"))
    assert "Sièges du collège « garants » : 3, pour 18/5 en proportion exacte. C’est son maximum." in french
    assert "Seats of the college “salariés”: 2, for 9/5 in exact proportion. It is its floor." in english
    with pytest.raises(ValueError, match="not in"):
        explain_allocation(wanted, found, {}, "de")
