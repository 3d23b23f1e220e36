"""Ballots imagined by simple figures: what a line says, and what is refused with its number."""

from fractions import Fraction

import pytest

from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.elections.imagined import (
    NameTwice,
    OrderAndCommas,
    TooMuchImagined,
    UnreadableLine,
    read_imagined,
)
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.sheet import SheetCollege

F = Fraction


def said(text, seats=1, **more):
    found = read_imagined(text, seats, **more)
    ballots = {
        tuple((found.names[option], number) for option, number in marks): count
        for marks, count in found.sheet.ballots["all"].items()
    }
    return found.sheet.contest.method, ballots


def test_an_order_is_read_in_ranks_with_level_names():
    method, ballots = said("12 : Alix > Blaise = Camille\n7 : Camille")
    assert method == "schulze"
    assert ballots == {(("Alix", 1), ("Blaise", 2), ("Camille", 2)): 12, (("Camille", 1),): 7}


def test_several_names_are_approved_and_single_ones_are_votes():
    assert said("5 : Alix, Blaise\n3 : Camille")[0] == "approval"
    assert said("5 : Alix\n3 : Blaise") == ("plurality", {(("Alix", 1),): 5, (("Blaise", 1),): 3})
    assert said("5 : Village\n3 : Ville", 4, lists=True)[0] == "lists"


def test_names_that_are_only_level_are_in_an_order_all_the_same():
    assert said("5 : Alix = Blaise") == ("schulze", {(("Alix", 1), ("Blaise", 1)): 5})


def test_a_name_of_several_words_keeps_one_space_between_them():
    assert said("5 :  Alix   Le  Goff > Blaise Nkomo")[1] == {(("Alix Le Goff", 1), ("Blaise Nkomo", 2)): 5}


def test_who_is_named_first_is_the_first_option():
    assert read_imagined("5 : Zoé > Alix\n3 : Malo", 1).names == {"o01": "Zoé", "o02": "Alix", "o03": "Malo"}


def test_single_names_elect_the_highest_in_one_round_without_a_majority():
    found = read_imagined("4 : Alix\n3 : Blaise\n3 : Camille", 1)
    result = count_election(read_election_sheet(election_sheet_document(found.sheet), ELECTIONS), ELECTIONS)
    assert (result.state, result.count.elected) == (ElectionState.COMPLETE, ("o01",))


def test_all_who_are_imagined_are_one_college_that_came_and_voted():
    sheet = read_imagined("4 : Alix > Blaise\n3 : Camille", 1).sheet
    assert sheet.poll.colleges == (SheetCollege("all", "", F(1), 7, 7, 7, Counts(Votes(7))),)


@pytest.mark.parametrize(
    "line", ["12 : Alix", "12:Alix", "12 fois Alix", "12 × Alix", "12 x Alix", " 12  Alix "]
)
def test_a_line_may_be_written_in_several_ways(line):
    assert said(line)[1] == {(("Alix", 1),): 12}


@pytest.mark.parametrize("number", [1, 9_999_999])
def test_a_line_stands_for_one_ballot_to_ten_millions_less_one(number):
    assert said(f"{number} : Alix")[1] == {(("Alix", 1),): number}


def test_lines_that_say_the_same_are_added_and_empty_ones_are_nothing():
    assert said("2 : Alix > Blaise\n\n3 : Alix>Blaise\n")[1] == {(("Alix", 1), ("Blaise", 2)): 5}


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        ("5 : Alix\nBlaise", UnreadableLine, 2),
        ("0 : Alix", UnreadableLine, 1),
        ("10000000 : Alix", UnreadableLine, 1),
        ("5 :", UnreadableLine, 1),
        ("5 : Alix > > Blaise", NameTwice, 1),
        ("5 : Alix > alix", NameTwice, 1),
        ("5 : Alix, ", NameTwice, 1),
        ("\n5 : Alix > Blaise, Camille", OrderAndCommas, 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, error, line):
    with pytest.raises(error) as refused:
        read_imagined(text, 1)
    assert refused.value.line == line


def test_what_is_too_long_is_refused_on_its_bound():
    assert sum(said("\n".join(f"1 : N{at % 30}" for at in range(200)))[1].values()) == 200
    with pytest.raises(TooMuchImagined, match="tient en 200 lignes et 30 noms"):
        read_imagined("\n".join(f"1 : N{at % 30}" for at in range(201)), 1)
    assert read_imagined(f"1 : {' > '.join(f'N{at}' for at in range(30))}", 1)
    with pytest.raises(TooMuchImagined):
        read_imagined(f"1 : {' > '.join(f'N{at}' for at in range(31))}", 1)


def test_imagined_ballots_are_counted_as_any_sheet_is():
    found = read_imagined("40 : A > C\n35 : B > C\n25 : C > A", 1)
    again = read_election_sheet(election_sheet_document(found.sheet), ELECTIONS)
    assert [found.names[one] for one in count_election(again, ELECTIONS).count.elected] == ["C"]
