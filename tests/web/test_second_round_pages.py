"""A second round inside a bloc, read by who votes again, who does not, the officers and the minutes."""

import json

from governance.queries.results import outcome
from governance.usecases.attendance import close_session
from governance.vote.command import count_documents
from tests.meetings import a_meeting
from tests.minuting import words
from tests.usecases.test_second_rounds import COLLEGES, bylaws, first_round, opened, voted, within
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send
from web.api.routes import result_shape


def test_a_second_round_is_opened_from_the_session_voted_and_read(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, model=bylaws())
    first = first_round(database, meeting)
    secretary = browse_as(site, meeting.secretary)
    result = at(meeting, f"/scrutins/{first}/resultat")
    page = plain(secretary.get(result).text)
    assert "Un second tour est à tenir" in page
    assert "Ouvrir le second tour depuis la séance" in page
    assert "quorum n’est pas atteint" not in page
    assert "La résolution est rejetée" not in page
    session = plain(secretary.get(at(meeting, "/seance")).text)
    assert "second tour à tenir" in session
    assert "1 résolution attend un second tour" in plain(secretary.get(at(meeting, "/seance/cloturer")).text)
    assert "second tour à tenir" in plain(secretary.get(at(meeting, "/ecran")).text)
    journal = plain(secretary.get(at(meeting, "/journal")).text)
    assert "un second est à tenir dans un collège au moins" in journal
    sent = send(
        secretary, at(meeting, "/seance"), at(meeting, "/scrutins"), resolution=str(meeting.resolutions[0])
    )
    assert sent.status_code == 303
    assert "On vote, tour 2" in plain(secretary.get(at(meeting, "/ecran")).text)


def test_each_member_reads_what_the_second_round_asks_of_them(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, model=bylaws())
    first = first_round(database, meeting)
    second = opened(database, meeting)
    booth = at(meeting, f"/scrutins/{second}")
    user = browse_as(site, next(one for one in meeting.voters if one.hat.college == "users"))
    assert "Votre collège a déjà décidé" in plain(user.get(booth).text)
    worker = browse_as(site, next(one for one in meeting.voters if one.hat.college == "workers"))
    page = plain(worker.get(booth).text)
    assert "Second tour, sur le même texte." in page
    assert "Déposer mon bulletin" in page
    voted(database, meeting, second, workers=6)
    page = plain(user.get(f"{booth}/resultat").text)
    assert "La résolution est adoptée" in page
    assert "a voté une seconde fois" in page
    assert f"/scrutins/{first}/resultat" in page
    assert "voted a second time" in plain(user.get(f"{booth}/resultat?lang=en").text)
    got = user.get(f"{booth}/resultat/feuille.json")
    assert "tour-2" in got.headers["Content-Disposition"]
    (line, faults), *_ = count_documents([got.text])
    assert faults == []
    assert json.loads(line)["adopted"] is True


def test_the_printed_minutes_tell_both_rounds(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, model=bylaws())
    first_round(database, meeting)
    voted(database, meeting, opened(database, meeting), workers=6)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    secretary = browse_as(site, meeting.secretary)
    assert secretary.get(at(meeting, "/proces-verbal")).status_code == 200
    printed = words(secretary.get(at(meeting, "/proces-verbal/projet.pdf")).content)
    assert "Rien de décidé à ce tour : un second tour est à tenir" in plain(printed)
    assert "Résolution 1 (tour 2)" in printed


def test_programs_and_the_simulator_tell_the_rounds_apart(site, database):
    meeting = a_meeting(database, colleges=COLLEGES, model=bylaws())
    first = first_round(database, meeting)
    second = opened(database, meeting)
    voted(database, meeting, second, workers=6)
    told = [
        within(database, meeting, lambda uow, p=poll: result_shape(outcome(uow, p)))
        for poll in (first, second)
    ]
    assert [one.round for one in told] == [1, 2]
    assert [one.result["adopted"] for one in told] == [None, True]
    assert told[0].result["again"] == ["workers"]
    member = browse_as(site, meeting.voters[0])
    page = plain(member.get(f"/coop/{meeting.cooperative.slug}/simulateur?poll={first}").text)
    assert "Résolution 1 (tour 2)" in page
    assert "rien n’est décidé" in page
