"""Who the cooperative is, who its members are, and who elects and directs: clauses of the bylaws."""

from dataclasses import dataclass
from fractions import Fraction

from governance.bylaws.choices import (
    BoardSystem,
    CategoryKind,
    ElectionCarry,
    ElectionMethod,
    ListParity,
    ListSeats,
    Organ,
    Persons,
    RecordDate,
    Renewal,
    TieRule,
    Usufruct,
)
from governance.law.legal_forms import CompanyForm
from governance.units import Cents, Shares


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the cooperative is. `year_end` is "MM-DD"; amounts are in cents."""

    article: str
    name: str
    form: CompanyForm
    purpose: str
    registered_office: str
    rcs_town: str
    capital_min: Cents
    nominal_value: Cents
    year_end: str
    has_employees: bool


@dataclass(frozen=True, slots=True)
class CategoryClause:
    """One category of members, with the fewest shares each subscribes.

    `shares_per_thousand` is added for each thousand inhabitants above the first (public bodies).
    `apply_within_months` is how long after joining the work one must ask to be a member, and
    `for_months` how long one may stay in the category; None where the bylaws set nothing.
    `least_capital_part` is the part of the capital this category must keep.
    """

    id: str
    name: str
    kind: CategoryKind
    persons: Persons
    min_shares: Shares
    shares_per_thousand: Shares
    apply_within_months: int | None
    for_months: int | None
    least_capital_part: Fraction | None
    article: str


@dataclass(frozen=True, slots=True)
class Membership:
    """How one becomes a member, keeps the vote and loses it.

    `objection_days`: days during which an admission may be contested. `missed_warned` and
    `missed_ends` are numbers of ordinary assemblies missed in a row, neither present nor
    represented: from which one is warned, and at which membership ends. `list_freeze_days` is
    how many days before an assembly the list of members is fixed. None: nothing is set.
    """

    article: str
    admitted_by: Organ
    excluded_by: Organ
    objection_days: int | None
    paid_up_to_vote: bool
    missed_warned: int | None
    missed_ends: int | None
    usufruct: Usufruct
    both_owners_attend: bool
    record_date: RecordDate
    list_freeze_days: int | None


@dataclass(frozen=True, slots=True)
class CollegeSeats:
    """The seats of one college on the board: at least `least`, at most `most` (None: no limit).

    `term_months` is the term of these seats where it is not that of the board.
    """

    college: str
    least: int
    most: int | None
    term_months: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """The board, where there is one: how many members, how long they sit, how it is renewed.

    A part of it (`renewal`) leaves every `renewal_months`, by lot the first times with
    `leavers_by_lot`. `weighed` means that the colleges keep their points inside the board.
    """

    article: str
    system: BoardSystem
    least: int
    most: int
    term_years: int
    seats: tuple[CollegeSeats, ...]
    renewal: Renewal
    renewal_months: int | None
    leavers_by_lot: bool
    weighed: bool
    observers: bool
    chair_deciding_vote: bool


@dataclass(frozen=True, slots=True)
class Management:
    """Who directs the company: named by whom, and for how long (None: no term is set)."""

    article: str
    named_by: Organ
    term_years: int | None


@dataclass(frozen=True, slots=True)
class Elections:
    """How the assembly elects.

    `rounds` is how many ballots there may be; `names_least` and `names_most` how many names a
    voter may give (None: as many as seats); a list under `list_threshold` of the votes has no
    seat, and `list_parity` is what it owes women and men. Candidates are members for
    `member_for_months` and stand `candidacy_days` before. `ties` is read in order: the first rule
    that separates decides. What is voted in secret is said with the other secret votes, in
    `Remote.secret_for`.
    """

    article: str
    method: ElectionMethod
    carry: ElectionCarry
    rounds: int
    names_least: int
    names_most: int | None
    list_seats: ListSeats
    list_threshold: Fraction
    ties: tuple[TieRule, ...]
    member_for_months: int
    candidacy_days: int | None
    list_parity: ListParity = ListParity.NONE


@dataclass(frozen=True, slots=True)
class ResultAllocation:
    """`statutory_reserve_part`: part of what is left after the legal reserve."""

    article: str
    statutory_reserve_part: Fraction
