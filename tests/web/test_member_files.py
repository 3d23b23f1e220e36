"""Spreadsheets of members as people make them, and those we write."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from governance.register.import_file import understand
from web.documents.member_files import (
    TooManyRows,
    UnreadableFile,
    read_table,
    safe_cell,
    write_csv,
    write_template,
    write_xlsx,
)


def a_workbook(*rows, merge=None):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    if merge:
        workbook.active.merge_cells(merge)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def cells(content):
    return [row.cells for row in read_table(content)]


def test_a_workbook_gives_dates_texts_and_whole_numbers():
    content = a_workbook(["Numéro", "Admis"], [12, datetime(2027, 6, 24)], [13.0, "x"], [1.5, True])  # noqa: DTZ001
    assert cells(content)[1:] == [("12", date(2027, 6, 24)), ("13", "x"), ("1.5", "True")]


def test_empty_rows_keep_the_numbers_of_the_others():
    content = a_workbook(["Numéro"], [], [1])
    assert [row.number for row in read_table(content)] == [1, 3]


def test_a_merged_title_above_the_header_is_passed_over():
    content = a_workbook(
        ["Nos sociétaires", None], ["Numéro", "Nom"], [1, "Exemple"], merge="A1:B1"
    )  # fmt: skip
    (row,) = understand(read_table(content)).rows
    assert (row.number, dict(row.cells)) == (3, {"number": "1", "name": "Exemple"})


def test_a_formula_is_never_read_as_such():
    assert cells(a_workbook(["Numéro", "Nom"], [1, "=1+1"]))[1] == ("1",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_text_file_is_read_whatever_its_encoding_and_its_mark(encoding, mark):
    text = f"Numéro{mark}Prénom\r\n1{mark}Chloé\r\n"
    assert cells(text.encode(encoding)) == [("Numéro", "Prénom"), ("1", "Chloé")]


def test_a_quoted_cell_may_hold_the_mark():
    assert cells(b'a;b\n"1;2";3\n')[1] == ("1;2", "3")


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", b"%PDF-\x00"],
)
def test_anything_else_cannot_be_read(content):
    with pytest.raises(UnreadableFile):
        read_table(content)


def test_a_zip_that_is_no_workbook_cannot_be_read():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UnreadableFile):
        read_table(target.getvalue())


def test_a_workbook_that_would_unzip_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("web.documents.member_files.MOST_UNZIPPED", 1000)
    with pytest.raises(TooManyRows):
        read_table(a_workbook(["Numéro"]))


def test_a_file_longer_than_asked_is_left_for_later_and_one_too_long_is_refused(monkeypatch):
    content = b"a\n" * 11
    assert read_table(content, most=10) is None
    assert len(read_table(content, most=11)) == 11
    monkeypatch.setattr("web.documents.member_files.MOST_ROWS", 10)
    with pytest.raises(TooManyRows):
        read_table(content, most=10)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  ="])
def test_no_cell_of_our_csv_starts_a_formula(start):
    evil = f"{start}cmd|' /C calc'!A0"
    assert safe_cell(evil) == "\t" + evil
    written = write_csv(["Nom"], [[evil]]).decode("utf-8-sig")
    assert f'"\t{evil}"' in written


def test_our_csv_reads_back():
    content = write_csv(["Numéro", "Nom", "Admis"], [[1, "Le Goff; Éric", date(2027, 6, 24)]])
    assert cells(content)[1] == ("1", "Le Goff; Éric", "24/06/2027")


def test_our_workbook_holds_texts_and_dates_and_no_formula():
    content = write_xlsx("Liste", ["Nom", "CP", "Admis", "Parts"], [["=1+1", "01000", date(2027, 6, 24), 3]])
    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "d", "n"]
    assert sheet["A2"].value == "=1+1"
    assert cells(content)[1] == ("=1+1", "01000", date(2027, 6, 24), "3")


def test_the_template_has_the_headers_and_no_row():
    content = write_template(["Numéro", "Catégorie"], [(1, ["a", "b"])], ["Une aide"])
    assert cells(content) == [("Numéro", "Catégorie")]
