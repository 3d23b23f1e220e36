"""Elections in a browser without JavaScript: prepared, voted, counted, read."""

import json
import re
from hashlib import sha256
from html import unescape

import pytest

from governance.usecases.attendance import close_session
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.elections.contest import TieRule
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.electing import an_election, elect, prepared, within
from tests.minuting import words
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import at, send

TEAM = {"entrepreneurs": 4, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


def plain(text):
    return unescape(text).replace("\u00a0", " ").replace("\u202f", " ")


def opened(database, election):
    command = OpenPoll(election.assembly, election.item)
    return within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))


def closed(database, election, poll):
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))


FILLED = {
    "instant_runoff": lambda a, b: ({f"mark_{a}": "1", f"mark_{b}": "2"}, "Vous avez classé"),
    "stv": lambda a, b: ({f"mark_{b}": "1"}, "Vous avez classé"),
    "schulze": lambda a, b: ({f"mark_{a}": "1", f"mark_{b}": "1"}, "Vous avez classé"),
    "majority_judgment": lambda a, _b: ({f"mark_{a}": "6"}, "Excellent"),
    "consultation": lambda a, _b: ({"mark": a}, "Vous avez voté pour"),
    "without_candidate": lambda a, _b: ({"mark": a}, "Vous avez voté pour"),
}


@pytest.mark.parametrize("method", FILLED)
def test_a_member_votes_reads_what_was_said_and_finds_it_with_the_result(site, database, method):
    election = an_election(database, method, colleges=TEAM, seats=0 if method == "consultation" else 1)
    poll, (a, b, _c) = opened(database, election), election.options
    booth = at(election, f"/scrutins/{poll}")
    member = browse_as(site, election.voters[0])
    page = plain(member.get(booth).text)
    assert "Alix Fournier" in page
    assert "Lire sa présentation" in page
    assert "Comment on compte." in page
    fields, said = FILLED[method](a, b)
    assert send(member, booth, booth, **fields).status_code == 303
    assert said in plain(member.get(booth).text)
    for voter in election.voters[1:5]:
        send(browse_as(site, voter), booth, booth, **fields)
    closed(database, election, poll)
    result = plain(member.get(f"{booth}/resultat").text)
    assert "Votre bulletin" in result
    assert said in result
    assert "Alix Fournier" in result
    english = member.get(f"{booth}/resultat?lang=en").text
    assert "Count it again yourself" in english


def test_a_refused_ballot_loses_nothing_of_what_was_typed(site, database):
    election = an_election(database, "instant_runoff", colleges=TEAM)
    poll, (a, b, c) = opened(database, election), election.options
    booth = at(election, f"/scrutins/{poll}")
    member = browse_as(site, election.voters[0])
    answer = send(member, booth, booth, **{f"mark_{a}": "1", f"mark_{b}": "1", f"mark_{c}": "3"})
    assert answer.status_code == 422
    page = plain(answer.text)
    assert "Plusieurs choix portent le rang 1" in page
    chosen = re.findall(r'<select[^>]*name="mark_(\w+)".*?<option value="(\d*)" selected', page, re.DOTALL)
    assert dict(chosen) == {a: "1", b: "1", c: "3"}


def test_the_desk_enters_a_paper_ballot_and_notes_a_spoiled_one(site, database):
    election = an_election(database, "majority_judgment", colleges=TEAM)
    poll, (a, *_others) = opened(database, election), election.options
    desk, here = browse_as(site, election.secretary), at(election, f"/scrutins/{poll}/bulletin")
    first, second = (str(voter.hat.member) for voter in election.voters[:2])
    page = plain(desk.get(here, params={"membre": first}).text)
    assert "Bulletin nul" in page
    assert send(desk, f"{here}?membre={first}", here, member=first, **{f"mark_{a}": "5"}).status_code == 303
    assert send(desk, f"{here}?membre={second}", here, member=second, choice="spoiled").status_code == 303
    wrong = send(desk, "/mes-cooperatives", here, member=second, **{f"mark_{a}": "99"})
    assert wrong.status_code == 422
    closed(database, election, poll)
    result = plain(desk.get(at(election, f"/scrutins/{poll}/resultat")).text)
    assert re.search(r"Nuls</dt><dd>1<", result)


