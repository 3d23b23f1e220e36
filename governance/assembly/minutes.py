"""The minutes (procès-verbal), as facts; and what the law would find missing from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from governance.assembly.papers import AgendaItem, CooperativeIdentity, Meeting, Officer, plain
from governance.law.legal_forms import CompanyForm
from governance.sources import Confidence, LegalSource
from governance.words import N_

COUNTED = ("for", "against", "abstain", "blank", "spoiled")

SA_MINUTES = LegalSource("code de commerce", "R225-106", note="Contenu du procès-verbal d’une SA.")
SARL_MINUTES = LegalSource("code de commerce", "R223-24", note="Contenu du procès-verbal d’une SARL.")
SAS_MINUTES = LegalSource(
    "code de commerce",
    "L227-9",
    confidence=Confidence.COUNSEL,
    note="Les statuts d’une SAS décident ; est demandé ici le minimum qui prouve une décision.",
)


@dataclass(frozen=True, slots=True)
class Convening:
    """How and when the members were called. `channels` counts notices by way of sending."""

    way: str
    sent_on: date | None
    by: str = ""
    channels: Mapping[str, int] = field(default_factory=dict)


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
    """One condition of quorum: `of` "heads", "points" or "each_college", the part asked and got."""

    of: str
    part: Fraction
    got: Fraction
    reached: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class VotedResolution:
    """One resolution and what became of it.

    Figures live in the counting sheet and the result only: both documents, as frozen when the
    result was declared, or both None when the resolution was not put to the vote (`outcome` then
    says why). `rule` is the sentence of the majority applied; `explanation` comes with the result.
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

    @property
    def adopted(self) -> bool | None:
        """Adopted or not; None without a vote, or when the quorum was not reached."""
        return None if self.result is None else self.result["adopted"]


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
    minutes are entered; None for a draft.
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

    @property
    def lacks_quorum(self) -> bool:
        """Whether these minutes only record that the quorum was not reached (procès-verbal de carence)."""
        failed = any(not condition.reached for condition in self.quorum)
        return failed and not any(resolution.result for resolution in self.resolutions)


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing the text asks and the minutes lack. `key` names it, `sentence` says it in French."""

    key: str
    sentence: str
    source: LegalSource


def counts(sheet: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read the counts per college from a counting sheet, zero where the sheet is silent.

    Adds `silent` (present, nothing said) and `absent` (entitled, not present).
    """
    rows = []
    for college in sheet["colleges"]:
        said = {key: college.get(key, 0) for key in COUNTED}
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


def missing(facts: MinutesFacts, form: CompanyForm) -> list[MissingItem]:
    """List everything the text asks of the minutes of this form and that `facts` lack.

    Minutes that record a missing quorum are not asked for debates nor for votes.

    Law: code de commerce, art. R225-106 and R225-107 (SA), R223-24 (SARL); bylaws (SAS).
    """
    source, keys = _ASKED[form]
    spared = {"debates", "resolutions", "results"} if facts.lacks_quorum else set()
    return [
        MissingItem(key, _ITEMS[key][0], source)
        for key in keys
        if key not in spared and not _ITEMS[key][1](facts)
    ]


def _has_chair(facts: MinutesFacts) -> bool:
    return facts.chair is not None and bool(facts.chair.name)


def _has_officers(facts: MinutesFacts) -> bool:
    return _has_chair(facts) and facts.secretary is not None and bool(facts.secretary.name)


def _has_debates(facts: MinutesFacts) -> bool:
    return any(text.strip() for text in facts.prose.debates.values())


def _has_texts(facts: MinutesFacts) -> bool:
    return bool(facts.resolutions) and all(r.text.strip() for r in facts.resolutions)


def _has_results(facts: MinutesFacts) -> bool:
    return all(r.outcome or (r.result is not None and r.sheet is not None) for r in facts.resolutions)


_ITEMS: Mapping[str, tuple[str, Callable[[MinutesFacts], bool]]] = {
    "date": (N_("La date et l’heure de la réunion."), lambda f: f.meeting.held_at is not None),
    "place": (N_("Le lieu de la réunion."), lambda f: bool(f.meeting.place or f.meeting.remote)),
    "convening": (
        N_("La manière dont les sociétaires ont été convoqués, et le jour."),
        lambda f: bool(f.convening.way) and f.convening.sent_on is not None,
    ),
    "agenda": (N_("L’ordre du jour."), lambda f: bool(f.agenda)),
    "officers": (N_("La composition du bureau : président de séance et secrétaire."), _has_officers),
    "chair": (N_("Le nom du président de séance."), _has_chair),
    "chair_quality": (
        N_("La qualité du président de séance (gérant, président…)."),
        lambda f: f.chair is not None and bool(f.chair.quality),
    ),
    "attendance": (
        N_("Le nombre de sociétaires présents, à distance et représentés."),
        lambda f: bool(f.attendance),
    ),
    "quorum": (N_("Le quorum constaté."), lambda f: bool(f.quorum)),
    "papers": (N_("Les documents et rapports soumis à l’assemblée."), lambda f: bool(f.papers)),
    "debates": (N_("Le résumé des débats."), _has_debates),
    "resolutions": (N_("Le texte de chaque résolution mise aux voix."), _has_texts),
    "results": (N_("Le résultat du vote de chaque résolution."), _has_results),
}

_DISCUSSED = ("papers", "debates", "resolutions", "results")

_ASKED: Mapping[CompanyForm, tuple[LegalSource, tuple[str, ...]]] = {
    CompanyForm.SA: (
        SA_MINUTES,
        ("date", "place", "convening", "agenda", "officers", "attendance", "quorum", *_DISCUSSED),
    ),
    CompanyForm.SARL: (
        SARL_MINUTES,
        ("date", "place", "chair", "chair_quality", "attendance", *_DISCUSSED),
    ),
    CompanyForm.SAS: (SAS_MINUTES, ("date", "place", "chair", "resolutions", "results")),
}
