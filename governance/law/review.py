"""The cooperative review, the losses that call for it at once, and the yearly report on the project."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from governance.law.annual import REPORT_SOURCE, REVIEW_SOURCE, REVIEW_YEARS, months_after
from governance.law.rule import LawRule, said, say_of_part, say_part, told
from governance.law.texts import law_of_1947, other
from governance.sources import ChangedBy
from governance.units import Cents
from governance.words import N_

LOSS_YEARS = 3
LOSS_PART = Fraction(1, 2)  # of the highest capital reached
ASKING_MEMBERS = Fraction(1, 10)
ASKING_DIRECTORS = Fraction(1, 3)
AT_ONCE_SOURCE = law_of_1947("25-1")


def review_by(last_review_on: date) -> date:
    """Give the last day for the next review: five years after the previous one, or the start."""
    return months_after(last_review_on, 12 * REVIEW_YEARS)


def review_at_once(results: Sequence[Cents], highest_capital: Cents) -> bool:
    """Tell whether losses make a review compulsory at once.

    `results` are those of the years, the latest last, losses below zero. Three years of loss in a
    row, or one loss of at least half the highest capital ever reached. Law: loi 47-1775, art. 25-1.
    """
    three = len(results) >= LOSS_YEARS and all(result < 0 for result in results[-LOSS_YEARS:])
    return three or bool(results and -results[-1] >= LOSS_PART * highest_capital > 0)


def may_ask_review(*, member_part: Fraction = Fraction(0), director_part: Fraction = Fraction(0)) -> bool:
    """Tell whether a request makes a review due: a tenth of the members or a third of the directors.

    Bounds included. Law: loi 47-1775, art. 25-1.
    """
    return member_part >= ASKING_MEMBERS or director_part >= ASKING_DIRECTORS


_AT_ONCE = said(
    N_(
        "%(years)d exercices de pertes, ou une perte au moins égale à %(part)s du capital le plus élevé "
        "atteint"
    ),
    years=LOSS_YEARS,
    part=say_part(LOSS_PART),
)
_ON_REQUEST = said(
    N_("à la demande %(members)s des sociétaires ou %(directors)s des administrateurs"),
    members=say_of_part(ASKING_MEMBERS),
    directors=say_of_part(ASKING_DIRECTORS),
)
_PRESENTED = N_("remis aux dirigeants, tenu à la disposition des sociétaires, discuté en assemblée")
_REPORT = N_(
    "les sociétaires, la gouvernance, l’implication de chaque catégorie dans les décisions, "
    "les relations entre catégories, le contexte, l’effet sur le projet"
)

RULES: tuple[LawRule[Any], ...] = (
    told(
        "review_at_once",
        N_("Révision sans attendre cinq ans"),
        ChangedBy.LAW,
        all_forms=(_AT_ONCE, AT_ONCE_SOURCE),
    ),
    told(
        "review_on_request", N_("Révision demandée"), ChangedBy.LAW, all_forms=(_ON_REQUEST, AT_ONCE_SOURCE)
    ),
    told(
        "review_report",
        N_("Rapport de révision"),
        ChangedBy.LAW,
        all_forms=(_PRESENTED, law_of_1947("25-3", note="et 25-4")),
    ),
    told(
        "project_report_content",
        N_("Contenu du rapport sur le projet coopératif"),
        ChangedBy.LAW,
        all_forms=(_REPORT, REPORT_SOURCE),
    ),
    told(
        "review_every_scic",
        N_("Coopératives soumises à la révision"),
        ChangedBy.LAW,
        all_forms=(N_("toutes les SCIC, sans seuil"), REVIEW_SOURCE),
    ),
    told(
        "prefect_approval",
        N_("Agrément du préfet"),
        ChangedBy.LAW,
        all_forms=(N_("aucun depuis le 24 mars 2012"), other("loi n° 2012-387 du 22 mars 2012", "26")),
    ),
)
