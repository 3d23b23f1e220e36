"""The attendance sheet (feuille de présence), as facts: one line a member, grouped by college."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from governance.assembly.papers import CooperativeIdentity, Meeting, Officer, plain
from governance.errors import Refused
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.units import Cents
from governance.words import N_

MOST_LINES = 10_000
"""Lines one document holds; above, printing takes more memory than a small server has."""


@dataclass(eq=False)
class SheetTooLong(Refused):
    """The sheet has more lines than one document can hold."""

    lines: int
    most: int = MOST_LINES

    message = N_(
        "La feuille de présence compterait %(lines)s lignes : un document en contient %(most)s au plus."
    )
    remedy = N_(
        "Notez les présences à l’écran de l’accueil : après la séance, la feuille ne compte que "
        "les participants."
    )


class Participation(StrEnum):
    """How a member takes part. EXPECTED is the sheet before the meeting: a blank to sign."""

    EXPECTED = "expected"
    PRESENT = "present"
    REMOTE = "remote"
    REPRESENTED = "represented"
    POSTAL = "postal"
    ABSENT = "absent"


TAKING_PART = frozenset(
    {Participation.PRESENT, Participation.REMOTE, Participation.REPRESENTED, Participation.POSTAL}
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One member on the sheet.

    `surname` is the company's name for a company, `representative` who speaks for it. `shares` and
    `votes` are numbers. `holder` is who holds the member's proxy; `principals` are those whose
    proxies the member holds. `signed_at` is set when the member signed on a screen.
    `suspended` is the text by which the law suspends the member's votes, "" when it does not.
    """

    surname: str
    first_name: str = ""
    address: tuple[str, ...] = ()
    representative: str = ""
    number: str = ""
    shares: int = 0
    votes: int = 1
    participation: Participation = Participation.EXPECTED
    holder: str = ""
    principals: tuple[str, ...] = ()
    signed_at: datetime | None = None
    suspended: str = ""


@dataclass(frozen=True, slots=True)
class SheetCollege:
    """The lines of one college, in the order they are printed.

    `registered` is the number of its electors when only those who take part have a line.
    """

    id: str
    name: str
    lines: tuple[SheetLine, ...]
    registered: int | None = None


@dataclass(frozen=True, slots=True)
class SheetTotals:
    """Counts of a group of lines: members, those of each kind, and the shares and voices taking part."""

    members: int
    shares: int
    votes: int
    expected: int
    present: int
    remote: int
    represented: int
    postal: int
    absent: int
    taking_part: int
    votes_taking_part: int
    shares_taking_part: int


@dataclass(frozen=True, slots=True)
class BesideLine:
    """Somebody called beside the members: they sign, and do not vote."""

    name: str
    quality: str


@dataclass(frozen=True, slots=True)
class AttendanceSheetFacts:
    """The sheet of one meeting.

    `proxies_annexed` and `postal_forms_annexed` are the numbers of papers joined to it. The bureau
    certifies it exact: chair, tellers, secretary, `certified_at` once done.

    Law: code de commerce, art. L225-114 and R225-95 (SA); bylaws or usage elsewhere.
    """

    cooperative: CooperativeIdentity
    meeting: Meeting
    colleges: tuple[SheetCollege, ...]
    chair: Officer | None = None
    tellers: tuple[Officer, ...] = ()
    secretary: Officer | None = None
    proxies_annexed: int = 0
    postal_forms_annexed: int = 0
    certified_at: datetime | None = None
    beside: tuple[BesideLine, ...] = ()

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """Every line of the sheet, college after college."""
        return tuple(line for college in self.colleges for line in college.lines)


def totals(lines: tuple[SheetLine, ...]) -> SheetTotals:
    """Count a group of lines. A member takes part when present, remote, represented or postal."""
    kinds = [line.participation for line in lines]
    taking_part = [line for line in lines if line.participation in TAKING_PART]
    return SheetTotals(
        members=len(lines),
        shares=sum(line.shares for line in lines),
        votes=sum(line.votes for line in lines),
        expected=kinds.count(Participation.EXPECTED),
        present=kinds.count(Participation.PRESENT),
        remote=kinds.count(Participation.REMOTE),
        represented=kinds.count(Participation.REPRESENTED),
        postal=kinds.count(Participation.POSTAL),
        absent=kinds.count(Participation.ABSENT),
        taking_part=len(taking_part),
        votes_taking_part=sum(line.votes for line in taking_part),
        shares_taking_part=sum(line.shares for line in taking_part),
    )


def college_totals(college: SheetCollege) -> SheetTotals:
    """Count one college: electors without a line are absent."""
    counted = totals(college.lines)
    unlisted = 0 if college.registered is None else college.registered - len(college.lines)
    return replace(counted, members=counted.members + unlisted, absent=counted.absent + unlisted)


