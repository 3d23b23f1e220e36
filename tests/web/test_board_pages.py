"""The page of the board: who sits, whom the next assembly renews, the lot, the elected to enter."""

from datetime import date

from governance.usecases.attendance import close_session
from tests.electing import an_election, elect, prepared, within
from tests.usecases.test_directors import TEAM, by_thirds, written
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send


def board(election):
    return f"/coop/{election.cooperative.slug}/conseil"


def test_the_secretary_writes_who_sits_and_draws_who_leaves(site, database):
    draft = prepared(database, by_thirds())
    secretary, here = browse_as(site, draft.secretary), board(draft)
    assert "Personne n’est encore inscrit au conseil" in plain(secretary.get(here).text)
    wrong = send(secretary, here, here, name="", elected_on="hier", years="7")
    assert wrong.status_code == 422
    assert "Écrivez un nombre d’années, de 1 à 6." in plain(wrong.text)
    day = date.today().replace(month=1, day=2)  # noqa: DTZ011 - a form is typed in the day of its writer
    fields = {"name": "Ève Martin", "elected_on": day.replace(year=day.year - 1).isoformat(), "years": "6"}
    assert send(secretary, here, here, **fields).status_code == 303
    assert "Ève Martin" in secretary.get(here).text
    written(database, draft, 6, 2)
    page = plain(secretary.get(here).text)
    assert "2 personnes du premier conseil doivent encore sortir" in page
    assert send(secretary, here, f"{here}/tirage", assembly=str(draft.assembly)).status_code == 303
    page = plain(secretary.get(here).text)
    assert "Tirés au sort" in page
    assert "2 sièges à pourvoir." in page
    journal = plain(secretary.get(f"/coop/{draft.cooperative.slug}/journal").text)
    assert "Les sortants du conseil ont été tirés au sort" in journal
    assert "Nobody" not in secretary.get(f"{here}?lang=en").text
    assert "Drawn by lot" in secretary.get(f"{here}?lang=en").text


def test_an_election_says_what_the_assembly_renews(site, database):
    draft = prepared(database, by_thirds())
    written(database, draft, 6, 2)
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    send(secretary, f"{here}/mode", f"{here}/mode", method="plurality")
    page = plain(secretary.get(f"{here}/election").text)
    assert "Au conseil, 2 sièges sont à pourvoir à cette assemblée." in page
    assert board(draft) in page


def test_a_member_reads_the_board_and_writes_nothing_on_it(site, database):
    election = an_election(database, "plurality", colleges=TEAM, rounds="one", last_round="relative")
    a, _b, _c = election.options
    elect(database, election, [{a: 1}] * 4)
    within(database, election, lambda uow: close_session(uow, election.assembly, by=election.secretary))
    secretary, here = browse_as(site, election.secretary), board(election)
    page = secretary.get(here).text
    assert "Les inscrire au conseil" in page
    poll = page.split('name="poll" value="')[1].split('"')[0]
    member = browse_as(site, election.voters[0])
    assert "Les inscrire au conseil" not in member.get(here).text
    assert send(member, "/compte", f"{here}/elus", poll=poll).status_code == 403
    assert send(secretary, here, f"{here}/elus", poll=poll).status_code == 303
    told = plain(member.get(here).text)
    assert "Alix Fournier" in told
    assert "jusqu’à l’assemblée de" in told
    end = page_end(secretary.get(here).text)
    assert send(secretary, here, end, left_on="").status_code == 422
    assert send(secretary, here, end, left_on=date.today().isoformat()).status_code == 303  # noqa: DTZ011
    assert "Mandats terminés" in plain(secretary.get(here).text)


def page_end(page):
    """Give the address of the form that ends a term."""
    return page.split('/fin"')[0].rsplit('"', 1)[1] + "/fin"
