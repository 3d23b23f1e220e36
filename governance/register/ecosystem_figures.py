"""Figures of the structures around a cooperative, year after year and assembly after assembly: exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from governance.words import N_


class Measure(StrEnum):
    """What is measured each year, on its last day or over it."""

    STRUCTURES = "structures"
    JOBS = "jobs"
    SHARES = "shares"
    INVESTED = "invested"
    CONTRIBUTION = "contribution"
    PRESENCE = "presence"
    TURNOUT = "turnout"
    SEMINARS = "seminars"


MEASURE_NAMES: Mapping[Measure, str] = {
    Measure.STRUCTURES: N_("Structures sociétaires en vie"),
    Measure.JOBS: N_("Emplois déclarés, en équivalents temps plein"),
    Measure.SHARES: N_("Parts de la coopérative qu’elles détiennent"),
    Measure.INVESTED: N_("Ce que la coopérative a payé pour entrer à leur capital"),
    Measure.CONTRIBUTION: N_("Contribution due"),
    Measure.PRESENCE: N_("Présence aux assemblées"),
    Measure.TURNOUT: N_("Participation aux scrutins"),
    Measure.SEMINARS: N_("Présence aux rencontres et séminaires"),
}

PUBLIC = frozenset({Measure.STRUCTURES, Measure.PRESENCE, Measure.TURNOUT, Measure.SEMINARS})
"""What every member may read; the others are amounts or what single structures declared."""

RATIOS = frozenset({Measure.PRESENCE, Measure.TURNOUT, Measure.SEMINARS})
"""What is a number out of another: drawn as a part of it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure once. `value` is None when nothing tells it: never zero then.

    Cents for amounts, full-time equivalents for jobs, else a number; `of` is the whole it belongs to
    (all the shares, all who could come, all the rights to vote), or how many structures could tell it;
    `told` is how many of these did.
    """

    value: Fraction | None
    of: int | None = None
    told: int | None = None

    @property
    def part(self) -> Fraction | None:
        """Give the part of the whole, in [0, 1] for a ratio; None without a whole."""
        return self.value / self.of if self.value is not None and self.of else None


UNKNOWN = Figure(None)


@dataclass(frozen=True, slots=True)
class YearOfFigures:
    """The figures of a year; `on` is its last day, or today for the year that runs."""

    year: int
    on: date
    running: bool
    figures: Mapping[Measure, Figure]


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """One assembly or event past: how many structures were there, of those that could or were invited.

    `turnout` is how many ballots they cast of all they could; None for an event, where nobody votes.
    """

    title: str
    on: date
    presence: Figure
    turnout: Figure | None


def ratio(value: int, of: int) -> Figure:
    """Give a number out of another; unknown when there is nobody to count."""
    return Figure(Fraction(value), of) if of else UNKNOWN


def added(figures: Iterable[Figure | None]) -> Figure:
    """Add up ratios, number by number: two assemblies of a year make one figure."""
    known = [one for one in figures if one and one.value is not None]
    if not known:
        return UNKNOWN
    return Figure(
        sum((one.value or Fraction(0) for one in known), Fraction(0)), sum(one.of or 0 for one in known)
    )
