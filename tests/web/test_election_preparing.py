"""What the secretary reads while an election is prepared: what departs from the bylaws, what is missing."""

import re

from tests.electing import prepared
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send


def begun(site, database, method):
    """Choose a way to vote on the first item of an assembly in preparation."""
    draft = prepared(database)
    secretary, here = browse_as(site, draft.secretary), at(draft, f"/ordre-du-jour/{draft.item}")
    assert send(secretary, f"{here}/mode", f"{here}/mode", method=method).status_code == 303
    return secretary, here


def test_the_way_of_the_bylaws_begins_with_their_majority_and_the_years_of_the_board(site, database):
    secretary, here = begun(site, database, "plurality")
    page = secretary.get(f"{here}/election").text
    assert re.search(r'name="years" value="4"', page)
    assert re.search(r'value="majority"[^>]* (selected|checked)', page)
    assert "Élire sans elle est à faire confirmer par un conseil." not in plain(page)
    assert "À chaque tour, il faut la majorité de l’assemblée ordinaire" in plain(page)
    assert "ne sont pas ceux des statuts" not in plain(page)


def test_a_setting_that_is_not_that_of_the_bylaws_is_named_with_theirs(site, database):
    secretary, here = begun(site, database, "plurality")
    changed = {"seats": "2", "set_rounds": "one", "set_last_round": "relative", "set_staying": "2"}
    assert send(secretary, f"{here}/election", f"{here}/election", **changed).status_code == 303
    page = plain(secretary.get(f"{here}/election").text)
    assert "Des réglages ne sont pas ceux des statuts" in page
    assert "Nombre de tours, selon les statuts : Deux tours" in page
    assert "Au dernier tour, selon les statuts : Il faut encore la majorité" in page
    assert "il suffit d’arriver devant, sans majorité à réunir" in page
    assert "Élire sans elle est à faire confirmer par un conseil." in page


def test_those_whose_date_is_missing_are_named_before_a_tie_needs_it(site, database):
    secretary, here = begun(site, database, "plurality")
    new = f"{here}/candidatures/nouvelle"
    send(secretary, new, new, name="Zoé Petit", born_on="1980-06-24", member_since="2019-01-02")
    assert "En cas d’égalité" not in plain(secretary.get(f"{here}/election").text)
    send(secretary, new, new, name="Alix Fournier", born_on="1980-06-24")
    page = plain(secretary.get(f"{here}/election").text)
    assert (
        "Les statuts départagent par l’ancienneté dans la coopérative. Date inconnue : Alix Fournier." in page
    )
    assert "au bénéfice de l’âge" not in page
    assert "Date unknown: Alix Fournier." in plain(secretary.get(f"{here}/election?lang=en").text)
