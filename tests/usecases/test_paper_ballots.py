"""Ballots entered at the desk for members of the room who have no phone."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly import refusals
from governance.queries.session import paper_ballots
from governance.usecases.attendance import join_remotely
from governance.usecases.casting import CastBallot, cast_ballot, cast_ballots
from governance.usecases.polls import close_poll
from tests.meetings import a_meeting, a_poll

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL, absent=1)


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def enter(database, meeting, poll, voter, choice="for", by=None):
    by = by or meeting.secretary
    command = CastBallot(poll, choice, by, voter.hat.member)
    return within(database, meeting, lambda uow: cast_ballot(uow, command, by=by))


def act_of(database, meeting, receipt):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        line = (
            uow.session.connection()
            .execute(
                text("SELECT line FROM acts WHERE log = :log AND seq = :seq"),
                {"log": f"{meeting.cooperative.id}/{meeting.assembly}", "seq": receipt.seq},
            )
            .scalar_one()
        )
    return json.loads(line)


def officer(meeting, role):
    return replace(meeting.secretary, hat=replace(meeting.secretary.hat, key=role.value, role=role))


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.TELLER])
def test_an_officer_enters_the_paper_of_a_member_of_the_room(database, meeting, role):
    poll = a_poll(database, meeting)
    voter, by = meeting.voters[0], officer(meeting, role)
    act = act_of(database, meeting, enter(database, meeting, poll, voter, by=by))
    assert (act["under"], act["as"], act["by"]) == ("desk", role.value, str(by.account))
    assert act["right"] == str(voter.hat.member)


def test_a_member_casting_their_own_ballot_is_not_at_the_desk(database, meeting):
    poll = a_poll(database, meeting)
    voter = meeting.voters[0]
    assert act_of(database, meeting, enter(database, meeting, poll, voter, by=voter))["under"] is None


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_does_not_hold_the_desk_enters_nothing(database, meeting, role):
    poll = a_poll(database, meeting)
    with pytest.raises(WrongHat):
        enter(database, meeting, poll, meeting.voters[0], by=officer(meeting, role))


def test_a_member_cannot_vote_for_another_alone_or_in_a_batch(database, meeting):
    poll = a_poll(database, meeting)
    voter, other = meeting.voters[:2]
    with pytest.raises(WrongHat):
        enter(database, meeting, poll, other, by=voter)
    stolen = CastBallot(poll, "for", voter, other.hat.member)
    [outcome] = within(database, meeting, lambda uow: cast_ballots(uow, poll, [stolen]))
    assert isinstance(outcome, WrongHat)


def test_a_member_cannot_learn_the_ballot_of_another_by_sending_it_again(database, meeting):
    poll = a_poll(database, meeting)
    voter, other = meeting.voters[:2]
    enter(database, meeting, poll, other)
    for choice in ("for", "against"):
        with pytest.raises(WrongHat):
            enter(database, meeting, poll, other, choice, by=voter)


def test_the_desk_enters_nothing_for_who_is_not_in_the_room(database, meeting):
    poll = a_poll(database, meeting)
    absent = meeting.voters[-1]
    with pytest.raises(refusals.NotInTheRoom):
        enter(database, meeting, poll, absent)
    within(database, meeting, lambda uow: join_remotely(uow, meeting.assembly, by=absent))
    with pytest.raises(refusals.NotInTheRoom):
        enter(database, meeting, poll, absent)


def test_a_paper_and_a_phone_leave_one_ballot(database, meeting):
    poll = a_poll(database, meeting)
    voter = meeting.voters[0]
    first = enter(database, meeting, poll, voter)
    assert enter(database, meeting, poll, voter, by=voter) == first
    with pytest.raises(refusals.AlreadyVoted):
        enter(database, meeting, poll, voter, "against")


def test_a_paper_counts_in_the_college_of_its_member_and_never_after_the_close(database, meeting):
    poll = a_poll(database, meeting)
    enter(database, meeting, poll, meeting.voters[3], "against")
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert uow.box.counts(poll) == {"team": {"against": 1}}
    with pytest.raises(refusals.PollNotOpen):
        enter(database, meeting, poll, meeting.voters[0])


def test_the_desk_finds_members_of_the_room_until_their_ballot_is_in(database, meeting):
    poll = a_poll(database, meeting)

    def found(query=""):
        with database.read() as uow:
            uow.enter(meeting.cooperative.id)
            return {line.member for line in paper_ballots(uow, poll, meeting.secretary, query).found}

    assert found() == {voter.hat.member for voter in meeting.voters[:-1]}
    assert found("votante 3") == {meeting.voters[2].hat.member}
    enter(database, meeting, poll, meeting.voters[2])
    assert found("votante 3") == set()


def test_a_member_of_nowhere_is_no_elector(database, meeting):
    poll = a_poll(database, meeting)
    nobody = replace(meeting.voters[0], hat=replace(meeting.voters[0].hat, member=uuid4()))
    with pytest.raises(refusals.NotAnElector):
        enter(database, meeting, poll, nobody)
