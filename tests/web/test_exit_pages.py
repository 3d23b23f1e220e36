"""The exit of an activity as the secretary meets it without JavaScript."""

import re
from html import unescape

import pytest

from governance.store.exits import described_row
from tests.builders import a_cooperative, add_member
from tests.exits import a_company, hosted, leave, write
from tests.web.people import browse_as


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


@pytest.fixture
def secretary(site, home):
    yield browse_as(site, home.secretary)
    site.close_browsers()


def left_page(database, home, **more):
    left = leave(database, home, hosted(database, home), **more)
    return f"/coop/{home.slug}/activites/sorties/{left}"


def send(browser, path, page, **form):
    return browser.post(path, {"csrf": browser.csrf(page), **form})


def test_nothing_is_chosen_beforehand_and_nothing_written_before_it_was_read(database, secretary, home):
    path = left_page(database, home)
    company = a_company(database, home, 8, "Amis du Quartier")
    text = secretary.get(path).text
    assert re.search(r'<select[^>]*name="member"[^>]*>\s*<option value="" selected>', text)
    refused = secretary.get(f"{path}/structure?member=")
    assert refused.status_code == 422
    assert '<a href="#f-member">' in refused.text
    asked = unescape(secretary.get(f"{path}/structure?member={company}").text)
    for said in (
        "Est-ce bien Le Fournil Neuf",
        "Amis du Quartier",
        "Le nom n’est pas le même",
        "Boulangerie",
    ):
        assert said in asked
    assert write(database, home, lambda uow: described_row(uow.session, company)) is None
    done = send(secretary, f"{path}/structure", f"{path}/structure?member={company}", member=str(company))
    assert done.status_code == 303
    assert "Délier" in secretary.get(path).text
    assert send(secretary, f"{path}/delier", path).status_code == 303
    assert "Délier" not in secretary.get(path).text