def test_the_page_of_a_result_names_the_elected_and_its_file_counts_to_the_same(site, database):
    election = an_election(database, "stv", colleges=TEAM, seats=2)
    a, b, c = election.options
    poll = elect(database, election, [{a: 1, c: 2}] * 5 + [{b: 1}] * 4)
    member = browse_as(site, election.voters[0])
    page = plain(member.get(at(election, f"/scrutins/{poll}/resultat")).text)
    assert page.index("Sont élu(e)s") < page.index("Alix Fournier") < page.index("Décompte 1")
    assert "Compté selon la version 1 des statuts" in page
    sheet = member.get(at(election, f"/scrutins/{poll}/resultat/feuille.json"))
    again = count_election(read_election_sheet(json.loads(sheet.text), ELECTIONS), ELECTIONS)
    assert set(again.count.elected) == {a, b}
    now = plain(member.get(at(election, "/maintenant")).text)
    assert "2 élus" in now
    secretary = browse_as(site, election.secretary)
    assert "2 élus" in plain(secretary.get(at(election, "/seance")).text)
    screen = plain(secretary.get(at(election, "/ecran")).text)
    assert "2 élus" in screen
    assert screen.index("Alix Fournier") < screen.index("Blaise Nkomo")
    assert "2 élus" in plain(member.get(at(election, "/lecture")).text)


def test_the_next_round_of_an_election_without_candidate_is_opened_with_the_person_proposed(site, database):
    election = an_election(database, "without_candidate", colleges=TEAM)
    a, b, _c = election.options
    elect(database, election, [{a: 1}] * 5 + [{b: 1}] * 3)
    secretary = browse_as(site, election.secretary)
    page = plain(secretary.get(at(election, "/seance")).text)
    assert "nouveau tour à tenir" in page
    assert "Ouvrir le tour suivant" in page
    seance = at(election, "/seance")
    answer = send(secretary, seance, at(election, "/scrutins"), resolution=str(election.item), proposed=a)
    assert answer.status_code == 303
    member = browse_as(site, election.voters[0])
    booth = re.search(r'href="([^"]*/scrutins/[^"/]*)"', member.get(at(election, "/maintenant")).text)[1]
    page = plain(member.get(booth).text)
    assert "Je consens" in page
    assert "Blaise Nkomo" not in page
    assert send(member, booth, booth, **{f"mark_{a}": "0"}).status_code == 303
    assert "J’ai une objection" in plain(member.get(booth).text)


def test_a_secretary_prepares_an_election_from_the_agenda(site, database):
    draft = prepared(database)
    secretary = browse_as(site, draft.secretary)
    here = at(draft, f"/ordre-du-jour/{draft.item}")
    page = plain(secretary.get(f"{here}/mode").text)
    assert [word in page for word in ("Décider", "Consulter", "Élire")] == [True] * 3
    assert send(secretary, f"{here}/mode", f"{here}/mode", method="rien").status_code == 422
    assert send(secretary, f"{here}/mode", f"{here}/mode", method="stv").status_code == 303
    election = f"{here}/election"
    assert "Ce n’est pas le mode de scrutin de l’article 20 de vos statuts" in plain(
        secretary.get(election).text
    )
    for way in ("plurality", "consultation"):
        send(secretary, f"{here}/mode", f"{here}/mode", method=way)
        assert "Ce n’est pas le mode" not in plain(secretary.get(election).text)
    send(secretary, f"{here}/mode", f"{here}/mode", method="stv")
    assert "Il faut au moins un choix proposé." in plain(secretary.get(election).text)
    wrong = send(
        secretary, election, election, seats="0", office="administrateur", years="40", set_quota="droop"
    )
    assert wrong.status_code == 422
    assert plain(wrong.text).count("faulty") == 2
    assert 'value="administrateur"' in wrong.text
    right = send(
        secretary,
        election,
        election,
        seats="2",
        office="administrateur",
        years="3",
        set_quota="hare",
        order="lot",
    )
    assert right.status_code == 303
    new = f"{here}/candidatures/nouvelle"
    assert send(secretary, new, new, name=" ", words="menuisier").status_code == 422
    assert (
        send(secretary, new, new, name="Zoé Petit", words="menuisière", presentation="Bonjour").status_code
        == 303
    )
    assert send(secretary, new, new, name="zoé  petit").status_code == 422
    page = plain(secretary.get(election).text)
    assert "Zoé Petit" in page
    assert "tiré au sort" in page
    one = re.search(rf'href="({re.escape(here)}/candidatures/(?!nouvelle)[^"]*)"', page)[1]
    assert send(secretary, one, one, name="Zoé Petit-Roy").status_code == 303
    assert send(secretary, one, f"{one}/retrait").status_code == 303
    assert "<s>Zoé Petit-Roy</s>" in secretary.get(election).text
    assert "Vote unique transférable" in plain(secretary.get(at(draft, "/ordre-du-jour")).text)


