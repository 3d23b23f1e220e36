"""The Sirene stock of INSEE, as two files kept on this machine: legal units, and their head offices.

Nothing is loaded: both files are in the order of their first columns, and a company is found in them by
halves, in some thirty reads of a few thousand bytes, whatever their size.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Final

from governance.register.ties import StructureForm
from governance.words import N_
from web.directory import Company

UNITS: Final = "StockUniteLegale_utf8.csv"
OFFICES: Final = "StockEtablissement_utf8.csv"
SOURCE: Final = N_("répertoire Sirene de l’Insee")
NEAR: Final = 8_192  # bytes: below it, lines are read one after the other
LONGEST: Final = 16_384  # bytes of a line
SAMPLES: Final = 200  # places where the order of a file is checked when it is opened
HIDDEN: Final = "[ND]"  # what the company did not want published

FORMS: Final = {
    "51": StructureForm.OTHER_COMPANY, "52": StructureForm.OTHER_COMPANY, "53": StructureForm.SCA,
    "54": StructureForm.SARL, "55": StructureForm.SA, "56": StructureForm.SA, "57": StructureForm.SAS,
    "58": StructureForm.SA, "63": StructureForm.OTHER_COMPANY, "64": StructureForm.OTHER_COMPANY,
    "65": StructureForm.OTHER_COMPANY, "92": StructureForm.ASSOCIATION,
}  # fmt: skip
"""Legal categories by their first two digits; the rest is public (4, 7), a person (1), or something else."""


class BadDirectory(Exception):
    """A file of the directory is missing, has not the columns of the stock, or is not in order."""


class SortedFile:
    """A CSV file in UTF-8 whose lines are in the order of the digits of their first `keys` columns."""

    def __init__(self, path: Path, columns: tuple[str, ...], keys: int) -> None:
        """Open a file and check it. Raises BadDirectory."""
        self.path, self.keys = path, keys
        try:
            with path.open("rb") as file:
                head = file.readline(LONGEST)
                self.start, self.size = file.tell(), path.stat().st_size
                self.columns = next(csv.reader([head.decode("utf-8-sig")]), [])
                missing = [name for name in columns if name not in self.columns]
                if missing:
                    raise BadDirectory(f"{path}: no column {', '.join(missing)}")
                self._ensure_order(file)
        except (OSError, UnicodeDecodeError) as error:
            raise BadDirectory(f"{path}: {error}") from error

    def find(self, key: str) -> dict[str, str] | None:
        """Give the line whose first columns make `key`, by the names of its columns."""
        wanted = key.encode()
        with self.path.open("rb") as file:
            for line in self._lines_from(file, self._near(file, wanted)):
                found = self._key(line)
                if found == wanted:
                    row = next(csv.reader([line.decode("utf-8")]))
                    return dict(zip(self.columns, row, strict=False))
                if found > wanted:
                    return None
        return None

    def _near(self, file: BinaryIO, wanted: bytes) -> int:
        """Give a place before the line looked for, and not far from it."""
        low, high = self.start, self.size
        while high - low > NEAR:
            middle = (low + high) // 2
            line = next(self._lines_from(file, middle), b"")
            if line and self._key(line) < wanted:
                low = middle
            else:
                high = middle
        return low

    def _lines_from(self, file: BinaryIO, place: int) -> Iterator[bytes]:
        """Read whole lines from the first that begins after `place`."""
        file.seek(place)
        if place > self.start:
            file.readline(LONGEST)
        while line := file.readline(LONGEST):
            if line.strip():
                yield line

    def _key(self, line: bytes) -> bytes:
        return b"".join(part.strip(b' "') for part in line.split(b",", self.keys)[: self.keys])

    def _ensure_order(self, file: BinaryIO) -> None:
        last = b""
        for at in range(SAMPLES):
            place = self.start + (self.size - self.start) * at // SAMPLES
            key = self._key(next(self._lines_from(file, place), b""))
            if key and key < last:
                raise BadDirectory(f"{self.path}: lines are not in the order of their first columns")
            last = key or last


@dataclass(frozen=True, slots=True)
class SireneFiles:
    """The directory behind a folder that holds the two files. `as_of` is the day of the file of units."""

    units: SortedFile
    offices: SortedFile
    as_of: date
    source: str = SOURCE

    @classmethod
    def of(cls, folder: Path) -> "SireneFiles":
        """Open the two files of a folder. Raises BadDirectory."""
        needed = ("siren", "categorieJuridiqueUniteLegale", "denominationUniteLegale", "nicSiegeUniteLegale")
        units = SortedFile(folder / UNITS, needed, keys=1)
        offices = SortedFile(folder / OFFICES, ("siren", "nic", "codePostalEtablissement"), keys=2)
        day = datetime.fromtimestamp((folder / UNITS).stat().st_mtime, UTC).date()
        return cls(units, offices, day)

    def look_up(self, siren: str) -> Company | None:
        """Give a company by its nine digits; None when it is not there, or is a person."""
        unit = self.units.find(siren)
        if unit is None:
            return None
        category = unit["categorieJuridiqueUniteLegale"]
        name = _told(unit, "denominationUniteLegale")
        if category.startswith("1") or not name:
            return None
        nic = unit["nicSiegeUniteLegale"]
        office = self.offices.find(siren + nic) or {}
        return Company(
            siren=siren,
            name=name,
            form=_form(category),
            siret=f"{siren}{nic}" if nic else "",
            registration=_told(unit, "identifiantAssociationUniteLegale"),
            founded_on=_day(unit, "dateCreationUniteLegale"),
            ceased_on=_day(unit, "dateDebut") if unit.get("etatAdministratifUniteLegale") == "C" else None,
            address=_street(office),
            postcode=_told(office, "codePostalEtablissement"),
            city=_told(office, "libelleCommuneEtablissement"),
            recorded_on=_day(unit, "dateDernierTraitementUniteLegale"),
        )


def _form(category: str) -> StructureForm:
    if category.startswith(("4", "7")):
        return StructureForm.PUBLIC_BODY
    return FORMS.get(category[:2], StructureForm.OTHER)


def _told(row: dict[str, str], column: str) -> str:
    found = row.get(column, "").strip()
    return "" if found == HIDDEN else found


def _street(office: dict[str, str]) -> str:
    names = ("numeroVoie", "indiceRepetition", "typeVoie", "libelleVoie")
    return " ".join(filter(None, (_told(office, f"{name}Etablissement") for name in names)))


def _day(row: dict[str, str], column: str) -> date | None:
    try:
        return date.fromisoformat(row.get(column, "")[:10])
    except ValueError:
        return None
