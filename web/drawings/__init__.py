"""What the drawings of a result show: exact values in, lengths out. Pure; no HTML here.

Lengths are percentages of the width of the drawing, written for SVG attributes with three
decimals: a screen cannot show more. Verdicts are never read from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from governance.vote.quorum import QuorumGot
from governance.vote.result import Result, WeightsState
from governance.vote.sheet import CountingSheet, QuorumOf, Reading, Readings, SheetCollege
from governance.words import N_
from web.i18n import gettext

QUORUM_NAMES = {
    QuorumOf.HEADS: N_("Sociétaires présents ou représentés"),
    QuorumOf.POINTS: N_("Points de collège, selon les présents ou représentés de chaque collège"),
    QuorumOf.COLLEGE: N_("Sociétaires présents ou représentés dans le collège nommé par les statuts"),
    QuorumOf.EACH_COLLEGE: N_("Sociétaires présents ou représentés dans le collège le moins présent"),
}

CHOICES = ("for", "against", "abstain", "blank", "spoiled")


def length(part: Fraction) -> str:
    """Write a part of the width for SVG, rounded half up: "36.842%"."""
    thousandths = (2 * 100_000 * part.numerator + part.denominator) // (2 * part.denominator)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}%"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar: `kind` is one of CHOICES; `start` and `width` are SVG lengths."""

    kind: str
    start: str
    width: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class CollegeBar:
    """One college: its part of the whole, what its members said (voices), what it brings in favour.

    `part` and `carried` are parts of the same whole as CollegeBars.total; a college out of play
    has a part of 0. `unsaid` are members without a ballot whom the rules count all the same;
    `aside` tells that the college voted, and that the rules then left it out of the base.
    """

    name: str
    part: Fraction
    for_: int
    against: int
    abstain: int
    blank: int
    spoiled: int
    carried: Fraction
    unsaid: int = 0
    aside: bool = False

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Give each choice with its number of voices, in the order of the drawing."""
        voices = (self.for_, self.against, self.abstain, self.blank, self.spoiled)
        return tuple(zip(CHOICES, voices, strict=True))


@dataclass(frozen=True, slots=True)
class CollegeBars:
    """A result by college. `bound` is the majority, a part of `total` (the base of the result).

    `at_least` tells whether reaching the bound is enough. `adopted` is None when the quorum was
    not reached. `weighted` is false when voices are counted all together: a college's part is then
    its share of the voices that count.
    """

    colleges: tuple[CollegeBar, ...]
    bound: Fraction
    total: Fraction
    adopted: bool | None = None
    at_least: bool = False
    weighted: bool = True

    @property
    def scale(self) -> Fraction:
        """Give what the full width stands for: the base, or all the parts when they are more."""
        parts = sum((college.part for college in self.colleges), Fraction(0))
        return max(self.total, parts) or Fraction(1)

    @property
    def carried(self) -> Fraction:
        """Give what is in favour, all colleges together, as a part of the base."""
        brought = sum((college.carried for college in self.colleges), Fraction(0))
        return brought / (self.total or Fraction(1))

    @property
    def marker(self) -> str:
        """Place the bound."""
        return length(self.bound * self.total / self.scale)

    def width(self, college: CollegeBar) -> str:
        """Give the width of a college's bar: its part."""
        return length(college.part / self.scale)

    def pieces(self, college: CollegeBar) -> tuple[Piece, ...]:
        """Cut a college's bar by what its members said; those without a ballot leave theirs empty."""
        return cut(college.counts, college.part / self.scale, college.unsaid)

    def sums(self) -> tuple[Piece, ...]:
        """Put side by side what each college brings in favour."""
        parts = [college.carried / self.scale for college in self.colleges]
        starts = accumulate(parts, initial=Fraction(0))
        return tuple(
            Piece("for", length(start), length(part))
            for start, part in zip(starts, parts, strict=False)
            if part
        )


def cut(counts: Sequence[tuple[str, int]], width: Fraction, rest: int = 0) -> tuple[Piece, ...]:
    """Cut a bar of `width` (a part of the drawing) in proportion to `counts`; zeros have no piece.

    `rest` more keep their place, empty, at the end.
    """
    whole = sum(count for _, count in counts) + rest
    if not whole:
        return ()
    starts = accumulate((count for _, count in counts), initial=0)
    return tuple(
        Piece(kind, length(width * start / whole), length(width * count / whole), count)
        for (kind, count), start in zip(counts, starts, strict=False)
        if count
    )


@dataclass(frozen=True, slots=True)
class QuorumBar:
    """One condition of quorum: who is there, out of how many, and what is needed.

    `label` says of what (a sentence already translated); `got` and `part` are parts of all those
    entitled; `present` and `entitled` are numbers of members.
    """

    label: str
    got: Fraction
    part: Fraction
    present: int
    entitled: int
    reached: bool

    @property
    def width(self) -> str:
        """Give the width of what is reached."""
        return length(min(self.got, Fraction(1)))

    @property
    def marker(self) -> str:
        """Place the bound."""
        return length(min(self.part, Fraction(1)))


def bars_of(sheet: CountingSheet, result: Result) -> CollegeBars:
    """Draw the result of a sheet: what `college_bars` shows."""
    weighted = result.weights is WeightsState.IN_FORCE
    voices = sum(college.b for college in result.colleges) or 1
    majority = sheet.rules.majority
    return CollegeBars(
        colleges=tuple(
            CollegeBar(
                name=asked.name,
                part=(found.part or Fraction(0)) if weighted else Fraction(found.b, voices),
                for_=asked.counts.in_favour,
                against=asked.counts.against,
                abstain=asked.counts.abstain,
                blank=asked.counts.blank,
                spoiled=asked.counts.spoiled,
                carried=(found.in_favour or Fraction(0)) if weighted else Fraction(found.f, voices),
                unsaid=_unsaid(asked, sheet.rules.reading),
                aside=weighted and found.b > 0 and not found.base,
            )
            for asked, found in zip(sheet.colleges, result.colleges, strict=True)
        ),
        bound=majority.part,
        total=result.base if weighted else Fraction(1),
        adopted=result.adopted,
        at_least=majority.at_least,
        weighted=weighted,
    )


def _unsaid(college: SheetCollege, reading: Readings) -> int:
    answers, read = college.answers(), reading.by_answer()
    return sum(answers[one] for one in ("silent", "absent") if read[one] is not Reading.OUT)


def quorum_bars_of(sheet: CountingSheet, result: Result) -> tuple[QuorumBar, ...]:
    """Draw each condition of quorum of a sheet: what `quorum_bar` shows, one at a time."""
    return quorum_bars(sheet, result.quorum)


def quorum_bars(sheet: CountingSheet, quorum: Sequence[QuorumGot]) -> tuple[QuorumBar, ...]:
    """Draw conditions of quorum, of a resolution or of an election."""
    present = sum(college.present for college in sheet.colleges)
    entitled = sum(college.entitled for college in sheet.colleges)
    return tuple(
        QuorumBar(gettext(QUORUM_NAMES[one.of]), one.got, one.part, present, entitled, one.reached)
        for one in quorum
    )
