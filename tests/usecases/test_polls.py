"""A poll from its opening to its declared result."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import Role
from governance.assembly import refusals
from governance.queries.polls import booth, now
from governance.queries.results import outcome
from governance.queries.session import session_view
from governance.store.ballot_box import Deposit
from governance.usecases.attendance import (
    MarkPresent,
    close_session,
    join_remotely,
    mark_left,
    mark_present,
)
from governance.usecases.casting import CastBallot, cast_ballot, cast_ballots
from governance.usecases.polls import AnnulPoll, OpenPoll, annul_poll, close_poll, open_poll
from governance.vote.methods.yes_no import UnknownChoice
from tests.meetings import a_meeting, a_poll

SMALL = {"entrepreneurs": 4, "team": 2, "structures": 2, "beneficiaries": 2, "partners": 2}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL)


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def vote(database, meeting, poll, voter, choice="for"):
    return within(database, meeting, lambda uow: cast_ballot(uow, CastBallot(poll, choice, voter), by=voter))


def close(database, meeting, poll):
    return within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))


def test_a_ballot_gives_a_receipt_that_is_the_hash_of_its_act(database, meeting):
    poll = a_poll(database, meeting)
    receipt = vote(database, meeting, poll, meeting.voters[0])
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        line, leaf = (
            uow.session.connection()
            .execute(
                text("SELECT line, leaf FROM acts WHERE log = :log AND seq = :seq"),
                {"log": f"{meeting.cooperative.id}/{meeting.assembly}", "seq": receipt.seq},
            )
            .one()
        )
    act = json.loads(line)
    assert bytes(leaf) == receipt.leaf
    assert (act["type"], act["choice"], act["right"]) == ("vote.open", "for", str(receipt.member))
    assert "Votante" not in line


def test_the_same_ballot_sent_again_gives_the_same_receipt(database, meeting):
    poll = a_poll(database, meeting)
    first = vote(database, meeting, poll, meeting.voters[0])
    assert vote(database, meeting, poll, meeting.voters[0]) == first


def test_another_choice_for_the_same_right_is_refused_and_shows_the_first_receipt(database, meeting):
    poll = a_poll(database, meeting)
    first = vote(database, meeting, poll, meeting.voters[0])
    with pytest.raises(refusals.AlreadyVoted) as refused:
        vote(database, meeting, poll, meeting.voters[0], "against")
    assert refused.value.receipt == first.short


def test_the_same_ballot_sent_again_after_the_close_still_gives_its_receipt(database, meeting):
    poll = a_poll(database, meeting)
    first = vote(database, meeting, poll, meeting.voters[0])
    close(database, meeting, poll)
    assert vote(database, meeting, poll, meeting.voters[0]) == first


def test_no_ballot_enters_after_the_close(database, meeting):
    poll = a_poll(database, meeting)
    close(database, meeting, poll)
    with pytest.raises(refusals.PollNotOpen):
        vote(database, meeting, poll, meeting.voters[0])


def test_the_database_refuses_a_ballot_after_the_close_even_when_the_code_forgets(database, meeting):
    poll = a_poll(database, meeting)
    close(database, meeting, poll)
    voter = meeting.voters[0]
    with pytest.raises(refusals.PollNotOpen):
        within(
            database,
            meeting,
            lambda uow: uow.box.drop(
                poll, [Deposit(voter.hat.member, "for", voter.account, 0, b"0" * 32)], uow.now
            ),
        )


def test_the_database_refuses_a_second_ballot_even_when_the_code_forgets(database, meeting):
    poll = a_poll(database, meeting)
    voter = meeting.voters[0]
    vote(database, meeting, poll, voter)
    with pytest.raises(refusals.AlreadyVoted):
        within(
            database,
            meeting,
            lambda uow: uow.box.drop(
                poll, [Deposit(voter.hat.member, "against", voter.account, 0, b"1" * 32)], uow.now
            ),
        )


def test_who_is_not_on_the_list_cannot_vote(database, meeting):
    poll = a_poll(database, meeting)
    stranger = replace(meeting.voters[0], hat=replace(meeting.voters[0].hat, member=uuid4()))
    with pytest.raises(refusals.NotAnElector):
        vote(database, meeting, poll, stranger)


def test_who_is_not_present_cannot_vote_until_they_join(database):
    meeting = a_meeting(database, colleges=SMALL, absent=1)
    poll = a_poll(database, meeting)
    late = meeting.voters[-1]
    with pytest.raises(refusals.NotPresent):
        vote(database, meeting, poll, late)
    within(database, meeting, lambda uow: join_remotely(uow, meeting.assembly, by=late))
    assert vote(database, meeting, poll, late).member == late.hat.member


def test_a_choice_that_the_ballot_does_not_offer_is_refused(database, meeting):
    poll = a_poll(database, meeting)
    for said in ("maybe", "", "spoiled"):
        with pytest.raises(UnknownChoice):
            vote(database, meeting, poll, meeting.voters[0], said)


def test_only_a_member_votes(database, meeting):
    poll = a_poll(database, meeting)
    with pytest.raises(Exception, match="qualité"):
        vote(database, meeting, poll, meeting.secretary)


def test_in_a_batch_each_ballot_has_its_own_outcome(database, meeting):
    poll = a_poll(database, meeting)
    voter, other = meeting.voters[:2]
    stranger = replace(voter, hat=replace(voter.hat, member=uuid4()))
    commands = [
        CastBallot(poll, "for", voter),
        CastBallot(poll, "for", stranger),
        CastBallot(poll, "against", voter),
        CastBallot(poll, "blank", other),
        CastBallot(poll, "for", voter),
    ]
    outcomes = within(database, meeting, lambda uow: cast_ballots(uow, poll, commands))
    assert outcomes[0] == outcomes[4]
    assert isinstance(outcomes[1], refusals.NotAnElector)
    assert isinstance(outcomes[2], refusals.AlreadyVoted)
    assert outcomes[3].member == other.hat.member


def test_a_result_is_declared_with_its_sheet_and_can_be_read_again(database, meeting):
    poll = a_poll(database, meeting)
    for voter in meeting.voters[:6]:
        vote(database, meeting, poll, voter, "for")
    vote(database, meeting, poll, meeting.voters[6], "against")
    declared = close(database, meeting, poll)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        found = outcome(uow, poll)
    assert found.result == declared
    assert [c.counts.in_favour for c in found.sheet.colleges] == [4, 2, 0, 0, 0]
    assert [c.counts.against for c in found.sheet.colleges] == [0, 0, 1, 0, 0]
    assert all("%(" not in sentence for sentence in found.explanation)


def test_leaving_during_a_poll_changes_neither_its_base_nor_its_quorum(database, meeting):
    poll = a_poll(database, meeting)
    within(
        database,
        meeting,
        lambda uow: mark_left(uow, meeting.assembly, meeting.voters[0].hat.member, by=meeting.secretary),
    )
    declared = close(database, meeting, poll)
    assert [condition.got for condition in declared.quorum] == [1] * len(declared.quorum)


def test_a_poll_does_not_open_without_a_quorum(database):
    meeting = a_meeting(database, colleges=SMALL, absent=11)
    with pytest.raises(refusals.QuorumNotReached) as refused:
        a_poll(database, meeting)
    assert (refused.value.got, refused.value.registered) == (1, 12)


def test_a_resolution_is_put_to_the_vote_once_unless_its_poll_is_annulled(database, meeting):
    poll = a_poll(database, meeting)
    close(database, meeting, poll)
    with pytest.raises(refusals.AlreadyPutToTheVote):
        a_poll(database, meeting)
    with pytest.raises(refusals.MissingReason):
        within(database, meeting, lambda uow: annul_poll(uow, AnnulPoll(poll, "  "), by=meeting.secretary))
    within(
        database,
        meeting,
        lambda uow: annul_poll(uow, AnnulPoll(poll, "Texte mal projeté"), by=meeting.secretary),
    )
    assert a_poll(database, meeting) != poll


def test_two_polls_are_never_open_at_once(database, meeting):
    a_poll(database, meeting, 0)
    with pytest.raises(refusals.PollAlreadyOpen):
        a_poll(database, meeting, 1)


def test_a_resolution_of_another_assembly_is_not_on_the_agenda(database, meeting):
    other = a_meeting(database, colleges=SMALL)
    with pytest.raises(refusals.NotOnTheAgenda):
        within(
            database,
            meeting,
            lambda uow: open_poll(
                uow, OpenPoll(meeting.assembly, other.resolutions[0]), by=meeting.secretary
            ),
        )


def test_a_session_does_not_close_while_a_poll_is_open(database, meeting):
    poll = a_poll(database, meeting)
    with pytest.raises(refusals.PollStillOpen):
        within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    close(database, meeting, poll)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    with pytest.raises(refusals.WrongStage):
        within(
            database,
            meeting,
            lambda uow: mark_present(
                uow, MarkPresent(meeting.assembly, meeting.voters[0].hat.member), by=meeting.secretary
            ),
        )


def test_what_was_frozen_at_opening_cannot_be_changed(database, meeting):
    poll = a_poll(database, meeting)
    with pytest.raises((refusals.RegisterIsFinal, DBAPIError)):
        within(
            database,
            meeting,
            lambda uow: uow.session.connection().execute(
                text("UPDATE polls SET rules = '{}' WHERE id = :poll"), {"poll": poll}
            ),
        )


def test_the_teller_marks_people_present_but_opens_nothing(database, meeting):
    teller = replace(meeting.secretary, hat=replace(meeting.secretary.hat, key="teller", role=Role.TELLER))
    with pytest.raises(Exception, match="qualité"):
        within(
            database,
            meeting,
            lambda uow: open_poll(uow, OpenPoll(meeting.assembly, meeting.resolutions[0]), by=teller),
        )


def test_a_member_sees_what_is_voted_as_whom_in_which_college(database, meeting):
    poll = a_poll(database, meeting)
    voter = meeting.voters[0]
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        seen = now(uow, meeting.assembly, voter).booth
    assert (seen.poll, seen.voting_as, seen.may_vote) == (poll, voter.hat.label, True)
    assert seen.college == "Salariés-entrepreneurs"
    receipt = vote(database, meeting, poll, voter)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        after = booth(uow, poll, voter)
    assert (after.ballot.receipt, after.may_vote, after.turnout) == (receipt.short, False, 1)


def test_the_session_page_finds_members_by_name_without_accents_and_counts_the_room(database, meeting):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        seen = session_view(uow, meeting.assembly, meeting.secretary, "votante 3")
    assert [line.name for line in seen.found] == ["Votante 3"]
    assert (seen.room.present, seen.room.registered, seen.room.reached) == (12, 12, True)
    assert [line.state for line in seen.agenda] == ["none", "none"]
