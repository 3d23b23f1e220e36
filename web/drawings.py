"""What the drawings of a result show: exact values in, lengths out. Pure; no HTML here.

Lengths are percentages of the width of the drawing, written for SVG attributes with three
decimals: a screen cannot show more. Verdicts are never read from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

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
    has a part of 0.
    """

    name: str
    part: Fraction
    for_: int
    against: int
    abstain: int
    blank: int
    spoiled: int
    carried: Fraction

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Give each choice with its number of voices, in the order of the drawing."""
        voices = (self.for_, self.against, self.abstain, self.blank, self.spoiled)
        return tuple(zip(CHOICES, voices, strict=True))


@dataclass(frozen=True, slots=True)
class CollegeBars:
    """A result by college. `bound` is the majority, a part of `total` (the base of the result).

    `at_least` tells whether reaching the bound is enough. `adopted` is None when the quorum was
    not reached.
    """

    colleges: tuple[CollegeBar, ...]
    bound: Fraction
    total: Fraction
    adopted: bool | None = None
    at_least: bool = False

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
        """Cut a college's bar by what its members said."""
        return cut(college.counts, college.part / self.scale)

    def sums(self) -> tuple[Piece, ...]:
        """Put side by side what each college brings in favour."""
        parts = [college.carried / self.scale for college in self.colleges]
        starts = accumulate(parts, initial=Fraction(0))
        return tuple(
            Piece("for", length(start), length(part))
            for start, part in zip(starts, parts, strict=False)
            if part
        )


def cut(counts: Sequence[tuple[str, int]], width: Fraction) -> tuple[Piece, ...]:
    """Cut a bar of `width` (a part of the drawing) in proportion to `counts`; zeros have no piece."""
    whole = sum(count for _, count in counts)
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
