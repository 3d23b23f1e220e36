"""The worked examples, spelled as on paper, and each way of reading the answers."""

from fractions import Fraction

import pytest

from governance.units import percent
from governance.vote.ballots import Ballot, Counts, tally_choices
from governance.vote.parts import weigh
from governance.vote.sheet import read_sheet
from governance.vote.tally import count, filled
from tests.vote.sheets import VOTES_CAST, a_sheet, college, counted, three

F = Fraction


@pytest.mark.parametrize(
    ("carry", "part", "shown", "adopted"),
    [
        ("single_body", F(20, 138), "14.49", False),
        ("proportional", F(7, 19), "36.84", False),
        ("bloc", F(7, 10), "70.00", True),
        ("double_majority", F(7, 19), "36.84", False),
    ],
)
def test_the_same_ballots_give_four_results(carry, part, shown, adopted):
    result = counted(three(carry=carry))
    assert (result.part, percent(result.part), result.adopted) == (part, shown, adopted)
    views = result.views
    assert (views.votes_cast, views.single_body, views.proportional, views.bloc) == (
        False,
        False,
        False,
        True,
    )


PRACTICES = [
    (VOTES_CAST, (7, 10)),
    ({**dict.fromkeys(VOTES_CAST, "base"), "absent": "out"}, (7, 17)),
    (dict.fromkeys(VOTES_CAST, "base"), (7, 24)),
    ({**VOTES_CAST, "abstain": "for"}, (8, 11)),
    (dict.fromkeys(VOTES_CAST, "for"), (21, 24)),
]


@pytest.mark.parametrize(("reading", "heard"), PRACTICES)
def test_each_practice_reads_the_same_answers_its_own_way(reading, heard):
    said = college("A", "1", 7, 3, abstain=1, blank=2, spoiled=3, present=17, entitled=24)
    (outcome,) = counted(a_sheet(said, reading=reading)).colleges
    assert (outcome.f, outcome.b) == heard


@pytest.mark.parametrize(
    ("answer", "number"), [("abstain", 1), ("blank", 2), ("spoiled", 3), ("silent", 1), ("absent", 7)]
)
@pytest.mark.parametrize(("reading", "in_favour", "in_base"), [("out", 0, 0), ("base", 0, 1), ("for", 1, 1)])
def test_each_answer_is_read_alone(answer, number, reading, in_favour, in_base):
    said = college("A", "1", 7, 3, abstain=1, blank=2, spoiled=3, present=17, entitled=24)
    (outcome,) = counted(a_sheet(said, reading={**VOTES_CAST, answer: reading})).colleges
    assert (outcome.f, outcome.b) == (7 + in_favour * number, 10 + in_base * number)


ROWS = [
    (
        ("40", "25", "25"),
        (F(13, 30), F(17, 60), F(17, 60)),
        (F(4, 9), F(5, 18), F(5, 18)),
        (F(2, 5), F(1, 4), F(1, 4)),
    ),
    (
        ("50", "25", "15"),
        (F(1, 2), F(3, 10), F(1, 5)),
        (F(1, 2), F(5, 16), F(3, 16)),
        (F(1, 2), F(1, 4), F(3, 20)),
    ),
    (
        ("60", "15", "15"),
        (F(3, 5), F(1, 5), F(1, 5)),
        (F(3, 5), F(1, 5), F(1, 5)),
        (F(3, 5), F(3, 20), F(3, 20)),
    ),
]


@pytest.mark.parametrize(("points", "equally", "pro_rata", "neutral"), ROWS)
def test_the_last_college_is_empty_and_its_ten_points_go_by_each_policy(points, equally, pro_rata, neutral):
    filled_ones = [college(f"c{rank}", each, 9, 1) for rank, each in enumerate(points)]
    empty = college("empty", "10", entitled=0)
    for policy, parts, base in (
        ("share_equally", equally, F(1)),
        ("share_pro_rata", pro_rata, F(1)),
        ("neutral", neutral, F(9, 10)),
        ("stays", neutral, F(1)),
    ):
        result = counted(a_sheet(*filled_ones, empty, empty_college=policy))
        assert tuple(one.part for one in result.colleges) == (*parts, 0)
        assert result.base == base
        assert ("college_out_of_bounds" in result.warnings) == (max(parts) > base / 2)


