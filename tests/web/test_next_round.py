"""A round that leaves seats leads to the next one, ready to be opened; the room reads what is voted."""

import re
from fractions import Fraction

from governance.bylaws.choices import QuorumOf
from governance.bylaws.college_clauses import QuorumClause
from governance.queries.elections import election_outcome
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.elections.marks import marks_text
from governance.vote.elections.outcome import ElectionState
from tests.electing import an_election, elect, open_round, vote, within
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_polls_pages import at, send

TEAM = {"entrepreneurs": 4, "team": 4}


def first_round(database):
    election = an_election(database, "plurality", colleges=TEAM, staying=2)
    a, b, c = election.options
    return election, elect(database, election, [{a: 1}] * 4 + [{b: 1}] * 3 + [{c: 1}])


def test_the_result_leads_the_secretary_to_the_next_round_ready_to_be_opened(site, database):
    election, poll = first_round(database)
    result, secretary = at(election, f"/scrutins/{poll}/resultat"), browse_as(site, election.secretary)
    page = secretary.get(result).text
    assert "Tenir le second tour" in plain(page)
    here = at(election, f"/scrutins/{poll}/tour-suivant")
    assert here in page
    prepared = plain(secretary.get(here).text)
    assert "1 siège reste à pourvoir." in prepared
    assert prepared.index("Alix Fournier") < prepared.index("Blaise Nkomo")
    assert "Camille Roy" not in prepared
    assert send(secretary, here, at(election, "/scrutins"), resolution=str(election.item)).status_code == 303
    assert "Tenir le second tour" not in plain(secretary.get(result).text)
    assert secretary.get(here).status_code == 409


def test_who_withdraws_between_two_rounds_is_left_out(site, database):
    election, poll = first_round(database)
    a, *_others = election.options
    secretary, here = browse_as(site, election.secretary), at(election, f"/scrutins/{poll}/tour-suivant")
    gone = at(election, f"/ordre-du-jour/{election.item}/candidatures/{a}/retrait")
    answer = send(secretary, here, gone, after=str(poll))
    assert (answer.status_code, answer.headers["location"].endswith(here)) == (303, True)
    page = plain(secretary.get(here).text)
    assert "Alix Fournier" not in page
    assert "Blaise Nkomo" in page


def test_a_member_is_not_offered_the_next_round_and_a_complete_election_has_none(site, database):
    election, poll = first_round(database)
    member = browse_as(site, election.voters[0])
    assert "second tour</a>" not in member.get(at(election, f"/scrutins/{poll}/resultat")).text
    assert member.get(at(election, f"/scrutins/{poll}/tour-suivant")).status_code == 403
    a = election.options[0]
    elect(database, election, [{a: 1}] * 8)
    secretary = browse_as(site, election.secretary)
    assert "Tenir" not in plain(secretary.get(at(election, f"/scrutins/{poll}/resultat")).text)
    done = an_election(database, "stv", colleges=TEAM)
    won = elect(database, done, [{done.options[0]: 1}] * 8)
    assert "Tenir" not in plain(
        browse_as(site, done.secretary).get(at(done, f"/scrutins/{won}/resultat")).text
    )


def test_the_room_reads_the_candidates_the_seats_and_the_round(site, database):
    election, _poll = first_round(database)
    command = OpenPoll(election.assembly, election.item)
    within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))
    screen = plain(browse_as(site, election.secretary).get(at(election, "/ecran")).text)
    assert "On élit, tour 2" in screen
    assert "1 siège à pourvoir" in screen
    assert screen.index("Alix Fournier") < screen.index("Blaise Nkomo")
    assert "Camille Roy" not in screen


def test_the_room_is_asked_for_its_opinion_in_a_consultation(site, database):
    election = an_election(database, "consultation", colleges=TEAM, seats=0)
    command = OpenPoll(election.assembly, election.item)
    within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))
    screen = plain(browse_as(site, election.secretary).get(at(election, "/ecran")).text)
    assert "On donne son avis" in screen
    assert "On élit" not in screen
    assert "à pourvoir" not in screen


def test_where_all_vote_as_one_body_no_college_is_said_to_weigh_or_to_be_missing(site, database):
    election = an_election(database, "approval", colleges={"entrepreneurs": 6, "team": 6})
    a, *_others = election.options
    poll = elect(database, election, [{a: 1}] * 6)  # the team keeps silent
    page = plain(browse_as(site, election.secretary).get(at(election, f"/scrutins/{poll}/resultat")).text)
    assert "Ce que chaque collège a pesé" not in page
    assert not re.search(r"collège[^.]*ne compte", page)
    assert re.search(r"Pouvaient voter</dt><dd>12<", page)


def test_a_college_alone_has_its_own_quorum_and_not_that_of_the_assembly(site, database):
    asked = (
        QuorumClause(QuorumOf.HEADS, Fraction(1, 5)),
        QuorumClause(QuorumOf.COLLEGE, Fraction(1, 2), "team"),
        QuorumClause(QuorumOf.COLLEGE, Fraction(1, 4), "entrepreneurs"),
    )
    colleges = {"entrepreneurs": 4, "team": 4}
    election = an_election(database, "approval", colleges=colleges, college="team", absent=1, quorum=asked)
    a, *_others = election.options
    poll = open_round(database, election)
    for voter in election.voters[4:7]:
        vote(database, election, poll, voter, marks_text({a: 1}))
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    found = within(database, election, lambda uow: election_outcome(uow, poll))
    assert [(one.of, one.college, one.part, one.got) for one in found.result.quorum] == [
        ("college", "team", Fraction(1, 2), Fraction(3, 4))
    ]
    assert found.result.state is ElectionState.COMPLETE
    page = plain(browse_as(site, election.secretary).get(at(election, f"/scrutins/{poll}/resultat")).text)
    assert "Sociétaires présents ou représentés dans le collège nommé par les statuts" in page
    assert re.search(r"Pouvaient voter</dt><dd>4<", page)
