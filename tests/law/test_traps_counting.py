"""Traps of counting: colleges, rounding, answers that are neither for nor against."""

from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.check import breaches as bylaws_breaches
from governance.bylaws.clauses import QuorumOf
from governance.bylaws.models import load_model
from governance.bylaws.rules import rules_for
from governance.law import categories, college_life, colleges, majority, quorum, votes
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.sources import ChangedBy
from governance.vote.result import WeightsState
from governance.vote.sheet import FaultySheet
from tests.bylaws.changes import SA, SARL
from tests.vote.sheets import VOTES_CAST, a_sheet, college, counted, three

DAY = date(2026, 11, 24)
ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY
PRESENT = {**VOTES_CAST, "abstain": "base", "blank": "base", "spoiled": "base", "silent": "base"}
ALL_MEMBERS = {**PRESENT, "absent": "base"}


def names(found):
    return {type(breach).__name__ for breach in found}


def one(*, part="1/2", at_least=False, reading=VOTES_CAST, **said):
    """Count an assembly without colleges."""
    rules = {"carry": "single_body", "reading": reading, "majority": {"part": part, "at_least": at_least}}
    return counted(a_sheet(college("all", "1", **said), **rules))


def test_trap_01_a_category_is_not_a_college():
    three_kinds = ["beneficiaries", "employees", "other"]
    assert categories.breaches(three_kinds, has_employees=True) == []
    assert colleges.breaches({}) == []  # three categories and no college at all
    assert names(categories.breaches(three_kinds[:2], has_employees=True)) == {"TooFewCategories"}
    several = load_model(SA)
    assert any(len(one_college.categories) > 1 for one_college in several.colleges.items)
    assert bylaws_breaches(several, DAY) == []


def test_trap_02_capital_neither_weighs_nor_settles_a_tie():
    parts = {"a": Fraction(4, 10), "b": Fraction(3, 10), "c": Fraction(3, 10)}
    assert colleges.breaches(parts) == []
    assert names(colleges.breaches(parts, by_capital=True)) == {"WeighedByCapital"}
    assert one(in_favour=7, against=7).adopted is False


def test_trap_03_a_college_at_5_or_55_per_cent_and_two_colleges_only_are_found():
    twentieth = {"a": Fraction(5, 100), "b": Fraction(45, 100), "c": Fraction(50, 100)}
    too_strong = {"a": Fraction(55, 100), "b": Fraction(25, 100), "c": Fraction(20, 100)}
    assert names(colleges.breaches(twentieth)) == {"CollegeTooWeak"}
    assert names(colleges.breaches(too_strong)) == {"CollegeTooStrong"}
    assert names(colleges.breaches({"a": Fraction(1, 2), "b": Fraction(1, 2)})) == {"TooFewColleges"}


def test_trap_04_the_half_is_checked_again_after_a_sharing():
    shared = counted(
        a_sheet(
            college("A", "50", 9, 1),
            college("B", "20", 9, 1),
            college("C", "20", 9, 1),
            college("D", "10", entitled=0),
        )
    )
    assert [one_college.part for one_college in shared.colleges] == [
        Fraction(1, 2),
        Fraction(1, 4),
        Fraction(1, 4),
        0,
    ]
    two_left = counted(
        a_sheet(college("A", "50", 9, 1), college("B", "40", 9, 1), college("C", "10", entitled=0))
    )
    assert two_left.weights is WeightsState.SUSPENDED


def test_trap_05_equal_shares_and_shares_pro_rata_are_two_rules():
    three_and_one_empty = [
        college("A", "40", 9, 1),
        college("B", "30", 1, 9),
        college("C", "15", 1, 9),
        college("D", "15", entitled=0),
    ]
    equally = counted(a_sheet(*three_and_one_empty, empty_college="share_equally"))
    pro_rata = counted(a_sheet(*three_and_one_empty, empty_college="share_pro_rata"))
    assert equally.colleges[0].part == Fraction(45, 100)
    assert pro_rata.colleges[0].part == Fraction(40, 85)


def test_trap_06_a_silent_college_leaves_the_denominator_or_is_pointed_out():
    silent = [college("A", "40", 9, 1), college("B", "20", 9, 1), college("C", "40", abstain=5)]
    neutral = counted(a_sheet(*silent, min_colleges=2, max_college_part="1", silent_college="neutral"))
    stays = counted(
        a_sheet(
            *silent,
            min_colleges=2,
            max_college_part="1",
            silent_college="stays",
            majority={"part": "3/5"},
        )
    )
    assert neutral.adopted
    assert neutral.part == Fraction(9, 10)
    assert not stays.adopted
    assert "stays_weighs_against" in stays.warnings


def test_trap_07_one_voter_who_carries_a_college_is_pointed_out():
    found = counted(a_sheet(college("A", "40", 9, 1), college("B", "30", 9, 1), college("C", "30", 1)))
    assert "one_voter_carries_college" in found.warnings


