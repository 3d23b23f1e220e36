"""Adding a member and recording a movement of shares as the secretary meets them, without JavaScript."""

import pytest

from governance.actors import Role
from tests.builders import a_cooperative
from tests.web.people import browse_as
from tests.web.test_members_pages import labels, members, path, said, somebody

ZOE = {
    "number": "1", "kind": "person", "name": "Rivière", "first_name": "Zoé", "category": "team",
    "admitted_on": "01/02/2026", "shares": "20",
}  # fmt: skip


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def add(browser, home, **more):
    return browser.post(path(home, "/ajouter"), {"csrf": browser.csrf(path(home, "/ajouter")), **ZOE, **more})


def move(browser, home, member, **more):
    typed = {"movement": "redemption", "shares": "4", "moved_on": "01/03/2026", **more}
    return browser.post(path(home, f"/{member}/parts"), {"csrf": browser.csrf(path(home)), **typed})


def test_a_member_is_added_from_the_list_with_the_next_number(database, home, secretary):
    members(database, home, "Un", "Deux")
    assert path(home, "/ajouter") in secretary.get(path(home)).text
    assert 'name="number" value="3"' in secretary.get(path(home, "/ajouter")).text
    answer = add(secretary, home, number="3")
    assert answer.status_code == 303
    shown = said(secretary.get(answer.headers["location"]))
    assert "Le sociétaire est inscrit au registre." in shown
    assert "20 parts" in shown
    assert "souscription" in shown
    assert labels(secretary.get(path(home), params={"q": "zoe"})) == ["Zoé Rivière"]


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"postcode": "1000"}, 422, "Serait-ce 01000 ?"),
        ({"college": "beneficiaries"}, 422, "ne réunit pas la catégorie"),
        ({}, 409, "Ce numéro de sociétaire est déjà attribué."),
    ],
)
def test_nothing_typed_is_lost_when_an_addition_is_refused(
    database, home, secretary, wrong, status, sentence
):
    members(database, home, "Un")
    answer = add(secretary, home, city="Bourg", **wrong)
    assert answer.status_code == status
    assert sentence in said(answer)
    for typed in ("Rivière", "Zoé", "Bourg", "01/02/2026", "20"):
        assert f'value="{typed}"' in answer.text
    assert labels(secretary.get(path(home))) == ["Alix Un"]


def test_a_homonym_is_added_only_once_it_is_confirmed(home, secretary):
    add(secretary, home)
    answer = add(secretary, home, number="2")
    assert answer.status_code == 409
    assert "Est-ce la même personne ?" in said(answer)
    assert 'name="sure"' in answer.text
    assert add(secretary, home, number="2", sure="yes").status_code == 303


def test_shares_are_paid_back_on_the_page_of_a_member(home, secretary):
    member = add(secretary, home).headers["location"].rsplit("/", 1)[-1]
    answer = move(secretary, home, member)
    assert answer.status_code == 303
    shown = said(secretary.get(answer.headers["location"]))
    assert "sous le n° 2" in shown
    assert "16 parts" in shown


def test_a_refused_movement_says_why_with_its_source_and_keeps_what_was_typed(home, secretary):
    member = add(secretary, home).headers["location"].rsplit("/", 1)[-1]
    refused = move(secretary, home, member, shares="21")
    assert refused.status_code == 409
    assert "10 septembre 1947, article 18" in said(refused)
    assert 'value="21"' in refused.text
    faulty = move(secretary, home, member, shares="x", moved_on="hier")
    assert faulty.status_code == 422
    assert "« hier » n’est pas une date" in said(faulty)
    assert 'value="hier"' in faulty.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_is_not_secretary_finds_neither_form(database, home, site, role):
    (found,) = members(database, home, "Un")
    browser = browse_as(site, somebody(database, home, role))
    assert path(home, "/ajouter") not in browser.get(path(home)).text
    assert browser.get(path(home, "/ajouter")).status_code == 403
    assert "Inscrire un mouvement" not in said(browser.get(path(home, f"/{found}")))
    assert move(browser, home, found).status_code == 403
    site.close_browsers()


def test_a_number_taken_keeps_what_was_typed_in_the_form_of_a_member(database, home, secretary):
    one, _two = members(database, home, "Un", "Deux")
    form = {**ZOE, "number": "2", "college": "team", "csrf": secretary.csrf(path(home))}
    answer = secretary.post(path(home, f"/{one}/modifier"), form)
    assert answer.status_code == 409
    assert "Ce numéro de sociétaire est déjà attribué." in said(answer)
    assert 'value="Rivière"' in answer.text
