"""Elections in a real browser, on a phone: prepared, voted by keyboard and by touch, counted, read."""

import re

import pytest
from playwright.sync_api import expect

from governance.usecases.polls import OpenPoll, open_poll
from tests.e2e.test_accessibility import tab_to
from tests.electing import an_election, elect, within

pytestmark = pytest.mark.browser

TEAM = {"entrepreneurs": 5, "team": 2}


def opened(town, election):
    command = OpenPoll(election.assembly, election.item)
    poll = within(town.database, election, lambda uow: open_poll(uow, command, by=election.secretary))
    return f"/coop/{election.cooperative.slug}/assemblees/{election.assembly}/scrutins/{poll}"


def test_grades_are_given_on_a_phone_with_a_keyboard_alone(town, visit):
    election = an_election(town.database, "majority_judgment", colleges=TEAM)
    booth = opened(town, election)
    voter = visit(phone=True).be(election.voters[0])
    page = voter.page
    voter.go(booth)
    first, second = (page.get_by_role("group", name=name) for name in ("Alix Fournier", "Blaise Nkomo"))
    tab_to(page, first.get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(first.get_by_label("Très bien")).to_be_checked()
    tab_to(page, second.get_by_role("radio").first)
    page.keyboard.press("Space")
    expect(second.get_by_label("Excellent")).to_be_checked()
    voter.looks("booth-grades-filled")
    tab_to(page, voter.find("button", "Déposer mon bulletin"), most=60)
    page.keyboard.press("Enter")
    voter.reads("Votre bulletin est dans l’urne.")
    said = page.locator(".said")
    expect(said.locator("li").first).to_contain_text("Blaise Nkomo")
    expect(said).to_contain_text("Très bien")


def test_names_are_ranked_by_touch_counted_by_the_secretary_and_read_by_all(town, visit):
    election = an_election(town.database, "stv", colleges=TEAM, seats=2)
    booth = opened(town, election)
    voters = [visit(phone=True).be(actor) for actor in election.voters[:3]]
    for voter in voters:
        voter.go(booth)
        for name in ("Blaise Nkomo", "Camille Roy"):
            voter.page.get_by_role("button", name=f"Classer {name}", exact=True).click()
        voter.press("button", "Déposer mon bulletin")
        voter.reads("Vous avez classé")
    secretary = visit().be(election.secretary)
    secretary.go(f"/coop/{election.cooperative.slug}/assemblees/{election.assembly}/seance")
    secretary.press("link", "Fermer le scrutin…")
    secretary.press("button", "Fermer le scrutin et compter")
    secretary.reads("Sont élu(e)s")
    secretary.looks("election-result")
    reader = voters[0]
    reader.go(f"{booth}/resultat")
    expect(reader.page.locator(".elected li").first).to_have_text("Blaise Nkomo")
    reader.reads("Votre bulletin")
    reader.looks("election-result-phone")


def test_a_refused_ballot_comes_back_filled_without_javascript_and_with_it(town, visit):
    election = an_election(town.database, "instant_runoff", colleges=TEAM)
    booth = opened(town, election)
    for voter in (visit(phone=True, javascript=False), visit(phone=True)):
        voter.be(election.voters[1])
        voter.go(booth)
        for name in ("Alix Fournier", "Blaise Nkomo"):
            voter.page.get_by_label(name, exact=True).select_option("1")
        voter.press("button", "Déposer mon bulletin")
        expect(voter.page.get_by_role("alert")).to_contain_text(
            re.compile("Plusieurs choix portent le rang 1")
        )
        for name in ("Alix Fournier", "Blaise Nkomo"):
            expect(voter.page.get_by_label(name, exact=True)).to_have_value("1")


def test_a_secretary_writes_an_election_and_everyone_reads_who_stands(town, visit):
    election = an_election(town.database, "majority_judgment", colleges=TEAM, names=("Zoé Petit",))
    secretary = visit().be(election.secretary)
    here = f"/coop/{election.cooperative.slug}/assemblees/{election.assembly}"
    secretary.go(f"{here}/ordre-du-jour/{election.item}/election")
    secretary.press("link", "Ajouter une candidature")
    secretary.fill("Nom et prénom", "Alix Fournier")
    secretary.page.get_by_label("Présentation").fill("Je veux **ouvrir les comptes**.")
    secretary.press("button", "Enregistrer")
    secretary.reads("« Alix Fournier » est enregistré.")
    member = visit(phone=True).be(election.voters[0])
    member.go(f"{here}/lecture")
    member.reads("ouvrir les comptes")


def test_a_round_that_leaves_a_seat_leads_to_the_next_one_and_the_room_reads_it(town, visit):
    election = an_election(town.database, "plurality", colleges=TEAM)
    a, b, c = election.options
    poll = elect(town.database, election, [{a: 1}] * 3 + [{b: 1}] * 3 + [{c: 1}])
    secretary = visit().be(election.secretary)
    here = f"/coop/{election.cooperative.slug}/assemblees/{election.assembly}"
    secretary.go(f"{here}/scrutins/{poll}/resultat")
    secretary.looks("election-second-round-to-hold")
    secretary.press("link", "Tenir le second tour")
    secretary.reads("Qui reste en lice", "Alix Fournier", "Blaise Nkomo")
    secretary.looks("election-next-round")
    secretary.press("button", "Ouvrir le tour 2")
    secretary.reads("Le scrutin est ouvert")
    secretary.go(f"{here}/ecran")
    secretary.reads("On élit, tour 2", "1 siège à pourvoir", "Blaise Nkomo")
    secretary.looks("election-screen")


def test_a_candidate_is_found_in_the_register_on_a_phone_without_javascript(town, visit):
    election = an_election(town.database, "stv", colleges=TEAM, names=("Zoé Petit",))
    secretary = visit(phone=True, javascript=False).be(election.secretary)
    item = f"/coop/{election.cooperative.slug}/assemblees/{election.assembly}/ordre-du-jour/{election.item}"
    secretary.go(f"{item}/candidatures/nouvelle")
    secretary.page.get_by_label("Nom ou numéro de sociétaire").fill("votante")
    secretary.press("button", "Chercher")
    secretary.looks("candidate-found")
    secretary.press("link", "Choisir Alix Votante 3")
    expect(secretary.page.get_by_label("Nom et prénom")).to_have_value("Alix Votante 3")
    secretary.looks("candidate-chosen")
    secretary.press("button", "Enregistrer")
    secretary.reads("« Alix Votante 3 » est enregistré.")
