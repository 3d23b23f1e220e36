"""What cannot be undone is asked first: opening on another day, closing on members who have not voted."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.store.assemblies import AssemblyRow
from governance.usecases.attendance import join_remotely
from governance.usecases.casting import CastBallot, cast_ballot
from tests.by_post import convened, received, stand
from tests.meetings import a_meeting, a_poll
from tests.minuting import within
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_session_pages import at, plain, send

COLLEGES = {"entrepreneurs": 5, "team": 5}


def stage(database, meeting):
    return within(database, meeting, lambda uow: uow.session.get_one(AssemblyRow, meeting.assembly).stage)


@pytest.mark.parametrize("days", [-1, 1, 44])
def test_a_session_opens_on_another_day_only_knowingly(site, database, days):
    meeting = convened(database)

    def move(uow):
        row = uow.session.get_one(AssemblyRow, meeting.assembly)
        row.held_at += timedelta(days=days)

    within(database, meeting, move)
    secretary = browse_as(site, meeting.secretary)
    page, to = at(meeting, "/seance"), at(meeting, "/seance/ouvrir")
    assert "Je l’ai lu et je veux ouvrir la séance maintenant" in plain(secretary.get(page))
    refused = send(secretary, page, to)
    assert refused.status_code == 409
    assert "ce n’est pas aujourd’hui" in plain(refused)
    assert stage(database, meeting) == "convened"
    assert send(secretary, page, to, knowing="yes").status_code == 303
    assert stage(database, meeting) == "open"


def test_a_session_opens_on_forms_not_fully_entered_only_knowingly(site, database):
    meeting = convened(database)
    within(database, meeting, lambda uow: stand(uow, meeting.resolutions[0]))
    received(database, meeting, meeting.voters[0], "", "for")
    secretary = browse_as(site, meeting.secretary)
    page, to = at(meeting, "/seance"), at(meeting, "/seance/ouvrir")
    assert "1 formulaire par correspondance n’est pas fini de saisir" in plain(secretary.get(page))
    refused = send(secretary, page, to)
    assert refused.status_code == 409
    assert "un bulletin d’élection n’est pas saisi : 1" in plain(refused)
    assert send(secretary, page, to, knowing="yes").status_code == 303


def test_a_form_cannot_arrive_before_the_notice(site, database):
    meeting = convened(database)
    voter = meeting.voters[0]

    def left_on(uow):
        uow.session.connection().execute(
            text("UPDATE assemblies SET convened_on = current_date - 20 WHERE id = :it"),
            {"it": meeting.assembly},
        )
        return uow.today

    today = within(database, meeting, left_on)
    secretary, page = browse_as(site, meeting.secretary), at(meeting, "/correspondance")
    typed = {"member": str(voter.hat.member), "hour": "10:30"}
    typed |= {f"answer_{one}": "for" for one in meeting.resolutions}
    early = send(secretary, page, page, **typed, day=(today - timedelta(days=21)).isoformat())
    assert early.status_code == 422
    assert "ne peut pas être arrivé avant la convocation" in plain(early)
    assert (
        send(secretary, page, page, **typed, day=(today - timedelta(days=20)).isoformat()).status_code == 303
    )


def test_closing_a_poll_says_first_who_has_not_voted(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, absent=1)
    poll = a_poll(database, meeting)
    voter = meeting.voters[0]
    within(database, meeting, lambda uow: cast_ballot(uow, CastBallot(poll, "for", voter), by=voter))
    secretary = browse_as(site, meeting.secretary)
    ask = at(meeting, f"/scrutins/{poll}/fermer")
    assert ask in secretary.get(at(meeting, "/seance")).text
    page = secretary.get(ask)
    told = plain(page)
    assert "1 bulletin dans l’urne" in told
    assert "8 participants n’ont pas voté" in told
    assert "Votante 2" in told
    assert page.text.count('class="button primary"') == 1
    assert send(secretary, ask, ask).status_code == 303
    again = secretary.get(ask)
    assert again.status_code == 409


def test_closing_a_poll_counts_those_at_a_distance_who_have_not_voted(site, database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 3}, absent=1)
    away = meeting.voters[-1]
    within(database, meeting, lambda uow: join_remotely(uow, meeting.assembly, by=away))
    poll = a_poll(database, meeting)
    page = browse_as(site, meeting.secretary).get(at(meeting, f"/scrutins/{poll}/fermer"))
    assert "3 participants n’ont pas voté" in plain(page)
    assert "Votante 3" in plain(page)


def test_when_everybody_voted_closing_says_so(site, database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 2}, absent=0)
    poll = a_poll(database, meeting)
    for voter in meeting.voters:
        within(database, meeting, lambda uow, by=voter: cast_ballot(uow, CastBallot(poll, "for", by), by=by))
    page = browse_as(site, meeting.secretary).get(at(meeting, f"/scrutins/{poll}/fermer"))
    assert "Tous ceux qui participent ont voté." in plain(page)
