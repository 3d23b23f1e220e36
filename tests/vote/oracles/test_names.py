"""Elections by names beside an outside count, votelib, and a naive count of our own."""

from random import Random

import pytest
import votelib.convert
from votelib.evaluate.core import Plurality

from tests.vote.elections import elected

OPTIONS = "abcdef"
NUMBER = 1500


def drawn(seed, most):
    random = Random(seed)
    ballots = {}
    for _ in range(random.randint(5, 60)):
        said = frozenset(random.sample(OPTIONS, random.randint(1, most)))
        ballots[said] = ballots.get(said, 0) + 1
    return ballots


@pytest.mark.parametrize("method", ["plurality", "approval"])
def test_votelib_elects_the_same(method):
    same = 0
    more = {"rounds": "one", "last_round": "relative"} if method == "plurality" else {}
    for seed in range(NUMBER):
        seats = 1 + seed % 3
        ballots = drawn(seed, seats if method == "plurality" else len(OPTIONS))
        said = [(dict.fromkeys(one, 1), number) for one, number in ballots.items()]
        result = elected(method, OPTIONS, said, seats=seats, **more)
        if result.count.ties or result.count.vacant:
            # votelib gives ties as objects, and seats to nobody named: both are told apart in our tests
            continue
        simple = votelib.convert.ApprovalToSimpleVotes().convert(ballots)
        same += 1
        assert set(Plurality().evaluate(simple, seats)) == set(result.count.elected)
    assert same > 1000


def test_cumulative_is_the_sum_of_points_written_out():
    same = 0
    for seed in range(NUMBER):
        random = Random(seed)
        ballots = []
        for _ in range(random.randint(3, 25)):
            points = {}
            for _ in range(random.randint(1, 3)):
                one = random.choice(OPTIONS)
                points[one] = points.get(one, 0) + 1
            if points not in [said for said, _ in ballots]:
                ballots.append((points, random.randint(1, 4)))
        result = elected("cumulative", OPTIONS, ballots, seats=3)
        totals = {option: sum(said.get(option, 0) * n for said, n in ballots) for option in OPTIONS}
        assert {score.option: score.figure for score in result.count.rounds[0].scores} == totals
        ranked = sorted(totals.values(), reverse=True)
        if ranked[2] == ranked[3]:
            assert bool(result.count.ties) is (ranked[2] > 0)
            continue
        same += 1
        assert set(result.count.elected) == {option for option, total in totals.items() if total >= ranked[2]}
    assert same > 1000
