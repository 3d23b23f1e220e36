"""The choices that bylaws make: each is a closed list of words, written as such in the document.

A choice that the law forbids is listed like the others: bad bylaws must be representable.
"""

from enum import StrEnum


class CategoryKind(StrEnum):
    """The nature of a member's link with the cooperative (not a college)."""

    EMPLOYEES = "employees"
    PRODUCERS = "producers"
    BENEFICIARIES = "beneficiaries"
    VOLUNTEERS = "volunteers"
    PUBLIC = "public"
    OTHER = "other"


class Persons(StrEnum):
    """Which persons a category is open to."""

    ANYONE = "anyone"
    NATURAL = "natural"
    LEGAL = "legal"


class Organ(StrEnum):
    """Who decides, where the bylaws must name somebody."""

    BOARD = "board"
    MANAGER = "manager"
    PRESIDENT = "president"
    ASSEMBLY = "assembly"


class Usufruct(StrEnum):
    """Who votes when the shares are split between a usufructuary and a bare owner."""

    LAW = "law"
    USUFRUCTUARY = "usufructuary"
    BARE_OWNER = "bare_owner"
    BY_KIND = "by_kind"


class RecordDate(StrEnum):
    """The day on which one must be a member to vote."""

    MEETING_DAY = "meeting_day"
    SECOND_BUSINESS_DAY = "second_business_day"
    LIST_DAY = "list_day"
    NOTICE_DAY = "notice_day"


class Weighing(StrEnum):
    """What a college brings: its points, one voice like the others, or its voices multiplied."""

    POINTS = "points"
    ONE_VOICE = "one_voice"
    MULTIPLIER = "multiplier"


class BelowMinimum(StrEnum):
    """What becomes of a college with fewer members than the bylaws ask."""

    SHARED = "shared"
    MERGED = "merged"


class Assigner(StrEnum):
    """Who puts a member in a college."""

    BOARD = "board"
    MANAGER = "manager"
    PRESIDENT = "president"
    ASSEMBLY = "assembly"
    MEMBER = "member"
    CATEGORY = "category"


class CollegeFreeze(StrEnum):
    """From when nobody changes college before an assembly."""

    NEVER = "never"
    NOTICE = "notice"
    MEMBERS_LIST = "members_list"


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
    COLLEGE = "college"


class Presence(StrEnum):
    """Whom a quorum counts as there: all who take part, or only those in the room."""

    TAKING_PART = "taking_part"
    IN_ROOM = "in_room"


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
    GAZETTE = "gazette"


class AdvanceVotes(StrEnum):
    """What becomes of votes sent for a meeting that had no quorum."""

    KEPT = "kept"
    RESTARTED = "restarted"


class OffAgenda(StrEnum):
    """What may be voted on without being on the agenda."""

    LAW = "law"
    ADMITTED_BY_VOTE = "admitted_by_vote"


class Holder(StrEnum):
    """Who may hold a proxy."""

    MEMBER = "member"
    SPOUSE = "spouse"
    PARTNER = "partner"
    ANYONE = "anyone"


class BlankProxy(StrEnum):
    """What a proxy that names nobody becomes."""

    FOLLOWS_BOARD = "follows_board"
    SPLIT = "split"
    REFUSED = "refused"


class BlankRounding(StrEnum):
    """Who gets the odd one when blank proxies are split between the chair and the board."""

    CHAIR = "chair"
    BOARD = "board"
    NEAREST = "nearest"


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


class MinutesSigner(StrEnum):
    """Who signs the minutes."""

    OFFICERS = "officers"
    MANAGERS_AND_CHAIR = "managers_and_chair"
    CHAIR = "chair"
    PRESIDENT = "president"


class SecretFor(StrEnum):
    """What must be voted by secret ballot."""

    ELECTIONS = "elections"
    REMOVALS = "removals"
    EXCLUSIONS = "exclusions"
    ON_REQUEST = "on_request"


class BoardSystem(StrEnum):
    """What the elected organ is: a board, a supervisory board over executives, or another council."""

    BOARD = "board"
    SUPERVISORY = "supervisory"
    COUNCIL = "council"


class Renewal(StrEnum):
    """How much of the board is renewed at once."""

    WHOLE = "whole"
    HALVES = "halves"
    THIRDS = "thirds"


class ElectionMethod(StrEnum):
    """How the assembly elects."""

    PLURALITY = "plurality"
    TWO_ROUNDS = "two_rounds"
    APPROVAL = "approval"
    CUMULATIVE = "cumulative"
    LISTS = "lists"
    INSTANT_RUNOFF = "instant_runoff"
    SCHULZE = "schulze"
    STV = "stv"
    MAJORITY_JUDGMENT = "majority_judgment"
    WITHOUT_CANDIDATE = "without_candidate"


class ElectionCarry(StrEnum):
    """Who elects: everybody as one body, the colleges by their points, or each college its own seats."""

    SINGLE_BODY = "single_body"
    BY_POINTS = "by_points"
    EACH_COLLEGE = "each_college"


class ListSeats(StrEnum):
    """How seats are divided between lists."""

    LARGEST_REMAINDER = "largest_remainder"
    HIGHEST_AVERAGE = "highest_average"


class ListParity(StrEnum):
    """Women and men on a list: no rule, alternating, or as many of each (one apart when it is odd)."""

    NONE = "none"
    ALTERNATE = "alternate"
    EQUAL = "equal"


class TieRule(StrEnum):
    """What settles a tie between candidates."""

    ELDEST = "eldest"
    YOUNGEST = "youngest"
    SENIORITY = "seniority"
    LOT = "lot"


class DelegatesOf(StrEnum):
    """Whom delegates speak for in the assembly."""

    COLLEGES = "colleges"
    SECTIONS = "sections"
