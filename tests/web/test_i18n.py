"""Languages, dates, numbers, refusals."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient

from governance.errors import Refused
from governance.sources import LegalSource
from web import i18n
from web.i18n import catalogue

NB = "\u00a0"
THIN = "\u202f"


def test_days_are_written_in_full_in_both_languages():
    assert i18n.day(date(2027, 6, 24)) == "jeudi 24 juin 2027"
    assert i18n.day(date(2027, 3, 1)) == "lundi 1er mars 2027"
    with i18n.speaking("en"):
        assert i18n.day(date(2027, 6, 24)) == "Thursday 24 June 2027"
        assert i18n.day(date(2027, 3, 1)) == "Monday 1 March 2027"


def test_moments_are_those_of_paris_summer_and_winter():
    assert i18n.moment(datetime(2027, 6, 24, 16, 0, tzinfo=UTC)) == f"jeudi 24 juin 2027 à 18{NB}h"
    assert i18n.moment(datetime(2027, 1, 5, 16, 5, tzinfo=UTC)) == f"mardi 5 janvier 2027 à 17{NB}h{NB}05"
    assert i18n.day(datetime(2027, 6, 30, 22, 30, tzinfo=UTC)) == "jeudi 1er juillet 2027"
    with i18n.speaking("en"):
        assert i18n.moment(datetime(2027, 6, 24, 16, 0, tzinfo=UTC)) == "Thursday 24 June 2027 at 18:00"


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        i18n.moment(datetime(2027, 6, 24, 16, 0))  # noqa: DTZ001 - the point of the test


def test_midnight_is_written_as_an_hour():
    assert i18n.hour(time(0, 0)) == f"0{NB}h"


@pytest.mark.parametrize(
    ("part", "french", "english"),
    [
        (Fraction(7, 19), f"36,84{NB}%", "36.84%"),
        (Fraction(1, 2), f"50{NB}%", "50%"),
        (Fraction(1, 8), f"12,5{NB}%", "12.5%"),
        (Fraction(500_001, 1_000_000), f"50,00{NB}%", "50.00%"),
        (Fraction(1), f"100{NB}%", "100%"),
        (Fraction(0), f"0{NB}%", "0%"),
    ],
)
def test_a_percentage_drops_its_zeros_only_when_it_is_exact(part, french, english):
    assert i18n.percent(part) == french
    with i18n.speaking("en"):
        assert i18n.percent(part) == english


def test_numbers_money_and_lists_follow_the_language():
    assert i18n.number(2000) == f"2{THIN}000"
    assert i18n.money(123_450) == f"1{THIN}234,50{NB}€"
    assert i18n.money(-5) == f"-0,05{NB}€"
    assert [i18n.hundredths(Fraction(one)) for one in ("0", "4", "9/2", "77/20", "2001/2")] == [
        "0", "4", "4,5", "3,85", f"1{THIN}000,5",
    ]  # fmt: skip
    assert i18n.company_number("73282932000074") == f"732{NB}829{NB}320{NB}00074"
    assert i18n.company_number("732829320") == f"732{NB}829{NB}320"
    assert i18n.listing(["a", "b", "c"]) == "a, b et c"
    with i18n.speaking("en"):
        assert i18n.number(2000) == "2,000"
        assert i18n.money(123_450) == "€1,234.50"
        assert i18n.listing(["a", "b"]) == "a and b"


def test_zero_takes_the_singular_in_french_and_the_plural_in_english():
    one, many = "%(num)d abstention", "%(num)d abstentions"
    assert i18n.ngettext(one, many, 0) == one
    assert i18n.ngettext(one, many, 2) == many
    with i18n.speaking("en"):
        assert i18n.ngettext(one, many, 0) % {"num": 0} == "0 abstentions"
        assert i18n.ngettext(one, many, 1) % {"num": 1} == "1 abstention"


def test_an_empty_sentence_stays_empty_in_english():
    with i18n.speaking("en"):
        assert i18n.gettext("") == ""


def test_a_language_we_do_not_speak_is_refused():
    with pytest.raises(ValueError, match="unknown language"):
        i18n.use_language("tlh")


@dataclass(eq=False)
class TooStrong(Refused):
    """A refusal with one fact of each kind."""

    college: str
    part: Fraction
    on: date
    members: int
    names: tuple[str, ...]

    message = "« %(college)s » aurait %(part)s le %(on)s : %(members)s ou %(members)d, %(names)s."
    remedy = "Ramenez « %(college)s » à la moitié."
    source = LegalSource("loi 47-1775", "19 octies")


def test_a_refusal_is_written_with_its_facts_its_remedy_and_its_source():
    text = i18n.translate_error(TooStrong("Usagers", Fraction(3, 5), date(2027, 6, 24), 2000, ("a", "b")))
    assert text.message == (
        f"«{NB}Usagers{NB}» aurait 60{NB}% (3/5) le jeudi 24 juin 2027{NB}: 2{THIN}000 ou 2000, a et b."
    )
    assert text.remedy == f"Ramenez «{NB}Usagers{NB}» à la moitié."
    assert text.source == "loi 47-1775, article 19 octies"


def test_a_fact_is_never_read_as_a_format():
    text = i18n.translate_error(TooStrong("100 %(x)s", Fraction(1), date(2027, 6, 24), 1, ()))
    assert "100 %(x)s" in text.message


@pytest.mark.parametrize(
    ("headers", "address", "expected"),
    [
        ({}, "/", "fr"),
        ({"accept-language": "de, en-GB;q=0.8, fr;q=0.5"}, "/", "en"),
        ({"accept-language": "en;q=0"}, "/", "fr"),
        ({"accept-language": "en;q=beaucoup"}, "/", "fr"),
        ({"accept-language": "en", "cookie": "langue=fr"}, "/", "fr"),
        ({"cookie": "langue=tlh; autre=1", "accept-language": "en"}, "/", "en"),
        ({"cookie": "langue=fr"}, "/?lang=en", "en"),
        ({"cookie": "langue=en"}, "/?lang=../etc", "en"),
    ],
)
def test_the_language_is_the_one_asked_then_remembered_then_preferred(headers, address, expected):
    response = client().get(address, headers=headers)
    assert response.text == expected
    assert response.headers["content-language"] == expected
    assert {"Cookie", "Accept-Language"} <= set(response.headers["vary"].split(", "))


def test_asking_for_a_language_is_remembered_and_only_then():
    cookie = client().get("/?lang=en").headers["set-cookie"]
    assert cookie.startswith("langue=en; Path=/;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "set-cookie" not in client().get("/").headers
    assert "set-cookie" not in client().get("/plain?lang=en").headers


def test_the_cookie_is_secure_over_https():
    assert "Secure" in client("https://testserver").get("/?lang=en").headers["set-cookie"]


def test_the_language_reaches_routes_that_run_in_threads_and_does_not_leak():
    browser = client()
    assert browser.get("/", headers={"accept-language": "en"}).text == "en"
    assert browser.get("/").text == "fr"
    assert i18n.language() == "fr"


def client(base: str = "http://testserver") -> TestClient:
    app = FastAPI()
    app.add_middleware(i18n.LanguageMiddleware)

    @app.get("/", response_class=HTMLResponse)
    def home() -> HTMLResponse:
        return HTMLResponse(i18n.language())

    @app.get("/plain")
    def plain() -> PlainTextResponse:
        return PlainTextResponse(i18n.language())

    return TestClient(app, base_url=base, headers={"accept-language": ""})


def test_sentences_are_found_in_the_core_and_in_templates():
    found = catalogue.extract()
    assert "secrétaire" in found
    assert "Se déconnecter" in found
    assert "%(num)d abstention" in found


def test_french_punctuation_never_starts_a_line():
    said = i18n.gettext("« Oui » : non ; vrai ? Fin ! À 18:30, rôle :")
    assert said == f"«{NB}Oui{NB}»{NB}: non{THIN}; vrai{THIN}? Fin{THIN}! À 18:30, rôle{NB}:"
