"""Files of structures: a workbook, CSV or JSON, written with the same columns and read back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from governance.errors import Malformed
from governance.queries.structures import StructureWhole
from governance.queries.ties import ListedTie
from governance.register.contributions import BASE_NAMES
from governance.register.import_file import TableRow
from governance.register.reading import Cell
from governance.register.structure_file import JOBS, STRUCTURE_COLUMN_NAMES, YES
from governance.register.structure_plan import jobs_text
from governance.register.ties import ORIGIN_NAMES, STRUCTURE_FORM_NAMES, TieKind
from governance.units import Cents, exact_percent, part_text
from governance.words import N_
from web.documents.member_files import CSV_TYPE, XLSX_TYPE, TooManyRows, read_table, write_csv, write_xlsx

JSON_TYPE: Final = "application/json"
FORMAT: Final = 1
MOST_KEYS: Final = 120
LONGEST: Final = 1_000  # characters of a text, from there on cut

__all__ = ["CSV_TYPE", "JSON_TYPE", "XLSX_TYPE", "UnreadableJson", "read_structures", "write_structures"]


@dataclass(eq=False)
class UnreadableJson(Malformed):
    """The file begins as JSON and is none, or holds no list of structures."""

    message = N_("Ce fichier JSON n’a pas pu être lu : il y faut une liste de structures.")
    remedy = N_("Partez du fichier JSON que cette page permet de télécharger, puis recommencez.")


def write_structures(found: Sequence[StructureWhole], kind: str, on: date) -> bytes:
    """Write structures as "xlsx", "csv" or "json": a row each, the same columns whatever the kind.

    A column follows for each year of declared jobs. JSON also holds every tie, ended ones too.
    """
    if kind == "json":
        document = {"format": FORMAT, "on": on.isoformat(), "structures": [_object(one) for one in found]}
        return json.dumps(document, ensure_ascii=False, indent=1).encode()
    years = sorted({year for one in found for year in one.jobs})
    headers = [*STRUCTURE_COLUMN_NAMES.values(), *(f"Emplois {year}" for year in years)]
    rows = [[*_row(one), *(jobs_text(one.jobs.get(year)) for year in years)] for one in found]
    return write_xlsx("Structures", headers, rows) if kind == "xlsx" else write_csv(headers, rows)


def _row(one: StructureWhole) -> Iterator[Cell | int]:
    values = {**_identity(one), **_ties(one), **_life(one)}
    for name in STRUCTURE_COLUMN_NAMES:
        value = values.get(name)
        yield "" if value is None else value


def _identity(one: StructureWhole) -> dict[str, Cell | int | None]:
    known = one.structure
    told: dict[str, Cell | int | None] = {
        "number": one.tied.number,
        "name": one.tied.name,
        "siren": one.siren,
        "address": one.address,
        "postcode": one.postcode,
        "city": one.city,
        "admitted_on": one.admitted_on,
        "left_on": one.left_on,
    }
    if known is None:
        return told
    return told | {
        "siret": known.siret,
        "form": STRUCTURE_FORM_NAMES[known.form],
        "origin": ORIGIN_NAMES[known.origin],
        "trade": known.trade,
        "registration": known.registration,
        "founded_on": known.founded_on,
        "ceased_on": known.ceased_on,
    }


def _ties(one: StructureWhole) -> dict[str, Cell | int | None]:
    """Give both sides: the tie of each kind in force today, and what the structure holds."""
    told: dict[str, Cell | int | None] = {
        "shares": one.shares,
        "member_holds": exact_percent(one.tied.member_holds) if one.tied.member_holds else "",
        "suspended": YES if one.tied.suspended else "",
    }
    for each in (each.tie for each in one.ties if each.in_force):
        told[each.kind.value] = exact_percent(each.part) if each.part else YES
        told[f"{each.kind.value}_since"] = each.since
        told[f"{each.kind.value}_decision"] = each.decision
        if each.kind is TieKind.HOLDING and each.price is not None:
            told["holding_price"] = _euros(each.price)
    return told


def _life(one: StructureWhole) -> dict[str, Cell | int | None]:
    told: dict[str, Cell | int | None] = {"services": one.services}
    if one.rate:
        told |= {"base": BASE_NAMES[one.rate.base], "rate": exact_percent(one.rate.part)}
    return told


def _euros(price: Cents) -> str:
    whole, rest = divmod(price, 100)
    return f"{whole},{rest:02d}" if rest else str(whole)


def _object(one: StructureWhole) -> dict[str, Any]:
    values = {**_identity(one), **_ties(one), **_life(one)}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    if one.structure:
        plain |= {"form": one.structure.form.value, "origin": one.structure.origin.value}
    jobs = {str(year): part_text(count) for year, count in one.jobs.items()}
    return {**plain, "jobs": jobs, "ties": [_tie(each) for each in one.ties]}


def _tie(each: ListedTie) -> dict[str, Any]:
    tie = each.tie
    return {
        "kind": tie.kind.value,
        "part": part_text(tie.part) if tie.part else None,
        "since": tie.since.isoformat(),
        "until": tie.until.isoformat() if tie.until else None,
        "price_cents": tie.price,
        "decision": tie.decision,
    }


def read_structures(content: bytes, *, most: int) -> list[TableRow]:
    """Read the rows of a file of any kind. Raises UnreadableFile, UnreadableJson, TooManyRows."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _json_rows(content, most)
    table = read_table(content, most=most + 1)
    if table is None:
        raise TooManyRows(most)
    return table


def _json_rows(content: bytes, most: int) -> list[TableRow]:
    """Give the objects of a list as rows under a header of their keys; the rank of each is its number."""
    try:
        document = json.loads(content, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableJson from error
    listed = document.get("structures") if isinstance(document, dict) else document
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise UnreadableJson
    if len(listed) > most:
        raise TooManyRows(most)
    if not listed:
        return []
    flat = [_flat(one) for one in listed]
    keys = list(dict.fromkeys(key for one in flat for key in one))[:MOST_KEYS]
    return [
        TableRow(0, tuple(keys)),
        *(TableRow(at, tuple(one.get(key, "") for key in keys)) for at, one in enumerate(flat, start=1)),
    ]


def _flat(one: Mapping[str, Any]) -> dict[str, Cell]:
    """Give the fields of an object as texts, its jobs as one field a year; its ties are history: left."""
    fields = {key: value for key, value in one.items() if key not in ("jobs", "ties")}
    jobs = one.get("jobs")
    if isinstance(jobs, dict):
        fields |= {f"{JOBS}{year}": count for year, count in jobs.items()}
    return {key[:LONGEST]: _text(value) for key, value in fields.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else "non"
    if isinstance(value, str | int):
        return str(value)[:LONGEST]
    raise UnreadableJson
