"""Lists: thresholds met exactly, the lead, short lists, ties, and seats that were published."""

import pytest

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import TooManyChosen
from governance.vote.elections.outcome import ElectionState
from governance.vote.methods.lists import LISTS
from tests.vote.elections import a_sheet, elected
from tests.vote.methods.test_plurality import names

RULES = ("dhondt", "sainte_lague", "modified_sainte_lague", "hare", "droop")


def count(said, options="abc", **more):
    return elected("lists", options, names(said), **more)


@pytest.mark.parametrize(("for_c", "has_seats"), [(4, False), (5, True), (6, True)])
def test_a_list_that_has_exactly_the_threshold_has_seats(for_c, has_seats):
    result = count(f"a 60, b {40 - for_c}, c {for_c}", seats=30, threshold="1/20")
    assert ("c" in result.count.seats_of) is has_seats
    assert result.count.rounds[0].eliminated == (() if has_seats else ("c",))
    assert result.count.rounds[0].needed == 5


def test_a_list_on_no_ballot_is_not_one_under_the_threshold():
    result = count("a 60, b 37, d 3", "abcd", seats=3, threshold="1/20")
    assert result.count.rounds[0].eliminated == ("d",)


def test_a_list_shorter_than_its_seats_gives_the_rest_on():
    options = [{"id": "a", "places": 2}, "b", "c"]
    result = elected("lists", options, names("a 80, b 15, c 4"), seats=5)
    assert result.count.seats_of == {"a": 2, "b": 3}
    short = elected("lists", [{"id": "a", "places": 2}], names("a 9"), seats=5)
    assert (short.count.seats_of, short.count.vacant, short.state) == ({"a": 2}, 3, ElectionState.VACANT)


def test_the_list_in_the_lead_first_has_its_part_rounded_up_and_no_more_than_its_names():
    result = count("a 51, b 49", "ab", seats=7, bonus="1/2")
    assert (result.count.seats_of, result.count.figures) == ({"a": 6, "b": 1}, {"bonus a": "4"})
    options = [{"id": "a", "places": 3}, "b"]
    short = elected("lists", options, names("a 51, b 49"), seats=7, bonus="1/2")
    assert short.count.seats_of == {"b": 4, "a": 3}


def test_a_tie_for_the_lead_stops_the_count_unless_the_bylaws_settle_it():
    stopped = count("a 5, b 5", "ab", seats=3, bonus="1/2")
    assert (stopped.state, stopped.count.seats_of, stopped.count.vacant) == (ElectionState.TIED, {}, 3)
    drawn = count("a 5, b 5", "ab", seats=3, bonus="1/2", ties=["lot"], seed="dés 1 2 3")
    assert sum(drawn.count.seats_of.values()) == 3
    assert drawn.count.ties[0].settled_by == "lot"


def test_a_tie_for_the_last_seat_leaves_it_waiting():
    result = count("a 6, b 3, c 3", seats=2, rule="hare")
    assert (result.state, result.count.seats_of, result.count.vacant) == (ElectionState.TIED, {"a": 1}, 1)
    sheet = a_sheet("lists", "abc", names("a 6, b 3, c 3"), seats=2, rule="hare")
    said = " ".join(explain_election(sheet, result, LISTS, {}))
    assert "attendent que l’égalité soit départagée" in said
    assert "vacants" not in said


def test_a_ballot_names_one_list():
    contest = a_sheet("lists", "ab", [], seats=2).contest
    with pytest.raises(TooManyChosen):
        LISTS.check((("a", 1), ("b", 1)), contest)


# University Paul-Valéry Montpellier III, councils of April 2008, college by college.
# Source: http://sauvonsluniversite.com/spip.php?article382
BOARD = [("Énergie 77, PUR 74", (6, 1)), ("Énergie 297, PUR 171", (6, 1))]
SCIENTIFIC = [("Énergie 79, PUR 73", 17, (9, 8)), ("Énergie 33, PUR 20", 3, (2, 1))]


def published(said, seats, **more):
    first, second = (int(one.rsplit(" ", 1)[1]) for one in said.split(", "))
    result = count(f"a {first}, b {second}", "ab", seats=seats, **more)
    return result.count.seats_of.get("a", 0), result.count.seats_of.get("b", 0)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("said", "printed"), BOARD)
def test_the_published_seats_of_a_board_need_half_of_them_for_the_list_in_the_lead(rule, said, printed):
    assert published(said, 7, rule=rule, bonus="1/2") == printed
    assert published(said, 7, rule=rule) != printed


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("said", "seats", "printed"), SCIENTIFIC)
def test_the_published_seats_of_a_scientific_council_come_without_any_bonus(rule, said, seats, printed):
    assert published(said, seats, rule=rule) == printed
    assert published(said, seats, rule=rule, bonus="1/2") != printed
