"""An election under other rules: what its ballots say to another way to count, and what they do not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.vote.elections.contest import Shape, TieRule
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.rereading import (
    ALL_LEFT_OUT,
    AS_NAMES,
    AS_THEY_ARE,
    BY_ORDER,
    FIRST_NAMES,
    NO_APPROVAL,
    NO_GRADES,
    NO_ORDER,
    NO_POINTS,
    OF_LISTS,
    OF_PERSONS,
    CannotBeRead,
    Reread,
    in_groups,
    reread,
)
from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.elections.trying import WAYS, Otherwise, as_it_was, tried
from governance.vote.methods import ELECTIONS
from governance.vote.methods.instant_runoff import ONE_SEAT_ONLY
from tests.vote.elections import a_document

F = Fraction
NAMES = ("a", "b", "c")
# the centre: few first choices, and everybody's second
CENTRE = [({"a": 1, "c": 2}, 40), ({"b": 1, "c": 2}, 35), ({"c": 1, "a": 2}, 25)]


def a_sheet(method, ballots, seats=1, **more):
    return read_election_sheet(a_document(method, list(NAMES), ballots, seats=seats, **more), ELECTIONS)


def by(sheet, method, otherwise=None, **settings):
    """Give what one way to count makes of a sheet."""
    found = tried(sheet, otherwise or Otherwise())
    return next(
        one
        for one in found
        if one.method == method and all(one.settings.get(k) == v for k, v in settings.items())
    )


def winners(one):
    return one.result.count.elected


def test_one_election_four_ways_and_three_winners():
    sheet = a_sheet("instant_runoff", CENTRE)
    assert winners(as_it_was(sheet)) == ("a",)  # the centre leaves first, and prefers a
    assert winners(by(sheet, "plurality", rounds="one")) == ("a",)
    schulze = by(sheet, "schulze")
    assert winners(schulze) == ("c",)  # c beats a by 60 to 40, b by 65 to 35
    assert (schulze.gained, schulze.lost) == (("c",), ("a",))
    two = by(sheet, "plurality", rounds="two")
    assert two.result.state is ElectionState.SECOND_ROUND
    assert set(two.result.count.runoff) == {"a", "b"}


def test_an_election_as_it_was_is_its_own_way_its_own_settings_and_its_own_sheet():
    sheet = a_sheet("stv", CENTRE, quota="hare")
    was = as_it_was(sheet)
    assert (was.method, was.settings, was.sheet) == ("stv", {"quota": "hare"}, sheet)
    assert was.result == count_election(sheet, ELECTIONS)


def test_who_keeps_a_seat_neither_gains_nor_loses_one():
    more = tried(a_sheet("schulze", CENTRE), Otherwise(seats=2))[0]
    assert (winners(more), more.gained, more.lost) == (("c", "a"), ("a",), ())
    fewer = tried(a_sheet("schulze", CENTRE, seats=2), Otherwise(seats=1))[0]
    assert (winners(fewer), fewer.gained, fewer.lost) == (("c",), (), ("a",))


def test_under_other_rules_a_way_keeps_its_own_settings_and_gives_none_to_the_others():
    sheet = a_sheet("stv", CENTRE, quota="hare")
    found = tried(sheet, Otherwise(seats=2))
    assert (found[0].method, found[0].sheet.contest.settings) == ("stv", {"quota": "hare"})
    assert by(sheet, "schulze").sheet.contest.settings == {}
    relative = a_sheet("plurality", [({"a": 1}, 3)], rounds="one", last_round="relative", staying=3)
    again = tried(relative, Otherwise(seats=2))[0]
    assert again.sheet.contest.settings == {"rounds": "one", "last_round": "relative", "staying": 3}
    two = by(relative, "plurality", rounds="two")
    assert two.sheet.contest.settings == {"rounds": "two"}
    assert (two.how, two.sheet.ballots) == (AS_THEY_ARE, relative.ballots)


def test_the_same_way_is_not_told_again_unless_something_changes():
    sheet = a_sheet("instant_runoff", CENTRE)
    assert "instant_runoff" not in [one.method for one in tried(sheet, Otherwise())]
    assert tried(sheet, Otherwise(seats=2))[0].method == "instant_runoff"
    plain = a_sheet("plurality", [({"a": 1}, 3)], rounds="one", last_round="relative")
    ways = [(one.method, one.settings.get("rounds")) for one in tried(plain, Otherwise())]
    assert ("plurality", "one") not in ways
    assert ("plurality", "two") in ways
    by_default = [(one.method, one.settings) for one in tried(a_sheet("plurality", []), Otherwise())]
    assert ("plurality", {"rounds": "two"}) not in by_default


@pytest.mark.parametrize(
    ("before", "ballot", "reasons"),
    [
        (
            "instant_runoff",
            {"a": 1, "b": 2},
            {
                "approval": NO_APPROVAL,
                "cumulative": NO_POINTS,
                "majority_judgment": NO_GRADES,
                "lists": OF_PERSONS,
            },
        ),
        (
            "approval",
            {"a": 1, "b": 1},
            {
                "stv": NO_ORDER,
                "schulze": NO_ORDER,
                "instant_runoff": NO_ORDER,
                "majority_judgment": NO_GRADES,
            },
        ),
        ("majority_judgment", {"a": 4, "b": 2, "c": 0}, {"approval": NO_APPROVAL, "cumulative": NO_POINTS}),
        ("lists", {"a": 1}, {"plurality": OF_LISTS, "stv": OF_LISTS, "approval": OF_LISTS}),
    ],
)
def test_what_a_ballot_does_not_say_is_said_plainly(before, ballot, reasons):
    sheet = a_sheet(before, [(ballot, 9)])
    for method, why in reasons.items():
        found = by(sheet, method)
        assert (found.why, found.result) == ((why,), None), method


def test_grades_give_an_order_and_the_lowest_one_no_support():
    sheet = a_sheet("majority_judgment", [({"a": 6, "b": 3, "c": 0}, 5), ({"b": 5, "a": 1}, 4)])
    found = by(sheet, "stv")
    assert found.how == BY_ORDER
    assert found.sheet.ballots["all"] == {(("a", 1), ("b", 2)): 5, (("a", 2), ("b", 1)): 4}
    assert winners(found) == ("a",)


def test_level_names_leave_a_ballot_out_where_one_must_come_first_and_are_kept_in_duels():
    sheet = a_sheet("majority_judgment", [({"a": 6, "b": 6}, 4), ({"c": 5, "a": 1}, 3)])
    strict = by(sheet, "instant_runoff")
    assert strict.left_out == 4
    assert winners(strict) == ("c",)
    college = strict.sheet.poll.colleges[0]
    assert (college.counts.in_favour, college.counts.spoiled, college.counts.said) == (3, 4, 7)
    duels = by(sheet, "schulze")
    assert duels.left_out == 0
    assert (("a", 1), ("b", 1)) in duels.sheet.ballots["all"]


def test_when_no_ballot_can_be_read_the_way_is_refused_rather_than_won_by_nobody():
    sheet = a_sheet("majority_judgment", [({"a": 6, "b": 6}, 4)])
    assert by(sheet, "instant_runoff").why == (ALL_LEFT_OUT,)


@pytest.mark.parametrize(
    ("seats", "read"),
    [(1, {"a": 1}), (2, {"a": 1, "b": 1}), (3, {"a": 1, "b": 1, "c": 1})],
)
def test_an_order_names_its_first_choices_as_many_as_seats(seats, read):
    sheet = a_sheet("stv", [({"a": 1, "b": 2, "c": 3}, 7)], seats=seats)
    found = by(sheet, "plurality", rounds="one")
    assert found.how == FIRST_NAMES
    assert list(found.sheet.ballots["all"]) == [tuple(read.items())]


def test_level_names_across_the_last_seat_leave_the_ballot_out():
    contest = a_sheet("plurality", [({"a": 1}, 1)], seats=2).contest
    across = a_sheet("schulze", [({"a": 1, "b": 2, "c": 2}, 3), ({"a": 1, "b": 1}, 2)], seats=2)
    found = reread(across, contest)
    assert isinstance(found, Reread)
    assert found.left_out == 3
    assert dict(found.sheet.ballots["all"]) == {(("a", 1), ("b", 1)): 2}


def test_gaps_between_ranks_are_closed():
    sheet = a_sheet("schulze", [({"a": 1, "b": 3}, 3)])
    assert by(sheet, "instant_runoff").sheet.ballots["all"] == {(("a", 1), ("b", 2)): 3}


def test_the_same_way_reads_the_very_ballots_gaps_included():
    sheet = a_sheet("schulze", [({"a": 1, "b": 3}, 3)])
    found = reread(sheet, a_sheet("schulze", [], seats=2).contest)
    assert (found.how, found.sheet.ballots, found.left_out) == (AS_THEY_ARE, sheet.ballots, 0)


def test_all_the_ballots_left_out_of_a_college_are_added_up():
    level = [({"a": 6, "b": 6}, 4), ({"b": 5, "c": 5}, 2), ({"a": 6, "c": 1}, 3)]
    strict = by(a_sheet("majority_judgment", {"X": level, "Y": [({"b": 1}, 1)]}), "instant_runoff")
    assert strict.left_out == 6
    assert [int(college.counts.spoiled) for college in strict.sheet.poll.colleges] == [6, 0]


def test_approvals_of_too_many_names_cannot_be_votes_by_name():
    sheet = a_sheet("approval", [({"a": 1, "b": 1}, 3), ({"c": 1}, 2)])
    found = by(sheet, "plurality", rounds="one")
    assert found.left_out == 3
    assert winners(found) == ("c",)


def test_names_chosen_under_a_limit_are_read_as_approved_and_it_is_said():
    sheet = a_sheet("plurality", [({"a": 1}, 3), ({"b": 1}, 2)])
    found = by(sheet, "approval")
    assert (found.how, found.left_out) == (AS_NAMES, 0)


def test_points_give_an_order_and_first_names():
    assert in_groups((("a", 3), ("b", 0), ("c", 3), ("d", 1)), Shape.POINTS) == [["a", "c"], ["d"]]
    assert in_groups((("a", 2), ("b", 1)), Shape.RANKS) == [["b"], ["a"]]
    assert in_groups((("a", 0), ("b", 4)), Shape.GRADES) == [["b"]]


def test_lists_share_their_seats_by_each_rule():
    document = a_document("lists", ["a", "b"], [({"a": 1}, 61), ({"b": 1}, 39)], seats=3)
    sheet = read_election_sheet(document, ELECTIONS)
    shared = {
        one.settings["rule"]: dict(one.result.count.seats_of)
        for one in tried(sheet, Otherwise(seats=4))
        if one.method == "lists" and "rule" in one.settings
    }
    assert len(shared) >= 4
    assert all(sum(seats.values()) == 4 for seats in shared.values())


def test_lists_keep_their_threshold_under_each_rule():
    ballots = [({"a": 1}, 60), ({"b": 1}, 36), ({"c": 1}, 4)]
    sheet = a_sheet("lists", ballots, seats=25, threshold="1/20", rule="dhondt")
    ways = [one for one in tried(sheet, Otherwise()) if one.method == "lists"]
    assert {one.sheet.contest.settings["threshold"] for one in ways} == {"1/20"}
    assert all("c" not in one.result.count.seats_of for one in ways)


def test_other_points_and_no_points_change_who_wins():
    ballots = {"A": [({"a": 1}, 10)], "B": [({"b": 1}, 30)], "C": [({"b": 1}, 1)]}
    sheet = a_sheet(
        "plurality", ballots, carry="proportional", points={"A": "60", "B": "30", "C": "10"},
        rounds="one", last_round="relative",
    )  # fmt: skip
    assert winners(as_it_was(sheet)) == ("a",)
    assert winners(tried(sheet, Otherwise(carry="single_body"))[0]) == ("b",)
    other = Otherwise(points={"A": F(20), "B": F(40), "C": F(40)})
    assert winners(tried(sheet, other)[0]) == ("b",)


def test_another_rule_of_ties_settles_what_was_tied():
    options = [{"id": "a", "elder": 2, "senior": 1}, {"id": "b", "elder": 1, "senior": 2}]
    document = a_document(
        "plurality", options, [({"a": 1}, 5), ({"b": 1}, 5)], rounds="one", last_round="relative"
    )
    sheet = read_election_sheet(document, ELECTIONS)
    assert as_it_was(sheet).result.state is ElectionState.TIED
    assert winners(tried(sheet, Otherwise(ties=(TieRule.ELDEST,)))[0]) == ("b",)
    assert winners(tried(sheet, Otherwise(ties=(TieRule.SENIORITY,)))[0]) == ("a",)


def test_an_impossible_election_says_why():
    sheet = a_sheet("stv", [({"a": 1, "b": 2}, 5)], seats=2)
    found = by(sheet, "instant_runoff")
    assert (found.why, found.settings, found.result) == ((ONE_SEAT_ONLY,), {}, None)


ORDERS = st.permutations(NAMES).map(lambda order: {name: rank for rank, name in enumerate(order, 1)})


@given(st.lists(st.tuples(ORDERS, st.integers(1, 9)), min_size=1, max_size=5))
def test_every_way_that_counts_keeps_everybody_who_voted_and_its_sheet_counts_again(said):
    merged = {}
    for ballot, number in said:
        key = tuple(sorted(ballot.items()))
        merged[key] = merged.get(key, 0) + number
    sheet = a_sheet("stv", [(dict(key), number) for key, number in merged.items()])
    people = sum(merged.values())
    for one in tried(sheet, Otherwise()):
        if one.sheet is None:
            assert one.why
            continue
        assert sum(college.counts.said for college in one.sheet.poll.colleges) == people
        again = read_election_sheet(election_sheet_document(one.sheet), ELECTIONS)
        assert count_election(again, ELECTIONS) == one.result


def test_each_way_that_is_compared_exists_and_its_settings_are_its_own():
    for name, settings in WAYS:
        known = {one.name: one for one in ELECTIONS[name].settings}
        assert all(known[key].fits(value) for key, value in settings.items())
    assert isinstance(
        reread(a_sheet("lists", [({"a": 1}, 1)]), a_sheet("stv", [({"a": 1}, 1)]).contest), CannotBeRead
    )
