"""A consultation: one answer among several, as an advice. It decides nothing, and says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.vote.elections.contest import Contest, Setting, Shape
from governance.vote.elections.marks import Marks, ensure_between, ensure_numbers
from governance.vote.elections.method import (
    ElectionTeller,
    Sentences,
    Told,
    Urn,
    contest_faults,
)
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import scores_of

SENTENCES: Sentences = {
    "got": ("« %(name)s » : %(figure)s.", "“%(name)s”: %(figure)s."),
}


@dataclass(frozen=True, slots=True)
class Consultation:
    """Each voice gives one answer; the answers are added up, nobody wins."""

    name: str = "consultation"
    shape: Shape = Shape.ONE
    settings: Sequence[Setting] = ()

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the consultation impossible to answer."""
        return contest_faults(self, contest, seats=False)

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept one answer. Raises TooManyChosen, NumberOutOfBounds."""
        ensure_numbers(marks, 1, 1)
        ensure_between(len(marks), 1, 1)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Add up the answers."""
        rounds = (Round("answers", ranked(scores_of(contest, urn))),)
        return ElectionCount(elected=(), rounds=rounds, seats_of={})

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say what each answer got."""
        return [
            teller.say("got", name=teller.name(score.option), figure=teller.figure(score.figure))
            for score in told.count.rounds[0].scores
        ]


CONSULTATION = Consultation()
