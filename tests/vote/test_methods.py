"""What every way to vote, and every way to carry colleges, promises."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

import governance.vote.colleges
import governance.vote.methods
from governance.vote.ballots import Ballot, Choice, Counts, tally_choices
from governance.vote.carry import Bloc, Brought
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.methods import METHODS
from governance.vote.methods.yes_no import UnknownChoice

F = Fraction


@pytest.mark.parametrize(
    ("package", "table"), [(governance.vote.methods, METHODS), (governance.vote.colleges, COLLEGE_RULES)]
)
def test_every_file_is_in_its_table_under_its_own_name(package, table):
    files = {file.stem for file in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(table)
    assert all(entry.name == name for name, entry in table.items())


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_what_is_offered_is_read_and_nothing_else(method):
    assert set(method.offered) <= set(method.choices)
    for choice in method.offered:
        assert method.read(choice) == choice
    for other in ("", "FOR", "for ", "oui", *(set(method.choices) - set(method.offered))):
        with pytest.raises(UnknownChoice):
            method.read(other)


def test_a_ballot_can_be_spoiled_on_paper_but_not_on_line():
    yes_no = METHODS["yes_no"]
    assert yes_no.choices == ("for", "against", "abstain", "blank", "spoiled")
    assert yes_no.offered == ("for", "against", "abstain", "blank")


def test_no_ballot_is_lost_and_their_order_changes_nothing():
    random = Random(1)
    ballots = [Ballot(random.choice("AB"), random.choice(list(Choice))) for _ in range(500)]
    counts = tally_choices(ballots)
    assert sum(each.said for each in counts.values()) == 500
    random.shuffle(ballots)
    assert tally_choices(ballots) == counts


def test_each_choice_has_its_own_count():
    ballots = [Ballot("A", choice) for rank, choice in enumerate(Choice, 1) for _ in range(rank)]
    assert tally_choices(ballots) == {"A": Counts(1, 2, 3, 4, 5)}


def test_a_ballot_that_no_method_could_have_read_stops_the_count():
    with pytest.raises(ValueError, match="unknown choice"):
        tally_choices([Ballot("A", "maybe")])


@pytest.mark.parametrize("rule", COLLEGE_RULES.values(), ids=lambda rule: rule.name)
def test_one_more_favourable_voice_never_brings_less(rule):
    for b in range(1, 9):
        brought = [rule.brings(f, b, F(2, 5), Bloc()).in_favour for f in range(b + 1)]
        assert brought == sorted(brought)


@pytest.mark.parametrize(
    ("name", "brought"),
    [
        ("single_body", Brought(F(3), F(4))),
        ("proportional", Brought(F(3, 10), F(2, 5))),
        ("bloc", Brought(F(2, 5), F(2, 5))),
        ("double_majority", Brought(F(3, 10), F(2, 5))),
    ],
)
def test_a_college_of_two_fifths_with_three_voices_of_four_brings(name, brought):
    assert COLLEGE_RULES[name].brings(3, 4, F(2, 5), Bloc()) == brought
