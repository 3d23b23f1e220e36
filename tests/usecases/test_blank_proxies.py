"""A proxy that names nobody: for what the board supports, against the rest, and never twice."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from governance.assembly import proxy_refusals as refused
from governance.assembly.postal import VotedByPost
from governance.bylaws.clauses import BlankProxy
from governance.bylaws.models import load_model
from governance.queries.polls import now
from governance.queries.results import outcome
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.minutes_facts import attendance_facts
from governance.usecases.attendance import MarkPresent, mark_present, open_session
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.proxies import MarkRepresented, give_proxy, mark_represented, withdraw_proxy
from tests.by_post import convened, received, stand
from tests.meetings import a_meeting, a_poll
from tests.minuting import within

COLLEGES = {"partners": 2, "entrepreneurs": 6}


@pytest.fixture
def meeting(database):
    """Two partners and four entrepreneurs there, two entrepreneurs absent."""
    return a_meeting(database, colleges=COLLEGES, absent=2)


def blank(database, meeting, principal):
    command = MarkRepresented(meeting.assembly, principal.hat.member, None)
    return within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def proposed(database, meeting, at, who):
    def act(uow):
        uow.session.get(ResolutionRow, meeting.resolutions[at]).proposed_by = who

    within(database, meeting, act)


def ballots(database, meeting, poll):
    found = text("SELECT member_id, choice FROM ballots WHERE poll_id = :poll")
    return within(
        database, meeting, lambda uow: dict(uow.session.connection().execute(found, {"poll": poll}).all())
    )


@pytest.mark.parametrize(
    ("who", "choice"), [("board", "for"), ("members_supported", "for"), ("members", "against")]
)
def test_it_votes_for_what_the_board_presents_or_supports_and_against_the_rest(
    database, meeting, who, choice
):
    principal = meeting.voters[-1]
    blank(database, meeting, principal)
    proposed(database, meeting, 0, who)
    poll = a_poll(database, meeting)
    assert ballots(database, meeting, poll) == {principal.hat.member: choice}


def test_its_principal_counts_in_the_quorum_and_in_the_result_of_their_college(database, meeting):
    blank(database, meeting, meeting.voters[-1])
    poll = a_poll(database, meeting)
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    sheet = within(database, meeting, lambda uow: outcome(uow, poll)).sheet
    there = {college.id: (college.present, college.counts.in_favour) for college in sheet.colleges}
    assert there["entrepreneurs"] == (5, 1)


def test_given_before_the_session_it_takes_part_from_the_opening(database):
    meeting = convened(database)
    principal = meeting.voters[0]
    within(
        database,
        meeting,
        lambda uow: mark_represented(
            uow, MarkRepresented(meeting.assembly, principal.hat.member, None), by=meeting.secretary
        ),
    )
    within(database, meeting, lambda uow: open_session(uow, meeting.assembly, by=meeting.secretary))
    seen = within(database, meeting, lambda uow: now(uow, meeting.assembly, principal))
    assert (seen.mode, seen.is_present) == ("blank", False)


def test_who_comes_takes_their_vote_back_and_the_ballot_already_cast_stays(database, meeting):
    principal = meeting.voters[-1]
    blank(database, meeting, principal)
    first = a_poll(database, meeting)
    within(database, meeting, lambda uow: close_poll(uow, first, by=meeting.secretary))
    command = MarkPresent(meeting.assembly, principal.hat.member)
    within(database, meeting, lambda uow: mark_present(uow, command, by=meeting.secretary))
    second = a_poll(database, meeting, at=1)
    assert ballots(database, meeting, second) == {}
    within(
        database,
        meeting,
        lambda uow: cast_ballot(uow, CastBallot(second, "against", principal), by=principal),
    )
    assert ballots(database, meeting, second) == {principal.hat.member: "against"}
    assert ballots(database, meeting, first) == {principal.hat.member: "for"}


def test_withdrawn_it_votes_no_more(database, meeting):
    principal = meeting.voters[-1]
    blank(database, meeting, principal)
    within(
        database,
        meeting,
        lambda uow: withdraw_proxy(uow, meeting.assembly, principal.hat.member, by=meeting.secretary),
    )
    poll = a_poll(database, meeting)
    assert ballots(database, meeting, poll) == {}


def test_a_second_proxy_is_refused_and_says_who_votes(database, meeting):
    principal, holder = meeting.voters[-1], meeting.voters[0]
    blank(database, meeting, principal)
    command = MarkRepresented(meeting.assembly, principal.hat.member, holder.hat.member)
    with pytest.raises(refused.AlreadyRepresented, match="la présidence de séance"):
        within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def test_a_member_who_is_there_gives_none(database, meeting):
    with pytest.raises(refused.PrincipalIsThere):
        blank(database, meeting, meeting.voters[0])


def test_bylaws_of_a_sas_that_refuse_it_are_followed(database):
    bylaws = load_model("no_college")
    bylaws = replace(bylaws, proxies=replace(bylaws.proxies, blank=BlankProxy.REFUSED))
    meeting = a_meeting(database, colleges={"team": 4}, absent=1, model=bylaws)
    with pytest.raises(refused.BlankProxyNotTaken) as error:
        blank(database, meeting, meeting.voters[-1])
    assert error.value.source.number == bylaws.proxies.article


def test_it_says_nothing_in_an_election(database, meeting):
    blank(database, meeting, meeting.voters[-1])
    within(database, meeting, lambda uow: stand(uow, meeting.resolutions[0]))
    poll = a_poll(database, meeting)
    assert ballots(database, meeting, poll) == {}


def test_a_postal_form_is_heard_first_and_the_proxy_where_it_is_silent(database):
    meeting = convened(database)
    principal = meeting.voters[0]
    received(database, meeting, principal, "against", "blank")

    def prepare(uow):
        command = MarkRepresented(meeting.assembly, principal.hat.member, None)
        mark_represented(uow, command, by=meeting.secretary)
        open_session(uow, meeting.assembly, by=meeting.secretary)
        for voter in meeting.voters[1:]:
            mark_present(uow, MarkPresent(meeting.assembly, voter.hat.member), by=meeting.secretary)

    within(database, meeting, prepare)
    said = []
    for item in meeting.resolutions:
        asked = OpenPoll(meeting.assembly, item)
        poll = within(database, meeting, lambda uow, asked=asked: open_poll(uow, asked, by=meeting.secretary))
        said.append(ballots(database, meeting, poll)[principal.hat.member])
        within(database, meeting, lambda uow, poll=poll: close_poll(uow, poll, by=meeting.secretary))
    assert said == ["against", "for"]
    with pytest.raises(VotedByPost):
        within(
            database,
            meeting,
            lambda uow: mark_present(
                uow, MarkPresent(meeting.assembly, principal.hat.member), by=meeting.secretary
            ),
        )


def test_a_member_gives_one_on_line_and_the_sheet_says_so(database):
    meeting = convened(database)
    principal = meeting.voters[0]
    within(database, meeting, lambda uow: move_far(uow, meeting))
    within(database, meeting, lambda uow: give_proxy(uow, meeting.assembly, None, by=principal))
    within(
        database, meeting, lambda uow: open_session(uow, meeting.assembly, by=meeting.secretary, knowing=True)
    )
    lines = within(database, meeting, lambda uow: sheet_of(uow, meeting))
    assert [line.holder for line in lines if line.surname == "Votante 1"] == ["un pouvoir en blanc"]


def sheet_of(uow, meeting):
    facts = attendance_facts(uow, uow.session.get(AssemblyRow, meeting.assembly))
    return [line for college in facts.colleges for line in college.lines]


def move_far(uow, meeting):
    uow.session.connection().execute(
        text("UPDATE assemblies SET held_at = held_at + interval '5 days' WHERE id = :it"),
        {"it": meeting.assembly},
    )
