"""Which figures an explanation writes exactly, and what a college that votes as a bloc is told."""

import pytest

from governance.vote.cautions import cautions
from governance.vote.explanation import explain
from governance.vote.sheet import read_sheet
from governance.vote.simulation import Variation, differences, simulate
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college, three
from tests.vote.test_explanation import told

TWO_THIRDS = {"part": "2/3", "at_least": True}
HALF_AND_TWO_THIRDS = (college("A", "40", 5, 5), college("B", "30", 2, 1), college("C", "30", 9, 1))


@pytest.mark.parametrize(
    ("carry", "half", "two_thirds"),
    [
        ("proportional", "(50,00 %)", "(66,67 % (exactement 2/3))"),
        ("double_majority", "(50,00 % (exactement 1/2))", "(66,67 %)"),
    ],
)
def test_a_college_is_compared_with_the_bound_its_rule_holds_it_to(carry, half, two_thirds):
    lines = told(a_sheet(*HALF_AND_TWO_THIRDS, carry=carry, majority=TWO_THIRDS))
    assert f"5 pour sur 10 {half}" in lines[2]
    assert f"2 pour sur 3 {two_thirds}" in lines[4]


def test_a_college_that_misses_the_bound_of_a_bloc_brings_nothing():
    lines = told(
        a_sheet(college("A", "40", 4, 6), college("B", "60", 9, 1), carry="bloc", bloc={"part": "3/5"})
    )
    assert lines[2] == (
        "« A » a 40,00 % des points de collège : 4 pour sur 10 (40,00 %). Il faut plus de "
        "60,00 % (3/5) pour emporter le collège : ce n’est pas atteint, aucun de ses points ne "
        "va au « pour »."
    )
    assert "c’est atteint, tous ses points vont au « pour »." in lines[4]


def test_the_sum_is_exact_beside_the_bound_only_where_it_is_what_the_bound_is_out_of():
    whole = told(a_sheet(college("A", "50", 9, 1), college("B", "30", 1, 9), college("C", "20", 1, 9)))
    assert "En tout, 45,00 % + 3,00 % + 2,00 % = 50,00 % (exactement 1/2) des points de collège" in whole[7]
    gone = college("D", "10", abstain=9)
    less = told(a_sheet(college("A", "45", 10, 0), college("B", "25", 2, 8), college("C", "20", 0, 9), gone))
    assert "En tout, 45,00 % + 5,00 % = 50,00 % des points de collège vont au « pour »." in less
    assert any("50,00 % sur 90,00 %, cela fait 55,56 %." in line for line in less)


@pytest.mark.parametrize(("decimals", "said"), [(0, False), (1, True), (2, False), (3, False)])
def test_rounded_parts_are_compared_with_the_decimals_they_are_shown_with(decimals, said):
    # 21.053 + 15.789 = 36.842: with one decimal, 21.1 + 15.8 is not 36.8.
    assert ("Ces parts sont ajoutées avant d’être arrondies." in told(three(), decimals=decimals)) is said


def test_a_college_is_told_by_its_name_and_by_its_identifier_without_one():
    lines = told(a_sheet(college("a", "1", 6, 4, name="Salariés"), college("b", "1", 6, 4, name="")))
    assert lines[1] == "« Salariés » : 6 pour, 4 contre."
    assert lines[3] == "« b » : 6 pour, 4 contre."


def test_one_college_whose_points_count_is_told_as_a_college():
    lines = told(a_sheet(college("A", "1", 6, 4)))
    assert lines[0] == (
        "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont voté."
    )


def test_what_a_college_adds_is_told_only_when_other_answers_count():
    plain = told(a_sheet(college("A", "1", 6, 4), carry="single_body"))
    assert not [line for line in plain if "apporte ainsi" in line]


def test_no_college_in_favour_is_none_of_them():
    lines = told(a_sheet(*(college(key, "1", 1, 9) for key in "ABC"), carry="double_majority"))
    assert any("0 sur 3 le sont, ce n’est pas atteint." in line for line in lines)


def test_percentages_have_two_decimals_unless_asked_otherwise():
    sheet = read_sheet(three())
    assert explain(sheet, count(sheet)) == explain(sheet, count(sheet), "fr", 2)
    assert cautions(sheet, count(sheet)) == cautions(sheet, count(sheet), "fr", 2)
    before, after = simulate(sheet, [Variation("in_force"), Variation("bloc", carry="bloc")])
    assert differences(before, after, "fr") == differences(before, after, "fr", 2)
