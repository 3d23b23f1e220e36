"""A spreadsheet as rows of cells: finding its header, naming its columns. Of members, or of anything known by
the headers of its columns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from governance.errors import Malformed
from governance.register.members import FIELD_NAMES
from governance.register.names import plain
from governance.register.reading import Cell, tidy
from governance.words import N_

HEADER_WITHIN: Final = 20  # first rows among which the header is looked for
COMPANY_NAME: Final = "company_name"

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("numero", "n", "no", "num", "numero de societaire", "n societaire", "n de societaire",
                   "numero societaire", "numero d associe", "matricule", "identifiant"),
        "kind": ("type", "type de societaire", "nature", "personne", "type de personne", "forme"),
        "name": ("nom", "nom de famille", "nom d usage", "nom ou denomination", "nom denomination",
                 "nom ou raison sociale"),
        COMPANY_NAME: ("denomination", "raison sociale", "denomination sociale", "organisation", "structure",
                       "societe"),
        "first_name": ("prenom", "prenoms"),
        "siren": ("siren", "n siren", "numero siren"),
        "category": ("categorie", "categorie d associe", "categorie de societaire"),
        "college": ("college", "college de vote"),
        "email": ("courriel", "email", "e mail", "mail", "adresse electronique", "adresse e mail",
                  "adresse email", "adresse mail", "adresse de courriel", "mel"),
        "email_notice_since": (
            "accord convocation electronique", "accord convocation electronique date",
            "date accord convocation electronique", "accord pour la convocation electronique",
            "convocation electronique", "accord courriel", "date d accord courriel",
        ),
        "address": ("adresse", "adresse postale", "rue", "voie"),
        "postcode": ("code postal", "cp"),
        "city": ("ville", "commune", "localite"),
        "shares": ("parts", "nombre de parts", "parts sociales", "nombre de parts sociales", "nb parts",
                   "nb de parts"),
        "admitted_on": ("date d admission", "admission", "admis le", "date d entree", "entree",
                        "date admission", "date d adhesion"),
        "left_on": ("date de sortie", "sortie", "sorti le", "date de depart", "date de retrait",
                    "date sortie"),
        "representative": ("representant", "representante", "nom du representant", "representant legal",
                           "represente par"),
        "representative_email": ("courriel du representant", "email du representant",
                                 "e mail du representant", "mail du representant", "courriel representant",
                                 "email representant"),
    }
)  # fmt: skip
"""How people head each column, without accents, capitals or punctuation."""

_FIELD_OF = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}


@dataclass(eq=False)
class MissingColumns(Malformed):
    """The file has no column for something without which no row can be read."""

    missing: tuple[str, ...]
    found: tuple[str, ...]

    message = N_("Il manque ces colonnes dans le fichier : %(missing)s. Colonnes trouvées : %(found)s.")
    remedy = N_("Ajoutez ces colonnes, ou partez du modèle à télécharger, puis envoyez le fichier à nouveau.")


@dataclass(eq=False)
class ColumnTwice(Malformed):
    """Two columns of the file say the same thing."""

    column: str
    headers: tuple[str, ...]

    message = N_("Plusieurs colonnes du fichier disent « %(column)s » : %(headers)s.")
    remedy = N_("Gardez-en une seule, puis envoyez le fichier à nouveau.")


@dataclass(eq=False)
class EmptyFile(Malformed):
    """There is nothing to read under the header."""

    message = N_("Ce fichier ne contient aucune ligne de sociétaire.")
    remedy = N_("Vérifiez que la liste est sur la première feuille, sous une ligne d’en-têtes.")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a spreadsheet, with its number as the spreadsheet shows it (from 1)."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row understood: what is said of each field of one member."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file understood: its rows, the fields it speaks of, the headers nobody knows."""

    rows: tuple[ImportRow, ...]
    fields: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """How a kind of file is headed.

    `field_of` names the field of a header without accents, "" if unknown; `needed` names what must be
    there by any one of several fields; `names` says each field in French.
    """

    field_of: Callable[[str], str]
    needed: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


MEMBER_COLUMNS: Final = Columns(
    field_of=lambda header: _FIELD_OF.get(header, ""),
    needed={FIELD_NAMES["number"]: ("number",), FIELD_NAMES["name"]: ("name", COMPANY_NAME)},
    names=FIELD_NAMES,
)


def understand(table: Sequence[TableRow]) -> ImportFile:
    """Read a file of members. Raises EmptyFile, MissingColumns, ColumnTwice."""
    file = understand_as(table, MEMBER_COLUMNS)
    rows = tuple(ImportRow(row.number, _with_company(row.cells)) for row in file.rows)
    return ImportFile(rows, file.fields, file.ignored)


def understand_as(table: Sequence[TableRow], known: Columns) -> ImportFile:
    """Find the header among the first rows and name each column after a field.

    Rows above the header (titles, merged cells) are skipped, empty rows too.
    Raises EmptyFile, MissingColumns, ColumnTwice.
    """
    if not table:
        raise EmptyFile
    headed = [[known.field_of(plain(tidy(cell))) for cell in row.cells] for row in table[:HEADER_WITHIN]]
    place = max(range(len(headed)), key=lambda at: sum(field != "" for field in headed[at]))
    header = table[place]
    named = list(zip(headed[place], (tidy(cell) for cell in header.cells), strict=True))
    _ensure_columns(named, known)
    columns = [(column, field) for column, (field, _) in enumerate(named) if field]
    rows = tuple(
        ImportRow(row.number, _cells(row, columns))
        for row in table
        if row.number > header.number and any(tidy(cell) for cell in row.cells)
    )
    if not rows:
        raise EmptyFile
    ignored = tuple(text for field, text in named if text and not field)
    return ImportFile(rows, tuple(dict.fromkeys(field for _, field in columns)), ignored)


def _ensure_columns(named: Sequence[tuple[str, str]], known: Columns) -> None:
    headers: dict[str, list[str]] = {}
    for field, text in named:
        if field:
            headers.setdefault(field, []).append(text)
    missing = [name for name, fields in known.needed.items() if not any(one in headers for one in fields)]
    if missing:
        raise MissingColumns(tuple(missing), tuple(text for _, text in named if text) or ("—",))
    for field, texts in headers.items():
        if len(texts) > 1:
            raise ColumnTwice(known.names.get(field, texts[0]), tuple(texts))


def _cells(row: TableRow, columns: Sequence[tuple[int, str]]) -> dict[str, Cell]:
    return {field: row.cells[place] if place < len(row.cells) else "" for place, field in columns}


def _with_company(said: Mapping[str, Cell]) -> dict[str, Cell]:
    """Gather what a row says; a company's name is a name, and tells the kind nobody wrote."""
    cells = dict(said)
    company = cells.pop(COMPANY_NAME, "")
    cells.setdefault("name", "")
    if tidy(company):
        if not tidy(cells["name"]):
            cells["name"] = company
        if not tidy(cells.get("kind", "")):
            cells["kind"] = "personne morale"
    return cells
