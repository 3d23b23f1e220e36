"""The agenda: numbering, order, blanks to fill, and the template of the annual assembly of a SCIC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from governance.law.legal_forms import AssemblyKind, CompanyForm
from governance.words import N_

_BLANK = re.compile(r"\[à compléter[^\]\n]*\]", re.IGNORECASE)


class Template(StrEnum):
    """What an assembly is prepared from."""

    ANNUAL = "annual"
    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


TEMPLATE_NAMES = {
    Template.ANNUAL: N_("Assemblée générale ordinaire annuelle"),
    Template.ORDINARY: N_("Assemblée générale ordinaire"),
    Template.EXTRAORDINARY: N_("Assemblée générale extraordinaire"),
}
TEMPLATE_HINTS = {
    Template.ANNUAL: N_("Comptes, quitus, affectation du résultat : l’ordre du jour est déjà rempli."),
    Template.ORDINARY: N_("Une décision ordinaire en cours d’année : l’ordre du jour est vide."),
    Template.EXTRAORDINARY: N_("Une modification des statuts : l’ordre du jour est vide."),
}


def kind_of(template: Template) -> AssemblyKind:
    """Give the kind of assembly a template prepares."""
    extraordinary = template is Template.EXTRAORDINARY
    return AssemblyKind.EXTRAORDINARY if extraordinary else AssemblyKind.ORDINARY


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of an agenda to be: `text` is Markdown; only `voted` items get a number."""

    title: str
    text: str
    voted: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: `position` from 1; `number` from 1 among those put to the vote."""

    item: UUID
    position: int
    number: int | None


def places(items: Sequence[tuple[UUID, bool]]) -> tuple[Place, ...]:
    """Give each item (identifier, put to the vote or not) its position and number, in order."""
    found, number = [], 0
    for position, (item, voted) in enumerate(items, start=1):
        number += voted
        found.append(Place(item, position, number if voted else None))
    return tuple(found)


def moved(items: Sequence[UUID], item: UUID, *, up: bool) -> list[UUID]:
    """Exchange an item with the one above (or below); the first and the last stay in place."""
    order = list(items)
    here = order.index(item)
    there = min(max(here + (-1 if up else 1), 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    return order


def blanks(text: str) -> list[str]:
    """List the blanks still to fill in a text: « [à compléter : montant] »."""
    return _BLANK.findall(text)


@dataclass(frozen=True, slots=True)
class _Officers:
    """How the officers of a form are named in a resolution."""

    discharged: str
    report_by: str
    election: str
    elected: str
    agreements: str


_OFFICERS = {
    CompanyForm.SA: _Officers(
        "aux administrateurs",
        "du conseil d’administration",
        "Élection des administrateurs",
        "d’administrateur",
        "des articles L. 225-38 et suivants",
    ),
    CompanyForm.SARL: _Officers(
        "à la gérance", "de la gérance", "Élection de la gérance", "de gérant", "de l’article L. 223-19"
    ),
    CompanyForm.SAS: _Officers(
        "à la présidence",
        "de la présidence",
        "Élection de la présidence",
        "de président",
        "de l’article L. 227-10",
    ),
}


def annual_agenda(form: CompanyForm, fiscal_year: str) -> tuple[DraftItem, ...]:
    """Propose the agenda of the annual ordinary assembly of a SCIC, in French, blanks marked.

    `fiscal_year` is as written in the notice ("2026"); empty, it becomes a blank. The members vote
    on the accounts, the discharge, the allocation, the agreements, the elections and the powers.

    Law: code de commerce, L. 225-100 (SA), L. 223-26 (SARL); loi 47-1775, art. 16 and 19 nonies;
    décret n° 2015-1381 (evolution of the cooperative project).
    """
    year = fiscal_year or "[à compléter : exercice]"
    return (*_reports(form, year), *_on_the_accounts(form, year), *_on_the_life(form))


def _reports(form: CompanyForm, year: str) -> tuple[DraftItem, ...]:
    by = _OFFICERS[form].report_by
    return (
        DraftItem(
            "Rapport de gestion",
            f"Présentation du rapport {by} sur l’activité et les comptes de l’exercice {year}.",
            voted=False,
        ),
        DraftItem(
            "Rapport sur l’évolution du projet coopératif",
            "Présentation du rapport annuel : données sur les sociétaires et leurs catégories, participation "
            "à la gouvernance, relations avec les tiers, perspectives (décret n° 2015-1381 du "
            "29 octobre 2015).",
            voted=False,
        ),
        DraftItem(
            "Rapport du commissaire aux comptes",
            f"Lecture du rapport sur les comptes de l’exercice {year} et du rapport spécial sur les "
            "conventions réglementées.",
            voted=False,
        ),
    )


def _on_the_accounts(form: CompanyForm, year: str) -> tuple[DraftItem, ...]:
    return (
        DraftItem(
            f"Approbation des comptes de l’exercice {year}",
            f"L’assemblée générale, après avoir entendu le rapport de gestion et le rapport du commissaire "
            f"aux comptes, approuve les comptes de l’exercice {year}, qui font apparaître un résultat net de "
            "**[à compléter : montant et sens du résultat]**.",
        ),
        DraftItem(
            f"Quitus {_OFFICERS[form].discharged}",
            f"L’assemblée générale donne quitus {_OFFICERS[form].discharged} pour la gestion de "
            f"l’exercice {year}.",
        ),
        DraftItem(
            "Affectation du résultat",
            "L’assemblée générale décide d’affecter le résultat de l’exercice, soit "
            "**[à compléter : montant]**, ainsi :\n\n"
            "- à la réserve légale (15 % au moins) : **[à compléter : montant]** ;\n"
            "- à la réserve statutaire impartageable (50 % au moins de ce qui reste) : "
            "**[à compléter : montant]** ;\n"
            "- aux parts sociales, à titre d’intérêt : **[à compléter : montant, ou « néant »]**.",
        ),
    )


def _on_the_life(form: CompanyForm) -> tuple[DraftItem, ...]:
    words = _OFFICERS[form]
    return (
        DraftItem(
            "Conventions réglementées",
            "L’assemblée générale, après avoir pris connaissance du rapport spécial sur les conventions "
            f"relevant {words.agreements} "
            "du code de commerce, approuve ce rapport et les conventions qui y sont mentionnées.",
        ),
        DraftItem(
            words.election,
            f"L’assemblée générale élit en qualité {words.elected}, pour la durée prévue par les statuts : "
            "**[à compléter : nom des candidats]**.",
        ),
        DraftItem(
            "Pouvoirs pour les formalités",
            "L’assemblée générale donne tous pouvoirs au porteur d’un original, d’une copie ou d’un extrait "
            "du procès-verbal pour accomplir les formalités de dépôt et de publicité.",
        ),
    )
