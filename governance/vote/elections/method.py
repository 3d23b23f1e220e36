"""What a way to elect promises. A new one is one file of `vote/methods/`, one line there, one booth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

from governance.errors import Malformed
from governance.vote.carry import Bound
from governance.vote.elections.contest import Contest, Setting, Shape
from governance.vote.elections.marks import WORDS, EmptyBallot, Marks, marks_text, read_marks
from governance.vote.elections.outcome import ElectionCount
from governance.words import N_

Sentences = Mapping[str, tuple[str, str]]
"""Sentences of a way to vote by key, in French then in English."""


class Weighed(NamedTuple):
    """Ballots that say the same: what they say, the weight of them all, how many voices they are."""

    marks: Marks
    weight: Fraction
    voices: int


@dataclass(frozen=True, slots=True)
class Urn:
    """Valid ballots, weighed and grouped, in an order that means nothing.

    Without colleges the weight is a number of voices. With them each ballot weighs the part of its
    college divided by the ballots of the college that count. `base` is what a majority is a part
    of: the valid ballots, and whatever the rules also count. `majority` is that of the meeting.
    """

    ballots: Sequence[Weighed]
    base: Fraction
    majority: Bound


@dataclass(frozen=True, slots=True)
class Told:
    """What an explanation is told from."""

    contest: Contest
    count: ElectionCount
    in_points: bool


class ElectionMethod(Protocol):
    """One way to elect, or to ask. Pure."""

    @property
    def name(self) -> str:
        """Give the name of the method: that of its file, and of its booth."""

    @property
    def shape(self) -> Shape:
        """Give what its ballot looks like."""

    @property
    def settings(self) -> Sequence[Setting]:
        """Give the settings that a secretary may choose, in the order of the form."""

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation, in French and in English, the same facts in both."""

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name, as French sentences, what makes a contest impossible to vote on. None when all is well."""

    def check(self, marks: Marks, contest: Contest) -> None:
        """Judge what a ballot says. Raises a Malformed that says what to correct."""

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count. The same ballots in any order, and the options in any order, give the same count."""

    def explain(self, told: Told, teller: "ElectionTeller") -> list[str]:
        """Say the count to a member, sentence by sentence."""


class ElectionTeller(Protocol):
    """Says the sentences of one method, names of options and figures, in one language."""

    def say(self, key: str, **facts: object) -> str:
        """Give one sentence of the method."""

    def name(self, option: str) -> str:
        """Give the name of an option."""

    def names(self, options: Sequence[str]) -> str:
        """Give several names as a list in words."""

    def figure(self, figure: Fraction) -> str:
        """Write a score: voices as a number, points of colleges as a percentage of the base."""

    def whole(self, number: int) -> str:
        """Write a whole number, thousands apart."""


def read_ballot(method: ElectionMethod, said: str, contest: Contest) -> str:
    """Read strictly what a voter said and give the one text the box keeps. Raises Malformed."""
    marks = read_marks(said, contest)
    if isinstance(marks, str):
        return marks
    if method.shape is Shape.POINTS:
        marks = tuple(mark for mark in marks if mark[1])  # no point is no mark
        if not marks:
            raise EmptyBallot
    method.check(marks, contest)
    return marks_text(marks)


@dataclass(eq=False)
class ImpossibleContest(Malformed):
    """An election is prepared in a way that nobody could vote on. `faults` are its sentences."""

    faults: tuple[str, ...]

    message = N_("Cette élection ne peut pas être mise aux voix : %(faults)s")
    remedy = N_("Corrigez l’élection dans l’ordre du jour, puis recommencez.")

    def facts(self) -> dict[str, object]:
        """Give the faults as one text."""
        return {"faults": " ".join(self.faults)}


MORE_SEATS_THAN_NONE = N_("Il faut au moins un siège à pourvoir.")
RESERVED = N_("Un choix ne peut pas s’appeler « blank », « abstain » ou « spoiled » dans la feuille.")
SETTING_OUT = N_("Un réglage du mode de scrutin n’est pas dans ses bornes.")
NO_OPTION = N_("Il faut au moins un choix proposé.")


def contest_faults(method: ElectionMethod, contest: Contest, *, seats: bool = True) -> list[str]:
    """Name what no way to vote accepts: no seat, no option, a setting out of its bounds."""
    found = []
    if seats and contest.seats < 1:
        found.append(MORE_SEATS_THAN_NONE)
    if not contest.running:
        found.append(NO_OPTION)
    if any(option.id in WORDS for option in contest.options):
        found.append(RESERVED)
    known = {setting.name: setting for setting in method.settings}
    for name, value in contest.settings.items():
        if name not in known or not known[name].fits(value):
            found.append(SETTING_OUT)
    return found
