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
from governance.vote.methods import ELECTIONS, METHODS, read_vote
from governance.vote.methods.yes_no import YES_NO, UnknownChoice

F = Fraction


@pytest.mark.parametrize(
    ("package", "names"), [(governance.vote.methods, METHODS), (governance.vote.colleges, COLLEGE_RULES)]
)
def test_every_file_is_in_its_table_under_its_own_name(package, names):
    files = {file.stem for file in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(names)
    for table in (ELECTIONS, COLLEGE_RULES):
        assert all(entry.name == name for name, entry in table.items())


def test_what_a_resolution_offers_is_read_and_nothing_else():
    assert set(YES_NO.offered) <= set(YES_NO.choices)
    for choice in YES_NO.offered:
        assert read_vote("yes_no", choice) == choice
    for other in ("", "FOR", "for ", "oui", *(set(YES_NO.choices) - set(YES_NO.offered))):
        with pytest.raises(UnknownChoice) as refused:
            YES_NO.read(other)
        assert refused.value.said == other


def test_a_ballot_can_be_spoiled_on_paper_but_not_on_line():
    assert YES_NO.choices == ("for", "against", "abstain", "blank", "spoiled")
    assert YES_NO.offered == ("for", "against", "abstain", "blank")


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
