"""The secretary's page of the day: what is refused is said there, and nothing is closed by accident."""

import re
from html import unescape

import pytest

from governance.register.names import search_key
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.minutes_facts import attendance_facts
from governance.store.preparation import assembly as assembly_of
from governance.usecases.attendance import MarkPresent, mark_present
from tests.meetings import a_meeting, a_poll
from tests.minuting import seen, vote_all, within
from tests.usecases.test_ties import describe, structure, tie, with_a_company
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from web.documents.views import attendance_view

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL)


def at(meeting, path=""):
    return f"/coop/{meeting.cooperative.slug}/assemblees/{meeting.assembly}{path}"


def send(browser, page, path, **fields):
    """Send a form as the page shows it: with its secret."""
    secret = re.search(r'name="csrf" value="([^"]+)"', browser.get(page).text)
    return browser.post(path, {"csrf": unescape(secret[1]), **fields})


def plain(answer):
    """Give the words of a page, its spaces alike."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def stage(database, meeting):
    return seen(database, meeting, lambda uow: uow.session.get_one(AssemblyRow, meeting.assembly).stage)


def test_a_poll_refused_for_want_of_quorum_is_said_on_the_page_of_the_session(site, database):
    meeting = a_meeting(database, colleges=SMALL, absent=8)
    first = MarkPresent(meeting.assembly, meeting.voters[0].hat.member)
    within(database, meeting, lambda uow: mark_present(uow, first, by=meeting.secretary))
    secretary = browse_as(site, meeting.secretary)
    answer = send(
        secretary, at(meeting, "/seance"), at(meeting, "/scrutins"), resolution=str(meeting.resolutions[0])
    )
    assert answer.status_code == 409
    text = plain(answer)
    assert "Le quorum n’est pas atteint (participants : 1 ; inscrits : 8)." in text
    assert "1 participants" not in text
    assert "Ouvrir le scrutin de la résolution n° 1" in text
    assert "Présences et quorum" in text
    assert "Revenir à l’accueil" not in text


def test_a_second_poll_refused_by_the_database_is_said_there_too_and_the_first_stays_open(
    site, database, meeting
):
    poll = a_poll(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    answer = send(
        secretary, at(meeting, "/seance"), at(meeting, "/scrutins"), resolution=str(meeting.resolutions[1])
    )
    assert answer.status_code == 409
    assert "Un autre scrutin de cette assemblée est déjà ouvert." in plain(answer)
    assert f"/scrutins/{poll}/fermer" in answer.text


def test_an_arrival_refused_keeps_what_was_being_looked_for(site, database, meeting):
    secretary = browse_as(site, meeting.secretary)
    page = secretary.get(at(meeting, "/seance")).text
    secret = unescape(re.search(r'name="csrf" value="([^"]+)"', page)[1])
    within(database, meeting, lambda uow: _hold_in_the_room(uow, meeting))
    answer = secretary.post(
        at(meeting, "/presences"),
        {
            "csrf": secret,
            "member": str(meeting.voters[0].hat.member),
            "action": "remote",
            "query": "votante 3",
        },
    )
    assert answer.status_code == 409
    assert "ne prévoit pas de participation à distance" in plain(answer)
    assert 'value="votante 3"' in answer.text


def _hold_in_the_room(uow, meeting):
    uow.session.get_one(AssemblyRow, meeting.assembly).remote_allowed = False


def test_closing_on_resolutions_left_asks_first_and_lists_them(site, database, meeting):
    vote_all(database, meeting, 0, {})
    secretary = browse_as(site, meeting.secretary)
    assert at(meeting, "/seance/cloturer") in secretary.get(at(meeting, "/seance")).text
    page = secretary.get(at(meeting, "/seance/cloturer"))
    assert "Résolution n° 2 : Résolution 2" in plain(page)
    assert "Résolution n° 1 :" not in plain(page)
    bare = send(secretary, at(meeting, "/seance"), at(meeting, "/seance/cloturer"))
    assert bare.status_code == 409
    assert "Il reste : Résolution 2." in plain(bare)
    assert stage(database, meeting) == "open"
    done = send(
        secretary,
        at(meeting, "/seance/cloturer"),
        at(meeting, "/seance/cloturer"),
        leaving=str(meeting.resolutions[1]),
    )
    assert done.status_code == 303
    assert stage(database, meeting) == "closed"
    minutes = plain(secretary.get(at(meeting, "/proces-verbal")))
    assert "Cette résolution n’a pas été mise aux voix." in minutes
    assert "La résolution n° 2 n’a pas été mise aux voix. La séance est levée." in minutes
    assert "épuisé" not in minutes


def test_a_session_whose_agenda_was_voted_closes_at_once(site, database, meeting):
    for number in (0, 1):
        vote_all(database, meeting, number, {})
    secretary = browse_as(site, meeting.secretary)
    assert send(secretary, at(meeting, "/seance"), at(meeting, "/seance/cloturer")).status_code == 303
    assert "L’ordre du jour étant épuisé" in plain(secretary.get(at(meeting, "/proces-verbal")))


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (12, None),
        (13, "1 autre n’est pas montré après ces 12"),
        (14, "2 autres ne sont pas montrés après ces 12"),
    ],
)
def test_a_search_cut_at_twelve_says_how_many_more_and_how_to_narrow(site, database, members, said):
    meeting = a_meeting(database, colleges={**SMALL, "entrepreneurs": members - 5})
    poll = a_poll(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    for path, query in (("/seance", "votante"), (f"/scrutins/{poll}/bulletin", "")):
        text = plain(secretary.get(at(meeting, path), params={"q": query}))
        assert ("montré" in text) is (said is not None)
        assert said is None or said in text
    assert f"{members} sociétaires trouvés" in plain(
        secretary.get(at(meeting, "/seance"), params={"q": "votante"})
    )


def test_a_company_whose_votes_are_suspended_is_told_at_the_desk_and_on_the_sheet(site, database):
    meeting = with_a_company(database)
    describe(database, meeting)
    tie(database, meeting)
    company = structure(meeting)
    secretary = browse_as(site, meeting.secretary)
    desk = plain(secretary.get(at(meeting, "/seance"), params={"q": "votante 6"}))
    assert "Ses voix sont suspendues (Code de commerce, article L. 233-29)" in desk
    for action, said in (
        ("out", "est noté parti."),
        ("in", "est noté présent, sans voix : la loi les suspend"),
    ):
        answer = send(
            secretary, at(meeting, "/seance"), at(meeting, "/presences"), member=str(company), action=action
        )
        assert said in plain(secretary.get(answer.headers["location"]))
    sheet = seen(database, meeting, lambda uow: attendance_facts(uow, assembly_of(uow, meeting.assembly)))
    told = [line.suspended for line in sheet.lines if line.suspended]
    assert told == ["Code de commerce, art. L. 233-29"]
    printed = attendance_view(sheet, legal_copy=False)
    below = [text for college in printed["colleges"] for line in college["lines"] for text in line["below"]]
    assert below == ["Voix suspendues (Code de commerce, art. L. 233-29)"]


def test_two_persons_of_one_name_have_buttons_told_apart(site, database):
    meeting = a_meeting(database, colleges=SMALL, absent=8)

    def namesakes(uow):
        for number, voter in enumerate(meeting.voters[:2], start=901):
            row = uow.session.get(MemberRow, voter.hat.member)
            row.first_name, row.name, row.number = "Lou", "Barthès", number
            row.search_key = search_key(row.name, row.first_name)

    within(database, meeting, namesakes)
    page = unescape(browse_as(site, meeting.secretary).get(at(meeting, "/seance?q=barth")).text)
    labels = [
        one.replace("\u00a0", " ") for one in re.findall(r'aria-label="(Noter présent\s: [^"]+)"', page)
    ]
    assert labels == ["Noter présent : Lou Barthès, n° 901", "Noter présent : Lou Barthès, n° 902"]
