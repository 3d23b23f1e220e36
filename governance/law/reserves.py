"""What part of the year's result a SCIC must put in reserve."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.rule import Direction, LawRule, Said, everywhere, said, say_part
from governance.law.texts import law_of_1947
from governance.sources import ChangedBy
from governance.words import N_

SOURCE = law_of_1947("19 nonies", sure=False, note="modifié en juin 2024 : texte à relire")
LEGAL_SOURCE = law_of_1947(
    "16", sure=False, note="tant que la réserve n’atteint pas le capital le plus élevé"
)

STATUTORY_LEAST = Fraction(1, 2)  # of what is left after the legal reserve
LEGAL_PART = Fraction(3, 20)  # of the year's result


@dataclass(eq=False)
class ReserveTooLow(Refused):
    """The statutory reserve would get less than half of what is left."""

    part: Fraction

    message = N_(
        "Les statuts mettent en réserve statutaire %(part)s du résultat restant. "
        "La loi demande au moins la moitié."
    )
    remedy = N_("Portez cette part à la moitié ou plus.")
    source = SOURCE


def breaches(part: Fraction) -> list[Refused]:
    """Find whether the statutory reserve gets too little.

    `part` is a part of what is left once the legal reserve is served. One half is lawful.
    Law: loi 47-1775, art. 19 nonies.
    """
    return [ReserveTooLow(part)] if part < STATUTORY_LEAST else []


def reserved_in_all(statutory_part: Fraction) -> Fraction:
    """Give the part of the whole result that goes to both reserves: 23/40 (57,5 %) for one half."""
    return LEGAL_PART + (1 - LEGAL_PART) * statutory_part


OF_REST = N_("au moins %(part)s de ce qui reste après la réserve légale")
OF_RESULT = N_("%(part)s du résultat de l’année")


def _say_rest(part: Fraction) -> Said:
    return said(OF_REST, part=say_part(part))


def _say_result(part: Fraction) -> Said:
    return said(OF_RESULT, part=say_part(part))


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "legal_reserve",
        N_("Réserve légale"),
        everywhere(LEGAL_PART, LEGAL_SOURCE),
        _say_result,
        ChangedBy.LAW,
    ),
    LawRule(
        "statutory_reserve",
        N_("Réserve statutaire"),
        everywhere(STATUTORY_LEAST, SOURCE),
        _say_rest,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
)
