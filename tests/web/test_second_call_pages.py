"""The pages of a second call, without JavaScript, from the closed meeting to the letter that recalls it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.usecases.attendance import close_session
from tests.meetings import a_meeting
from tests.minuting import words
from tests.web.people import browse_as
from tests.web.test_assemblies_pages import send

MANY = {"entrepreneurs": 8, "team": 2, "structures": 2}


@pytest.fixture
def closed(database):
    meeting = a_meeting(database, colleges=MANY, absent=10)
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        close_session(uow, meeting.assembly, by=meeting.secretary)
    return meeting


@pytest.fixture
def secretary(site, closed):
    yield browse_as(site, closed.secretary)
    site.close_browsers()


def at(meeting, more=""):
    return f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}{more}"


def today(database):
    with database.read() as uow:
        return uow.today


def test_a_meeting_without_quorum_is_called_again_and_its_letter_says_so(database, site, secretary, closed):
    shown = secretary.get(at(closed)).text
    assert "Le quorum n’a pas été réuni" in shown
    asked = secretary.get(at(closed, "/deuxieme-convocation"))
    earliest = today(database) + timedelta(days=11)
    assert f'value="{earliest.isoformat()}"' in asked.text
    assert "R. 225-69" in asked.text
    assert "2 points restent à décider" in asked.text
    typed = {"day": earliest.isoformat(), "hour": "18:30", "place": "Salle des Tilleuls, 1 rue Haute"}
    made = send(secretary, at(closed, "/deuxieme-convocation"), typed)
    assert made.status_code == 303
    second = made.headers["location"]
    page = secretary.get(second).text
    assert "Deuxième convocation." in page
    assert "Salle des Tilleuls" in page
    assert "Voir la deuxième convocation" in secretary.get(at(closed)).text
    assert secretary.get(at(closed, "/deuxieme-convocation")).headers["location"] == second
    told = secretary.get(f"{second}/journal").text
    assert "Une deuxième convocation a été préparée" in told
    letter = secretary.get(f"{second}/convocation/lettre.pdf").content
    assert "n’a pas réuni le quorum" in words(letter)


def test_a_day_too_soon_keeps_what_was_typed_and_says_from_when(database, secretary, closed):
    typed = {"day": today(database).isoformat(), "hour": "18:30", "place": "Salle des Tilleuls"}
    answer = send(secretary, at(closed, "/deuxieme-convocation"), typed)
    assert answer.status_code == 422
    assert "c’est trop tôt" in answer.text
    assert "Salle des Tilleuls" in answer.text


def test_without_a_place_the_form_says_which_field(secretary, closed):
    answer = send(
        secretary, at(closed, "/deuxieme-convocation"), {"day": "2099-01-01", "hour": "18:30", "place": ""}
    )
    assert answer.status_code == 422
    assert "Dites où l’assemblée se tient." in answer.text


def test_a_member_is_not_offered_a_second_call(site, closed):
    browser = browse_as(site, closed.voters[0])
    assert browser.get(at(closed, "/deuxieme-convocation")).status_code == 403
    assert "Convoquer une deuxième fois" not in browser.get(at(closed)).text
    site.close_browsers()


def test_a_second_meeting_without_its_quorum_is_offered_another_day_once(database, site, secretary, closed):
    def run(query, **facts):
        with database.write() as uow:
            uow.enter(closed.cooperative.id)
            uow.session.connection().execute(text(query), facts)

    run("UPDATE assemblies SET kind = 'extraordinary' WHERE id = :it", it=closed.assembly)
    held = today(database) + timedelta(days=30)
    typed = {"day": held.isoformat(), "hour": "18:30", "place": "Salle des Tilleuls"}
    second = send(secretary, at(closed, "/deuxieme-convocation"), typed).headers["location"]
    over = "UPDATE assemblies SET stage = 'closed', convened_at = now(), opened_at = now(), closed_at = now()"
    run(f"{over} WHERE second_of = :it", it=closed.assembly)
    assert "Repousser cette deuxième assemblée" in secretary.get(second).text
    asked = secretary.get(f"{second}/deuxieme-convocation").text
    assert "Repousser la deuxième assemblée" in asked
    assert "au plus tard" in asked
    assert "L. 225-96" in asked
    later = {**typed, "day": (held + timedelta(days=40)).isoformat()}
    third = send(secretary, f"{second}/deuxieme-convocation", later).headers["location"]
    assert "Deuxième convocation, repoussée." in secretary.get(third).text
    assert "Voir l’assemblée repoussée" in secretary.get(second).text
