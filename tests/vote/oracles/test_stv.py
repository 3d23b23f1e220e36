"""Single transferable vote beside two outside counts: votelib (exact fractions) and pyrankvote (floats)."""

from random import Random

import pyrankvote
import pytest
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from tests.vote.ranked_ballots import counted, drawn

OPTIONS = "abcde"
NUMBER = 1800


def of_votelib(ballots, seats, kind):
    """Give who is elected; None when votelib stops at a tie.

    The retainer keeps its eliminations to the candidates: without one it also ranks the pile of
    exhausted ballots, and then eliminates two candidates at once.
    """
    selector = TransferableVoteSelector(
        transferer="Gregory",
        retainer=Plurality(),
        quota_function={"droop": "hagenbach_bischoff", "droop_whole": "droop", "hare": "hare"}[kind],
        accept_quota_equal=kind != "droop",
    )
    votes = {tuple(choices): number for choices, number in ballots.items()}
    try:
        return set(selector.evaluate(votes, seats))
    except NotImplementedError:  # « tie in STV elimination »
        return None


def of_pyrankvote(ballots, seats, options=OPTIONS):
    """Give who is elected by pyrankvote, in floats; its ties are told apart by second choices."""
    candidates = {option: pyrankvote.Candidate(option) for option in options}
    papers = [
        pyrankvote.Ballot([candidates[option] for option in choices])
        for choices, number in ballots.items()
        for _ in range(number)
    ]
    found = pyrankvote.single_transferable_vote(list(candidates.values()), papers, seats)
    return {candidate.name for candidate in found.get_winners()}


def several_leave(count):
    """Tell whether candidates with nothing left together: one by one, an outside count sees a tie there."""
    return any(len(one.eliminated) > 1 for one in count.rounds)


def on_a_multiple(count):
    """Tell whether a score was the quota exactly, or twice it: votelib then sees nobody above the quota."""
    elected = set()
    for one in count.rounds:
        running = [score.figure for score in one.scores if score.option not in elected]
        if any(figure and (figure / one.needed).denominator == 1 for figure in running):
            return True
        elected |= set(one.elected)
    return False


def passes_cut_ballots(count):
    """Tell whether ballots pass on after a surplus did: some of them may then be cut already.

    pyrankvote shares what a pile passes on alike among its ballots, cut or whole, where we pass on the
    same part of what each still weighs (weighted inclusive).
    """
    passing = [bool(one.eliminated) or one.name == "quota" for one in count.rounds[:-1]]
    surplus = [one.name == "quota" for one in count.rounds]
    return True in surplus and any(passing[surplus.index(True) + 1 :])


def an_election(seed):
    random = Random(seed)
    ballots = drawn(random, OPTIONS, random.randint(5, 60), whole=seed % 3 == 0)
    return ballots, random.randint(1, 4)


@pytest.mark.parametrize("kind", ["droop", "droop_whole", "hare"])
def test_votelib_elects_the_same(kind):
    same = 0
    for seed in range(NUMBER):
        ballots, seats = an_election(seed)
        ours = counted("stv", ballots, OPTIONS, seats, seed="x", quota=kind)
        theirs = of_votelib(ballots, seats, kind)
        if theirs is None:
            assert ours.ties or several_leave(ours) or (kind == "droop" and on_a_multiple(ours))
        elif theirs == set(ours.elected):
            same += 1
        else:
            assert kind == "droop"
            assert on_a_multiple(ours)
    assert same > 1000


def test_pyrankvote_elects_the_same_where_no_cut_ballot_passes_on():
    same = different = 0
    for seed in range(NUMBER):
        ballots, seats = an_election(seed)
        ours = counted("stv", ballots, OPTIONS, seats, seed="x")
        if ours.ties or on_a_multiple(ours):
            continue  # it tells ties apart by second choices, and takes a score equal to the quota
        if of_pyrankvote(ballots, seats) == set(ours.elected):
            same += 1
        else:
            different += 1
            assert passes_cut_ballots(ours)
    assert same > 15 * different
    assert same > 1000


def test_a_count_in_which_pyrankvote_shares_alike_what_cut_ballots_pass_on():
    said = "aebcd aedcb dbcae aecbd abedc dcbea dceab badec cebda bacde ebadc"
    ballots = dict.fromkeys(said.split(), 1)
    # c leaves with whole ballots and parts of a's: at their own worth e gains most, shared alike b does.
    assert set(counted("stv", ballots, OPTIONS, 3).elected) == {"a", "d", "e"}
    assert of_votelib(ballots, 3, "droop") == {"a", "d", "e"}
    assert of_pyrankvote(ballots, 3) == {"a", "b", "d"}
