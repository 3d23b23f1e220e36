"""An election being prepared: lists of names, the order of the ballot, what is frozen, what is refused."""

from datetime import date
from hashlib import sha256

import pytest

from governance.vote.elections.contest import Contest, Option, TieRule
from governance.vote.elections.lot import SECRET_BYTES, Lot, drawn_from, pledge_of
from governance.vote.elections.method import ImpossibleContest, contest_faults
from governance.vote.elections.preparing import (
    Candidate,
    ContestPlan,
    SamePerson,
    Shown,
    after_age,
    contest_of,
    in_order,
    read_persons,
    seated_names,
)
from governance.vote.elections.proposed import majority_asked, rounds_of
from governance.vote.elections.ties import lot_key
from governance.vote.methods import ELECTIONS

ADA = Candidate("3", "ada", born_on=date(1980, 5, 1), member_since=date(2020, 1, 1))
BLAISE = Candidate("1", "Blaise", born_on=date(1970, 5, 1), member_since=date(2020, 1, 1), withdrawn=True)
CHLOE = Candidate("2", "Chloé", member_since=date(2015, 1, 1), places=4)
DRISS = Candidate("4", "Driss", born_on=date(1990, 5, 1))
ALL = (DRISS, BLAISE, CHLOE, ADA)


def test_the_persons_of_a_list_are_read_one_a_line_in_their_order_without_spare_spaces():
    assert read_persons("  Zoé   Petit \n\n Ada Roux\r\n\t\nBlaise Le  Goff") == (
        "Zoé Petit",
        "Ada Roux",
        "Blaise Le Goff",
    )
    assert read_persons(" \n") == ()


def test_one_name_stands_once_on_a_list_whatever_its_capitals_and_spaces():
    with pytest.raises(SamePerson) as refused:
        read_persons("Zoé Petit\nAda Roux\nzoé  PETIT")
    assert refused.value.name == "zoé PETIT"


NAMES = {"a": "Liste Avenir", "b": "Liste Bocage", "c": "Chloé"}
PERSONS = {"a": ("Ada", "Anselme", "Aude"), "b": ()}


@pytest.mark.parametrize(
    ("elected", "seats_of", "named"),
    [
        (("a",), {"a": 2}, ("Ada", "Anselme")),
        (("a",), {"a": 4}, ("Ada", "Anselme", "Aude")),
        (("a",), {}, ("Ada",)),
        (("b", "a"), {"a": 1, "b": 2}, ("Liste Bocage", "Ada")),
        (("c", "d"), {"c": 1, "d": 1}, ("Chloé", "d")),
        ((), {}, ()),
    ],
)
def test_the_seats_of_a_list_go_to_its_first_persons_and_a_list_without_persons_is_named(
    elected, seats_of, named
):
    assert seated_names(seats_of, elected, NAMES, PERSONS) == named


def test_a_ballot_is_in_the_order_of_names_whatever_their_capitals():
    assert [one.name for one in in_order(ALL, Shown.ALPHABETICAL, "")] == ["ada", "Blaise", "Chloé", "Driss"]
    twins = (Candidate("b", "Ada"), Candidate("a", "ada"))
    assert [one.id for one in in_order(twins, Shown.ALPHABETICAL, "")] == ["a", "b"]


def test_a_ballot_drawn_by_lot_follows_the_published_rule_and_not_that_of_ties():
    drawn = [one.id for one in in_order(ALL, Shown.LOT, "graine")]
    assert drawn == sorted("1234", key=lambda one: sha256(f"order:graine:{one}".encode()).hexdigest())
    assert drawn != sorted("1234", key=lambda one: lot_key("graine", one))
    orders = {tuple(one.id for one in in_order(ALL, Shown.LOT, str(seed))) for seed in range(60)}
    assert len(orders) > 12


def test_what_is_frozen_says_ranks_and_neither_names_nor_dates():
    plan = ContestPlan("approval", seats=2, settings={"least": 2})
    assert contest_of(plan, ALL, [TieRule.ELDEST, TieRule.LOT], "graine") == Contest(
        method="approval",
        seats=2,
        options=(
            Option("3", elder=2, senior=2),
            Option("1", elder=1, senior=2, withdrawn=True),
            Option("2", elder=None, senior=1, places=4),
            Option("4", elder=3, senior=None),
        ),
        ties=(TieRule.ELDEST, TieRule.LOT),
        seed="graine",
        settings={"least": 2},
    )


def test_what_is_frozen_is_in_the_order_of_the_ballot():
    plan = ContestPlan("approval", shown=Shown.LOT)
    frozen = [option.id for option in contest_of(plan, ALL, [], "graine").options]
    assert frozen == [one.id for one in in_order(ALL, Shown.LOT, "graine")]


def test_a_lot_is_pledged_before_and_drawn_from_the_secret_and_the_head_of_the_log():
    secret, head = "5e" * SECRET_BYTES, "ab" * 32
    pledge = sha256(secret.encode()).hexdigest()
    assert SECRET_BYTES == 32
    assert pledge_of(secret) == pledge
    assert drawn_from(secret, head) == Lot(
        pledge, secret, head, sha256(f"{secret}:{head}".encode()).hexdigest()
    )


