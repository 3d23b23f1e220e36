"""Acting for a structure over HTTP: by the link of a mandate, within its days, the deputy when called."""

import re
from html import unescape

import pytest

from tests.mandating import add_mandate, become_structure, day, speak
from tests.meetings import a_meeting, a_poll
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL)


@pytest.fixture
def company(database, meeting):
    member = meeting.voters[5].hat.member
    write(database, meeting, lambda uow: become_structure(uow, member))
    return member


def write(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def mandated(database, meeting, company, **changes):
    def act(uow):
        mandate = add_mandate(uow, meeting.secretary, company, **changes)
        return mandate, speak(uow, meeting.cooperative, mandate, changes.get("holder", "Nour Essai"))

    return write(database, meeting, act)


def at(meeting, path=""):
    return f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}{path}"


def of(meeting, company, path="/mandats"):
    return f"/coop/{meeting.cooperative.slug}/societaires/{company}{path}"


def text_of(answer):
    return unescape(answer.text)


def send(browser, page, path, **fields):
    secret = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    return browser.post(path, {"csrf": unescape(secret[1]), **fields})


def test_a_representative_whose_mandate_ends_neither_reads_nor_votes_as_the_structure(
    site, database, meeting, company
):
    mandate, holder = mandated(database, meeting, company)
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    browser, secretary = browse_as(site, holder), browse_as(site, meeting.secretary)
    assert browser.get(booth).status_code == 200
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get(booth).text)[1]
    yesterday = write(database, meeting, lambda uow: day(uow, -1))
    path = of(meeting, company, f"/mandats/{mandate}/fin")
    ended = send(secretary, of(meeting, company), path, last_day=yesterday, reason="Révocation")
    assert ended.status_code == 303
    assert browser.get(booth).status_code == 404
    assert browser.post(booth, {"csrf": unescape(csrf), "choice": "for"}).status_code in (403, 404)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert uow.box.recorded(poll, [company]) == {}


def test_the_deputy_is_told_who_acts_until_the_secretary_calls_them(site, database, meeting, company):
    mandated(database, meeting, company, holder="Nour Titulaire")
    mandate, deputy = mandated(database, meeting, company, holder="Ali Premier", rank="deputy")
    poll = a_poll(database, meeting)
    booth = at(meeting, f"/scrutins/{poll}")
    browser, secretary = browse_as(site, deputy), browse_as(site, meeting.secretary)
    seen = text_of(browser.get(booth))
    assert "c’est le titulaire qui agit" in seen
    assert 'name="choice"' not in seen
    refused = send(browser, at(meeting), booth, choice="for")
    assert refused.status_code == 409
    assert "c’est le titulaire qui agit" in text_of(refused)
    page = of(meeting, company)
    typed = {"assembly": str(meeting.assembly), "mandate": str(mandate)}
    assert send(secretary, page, of(meeting, company, "/empechements"), reason="").status_code == 422
    faulty = send(secretary, page, of(meeting, company, "/empechements"), **typed, reason="")
    assert "Cette information manque" in text_of(faulty)
    called = send(secretary, page, of(meeting, company, "/empechements"), **typed, reason="Maladie")
    assert called.status_code == 303
    shown = text_of(secretary.get(page))
    assert "Ali Premier agit. Motif : Maladie." in shown.replace("\u00a0", " ")
    assert send(browser, booth, booth, choice="for").status_code == 303
    again = send(secretary, page, of(meeting, company, "/empechements"), **typed, reason="Maladie")
    assert again.status_code == 409
    lift = re.search(r'action="([^"]+/levee)"', secretary.get(page).text)[1]
    assert send(secretary, page, lift).status_code == 303


def test_the_personal_link_of_a_mandate_is_shown_once_and_works_once(site, database, meeting, company):
    mandate, _holder = mandated(database, meeting, company)
    secretary = browse_as(site, meeting.secretary)
    answer = send(secretary, of(meeting, company), of(meeting, company, f"/mandats/{mandate}/lien"))
    link = unescape(re.search(r'value="(http[^"]+/invitation/[^"]+)"', answer.text)[1])
    path = "/" + link.split("/", 3)[3]
    assert "Les Fours réunis" in text_of(secretary.get(path))
    assert send(secretary, path, path).status_code == 303
    assert "Préparer un lien personnel" in text_of(secretary.get(of(meeting, company)))
    assert send(secretary, path, path).status_code in (404, 409)


def test_the_home_of_who_acts_for_a_structure_says_until_when_and_whom_to_write_to(
    site, database, meeting, company
):
    until = write(database, meeting, lambda uow: day(uow, 15))
    _mandate, holder = mandated(database, meeting, company, until=until)
    home = f"/coop/{meeting.cooperative.slug}/"
    text = text_of(browse_as(site, holder).get(home))
    assert "Votre mandat pour Les Fours réunis" in text
    assert "Votre mandat finit bientôt" in text
    office = text_of(browse_as(site, meeting.secretary).get(home))
    assert "Mandats à renouveler" in office
    assert "1 mandat finit bientôt." in office.replace("\u00a0", " ")
    assert "Votre mandat" not in text_of(browse_as(site, meeting.voters[0]).get(home))


def test_two_votes_of_one_person_are_told_on_the_list_the_record_and_the_desk(
    site, database, meeting, company
):
    mandated(database, meeting, company, person="1", holder="Alix Votante 1")
    secretary = browse_as(site, meeting.secretary)
    sentence = "Alix Votante 1 est sociétaire à titre personnel et représente Les Fours réunis : deux votes."
    pages = (
        f"/coop/{meeting.cooperative.slug}/mandats",
        of(meeting, company, ""),
        of(meeting, meeting.voters[0].hat.member, ""),
        at(meeting, "/seance?q=votante"),
    )
    for page in pages:
        assert sentence in text_of(secretary.get(page)).replace("\u00a0", " "), page
