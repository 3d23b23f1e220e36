"""The colleges and how their votes are counted: clauses of the bylaws."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from governance.bylaws.choices import (
    Assigner,
    BelowMinimum,
    BlocTie,
    Carry,
    CollegeFreeze,
    Criterion,
    Policy,
    Presence,
    QuorumOf,
    ReadAs,
    Weighing,
)
from governance.law.legal_forms import AssemblyKind, Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ByMeeting(Generic[T]):
    """One value for each kind of assembly and each call."""

    ordinary_first: T
    ordinary_second: T
    extraordinary_first: T
    extraordinary_second: T

    def of(self, kind: AssemblyKind, call: Call) -> T:
        """Give the value for this kind and this call."""
        if kind is AssemblyKind.ORDINARY:
            return self.ordinary_first if call is Call.FIRST else self.ordinary_second
        return self.extraordinary_first if call is Call.FIRST else self.extraordinary_second


@dataclass(frozen=True, slots=True)
class CollegeClause:
    """One college: its points of the vote (any unit, exact: "100/3") and the categories it gathers.

    `points` is above 0, or 0 where votes are counted as one body: the college then only has
    seats. With multipliers, `points` is what each voice of the college is multiplied by.
    A college under `min_members` is treated by `below_min`: as one without member (SHARED), or
    with the college `merged_into`, points added (MERGED). `max_part` is a ceiling of its own.
    """

    id: str
    name: str
    points: Fraction
    categories: tuple[str, ...]
    article: str
    min_members: int = 1
    below_min: BelowMinimum = BelowMinimum.SHARED
    merged_into: str = ""
    max_part: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Colleges:
    """The voting colleges. Without any, `items` is empty and `carry` is SINGLE_BODY.

    `bloc_part` is the part of a college's votes that wins its bloc (strictly more, or at least
    with `bloc_at_least`). With `second_round_part`, a college where neither side reaches that
    bound votes again, and more than `second_round_part` then decides (at least, with
    `second_round_at_least`). The three policies and the three bounds are those of the count; a
    silent college never shares its part (NEUTRAL or STAYS). `silence_is_for` says that who does
    not vote agrees, even a whole college. `priority` orders the colleges for who fits several.
    """

    article: str
    items: tuple[CollegeClause, ...]
    criterion: Criterion
    weighing: Weighing
    carry: Carry
    bloc_part: Fraction
    bloc_at_least: bool
    bloc_tie: BlocTie
    second_round_part: Fraction | None
    second_round_at_least: bool
    empty_college: Policy
    absent_college: Policy
    silent_college: Policy
    silence_is_for: bool
    max_college_part: Fraction
    min_college_part: Fraction
    min_colleges: int
    several_per_person: bool
    assigned_by: Assigner
    priority: tuple[str, ...]
    change_freeze: CollegeFreeze

    @property
    def weigh(self) -> bool:
        """Tell whether the colleges count in the votes; otherwise they only have seats, or none are."""
        return bool(self.items) and any(college.points for college in self.items)


@dataclass(frozen=True, slots=True)
class QuorumClause:
    """One condition of presence: at least `part` (in [0, 1]) of `of`.

    `college` names the one that COLLEGE measures, and is empty otherwise.
    """

    of: QuorumOf
    part: Fraction
    college: str = ""
    presence: Presence = Presence.TAKING_PART


@dataclass(frozen=True, slots=True)
class Quorum:
    """Conditions for each meeting; they add up. Empty: the bylaws ask for none.

    `ordinary_third` and `extraordinary_third` are those of a third call, where there is one.
    """

    article: str
    by_meeting: ByMeeting[tuple[QuorumClause, ...]]
    ordinary_third: tuple[QuorumClause, ...]
    extraordinary_third: tuple[QuorumClause, ...]


@dataclass(frozen=True, slots=True)
class MajorityClause:
    """Strictly more than `part`, or at least `part` with `at_least`."""

    part: Fraction
    at_least: bool


@dataclass(frozen=True, slots=True)
class Majority:
    """The majority for each meeting; None leaves it to the law.

    What misses it is put again to a new meeting called within `put_again_days`; None: it is
    rejected.
    """

    article: str
    by_meeting: ByMeeting[MajorityClause | None]
    put_again_days: int | None


@dataclass(frozen=True, slots=True)
class ReadingClause:
    """How the five answers that are neither for nor against count."""

    abstain: ReadAs
    blank: ReadAs
    spoiled: ReadAs
    silent: ReadAs
    absent: ReadAs


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading for each meeting; None leaves it to the law of the day."""

    article: str
    by_meeting: ByMeeting[ReadingClause | None]
