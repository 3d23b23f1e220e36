"""Postal forms entered in a browser without JavaScript."""

from datetime import timedelta
from html import unescape

import pytest

from governance.register.shares import Movement, MovementKind
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from governance.usecases.ties import RecordTie, record_tie
from tests.by_post import convened, received, stand
from tests.minuting import seen, within
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_session_pages import at, plain, send


@pytest.fixture
def meeting(database):
    return convened(database)


def typed(database, meeting, voter, days=4, **answers):
    """Fill the form as it was received so many days ago."""
    day = seen(database, meeting, lambda uow: uow.today - timedelta(days=days))
    said = {f"answer_{one}": "for" for one in meeting.resolutions} | answers
    return {"member": str(voter.hat.member), "day": day.isoformat(), "hour": "10:30", **said}


def test_a_form_is_found_entered_listed_and_withdrawn(site, database, meeting):
    secretary, voter = browse_as(site, meeting.secretary), meeting.voters[0]
    here = at(meeting, "/correspondance")
    assert here in secretary.get(at(meeting)).text
    assert f"{here}?membre={voter.hat.member}" in secretary.get(here, params={"q": "votante 1"}).text
    page = secretary.get(here, params={"membre": str(voter.hat.member)})
    assert "Rien n’est coché" in plain(page)
    assert page.text.count('class="button primary"') == 1
    assert send(secretary, here, here, **typed(database, meeting, voter)).status_code == 303
    page = secretary.get(here)
    assert "1 formulaire enregistré" in plain(page)
    again = send(secretary, here, here, **typed(database, meeting, voter))
    assert again.status_code == 409
    assert "déjà enregistré" in plain(again)
    withdraw = unescape(page.text).split('/retirer"')[0].rsplit('action="', 1)[1] + "/retirer"
    assert send(secretary, here, withdraw).status_code == 303
    assert "0 formulaire enregistré" in plain(secretary.get(here))


def test_a_late_or_unfinished_form_comes_back_as_typed_with_its_reason(site, database, meeting):
    secretary, voter = browse_as(site, meeting.secretary), meeting.voters[0]
    here = at(meeting, "/correspondance")
    late = send(secretary, here, here, **typed(database, meeting, voter, days=2))
    assert late.status_code == 409
    assert "après la limite" in plain(late)
    assert "R. 225-77" in plain(late)
    assert late.text.count(" checked") == 2
    empty = typed(database, meeting, voter) | {f"answer_{meeting.resolutions[1]}": ""}
    assert send(secretary, here, here, **empty).status_code == 422
    assert send(secretary, here, here, **typed(database, meeting, voter) | {"hour": ""}).status_code == 422


def test_an_election_on_a_form_is_answered_on_a_page_of_its_own(site, database, meeting):
    item = meeting.resolutions[0]

    option = within(database, meeting, lambda uow: stand(uow, item))
    form = received(database, meeting, meeting.voters[0], "", "for")
    secretary = browse_as(site, meeting.secretary)
    here, ballot = at(meeting, "/correspondance"), at(meeting, f"/correspondance/{form}/elections/{item}")
    assert ballot in secretary.get(here).text
    assert "à saisir" in plain(secretary.get(here))
    assert "Alix Fournier" in plain(secretary.get(ballot))
    assert send(secretary, ballot, ballot).status_code == 422
    assert send(secretary, ballot, ballot, mark=option).status_code == 303
    assert "à saisir" not in plain(secretary.get(here))


def test_a_member_enters_no_form(site, meeting):
    member = browse_as(site, meeting.voters[0])
    assert member.get(at(meeting, "/correspondance")).status_code == 403


def test_the_form_of_a_member_whose_votes_are_suspended_says_that_it_will_not_count(site, database, meeting):
    company = meeting.voters[6].hat.member

    def hold(uow):
        row = uow.session.get(MemberRow, company)
        row.kind = "organisation"
        for member, shares in ((company, 5), (meeting.voters[0].hat.member, 95)):
            movement = Movement(MovementKind.SUBSCRIPTION, shares, uow.today - timedelta(days=30))
            append_movement(uow.session, uow.tenant, member, movement, uow.now)
        typed = {"kind": "holding", "part": "15 %", "since": f"{uow.today:%d/%m/%Y}"}
        record_tie(uow, RecordTie(company, typed), by=meeting.secretary)

    secretary, here = browse_as(site, meeting.secretary), at(meeting, "/correspondance")
    assert "il ne comptera ni dans le quorum" not in plain(
        secretary.get(here, params={"membre": str(company)})
    )
    within(database, meeting, hold)
    assert "il ne comptera ni dans le quorum" in plain(secretary.get(here, params={"membre": str(company)}))
