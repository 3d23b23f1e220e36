"""Election by names at the majority, on one round or two: the most usual way to elect a board.

Each ballot names at most as many options as there are seats. At a first round of two an option needs
the majority of the meeting, of all that counts (the base), and so at the last one, unless the bylaws
say that there the highest scores have the seats.

In a SA the assembly elects directors by the majority of votes cast (code de commerce, L. 225-98): to
elect by the highest scores alone, as many bylaws do at the last round, is to be confirmed by counsel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_between, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import BY_NAMES, Seated, highest, say_scores, scores_of
from governance.words import N_

ROUNDS = Setting(
    "rounds",
    SettingKind.WORD,
    "two",
    N_("Nombre de tours"),
    N_("Sur deux tours, le premier demande la majorité des statuts ; le second pourvoit ce qui reste."),
    {"one": N_("Un seul tour"), "two": N_("Deux tours")},
)
LAST_ROUND = Setting(
    "last_round",
    SettingKind.WORD,
    "majority",
    N_("Au dernier tour"),
    N_(
        "Dans une SA, élire sans la majorité des voix exprimées est à faire confirmer par un conseil "
        "(code de commerce, article L. 225-98)."
    ),
    {
        "majority": N_("Il faut encore la majorité : des sièges peuvent rester vacants"),
        "relative": N_("Les mieux placés sont élus"),
    },
)
STAYING = Setting(
    "staying",
    SettingKind.WHOLE,
    2,
    N_("Candidats au second tour, par siège restant"),
    N_("Ceux qui sont à égalité avec le dernier retenu sont gardés aussi."),
    least=1,
    most=10,
)
ROUND = Setting("round", SettingKind.WHOLE, 1, N_("Tour"), least=1, most=2)

SENTENCES: Sentences = {
    **BY_NAMES,
    "majority more_than": (
        "Pour être élu à ce tour, il faut plus de %(needed)s.",
        "To be elected at this round, more than %(needed)s is needed.",
    ),
    "majority at_least": (
        "Pour être élu à ce tour, il faut au moins %(needed)s.",
        "To be elected at this round, at least %(needed)s is needed.",
    ),
    "relative": (
        "À ce tour, les mieux placés ont les sièges : il suffit d’arriver devant.",
        "At this round the highest have the seats: coming first is enough.",
    ),
    "reach": ("Ont la majorité : %(names)s.", "With the majority: %(names)s."),
    "nobody": ("Personne n’a la majorité.", "Nobody has the majority."),
}


@dataclass(frozen=True, slots=True)
class Plurality:
    """Names, as many as seats at the most; the majority, then the highest."""

    name: str = "plurality"
    shape: Shape = Shape.MANY
    settings: Sequence[Setting] = (ROUNDS, LAST_ROUND, STAYING, ROUND)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        return contest_faults(self, contest)

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept from one name to as many as there are seats. Raises TooManyChosen, NumberOutOfBounds."""
        ensure_numbers(marks, 1, 1)
        ensure_between(len(marks), 1, contest.seats)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count one round: the first of two stops at the majority, the last gives the seats."""
        scores = scores_of(contest, urn)
        last = contest.word(ROUNDS) == "one" or contest.whole(ROUND) == 2
        asks = not last or contest.word(LAST_ROUND) == "majority"
        reached = [option for option in scores if not asks or urn.majority.met(scores[option], urn.base)]
        seated = highest(contest, scores, contest.seats, reached)
        vacant = contest.seats - len(seated.elected)
        runoff = _staying(contest, scores, seated, vacant) if not last and vacant and not seated.tie else ()
        needed = urn.majority.part * urn.base if asks else None
        return ElectionCount(
            elected=seated.elected,
            rounds=(Round("names", ranked(scores), seated.elected, (), needed),),
            seats_of=dict.fromkeys(seated.elected, 1),
            vacant=vacant,
            runoff=runoff,
            ties=(seated.tie,) if seated.tie else (),
            figures={"bound": "at_least" if urn.majority.at_least else "more_than"},
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the scores, the bound, and who meets it."""
        count = told.count
        (one,) = count.rounds
        said = [teller.say("seats", seats=teller.whole(told.contest.seats)), *say_scores(one.scores, teller)]
        if one.needed is None:
            return [*said, teller.say("relative")]
        said.append(teller.say(f"majority {count.figures['bound']}", needed=teller.figure(one.needed)))
        met = (
            teller.say("reach", names=teller.names(count.elected)) if count.elected else teller.say("nobody")
        )
        return [*said, met]


def _staying(
    contest: Contest, scores: Mapping[str, Fraction], seated: Seated, vacant: int
) -> tuple[str, ...]:
    """Give who stays for the second round: the highest left, all who tie with the last of them included."""
    left = sorted(
        (option for option in scores if option not in seated.elected and scores[option] > 0),
        key=lambda option: (-scores[option], option),
    )
    kept = contest.whole(STAYING) * vacant
    if len(left) <= kept:
        return tuple(left)
    return tuple(option for option in left if scores[option] >= scores[left[kept - 1]])


PLURALITY = Plurality()
