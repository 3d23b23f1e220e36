"""The papers the law wants before the members of an annual assembly, and the files accepted."""

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from governance.errors import Malformed
from governance.law.legal_forms import CompanyForm
from governance.law.texts import commerce, law_of_1947, other
from governance.sources import LegalSource
from governance.words import N_

LARGEST = 20_000_000
"""Largest paper accepted, in bytes."""

NATURES = {
    "accounts": N_("Comptes annuels"),
    "management_report": N_("Rapport de gestion"),
    "project_report": N_("Rapport sur l’évolution du projet coopératif"),
    "auditor_report": N_("Rapport du commissaire aux comptes"),
    "allocation": N_("Tableau d’affectation du résultat"),
    "review_report": N_("Rapport de révision coopérative"),
    "other": N_("Autre document"),
}

_ACCOUNTS_SOURCES = {
    CompanyForm.SA: commerce("R. 225-83"),
    CompanyForm.SARL: commerce("R. 223-18"),
    CompanyForm.SAS: law_of_1947("8", sure=False, note="les statuts disent quels documents sont envoyés"),
}
_PROJECT_SOURCE = other("décret n° 2015-1381 du 29 octobre 2015")


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper the members must be able to read. `only_if` says when, empty when always."""

    nature: str
    source: LegalSource
    only_if: str = ""


def required(form: CompanyForm, *, annual: bool) -> tuple[RequiredPaper, ...]:
    """List the papers of an annual assembly on the accounts; none for another assembly.

    Law: R. 225-83 (SA), R. 223-18 (SARL, sent at least fifteen days before), décret n° 2015-1381.
    """
    if not annual:
        return ()
    text = _ACCOUNTS_SOURCES[form]
    with_auditor = N_("si la coopérative a un commissaire aux comptes")
    return (
        RequiredPaper("accounts", text),
        RequiredPaper("management_report", text),
        RequiredPaper("project_report", _PROJECT_SOURCE),
        RequiredPaper("auditor_report", text, with_auditor),
    )


def missing(form: CompanyForm, *, annual: bool, natures: Collection[str]) -> list[RequiredPaper]:
    """List the required papers that are not among those attached."""
    return [paper for paper in required(form, annual=annual) if paper.nature not in natures]


@dataclass(eq=False)
class PaperRefused(Malformed):
    """The file is of no kind that members can be asked to open."""

    filename: str

    message = N_("« %(filename)s » n’est pas un document accepté ici.")
    remedy = N_(
        "Choisissez un fichier PDF, PNG, JPEG, XLSX, ODS, DOCX ou ODT, sans macro. "
        "Le contenu compte, pas seulement le nom du fichier."
    )


@dataclass(eq=False)
class ProofRefused(Malformed):
    """The file is neither a PDF nor an image."""

    filename: str

    message = N_("« %(filename)s » n’est pas une preuve lisible partout.")
    remedy = N_("Choisissez un fichier PDF, PNG ou JPEG. Le contenu compte, pas seulement le nom du fichier.")


@dataclass(eq=False)
class PaperTooLarge(Malformed):
    """The file is above twenty megabytes."""

    filename: str

    message = N_("« %(filename)s » dépasse 20 Mo.")
    remedy = N_("Allégez ce document (images moins lourdes), ou coupez-le en plusieurs.")


@dataclass(eq=False)
class PaperEmpty(Malformed):
    """No file, or a file without a single byte."""

    message = N_("Aucun fichier n’a été reçu, ou il est vide.")
    remedy = N_("Choisissez un fichier, puis envoyez-le à nouveau.")


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "ods": f"{_ODF}.spreadsheet",
    "odt": f"{_ODF}.text",
}


def extension_of(content: bytes) -> str | None:
    """Recognise a file by its first bytes: one of MEDIA_TYPES, None for anything else.

    An office file with macros is not recognised. Nothing is decompressed.
    """
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else None


def _office_kind(content: bytes) -> str | None:
    for kind in ("ods", "odt"):
        # OpenDocument: the first entry is "mimetype", stored as it is at byte 38
        said = f"mimetype{MEDIA_TYPES[kind]}".encode()
        if content[30 : 30 + len(said)] == said and content[30 + len(said) :][:4] in (
            b"PK\x03\x04",
            b"PK\x07\x08",
        ):
            return kind
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else None


@dataclass(frozen=True, slots=True)
class Paper:
    """An accepted file: its safe name, its media type."""

    filename: str
    media_type: str


def accept(filename: str, content: bytes) -> Paper:
    """Recognise a file sent by a person and give it a safe name with the right extension.

    Raises PaperEmpty, PaperTooLarge, PaperRefused.
    """
    name = PurePosixPath(PureWindowsPath(filename).as_posix()).name
    plain = "".join(c for c in name if c.isprintable() and c not in '<>:"/\\|?*;')[-120:].strip(" .")
    if not content:
        raise PaperEmpty
    if len(content) > LARGEST:
        raise PaperTooLarge(plain)
    kind = extension_of(content)
    if kind is None:
        raise PaperRefused(plain)
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return Paper(f"{stem or 'document'}.{kind}", MEDIA_TYPES[kind])


PROOF_KINDS = frozenset({"pdf", "png", "jpg"})
"""What a signed paper is scanned into."""


def accept_proof(filename: str, content: bytes) -> Paper:
    """Recognise a scanned or signed paper: PDF, PNG or JPEG, by its content.

    Raises PaperEmpty, PaperTooLarge, ProofRefused.
    """
    try:
        paper = accept(filename, content)
    except PaperRefused as refused:
        raise ProofRefused(refused.filename) from None
    if paper.filename.rsplit(".", 1)[1] not in PROOF_KINDS:
        raise ProofRefused(paper.filename)
    return paper
