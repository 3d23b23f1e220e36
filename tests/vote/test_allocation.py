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


TOO_FEW = "Le conseil a %d sièges, et les collèges en ont au moins %d en tout."
TOO_MANY = "Le conseil a %d sièges, et les collèges n’en ont au plus que %d en tout."


@pytest.mark.parametrize(
    ("seats", "bounds", "error", "said"),
    [
        (4, ((2, 3), (3, 3)), SeatsTooFew, TOO_FEW % (4, 5)),
        (5, ((2, 3), (3, 3)), None, ""),
        (6, ((2, 3), (3, 3)), None, ""),
        (7, ((2, 3), (3, 3)), SeatsTooMany, TOO_MANY % (7, 6)),
        (3, ((0, 0), (0, 3)), None, ""),
        (4, ((0, 0), (0, 3)), SeatsTooMany, TOO_MANY % (4, 3)),
    ],
)
def test_bounds_that_cannot_hold_together_are_refused_with_both_numbers(seats, bounds, error, said):
    parts = {"a": F(1), "b": F(1)}
    wanted = asked(seats, {name: SeatBounds(*pair) for name, pair in zip("ab", bounds, strict=True)}, parts)
    if error is None:
        assert sum(allocate(wanted).seats_of.values()) == seats
    else:
        with pytest.raises(error) as refused:
            allocate(wanted)
        assert str(refused.value) == said


@pytest.mark.parametrize(
    ("rule", "seats_of"),
    [
        (SeatRule.LARGEST_REMAINDER_HARE, {"a": 2, "b": 1}),
        (SeatRule.LARGEST_REMAINDER_DROOP, {"a": 3, "b": 0}),
        (SeatRule.DHONDT, {"a": 3, "b": 0}),
        (SeatRule.SAINTE_LAGUE, {"a": 2, "b": 1}),
    ],
)
def test_seats_are_shared_by_the_rule_that_is_asked(rule, seats_of):
    assert allocate(asked(3, parts={"a": F(79), "b": F(21)}, rule=rule)).seats_of == seats_of


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


def test_a_college_between_its_bounds_or_without_any_reads_no_bound():
    parts = {"a": F(5), "b": F(3), "c": F(2), "d": F(0)}
    bounds = {"a": SeatBounds(0, 6), "b": SeatBounds(2), "c": SeatBounds(2)}
    wanted = asked(10, bounds, parts)
    said = explain_allocation(wanted, allocate(wanted), {"a": "Garants", "d": "Soutiens"})
    assert said == [
        "Sièges du conseil : 10.",
        "Sièges du collège « Garants » : 5, pour 5 en proportion exacte.",
        "Sièges du collège « b » : 3, pour 3 en proportion exacte.",
        "Sièges du collège « c » : 2, pour 2 en proportion exacte. C’est son minimum.",
        "Sièges du collège « Soutiens » : 0, pour 0 en proportion exacte.",
    ]


def test_seats_of_colleges_that_all_weigh_nothing_are_shared_among_none_and_it_is_said():
    wanted = asked(2, parts={"a": F(0), "b": F(0)})
    found = allocate(wanted)
    assert (found.seats_of, found.left, found.tie) == ({"a": 0, "b": 0}, 2, None)
    assert explain_allocation(wanted, found, {})[1:] == [
        "Sièges du collège « a » : 0, pour 0 en proportion exacte.",
        "Sièges du collège « b » : 0, pour 0 en proportion exacte.",
    ]
