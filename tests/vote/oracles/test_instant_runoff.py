"""Instant runoff beside two outside counts: votelib and pyrankvote."""

from random import Random

import pyrankvote
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from tests.vote.ranked_ballots import counted, drawn

OPTIONS = "abcde"
NUMBER = 2600


def elections():
    """Draw elections that our count settles without a tie: each outside count settles ties in its own way."""
    for seed in range(NUMBER):
        random = Random(seed)
        ballots = drawn(random, OPTIONS, random.randint(30, 150), whole=seed % 3 == 0)
        ours = counted("instant_runoff", ballots, OPTIONS)
        if not ours.ties:
            yield ballots, ours


def test_votelib_elects_the_same():
    selector = TransferableVoteSelector(quota_function=None, retainer=Plurality())
    same = 0
    for ballots, ours in elections():
        try:
            theirs = selector.evaluate({tuple(said): number for said, number in ballots.items()}, 1)
        except NotImplementedError:
            # It goes on after one has the majority, and one by one: it meets ties that change nothing.
            continue
        same += 1
        assert tuple(theirs) == ours.elected
    assert same > 1000


def test_pyrankvote_elects_the_same():
    same = 0
    for ballots, ours in elections():
        candidates = {option: pyrankvote.Candidate(option) for option in OPTIONS}
        papers = [
            pyrankvote.Ballot([candidates[option] for option in said])
            for said, number in ballots.items()
            for _ in range(number)
        ]
        found = pyrankvote.instant_runoff_voting(list(candidates.values()), papers)
        same += 1
        assert tuple(candidate.name for candidate in found.get_winners()) == ours.elected
    assert same > 1000
