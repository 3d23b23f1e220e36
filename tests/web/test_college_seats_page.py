"""The page that shares the seats of a board among the colleges: bounds of the bylaws, faults, words."""

import re
from html import unescape

import pytest

from tests.builders import a_cooperative
from tests.web.people import browse_as


def said(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture
def browser(database, site):
    home = a_cooperative(database, "five_equal_colleges_seats")
    yield lambda more="": browse_as(site, home.secretary).get(f"/coop/{home.slug}/colleges/sieges{more}")
    site.close_browsers()


def test_seats_are_shared_within_the_bounds_of_the_bylaws(browser):
    text = said(browser("?seats=12"))
    assert "20 % 12/5 de 2 à 3" in text
    assert "Sièges en jeu : 2." in text
    assert "2 sièges restent à pourvoir" in text
    assert "Sièges du collège « Salariés » : 3, pour 3 en proportion exacte. C’est son maximum." in said(
        browser("?seats=15")
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("?seats=9", "Le conseil a 9 sièges, et les collèges en ont au moins 10 en tout."),
        ("?seats=16", "Le conseil a 16 sièges, et les collèges n’en ont au plus que 15 en tout."),
        ("?seats=douze", "Écrivez un nombre de sièges, de 1 à 99."),
        ("?seats=12&by=age", "Choisissez une des réponses proposées."),
        ("?seats=12&rule=imperiali", "Choisissez une des réponses proposées."),
    ],
)
def test_what_cannot_be_shared_is_told_and_what_was_typed_stays(browser, more, told):
    answer = browser(more)
    assert answer.status_code == 422
    assert told in said(answer)
    assert more.split("=")[1].split("&")[0] in answer.text


@pytest.mark.parametrize(
    ("model", "told"), [("no_college", "ne prévoient pas de collèges"), ("three_colleges_bloc", "sièges")]
)
def test_every_model_has_its_page(database, site, model, told):
    home = a_cooperative(database, model)
    answer = browse_as(site, home.secretary).get(f"/coop/{home.slug}/colleges/sieges")
    site.close_browsers()
    assert answer.status_code == 200
    assert told in said(answer)
