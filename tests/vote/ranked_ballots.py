"""Orders of preference and grades for tests: ballots written « 3 abc, 2 b », drawn, or imagined."""

from fractions import Fraction

from hypothesis import strategies as st

from governance.vote.carry import Bound
from governance.vote.elections.contest import Contest, Option, TieRule
from governance.vote.elections.method import Urn, Weighed
from governance.vote.methods import ELECTIONS

HALF = Bound(Fraction(1, 2), at_least=False)


def order(choices):
    """Give the marks of a ballot that puts options in this order."""
    return tuple(sorted((option, rank) for rank, option in enumerate(choices, 1)))


def orders(said):
    """Read « 3 abc, 2 b »: three ballots a, b, c and two of b alone."""
    found = {}
    for group in said.split(","):
        number, choices = group.split()
        found[choices] = found.get(choices, 0) + int(number)
    return found


def an_urn(ballots, weight=Fraction(1), marks=order):
    """Fill an urn: `ballots` gives how many say what, each weighing `weight`."""
    weighed = [Weighed(marks(says), weight * number, number) for says, number in ballots.items()]
    return Urn(weighed, weight * sum(ballots.values()), HALF)


def a_race(method, options, seats=1, *, seed="graine", **settings):
    """Make a contest where a lot settles every tie; none does without a seed."""
    ties = (TieRule.LOT,) if seed else ()
    return Contest(method, seats, tuple(Option(one) for one in options), ties, seed, settings)


def counted(method, said, options="abcde", seats=1, *, seed="", weight=Fraction(1), **settings):
    """Count ballots written « 3 abc, 2 b », or given as a mapping."""
    ballots = orders(said) if isinstance(said, str) else said
    contest = a_race(method, options, seats, seed=seed, **settings)
    return ELECTIONS[method].elect(contest, an_urn(ballots, weight))


def drawn(random, options, number, *, whole=False):
    """Draw ballots: each puts some of the options in order, all of them when `whole`."""
    found = {}
    for _ in range(number):
        length = len(options) if whole else random.randint(1, len(options))
        choices = "".join(random.sample(options, length))
        found[choices] = found.get(choices, 0) + 1
    return found


def some_orders(options="abcd", most=6):
    """Imagine a few groups of ballots."""
    one = st.permutations(options).flatmap(
        lambda whole: st.integers(1, len(options)).map(lambda length: "".join(whole[:length]))
    )
    return st.dictionaries(one, st.integers(1, 9), min_size=1, max_size=most)


def removed_by_hand(grades):
    """Give the middle grades met while one lower middle vote after another is taken away."""
    left, met = sorted(grades), []
    while left:
        met.append(left.pop((len(left) - 1) // 2))
    return met
