"""Ballots and visits answered together: each one its own answer, whatever happens to its neighbours."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from governance.assembly.refusals import NoSuchPoll, NotAnElector, NotPresent
from governance.queries.accounts import visits
from governance.store.unit_of_work import Database
from governance.usecases.accounts import open_session
from governance.usecases.casting import CastBallot, Receipt
from tests.builders import a_cooperative, as_member
from tests.meetings import a_meeting, a_poll
from web.casting import MOST, Clerk, ClerkGone, Together, Usher


@pytest.fixture
def clerk(database: Database):
    opened = Clerk(database)
    yield opened
    opened.close()


def cast_all(clerk, cooperative, commands):
    def one(command):
        try:
            return clerk.cast(cooperative, command)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(one, commands))


def test_each_of_those_who_vote_together_gets_their_own_answer(database, clerk):
    meeting = a_meeting(database, colleges={"entrepreneurs": 6, "team": 3}, absent=1)
    poll = a_poll(database, meeting)
    stranger = a_meeting(database, colleges={"team": 1}).voters[0]
    commands = [CastBallot(poll, "for", voter) for voter in (*meeting.voters, stranger)]
    answers = cast_all(clerk, meeting.cooperative.id, commands)
    assert [type(answer) for answer in answers] == [*[Receipt] * 8, NotPresent, NotAnElector]
    assert len({answer.leaf for answer in answers[:8]}) == 8
    assert [answer.member for answer in answers[:8]] == [voter.hat.member for voter in meeting.voters[:8]]


def test_voters_of_two_polls_never_share_a_transaction(database, clerk):
    meetings = [a_meeting(database, colleges={"team": 3}) for _ in range(2)]
    polls = [a_poll(database, meeting) for meeting in meetings]
    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(clerk.cast, meeting.cooperative.id, CastBallot(poll, "for", voter))
            for meeting, poll in zip(meetings, polls, strict=True)
            for voter in meeting.voters
        ]
        assert [receipt.result().poll for receipt in asked] == [polls[0]] * 3 + [polls[1]] * 3


def test_a_poll_that_does_not_exist_refuses_and_the_clerk_goes_on(database, clerk):
    meeting = a_meeting(database, colleges={"team": 1})
    with pytest.raises(NoSuchPoll):
        clerk.cast(meeting.cooperative.id, CastBallot(uuid4(), "for", meeting.voters[0]))
    ballot = CastBallot(a_poll(database, meeting), "for", meeting.voters[0])
    assert isinstance(clerk.cast(meeting.cooperative.id, ballot), Receipt)


def test_a_ballot_that_the_database_refuses_leaves_its_neighbours_theirs(database, clerk):
    meeting = a_meeting(database, colleges={"team": 4})
    poll = a_poll(database, meeting)
    ghost = meeting.voters[0]
    unknown = as_member(
        meeting.cooperative, type("Account", (), {"id": uuid4(), "name": ""})(), _member_of(ghost)
    )
    commands = [CastBallot(poll, "for", unknown), *(CastBallot(poll, "for", v) for v in meeting.voters[1:])]
    answers = cast_all(clerk, meeting.cooperative.id, commands)
    assert [isinstance(answer, Receipt) for answer in answers] == [False, True, True, True]


def _member_of(voter):
    found = {"id": voter.hat.member, "first_name": "", "name": voter.hat.label, "college": voter.hat.college}
    return type("Member", (), found)()


def test_a_batch_that_fails_as_a_whole_is_tried_one_by_one():
    held, seen = threading.Event(), []

    def work(_kind, asked):
        held.wait(5)
        seen.append(list(asked))
        if 3 in asked:
            raise ValueError("three")
        return [one * 10 for one in asked]

    together = Together("test", work)
    answers = [together.ask("k", number) for number in range(1, 6)]
    held.set()
    failed = [answer.exception(5) for answer in answers]
    together.close()
    assert [type(error) for error in failed] == [type(None), type(None), ValueError, type(None), type(None)]
    assert [answer.result() for place, answer in enumerate(answers) if place != 2] == [10, 20, 40, 50]
    assert [3] in seen


def test_a_batch_holds_one_kind_in_order_and_at_most_so_many():
    held, seen = threading.Event(), []

    def work(kind, asked):
        held.wait(5)
        seen.append((kind, len(asked)))
        return asked

    together = Together("test", work)
    first = together.ask("a", 0)
    answers = [together.ask("ab"[number % 2], number) for number in range(2 * MOST + 10)]
    held.set()
    assert first.result(5) == 0
    assert [answer.result(5) for answer in answers] == list(range(2 * MOST + 10))
    together.close()
    assert max(many for _, many in seen) <= MOST


def test_closing_waits_for_what_was_taken_and_refuses_what_comes_after():
    held = threading.Event()
    together = Together("test", lambda _kind, asked: held.wait(5) and asked)
    answers = [together.ask("k", number) for number in range(3)]
    closing = threading.Thread(target=together.close)
    closing.start()
    held.set()
    closing.join(5)
    assert [answer.result(0) for answer in answers] == [0, 1, 2]
    with pytest.raises(ClerkGone):
        together.ask("k", 4)


def test_a_voter_who_gives_up_harms_nobody():
    held = threading.Event()
    together = Together("test", lambda _kind, asked: held.wait(5) and asked)
    first, second, third = (together.ask("k", number) for number in range(3))
    second.cancel()
    held.set()
    assert (first.result(5), third.result(5)) == (0, 2)
    together.close()


def test_an_unknown_session_is_nobody_even_among_others(database):
    home = a_cooperative(database)
    usher = Usher(database, timedelta(minutes=5))

    async def everybody():
        return await asyncio.gather(*(usher.visit(bytes([number]) * 32, home.slug) for number in range(9)))

    assert asyncio.run(everybody()) == [None] * 9
    usher.close()


def test_people_who_come_together_to_two_cooperatives_each_enter_their_own(database):
    meetings = [a_meeting(database, colleges={"team": 2}) for _ in range(2)]
    sessions = []
    with database.write() as uow:
        for meeting in meetings:
            for voter in meeting.voters:
                token = uuid4().bytes * 2
                open_session(
                    uow, voter.account, token_hash=token, csrf="c", life=timedelta(hours=1), replacing=None
                )
                sessions.append((token, meeting.cooperative.slug, voter.hat.member))
    mixed = sessions[::2] + sessions[1::2]
    found = visits(database, [(token, slug) for token, slug, _ in mixed], timedelta(minutes=5))
    assert [visit.actor.hat.member for visit in found] == [member for _, _, member in mixed]
    assert [visit.actor.slug for visit in found] == [slug for _, slug, _ in mixed]
    elsewhere = [(token, meetings[0].cooperative.slug) for token, slug, _ in sessions[2:]]
    assert [visit.hats for visit in visits(database, elsewhere, timedelta(minutes=5))] == [(), ()]
