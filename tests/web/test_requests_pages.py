"""A request from a member's telephone to the agenda, without JavaScript."""

from html import unescape

import pytest

from tests.requesting import a_demanding_home, a_meeting_to_come, ten_members
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers

ASKED = {
    "kind": "draft",
    "title": "Un four à pain",
    "text": "L’assemblée **décide** d’un four.",
    "reasons": "On a faim.",
}


def said(answer):
    return unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def home(database):
    return a_demanding_home(database)


@pytest.fixture
def members(database, home):
    return ten_members(database, home)


@pytest.fixture
def place(home):
    return f"/coop/{home.slug}/demandes"


def send(browser, page, address, **form):
    return browser.post(address, {"csrf": browser.csrf(page), **form})


def written(browser, place):
    answer = send(browser, f"{place}/nouvelle", f"{place}/nouvelle", **ASKED)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_member_writes_another_supports_and_the_secretary_puts_it_on_the_agenda(
    database,
    site,
    home,
    members,
    place,
):
    author, other = browse_as(site, members[0]), browse_as(site, members[1])
    meeting = a_meeting_to_come(database, home)
    assert "au moins 20 % des sociétaires" in said(author.get(place))
    page = written(author, place)
    assert "Aucun seuil n’est encore atteint" in said(author.get(page))
    assert send(other, page, f"{page}/soutenir").status_code == 303
    assert "20 % (1/5)" in said(other.get(page))
    assert send(other, page, f"{page}/envoyer").status_code == 409
    assert send(author, page, f"{page}/envoyer").status_code == 303
    secretary = browse_as(site, home.secretary)
    shown = said(secretary.get(page))
    assert "de droit : à inscrire" in shown
    assert "Accusé de réception au plus tard le" in shown
    prepare = said(secretary.get(f"/coop/{home.slug}/assemblees/{meeting}/convocation"))
    assert "Demande régulière de sociétaires, pas encore inscrite" in prepare
    refused = send(secretary, page, f"{page}/refuser", assembly=str(meeting), reason="Trop cher.")
    assert refused.status_code == 409
    assert "elle ne se refuse pas" in said(refused)
    assert "Trop cher." in said(refused)
    assert send(secretary, page, f"{page}/inscrire", assembly=str(meeting)).status_code == 303
    assert "Un four à pain" in said(secretary.get(f"/coop/{home.slug}/assemblees/{meeting}/ordre-du-jour"))
    told = said(secretary.get(f"/coop/{home.slug}/journal"))
    assert "Une demande pour l’ordre du jour a été envoyée au secrétariat." in told


def test_a_request_without_enough_support_is_answered_with_its_reason(
    site,
    home,
    members,
    place,
):
    author, secretary = browse_as(site, members[0]), browse_as(site, home.secretary)
    page = written(author, place)
    send(author, page, f"{page}/envoyer")
    assert send(secretary, page, f"{page}/refuser", reason=" ").status_code == 422
    assert send(secretary, page, f"{page}/refuser", reason="Trop cher.").status_code == 303
    assert "Trop cher." in said(author.get(page))
    letters = said(secretary.get(page))
    assert "Votre demande pour l’ordre du jour est reçue" in letters
    assert "à imprimer et à poster" in letters or "en attente" in letters


def test_what_was_typed_stays_beside_its_fault(site, members, place):
    author = browse_as(site, members[0])
    answer = send(author, f"{place}/nouvelle", f"{place}/nouvelle", **{**ASKED, "reasons": ""})
    assert answer.status_code == 422
    assert "« Motifs » est vide ou trop long" in said(answer)
    assert 'value="Un four à pain"' in answer.text


def test_the_secretary_records_a_letter_by_numbers(site, home, members, place):
    secretary = browse_as(site, home.secretary)
    form = {**ASKED, "received_on": "hier", "numbers": "1, 2 et 3"}
    assert send(secretary, f"{place}/nouvelle", f"{place}/nouvelle", **form).status_code == 422
    form["received_on"] = "01/02/2026"
    answer = send(secretary, f"{place}/nouvelle", f"{place}/nouvelle", **form)
    assert answer.status_code == 303
    page = said(secretary.get(answer.headers["location"]))
    assert "3 soutiens" in page
    assert "février 2026" in page
