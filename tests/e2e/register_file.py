"""The spreadsheet a secretary keeps: fourteen members over five colleges, and one line that is wrong."""

import io
from dataclasses import dataclass
from datetime import date

import pikepdf
from openpyxl import Workbook

AGREED = date(2021, 3, 1)
HEADERS = (
    "N°", "Type", "Nom", "Prénom", "Catégorie", "Courriel", "Accord convocation électronique",
    "Adresse", "CP", "Ville", "Date d’admission", "Parts", "Représentant", "Courriel du représentant",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A member of the sheet: without `agreed`, their notice is a letter."""

    name: str
    first_name: str
    category: str
    shares: int
    email: str
    agreed: date | None = AGREED
    representative: str = ""


LINES = (
    Line("Abeille", "Nora", "Salariés-entrepreneurs", 5, "nora@fournil.test"),
    Line("Bertin", "Paul", "Salariés-entrepreneurs", 6, "paul@fournil.test"),
    Line("Cordier", "Lise", "Salariés-entrepreneurs", 5, "lise@fournil.test"),
    Line("Delmas", "Yanis", "Équipe permanente", 5, "yanis@fournil.test"),
    Line("Estève", "Odile", "Équipe permanente", 8, "odile@fournil.test"),
    Line("Fournil des Halles", "", "Structures essaimées", 10, "", AGREED, "Rose Gallet"),
    Line("Granges du Vallon", "", "Structures essaimées", 12, "", AGREED, "Hugo Imbert"),
    Line("Jourdan", "Agathe", "Bénéficiaires", 1, "agathe@fournil.test"),
    Line("Kerbrat", "Loïc", "Bénéficiaires", 2, "loic@fournil.test"),
    Line("Lemoine", "Sarah", "Bénéficiaires", 1, "sarah@adresse.invalid"),
    Line("Morvan", "Denis", "Bénéficiaires", 1, "", None),
    Line("Épicerie du Pont", "", "Partenaires", 10, "", AGREED, "Iris Noël"),
    Line("Commune de Valbois", "", "Collectivités", 20, "", AGREED, "Marc Ott"),
    Line("Orsini", "Félix", "Bénéficiaires", 1, "felix@fournil.test"),
)
WRONG = Line("Périer", "Jean", "Fournisseurs", 1, "jean@fournil.test")


def workbook() -> bytes:
    """Write the sheet as Excel does: a title above, dates as dates, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Registre des sociétaires"])
    sheet.append([])
    sheet.append(list(HEADERS))
    for number, line in enumerate((*LINES, WRONG), start=1):
        mail = f"{line.representative.split()[0].lower()}@fournil.test" if line.representative else ""
        sheet.append(
            [
                number, "personne morale" if line.representative else "personne", line.name,
                line.first_name or None, line.category, line.email or None, line.agreed,
                "3 rue du Four", "69001", "Lyon", date(2019, 5, 6), line.shares,
                line.representative or None, mail or None,
            ]
        )  # fmt: skip
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def a_pdf() -> bytes:
    """Make a PDF of one blank page."""
    document, target = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(target)
    return target.getvalue()
