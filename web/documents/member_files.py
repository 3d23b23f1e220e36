"""Spreadsheets of members: reading what people send, writing what they can open without danger.

Received: XLSX (first sheet, formulas as the values last computed) and CSV (UTF-8, UTF-16 with its
mark, or Windows-1252; semicolon, comma or tab). Written: XLSX with explicit texts, CSV where no
cell can start a formula.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import xlsxwriter
from openpyxl import load_workbook

from governance.errors import Malformed
from governance.register.import_file import TableRow
from governance.register.reading import Cell
from governance.words import N_

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 60
MOST_UNZIPPED: Final = 300_000_000  # bytes, all the parts of a workbook together
LAST_ROW: Final = 1_048_576  # of a sheet

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"

FORMULA_STARTS: Final = "=+-@\t\r\n＝＋－＠"


@dataclass(eq=False)
class UnreadableFile(Malformed):
    """The file is neither a workbook nor a text we can read."""

    message = N_("Ce fichier n’a pas pu être lu : ce n’est ni un classeur Excel (.xlsx) ni un fichier CSV.")
    remedy = N_("Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx ou CSV, puis recommencez.")


@dataclass(eq=False)
class TooManyRows(Malformed):
    """The file has more rows than a list of members may have."""

    most: int

    message = N_("Ce fichier a plus de %(most)s lignes : il est trop long pour un seul import.")
    remedy = N_("Coupez-le en plusieurs fichiers, avec les mêmes en-têtes.")


def read_table(content: bytes, *, most: int = MOST_ROWS) -> list[TableRow] | None:
    """Read the rows that are not empty; None when there are more than `most` (a number below the limit).

    Raises UnreadableFile, TooManyRows.
    """
    rows = _workbook_rows(content) if content.startswith(b"PK\x03\x04") else _text_rows(content)
    table: list[TableRow] = []
    for number, cells in rows:
        if not any(cell != "" for cell in cells):
            continue
        if len(table) >= most:
            if most < MOST_ROWS:
                return None
            raise TooManyRows(MOST_ROWS)
        table.append(TableRow(number, cells))
    return table


def _workbook_rows(content: bytes) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNZIPPED:
                raise TooManyRows(MOST_ROWS)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # some writers announce one cell and write thousands
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > LAST_ROW:
                raise TooManyRows(MOST_ROWS)
            yield number, _trimmed([_cell(value) for value in row[:MOST_COLUMNS]])
        workbook.close()
    except Malformed:
        raise
    except Exception as error:  # a workbook made by anybody can fail anywhere inside its reader
        raise UnreadableFile from error


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """Drop the empty cells at the end of a row."""
    while cells and cells[-1] == "":
        cells.pop()
    return tuple(cells)


def _cell(value: object) -> Cell:
    """Write a cell as a text; a date stays one, a whole number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _text_rows(content: bytes) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    decoded = _decode(content)
    try:
        reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=_delimiter(decoded))
        for number, row in enumerate(reader, start=1):
            yield number, _trimmed([cell.strip() for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise UnreadableFile from error


def _decode(content: bytes) -> str:
    """Read bytes as text: UTF-8 if all of it is, UTF-16 if it says so, else Windows-1252."""
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            decoded = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in decoded:
            return decoded
    raise UnreadableFile


def _delimiter(decoded: str) -> str:
    """Take the mark that cuts the first lines the most often; a semicolon when none does."""
    first = decoded.splitlines()[:10]
    return max(";,\t", key=lambda mark: max((line.count(mark) for line in first), default=0))


def safe_cell(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula: a tab goes before it.

    The tab is inside the quotes of the CSV. A leading apostrophe would not survive a save.
    """
    return f"\t{text}" if text.lstrip(" ").startswith(tuple(FORMULA_STARTS)) else text


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell | int]]) -> bytes:
    """Write a table as CSV for a French spreadsheet: UTF-8 with its mark, semicolons, all quoted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _csv_text(cell: Cell | int) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return safe_cell(str(cell))


def write_xlsx(sheet: str, headers: Sequence[str], rows: Iterable[Sequence[Cell | int]]) -> bytes:
    """Write a table as a workbook: texts are texts whatever they begin with, dates are dates."""
    target = io.BytesIO()
    with _workbook(target) as workbook:
        _fill(workbook, sheet, headers, rows)
    return target.getvalue()


def write_template(
    headers: Sequence[str], choices: Sequence[tuple[int, Sequence[str]]], help_lines: Sequence[str]
) -> bytes:
    """Write an empty workbook to fill in: headers, lists of choices by column, a sheet of explanations."""
    target = io.BytesIO()
    with _workbook(target) as workbook:
        page = _fill(workbook, "Sociétaires", headers, ())
        for column, values in choices:
            shown = [value[:80] for value in values]
            if shown and len(",".join(shown)) <= 255:
                page.data_validation(1, column, 2000, column, {"validate": "list", "source": shown})
        help_page = workbook.add_worksheet("Aide")
        help_page.set_column(0, 0, 110)
        for row, line in enumerate(help_lines):
            help_page.write_string(row, 0, line)
    return target.getvalue()


def _workbook(target: io.BytesIO) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def _fill(
    workbook: xlsxwriter.Workbook, name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell | int]]
) -> xlsxwriter.worksheet.Worksheet:
    page = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1})
    as_text = workbook.add_format({"num_format": "@"})
    as_day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    page.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        page.set_column(column, column, max(12, len(header) + 2), as_text)
        page.write_string(0, column, header, bold)
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), as_day)  # noqa: DTZ001 - a day
            elif isinstance(cell, int):
                page.write_number(row, column, cell)
            elif cell:
                page.write_string(row, column, cell, as_text)
    return page
