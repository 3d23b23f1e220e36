"""Votes and closes that really happen at the same time, on real connections."""

import random
import threading
from collections import Counter

import pytest
from sqlalchemy import text

from governance.assembly import refusals
from governance.queries.results import outcome
from governance.usecases.casting import CastBallot, Receipt, cast_ballot, cast_ballots
from governance.usecases.polls import close_poll
from tests.meetings import a_meeting, a_poll

COLLEGES = {"entrepreneurs": 20, "team": 10, "structures": 10, "beneficiaries": 10, "partners": 10}


def together(*tasks):
    """Run tasks at once, each released by the same barrier; give what each returned or raised."""
    barrier, results = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(at, task):
        barrier.wait()
        try:
            results[at] = task()
        except Exception as error:
            results[at] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def cast(database, meeting, poll, voter, choice="for"):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return cast_ballot(uow, CastBallot(poll, choice, voter), by=voter)


def close(database, meeting, poll):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return close_poll(uow, poll, by=meeting.secretary)


def ballots(database, meeting, poll):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        return uow.box.opened(poll)


def test_sixty_rights_each_sent_six_times_at_once_leave_one_ballot_each(database):
    meeting = a_meeting(database, colleges=COLLEGES)
    poll = a_poll(database, meeting)
    for voter in meeting.voters:
        choices = ["for", "for", "against", "for", "against", "abstain"]
        outcomes = together(
            *(lambda c=choice, v=voter: cast(database, meeting, poll, v, c) for choice in choices)
        )
        receipts = {found for found in outcomes if isinstance(found, Receipt)}
        refused = [found for found in outcomes if isinstance(found, refusals.AlreadyVoted)]
        assert len(receipts) == 1
        kept = next(choices[at] for at, found in enumerate(outcomes) if isinstance(found, Receipt))
        assert len(refused) == len([choice for choice in choices if choice != kept])
    assert Counter(ballot.member for ballot in ballots(database, meeting, poll)) == Counter(
        voter.hat.member for voter in meeting.voters
    )


def test_three_hundred_and_sixty_simultaneous_submissions_leave_sixty_ballots(database):
    meeting = a_meeting(database, colleges=COLLEGES)
    poll = a_poll(database, meeting)
    sent = [voter for voter in meeting.voters for _ in range(6)]
    random.Random(7).shuffle(sent)
    outcomes = together(
        *(
            lambda part=sent[at::24]: [cast(database, meeting, poll, voter) for voter in part]
            for at in range(24)
        )
    )
    receipts = [receipt for part in outcomes for receipt in part]
    assert len(receipts) == 360
    assert len({receipt.leaf for receipt in receipts}) == 60
    assert len(ballots(database, meeting, poll)) == 60


@pytest.mark.parametrize("batched", [False, True])
def test_at_fifty_closes_under_load_no_receipt_is_missing_from_the_count(database, batched):
    meeting = a_meeting(database, colleges=COLLEGES)
    for _ in range(50):
        with database.write() as uow:
            uow.enter(meeting.cooperative.id)
            uow.session.connection().execute(
                text("UPDATE polls SET state = 'annulled' WHERE assembly_id = :a"), {"a": meeting.assembly}
            )
        poll = a_poll(database, meeting)
        receipts = votes_around_a_close(database, meeting, poll, batched)
        with database.read() as uow:
            uow.enter(meeting.cooperative.id)
            declared = outcome(uow, poll)
        assert sum(college.counts.said for college in declared.sheet.colleges) == len(receipts)
        assert {ballot.member for ballot in ballots(database, meeting, poll)} == receipts


def votes_around_a_close(database, meeting, poll, batched):
    """Vote from five threads while a sixth closes; give the rights that got a receipt."""
    voters = list(meeting.voters[:40])
    random.Random(str(poll)).shuffle(voters)
    started = threading.Event()

    def vote(part):
        given = []
        for voter in part:
            try:
                given.append(cast(database, meeting, poll, voter).member)
            except refusals.PollNotOpen:
                return given
            started.set()
        return given

    def vote_in_batches(part):
        given = []
        for at in range(0, len(part), 3):
            with database.write() as uow:
                uow.enter(meeting.cooperative.id)
                found = cast_ballots(uow, poll, [CastBallot(poll, "for", v) for v in part[at : at + 3]])
            given += [receipt.member for receipt in found if isinstance(receipt, Receipt)]
            started.set()
        return given

    def shut():
        started.wait(5)
        close(database, meeting, poll)
        return []

    how = vote_in_batches if batched else vote
    results = together(*(lambda part=voters[at::5]: how(part) for at in range(5)), shut)
    assert all(isinstance(found, list) for found in results), results
    return {member for part in results for member in part}
