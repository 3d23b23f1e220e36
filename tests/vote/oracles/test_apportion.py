"""Seats in proportion beside two outside counts: apportionment and votelib."""

from fractions import Fraction
from random import Random

import apportionment.methods as outside
import pytest
from votelib.evaluate.proportional import HighestAverages, LargestRemainder

from governance.vote.apportion import SeatRule, apportion
from governance.vote.elections.ties import TiedOptions

NUMBER = 1500


def ours(rule, votes, seats):
    weights = {str(rank): Fraction(number) for rank, number in enumerate(votes)}
    return apportion(SeatRule(rule), weights, seats, lambda tied, places: TiedOptions(tuple(tied), places))


def elections():
    for seed in range(NUMBER):
        random = Random(seed)
        yield [random.randint(1, 400) for _ in range(random.randint(2, 6))], random.randint(1, 14)


@pytest.mark.parametrize(
    ("rule", "name"),
    [("hare", "largest_remainder"), ("dhondt", "dhondt"), ("sainte_lague", "saintelague")],
)
def test_apportionment_shares_the_same_seats(rule, name):
    same = 0
    for votes, seats in elections():
        found = ours(rule, votes, seats)
        if found.tie is not None:
            # the outside count settles a tie by the order of the lists: it is told, and left aside
            continue
        theirs = outside.compute(name, votes, seats, verbose=False)
        same += 1
        assert list(found.seats_of.values()) == list(theirs), (votes, seats)
    assert same > 1000


@pytest.mark.parametrize(
    ("rule", "selector"),
    [
        ("hare", LargestRemainder("hare")),
        ("dhondt", HighestAverages("d_hondt")),
        ("sainte_lague", HighestAverages("sainte_lague")),
    ],
    ids=["hare", "dhondt", "sainte_lague"],
)
def test_votelib_shares_the_same_seats(rule, selector):
    same = 0
    for votes, seats in elections():
        found = ours(rule, votes, seats)
        if found.tie is not None:
            # a tie of votelib is an object that holds the seats: not comparable list by list
            continue
        theirs = selector.evaluate({str(rank): number for rank, number in enumerate(votes)}, seats)
        same += 1
        assert found.seats_of == {option: theirs.get(option, 0) for option in found.seats_of}
    assert same > 1000


def by_quotients(votes, seats, divisors):
    """Give the seats of highest averages the slow way: every quotient there may be, sorted."""
    every = ((number / divisor, rank) for rank, number in enumerate(votes) for divisor in divisors)
    quotients = sorted(every, reverse=True)
    cut = quotients[seats - 1][0]
    if quotients[seats][0] == cut:
        return None
    return [sum(rank == one for _, rank in quotients[:seats]) for one in range(len(votes))]


def test_the_modified_rule_is_that_of_the_quotients_written_out():
    same = 0
    for votes, seats in elections():
        divisors = [Fraction(7, 5), *(Fraction(2 * held + 1) for held in range(1, seats + 2))]
        slow = by_quotients(votes, seats, divisors)
        found = ours("modified_sainte_lague", votes, seats)
        assert (slow is None) == (found.tie is not None)
        if slow is not None:
            same += 1
            assert list(found.seats_of.values()) == slow
    assert same > 1000


def test_droop_is_that_of_full_quotas_exceeded_then_remainders():
    same = 0
    for votes, seats in elections():
        quota = Fraction(sum(votes), seats + 1)
        whole = [-(-number // quota) - 1 for number in votes]
        left = seats - sum(whole)
        rests = sorted((number - quota * got for number, got in zip(votes, whole, strict=True)), reverse=True)
        found = ours("droop", votes, seats)
        if left and left < len(rests) and rests[left - 1] == rests[left]:
            assert found.tie is not None
            continue
        same += 1
        bound = rests[left - 1] if left else max(rests) + 1
        slow = [got + (number - quota * got >= bound) for number, got in zip(votes, whole, strict=True)]
        assert list(found.seats_of.values()) == slow
    assert same > 1000
