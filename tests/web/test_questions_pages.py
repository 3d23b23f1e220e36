"""Written questions on the pages, without JavaScript."""

from html import unescape

import pytest

from tests.requesting import a_demanding_home, ten_members
from tests.usecases.test_questions import a_convened_meeting
from tests.web.people import browse_as, closing  # noqa: F401 - closes browsers


@pytest.fixture
def home(database):
    return a_demanding_home(database)


@pytest.fixture
def members(database, home):
    return ten_members(database, home)


def said(answer):
    return unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_member_asks_and_everybody_reads_the_answer(database, site, home, members):
    meeting = a_convened_meeting(database, home)
    here = f"/coop/{home.slug}/assemblees/{meeting}/questions"
    asker, other, secretary = (browse_as(site, who) for who in (members[0], members[1], home.secretary))
    assert "/questions" in asker.get(f"/coop/{home.slug}/assemblees/{meeting}/lecture").text
    empty = asker.post(here, {"csrf": asker.csrf(here), "text": ""})
    assert empty.status_code == 422
    assert asker.post(here, {"csrf": asker.csrf(here), "text": "Que coûte le four ?"}).status_code == 303
    assert "réponse à venir" in said(asker.get(here))
    assert "Que coûte" not in said(other.get(here))
    page = said(secretary.get(here))
    assert "Question 1, Alix Lou 1" in page
    address = next(part.split('"')[0] for part in page.split('action="')[1:] if "/questions/" in part)
    form = {"csrf": secretary.csrf(here), "answer": "Trois mille euros."}
    assert secretary.post(address, form).status_code == 303
    read = said(other.get(here))
    assert "Trois mille euros." in read
    assert "Alix Lou 1" not in read


def test_after_the_last_day_the_form_is_gone(database, site, home, members):
    meeting = a_convened_meeting(database, home, days=3)
    here = f"/coop/{home.slug}/assemblees/{meeting}/questions"
    asker = browse_as(site, members[0])
    page = said(asker.get(here))
    assert "Dernier jour pour une question" in page
    assert "Envoyer ma question" not in page
    late = asker.post(here, {"csrf": asker.csrf(here), "text": "Trop tard ?"})
    assert late.status_code == 409
    assert "de vive voix" in said(late)