@pytest.mark.parametrize(
    ("plan", "rounds"),
    [
        (ContestPlan("plurality"), 2),
        (ContestPlan("plurality", settings={"rounds": "two"}), 2),
        (ContestPlan("plurality", settings={"rounds": "one"}), 1),
        (ContestPlan("stv"), 1),
        (ContestPlan("approval", settings={"rounds": "two"}), 1),
    ],
)
def test_only_names_at_the_majority_may_take_two_rounds(plan, rounds):
    assert rounds_of(plan) == rounds


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        ((TieRule.ELDEST, TieRule.SENIORITY, TieRule.LOT), (True, TieRule.SENIORITY)),
        ((TieRule.SENIORITY, TieRule.YOUNGEST, TieRule.LOT), (True, TieRule.LOT)),
        ((TieRule.ELDEST, TieRule.YOUNGEST, TieRule.LOT), (True, TieRule.LOT)),
        ((TieRule.YOUNGEST, TieRule.ELDEST), (True, None)),
        ((TieRule.ELDEST,), (True, None)),
        ((TieRule.LOT, TieRule.ELDEST), (False, None)),
        ((TieRule.SENIORITY,), (False, None)),
        ((), (False, None)),
    ],
)
def test_what_settles_a_tie_with_an_organisation_comes_after_the_rule_of_age(ties, told):
    assert after_age(ties) == told


@pytest.mark.parametrize("form", ["sa", "sarl", "sas"])
def test_a_consultation_asks_for_no_majority(form):
    assert majority_asked(ContestPlan("consultation", seats=0), form) == ()


TWO = (Option("a"), Option("b"))
OUT = "Un réglage du mode de scrutin n’est pas dans ses bornes."


@pytest.mark.parametrize(
    ("contest", "faults"),
    [
        (Contest("approval", 1, TWO), []),
        (Contest("approval", 0, TWO), ["Il faut au moins un siège à pourvoir."]),
        (Contest("approval", 1, ()), ["Il faut au moins un choix proposé."]),
        (Contest("approval", 1, (Option("a", withdrawn=True),)), ["Il faut au moins un choix proposé."]),
        (
            Contest("approval", 1, (Option("a"), Option("blank"))),
            ["Un choix ne peut pas s’appeler « blank », « abstain » ou « spoiled » dans la feuille."],
        ),
        (Contest("approval", 1, TWO, settings={"least": 200}), []),
        (Contest("approval", 1, TWO, settings={"least": 201}), [OUT]),
        (Contest("approval", 1, TWO, settings={"nothing": 1}), [OUT]),
        (Contest("approval", 0, (), settings={"least": 0, "threshold": "2"}),
         ["Il faut au moins un siège à pourvoir.", "Il faut au moins un choix proposé.", OUT, OUT]),
    ],
)  # fmt: skip
def test_what_no_way_to_vote_accepts_is_said_all_at_once(contest, faults):
    found = [said.replace("\u00a0", " ") for said in contest_faults(ELECTIONS["approval"], contest)]
    assert found == faults


def test_an_advice_needs_no_seat():
    assert contest_faults(ELECTIONS["consultation"], Contest("consultation", 0, TWO), seats=False) == []
    assert ImpossibleContest(("Une faute.", "Une autre.")).facts() == {"faults": "Une faute. Une autre."}


@pytest.mark.parametrize(
    ("contest", "fault"),
    [
        (Contest("approval", 1, TWO, settings={"least": 3}),
         "Il faut choisir plus de noms qu’il n’y en a de proposés."),
        (Contest("approval", 1, TWO, settings={"least": 2, "most": 1}),
         "Le nombre de noms à choisir au moins dépasse celui au plus."),
        (Contest("cumulative", 1, TWO, settings={"points": 5, "each": 2, "all": True}),
         "Tous les points ne peuvent pas être donnés : il y a trop peu de choix proposés."),
        (Contest("instant_runoff", 2, TWO),
         "Le vote alternatif ne pourvoit qu’un siège : pour plusieurs, prenez le vote unique transférable."),
        (Contest("majority_judgment", 1, TWO, settings={"grades": 5, "least": 5}),
         "La mention qu’il faut au moins n’existe pas : il y a moins de mentions."),
        (Contest("without_candidate", 1, TWO, settings={"phase": "consent"}),
         "Un consentement porte sur une seule personne : gardez-la seule parmi les choix proposés."),
        (Contest("without_candidate", 2, TWO[:1], settings={"phase": "consent"}),
         "Un consentement pourvoit un seul siège : faites une étape pour chaque personne proposée."),
    ],
)  # fmt: skip
def test_what_one_way_to_vote_cannot_be_voted_on_is_said(contest, fault):
    found = [said.replace("\u00a0", " ") for said in ELECTIONS[contest.method].faults(contest)]
    assert found == [fault]


@pytest.mark.parametrize(
    "contest",
    [
        Contest("approval", 1, TWO, settings={"least": 2}),
        Contest("approval", 1, TWO, settings={"least": 2, "most": 2}),
        Contest("cumulative", 1, TWO, settings={"points": 4, "each": 2, "all": True}),
        Contest("cumulative", 1, TWO, settings={"points": 5, "each": 2}),
        Contest("instant_runoff", 1, TWO),
        Contest("majority_judgment", 1, TWO, settings={"grades": 5, "least": 4}),
        Contest("without_candidate", 1, TWO[:1], settings={"phase": "consent"}),
        Contest("without_candidate", 0, TWO),
    ],
)
def test_on_its_bound_it_can_be_voted_on(contest):
    assert list(ELECTIONS[contest.method].faults(contest)) == []
