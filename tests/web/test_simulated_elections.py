"""Elections in the simulator: a past one or imagined ballots, by other ways to count. Nothing is written."""

import re
from html import unescape

import pytest
from sqlmodel import func, select

from governance.store.journal import ActRow
from tests.electing import an_election, elect
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import TEAM

CENTRE = "40 : Alix > Camille\n35 : Blaise > Camille\n25 : Camille > Alix"


def here(election):
    return f"/coop/{election.cooperative.slug}/simulateur/elections"


def sections(answer):
    """Give the text under each way to count, by its title."""
    page = unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")
    found = re.findall(r"<h3>(.*?)</h3>(.*?)(?=<h[23]|<p class=\"hint\">Une simulation|$)", page, re.DOTALL)
    return {title.strip(): " ".join(re.sub(r"<[^>]+>", " ", body).split()) for title, body in found}


def acts(database, election):
    """Count the acts of every log."""
    with database.read() as uow:
        uow.enter(election.cooperative.id)
        return uow.session.exec(select(func.count()).select_from(ActRow)).one()


def text_of(answer):
    plain = unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(plain.split())


@pytest.fixture
def ranked(site, database):
    """A past election by instant runoff: three first choices, and the third preferred by all in second."""
    election = an_election(database, "instant_runoff", colleges=TEAM)
    a, b, c = election.options  # Alix, Blaise, Camille
    ballots = [{a: 1, c: 2}] * 4 + [{b: 1, c: 2}] * 3 + [{c: 1, a: 2}] * 2
    poll = elect(database, election, ballots)
    return election, poll


def test_a_past_election_is_read_by_other_ways_and_says_who_wins_and_loses(site, database, ranked):
    election, poll = ranked
    member = browse_as(site, election.voters[0])
    found = sections(member.get(here(election), params={"poll": str(poll)}))
    title = next(one for one in found if "comme l’élection a été comptée" in one)
    assert "Élu(e) : Alix Fournier" in found[title]
    duels = next(found[one] for one in found if "Schulze" in one)
    assert "Élu(e) : Camille Roy" in duels
    assert "Y perd : Alix Fournier" in duels
    relative = next(found[one] for one in found if "un seul tour" in one)
    assert "même résultat" in relative


def test_it_says_plainly_which_ways_cannot_read_these_ballots(site, database, ranked):
    election, poll = ranked
    page = text_of(browse_as(site, election.voters[0]).get(here(election), params={"poll": str(poll)}))
    assert "Ce que ces bulletins ne permettent pas" in page
    assert "Un ordre, des points ou des mentions ne disent pas qui l’on approuve." in page
    assert "On y vote pour des personnes, pas pour des listes." in page


def test_other_weights_seats_and_ties_are_tried_and_nothing_is_written(site, database, ranked):
    election, poll = ranked
    member = browse_as(site, election.voters[0])
    before = acts(database, election)
    asked = {"poll": str(poll), "carry": "single_body", "seats": "2", "ties": "lot", "points-0": "33,5"}
    answer = member.get(here(election), params=asked)
    assert answer.status_code == 200
    found = sections(answer)
    stv = next(found[one] for one in found if "transférable" in one)
    assert "Élu(e)s :" in stv
    assert acts(database, election) == before


def test_imagined_ballots_give_each_way_its_winner(site, database, ranked):
    election, _poll = ranked
    member = browse_as(site, election.voters[0])
    assert "Choisissez une élection passée, ou écrivez des bulletins." in text_of(member.get(here(election)))
    found = sections(member.get(here(election), params={"ballots": CENTRE}))
    assert "Élu(e) : Camille" in next(found[one] for one in found if "Schulze" in one)
    assert "Élu(e) : Alix" in next(found[one] for one in found if "un seul tour" in one)
    lists = member.get(here(election), params={"ballots": "61 : A\n39 : B", "seats": "5", "lists": "yes"})
    assert sum("Listes" in one for one in sections(lists)) >= 5
    english = member.get(here(election), params={"ballots": CENTRE, "lang": "en"}).text
    assert "The same ballots" in english


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ballots": "Alix"}, "Ligne 1 : il faut un nombre de bulletins"),
        ({"ballots": "5 : Alix", "seats": "0"}, "de 1 à 99"),
        ({"ballots": "5 : Alix", "seats": "beaucoup"}, "de 1 à 99"),
    ],
)
def test_a_fault_is_named_on_its_field_and_what_was_typed_stays(site, database, ranked, typed, said):
    election, _poll = ranked
    answer = browse_as(site, election.voters[0]).get(here(election), params=typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert typed["ballots"] in unescape(answer.text)


def test_points_that_are_none_are_a_fault_and_a_stranger_poll_is_not_found(site, database, ranked):
    election, poll = ranked
    member = browse_as(site, election.voters[0])
    assert member.get(here(election), params={"poll": str(poll), "points-1": "0"}).status_code == 422
    assert member.get(here(election), params={"poll": "x"}).status_code == 404
    other = an_election(database, "instant_runoff", colleges=TEAM)
    (a, _b, _c) = other.options
    elsewhere = elect(database, other, [{a: 1}] * 3)
    assert member.get(here(election), params={"poll": str(elsewhere)}).status_code == 404
