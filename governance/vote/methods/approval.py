"""Approval: a ballot names all whom it would accept, and those most accepted have the seats."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.vote.carry import Bound
from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_between, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import BY_NAMES, highest, say_scores, scores_of
from governance.words import N_

LEAST = Setting("least", SettingKind.WHOLE, 1, N_("Noms à choisir, au moins"), least=1, most=200)
MOST = Setting(
    "most", SettingKind.WHOLE, 0, N_("Noms à choisir, au plus"), N_("0 : autant qu’on veut."), most=200
)
THRESHOLD = Setting(
    "threshold",
    SettingKind.PART,
    "0",
    N_("Part des voix à réunir pour être élu"),
    N_("0 : aucune. Par exemple 1/2, de tout ce qui compte."),
    most=1,
)
REACHED = Setting(
    "reached", SettingKind.FLAG, True, N_("Réunir exactement cette part suffit"),  # noqa: FBT003
)  # fmt: skip

FEW_OPTIONS = N_("Il faut choisir plus de noms qu’il n’y en a de proposés.")
CROSSED = N_("Le nombre de noms à choisir au moins dépasse celui au plus.")

SENTENCES: Sentences = {
    **BY_NAMES,
    "threshold more_than": (
        "Il faut en outre plus de %(needed)s.",
        "More than %(needed)s is needed besides.",
    ),
    "threshold at_least": (
        "Il faut en outre au moins %(needed)s.",
        "At least %(needed)s is needed besides.",
    ),
    "most accepted": (
        "Les sièges vont à ceux que le plus de bulletins acceptent.",
        "Seats go to those whom most ballots accept.",
    ),
}


@dataclass(frozen=True, slots=True)
class Approval:
    """Any number of names between two bounds; the most approved have the seats."""

    name: str = "approval"
    shape: Shape = Shape.MANY
    settings: Sequence[Setting] = (LEAST, MOST, THRESHOLD, REACHED)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        found = contest_faults(self, contest)
        if found:
            return found
        if contest.whole(LEAST) > len(contest.running):
            found.append(FEW_OPTIONS)
        if 0 < contest.whole(MOST) < contest.whole(LEAST):
            found.append(CROSSED)
        return found

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept names between the bounds. Raises TooFewChosen, TooManyChosen, NumberOutOfBounds."""
        ensure_numbers(marks, 1, 1)
        most = contest.whole(MOST) or len(contest.options)
        ensure_between(len(marks), contest.whole(LEAST), most)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Give the seats to the most approved who reach the threshold."""
        scores = scores_of(contest, urn)
        needed = contest.part(THRESHOLD) * urn.base
        at_least = contest.flag(REACHED)
        bound = Bound(contest.part(THRESHOLD), at_least)
        enough = [one for one in scores if not bound.part or bound.met(scores[one], urn.base)]
        seated = highest(contest, scores, contest.seats, enough)
        return ElectionCount(
            elected=seated.elected,
            rounds=(Round("names", ranked(scores), seated.elected, (), needed or None),),
            seats_of=dict.fromkeys(seated.elected, 1),
            vacant=contest.seats - len(seated.elected),
            ties=(seated.tie,) if seated.tie else (),
            figures={"bound": "at_least" if at_least else "more_than"},
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the scores, and the threshold when there is one."""
        (one,) = told.count.rounds
        said = [
            teller.say("seats", seats=teller.whole(told.contest.seats)),
            *say_scores(one.scores, teller),
            teller.say("most accepted"),
        ]
        if one.needed is not None:
            bound = told.count.figures["bound"]
            said.append(teller.say(f"threshold {bound}", needed=teller.figure(one.needed)))
        return said


APPROVAL = Approval()
