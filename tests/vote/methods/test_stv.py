"""Single transferable vote: a count by hand, each bound, ties, and what holds for every election."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.outcome import ElectionState, Score
from governance.vote.methods import ELECTIONS
from governance.vote.methods.stv import STV, quota_of
from tests.vote.elections import a_sheet, elected
from tests.vote.ranked_ballots import a_race, an_urn, counted, order, some_orders

F = Fraction
SOME = settings(max_examples=150, deadline=None)


def scores(one):
    return {score.option: score.figure for score in one.scores}


def test_a_count_made_by_hand():
    count = counted("stv", "45 ab, 25 b, 20 c, 10 dc", "abcd", 2)
    first, second = count.rounds
    assert first.needed == F(100, 3)
    assert scores(first) == {"a": 45, "b": 25, "c": 20, "d": 10}
    assert (first.elected, first.exhausted) == (("a",), 0)
    # a has 35/3 too much: 7/27 of each of its 45 ballots.
    assert scores(second) == {"a": F(100, 3), "b": 25 + F(35, 3), "c": 20, "d": 10}
    assert (second.elected, second.exhausted) == (("b",), 0)
    assert (count.elected, count.vacant, count.ties) == (("a", "b"), 0, ())
    assert count.seats_of == {"a": 1, "b": 1}
    assert count.figures == {"valid": "100", "quota": "100/3", "kind": "droop", "lost": "0"}


def test_a_part_is_cut_after_five_decimals_where_the_bylaws_say_so():
    count = counted("stv", "45 ab, 25 b, 20 c, 10 dc", "abcd", 2, parts="five")
    second = count.rounds[1]
    # 7/27 is cut to 0.25925.
    assert scores(second) == {"a": F(100, 3), "b": 25 + F(45 * 25925, 100_000), "c": 20, "d": 10}
    assert second.elected == ("b",)
    assert second.exhausted == F(35, 3) - F(45 * 25925, 100_000) == F(count.figures["lost"])


def test_an_exact_tie_stays_one_which_a_cut_would_have_broken():
    # a passes on one third of each ballot: b and d then hold 6 each, from unequal numbers of parts.
    said = "6 ab, 9 ad, 3 ac, 4 b, 3 d, 11 c"
    exact = counted("stv", said, "abcd", 2)
    assert scores(exact.rounds[1]) == {"a": 12, "c": 12, "b": 6, "d": 6}
    assert [tie.options for tie in exact.ties] == [("b", "d")]
    cut = counted("stv", said, "abcd", 2, parts="five")
    assert (cut.ties, cut.rounds[1].eliminated) == ((), ("d",))


def test_a_part_of_more_than_thirty_digits_is_cut_after_thirty_decimals():
    first = 10**30 + 57
    count = counted("stv", {"ab": first, "c": 10**29, "b": 1}, "abc", 2, quota="droop_whole")
    quota = (first + 10**29 + 1) // 3 + 1
    part = F((first - quota) * 10**30 // first, 10**30)
    assert scores(count.rounds[1])["b"] == 1 + first * part
    assert F(count.figures["lost"]) == first - quota - first * part > 0
    exact = counted("stv", {"ab": 10**30, "c": 10**29, "b": 2}, "abc", 2, quota="droop_whole")
    assert exact.figures["lost"] == "0"


def test_the_last_leaves_and_its_ballots_keep_their_whole_part():
    count = counted("stv", "40 a, 35 b, 15 cb, 10 dcb", "abcd", 1)
    assert [one.eliminated for one in count.rounds] == [("d",), ("c",), ()]
    assert [scores(one) for one in count.rounds[1:]] == [{"a": 40, "b": 35, "c": 25}, {"a": 40, "b": 60}]
    assert count.elected == ("b",)


def test_a_ballot_that_was_cut_is_cut_again_from_what_is_left_of_it():
    count = counted("stv", "60 abc, 6 bc, 19 cb, 15 d", "abcd", 3, parts="five")
    # The quota is 25: a passes on 35/60 of each ballot, then b 16/41 of what those ballots still count.
    kept = F(58333, 100_000)
    b = 6 + 60 * kept
    first, second, third = count.rounds
    assert (first.elected, second.elected) == (("a",), ("b",))
    assert scores(second)["b"] == b
    share = (b - 25) / b
    twice = F(int(kept * share * 100_000), 100_000)
    once = F(int(share * 100_000), 100_000)
    assert scores(third)["c"] == 19 + 60 * twice + 6 * once
    assert scores(third)["a"] == scores(third)["b"] == 25


@pytest.mark.parametrize(
    ("kind", "valid", "seats", "quota"),
    [
        ("droop", 100, 2, F(100, 3)),
        ("droop", 99, 2, F(33)),
        ("droop_whole", 100, 2, F(34)),
        ("droop_whole", 99, 2, F(34)),
        ("droop_whole", 98, 2, F(33)),
        ("hare", 100, 2, F(50)),
        ("hare", 100, 3, F(100, 3)),
    ],
)
def test_the_quota_of_each_kind(kind, valid, seats, quota):
    assert quota_of(F(valid), seats, kind) == quota


@pytest.mark.parametrize(
    ("kind", "first", "reached"),
    [
        ("droop", 33, False),
        ("droop", 34, True),
        ("droop_whole", 33, False),
        ("droop_whole", 34, True),
        ("hare", 49, False),
        ("hare", 50, True),
        ("hare", 51, True),
    ],
)
def test_the_exact_quota_of_droop_is_exceeded_and_the_others_are_reached(kind, first, reached):
    total = 100 if kind == "hare" else 99
    said = f"{first} a, 32 b, 1 c, {total - first - 33} d"
    found = counted("stv", said, "abcd", 2, quota=kind, seed="x").rounds[0]
    assert ("a" in found.elected) is reached


def test_a_quota_met_exactly_passes_nothing_on():
    count = counted("stv", "50 abc, 30 b, 20 c", "abc", 2, quota="hare")
    assert count.rounds[0].elected == ("a",)
    assert scores(count.rounds[1]) == {"a": 50, "b": 30, "c": 20}
    assert count.elected == ("a", "b")


def test_those_who_pass_the_quota_together_pass_on_together_in_no_order():
    count = counted("stv", "40 abc, 40 bac, 15 c, 5 d", "abcd", 3)
    assert count.rounds[0].elected == ("a", "b")
    assert scores(count.rounds[1]) == {"a": 25, "b": 25, "c": 45, "d": 5}
    assert count.elected == ("a", "b", "c")


def test_the_last_seats_go_without_quota_when_no_more_candidates_are_left_than_seats():
    count = counted("stv", "60 a, 25 b, 15 c", "abc", 2)
    assert [one.name for one in count.rounds] == ["quota", "out", "rest"]
    assert count.rounds[-1].elected == ("b",)
    assert count.elected == ("a", "b")


def test_fewer_candidates_than_seats_leave_seats_vacant():
    result = elected("stv", "ab", [({"a": 1}, 3), ({"b": 1, "a": 2}, 1)], seats=3)
    assert (result.state, result.count.elected, result.count.vacant) == (
        ElectionState.VACANT,
        ("a", "b"),
        1,
    )


def test_nobody_is_elected_whom_no_ballot_ranks():
    count = counted("stv", "10 ab", "abcd", 3)
    assert (count.elected, count.vacant) == (("a", "b"), 1)


def test_without_a_valid_ballot_every_seat_is_vacant():
    result = elected("stv", "ab", [], seats=2)
    assert (result.state, result.count.rounds, result.count.vacant) == (ElectionState.VACANT, (), 2)


def test_a_withdrawn_candidate_is_neither_ranked_nor_elected():
    count = elected("stv", ["a", {"id": "b", "withdrawn": True}], [({"a": 1}, 3)], seats=2).count
    assert (count.elected, count.vacant) == (("a",), 1)


def test_a_tie_in_last_place_stops_the_count_unless_the_bylaws_settle_it():
    said = "5 a, 3 ba, 3 cb, 3 dc"
    stopped = counted("stv", said, "abcd", 1)
    assert (stopped.elected, stopped.vacant, len(stopped.rounds)) == ((), 1, 1)
    assert [(tie.options, tie.places, tie.round) for tie in stopped.ties] == [(("b", "c", "d"), 2, 1)]
    settled = counted("stv", said, "abcd", 1, seed="un")
    tie = settled.ties[0]
    assert len(tie.winners) == 2
    assert settled.rounds[0].eliminated == tuple({"b", "c", "d"} - set(tie.winners))
    assert settled.elected


def test_the_eldest_stays_when_a_tie_in_last_place_is_settled_by_age():
    options = [{"id": "a", "elder": 3}, {"id": "b", "elder": 1}, {"id": "c", "elder": 2}]
    ballots = [({"a": 1}, 3), ({"b": 1}, 2), ({"c": 1, "b": 2}, 2)]
    result = elected("stv", options, ballots, ties=["eldest"])
    assert result.count.rounds[0].eliminated == ("c",)
    assert result.count.elected == ("b",)
    assert elected("stv", options, ballots).state is ElectionState.TIED


def test_those_who_hold_nothing_leave_together_when_enough_others_remain():
    count = counted("stv", "6 acd, 5 bdc, 4 ecd", "abcde", 1)
    assert count.rounds[0].eliminated == ("c", "d")
    assert count.ties == ()


def test_those_who_hold_nothing_are_told_apart_when_one_of_them_must_have_a_seat():
    count = counted("stv", "7 a, 2 bc, 1 bd", "abcd", 3, quota="droop_whole")
    assert count.rounds[0].elected == ("a", "b")
    assert scores(count.rounds[1]) == {"a": 3, "b": 3, "c": 0, "d": 0}
    assert [(tie.options, tie.places, tie.round) for tie in count.ties] == [(("c", "d"), 1, 2)]
    assert (count.elected, count.vacant) == (("a", "b"), 1)


def test_a_part_cut_down_to_nothing_weighs_nothing():
    count = counted("stv", "100001 ab, 99999 c, 99999 d, 1 b", "abcd", 2, parts="five")
    assert count.rounds[0].elected == ("a",)
    assert scores(count.rounds[1]) == {"a": 100_000, "c": 99_999, "d": 99_999, "b": 1}
    assert (count.rounds[1].exhausted, count.figures["lost"]) == (1, "1")


def test_in_points_there_is_no_whole_quota_and_the_exact_one_counts():
    ballots = {"A": [({"a": 1}, 3), ({"b": 1}, 1)], "B": [({"b": 1, "a": 2}, 7), ({"c": 1}, 3)]}
    points = {"A": "60", "B": "40"}
    options = {"carry": "proportional", "points": points, "seats": 2, "quota": "droop_whole"}
    count = elected("stv", "abc", ballots, **options).count
    assert count.figures["kind"] == "droop"
    assert count.rounds[0].scores == (Score("a", F(45, 100)), Score("b", F(43, 100)), Score("c", F(12, 100)))
    assert count.rounds[0].needed == F(1, 3)
    assert count.elected == ("a", "b")


def test_the_count_is_told_round_by_round():
    ballots = [({"a": 1, "b": 2}, 45), ({"b": 1}, 25), ({"c": 1}, 20), ({"d": 1}, 9), ({"d": 1, "c": 2}, 1)]
    sheet = a_sheet("stv", "abcde", ballots, seats=3, parts="five")
    result = elected("stv", "abcde", ballots, seats=3, parts="five")
    told = explain_election(sheet, result, STV, {"a": "Alix", "b": "Bo", "c": "Cy", "d": "Dom", "e": "Eve"})
    assert told == [
        "Chaque voix compte autant.",
        (
            "Sièges : 3 ; voix valables : 100. Le quota est le total divisé par les sièges plus un : "
            "il faut plus de 25."
        ),
        "Sur aucun bulletin, donc hors du décompte : Eve.",
        "Décompte 1 : Alix 45, Bo 25, Cy 20, Dom 10.",
        "Le quota est dépassé par Alix.",
        "Alix a 20 de trop : cela passe aux choix suivants, la même part de chacun de ses bulletins.",
        "Décompte 2 : Bo 45,00, Cy 20, Dom 10.",
        "Le quota est dépassé par Bo.",
        "Bo a 20,00 de trop : cela passe aux choix suivants, la même part de chacun de ses bulletins.",
        "Décompte 3 : Cy 20, Dom 10.",
        "Dom, en dernier, quitte le décompte : ses bulletins passent à leur choix suivant.",
        "Décompte 4 : Cy 21.",
        "Il ne reste pas plus de candidats que de sièges : un siège à Cy, sans quota.",
        "Sur des bulletins qui ne nomment plus personne en jeu : 29,00.",
        (
            "Des parts de bulletins sont coupées après 5 décimales ; ce qui est coupé fait en tout moins de "
            "0,01 et ne va à personne."
        ),
        "Élus : Alix, Bo et Cy.",
    ]


@pytest.mark.parametrize(("setting", "value"), [("quota", "meek"), ("parts", "six")])
def test_a_setting_out_of_its_bounds_is_named(setting, value):
    assert STV.faults(a_race("stv", "ab", 1, **{setting: value}))


@pytest.mark.parametrize(
    ("setting", "value"),
    [("quota", "droop"), ("quota", "droop_whole"), ("quota", "hare"), ("parts", "exact"), ("parts", "five")],
)
def test_each_word_of_a_setting_may_be_chosen(setting, value):
    assert not STV.faults(a_race("stv", "ab", 1, **{setting: value}))


@SOME
@given(some_orders(), st.integers(1, 3), st.sampled_from(("droop", "droop_whole", "hare")))
def test_what_is_held_and_what_left_always_add_up_to_the_valid_ballots(ballots, seats, quota):
    count = counted("stv", ballots, "abcd", seats, seed="x", quota=quota)
    for one in count.rounds:
        assert sum(scores(one).values()) + one.exhausted == sum(ballots.values())
        assert one.exhausted >= 0
    assert len(count.elected) + count.vacant == seats
    assert F(count.figures["lost"]) <= (count.rounds[-1].exhausted if count.rounds else 0)


@SOME
@given(some_orders(), st.integers(1, 3), st.fractions(F(1, 1000), 1000, max_denominator=1000))
def test_the_unit_of_the_weights_changes_nothing(ballots, seats, unit):
    for quota in ("droop", "hare"):
        before = counted("stv", ballots, "abcd", seats, seed="x", quota=quota)
        after = counted("stv", ballots, "abcd", seats, seed="x", quota=quota, weight=unit)
        assert (after.elected, after.ties) == (before.elected, before.ties)
        for one, other in zip(before.rounds, after.rounds, strict=True):
            assert {option: figure * unit for option, figure in scores(one).items()} == scores(other)


@SOME
@given(some_orders())
def test_with_one_seat_it_elects_whom_instant_runoff_elects(ballots):
    found = {counted(method, ballots, "abcd", seed="x").elected for method in ("stv", "instant_runoff")}
    assert len(found) == 1


@SOME
@given(some_orders(), st.integers(1, 3))
def test_a_solid_group_of_more_than_a_quota_always_has_a_seat(ballots, seats):
    # Those who put a before all others: more than a quota of them seat a.
    total = sum(ballots.values())
    first = sum(number for choices, number in ballots.items() if choices[0] == "a")
    count = counted("stv", ballots, "abcd", seats, seed="x")
    if first > F(total, seats + 1):
        assert "a" in count.elected


@SOME
@given(some_orders(), st.integers(1, 3))
def test_those_who_hold_nothing_may_leave_one_by_one_in_any_order(ballots, seats):
    found = [counted("stv", ballots, "abcd", seats, seed=seed) for seed in ("x", "y", "z")]
    if all(not count.ties for count in found):
        assert found[0] == found[1] == found[2]


def test_ballots_in_any_order_give_the_same_count():
    ballots = {"abc": 5, "b": 4, "cab": 3}
    backwards = dict(reversed(ballots.items()))
    contest = a_race("stv", "abc", 2)
    assert ELECTIONS["stv"].elect(contest, an_urn(ballots)) == STV.elect(contest, an_urn(backwards))
    assert order("ba") == (("a", 2), ("b", 1))
