"""What an election gives: who holds a seat, how each round went, what remains to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.bylaws.codec import Place, read, write
from governance.vote.elections.ties import TiedOptions
from governance.vote.figures import LEAST_DECIMALS, decimals_apart
from governance.vote.quorum import QuorumGot
from governance.vote.result import WeightsState

MISSING_COLLEGE = frozenset({"college_empty", "college_absent", "college_silent"})
"""Warnings that a college left the count, with its points."""


class ElectionState(StrEnum):
    """Where an election stands once its ballots are counted."""

    COMPLETE = "complete"  # every seat is held
    SECOND_ROUND = "second_round"  # seats remain, and a second round is to be held for them
    VACANT = "vacant"  # seats remain and nobody can fill them now
    TIED = "tied"  # no rule of the bylaws settles a tie
    NO_QUORUM = "no_quorum"  # a quorum is missed: figures are for information
    ADVICE = "advice"  # a consultation: it decides nothing


@dataclass(frozen=True, slots=True)
class Score:
    """What one option got in a round: voices, or points of colleges."""

    option: str
    figure: Fraction


def ranked(scores: Mapping[str, Fraction]) -> tuple[Score, ...]:
    """Give scores from the highest, equal ones by identifier: for reading, never to decide."""
    return tuple(
        Score(option, figure) for option, figure in sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    )


@dataclass(frozen=True, slots=True)
class Round:
    """One step of a count, in the order of the count.

    `name` is a key of the method's own sentences. `needed` is the bound of the round (a quota, a
    majority), None when there is none. `exhausted` is what no option holds any longer.
    """

    name: str
    scores: tuple[Score, ...]
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    needed: Fraction | None = None
    exhausted: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by row and column: duels between options, or how many gave each grade.

    « table <name> » is the sentence of the method that says what it shows. A column is an option, or a
    grade as a number.
    """

    name: str
    cells: Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True, slots=True)
class ElectionCount:
    """What a way to vote makes of weighed ballots. Pure.

    `elected` in the order the seats were given; an option may hold several seats (a list), and is
    then once in `elected` with its number in `seats_of`. `runoff` names those of a second round,
    none when there is none to hold. `figures` holds facts of the method in documents' values,
    `tables` those that have rows and columns.
    """

    elected: tuple[str, ...]
    rounds: tuple[Round, ...]
    seats_of: Mapping[str, int]
    vacant: int = 0
    runoff: tuple[str, ...] = ()
    ties: tuple[TiedOptions, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()

    @property
    def must_exceed(self) -> bool:
        """Tell whether the bound of its rounds is to be exceeded, rather than reached."""
        strict = self.figures.get("bound") == "more_than" or self.figures.get("kind") == "droop"
        return strict or any(one.name == "half" for one in self.rounds)

    def decimals(self, *, in_points: bool, least: int = LEAST_DECIMALS) -> int:
        """Give the decimals its figures are shown with: enough that none is taken for another.

        In one round a score never looks like another one nor like the bound, and in a table neither
        side of a duel looks like the other, unless they are equal.
        """
        groups = [
            {score.figure for score in one.scores} | ({one.needed} if one.needed is not None else set())
            for one in self.rounds
        ]
        for table in self.tables:
            for name, row in table.cells.items():
                groups += [{row[other], table.cells[other][name]} for other in row if other in table.cells]
        return decimals_apart(groups, least, 100 if in_points else 1)


@dataclass(frozen=True, slots=True)
class ElectionCollege:
    """What one college weighed: valid ballots, those that count, its part (None without weights)."""

    id: str
    valid: int
    counted: int
    part: Fraction | None


@dataclass(frozen=True, slots=True)
class ElectionResult:
    """The result of one election: the one object that page, projector, minutes and verifier read."""

    state: ElectionState
    count: ElectionCount
    weights: WeightsState
    base: Fraction
    quorum: tuple[QuorumGot, ...]
    colleges: tuple[ElectionCollege, ...]
    warnings: tuple[str, ...]

    @property
    def alerts(self) -> tuple[str, ...]:
        """Give the warnings to show: where all vote as one body, no college is missing from the count."""
        if self.weights is WeightsState.NONE:
            return tuple(one for one in self.warnings if one not in MISSING_COLLEGE)
        return self.warnings


def election_document(result: ElectionResult) -> dict[str, Any]:
    """Write a result as JSON values: fractions as text in lowest terms."""
    document: dict[str, Any] = write(result)
    return document


def read_election(document: Mapping[str, Any]) -> ElectionResult:
    """Read a result written by `election_document`. Raises ValueError for anything else."""
    place = Place("", "", [])
    found = read(ElectionResult, dict(document), place)
    if not isinstance(found, ElectionResult):
        raise ValueError(f"not the result of an election: {[str(fault.what) for fault in place.faults]}")
    return found
