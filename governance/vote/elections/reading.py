"""The order in which a result is read: by rank, and equals as the ballot showed them, never by identifier."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from governance.vote.elections.contest import Contest, Shape
from governance.vote.elections.method import ElectionMethod
from governance.vote.elections.outcome import ElectionCount, Round


def in_reading_order(count: ElectionCount, contest: Contest, method: ElectionMethod) -> ElectionCount:
    """Put equals in the order of the ballot, for reading only: scores, those elected, tied or going on.

    The order of a count by grades says more than its figures: there nothing moves but ties.
    """
    place = {option.id: rank for rank, option in enumerate(contest.options)}
    of = place.__getitem__
    graded = method.shape is Shape.GRADES
    rounds = count.rounds if graded else tuple(_round(one, place) for one in count.rounds)
    elected = count.elected if graded else _equals(count.elected, _rank(count), of)
    last = {score.option: score.figure for one in count.rounds for score in one.scores}
    return replace(
        count,
        elected=tuple(elected),
        rounds=rounds,
        runoff=tuple(_equals(count.runoff, lambda one: last.get(one), of)),
        ties=tuple(
            replace(
                tie,
                options=tuple(sorted(tie.options, key=of)),
                winners=tuple(sorted(tie.winners, key=of)),
            )
            for tie in count.ties
        ),
    )


def _round(one: Round, place: Mapping[str, int]) -> Round:
    figures = {score.option: score.figure for score in one.scores}
    of = place.__getitem__
    scores = sorted(one.scores, key=lambda score: (-score.figure, of(score.option)))
    return replace(
        one,
        scores=tuple(scores),
        elected=tuple(_equals(one.elected, lambda option: figures.get(option), of)),
        eliminated=tuple(_equals(one.eliminated, lambda option: figures.get(option), of)),
    )


def _rank(count: ElectionCount) -> Callable[[str], object]:
    """Give what ranks those elected: the round that elected them, their score there, their seats."""
    found: dict[str, object] = {}
    for number, one in enumerate(count.rounds):
        figures = {score.option: score.figure for score in one.scores}
        found |= {option: (number, figures.get(option)) for option in one.elected}
    return lambda option: (found.get(option), count.seats_of.get(option))


def _equals(options: Iterable[str], rank: Callable[[str], object], place: Callable[[str], int]) -> list[str]:
    """Keep the order of the count, and put neighbours of one rank in that of the ballot."""
    return [one for _, equals in groupby(options, key=rank) for one in sorted(equals, key=place)]
