"""A small invented file in the format of the Sirene stock, for the demonstration’s structures."""

import csv
import os
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlmodel import col, select

from governance.store.cooperatives import by_slug
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
from governance.store.unit_of_work import Database
from web.demo import story
from web.directory.sirene import OFFICES, UNITS
from web.i18n.formats import PARIS

FOLDER = "sirene"
CATEGORIES = {"sas": "5710", "sarl": "5499", "sa": "5599", "association": "9220"}
UNIT_COLUMNS = (
    "siren", "dateCreationUniteLegale", "identifiantAssociationUniteLegale",
    "dateDernierTraitementUniteLegale", "dateDebut", "etatAdministratifUniteLegale",
    "denominationUniteLegale", "categorieJuridiqueUniteLegale", "nicSiegeUniteLegale",
)  # fmt: skip
OFFICE_COLUMNS = (
    "siren", "nic", "siret", "etablissementSiege", "numeroVoieEtablissement", "typeVoieEtablissement",
    "libelleVoieEtablissement", "codePostalEtablissement", "libelleCommuneEtablissement",
)  # fmt: skip
EVERY = 5  # one structure in so many has moved, and was founded some days after what is written here


def write_sirene(database: Database, folder: Path) -> None:
    """Write the two files from the structures of the demonstration, in the order of their SIREN."""
    with database.read() as uow:
        home = by_slug(uow.session, story.SLUG)
        if home is None:
            return
        uow.enter(home.id)
        asked = select(MemberRow, StructureRow).join(
            StructureRow, col(StructureRow.member_id) == col(MemberRow.id)
        )
        found = list(uow.session.exec(asked.order_by(col(MemberRow.siren))).all())
        today = uow.today
    folder.mkdir(parents=True, exist_ok=True)
    units, offices = [], []
    for rank, (member, known) in enumerate(found):
        moved = rank % EVERY == 0
        nic = known.siret[9:]
        founded = (known.founded_on or member.admitted_on) + timedelta(days=12 if moved else 0)
        units.append(
            (member.siren, founded, "", f"{today}T09:00:00", founded, "A", member.name,
             CATEGORIES[known.form], nic)
        )  # fmt: skip
        number, _, street = member.address.partition(" ")
        place = ("21", "ALL", "DES TILLEULS") if moved else (number, "", street.upper())
        offices.append((member.siren, nic, known.siret, "true", *place, member.postcode, member.city.upper()))
    _write(folder / UNITS, UNIT_COLUMNS, units)
    _write(folder / OFFICES, OFFICE_COLUMNS, offices)
    morning = datetime.combine(today, time(9), PARIS).timestamp()
    os.utime(folder / UNITS, (morning, morning))


def _write(path: Path, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
