"""Majority judgment beside votelib, and the fault of votelib that a count by hand shows."""

from random import Random

import pytest
from votelib.evaluate.cardinal import MajorityJudgment
from votelib.evaluate.core import VotingSystemError

from tests.vote.elections import elected
from tests.vote.ranked_ballots import removed_by_hand

OPTIONS = "abcd"
NUMBER = 1500


def an_election(seed):
    random = Random(seed)
    voters = random.randint(1, 12)
    ballots = {}
    for _ in range(voters):
        one = tuple((option, random.randint(0, 4)) for option in OPTIONS)
        ballots[one] = ballots.get(one, 0) + 1
    return ballots


def of_votelib(ballots, seats):
    """Give who is elected; None when it stops for want of a difference."""
    try:
        return set(MajorityJudgment().evaluate({frozenset(key): n for key, n in ballots.items()}, seats))
    except VotingSystemError:
        return None


def values(count):
    """Give for each option the middle grades met by hand."""
    return {
        option: removed_by_hand([int(grade) for grade, number in row.items() for _ in range(int(number))])
        for option, row in count.tables[0].cells.items()
    }


@pytest.mark.parametrize("seats", [1, 2])
def test_votelib_elects_the_same_unless_it_lets_back_in_one_who_fell_behind(seats):
    """When three or more share a grade, votelib goes on taking votes from those already left behind.

    One of them may so come back, or be said level. The count by hand then says who is right.
    """
    same = different = 0
    for seed in range(NUMBER):
        ballots = an_election(seed)
        said = [(dict(key), number) for key, number in ballots.items()]
        ours = elected("majority_judgment", OPTIONS, said, seats=seats, grades=5).count
        theirs, by_hand = of_votelib(ballots, seats), values(ours)
        if ours.ties:
            tied = [by_hand[option] for option in ours.ties[0].options]
            assert all(value == tied[0] for value in tied)
        elif theirs == set(ours.elected):
            same += 1
        else:
            different += 1
            first = {grades[0] for grades in by_hand.values()}
            assert any(sum(grades[0] == one for grades in by_hand.values()) > 2 for one in first)
        out = set(OPTIONS) - set(ours.elected) - {one for tie in ours.ties for one in tie.options}
        assert all(
            by_hand[one] > by_hand[other] for one in ours.elected for other in out if any(by_hand[one])
        )
    assert same > 1000
    assert same > 20 * different
