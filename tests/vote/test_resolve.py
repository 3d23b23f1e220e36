"""Small colleges, multiplied voices and second rounds are worked out before the count."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.bylaws.clauses import BelowMinimum, Carry, CollegeClause, Policy, Weighing
from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.freeze import sheet_rules
from governance.vote.resolve import resolved
from governance.vote.sheet import CountingSheet, SheetCollege, read_sheet, sheet_document
from governance.vote.tally import count
from tests.vote.test_freeze import RULES

F = Fraction


def college(key, points, yes, no, members=None):
    people = yes + no if members is None else members
    return SheetCollege(key, key, F(points), people, people, people, Counts(Votes(yes), Votes(no)))


def clause(key, points, least=1, into=""):
    below = BelowMinimum.MERGED if into else BelowMinimum.SHARED
    return CollegeClause(key, key, F(points), (), "14", least, below, into)


def rules_with(*clauses, **changes):
    plain = {
        "carry": Carry.PROPORTIONAL,
        "reading": dict.fromkeys(RULES.reading, type(next(iter(RULES.reading.values()))).OUT),
        "empty_college": Policy.NEUTRAL,
        "quorum": (),
        "bloc_part": F(3, 5),
        "bloc_at_least": False,
    }
    return replace(RULES, **{**plain, "colleges": clauses, **changes})


def sheet(rules, *colleges):
    return CountingSheet(sheet_rules(rules), colleges)


def test_without_such_clauses_the_sheet_is_as_it_was():
    rules = rules_with(clause("A", 40), clause("B", 60, least=3))
    given_sheet = sheet(rules, college("A", 40, 3, 1), college("B", 60, 1, 1))
    assert resolved(rules, given_sheet) == given_sheet


@pytest.mark.parametrize(("members", "ids"), [(2, ["A", "C"]), (3, ["A", "B", "C"]), (0, ["A", "C"])])
def test_under_three_members_the_employees_join_the_founders_with_their_points(members, ids):
    rules = rules_with(clause("A", 30), clause("B", 15, least=3, into="A"), clause("C", 55))
    made = resolved(
        rules, sheet(rules, college("A", 30, 5, 2), college("B", 15, members, 0), college("C", 55, 1, 1))
    )
    assert [each.id for each in made.colleges] == ids
    first = made.colleges[0]
    if "B" not in ids:
        assert (first.points, first.members, int(first.counts.in_favour)) == (45, 7 + members, 5 + members)
    assert read_sheet(sheet_document(made)) == made  # a stranger counts it again


def test_small_colleges_that_point_at_each_other_stay_as_one():
    rules = rules_with(clause("A", 30, 9, "B"), clause("B", 20, 9, "A"), clause("C", 50))
    made = resolved(
        rules, sheet(rules, college("A", 30, 1, 0), college("B", 20, 1, 1), college("C", 50, 1, 1))
    )
    assert [(each.id, each.points, each.members) for each in made.colleges] == [("A", 50, 3), ("C", 50, 2)]


def test_a_small_college_follows_the_one_it_joins_into_a_third():
    rules = rules_with(clause("A", 30, 9, "B"), clause("B", 20, 9, "C"), clause("C", 50))
    made = resolved(
        rules, sheet(rules, college("A", 30, 1, 0), college("B", 20, 1, 1), college("C", 50, 1, 1))
    )
    assert [(each.id, each.points, each.members) for each in made.colleges] == [("C", 100, 5)]


VOTES = st.tuples(st.integers(0, 30), st.integers(0, 30), st.fractions(F(1, 4), 5))


@given(st.lists(VOTES, min_size=3, max_size=6))
def test_multiplied_voices_give_the_very_fraction_of_counting_each_voice_so_many_times(said):
    clauses = [clause(str(rank), times) for rank, (_, _, times) in enumerate(said)]
    rules = rules_with(*clauses, weighing=Weighing.MULTIPLIER)
    colleges = [college(str(rank), times, yes, no) for rank, (yes, no, times) in enumerate(said)]
    result = count(resolved(rules, sheet(rules, *colleges)))
    in_favour = sum((times * yes for yes, _, times in said), F(0))
    base = sum((times * (yes + no) for yes, no, times in said), F(0))
    assert result.part == (in_favour / base if base else None)


def test_a_multiplied_voice_alone_in_its_college_counts_as_often_as_its_clause_says_and_no_more():
    clauses = [clause("A", 3), clause("B", 1), clause("C", 1)]
    rules = rules_with(*clauses, weighing=Weighing.MULTIPLIER)
    colleges = college("A", 3, 1, 0), college("B", 1, 0, 4), college("C", 1, 1, 1)
    assert count(resolved(rules, sheet(rules, *colleges))).part == F(3 + 1, 3 + 4 + 2)


@pytest.mark.parametrize("policy", [Policy.SHARE_EQUALLY, Policy.SHARE_PRO_RATA, Policy.STAYS])
@pytest.mark.parametrize("case", ["empty", "absent", "silent"])
def test_a_college_without_a_voice_multiplies_nothing_whatever_becomes_of_parts_elsewhere(policy, case):
    silent = Policy.STAYS if policy is Policy.STAYS else Policy.NEUTRAL
    left = {"empty_college": policy, "absent_college": policy, "silent_college": silent}
    clauses = [clause("A", 3), clause("B", 1), clause("C", 2)]
    rules = rules_with(*clauses, weighing=Weighing.MULTIPLIER, **left)
    people = {"empty": (0, 0, 0), "absent": (4, 4, 0), "silent": (4, 4, 4)}[case]
    nobody = SheetCollege("C", "C", F(2), *people, Counts(abstain=Votes(people[2])))
    result = count(resolved(rules, sheet(rules, college("A", 3, 5, 2), college("B", 1, 1, 6), nobody)))
    assert result.part == F(3 * 5 + 1, 3 * 7 + 7)


def test_the_people_there_again_in_a_small_college_stay_so_in_the_one_it_joins():
    rules = rules_with(clause("A", 30), clause("B", 15, least=3, into="A"), clause("C", 55))
    first = replace(college("A", 30, 5, 2), again=3, present_again=2)
    small = replace(college("B", 15, 2, 0), again=1, present_again=1)
    made = resolved(rules, sheet(rules, first, small, college("C", 55, 1, 1))).colleges[0]
    assert (made.id, made.again, made.present_again) == ("A", 4, 3)