def sheet_totals(facts: AttendanceSheetFacts) -> SheetTotals:
    """Count the whole sheet, electors without a line among the absent."""
    counted = totals(facts.lines)
    every = [college_totals(college) for college in facts.colleges]
    members, absent = sum(total.members for total in every), sum(total.absent for total in every)
    return replace(counted, members=members, absent=absent)


def without_addresses(facts: AttendanceSheetFacts) -> AttendanceSheetFacts:
    """Give the sheet as it may lie on a table at the door: no address at all."""
    colleges = tuple(
        replace(college, lines=tuple(replace(line, address=()) for line in college.lines))
        for college in facts.colleges
    )
    return replace(facts, colleges=colleges)


def without_holdings(facts: AttendanceSheetFacts) -> AttendanceSheetFacts:
    """Give the sheet as members read it, annexed to their copy of the minutes.

    A name, a college, how the member takes part, whether they signed on a screen: no address, no
    share, no voice, nobody's number, nobody's proxy.
    """

    def bare(line: SheetLine) -> SheetLine:
        return SheetLine(
            surname=line.surname,
            first_name=line.first_name,
            shares=0,
            votes=0,
            participation=line.participation,
            signed_at=line.signed_at,
        )

    colleges = tuple(
        replace(college, lines=tuple(bare(line) for line in college.lines)) for college in facts.colleges
    )
    return replace(facts, colleges=colleges)


def attendance_sheet_document(facts: AttendanceSheetFacts, *, legal_copy: bool) -> dict[str, Any]:
    """Give the sheet as a JSON-able document, with its totals.

    The legal copy alone carries the addresses; the copy shown in the room does not hold them at all.
    """
    document: dict[str, Any] = {
        "format": 1,
        **plain(facts if legal_copy else without_addresses(facts)),
        "name": facts.meeting.name,
        "legal_copy": legal_copy,
        "totals": plain(sheet_totals(facts)),
    }
    for shown, college in zip(document["colleges"], facts.colleges, strict=True):
        shown["totals"] = plain(college_totals(college))
    return document


_OF_MEMBERS = ("surname", "first_name", "participation", "signed_at")
_HELD = ("shares", "votes", "votes_taking_part", "shares_taking_part")


def members_sheet_document(facts: AttendanceSheetFacts) -> dict[str, Any]:
    """Give the sheet as members read it, as a JSON-able document: what `without_holdings` leaves, no more."""
    document = attendance_sheet_document(without_holdings(facts), legal_copy=False)
    for college in document["colleges"]:
        college["lines"] = [{key: line[key] for key in _OF_MEMBERS} for line in college["lines"]]
    for counted in (document["totals"], *(college["totals"] for college in document["colleges"])):
        for key in _HELD:
            del counted[key]
    return document


def read_attendance_sheet(document: Mapping[str, Any]) -> AttendanceSheetFacts:
    """Read back the sheet that `attendance_sheet_document` wrote, as the register keeps it."""
    return AttendanceSheetFacts(
        cooperative=_read_identity(document["cooperative"]),
        meeting=_read_meeting(document["meeting"]),
        colleges=tuple(
            SheetCollege(
                id=college["id"],
                name=college["name"],
                lines=tuple(_read_line(line) for line in college["lines"]),
                registered=college["registered"],
            )
            for college in document["colleges"]
        ),
        chair=_read_officer(document["chair"]),
        tellers=tuple(Officer(**teller) for teller in document["tellers"]),
        secretary=_read_officer(document["secretary"]),
        proxies_annexed=document["proxies_annexed"],
        postal_forms_annexed=document["postal_forms_annexed"],
        certified_at=_read_moment(document["certified_at"]),
        beside=tuple(BesideLine(**one) for one in document.get("beside", ())),
    )


def _read_identity(document: Mapping[str, Any]) -> CooperativeIdentity:
    capital = document["capital"]
    return CooperativeIdentity(
        **{
            **document,
            "form": CompanyForm(document["form"]),
            "capital": None if capital is None else Cents(capital),
            "office": tuple(document["office"]),
        }
    )


def _read_meeting(document: Mapping[str, Any]) -> Meeting:
    typed = {
        "kind": AssemblyKind(document["kind"]),
        "call": Call(document["call"]),
        "held_at": _read_moment(document["held_at"]),
    }
    return Meeting(**{**document, **typed})


def _read_line(document: Mapping[str, Any]) -> SheetLine:
    typed = {
        "address": tuple(document["address"]),
        "principals": tuple(document["principals"]),
        "participation": Participation(document["participation"]),
        "signed_at": _read_moment(document["signed_at"]),
    }
    return SheetLine(**{**document, **typed})


def _read_officer(document: Mapping[str, Any] | None) -> Officer | None:
    return None if document is None else Officer(**document)


def _read_moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
