"""Holdings in companies that are not members, in a browser without JavaScript."""

from html import unescape

import pytest
from sqlalchemy import text

from governance.assembly.refusals import RegisterIsFinal
from tests.builders import a_cooperative, add_account, add_member, as_member, link
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers

TYPED = {"company": "La Halle", "form": "sas", "part": "20 %", "since": "01/02/2024", "price": "4000"}


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def secretary(site, home):
    return browse_as(site, home.secretary)


def here(home, tail=""):
    return f"/coop/{home.slug}/liens/hors-societariat{tail}"


def send(browser, home, tail="", **form):
    return browser.post(here(home, tail), {"csrf": browser.csrf(here(home)), **form})


def test_a_holding_is_written_shown_and_ended_once(secretary, home):
    assert send(secretary, home, **TYPED).status_code == 303
    page = unescape(secretary.get(here(home)).text)
    assert "La Halle" in page
    assert "(1/5)" in page
    assert "hors-societariat" in secretary.get(f"/coop/{home.slug}/liens").text
    holding = page.split("/hors-societariat/")[1].split("/fin")[0]
    assert send(secretary, home, f"/{holding}/fin", until="01/01/2024").status_code == 409
    assert send(secretary, home, f"/{holding}/fin", until="01/01/2025").status_code == 303
    assert send(secretary, home, f"/{holding}/fin", until="01/01/2026").status_code == 409
    told = unescape(secretary.get(f"/coop/{home.slug}/journal").text)
    assert "entreprise non sociétaire a été prise : 1/5" in told.replace("\u00a0", " ")


def test_what_was_typed_stays_beside_its_faults(secretary, home):
    answer = send(secretary, home, **{**TYPED, "part": "beaucoup", "siren": "123"})
    assert answer.status_code == 422
    assert 'value="beaucoup"' in answer.text
    assert "2 réponses sont à corriger" in answer.text


def test_a_member_reads_none_of_it(database, site, home):
    with database.write() as uow:
        uow.enter(home.id)
        account, member = add_account(uow, "Lou"), add_member(uow, 7, "Lou", college="team")
        link(uow, account, member)
        actor = as_member(home, account, member)
    assert browse_as(site, actor).get(here(home)).status_code == 403


def test_the_register_refuses_to_rewrite_one(database, secretary, home):
    send(secretary, home, **TYPED)
    with pytest.raises(RegisterIsFinal), database.write() as uow:
        uow.enter(home.id)
        uow.session.connection().execute(text("UPDATE outside_holdings SET until = NULL"))