def test_nobody_else_prepares_an_election(site, database):
    election = an_election(database, "stv", colleges=TEAM)
    member, here = browse_as(site, election.voters[0]), at(election, f"/ordre-du-jour/{election.item}")
    for path in (f"{here}/mode", f"{here}/election", f"{here}/candidatures/nouvelle"):
        assert member.get(path).status_code == 403
    stranger = an_election(database, "stv", colleges={"team": 1})
    assert browse_as(site, stranger.secretary).get(f"{here}/election").status_code in (403, 404)


def test_a_draw_is_told_with_all_that_is_needed_to_redo_it(site, database):
    election = an_election(database, "instant_runoff", colleges=TEAM, ties=(TieRule.LOT,))
    a, b, _c = election.options
    poll = elect(database, election, [{a: 1}] * 4 + [{b: 1}] * 4)
    page = plain(browse_as(site, election.voters[0]).get(at(election, f"/scrutins/{poll}/resultat")).text)
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([0-9a-f]{64})</dd>", page))
    secret, head = facts["Secret révélé à la fermeture"], facts["Tête du journal à la fermeture"]
    assert sha256(secret.encode()).hexdigest() == facts["Son empreinte, engagée à l’ouverture"]
    seed = sha256(f"{secret}:{head}".encode()).hexdigest()
    assert seed == facts["Graine"]
    names = {a: "Alix Fournier", b: "Blaise Nkomo"}
    first = min(names, key=lambda option: sha256(f"{seed}:{option}".encode()).hexdigest())
    assert f"départagée par tirage au sort : {names[first]} passe devant" in page


def test_the_minutes_of_a_meeting_with_rounds_are_written_read_and_printed(site, database):
    election = an_election(database, "without_candidate", colleges=TEAM)
    a, b, _c = election.options
    elect(database, election, [{a: 1}] * 5 + [{b: 1}] * 3)
    elect(database, election, [{a: 1}] * 8, proposed=a)
    within(database, election, lambda uow: close_session(uow, election.assembly, by=election.secretary))
    secretary = browse_as(site, election.secretary)
    page = plain(secretary.get(at(election, "/proces-verbal")).text)
    assert "1 élu" in page
    assert "Bulletins valables" in page
    assert "non mise aux voix" in page
    printed = words(secretary.get(at(election, "/proces-verbal/projet.pdf")).content)
    assert "Alix Fournier a été élu(e) administrateur pour trois ans." in printed
    assert "(tour 2)" in printed


def test_an_election_by_majority_is_held_in_two_rounds(site, database):
    election = an_election(database, "plurality", colleges={"entrepreneurs": 8})
    a, b, c = election.options
    elect(database, election, [{a: 1}] * 4 + [{b: 1}] * 3 + [{c: 1}])
    secretary = browse_as(site, election.secretary)
    assert "nouveau tour à tenir" in plain(secretary.get(at(election, "/seance")).text)
    answer = send(
        secretary, at(election, "/seance"), at(election, "/scrutins"), resolution=str(election.item)
    )
    assert answer.status_code == 303
    for voter in election.voters:
        browser = browse_as(site, voter)
        now = browser.get(at(election, "/maintenant")).text
        booth = re.search(r'href="([^"]*/scrutins/[^"/]*)"', now)[1]
        page = plain(browser.get(booth).text)
        assert "Camille Roy" not in page
        assert send(browser, booth, booth, mark=a).status_code == 303
    poll = booth.rsplit("/", 1)[1]
    close = send(secretary, at(election, "/seance"), at(election, f"/scrutins/{poll}/fermer"))
    page = plain(secretary.get(close.headers["location"]).text)
    assert page.index("Est élu(e)") < page.index("Alix Fournier")
    assert "tour 2" in plain(secretary.get(at(election, "/seance")).text)


def test_points_are_shared_and_a_zero_is_no_point(site, database):
    election = an_election(database, "cumulative", colleges={"entrepreneurs": 6}, seats=3)
    poll, (a, b, c) = opened(database, election), election.options
    booth = at(election, f"/scrutins/{poll}")
    member = browse_as(site, election.voters[0])
    assert "Vous avez 3 points à répartir" in plain(member.get(booth).text)
    too_much = send(member, booth, booth, **{f"mark_{a}": "3", f"mark_{b}": "1"})
    assert too_much.status_code == 422
    assert f'name="mark_{a}" value="3"' in too_much.text
    assert (
        send(member, booth, booth, **{f"mark_{a}": "2", f"mark_{b}": "0", f"mark_{c}": "1"}).status_code
        == 303
    )
    page = plain(member.get(booth).text)
    assert "2 points" in page
    assert "Blaise Nkomo" not in page.split("Vous avez donné")[1].split("Votre reçu")[0]
