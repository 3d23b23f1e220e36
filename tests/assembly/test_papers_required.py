"""Papers: what the law wants before the members, and which files are taken."""

import io
import zipfile

import pytest

from governance.assembly.papers_required import (
    PaperEmpty,
    PaperRefused,
    PaperTooLarge,
    accept,
    extension_of,
    missing,
)
from governance.law.legal_forms import CompanyForm


def office(*names, first=b""):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


XLSX = office("[Content_Types].xml", "xl/workbook.xml")
DOCX = office("[Content_Types].xml", "word/document.xml")
ODS = office("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet")
ODT = office("content.xml", first=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (XLSX, "xlsx"),
        (DOCX, "docx"),
        (ODS, "ods"),
        (ODT, "odt"),
    ],
)
def test_a_paper_is_known_by_its_first_bytes(content, kind):
    assert extension_of(content) == kind
    assert accept("Comptes.exe", content).filename == f"Comptes.{kind}"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"GIF89a",
        b"PK\x03\x04 broken",
        office("a.txt"),
        office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        office("content.xml", first=b"application/vnd.oasis.opendocument.text-template"),
    ],
)
def test_any_other_file_is_refused_whatever_its_name(content):
    with pytest.raises(PaperRefused):
        accept("comptes.pdf", content)


def test_an_empty_file_and_one_above_twenty_megabytes_are_refused():
    with pytest.raises(PaperEmpty):
        accept("vide.pdf", b"")
    accept("juste.pdf", b"%PDF-" + b"x" * (20_000_000 - 5))
    with pytest.raises(PaperTooLarge):
        accept("lourd.pdf", b"%PDF-" + b"x" * (20_000_000 - 4))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\Users\\moi\\Comptes 2026.PDF", "Comptes 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("...", "document.pdf"),
    ],
)
def test_the_name_of_a_paper_can_do_no_harm(typed, kept):
    assert accept(typed, b"%PDF-1.7").filename == kept


def test_an_annual_assembly_wants_accounts_and_reports_and_says_from_which_text():
    wanted = missing(CompanyForm.SA, annual=True, natures={"accounts"})
    assert [paper.nature for paper in wanted] == ["management_report", "project_report", "auditor_report"]
    assert "225-83" in str(wanted[0].source)
    assert "2015-1381" in str(wanted[1].source)
    assert "223-18" in str(missing(CompanyForm.SARL, annual=True, natures=())[0].source)


def test_another_assembly_wants_no_paper():
    assert missing(CompanyForm.SA, annual=False, natures=()) == []
