"""The papers of the demonstration's assemblies, printed as PDF. Invented figures that add up."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from web.demo.story import NAME

HERE = Path(__file__).parent
HEADER = ("En euros", "Montant")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: sentences, then a table of amounts if there are any."""

    title: str
    paragraphs: tuple[str, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()
    header: tuple[str, str] = HEADER


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper ready to attach. `nature` is a key of papers_required.NATURES."""

    nature: str
    title: str
    filename: str
    content: bytes


def papers(year: str, surplus: int, at: datetime) -> tuple[Printed, ...]:
    """Print the accounts, the management report and the project report of a year; `surplus` in euros."""
    about = f"Exercice {year}"
    return (
        Printed(
            "accounts",
            f"Comptes annuels {year}",
            f"comptes-annuels-{year}.pdf",
            _print("Comptes annuels", about, _accounts(surplus), at),
        ),
        Printed(
            "management_report",
            f"Rapport de gestion {year}",
            f"rapport-de-gestion-{year}.pdf",
            _print("Rapport de gestion du conseil d’administration", about, _management(surplus), at),
        ),
        Printed(
            "project_report",
            f"Évolution du projet coopératif {year}",
            f"projet-cooperatif-{year}.pdf",
            _print("Rapport sur l’évolution du projet coopératif", about, _project(), at),
        ),
    )


def _accounts(surplus: int) -> Sequence[Section]:
    sold, grants = 9_846_300, 412_000
    wages, bought, others = 6_215_400, 2_874_900, 1_168_000 - surplus
    balance = 5_380_000 + surplus
    return (
        Section(
            "Compte de résultat",
            ("Les activités hébergées sont présentées ensemble. L’exercice a duré douze mois.",),
            (
                ("Chiffre d’affaires", _euros(sold)),
                ("Subventions d’exploitation", _euros(grants)),
                ("Achats et services extérieurs", _euros(-bought)),
                ("Salaires et cotisations", _euros(-wages)),
                ("Autres charges et amortissements", _euros(-others)),
                ("Résultat net", _euros(sold + grants - wages - bought - others)),
            ),
        ),
        Section(
            "Bilan",
            (),
            (
                ("Immobilisations", _euros(1_940_000)),
                ("Stocks et créances", _euros(2_110_000 + surplus)),
                ("Trésorerie", _euros(1_330_000)),
                ("Total de l’actif", _euros(balance)),
                ("Capital et réserves", _euros(2_265_000)),
                ("Résultat de l’exercice", _euros(surplus)),
                ("Emprunts et dettes", _euros(3_115_000)),
                ("Total du passif", _euros(balance)),
            ),
        ),
    )


def _management(surplus: int) -> Sequence[Section]:
    return (
        Section(
            "L’année en bref",
            (
                (
                    "Deux cent douze entrepreneurs sont salariés de la coopérative : traiteurs, boulangers, "
                    "conserveurs, pâtissiers, maraîchers-transformateurs. Trente et une entreprises "
                    "nées ici, ou "
                    "qui nous ont rejoints, restent sociétaires."
                ),
                (
                    "Le laboratoire partagé de Lyon a été occupé quatre-vingt-six heures par "
                    "semaine en moyenne. "
                    "Le prix des matières premières s’est stabilisé ; l’énergie reste chère."
                ),
                f"L’exercice dégage un excédent de {_euros(surplus)} €, après impôt.",
            ),
        ),
        Section(
            "Perspectives",
            (
                (
                    "Le conseil propose de porter l’essentiel de l’excédent aux réserves "
                    "impartageables, afin de "
                    "remplacer les fours les plus anciens sans emprunter."
                ),
            ),
        ),
    )


def _project() -> Sequence[Section]:
    header = ("Collège", "Sociétaires")
    return (
        Section(
            "Les sociétaires",
            ("Répartition par collège au dernier jour de l’exercice.",),
            (
                ("Salariés-entrepreneurs", "212"),
                ("Équipe permanente", "38"),
                ("Structures essaimées", "31"),
                ("Bénéficiaires", "331"),
                ("Partenaires et collectivités", "28"),
            ),
            header,
        ),
        Section(
            "La participation",
            (
                (
                    "Quatre réunions de collège ont préparé l’assemblée. Chaque collège a au moins "
                    "un siège au "
                    "conseil d’administration."
                ),
                "Les bénéficiaires ont choisi eux-mêmes les ateliers ouverts le samedi.",
            ),
        ),
        Section(
            "Les tiers",
            (
                (
                    "La coopérative fournit onze cantines municipales et accueille chaque mois des "
                    "stagiaires de "
                    "l’école des métiers de bouche."
                ),
            ),
        ),
    )


def _euros(amount: int) -> str:
    sign = "−" if amount < 0 else ""
    return sign + f"{abs(amount):,}".replace(",", "\u202f")


def _print(title: str, about: str, sections: Sequence[Section], at: datetime) -> bytes:
    view = {
        "title": title,
        "about": about,
        "cooperative": NAME,
        "sections": [asdict(section) for section in sections],
    }
    pdf = typst.compile(
        str(HERE / "paper.typ"),
        root=str(HERE),
        format="pdf",
        sys_inputs={"view": json.dumps(view)},
        timestamp=at.astimezone(UTC).replace(microsecond=0),
        ignore_system_fonts=True,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the page engine gave no PDF")
    return pdf
