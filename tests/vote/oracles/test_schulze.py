"""Schulze beside votelib: the same duels, the same strongest paths, the same order."""

from itertools import combinations
from random import Random

import pytest
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Tie

from governance.vote.methods.schulze import SCHULZE
from tests.vote.ranked_ballots import a_race, an_urn

OPTIONS = "abcde"
NUMBER = 1400


def levels(random):
    """Draw a ballot that may rank options alike: its ranks from the first, each a set of options."""
    chosen = random.sample(OPTIONS, random.randint(1, len(OPTIONS)))
    found = []
    while chosen:
        size = random.choice((1, 1, 1, 2))
        found.append(frozenset(chosen[:size]))
        chosen = chosen[size:]
    return tuple(found)


def marks(ballot):
    return tuple(sorted((option, rank) for rank, level in enumerate(ballot, 1) for option in level))


def elections():
    for seed in range(NUMBER):
        random = Random(seed)
        ballots = {}
        for _ in range(random.randint(3, 60)):
            one = levels(random)
            ballots[one] = ballots.get(one, 0) + 1
        yield ballots


def counted(ballots, seats):
    return SCHULZE.elect(a_race("schulze", OPTIONS, seats, seed="x"), an_urn(ballots, marks=marks))


def of_votelib(ballots):
    """Give its duels, which call a rank held by one option by that option alone."""
    votes = {
        tuple(level if len(level) > 1 else next(iter(level)) for level in ballot): number
        for ballot, number in ballots.items()
    }
    return RankedToCondorcetVotes().convert(votes)


def test_votelib_finds_the_same_duels_and_the_same_paths():
    for ballots in elections():
        count = counted(ballots, 1)
        theirs = of_votelib(ballots)
        paths = Schulze.widest_paths(theirs)
        for table, found in zip(count.tables, (theirs, paths), strict=True):
            for one, row in table.cells.items():
                assert row == {other: found.get((one, other), 0) for other in row}


@pytest.mark.parametrize("seats", [1, 2, 3])
def test_votelib_elects_the_same(seats):
    same = 0
    for ballots in elections():
        count = counted(ballots, seats)
        theirs = Schulze().evaluate(of_votelib(ballots), seats)
        if not any(isinstance(one, Tie) for one in theirs) and not count.ties:
            if set(theirs) == set(count.elected):
                same += 1
            else:
                assert equal_paths(count)
        else:
            assert equal_paths(count)
    assert same > 1000


def equal_paths(count):
    """Tell whether two options stand level: only there do we differ.

    votelib then counts how many others each comes before, where we ask whom none comes before.
    """
    paths = {table.name: table.cells for table in count.tables}["paths"]
    return any(paths[one][other] == paths[other][one] for one, other in combinations(paths, 2))
