"""The auditor on the pages: registered, convened with the members, on the sheet."""

from html import unescape

import pytest

from tests.minuting import words
from tests.preparing import Relay, a_draft, listening
from tests.usecases.test_non_voters import settle
from tests.web.conftest import free_port, make_settings
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers
from tests.web.test_worker import no_other_job  # noqa: F401 - a fixture of every test here
from web.delivery.worker import run_due_jobs

AUDITOR = {
    "kind": "auditor",
    "name": "Cabinet Essai",
    "represented_by": "Dominique Compte",
    "channel": "letter",
    "address": "2 rue du Chiffre\r\n35000 Rennes",
    "since": "01/01/2026",
}
DELEGATE = {
    "kind": "council",
    "name": "Lou Déléguée",
    "channel": "email",
    "email": "cse@exemple.test",
    "since": "01/01/2026",
}


@pytest.fixture
def prepared(database):
    made = a_draft(database, members=2)
    settle(database, made)
    return made


@pytest.fixture
def secretary(site, prepared):
    return browse_as(site, prepared.secretary)


@pytest.fixture
def settings(addresses):
    return make_settings(
        8000,
        "http://127.0.0.1:8001",
        database_url=addresses.app,
        smtp_port=free_port(),
        smtp_timeout_seconds=5,
    )


def said(answer):
    return unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def register(browser, prepared, **form):
    here = f"/coop/{prepared.cooperative.slug}/aussi-convoques"
    return browser.post(here, {"csrf": browser.csrf(here), **form})


def test_what_is_registered_is_convened_with_the_members_and_followed(
    database, settings, prepared, secretary
):
    assert register(secretary, prepared, **AUDITOR).status_code == 303
    assert register(secretary, prepared, **DELEGATE).status_code == 303
    there = f"/coop/{prepared.cooperative.slug}/assemblees/{prepared.assembly}/convocation"
    assert "Commissaire aux comptes à convoquer avec les sociétaires : Cabinet Essai" in said(
        secretary.get(there)
    )
    confirm = f"{there}/confirmer"
    assert secretary.post(confirm, {"csrf": secretary.csrf(confirm)}).status_code == 303
    relay = Relay()
    with listening(relay, settings.smtp_port):
        run_due_jobs(database, settings)
    assert relay.recipients["cse@exemple.test"] == 1
    mail = next(one for one in relay.messages() if "cse@exemple.test" in one["To"])
    text = mail.get_body(("plain",)).get_content()
    assert "Ouverture d’un magasin" in text
    assert "**" not in text
    assert "sans prendre part aux votes" in text
    page = said(secretary.get(there))
    assert "Cabinet Essai" in page
    assert "à imprimer et à poster" in page
    letter = page.split("/lettres/")[1].split(".pdf")[0]
    pdf = words(secretary.get(f"/coop/{prepared.cooperative.slug}/lettres/{letter}.pdf").content)
    assert "Lettre recommandée avec avis de réception" in pdf
    sheet = secretary.get(
        f"/coop/{prepared.cooperative.slug}/assemblees/{prepared.assembly}/feuille-de-presence.pdf"
    )
    printed = words(sheet.content)
    assert "Assistent sans voter" in printed
    assert "Cabinet Essai (Dominique Compte)" in printed


def test_what_was_typed_stays_beside_its_fault(prepared, secretary):
    answer = register(secretary, prepared, **{**AUDITOR, "address": ""})
    assert answer.status_code == 422
    assert "« Adresse » manque, ou n’est pas valable." in said(answer)
    assert 'value="Cabinet Essai"' in answer.text


def test_one_registered_after_the_notice_left_is_called_from_the_follow_up(prepared, secretary):
    there = f"/coop/{prepared.cooperative.slug}/assemblees/{prepared.assembly}/convocation"
    confirm = f"{there}/confirmer"
    secretary.post(confirm, {"csrf": secretary.csrf(confirm)})
    register(secretary, prepared, **AUDITOR)
    page = said(secretary.get(there))
    assert "pas encore convoqué" in page
    address = page.split('action="')[1:]
    call = next(one.split('"')[0] for one in address if "/aussi-convoques/" in one)
    assert secretary.post(call, {"csrf": secretary.csrf(there)}).status_code == 303
    assert "pas encore convoqué" not in said(secretary.get(there))
