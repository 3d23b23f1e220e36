"""Entering a paper ballot in a browser without JavaScript."""

import pytest

from tests.meetings import a_meeting, a_poll
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import SMALL, at, send


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL, absent=1)


def test_the_desk_enters_a_paper_ballot_and_is_ready_for_the_next(site, database, meeting):
    poll = a_poll(database, meeting)
    secretary, voter = browse_as(site, meeting.secretary), meeting.voters[0]
    here = at(meeting, f"/scrutins/{poll}/bulletin")
    assert here in secretary.get(at(meeting, "/seance")).text
    assert str(voter.hat.member) in secretary.get(here, params={"q": "votante 1"}).text
    form = f"{here}?membre={voter.hat.member}"
    answer = send(secretary, form, here, member=str(voter.hat.member), choice="")
    assert answer.status_code == 422
    answer = send(secretary, form, here, member=str(voter.hat.member), choice="for")
    assert (answer.status_code, answer.headers["location"]) == (303, here)
    after = secretary.get(here).text
    assert "Le bulletin est dans l’urne" in after
    assert str(voter.hat.member) not in after
    assert send(secretary, form, here, member=str(voter.hat.member), choice="against").status_code == 409


def test_no_member_opens_the_page_of_paper_ballots(site, database, meeting):
    poll = a_poll(database, meeting)
    member = browse_as(site, meeting.voters[0])
    here = at(meeting, f"/scrutins/{poll}/bulletin")
    assert member.get(here).status_code == 403
    stolen = str(meeting.voters[1].hat.member)
    assert send(member, "/mes-cooperatives", here, member=stolen, choice="for").status_code == 403