def test_trap_08_nothing_is_rounded_before_it_is_compared():
    assert one(in_favour=1_000_001, against=1_000_000).adopted
    assert not one(in_favour=199_999, against=100_001, part="2/3", at_least=True).adopted  # shows 66.67 %
    assert not one(in_favour=66_666, against=33_334, part="2/3", at_least=True).adopted  # shows 66.67 %


def test_trap_09_half_is_rejected_and_exactly_two_thirds_adopted():
    assert not one(in_favour=5, against=5).adopted
    assert one(in_favour=6, against=3, part="2/3", at_least=True).adopted
    assert not one(in_favour=6, against=4, part="2/3", at_least=True).adopted
    assert majority.required(CompanyForm.SA, EXTRAORDINARY, Call.FIRST, DAY).at_least
    assert not majority.required(CompanyForm.SA, ORDINARY, Call.FIRST, DAY).at_least


def test_trap_10_in_a_sarl_those_who_are_absent_or_abstain_count():
    rules = rules_for(load_model(SARL), ORDINARY, Call.FIRST, DAY)
    assert {answer: str(read) for answer, read in rules.reading.items()} == ALL_MEMBERS
    members_of_100 = {"in_favour": 40, "against": 5, "abstain": 5, "entitled": 100}
    assert one(reading=VOTES_CAST, present=50, **members_of_100).adopted
    assert not one(reading=ALL_MEMBERS, present=50, **members_of_100).adopted
    assert one(reading=ALL_MEMBERS, in_favour=51, present=51, entitled=100).adopted
    assert not one(reading=ALL_MEMBERS, in_favour=50, present=50, entitled=100).adopted


@pytest.mark.parametrize(("day", "adopted"), [(date(2018, 6, 1), False), (date(2026, 6, 1), True)])
def test_trap_11_an_abstention_in_an_sa_is_judged_by_the_text_of_its_day(day, adopted):
    rules = rules_for(load_model(SA), ORDINARY, Call.FIRST, day)
    reading = {answer: str(read) for answer, read in rules.reading.items()}
    assert one(reading=reading, in_favour=4, against=2, abstain=3).adopted is adopted


def test_trap_11_an_abstention_that_counts_for_is_warned_of():
    found = one(reading={**VOTES_CAST, "abstain": "for"}, in_favour=1, against=2, abstain=3)
    assert found.adopted
    assert "counts_for" in found.warnings
    given = {**VOTES_CAST, "abstain": "for"}
    assert "CountsFor" in names(majority.reading_breaches(CompanyForm.SAS, ORDINARY, Call.FIRST, given, DAY))


def test_trap_12_each_resolution_of_one_meeting_has_its_own_quorum():
    bylaws = load_model(SA)
    ordinary, extraordinary = (rules_for(bylaws, kind, Call.FIRST, DAY) for kind in (ORDINARY, EXTRAORDINARY))
    asked = [max(rule.part for rule in rules.quorum) for rules in (ordinary, extraordinary)]
    assert asked[0] >= Fraction(1, 5)
    assert asked[1] >= Fraction(1, 4)
    room = {"in_favour": 22, "entitled": 100, "present": 22}
    fifth = [{"of": "heads", "part": "1/5"}]
    quarter = [{"of": "heads", "part": "1/4"}]
    assert counted(a_sheet(college("all", "1", **room), carry="single_body", quorum=fifth)).adopted
    missed = counted(a_sheet(college("all", "1", **room), carry="single_body", quorum=quarter))
    assert missed.adopted is None


def test_trap_13_a_quorum_is_never_measured_on_capital():
    assert not any("capital" in of.value or "share" in of.value for of in QuorumOf)
    (base,) = [rule for rule in quorum.RULES if rule.key == "quorum_base"]
    assert "jamais sur le capital" in str(base.line(CompanyForm.SA, DAY).value)


def test_trap_17_a_bloc_that_lets_a_minority_win_is_pointed_out():
    found = counted(three(carry="bloc"))
    assert found.adopted
    assert found.views.single_body is False
    assert found.views.proportional is False
    assert "views_disagree" in found.warnings


def test_a_member_has_one_vote_in_one_college():
    assert votes.VOTES_EACH == 1
    (single,) = [rule for rule in college_life.RULES if rule.key == "single_college"]
    assert single.line(CompanyForm.SA, DAY).changed_by is ChangedBy.LAW
    assert one(in_favour=2, present=2).adopted
    with pytest.raises(FaultySheet):  # three votes from two members
        one(in_favour=3, present=2)


def test_trap_41_a_college_of_a_few_voters_is_pointed_out():
    for voters, warned in ((4, True), (5, False)):
        found = counted(
            a_sheet(college("A", "40", 9, 1), college("B", "30", 9, 1), college("C", "30", voters))
        )
        assert ("small_college" in found.warnings) is warned


def test_trap_46_a_meeting_is_judged_by_the_rules_of_its_day():
    bylaws = load_model(SA)
    then, now = (rules_for(bylaws, ORDINARY, Call.SECOND, day) for day in (date(2009, 5, 1), DAY))
    assert then.reading != now.reading
    assert rules_for(bylaws, ORDINARY, Call.SECOND, date(2009, 5, 1)) == then
