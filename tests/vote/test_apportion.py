"""Seats in proportion: textbook counts, floors and ceilings, ties, and what always holds."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.apportion import SeatBounds, SeatRule, apportion
from governance.vote.elections.contest import TieRule
from governance.vote.elections.ties import TiedOptions

F = Fraction
SOME = settings(max_examples=200, deadline=None)
WEIGHTS = {"a": F(47_000), "b": F(16_000), "c": F(15_800), "d": F(12_000), "e": F(6_100), "f": F(3_100)}
EACH = pytest.mark.parametrize("rule", list(SeatRule))


def unsettled(tied, places):
    return TiedOptions(tuple(tied), places)


def first(tied, places):
    return TiedOptions(tuple(tied), places, 1, TieRule.LOT, tuple(sorted(tied)[:places]))


def share(rule, weights, seats, bounds=None, settle=unsettled):
    return apportion(SeatRule(rule), weights, seats, settle, bounds)


@pytest.mark.parametrize(
    ("rule", "seats"),
    [
        ("hare", {"a": 5, "b": 2, "c": 1, "d": 1, "e": 1, "f": 0}),
        ("droop", {"a": 5, "b": 2, "c": 2, "d": 1, "e": 0, "f": 0}),
        ("dhondt", {"a": 5, "b": 2, "c": 2, "d": 1, "e": 0, "f": 0}),
        ("sainte_lague", {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 0}),
    ],
)
def test_the_textbook_example_of_a_hundred_thousand_votes_and_ten_seats(rule, seats):
    assert share(rule, WEIGHTS, 10).seats_of == seats


def test_the_modified_rule_asks_seven_fifths_of_the_first_seat():
    weights = {"a": F(53), "b": F(24)}
    assert share("sainte_lague", weights, 2).seats_of == {"a": 1, "b": 1}
    assert share("modified_sainte_lague", weights, 2).seats_of == {"a": 2, "b": 0}
    # 53/3 against 24·5/7: a hair under the bound, and the second list has its seat
    assert share("modified_sainte_lague", {"a": F(53), "b": F(25)}, 2).seats_of == {"a": 1, "b": 1}


@EACH
def test_a_tie_for_the_last_seat_stays_a_tie_or_is_settled_by_the_rule_given(rule):
    stopped = share(rule, {"b": F(5), "c": F(5)}, 3)
    assert stopped.left == 1
    assert stopped.tie is not None
    assert stopped.tie.places == 1
    assert set(stopped.tie.options) == {"b", "c"}
    settled = share(rule, {"b": F(5), "c": F(5)}, 3, settle=first)
    assert (settled.seats_of, settled.left) == ({"b": 2, "c": 1}, 0)


@EACH
def test_who_weighs_nothing_has_nothing_beyond_its_floor(rule):
    found = share(rule, {"a": F(1), "b": F(0), "c": F(0)}, 5, {"c": SeatBounds(1)})
    assert found.seats_of == {"a": 4, "b": 0, "c": 1}


@pytest.mark.parametrize(
    ("rule", "bounds", "seats"),
    [
        ("hare", {"a": SeatBounds(0, 3)}, {"a": 3, "b": 4, "c": 3}),
        ("dhondt", {"a": SeatBounds(0, 3)}, {"a": 3, "b": 4, "c": 3}),
        ("hare", {"c": SeatBounds(4)}, {"a": 4, "b": 2, "c": 4}),
        ("dhondt", {"c": SeatBounds(4)}, {"a": 4, "b": 2, "c": 4}),
        ("sainte_lague", {"a": SeatBounds(2, 2), "c": SeatBounds(1, 1)}, {"a": 2, "b": 7, "c": 1}),
    ],
)
def test_floors_and_ceilings_are_kept_and_the_rest_shared(rule, bounds, seats):
    weights = {"a": F(60), "b": F(25), "c": F(20)}
    assert share(rule, weights, 10, bounds).seats_of == seats


def test_seats_that_nobody_may_have_are_left():
    found = share("dhondt", {"a": F(2), "b": F(1)}, 5, {"a": SeatBounds(0, 2), "b": SeatBounds(0, 1)})
    assert (found.seats_of, found.left, found.tie) == ({"a": 2, "b": 1}, 2, None)


def test_floors_above_the_seats_are_the_caller_s_to_refuse():
    with pytest.raises(ValueError, match="floors"):
        share("hare", {"a": F(1), "b": F(1)}, 1, {"a": SeatBounds(1), "b": SeatBounds(1)})


@EACH
def test_floors_that_fill_the_board_leave_nothing_to_the_others(rule):
    found = share(rule, {"a": F(1), "b": F(10)}, 2, {"a": SeatBounds(2)})
    assert (found.seats_of, found.left, found.tie) == ({"a": 2, "b": 0}, 0, None)


@pytest.mark.parametrize("settle", [first, unsettled])
def test_a_quota_of_droop_just_reached_never_takes_a_seat_under_a_floor(settle):
    alone = share("droop", {"a": F(5), "b": F(5)}, 1, {"b": SeatBounds(1)}, settle)
    assert (alone.seats_of, alone.left, alone.tie) == ({"a": 0, "b": 1}, 0, None)
    both = share("droop", {"a": F(6), "b": F(4), "c": F(2)}, 6, dict.fromkeys("bc", SeatBounds(2)), settle)
    assert (both.seats_of, both.left, both.tie) == ({"a": 2, "b": 2, "c": 2}, 0, None)


def test_a_quota_of_droop_just_reached_is_no_advantage_for_who_is_at_a_ceiling():
    found = share("droop", {"a": F(5), "b": F(5)}, 1, {"a": SeatBounds(0, 1)})
    assert (found.seats_of, found.left) == ({"a": 0, "b": 0}, 1)
    assert found.tie == TiedOptions(("a", "b"), 1)


BOUNDS = st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(2, 6))).map(lambda b: SeatBounds(*b))
SHARED = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60).map(F), min_size=1)


@SOME
@given(
    st.sampled_from(list(SeatRule)),
    SHARED,
    st.integers(12, 20),
    st.dictionaries(st.sampled_from("abcdef"), BOUNDS),
)
def test_seats_and_bounds_are_always_kept(rule, weights, seats, bounds):
    found = share(rule, weights, seats, bounds, settle=first)
    assert sum(found.seats_of.values()) + found.left == seats
    for option, got in found.seats_of.items():
        bound = bounds.get(option, SeatBounds())
        assert bound.least <= got
        assert bound.most is None or got <= bound.most
    if found.left:
        assert all(bounds.get(option, SeatBounds()).most is not None for option in weights)


@SOME
@given(st.sampled_from(list(SeatRule)), SHARED, st.integers(1, 20))
def test_more_votes_never_give_fewer_seats_than_another(rule, weights, seats):
    found = share(rule, weights, seats, settle=first)
    for one, weight in weights.items():
        for other, less in weights.items():
            if weight > less:
                assert found.seats_of[one] >= found.seats_of[other]


@SOME
@given(SHARED, st.integers(1, 20))
def test_largest_remainders_keep_the_quota(weights, seats):
    found = share("hare", weights, seats, settle=first)
    total = sum(weights.values())
    for option, got in found.seats_of.items():
        exact = weights[option] * seats / total
        assert exact.numerator // exact.denominator <= got <= -(-exact.numerator // exact.denominator)


@SOME
@given(SHARED, st.integers(1, 20), st.fractions(F(1, 100), 100))
def test_the_unit_of_the_weights_changes_nothing(weights, seats, unit):
    for rule in SeatRule:
        scaled = {option: weight * unit for option, weight in weights.items()}
        assert share(rule, scaled, seats) == share(rule, weights, seats)


def clamped(weights, bounds, seats):
    """Find, by every place where the sum bends, the quota under which the bounded shares fill the seats."""

    def total(quota):
        return sum(
            min(max(weight / quota, F(low)), F(high))
            for weight, (low, high) in zip(weights, bounds, strict=True)
        )

    bends = sorted(
        {weight / edge for weight, pair in zip(weights, bounds, strict=True) for edge in pair if edge}
    )
    for low, high in pairwise(bends):
        if not total(low) >= seats >= total(high):
            continue
        middle = (low + high) / 2
        inside = [w for w, (least, most) in zip(weights, bounds, strict=True) if least < w / middle < most]
        fixed = total(middle) - sum((w / middle for w in inside), F(0))
        quota = sum(inside, F(0)) / (seats - fixed) if inside and seats > fixed else high
        return [
            min(max(w / quota, F(least)), F(most)) for w, (least, most) in zip(weights, bounds, strict=True)
        ]
    return None


@SOME
@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=5),
    st.integers(1, 14),
)
def test_seats_within_bounds_are_within_one_of_the_shares_that_the_bounds_leave(drawn, seats):
    weights = [F(weight) for weight, _, _ in drawn]
    bounds = [(least, least + more) for _, least, more in drawn]
    shares = clamped(weights, bounds, seats)
    if shares is None or sum(shares) != seats:
        return
    names = [str(at) for at in range(len(drawn))]
    found = share(
        "hare",
        dict(zip(names, weights, strict=True)),
        seats,
        {name: SeatBounds(*pair) for name, pair in zip(names, bounds, strict=True)},
        settle=first,
    )
    for name, part in zip(names, shares, strict=True):
        assert abs(found.seats_of[name] - part) < 1
        assert found.seats_of[name] == part or part.denominator > 1


@pytest.mark.parametrize(
    ("weights", "bounds", "seats", "expected"),
    [
        # 8,1 of 9: the ceiling is 3.1 too high, the floor 0.9 too low: the ceiling first, then 7 for b and c
        (
            {"a": F(81), "b": F(8), "c": F(11)},
            {"a": SeatBounds(0, 5), "b": SeatBounds(2)},
            10,
            {"a": 5, "b": 2, "c": 3},
        ),
        # two floors lack 1,2 and 0,4: together more than the 0,6 above the ceiling
        (
            {"a": F(2), "b": F(1), "c": F(2)},
            {"a": SeatBounds(0, 1), "b": SeatBounds(2), "c": SeatBounds(2)},
            4,
            {"a": 0, "b": 2, "c": 2},
        ),
        # 6 of 10 and a floor of 4 for one who has 1: the floor is more out than the ceiling
        (
            {"a": F(60), "b": F(10), "c": F(30)},
            {"a": SeatBounds(0, 5), "b": SeatBounds(4)},
            10,
            {"a": 4, "b": 4, "c": 2},
        ),
    ],
)
def test_the_bound_most_out_is_set_first(weights, bounds, seats, expected):
    assert share("hare", weights, seats, bounds).seats_of == expected
