"""Instant runoff (vote alternatif): one seat, options in order; the last leaves until one has most voices.

Each ballot counts for its first choice still in play. One option with more than half of the ballots
that still name somebody in play has the seat; until then the last one leaves. Those tied in last
place leave together when, even added up, they are under the next one: the order in which they
leave then changes nothing. Otherwise only the bylaws say which of them leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.contest import Contest, Setting, Shape
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.ranks import (
    BY_ELIMINATION,
    ensure_strict_ranks,
    in_order,
    lowest,
    named,
    say_eliminated,
    say_exhausted,
    say_scores,
    say_unranked,
    unranked,
    whole_weights,
)
from governance.vote.elections.ties import TiedOptions, settle
from governance.words import N_

ONE_SEAT_ONLY = N_(
    "Le vote alternatif ne pourvoit qu’un siège : pour plusieurs, prenez le vote unique transférable."
)
SENTENCES: Sentences = {
    **BY_ELIMINATION,
    "round": (
        "Tour %(number)s : %(scores)s. Il faut plus de %(needed)s, la moitié de ce qui est en jeu.",
        "Round %(number)s: %(scores)s. More than %(needed)s is needed, half of what is in play.",
    ),
    "wins": ("%(name)s a plus de la moitié, et le siège.", "%(name)s has more than half, and the seat."),
}


@dataclass(frozen=True, slots=True)
class InstantRunoff:
    """Options in order of preference, one seat: the last leaves until one has the majority."""

    name: str = "instant_runoff"
    shape: Shape = Shape.RANKS
    settings: Sequence[Setting] = ()

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        found = contest_faults(self, contest)
        return [*found, ONE_SEAT_ONLY] if contest.seats > 1 else found

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept options in order, not always all of them. Raises SameRank, MissingRank."""
        ensure_strict_ranks(marks)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count round by round until one option has more than half of what is in play."""
        weights, units = whole_weights(urn)
        ballots = [(in_order(one.marks), weight) for one, weight in zip(urn.ballots, weights, strict=True)]
        total, in_play = sum(weights), set(named(urn))
        rounds: list[Round] = []
        ties: list[TiedOptions] = []
        winner: tuple[str, ...] = ()
        while in_play and not winner:
            scores = _scores(ballots, in_play)
            held = sum(scores.values())
            winner = tuple(option for option in scores if 2 * scores[option] > held)
            leaving = () if winner else _leaving(contest, scores, len(rounds) + 1, ties)
            rounds.append(
                Round(
                    "half",
                    ranked({option: Fraction(score, units) for option, score in scores.items()}),
                    winner,
                    leaving,
                    Fraction(held, 2 * units),
                    Fraction(total - held, units),
                )
            )
            if not winner and not leaving:
                break
            in_play.difference_update(leaving)
        return ElectionCount(
            elected=winner,
            rounds=tuple(rounds),
            seats_of=dict.fromkeys(winner, 1),
            vacant=1 - len(winner),
            ties=tuple(ties),
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say each round: who has what, who leaves, who wins."""
        rounds = told.count.rounds
        seen = {score.option for score in rounds[0].scores} if rounds else set()
        said = say_unranked(unranked(told.contest.ids, seen), teller)
        for number, one in enumerate(rounds, 1):
            said.append(
                teller.say(
                    "round",
                    number=teller.whole(number),
                    scores=say_scores(one.scores, teller),
                    needed=teller.figure(one.needed or Fraction(0)),
                )
            )
            said += say_eliminated(one.eliminated, teller)
            said += [teller.say("wins", name=teller.name(option)) for option in one.elected]
        return said + (say_exhausted(rounds[-1].exhausted, teller) if rounds else [])


def _scores(ballots: Sequence[tuple[tuple[str, ...], int]], in_play: set[str]) -> dict[str, int]:
    """Add up each ballot for its first choice still in play."""
    scores = dict.fromkeys(in_play, 0)
    for choices, weight in ballots:
        held = next((option for option in choices if option in in_play), None)
        if held is not None:
            scores[held] += weight
    return scores


def _leaving(
    contest: Contest, scores: Mapping[str, int], at_round: int, ties: list[TiedOptions]
) -> tuple[str, ...]:
    """Give who leaves; nobody when a tie stays a tie. The tie that was settled, or not, is noted."""
    last = lowest(scores)
    others = [score for option, score in scores.items() if option not in last]
    if len(last) == 1 or (others and scores[last[0]] * len(last) < min(others)):
        return last
    tie = settle(contest, last, len(last) - 1, at_round)
    ties.append(tie)
    return tuple(option for option in last if option not in tie.winners) if tie.settled_by else ()


INSTANT_RUNOFF = InstantRunoff()
