"""Giving seats to the highest scores: what every way to elect by names shares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.contest import Contest
from governance.vote.elections.method import ElectionTeller, Sentences, Urn
from governance.vote.elections.outcome import Score
from governance.vote.elections.ties import TiedOptions, settle

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Seated:
    """Who gets a seat, from the highest score, and the tie at the cut when there was one."""

    elected: tuple[str, ...]
    tie: TiedOptions | None = None


def scores_of(contest: Contest, urn: Urn) -> dict[str, Fraction]:
    """Add up for each option the weight of its ballots times its number; options on no ballot have 0."""
    scores = dict.fromkeys(contest.ids, NOTHING)
    for ballot in urn.ballots:
        for option, number in ballot.marks:
            scores[option] += ballot.weight * number
    return scores


def highest(
    contest: Contest, scores: Mapping[str, Fraction], seats: int, among: Collection[str] | None = None
) -> Seated:
    """Give `seats` seats to the highest scores among some options (all of them unless said).

    An option that no ballot names gets none. A tie at the very cut is settled by the bylaws; one
    that is not leaves its seats vacant, and the seats above it are given.
    """
    running = [option for option in (among if among is not None else scores) if scores[option] > 0]
    ordered = sorted(running, key=lambda option: (-scores[option], option))
    if len(ordered) <= seats or seats < 1:
        return Seated(tuple(ordered[: max(seats, 0)]))
    cut = scores[ordered[seats - 1]]
    if scores[ordered[seats]] != cut:
        return Seated(tuple(ordered[:seats]))
    above = tuple(option for option in ordered if scores[option] > cut)
    tied = [option for option in ordered if scores[option] == cut]
    tie = settle(contest, tied, seats - len(above))
    return Seated((*above, *sorted(tie.winners)), tie)


BY_NAMES: Sentences = {
    "score": ("%(name)s %(figure)s", "%(name)s %(figure)s"),
    "scores": ("Sont comptés : %(scores)s.", "Counted: %(scores)s."),
    "unnamed": (
        "Sur aucun bulletin, donc sans siège : %(names)s.",
        "On no ballot, and so without a seat: %(names)s.",
    ),
    "seats": ("Sièges à pourvoir : %(seats)s.", "Seats to fill: %(seats)s."),
}


def say_scores(scores: Sequence[Score], teller: ElectionTeller) -> list[str]:
    """Say what each option got, from the highest, and which ones no ballot names."""
    named = [score for score in scores if score.figure]
    unnamed = [score.option for score in scores if not score.figure]
    said = []
    if named:
        told = (
            teller.say("score", name=teller.name(one.option), figure=teller.figure(one.figure))
            for one in named
        )
        said.append(teller.say("scores", scores=", ".join(told)))
    return said + ([teller.say("unnamed", names=teller.names(unnamed))] if unnamed else [])
