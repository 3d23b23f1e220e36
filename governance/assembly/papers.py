"""What the papers of an assembly share: who meets, when, about what; and how facts become JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.units import Cents
from governance.words import N_

MEETING_NAMES = {
    AssemblyKind.ORDINARY: N_("Assemblée générale ordinaire"),
    AssemblyKind.EXTRAORDINARY: N_("Assemblée générale extraordinaire"),
}
ANNUAL_MEETING_NAME = N_("Assemblée générale ordinaire annuelle")
MIXED_MEETING_NAME = N_("Assemblée générale mixte")


@dataclass(frozen=True, slots=True)
class CooperativeIdentity:
    """What every paper of a company must show.

    `capital` is the amount last recorded, in cents (the capital of a SCIC is variable), None when
    unknown; `registration` is the registry and number, as in « RCS Lyon 812 345 678 ».
    """

    name: str
    form: CompanyForm
    capital: Cents | None
    office: tuple[str, ...]
    registration: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One assembly as its papers name it.

    `held_at` is aware; None while the day is not settled. `remote` says how to take part from
    elsewhere, empty when one must come. `fiscal_year` is set for an annual meeting. `mixed` is true
    when the agenda also holds resolutions of the other kind.
    """

    kind: AssemblyKind
    call: Call
    annual: bool
    held_at: datetime | None
    place: str
    remote: str = ""
    fiscal_year: str = ""
    mixed: bool = False

    @property
    def name(self) -> str:
        """The French name of the meeting, marked for translation."""
        if self.mixed:
            return MIXED_MEETING_NAME
        if self.annual and self.kind is AssemblyKind.ORDINARY:
            return ANNUAL_MEETING_NAME
        return MEETING_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One line of the agenda. `number` starts at 1; `submitted_by` is empty for the convener."""

    number: int
    title: str
    submitted_by: str = ""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """Somebody who stands, or a list, as members read of them before the vote.

    `words` is one line; `presentation` is Markdown: in an SA, what the law wants known of them.
    `persons` are those of a list, in its order.

    Law: code de commerce, art. R. 225-83 (SA).
    """

    name: str
    words: str = ""
    presentation: str = ""
    persons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOfVoting:
    """How members will elect, or be asked, on one item, as the notice tells them.

    `method` is the name of the way to vote; `seats` is 0 for an advice. `college` is the name of the
    college that votes alone, "" for all; `weighed` tells that the colleges then weigh their parts.
    `rounds` is how many there may be; `majority` holds marked sentences on what is needed to be elected;
    `grades` are the marked words of a majority judgment, from the highest, empty for any other way.
    """

    method: str
    seats: int
    college: str = ""
    weighed: bool = False
    office: str = ""
    years: int | None = None
    rounds: int = 1
    majority: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftResolution:
    """A resolution as put to the members before the meeting. `text` is Markdown.

    `candidates` are those known when the notice leaves, in the order in which the ballot shows them;
    `way` is how they are voted on, None for a text put for or against.
    """

    number: int
    title: str
    text: str
    proposed_by: str = ""
    rule: str = ""
    candidates: tuple[Candidacy, ...] = ()
    way: WayOfVoting | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of the bureau of the meeting, with the quality in which they sit."""

    name: str
    quality: str = ""


def plain(facts: object) -> dict[str, Any]:
    """Turn a dataclass of facts into what JSON can hold, exactly.

    Nested facts become objects, fractions "7/19", moments and days ISO 8601 text, enumerations their
    value. Raises TypeError for anything that JSON would blur: a float first of all.
    """
    if not is_dataclass(facts) or isinstance(facts, type):
        raise TypeError(f"not the facts of a paper: {type(facts).__name__}")
    return {field.name: _plain(getattr(facts, field.name)) for field in fields(facts)}


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, (Fraction, UUID)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held) for held in value]
    return plain(value)
