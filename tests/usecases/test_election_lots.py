"""Elections counted again from what is published: by every way to vote, at once, and by lot."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from governance.assembly.refusals import AlreadyVoted
from governance.bylaws.choices import TieRule
from governance.errors import GovernanceError
from governance.queries.elections import election_outcome
from governance.queries.verification import verification
from governance.store.elections import frozen_contest
from governance.store.journal import leaf_hash
from governance.store.polls import PollRow
from governance.usecases.casting import CastBallot, Receipt, cast_ballot
from governance.usecases.elections import WithdrawCandidate, withdraw_candidate
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.elections.marks import marks_text
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.preparing import ElectionUnderWay, NoRoundToHold
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS, read_vote
from tests.electing import an_election, elect, vote, within
from tests.usecases.test_voting_at_once import together

COLLEGES = {"entrepreneurs": 6, "team": 4, "structures": 2, "beneficiaries": 2, "partners": 2}
ALONE = {"entrepreneurs": 4}


def opened(database, election):
    command = OpenPoll(election.assembly, election.item)
    return within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))


def readable(contest):
    """Give ballots that the way to vote accepts, of every kind it may be."""
    options = contest.ids
    tried = [
        *({one: number} for one in options for number in (1, 0, 3, 6)),
        *({one: rank for rank, one in enumerate(options[at:] + options[:at], start=1)} for at in range(3)),
        dict.fromkeys(options, 1),
    ]
    found = []
    for marks in tried:
        try:
            found.append(read_vote(contest.method, marks_text(marks), contest))
        except GovernanceError:
            continue
    return [*found, "blank", "abstain"]


@pytest.mark.parametrize("method", sorted(ELECTIONS))
def test_every_way_to_vote_counts_to_its_sheet_and_verifies(database, method):
    election = an_election(database, method, colleges=COLLEGES, seats=0 if method == "consultation" else 1)
    poll = opened(database, election)
    contest = within(database, election, lambda uow: election_contest(uow, poll))
    ballots = readable(contest)
    assert len(ballots) > 2, "a ballot with marks must be found, or nothing is tested"
    for at, voter in enumerate(election.voters):
        vote(database, election, poll, voter, ballots[at % len(ballots)])
    declared = within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    found = within(database, election, lambda uow: election_outcome(uow, poll))
    sheet = read_election_sheet(json.loads(found.sheet_file), ELECTIONS)
    assert declared == found.result == count_election(sheet, ELECTIONS)
    assert sha256(found.sheet_file).hexdigest() == found.sheet_sha256
    again = within(database, election, lambda uow: verification(uow, poll))
    assert (again.ballots, again.differences) == (16, ())


def election_contest(uow, poll):
    return frozen_contest(uow.session.get(PollRow, poll).contest)


def test_six_ballots_at_once_of_one_right_leave_one(database):
    election = an_election(database, "instant_runoff", colleges=COLLEGES)
    poll = opened(database, election)
    voter = election.voters[0]

    def cast(option):
        command = CastBallot(poll, marks_text({option: 1}), voter)
        return within(database, election, lambda uow: cast_ballot(uow, command, by=voter))

    options = (election.options * 2)[:6]
    outcomes = together(*(lambda one=option: cast(one) for option in options))
    kept = {options[at] for at, found in enumerate(outcomes) if isinstance(found, Receipt)}
    assert len(kept) == 1
    assert sum(isinstance(found, AlreadyVoted) for found in outcomes) == 4
    held = within(database, election, lambda uow: uow.box.opened(poll))
    assert [ballot.choice for ballot in held] == [marks_text({kept.pop(): 1})]


def test_a_lot_is_drawn_again_from_what_is_published(database):
    election = an_election(database, "instant_runoff", colleges=ALONE, ties=(TieRule.LOT,))
    a, b, _c = election.options
    poll = elect(database, election, [{a: 1}, {a: 1}, {b: 1}, {b: 1}])
    found, lines = within(
        database, election, lambda uow: (election_outcome(uow, poll), log(uow, election.assembly))
    )
    acts = [json.loads(line) for line in lines]
    opening = next(act for act in acts if act["type"] == "poll.open")
    at = next(place for place, act in enumerate(acts) if act["type"] == "poll.close")
    told = acts[at]["lot"]
    assert opening["lot"] == sha256(told["secret"].encode()).hexdigest()
    assert told["secret"] not in "".join(lines[:at])
    assert told["head"] == leaf_hash(lines[at - 1]).hex()
    assert told["seed"] == sha256(f"{told['secret']}:{told['head']}".encode()).hexdigest()
    assert found.sheet.contest.seed == told["seed"]
    drawn = min((a, b), key=lambda one: sha256(f"{told['seed']}:{one}".encode()).hexdigest())
    assert found.result.state is ElectionState.COMPLETE
    assert found.result.count.elected == (drawn,)
    assert (found.lot.pledge, found.lot.seed) == (opening["lot"], told["seed"])


def log(uow, assembly):
    asked = text("SELECT line FROM acts WHERE log = :log ORDER BY seq")
    return [row[0] for row in uow.session.connection().execute(asked, {"log": f"{uow.tenant}/{assembly}"})]


def test_a_secret_exchanged_after_the_votes_is_found(database):
    election = an_election(database, "instant_runoff", colleges=ALONE, ties=(TieRule.LOT,))
    a, b, _c = election.options
    poll = elect(database, election, [{a: 1}, {a: 1}, {b: 1}, {b: 1}])

    def exchange(uow):
        asked = text("""UPDATE polls SET lot = jsonb_set(lot, '{secret}', '"00"') WHERE id = :poll""")
        uow.session.connection().execute(asked, {"poll": poll})

    within(database, election, exchange)
    again = within(database, election, lambda uow: verification(uow, poll))
    assert {"poll.open/lot", "poll.close/lot/secret", "lot/seed"} <= {one.where for one in again.differences}


def test_two_polls_never_share_a_secret(database):
    election = an_election(database, "instant_runoff", colleges=ALONE, ties=())
    a, b, _c = election.options
    polls = [elect(database, election, [{a: 1}, {a: 1}, {b: 1}, {b: 1}]) for _ in range(2)]
    lots = [within(database, election, lambda uow, p=poll: election_outcome(uow, p)).lot for poll in polls]
    assert len({lot.secret for lot in lots}) == 2
    assert [len(lot.secret) for lot in lots] == [64, 64]


def test_the_database_refuses_a_lot_without_an_election(database):
    election = an_election(database, "instant_runoff", colleges=ALONE)
    command = OpenPoll(election.assembly, election.meeting.resolutions[1])
    poll = within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))
    asked = text("UPDATE polls SET lot = '{}' WHERE id = :poll")
    with pytest.raises(IntegrityError, match="ck_polls_lot_of_an_election"):
        within(database, election, lambda uow: uow.session.connection().execute(asked, {"poll": poll}))


def test_a_second_round_fills_what_remains_and_who_withdraws_between_is_no_longer_chosen(database):
    names = ("Ada", "Bob", "Cléo", "Dan")
    election = an_election(database, "plurality", colleges={"entrepreneurs": 8}, names=names)
    a, b, c, d = election.options
    first = elect(database, election, [{a: 1}] * 3 + [{b: 1}] * 2 + [{c: 1}] * 2 + [{d: 1}])
    found = within(database, election, lambda uow: election_outcome(uow, first))
    assert (found.round, found.result.state) == (1, ElectionState.SECOND_ROUND)
    assert set(found.result.count.runoff) == {a, b, c}

    withdraw = WithdrawCandidate(election.assembly, election.item, c)
    within(database, election, lambda uow: withdraw_candidate(uow, withdraw, by=election.secretary))
    second = opened(database, election)
    with pytest.raises(ElectionUnderWay):
        within(database, election, lambda uow: withdraw_candidate(uow, withdraw, by=election.secretary))
    contest = within(database, election, lambda uow: election_contest(uow, second))
    assert (set(contest.ids), contest.seats, contest.settings["round"]) == ({a, b}, 1, 2)
    for at, voter in enumerate(election.voters):
        vote(database, election, second, voter, marks_text({b if at < 5 else a: 1}))
    within(database, election, lambda uow: close_poll(uow, second, by=election.secretary))
    found, again = within(
        database, election, lambda uow: (election_outcome(uow, second), verification(uow, second))
    )
    assert (found.round, found.result.state) == (2, ElectionState.COMPLETE)
    assert found.result.count.elected == (b,)
    assert again.differences == ()
    with pytest.raises(NoRoundToHold):
        opened(database, election)
