"""Many agreements: a page at a time, as many questions to the database, and none of a neighbour’s."""

from html import unescape

import pytest

from tests.agreeing import draft, read, sign, write
from tests.builders import a_cooperative, add_member
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_statements import counted


def agree_with(database, home, many):
    """Sign one agreement with each of `many` structures."""
    today = read(database, home, lambda uow: uow.today)
    named = {"first_name": "", "college": "structures", "kind": "organisation"}
    members = [
        write(database, home, lambda uow, n=n: add_member(uow, n, f"Maison {n:03}", **named).id)
        for n in range(1, many + 1)
    ]
    made = [draft(database, home, member, today) for member in members]
    for agreement in made:
        sign(database, home, agreement, today)
    return made


@pytest.fixture(scope="module")
def homes(database):
    """Give two cooperatives: one with 2 agreements, the other with 52."""
    found = []
    for many in (2, 52):
        home = a_cooperative(database)
        found.append((home, agree_with(database, home, many)))
    return found


def asked(database, browser, path):
    browser.get(path)
    with counted(database) as statements:
        assert browser.get(path).status_code == 200
    return len(statements)


@pytest.mark.parametrize("tail", ["", "?etat=bientot", ".xlsx", "/modeles"])
def test_a_list_asks_as_many_questions_whatever_the_number_of_agreements(site, database, homes, tail):
    few, many = (
        asked(database, browse_as(site, home.secretary), f"/coop/{home.slug}/conventions{tail}")
        for home, _ in homes
    )
    assert few == many


def test_the_list_goes_on_to_its_next_page_and_stops(site, homes):
    home, made = homes[1]
    browser = browse_as(site, home.secretary)
    first = unescape(browser.get(f"/coop/{home.slug}/conventions").text)
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = unescape(browser.get(f"/coop/{home.slug}/conventions{following[following.index('?') :]}").text)
    assert "Maison 050" in first
    assert "Maison 051" not in first
    assert "Maison 051" in second
    assert "Maison 052" in second
    assert 'rel="next"' not in second
    assert len(made) == 52


def test_the_agreement_of_another_cooperative_does_not_exist(site, homes):
    (home, _), (_, others) = homes
    browser = browse_as(site, home.secretary)
    for tail in ("", "/texte.pdf", "/projet", "/avenant"):
        assert browser.get(f"/coop/{home.slug}/conventions/{others[0]}{tail}").status_code == 404, tail
    page = f"/coop/{home.slug}/conventions"
    for tail in ("/fin", "/objectifs", "/rencontres", "/abandon", "/signature", "/scan"):
        answer = browser.post(f"{page}/{others[0]}{tail}", {"csrf": browser.csrf(f"{page}/modeles")})
        assert answer.status_code == 404, tail
