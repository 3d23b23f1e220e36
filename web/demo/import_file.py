"""A file of members to import: six to add, three to change, two as they are, one wrong."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import text
from sqlmodel import col, select

from governance.register.reading import Cell
from governance.store.cooperatives import by_slug
from governance.store.members import MemberRow
from governance.store.unit_of_work import Database
from web.demo import accounts, names, story
from web.documents.member_files import write_xlsx

FILE: Final = Path("demo") / "societaires-a-importer.xlsx"
HEADERS: Final = (
    "Numéro", "Type", "Nom", "Prénom", "Catégorie", "Collège", "Courriel",
    "Accord convocation électronique", "Adresse", "Code postal", "Ville", "Date d’admission", "Parts",
)  # fmt: skip
SEED: Final = 2001  # the year of the law that made the SCIC
ADDED = (
    ("Salariés-entrepreneurs", "Salariés-entrepreneurs", "5"),
    ("Salariés-entrepreneurs", "Salariés-entrepreneurs", "6"),
    ("Bénéficiaires", "Bénéficiaires", "1"),
    ("Bénéficiaires", "Bénéficiaires", "2"),
    ("Bénéficiaires", "Bénéficiaires", "1"),
    ("Équipe permanente", "Équipe permanente", "5"),
)
"""Category, college and shares of those to add."""

_SHARES = text("SELECT coalesce(sum(shares), 0) FROM share_movements WHERE member_id = :member")
_COLLEGES = {"entrepreneurs": "Salariés-entrepreneurs", "beneficiaries": "Bénéficiaires"}


def write_import_file(database: Database, path: Path) -> None:
    """Write the file at `path` unless it is there, from the members as they are today."""
    if path.exists():
        return
    with database.read() as uow:
        home = by_slug(uow.session, story.SLUG)
        if home is None:
            return
        uow.enter(home.id)
        asked = select(MemberRow).where(
            MemberRow.kind == "person",
            col(MemberRow.left_on).is_(None),
            col(MemberRow.college).in_(_COLLEGES),
            col(MemberRow.name).not_in([one.name.split(" ", 1)[1] for one in accounts.ACCOUNTS]),
        )
        people = uow.session.exec(asked.order_by(col(MemberRow.number).desc()).limit(5)).all()
        shares = [
            int(uow.session.connection().execute(_SHARES, {"member": one.id}).scalar_one()) for one in people
        ]
        last = uow.session.exec(select(MemberRow.number).order_by(col(MemberRow.number).desc())).first() or 0
        today = uow.today
    known = [_known(member, held) for member, held in zip(people, shares, strict=True)]
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [*_added(last, today), *_changed(known[:3]), *known[3:], _wrong(last + 7, today)]
    path.write_bytes(write_xlsx("Sociétaires", HEADERS, rows))


def _known(member: MemberRow, shares: int) -> list[Cell]:
    college = _COLLEGES[member.college]
    return [
        str(member.number), "Personne", member.name, member.first_name, college, college, member.email,
        member.email_notice_since or "", member.address, member.postcode, member.city, member.admitted_on,
        str(shares),
    ]  # fmt: skip


def _added(last: int, today: date) -> list[list[Cell]]:
    inventor = names.Inventor(Random(SEED))
    rows: list[list[Cell]] = []
    for place, (category, college, shares) in enumerate(ADDED, start=1):
        first_name, name = inventor.person()
        street, postcode, town = inventor.address()
        email = inventor.email(first_name, name)
        day = today - timedelta(days=3)
        rows.append(
            [str(last + place), "Personne", name, first_name, category, college, email, day, street,
             postcode, town, day, shares]
        )  # fmt: skip
    return rows


def _changed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Change an e-mail, an address, and a consent."""
    moved = [list(row) for row in rows]
    moved[0][6] = "nouvelle.adresse@courriel.example"
    moved[1][8:11] = ["21 allée des Tilleuls", "69100", "Villeurbanne"]
    moved[2][7] = "" if moved[2][7] else moved[2][11]
    return moved


def _wrong(number: int, today: date) -> list[Cell]:
    """A postcode that a spreadsheet took for a number: its zero is lost."""
    return [
        str(number), "Personne", "Collomb", "Aurélie", "Bénéficiaires", "Bénéficiaires",
        "aurelie.collomb@courriel.example", "", "7 rue Neuve", "1000", "Bourg-en-Bresse", today, "1",
    ]  # fmt: skip
