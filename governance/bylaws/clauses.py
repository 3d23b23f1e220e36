"""What one cooperative chose, inside the law: a frozen value, one dataclass per chapter.

Every chapter carries `article`, its number in this cooperative's own bylaws ("14", "14.2"), so
that a refusal can cite it. Nothing here is checked against the law: bad bylaws must be
representable, and `governance.bylaws.check` names what is wrong with them.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.units import Cents, Shares

T = TypeVar("T")


class CategoryKind(StrEnum):
    """The nature of a member's link with the cooperative (not a college)."""

    EMPLOYEES = "employees"
    PRODUCERS = "producers"
    BENEFICIARIES = "beneficiaries"
    VOLUNTEERS = "volunteers"
    PUBLIC = "public"
    OTHER = "other"


class Carry(StrEnum):
    """How the colleges' results are carried into the assembly."""

    SINGLE_BODY = "single_body"
    PROPORTIONAL = "proportional"
    BLOC = "bloc"
    DOUBLE_MAJORITY = "double_majority"


class BlocTie(StrEnum):
    """What a college cut exactly in half brings, under a strict half."""

    AGAINST = "against"
    SPLIT = "split"
    LEAVES_BASE = "leaves_base"


class Policy(StrEnum):
    """What becomes of the part of a college that leaves play."""

    SHARE_EQUALLY = "share_equally"
    SHARE_PRO_RATA = "share_pro_rata"
    NEUTRAL = "neutral"
    STAYS = "stays"


class ReadAs(StrEnum):
    """How one kind of answer counts: not at all, in the base, or in favour."""

    OUT = "out"
    BASE = "base"
    FOR = "for"


class QuorumOf(StrEnum):
    """What a quorum is measured on."""

    HEADS = "heads"
    POINTS = "points"
    EACH_COLLEGE = "each_college"


class Criterion(StrEnum):
    """Why members are sorted into these colleges. The law excludes capital."""

    PARTICIPATION = "participation"
    CONTRIBUTION = "contribution"
    CAPITAL = "capital"


class Channel(StrEnum):
    """How a notice of meeting travels."""

    LETTER = "letter"
    REGISTERED_LETTER = "registered_letter"
    EMAIL = "email"
    HAND = "hand"


class Holder(StrEnum):
    """Who may hold a proxy."""

    MEMBER = "member"
    SPOUSE = "spouse"
    PARTNER = "partner"
    ANYONE = "anyone"


class BlankProxy(StrEnum):
    """What a proxy that names nobody becomes."""

    FOLLOWS_BOARD = "follows_board"
    REFUSED = "refused"


class Chair(StrEnum):
    """Who chairs the assembly."""

    BOARD_CHAIR = "board_chair"
    MANAGER = "manager"
    PRESIDENT = "president"
    ELECTED = "elected"


class TellerChoice(StrEnum):
    """How the tellers are designated."""

    MOST_VOTES = "most_votes"
    ASSEMBLY = "assembly"


class SecretFor(StrEnum):
    """What must be voted by secret ballot."""

    ELECTIONS = "elections"
    REMOVALS = "removals"
    EXCLUSIONS = "exclusions"
    ON_REQUEST = "on_request"


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
    """One category of members, with the fewest shares each subscribes."""

    id: str
    name: str
    kind: CategoryKind
    min_shares: Shares
    article: str


@dataclass(frozen=True, slots=True)
class CollegeClause:
    """One college: its points of the vote (any unit, above 0) and the categories it gathers."""

    id: str
    name: str
    points: Fraction
    categories: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Colleges:
    """The voting colleges. Without any, `items` is empty and `carry` is SINGLE_BODY.

    `bloc_part` is the part of a college's votes that wins its bloc (strictly more, or at least
    with `bloc_at_least`). The three policies and the three bounds are those of the count;
    a silent college never shares its part (NEUTRAL or STAYS).
    """

    article: str
    items: tuple[CollegeClause, ...]
    criterion: Criterion
    carry: Carry
    bloc_part: Fraction
    bloc_at_least: bool
    bloc_tie: BlocTie
    empty_college: Policy
    absent_college: Policy
    silent_college: Policy
    max_college_part: Fraction
    min_college_part: Fraction
    min_colleges: int


@dataclass(frozen=True, slots=True)
class QuorumClause:
    """One condition of presence: at least `part` (in [0, 1]) of `of`."""

    of: QuorumOf
    part: Fraction


@dataclass(frozen=True, slots=True)
class Quorum:
    """Conditions for each meeting; they add up. Empty: the bylaws ask for none."""

    article: str
    by_meeting: ByMeeting[tuple[QuorumClause, ...]]


@dataclass(frozen=True, slots=True)
class MajorityClause:
    """Strictly more than `part`, or at least `part` with `at_least`."""

    part: Fraction
    at_least: bool


@dataclass(frozen=True, slots=True)
class Majority:
    """The majority for each meeting; None leaves it to the law."""

    article: str
    by_meeting: ByMeeting[MajorityClause | None]


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


@dataclass(frozen=True, slots=True)
class Notice:
    """Full days between sending and meeting, and how the notice travels."""

    article: str
    first_days: int
    second_days: int
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Proxies:
    """Who may hold a proxy, how many (None: no limit), and what a blank one becomes."""

    article: str
    per_holder: int | None
    same_college: bool
    holders: tuple[Holder, ...]
    blank: BlankProxy


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers of the meeting (bureau)."""

    article: str
    chair: Chair
    tellers: TellerChoice
    teller_count: int
    secretary_may_be_outsider: bool
    chair_deciding_vote: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The board, where there is one: how many members, and how long they sit."""

    article: str
    least: int
    most: int
    term_years: int


@dataclass(frozen=True, slots=True)
class ResultAllocation:
    """`statutory_reserve_part`: part of what is left after the legal reserve."""

    article: str
    statutory_reserve_part: Fraction


@dataclass(frozen=True, slots=True)
class Remote:
    """Taking part without being in the room, and what is voted by secret ballot."""

    article: str
    hybrid: bool
    hybrid_for_accounts: bool
    remote_only: bool
    electronic_vote: bool
    postal_vote: bool
    written_consultation: bool
    secret_for: tuple[SecretFor, ...]


@dataclass(frozen=True, slots=True)
class Bylaws:
    """The bylaws of one cooperative, in one version."""

    identity: Identity
    categories_article: str
    categories: tuple[CategoryClause, ...]
    colleges: Colleges
    quorum: Quorum
    majority: Majority
    reading: Reading
    notice: Notice
    proxies: Proxies
    officers: Officers
    board: Board | None
    allocation: ResultAllocation
    remote: Remote
