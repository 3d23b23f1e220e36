"""Cumulative vote: a ballot shares points among options, and may give several to one."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.errors import Malformed
from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, ranked
from governance.vote.elections.seating import BY_NAMES, highest, say_scores, scores_of
from governance.words import N_

POINTS = Setting(
    "points",
    SettingKind.WHOLE,
    0,
    N_("Points de chaque bulletin"),
    N_("0 : autant que de sièges à pourvoir."),
    most=100,
)
EACH = Setting("each", SettingKind.WHOLE, 0, N_("Points au plus pour un nom"), N_("0 : tous."), most=100)
ALL = Setting("all", SettingKind.FLAG, False, N_("Tous les points doivent être donnés"))  # noqa: FBT003

TOO_MANY_POINTS = N_("Tous les points ne peuvent pas être donnés : il y a trop peu de choix proposés.")

SENTENCES: Sentences = {
    **BY_NAMES,
    "shared": (
        "Points que chaque bulletin partage : %(points)s. Les plus hauts totaux ont les sièges.",
        "Points that each ballot shares: %(points)s. The highest totals have the seats.",
    ),
    "over": (
        (
            "Chaque pourcentage est pour un point donné par tous : ensemble, ils font jusqu’à %(points)s "
            "fois 100 %%."
        ),
        "Each percentage is for one point given by all: together they make up to %(points)s times 100%%.",
    ),
}


@dataclass(eq=False)
class TooManyPoints(Malformed):
    """The ballot gives more points than it has."""

    given: int
    most: int

    message = N_("Points donnés : %(given)d. Le bulletin en a %(most)d.")
    remedy = N_("Retirez des points, puis déposez votre bulletin.")


@dataclass(eq=False)
class PointsLeft(Malformed):
    """The ballot keeps points that it must give."""

    given: int
    most: int

    message = N_("Points donnés : %(given)d. Il faut en donner %(most)d.")
    remedy = N_("Donnez les points qui restent, puis déposez votre bulletin.")


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Points shared among options; the highest totals have the seats."""

    name: str = "cumulative"
    shape: Shape = Shape.POINTS
    settings: Sequence[Setting] = (POINTS, EACH, ALL)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        found = contest_faults(self, contest)
        if not found and contest.flag(ALL) and points_of(contest) > _each(contest) * len(contest.running):
            found.append(TOO_MANY_POINTS)
        return found

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept points within their bounds. Raises NumberOutOfBounds, TooManyPoints, PointsLeft."""
        ensure_numbers(marks, 1, _each(contest))
        given, most = sum(number for _, number in marks), points_of(contest)
        if given > most:
            raise TooManyPoints(given, most)
        if given < most and contest.flag(ALL):
            raise PointsLeft(given, most)

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Add up the points and give the seats to the highest totals."""
        scores = scores_of(contest, urn)
        seated = highest(contest, scores, contest.seats)
        return ElectionCount(
            elected=seated.elected,
            rounds=(Round("points", ranked(scores), seated.elected),),
            seats_of=dict.fromkeys(seated.elected, 1),
            vacant=contest.seats - len(seated.elected),
            ties=(seated.tie,) if seated.tie else (),
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the totals."""
        points = teller.whole(points_of(told.contest))
        return [
            teller.say("seats", seats=teller.whole(told.contest.seats)),
            teller.say("shared", points=points),
            *([teller.say("over", points=points)] if told.in_points else []),
            *say_scores(told.count.rounds[0].scores, teller),
        ]


def points_of(contest: Contest) -> int:
    """Give how many points a ballot shares."""
    return contest.whole(POINTS) or max(contest.seats, 1)


def _each(contest: Contest) -> int:
    return min(contest.whole(EACH) or points_of(contest), points_of(contest))


CUMULATIVE = Cumulative()
