"""Each fault of the sheet of an election is said in its place, with what was written and what is asked."""

import copy

import pytest

from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.sheet import FaultySheet
from tests.vote.elections import a_document

BARE = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
RULES = "eldest, youngest, seniority, lot"
ONE_TOO_MANY = "Vous avez fait 2 choix. Le bulletin en admet au plus 1."
TWICE = [{"says": {"a": 1}, "count": 3}, {"says": {"a": 1}, "count": 2}]


def a_sheet():
    return a_document("plurality", ["a", "b"], [({"a": 1}, 3), ({"b": 1}, 2)], rounds="one")


def faults_with(place, value):
    document = copy.deepcopy(a_sheet())
    *path, last = place
    inner = document
    for step in path:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(FaultySheet) as refused:
        read_election_sheet(document, ELECTIONS)
    return [fault.translate(BARE) for fault in refused.value.faults]


FAULTS = [
    (("election",), 3, "election : il faut un objet, pas « 3 »."),
    (("election", "ties"), "eldest", "election.ties : il faut une liste, pas « eldest »."),
    (("election", "ties"), ["eldest", "x"], f"election.ties : « x » n’est pas un de ces mots : {RULES}."),
    (("election", "ties"), ["lot", "lot"], "election.ties : « lot » y est deux fois."),
    (("election", "options"), [{"id": ""}, {"id": "b"}], "election.options : l’identifiant est vide."),
    (("election", "options"), [{"id": "a"}, {"id": "b"}, {"id": "a"}],
     "election.options : plusieurs choix ont l’identifiant « a »."),
    (("election", "options"), {"id": "a"}, "election.options : il faut une liste, pas « {…} »."),
    (("election", "options", 1, "name"), 4, "election.options[1].name : il faut un texte, pas « 4 »."),
    (("election", "options", 0, "withdrawn"), 1,
     "election.options[0].withdrawn : il faut true ou false, pas « 1 »."),
    (("election", "options", 0, "senior"), "1",
     "election.options[0].senior : il faut un nombre entier d’au moins 1, pas « \"1\" »."),
    (("election", "settings"), [1], "election.settings : il faut un objet, pas « […] »."),
    (("election", "settings"), {"rounds": [1]},
     "election.settings.rounds : il faut un nombre entier d’au moins 0, pas « […] »."),
    (("election", "seats"), "1", "election.seats : il faut un nombre entier d’au moins 0, pas « \"1\" »."),
    (("election", "seed"), 4, "election.seed : il faut un texte, pas « 4 »."),
    (("colleges", 0, "ballots", 0, "says"), "a",
     "colleges[0].ballots[0].says : il faut un objet, pas « a »."),
    (("colleges", 0, "ballots", 0, "says"), {"a": 1, "b": 1},
     f"colleges[0].ballots[0].says : ce bulletin n’est pas valable ({ONE_TOO_MANY})"),
    (("colleges", 0, "ballots", 0, "count"), 0,
     "colleges[0].ballots[0].count : il faut un nombre entier d’au moins 1, pas « 0 »."),
    (("colleges", 0, "ballots"), TWICE,
     "colleges[0].ballots[1].says : ces bulletins sont déjà comptés plus haut."),
    (("surprise",), 1, "surprise : cette clé n’existe pas."),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "said"), FAULTS)
def test_a_fault_is_said_once_in_its_place(place, value, said):
    assert faults_with(place, value) == [said]


def test_who_withdrew_is_read_and_gets_no_vote():
    document = a_sheet()
    document["election"]["options"].append({"id": "c", "withdrawn": True})
    sheet = read_election_sheet(document, ELECTIONS)
    assert [one.id for one in sheet.contest.options if one.withdrawn] == ["c"]
    assert [one.withdrawn for one in sheet.contest.options] == [False, False, True]


COLLEGES = {"A": [({"a": 1}, 6)], "B": [({"b": 1}, 5)], "C": [({"b": 1}, 4)]}


def warnings_of(**changes):
    points = {"A": "40", "B": "30", "C": "30"}
    document = a_document(
        "plurality", ["a", "b"], COLLEGES, carry="proportional", points=points, rounds="one"
    )
    for college, values in changes.pop("colleges", {}).items():
        next(one for one in document["colleges"] if one["id"] == college).update(values)
    document["rules"] |= changes
    return count_election(read_election_sheet(document, ELECTIONS), ELECTIONS).warnings


EMPTY = {"C": {"members": 0, "entitled": 0, "present": 0, "ballots": []}}


def test_a_count_in_points_warns_of_what_moves_them():
    assert "weights_suspended" not in warnings_of()
    assert "stays_weighs_against" not in warnings_of()
    suspended = warnings_of(colleges=EMPTY, empty_college="share_equally")
    assert "weights_suspended" in suspended
    assert "stays_weighs_against" not in suspended
    stays = warnings_of(colleges=EMPTY, empty_college="stays")
    assert "stays_weighs_against" in stays
    assert "weights_suspended" not in stays
    assert "several_votes" in warnings_of(colleges={"C": {"again": 1}})
    assert "several_votes" not in warnings_of()
