"""Papers as PDF: archivable (PDF/A-3a), accessible (PDF/UA-1), the same bytes for the same data."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

import web.documents
from governance.assembly.attendance_sheet import MOST_LINES, AttendanceSheetFacts
from governance.assembly.minutes import MinutesFacts
from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.papers import CooperativeIdentity
from governance.errors import Malformed
from governance.queries.agreements import AgreementPaper
from governance.queries.contributions import ContributionsOf
from governance.queries.shared_resolutions import SharedShown
from governance.store.letters import LetterRow, written_on
from governance.words import N_
from web.documents.agreements import agreement_view
from web.documents.contributions import statement_view
from web.documents.groups import certificate_view
from web.documents.legible import legible
from web.documents.letter_view import letter_view
from web.documents.minutes_view import attachments, minutes_view
from web.documents.postal_form import form_view
from web.documents.views import attendance_view, members_annex, notice_view
from web.i18n import speaking

TEMPLATES = Path(web.documents.__file__).parent
MOST_LOGO_BYTES = 300_000
_PNG = b"\x89PNG\r\n\x1a\n"
_UNSAFE_SVG = re.compile(
    rb"<!|<\?xml-stylesheet|<script|<image|<foreignObject|href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)


@dataclass(eq=False)
class LogoRefused(Malformed):
    """The logo is neither a plain PNG nor an SVG that stands alone."""

    message = N_("Le logo n’a pas pu être lu.")
    remedy = N_("Choisissez une image PNG, ou SVG sans image liée ni script, de 300 Ko au plus.")


@dataclass(frozen=True, slots=True)
class Logo:
    """An image for the letterhead. `content` is a PNG or an SVG; `alternative` says it in words.

    Raises LogoRefused for anything else, for an SVG that points outside itself, and above 300 kB.
    """

    content: bytes
    alternative: str

    def __post_init__(self) -> None:
        svg = self.format == "svg"
        if len(self.content) > MOST_LOGO_BYTES or (svg and not self._stands_alone()):
            raise LogoRefused

    @property
    def format(self) -> str:
        """ "png" or "svg", from the first bytes."""
        return "png" if self.content.startswith(_PNG) else "svg"

    def _stands_alone(self) -> bool:
        return b"<svg" in self.content[:1000] and not _UNSAFE_SVG.search(self.content)


def notice_pdf(facts: NoticeFacts, recipient: NoticeRecipient, *, logo: Logo | None = None) -> bytes:
    """Print the letter of one member."""
    return notices_pdf(facts, [recipient], logo=logo)


def notices_pdf(
    facts: NoticeFacts, recipients: Sequence[NoticeRecipient], *, logo: Logo | None = None
) -> bytes:
    """Print one letter a member in a single file, each numbered from its own first page.

    Raises ValueError without recipients.
    """
    if not recipients:
        raise ValueError("no letter to print")
    with speaking("fr"):
        view = {**notice_view(facts, recipients), "form": form_view(facts)}
    return _compiled("notice.typ", view, _start_of(facts.dated_on), logo)


def postal_form_pdf(
    facts: NoticeFacts, recipient: NoticeRecipient | None, *, logo: Logo | None = None
) -> bytes:
    """Print the form to vote by post, to the name of one member, or with the name left to fill (None).

    Raises ValueError when nobody votes by post.
    """
    if facts.postal is None:
        raise ValueError("this meeting is not voted by post")
    with speaking("fr"):
        view = {**notice_view(facts, [recipient] if recipient else []), "form": form_view(facts)}
    view["recipients"] = view["recipients"] or [{"lines": [], "rights": []}]
    return _compiled("postal_form.typ", view, _start_of(facts.dated_on), logo)


def attendance_pdf(facts: AttendanceSheetFacts, *, legal_copy: bool, logo: Logo | None = None) -> bytes:
    """Print the attendance sheet; the legal copy has the addresses, the one for the room does not."""
    moment = facts.certified_at or facts.meeting.held_at
    with speaking("fr"):
        view = attendance_view(facts, legal_copy=legal_copy)
    return _compiled("attendance_sheet.typ", view, moment, logo)


def minutes_pdf(
    facts: MinutesFacts,
    sheet: AttendanceSheetFacts | None = None,
    *,
    legal_copy: bool = True,
    copy_of: str = "",
    logo: Logo | None = None,
) -> bytes:
    """Print the minutes, with counting sheets and results joined as files and the sheet annexed.

    `copy_of` is the SHA-256 of the registered PDF: what is printed is then the copy for members.
    """
    files = [{"name": name, "about": about, "text": text} for name, about, text in attachments(facts)]
    with speaking("fr"):
        view = minutes_view(facts)
        annex = None
        if sheet is not None:
            annex = members_annex(sheet) if copy_of else attendance_view(sheet, legal_copy=legal_copy)
    moment = facts.closed_at or facts.opened_at or facts.meeting.held_at
    return _compiled("minutes.typ", view, moment, logo, annex=annex, files=files, copy_of=copy_of)


def statement_pdf(found: ContributionsOf, day: date, *, logo: Logo | None = None) -> bytes:
    """Print the yearly statement of the contribution of one structure, made on `day`."""
    with speaking("fr"):
        view = statement_view(found, day)
    return _compiled("statement.typ", view, _start_of(day), logo)


def agreement_pdf(found: AgreementPaper, *, logo: Logo | None = None) -> bytes:
    """Print an agreement or an amendment: to be signed by hand, or as it was signed."""
    with speaking("fr"):
        view = agreement_view(found)
    return _compiled("agreement.typ", view, _start_of(found.dated_on), logo)


def letter_pdf(row: LetterRow, cooperative: CooperativeIdentity) -> bytes:
    """Print a letter to one person, dated from the day it was written."""
    with speaking("fr"):
        view = letter_view(row, cooperative)
    return _compiled("letter.typ", view, _start_of(written_on(row)), None)


def certificate_pdf(found: SharedShown) -> bytes:
    """Print the joint certificate of a shared resolution: the same bytes for each cooperative."""
    with speaking("fr"):
        view = certificate_view(found)
    return _compiled("certificate.typ", view, found.last_at, None)


def register_copy(facts: MinutesFacts, sheet: AttendanceSheetFacts) -> bytes:
    """Print the minutes as they enter the register: the annexed sheet shows no address.

    A sheet of more than MOST_LINES lines is kept by the register as data, and not annexed.
    """
    return minutes_pdf(facts, _annexed(sheet), legal_copy=False)


def member_copy(facts: MinutesFacts, sheet: AttendanceSheetFacts, original: str) -> bytes:
    """Print the minutes as members read them; `original` is the SHA-256 of the registered PDF.

    The annexed sheet shows names, colleges and how each took part, and no more.
    """
    return minutes_pdf(facts, _annexed(sheet), copy_of=original)


def _annexed(sheet: AttendanceSheetFacts) -> AttendanceSheetFacts | None:
    return sheet if len(sheet.lines) <= MOST_LINES else None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _compiled(
    template: str,
    view: dict[str, Any],
    moment: datetime | None,
    logo: Logo | None,
    *,
    annex: dict[str, Any] | None = None,
    files: list[dict[str, str]] | None = None,
    copy_of: str = "",
) -> bytes:
    inputs = {
        "view": json.dumps(legible(view)),
        "annex": json.dumps(legible(annex)),
        "files": json.dumps(files or []),
        "copy_of": copy_of,
    }
    if logo is not None:
        image = {"content": list(logo.content), "format": logo.format, "alt": logo.alternative}
        inputs["logo"] = json.dumps(image)
    moment = (moment or datetime(1970, 1, 1, tzinfo=UTC)).replace(microsecond=0)
    try:
        return _printed(template, inputs, moment)
    except typst.TypstError as error:
        if "display" not in error.message and "codepoint" not in error.message:
            raise
    # A rare pair of letter and accent that no font draws: print with the Latin letters only.
    inputs["view"] = json.dumps(legible(view, narrow=True))
    if annex is not None:
        inputs["annex"] = json.dumps(legible(annex, narrow=True))
    return _printed(template, inputs, moment)


def _printed(template: str, inputs: dict[str, str], moment: datetime) -> bytes:
    pdf = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=moment,
        ignore_system_fonts=True,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the page engine gave no PDF")
    return pdf