@pytest.mark.parametrize(
    ("policy", "weights"),
    [
        ("share_equally", "suspended"),
        ("share_pro_rata", "suspended"),
        ("neutral", "in_force"),
        ("stays", "in_force"),
    ],
)
def test_with_two_colleges_left_sharing_suspends_and_nothing_else_does(policy, weights):
    said = (college("A", "40", 9, 1), college("B", "30", 9, 1))
    for why, left in (("empty", {"entitled": 0}), ("absent", {"entitled": 9, "present": 0})):
        result = counted(a_sheet(*said, college("C", "30", **left), **{f"{why}_college": policy}))
        assert result.weights == weights


def test_of_three_colleges_left_none_suspends_and_the_bound_is_that_of_the_sheet():
    said = (college("A", "40", 9, 1), college("B", "20", 9, 1), college("C", "20", 9, 1))
    empty = college("D", "20", entitled=0)
    assert counted(a_sheet(*said, empty)).weights == "in_force"
    assert counted(a_sheet(*said, empty, min_colleges=4)).weights == "suspended"


def test_after_a_suspension_the_later_steps_are_not_run_but_still_told():
    document = a_sheet(
        college("A", "40", 9, 1),
        college("B", "30", abstain=3),
        college("C", "30", entitled=9, present=0),
        college("D", "30", entitled=0),
    )
    result = counted(document | {"rules": document["rules"] | {"min_colleges": 4}})
    assert result.weights == "suspended"
    assert {"college_empty", "college_absent", "college_silent"} <= set(result.warnings)


def test_under_a_single_body_weights_are_none_even_where_the_steps_suspend():
    result = counted(a_sheet(college("A", "40", 9, 1), college("B", "60", entitled=0), carry="single_body"))
    assert result.weights == "none"
    assert "weights_suspended" not in result.warnings
    assert result.views.proportional is None
    assert result.views.bloc is None


def test_a_single_body_counts_colleges_out_of_play_too():
    # Everybody is absent from B, yet this reading makes the absent weigh in the base.
    reading = {**VOTES_CAST, "absent": "base"}
    colleges = (college("A", "40", 9, 1), college("B", "60", entitled=10, present=0))
    result = counted(a_sheet(*colleges, carry="single_body", reading=reading))
    assert (result.in_favour, result.base, result.adopted) == (9, 20, False)


def test_ballots_fill_a_sheet():
    sheet = read_sheet(
        a_sheet(college("A", "40", entitled=9, present=5), college("B", "60", entitled=9, present=2))
    )
    ballots = [Ballot("A", "for")] * 3 + [Ballot("A", "against"), Ballot("A", "blank")]
    counts = filled(sheet, tally_choices(ballots))
    assert [one.counts for one in counts.colleges] == [Counts(in_favour=3, against=1, blank=1), Counts()]
    assert count(counts).colleges[0].b == 4


def test_ballots_of_another_college_or_too_many_of_them_stop_the_count():
    sheet = read_sheet(a_sheet(college("A", "40", entitled=9, present=1)))
    with pytest.raises(ValueError, match="not on the sheet"):
        filled(sheet, {"Z": Counts(in_favour=1)})
    with pytest.raises(ValueError, match="2 ballots for 1 present"):
        filled(sheet, {"A": Counts(in_favour=2)})


def test_the_ceiling_of_a_sharing_is_a_part_of_the_base_as_it_then_stands():
    # E leaves first and takes its 10 out of the base: half of the 90 left is 45. A stops there (42 + 5 = 47),
    # and the 2 it leaves go to B and C.
    document = a_sheet(
        college("A", "42", 9, 1),
        college("B", "18", 9, 1),
        college("C", "15", 9, 1),
        college("D", "15", entitled=9, present=0),
        college("E", "10", entitled=0),
        empty_college="neutral",
        absent_college="share_equally",
    )
    result = counted(document)
    assert [one.part for one in result.colleges] == [F(9, 20), F(6, 25), F(21, 100), 0, 0]
    assert result.base == F(9, 10)


@pytest.mark.parametrize("policy", ["share_equally", "share_pro_rata"])
def test_suspended_weights_keep_the_base_they_had(policy):
    sheet = read_sheet(
        a_sheet(college("A", "40", 9, 1), college("B", "60", entitled=0), empty_college=policy)
    )
    final = weigh(sheet, [one.heard(sheet.rules.reading) for one in sheet.colleges]).final
    assert (final.suspended, final.base, dict(final.parts)) == (True, 1, {0: F(2, 5)})
