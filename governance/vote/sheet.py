"""The counting sheet: the smallest document from which a poll can be counted again."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.vote.ballots import Counts
from governance.vote.carry import Bloc, Bound
from governance.vote.figures import exact_text

MAX_COLLEGE_PART = Fraction(1, 2)
MIN_COLLEGE_PART = Fraction(1, 10)
MIN_COLLEGES = 3


class Reading(StrEnum):
    """What a kind of answer does: nothing, weighs in the base, or also counts in favour."""

    OUT = "out"
    BASE = "base"
    FOR = "for"


class Leaving(StrEnum):
    """What becomes of the part of a college that leaves play."""

    NEUTRAL = "neutral"
    STAYS = "stays"
    SHARE_EQUALLY = "share_equally"
    SHARE_PRO_RATA = "share_pro_rata"

    @property
    def shares(self) -> bool:
        """Tell whether the part goes to the colleges still in play."""
        return self in {Leaving.SHARE_EQUALLY, Leaving.SHARE_PRO_RATA}


class QuorumOf(StrEnum):
    """What a quorum is measured on."""

    HEADS = "heads"
    POINTS = "points"
    EACH_COLLEGE = "each_college"


@dataclass(frozen=True, slots=True)
class QuorumPart:
    """One condition of quorum: the part, in [0, 1], to be reached."""

    of: QuorumOf
    part: Fraction


@dataclass(frozen=True, slots=True)
class Readings:
    """How each answer that is neither for nor against is read."""

    abstain: Reading
    blank: Reading
    spoiled: Reading
    silent: Reading
    absent: Reading

    def by_answer(self) -> dict[str, Reading]:
        """Give the five readings by the name of the answer."""
        return {answer: getattr(self, answer) for answer in ANSWERS}


ANSWERS = ("abstain", "blank", "spoiled", "silent", "absent")


@dataclass(frozen=True, slots=True)
class SheetRules:
    """The rules of one poll, complete and frozen. `carry` is a key of COLLEGE_RULES."""

    carry: str
    reading: Readings
    majority: Bound
    empty_college: Leaving
    absent_college: Leaving
    silent_college: Leaving
    bloc: Bloc = Bloc()
    max_college_part: Fraction = MAX_COLLEGE_PART
    min_college_part: Fraction = MIN_COLLEGE_PART
    min_colleges: int = MIN_COLLEGES
    quorum: tuple[QuorumPart, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCollege:
    """One college: who could vote, who took part, what was said.

    `points` is above 0; its unit is free. Then `counts.said` ≤ `present` ≤ `entitled` ≤ `members`.
    """

    id: str
    name: str
    points: Fraction
    members: int
    entitled: int
    present: int
    counts: Counts = Counts()

    def answers(self) -> dict[str, int]:
        """Count the answers that are neither for nor against, silence and absence included."""
        return {
            "abstain": self.counts.abstain,
            "blank": self.counts.blank,
            "spoiled": self.counts.spoiled,
            "silent": self.present - self.counts.said,
            "absent": self.entitled - self.present,
        }

    def heard(self, reading: Readings) -> tuple[int, int]:
        """Read the ballots of the college: voices in favour, and voices that count."""
        f = int(self.counts.in_favour)
        b = f + self.counts.against
        readings = reading.by_answer()
        for answer, number in self.answers().items():
            if readings[answer] is not Reading.OUT:
                b += number
            if readings[answer] is Reading.FOR:
                f += number
        return f, b


@dataclass(frozen=True, slots=True)
class CountingSheet:
    """Rules and colleges: all that a count needs, and nothing that names a person."""

    rules: SheetRules
    colleges: tuple[SheetCollege, ...]


def sheet_document(sheet: CountingSheet) -> dict[str, Any]:
    """Write a sheet in full, defaults included; `read_sheet` gives the same sheet back."""
    return {
        "rules": rules_document(sheet.rules),
        "colleges": [_college_document(college) for college in sheet.colleges],
    }


def rules_document(rules: SheetRules) -> dict[str, Any]:
    """Write the rules of a sheet in full, defaults included."""
    bloc = rules.bloc
    return {
        "carry": rules.carry,
        "bloc": {**_bound_document(bloc.bound), "tie": str(bloc.tie)},
        "reading": {answer: str(reading) for answer, reading in rules.reading.by_answer().items()},
        "majority": _bound_document(rules.majority),
        "empty_college": str(rules.empty_college),
        "absent_college": str(rules.absent_college),
        "silent_college": str(rules.silent_college),
        "max_college_part": exact_text(rules.max_college_part),
        "min_college_part": exact_text(rules.min_college_part),
        "min_colleges": rules.min_colleges,
        "quorum": [{"of": str(one.of), "part": exact_text(one.part)} for one in rules.quorum],
    }


def _bound_document(bound: Bound) -> dict[str, Any]:
    return {"part": exact_text(bound.part), "at_least": bound.at_least}


def _college_document(college: SheetCollege) -> dict[str, Any]:
    counts = college.counts
    return {
        "id": college.id,
        "name": college.name,
        "points": exact_text(college.points),
        "members": college.members,
        "entitled": college.entitled,
        "present": college.present,
        "for": int(counts.in_favour),
        "against": int(counts.against),
        "abstain": int(counts.abstain),
        "blank": int(counts.blank),
        "spoiled": int(counts.spoiled),
    }
