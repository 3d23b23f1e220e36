"""Each warning: when it is given, and a hair away when it is not."""

import pytest

from governance.vote.alerts import WARNINGS
from tests.vote.sheets import VOTES_CAST, a_sheet, college, counted, three

ORDER = (
    "views_disagree", "college_empty", "college_absent", "college_silent", "weights_suspended", "counts_for",
    "stays_weighs_against", "college_out_of_bounds", "small_college", "one_voter_carries_college",
    "several_votes", "majority_under_half",
)  # fmt: skip


def plain(**rules):
    return a_sheet(college("A", "40", 9, 1), college("B", "30", 9, 1), college("C", "30", 9, 1), **rules)


def with_last(**last):
    colleges = [college("A", "30", 9, 1), college("B", "30", 9, 1), college("C", "20", 9, 1)]
    return a_sheet(*colleges, college("D", "20", **last))


def test_warnings_follow_the_order_of_their_table():
    assert tuple(WARNINGS) == ORDER
    bad = a_sheet(
        college("A", "90", 1),
        college("B", "5", abstain=3),
        college("C", "5", entitled=9, present=0),
        college("D", "5", entitled=0),
        empty_college="stays",
        majority={"part": "1/3"},
    )
    found = counted(bad).warnings
    assert len(found) >= 6
    assert list(found) == [name for name in ORDER if name in found]


def test_an_ordinary_vote_has_no_warning():
    assert counted(plain()).warnings == ()


@pytest.mark.parametrize(
    ("warning", "document"),
    [
        ("views_disagree", three()),
        ("college_empty", with_last(entitled=0)),
        ("college_absent", with_last(entitled=9, present=0)),
        ("college_absent", with_last(members=9, entitled=0)),
        ("college_silent", with_last(abstain=9)),
        ("weights_suspended", a_sheet(college("A", "40", 9, 1), college("B", "60", entitled=0))),
        ("small_college", with_last(in_favour=4)),
        ("majority_under_half", plain(majority={"part": "1/3"})),
        ("majority_under_half", plain(majority={"part": "1/2", "at_least": True})),
        ("counts_for", a_sheet(college("A", "1", 6, 4, blank=1), reading={**VOTES_CAST, "blank": "for"})),
    ],
)
def test_a_warning_is_given_when_it_applies(warning, document):
    assert warning in counted(document).warnings


@pytest.mark.parametrize(
    ("warning", "document"),
    [
        ("college_absent", with_last(entitled=0)),
        ("college_silent", with_last(entitled=9, present=0)),
        ("small_college", with_last(in_favour=5)),
        ("small_college", with_last(abstain=4)),
        ("majority_under_half", plain(majority={"part": "1/2"}, bloc={"part": "1/3"})),
        ("counts_for", a_sheet(college("A", "1", 6, 4, abstain=1), reading={**VOTES_CAST, "blank": "for"})),
    ],
)
def test_a_warning_is_not_given_a_hair_away(warning, document):
    assert warning not in counted(document).warnings


@pytest.mark.parametrize(
    ("points", "warned"),
    [
        (("50", "25", "25"), False),
        (("50.1", "25", "24.9"), True),
        (("45", "45", "10"), False),
        (("45", "45.1", "9.9"), True),
        (("50", "50"), True),
    ],
)
def test_a_college_holds_from_one_tenth_to_one_half_and_three_are_in_play(points, warned):
    document = a_sheet(*(college(f"c{rank}", each, 9, 1) for rank, each in enumerate(points)))
    assert ("college_out_of_bounds" in counted(document).warnings) is warned
    document["rules"]["carry"] = "single_body"
    assert "college_out_of_bounds" not in counted(document).warnings


@pytest.mark.parametrize(("policy", "warned"), [("stays", True), ("neutral", False)])
@pytest.mark.parametrize("last", [{"entitled": 0}, {"entitled": 9, "present": 0}, {"abstain": 9}])
def test_a_college_that_stays_in_the_base_weighs_against(policy, warned, last):
    document = with_last(**last)
    document["rules"].update(empty_college=policy, absent_college=policy, silent_college=policy)
    assert ("stays_weighs_against" in counted(document).warnings) is warned


def test_what_sharing_cannot_place_weighs_against():
    document = a_sheet(
        college("A", "40", 9, 1), college("B", "40", 9, 1), college("C", "20", entitled=0),
        max_college_part="2/5", min_colleges=1,
    )  # fmt: skip
    assert "stays_weighs_against" in counted(document).warnings


@pytest.mark.parametrize(
    ("said", "warned"), [({"in_favour": 1, "abstain": 9}, True), ({"in_favour": 2}, False)]
)
def test_one_voter_who_carries_a_college_is_told_while_weights_are_in_force(said, warned):
    document = with_last(**said)
    assert ("one_voter_carries_college" in counted(document).warnings) is warned
    document["rules"]["carry"] = "single_body"
    assert "one_voter_carries_college" not in counted(document).warnings


def test_views_disagree_is_about_the_verdict_before_quorum():
    assert counted(plain(quorum=[{"of": "heads", "part": "1"}])).warnings == ()
    missed = with_last(entitled=90, present=10, in_favour=9, against=1)
    missed["rules"]["quorum"] = [{"of": "heads", "part": "1"}]
    result = counted(missed)
    assert result.adopted is None
    assert "views_disagree" not in result.warnings


def test_bounds_are_parts_of_the_base_that_is_left():
    # 90 points are left: half of them is 45, one tenth is 9.
    left = [college("A", "45", 9, 1), college("B", "35", 9, 1), college("C", "10", 9, 1)]
    assert "college_out_of_bounds" not in counted(a_sheet(*left, college("D", "10", abstain=9))).warnings
    more = [college("A", "46", 9, 1), college("B", "34", 9, 1), college("C", "10", 9, 1)]
    assert "college_out_of_bounds" in counted(a_sheet(*more, college("D", "10", abstain=9))).warnings
    less = [college("A", "45", 9, 1), college("B", "36.5", 9, 1), college("C", "8.5", 9, 1)]
    assert "college_out_of_bounds" in counted(a_sheet(*less, college("D", "10", abstain=9))).warnings
