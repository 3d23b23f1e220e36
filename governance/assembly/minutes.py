"""The minutes (procès-verbal), as facts; and what the law would find missing from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from governance.assembly.papers import AgendaItem, CooperativeIdentity, Meeting, Officer, plain
from governance.errors import Refused
from governance.law.days import paris_day
from governance.law.legal_forms import CompanyForm
from governance.law.minutes import breaches

COUNTED = ("for", "against", "abstain", "blank", "spoiled")
VALID = ("valid", "abstain", "blank", "spoiled")


@dataclass(frozen=True, slots=True)
class Convening:
    """How and when the members were called. `channels` counts notices by way of sending.

    `joined` members were admitted, and `gone` members left, between the notice and the meeting.
    `beside` says who else was called, without a vote.
    """

    way: str
    sent_on: date | None
    by: str = ""
    channels: Mapping[str, int] = field(default_factory=dict)
    joined: int = 0
    gone: int = 0
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollegeAttendance:
    """Heads of one college when the meeting was declared open; `points` None without colleges."""

    id: str
    name: str
    registered: int
    present: int
    remote: int
    represented: int
    postal: int = 0
    points: Fraction | None = None

    @property
    def taking_part(self) -> int:
        """Members of the college who take part, in whatever way."""
        return self.present + self.remote + self.represented + self.postal


@dataclass(frozen=True, slots=True)
class QuorumCheck:
    """One condition of quorum: `of` (a word of the sheet), the part asked and got."""

    of: str
    part: Fraction
    got: Fraction
    reached: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class ElectionNames:
    """Who the identifiers of an election stand for, and what people are elected to.

    `names` maps each option to a name, those who withdrew included. `office` is what one becomes
    (« administrateur »), "" for an advice or when it is not said; `years` the length of the term.
    `pledge` is the hash of the secret of a lot, written in the log before the votes. `persons` are
    those of each list, in its order.
    """

    names: Mapping[str, str]
    office: str = ""
    years: int | None = None
    pledge: str = ""
    persons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VotedResolution:
    """One resolution and what became of it.

    Figures live in the counting sheet and the result only: both documents, as frozen when the
    result was declared, or both None when the resolution was not put to the vote (`outcome` then
    says why). `rule` is the sentence of the majority applied; `explanation` comes with the result.
    `interested` tells that some members took no part in the vote, which is about them.
    `election` is there when people were elected, or asked, rather than a text voted on.
    """

    number: int
    title: str
    text: str
    rule: str = ""
    proposed_by: str = ""
    secret: bool = False
    sheet: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None
    explanation: tuple[str, ...] = ()
    outcome: str = ""
    election: ElectionNames | None = None
    interested: bool = False

    @property
    def adopted(self) -> bool | None:
        """Adopted or not; None without a vote, for an election, or when the quorum was not reached."""
        return None if self.result is None or self.election else self.result["adopted"]


@dataclass(frozen=True, slots=True)
class MinutesProse:
    """What the secretary writes, in Markdown: never a source of figures.

    `debates` maps the number of an agenda item to the summary of what was said.
    """

    opening: str = ""
    debates: Mapping[int, str] = field(default_factory=dict)
    incidents: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """The minutes of one meeting. Moments are aware; None or empty while not yet known.

    `register_number` is the place in the register of deliberations, given without gap when the
    minutes are entered; None for a draft. `members_listed` is true when the attendance sheet, with
    names and shares, is annexed. `remarks` are sentences on who took part and for whom.
    """

    cooperative: CooperativeIdentity
    meeting: Meeting
    convening: Convening
    opened_at: datetime | None
    closed_at: datetime | None
    chair: Officer | None
    tellers: tuple[Officer, ...]
    secretary: Officer | None
    attendance: tuple[CollegeAttendance, ...]
    quorum: tuple[QuorumCheck, ...]
    papers: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    resolutions: tuple[VotedResolution, ...]
    prose: MinutesProse = field(default_factory=MinutesProse)
    register_number: int | None = None
    members_listed: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def on_another_day(self) -> bool:
        """Whether the session was opened on another day, in Paris, than the one it was convened for."""
        planned, opened = self.meeting.held_at, self.opened_at
        if planned is None or opened is None:
            return False
        return paris_day(opened) != paris_day(planned)

    @property
    def lacks_quorum(self) -> bool:
        """Whether these minutes only record that the quorum was not reached (procès-verbal de carence)."""
        failed = any(not condition.reached for condition in self.quorum)
        return failed and not any(resolution.result for resolution in self.resolutions)


def counts(sheet: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read the counts per college from a counting sheet, zero where the sheet is silent.

    Adds `silent` (present, nothing said) and `absent` (entitled, not present). In an election the
    valid ballots, grouped in the sheet, take the place of those for and against.
    """
    rows = []
    for college in sheet["colleges"]:
        said = {key: college.get(key, 0) for key in (VALID if "election" in sheet else COUNTED)}
        if "election" in sheet:
            said["valid"] = sum(ballots["count"] for ballots in college["ballots"])
        rows.append(
            {
                "id": college["id"],
                "name": college.get("name", college["id"]),
                "entitled": college["entitled"],
                "present": college["present"],
                **said,
                "silent": college["present"] - sum(said.values()),
                "absent": college["entitled"] - college["present"],
            }
        )
    return rows


