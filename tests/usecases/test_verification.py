"""What was declared is found again, or each difference is named."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from governance.assembly.refusals import NoSuchPoll, NothingDeclared
from governance.queries.verification import Difference, differences, verification
from governance.store import presence
from governance.store.ballot_box import Deposit, OpenBox
from governance.store.polls import PollRow, ResultRow
from governance.usecases.attendance import join_remotely, mark_left
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import AnnulPoll, annul_poll, close_poll
from tests.meetings import a_meeting, a_poll

SMALL = {"entrepreneurs": 4, "team": 2, "structures": 2, "beneficiaries": 2, "partners": 2}


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=SMALL)


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def vote(database, meeting, poll, *choices):
    for voter, choice in zip(meeting.voters, choices, strict=False):
        within(
            database,
            meeting,
            lambda uow, v=voter, c=choice: cast_ballot(uow, CastBallot(poll, c, v), by=v),
        )


def close(database, meeting, poll):
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))


def verified(database, meeting, poll):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        return verification(uow, poll)


def places(found):
    return {one.where for one in found.differences}


@pytest.mark.parametrize(
    ("model", "colleges"),
    [("five_colleges_proportional", SMALL), ("no_college", {"": 5})],
)
def test_a_declared_result_is_found_again(database, model, colleges):
    meeting = a_meeting(database, colleges=colleges, model=model)
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, "for", "against", "abstain", "blank")
    close(database, meeting, poll)
    found = verified(database, meeting, poll)
    assert (found.number, found.ballots, found.differences) == (1, 4, ())


def test_who_comes_and_goes_changes_the_count_only_until_the_close(database):
    meeting = a_meeting(database, colleges=SMALL, absent=3)
    first, second, third = meeting.voters[-3:]

    def arrive(voter):
        within(database, meeting, lambda uow: join_remotely(uow, meeting.assembly, by=voter))

    def leave(voter):
        member = voter.hat.member
        within(database, meeting, lambda uow: mark_left(uow, meeting.assembly, member, by=meeting.secretary))

    poll = a_poll(database, meeting)
    arrive(first)
    arrive(second)
    leave(second)
    leave(meeting.voters[0])
    close(database, meeting, poll)
    arrive(third)
    leave(first)
    assert verified(database, meeting, poll).differences == ()
    again = a_poll(database, meeting, 1)
    close(database, meeting, again)
    assert verified(database, meeting, again).differences == ()


def test_counts_that_the_database_added_up_wrongly_are_named(database, meeting, monkeypatch):
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, "for", "for", "against")
    monkeypatch.setattr(OpenBox, "counts", lambda box, poll: {"entrepreneurs": {"for": 3}})
    close(database, meeting, poll)
    monkeypatch.undo()
    found = verified(database, meeting, poll)
    assert Difference("declared/sheet/colleges/0/for", "3", "2") in found.differences
    assert {"declared/sha256", "result.declare/sheet"} <= places(found)
    assert not any(place.startswith(("poll.open", "ballots", "leaves")) for place in places(found))


def test_a_wrong_list_of_who_took_part_is_named(database, meeting, monkeypatch):
    poll = a_poll(database, meeting)
    real = presence.took_part

    def one_less(session, assembly, poll):
        found = real(session, assembly, poll)
        team = found["team"]
        return {**found, "team": type(team)(team.members, team.entitled, team.present - 1)}

    monkeypatch.setattr(presence, "took_part", one_less)
    close(database, meeting, poll)
    monkeypatch.undo()
    assert Difference("declared/sheet/colleges/1/present", "1", "2") in (
        verified(database, meeting, poll).differences
    )


def test_a_result_that_nobody_declared_is_named(database, meeting):
    """A row written by hand: true figures, but another verdict, and no act of its declaration."""
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, "for", "for")
    close(database, meeting, poll)
    other = a_poll(database, meeting, 1)

    def plant(uow):
        true = uow.session.get(ResultRow, poll)
        row = uow.session.get(PollRow, other)
        row.state, row.closed_at, row.closed_by = "closed", uow.now, meeting.secretary.account
        uow.session.add(row)
        uow.session.add(
            ResultRow(
                poll_id=other, cooperative_id=uow.tenant, sheet=true.sheet,
                result={**true.result, "adopted": None}, sheet_sha256=true.sheet_sha256,
                declared_at=uow.now, declared_by=meeting.secretary.account,
            )
        )  # fmt: skip

    within(database, meeting, plant)
    found = verified(database, meeting, other)
    assert Difference("declared/result/adopted", "–", "false") in found.differences
    assert {"result.declare/sheet", "declared/sheet/colleges/0/for"} <= places(found)


def test_a_ballot_without_its_act_and_a_false_receipt_are_named(database, meeting):
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, "for")
    slipped = meeting.voters[1]

    def slip(uow):
        deposit = Deposit(slipped.hat.member, "for", slipped.account, 9999, b"\x01" * 32)
        uow.box.drop(poll, [deposit], uow.now + timedelta(seconds=1))

    within(database, meeting, slip)
    close(database, meeting, poll)
    found = verified(database, meeting, poll)
    assert Difference("ballots", "2", "1") in found.differences
    assert f"ballots/{slipped.hat.member}" in places(found)


def test_a_line_of_the_log_rewritten_by_its_owner_is_named(database, addresses, meeting):
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, "for", "against")
    close(database, meeting, poll)
    log = f"{meeting.cooperative.id}/{meeting.assembly}"
    with psycopg.connect(addresses.superuser) as connection:
        connection.execute("SET session_replication_role = replica")  # the triggers that refuse are asleep
        connection.execute(
            'UPDATE acts SET line = replace(line, \'"choice":"against"\', \'"choice":"for"\')'
            " WHERE log = %s AND type = 'vote.open'",
            (log,),
        )
    voter = meeting.voters[1].hat.member
    found = verified(database, meeting, poll)
    assert {f"ballots/{voter}/choice", f"ballots/{voter}/receipt"} <= places(found)
    assert any(place.startswith("leaves/") for place in places(found))
    assert not any(place.startswith("declared") for place in places(found))


def test_only_a_closed_poll_of_this_cooperative_is_verified(database, meeting):
    poll = a_poll(database, meeting)
    other = a_meeting(database, colleges=SMALL)
    with pytest.raises(NothingDeclared):
        verified(database, meeting, poll)
    for home, wanted in ((meeting, uuid4()), (other, poll)):
        with pytest.raises(NoSuchPoll):
            verified(database, home, wanted)
    close(database, meeting, poll)
    within(database, meeting, lambda uow: annul_poll(uow, AnnulPoll(poll, "Erreur"), by=meeting.secretary))
    with pytest.raises(NothingDeclared):
        verified(database, meeting, poll)


@pytest.mark.parametrize(
    ("stored", "again", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("x/a", "1", "2")]),
        ({"a": 1}, {}, [("x/a", "1", "–")]),
        ({"a": [1, 2]}, {"a": [1, 3]}, [("x/a/1", "2", "3")]),
        ({"a": [1]}, {"a": [1, 2]}, [("x/a", "[1]", "[1, 2]")]),
        ({"a": True}, {"a": 1}, [("x/a", "true", "1")]),
        ({"a": {"b": "1/3"}}, {"a": {"b": "1/2"}}, [("x/a/b", '"1/3"', '"1/2"')]),
        ({"a": None}, {"a": False}, [("x/a", "–", "false")]),
    ],
)
def test_two_documents_are_compared_in_depth(stored, again, found):
    assert [(one.where, one.stored, one.again) for one in differences(stored, again, "x")] == found
