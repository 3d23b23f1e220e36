"""Members interested in a resolution, on the pages, without JavaScript."""

from html import unescape

import pytest

from governance.queries.interests import interests_page
from governance.usecases.attendance import close_session
from governance.usecases.polls import close_poll
from tests.interested import SMALL, interest
from tests.meetings import a_meeting, a_poll
from tests.minuting import within
from tests.usecases.test_members import statements
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_polls_pages import at, send


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL)


def list_of(meeting, rank=0):
    return at(meeting, f"/ordre-du-jour/{meeting.resolutions[rank]}/interesses")


def said(answer):
    return unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_secretary_finds_a_member_notes_them_and_takes_it_back(site, meeting):
    secretary, who, here = browse_as(site, meeting.secretary), meeting.voters[0], list_of(meeting)
    assert here in secretary.get(at(meeting, "/seance")).text
    assert here in secretary.get(at(meeting, "/ordre-du-jour")).text
    assert here in secretary.get(at(meeting, f"/ordre-du-jour/{meeting.resolutions[0]}")).text
    page = said(secretary.get(here))
    assert "l’intéressé ne vote pas, mais compte dans le quorum" in page
    assert "Code de commerce, article L. 225-40" in page
    assert "0 sociétaire intéressé" in page
    form = f"{here}?q=1"
    assert str(who.hat.member) in secretary.get(form).text
    assert send(secretary, form, here, member=str(who.hat.member)).status_code == 303
    page = said(secretary.get(here))
    assert "1 sociétaire intéressé" in page
    assert "Alix Votante 1" in page
    again = send(secretary, form, here, member=str(who.hat.member))
    assert again.status_code == 409
    assert "déjà noté intéressé" in said(again)
    assert send(secretary, here, f"{here}/retirer", member=str(who.hat.member)).status_code == 303
    assert "Alix Votante 1" not in said(secretary.get(here))


def test_once_a_poll_is_opened_the_list_is_read_only_and_says_how_to_correct_it(site, database, meeting):
    interest(database, meeting, meeting.voters[0])
    a_poll(database, meeting)
    secretary, here = browse_as(site, meeting.secretary), list_of(meeting)
    page = said(secretary.get(here))
    assert "cette liste ne change plus" in page
    assert "Retirer" not in page
    late = send(secretary, list_of(meeting, 1), here, member=str(meeting.voters[1].hat.member))
    assert late.status_code == 409
    assert "annulez ce scrutin" in said(late)


def test_the_booth_tells_who_is_interested_why_they_do_not_vote(site, database, meeting):
    who = meeting.voters[0]
    interest(database, meeting, who)
    poll = a_poll(database, meeting)
    member = browse_as(site, who)
    assert "Aller voter" not in member.get(at(meeting, "/maintenant")).text
    page = said(member.get(at(meeting, f"/scrutins/{poll}")))
    assert "Vous êtes intéressé à cette résolution" in page
    assert "vous comptez dans le quorum, pas dans la majorité" in page
    assert "Code de commerce, article L. 225-40" in page
    assert "Déposer mon bulletin" not in page
    stolen = send(member, "/mes-cooperatives", at(meeting, f"/scrutins/{poll}"), choice="for")
    assert stolen.status_code == 409
    assert "aucun bulletin n’est déposé" in said(stolen)


def test_in_a_sas_the_page_explains_and_offers_nothing(site, database):
    meeting = a_meeting(database, colleges={"": 3}, model="no_college")
    page = said(browse_as(site, meeting.secretary).get(list_of(meeting), params={"q": "1"}))
    assert "Personne n’est écarté de ce vote" in page
    assert "Code de commerce, article L. 227-10" in page
    assert "Noter intéressé" not in page


def test_no_member_reads_the_list_nor_the_notice_of_the_meeting_says_it(site, database, meeting):
    interest(database, meeting, meeting.voters[0])
    member = browse_as(site, meeting.voters[1])
    assert member.get(list_of(meeting)).status_code == 403
    notice = member.get(at(meeting, "/lecture"))
    assert notice.status_code == 200
    assert "Votante 1" not in notice.text
    assert "intéress" not in notice.text


def test_the_page_sends_as_many_statements_for_many_interested_as_for_one(database, meeting):
    def act(uow):
        return interests_page(uow, meeting.assembly, meeting.resolutions[0], meeting.secretary, "votante")

    interest(database, meeting, meeting.voters[0])
    few = statements(database, meeting.cooperative, act)
    for voter in meeting.voters[1:]:
        interest(database, meeting, voter)
    assert statements(database, meeting.cooperative, act) == few


def test_the_result_and_the_minutes_say_it(site, database, meeting):
    interest(database, meeting, meeting.voters[0])
    poll = a_poll(database, meeting)
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    secretary = browse_as(site, meeting.secretary)
    told = "N’ont pas pris part au vote, intéressés : 1 (Code de commerce, art. L. 225-40)."
    assert told in said(secretary.get(at(meeting, f"/scrutins/{poll}/resultat")))
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    page = said(secretary.get(at(meeting, "/proces-verbal")))
    assert told in page
    assert "Les sociétaires intéressés ne prennent pas part au vote." in page
    assert "Alix Votante 1 " not in page
