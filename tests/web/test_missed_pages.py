"""Absences as the secretary follows them without JavaScript, and the mail that warns."""

from html import unescape

import pytest
from sqlmodel import select

from governance.bylaws.choices import Organ
from governance.store.letters import LetterRow
from tests.builders import add_account, as_member, link
from tests.minuting import words as words_of_pdf
from tests.missing import add_held, add_reachable
from tests.preparing import Relay, listening
from tests.usecases.test_missed import a_home, missing, within
from tests.web.conftest import free_port, make_settings
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers
from tests.web.test_worker import no_other_job  # noqa: F401 - a fixture of every test here
from web.delivery.worker import run_due_jobs


@pytest.fixture
def home(database):
    return a_home(database)


@pytest.fixture
def settings(addresses):
    return make_settings(
        8000,
        "http://127.0.0.1:8001",
        database_url=addresses.app,
        smtp_port=free_port(),
        smtp_timeout_seconds=5,
    )


@pytest.fixture
def secretary(site, home):
    return browse_as(site, home.secretary)


def said(answer):
    return unescape(answer.text).replace("\u00a0", " ")


def file_of(home, member, tail=""):
    return f"/coop/{home.slug}/societaires/{member}/absences{tail}"


def send(browser, home, member, tail, **form):
    return browser.post(file_of(home, member, tail), {"csrf": browser.csrf(file_of(home, member)), **form})


def test_the_list_says_the_clause_and_who_comes_next(database, secretary, home):
    missing(database, home)
    page = said(secretary.get(f"/coop/{home.slug}/societaires/absences"))
    assert "On prévient dès 2 assemblées manquées (vos statuts, article 14.1)" in page
    assert "à prévenir" in page
    assert "societaires/absences" in secretary.get(f"/coop/{home.slug}/societaires").text


def test_the_warning_proposed_names_the_assemblies_and_leaves_by_mail_once(
    database,
    settings,
    secretary,
    home,
):
    member = missing(database, home)
    page = said(secretary.get(file_of(home, member)))
    assert "L’article 14.1 de nos statuts prévoit que manquer 3 assemblées ordinaires à la suite" in page
    form = {"channel": "email", "subject": "Vous nous manquez", "body": "Bonjour.\n\nVenez."}
    assert send(secretary, home, member, "/prevenir", **form).status_code == 303
    relay = Relay()
    with listening(relay, settings.smtp_port):
        run_due_jobs(database, settings)
        run_due_jobs(database, settings)
    assert relay.recipients == {"membre1@exemple.test": 1}
    assert "Venez." in relay.messages()[0].get_body(("plain",)).get_content()
    page = said(secretary.get(file_of(home, member)))
    assert "envoyée" in page
    assert "Ce sociétaire est prévenu" in page
    again = send(secretary, home, member, "/prevenir", **form)
    assert again.status_code == 409


def test_an_address_the_server_refuses_is_told_and_the_form_comes_back(
    database,
    settings,
    secretary,
    home,
):
    member = missing(database, home)
    form = {"channel": "email", "subject": "Vous nous manquez", "body": "Venez."}
    send(secretary, home, member, "/prevenir", **form)
    with listening(Relay({"membre1@exemple.test": ["550 5.1.1 nobody"]}), settings.smtp_port):
        run_due_jobs(database, settings)
    page = said(secretary.get(file_of(home, member)))
    assert "refusée par le serveur" in page
    assert "Écrire cette lettre" in page


def test_a_letter_is_printed_then_noted_as_posted(database, secretary, home):
    member = missing(database, home)
    form = {"channel": "letter", "subject": "Vous nous manquez", "body": "Bonjour.\n\nVenez."}
    send(secretary, home, member, "/prevenir", **form)
    page = said(secretary.get(file_of(home, member)))
    letter = page.split("/lettres/")[1].split(".pdf")[0]
    pdf = secretary.get(f"/coop/{home.slug}/lettres/{letter}.pdf")
    words = words_of_pdf(pdf.content)
    assert "35000 Rennes" in words
    assert "Venez." in words
    with database.read() as uow:
        uow.enter(home.id)
        today = f"{uow.today:%d/%m/%Y}"
    post = f"/coop/{home.slug}/lettres/{letter}/postee"
    token = secretary.csrf(file_of(home, member))
    assert secretary.post(post, {"csrf": token, "on": "hier"}).status_code == 409
    assert secretary.post(post, {"csrf": token, "on": today}).status_code == 303
    assert "postée" in said(secretary.get(file_of(home, member)))


def test_a_membership_ends_on_the_page_after_summons_hearing_and_decision(database, site):
    home = a_home(database, Organ.BOARD, warned=None)
    secretary, member = browse_as(site, home.secretary), missing(database, home, days=(400, 300, 200))
    with database.read() as uow:
        uow.enter(home.id)
        today, later = f"{uow.today:%d/%m/%Y}", uow.today.replace(year=uow.today.year + 1)
    letter = {"channel": "email", "subject": "Vous entendre", "body": "Parlez jusqu’au {jour}."}
    when = f"{later:%d/%m/%Y}"
    assert send(secretary, home, member, "/entendre", **letter, hearing_on="demain").status_code == 409
    assert send(secretary, home, member, "/entendre", **letter, hearing_on=when).status_code == 303

    def gone(uow):
        for row in uow.session.exec(select(LetterRow)):
            assert "{jour}" not in row.body
            assert str(later.year) in row.body
            row.outcome, row.concluded_on = "sent", uow.today

    within(database, home, gone)
    heard = {"on": today, "spoke": "yes", "words": "Déménagement."}
    assert send(secretary, home, member, "/entendu", **heard).status_code == 303
    ended = {**letter, "on": today, "words": "Le conseil du jour.", "decision": "end"}
    assert send(secretary, home, member, "/decider", **ended).status_code == 303
    page = said(secretary.get(file_of(home, member)))
    assert "Ne sera plus sociétaire à partir du" in page
    assert "Déménagement." in page
    told = said(secretary.get(f"/coop/{home.slug}/journal"))
    assert "La qualité d’un sociétaire absent à 3 assemblées prend fin, par décision." in told


def test_a_member_reads_no_file(database, site, home):
    member = missing(database, home)

    def act(uow):
        account, lou = add_account(uow, "Lou"), add_reachable(uow, 9, "Lou")
        link(uow, account, lou)
        add_held(uow, home, 20, convened=(lou.id,))
        return as_member(home, account, lou)

    browser = browse_as(site, within(database, home, act))
    assert browser.get(file_of(home, member)).status_code == 403
    assert browser.get(f"/coop/{home.slug}/societaires/absences").status_code == 403