def minutes_document(facts: MinutesFacts) -> dict[str, Any]:
    """Give the minutes as a JSON-able document; the counts beside each resolution come from its sheet."""
    document: dict[str, Any] = {
        "format": 1,
        **plain(facts),
        "name": facts.meeting.name,
        "lacks_quorum": facts.lacks_quorum,
    }
    for shown, resolution in zip(document["resolutions"], facts.resolutions, strict=True):
        shown["adopted"] = resolution.adopted
        shown["counts"] = [] if resolution.sheet is None else counts(resolution.sheet)
    for row, college in zip(document["attendance"], facts.attendance, strict=True):
        row["taking_part"] = college.taking_part
    return document


def contents(facts: MinutesFacts) -> frozenset[str]:
    """Name what the minutes contain, with the keys of governance.law.minutes.ITEM_NAMES."""
    convening, chair, secretary = facts.convening, facts.chair, facts.secretary
    voted = [r for r in facts.resolutions if not r.outcome]
    held = {
        "date": facts.meeting.held_at is not None,
        "place": bool(facts.meeting.place or facts.meeting.remote),
        "convening": bool(convening.way) and convening.sent_on is not None,
        "agenda": bool(facts.agenda),
        "officers": bool(chair and chair.name and secretary and secretary.name),
        "chair": bool(chair and chair.name and chair.quality),
        "members_and_shares": facts.members_listed,
        "votes_taking_part": bool(facts.attendance),
        "quorum": bool(facts.quorum),
        "documents": bool(facts.papers),
        "debates": any(text.strip() for text in facts.prose.debates.values()),
        "resolutions": bool(facts.resolutions) and all(r.text.strip() for r in facts.resolutions),
        "results": all(r.result is not None and r.sheet is not None for r in voted),
        "incident": bool(facts.prose.incidents.strip()),
    }
    return frozenset(key for key, present in held.items() if present)


def missing(facts: MinutesFacts, form: CompanyForm, *, incident: bool = False) -> list[Refused]:
    """List everything the text asks of the minutes of this form and that `facts` lack.

    `incident` is true when a technical incident disturbed the remote participation. Minutes that
    record a missing quorum are not asked for debates nor for votes. A meeting without a day is
    judged by the latest text.

    Law: code de commerce, art. R. 225-106, R. 225-107 and R. 225-99 (SA), R. 223-24 (SARL).
    """
    spared = {"debates", "resolutions", "results"} if facts.lacks_quorum else set()
    held = facts.meeting.held_at
    day = date.max if held is None else held.date()
    return breaches(form, contents(facts) | spared, day, incident=incident)
