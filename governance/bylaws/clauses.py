"""What one cooperative chose, inside the law: a frozen value, one dataclass per chapter.

Every chapter carries `article`, its number in this cooperative's own bylaws ("14", "14.2"), so
that a refusal can cite it. Nothing here is checked against the law: bad bylaws must be
representable, and `governance.bylaws.check` names what is wrong with them.
"""

from dataclasses import dataclass

from governance.bylaws.choices import (
    AdvanceVotes,
    Assigner,
    BelowMinimum,
    BlankProxy,
    BlankRounding,
    BlocTie,
    BoardSystem,
    Carry,
    CategoryKind,
    Chair,
    Channel,
    CollegeFreeze,
    Criterion,
    DelegatesOf,
    ElectionCarry,
    ElectionMethod,
    Holder,
    ListParity,
    ListSeats,
    MinutesSigner,
    OffAgenda,
    Organ,
    Persons,
    Policy,
    Presence,
    QuorumOf,
    ReadAs,
    RecordDate,
    Renewal,
    SecretFor,
    TellerChoice,
    TieRule,
    Usufruct,
    Weighing,
)
from governance.bylaws.college_clauses import (
    ByMeeting,
    CollegeClause,
    Colleges,
    Majority,
    MajorityClause,
    Quorum,
    QuorumClause,
    Reading,
    ReadingClause,
)
from governance.bylaws.meeting_clauses import (
    Agenda,
    BlankSplit,
    Delegates,
    Notice,
    Officers,
    PermanentAssembly,
    Proxies,
    Remote,
    SecondMeeting,
)
from governance.bylaws.member_clauses import (
    Board,
    CategoryClause,
    CollegeSeats,
    Elections,
    Identity,
    Management,
    Membership,
    ResultAllocation,
)


@dataclass(frozen=True, slots=True)
class Bylaws:
    """The bylaws of one cooperative, in one version."""

    identity: Identity
    categories_article: str
    categories: tuple[CategoryClause, ...]
    membership: Membership
    colleges: Colleges
    notice: Notice
    second_meeting: SecondMeeting
    agenda: Agenda
    quorum: Quorum
    majority: Majority
    reading: Reading
    proxies: Proxies
    officers: Officers
    remote: Remote
    permanent: PermanentAssembly | None
    delegates: Delegates | None
    board: Board | None
    elections: Elections
    management: Management
    allocation: ResultAllocation


__all__ = [
    "AdvanceVotes",
    "Agenda",
    "Assigner",
    "BelowMinimum",
    "BlankProxy",
    "BlankRounding",
    "BlankSplit",
    "BlocTie",
    "Board",
    "BoardSystem",
    "ByMeeting",
    "Bylaws",
    "Carry",
    "CategoryClause",
    "CategoryKind",
    "Chair",
    "Channel",
    "CollegeClause",
    "CollegeFreeze",
    "CollegeSeats",
    "Colleges",
    "Criterion",
    "Delegates",
    "DelegatesOf",
    "ElectionCarry",
    "ElectionMethod",
    "Elections",
    "Holder",
    "Identity",
    "ListParity",
    "ListSeats",
    "Majority",
    "MajorityClause",
    "Management",
    "Membership",
    "MinutesSigner",
    "Notice",
    "OffAgenda",
    "Officers",
    "Organ",
    "PermanentAssembly",
    "Persons",
    "Policy",
    "Presence",
    "Proxies",
    "Quorum",
    "QuorumClause",
    "QuorumOf",
    "ReadAs",
    "Reading",
    "ReadingClause",
    "RecordDate",
    "Remote",
    "Renewal",
    "ResultAllocation",
    "SecondMeeting",
    "SecretFor",
    "TellerChoice",
    "TieRule",
    "Usufruct",
    "Weighing",
]
