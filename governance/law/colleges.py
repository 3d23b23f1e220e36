"""How much of the vote one college of a SCIC may hold.

Colleges are optional. They only weigh votes in the assembly; they are not the categories.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.rule import Direction, LawRule, Said, everywhere, said, say_part
from governance.law.texts import law_of_1947
from governance.sources import ChangedBy
from governance.words import N_

SOURCE = law_of_1947("19 octies", sure=False, note="rédaction actuelle à relire ; bornes lues comme incluses")

FEWEST = 3
MOST = Fraction(1, 2)  # of the assembly's votes, bound included
LEAST = Fraction(1, 10)  # of the assembly's votes, bound included


@dataclass(eq=False)
class CollegeTooStrong(Refused):
    """A college would hold more than half of the votes."""

    college: str
    part: Fraction

    message = N_(
        "Le collège « %(college)s » aurait %(part)s des voix. "
        "Aucun collège ne peut en avoir plus de la moitié."
    )
    remedy = N_("Ramenez sa part à la moitié ou moins, puis enregistrez.")
    source = SOURCE


@dataclass(eq=False)
class CollegeTooWeak(Refused):
    """A college would hold less than a tenth of the votes."""

    college: str
    part: Fraction

    message = N_(
        "Le collège « %(college)s » aurait %(part)s des voix. "
        "Aucun collège ne peut en avoir moins du dixième."
    )
    remedy = N_("Portez sa part au dixième ou plus, ou réunissez-le à un autre collège.")
    source = SOURCE


@dataclass(eq=False)
class TooFewColleges(Refused):
    """There are colleges, but fewer than three."""

    count: int

    message = N_("Nombre de collèges dans les statuts : %(count)d. Il en faut au moins trois, ou aucun.")
    remedy = N_("Ajoutez un collège, ou supprimez-les : chaque sociétaire aura alors une voix.")
    source = SOURCE


@dataclass(eq=False)
class WeighedByCapital(Refused):
    """Members would be sorted into colleges, or colleges weighed, by capital."""

    message = N_("Les collèges seraient constitués selon le capital apporté. La loi l’exclut.")
    remedy = N_(
        "Retenez la participation à l’activité ou la contribution au développement de la coopérative."
    )
    source = SOURCE


def breaches(parts: Mapping[str, Fraction], *, by_capital: bool = False) -> list[Refused]:
    """Find everything the law forbids about these colleges, all at once.

    `parts` maps a college to its part of the assembly's votes: exact fractions that add up to 1.
    One half and one tenth are lawful. No college at all is lawful (an empty mapping).

    Raises ValueError when the parts do not add up to 1: a bug in the caller.

    Law: loi 47-1775, art. 19 octies.
    """
    if not parts:
        return []
    if sum(parts.values()) != 1:
        raise ValueError(f"parts of the vote must add up to 1: {parts}")
    return [
        *([TooFewColleges(len(parts))] if len(parts) < FEWEST else []),
        *(CollegeTooStrong(college, part) for college, part in parts.items() if part > MOST),
        *(CollegeTooWeak(college, part) for college, part in parts.items() if part < LEAST),
        *([WeighedByCapital()] if by_capital else []),
    ]


@dataclass(eq=False)
class BoundsTooWide(Refused):
    """Sharing the votes of a missing college could leave the bounds of the law."""

    most: Fraction
    least: Fraction
    fewest: int

    message = N_(
        "Quand un collège manque, les statuts laissent un collège monter à %(most)s des voix ou descendre "
        "à %(least)s, avec %(fewest)d collèges au moins. La loi permet de 1/10 à 1/2, avec trois collèges."
    )
    remedy = N_("Reprenez les bornes de la loi : au plus 1/2, au moins 1/10, au moins trois collèges.")
    source = SOURCE


def bounds_breaches(most: Fraction, least: Fraction, fewest: int) -> list[Refused]:
    """Find whether the bylaws' own bounds, after a sharing, are wider than the law's."""
    lawful = most <= MOST and least >= LEAST and fewest >= FEWEST
    return [] if lawful else [BoundsTooWide(most, least, fewest)]


COUNT = N_("aucun, ou au moins %(count)d")
NOT_ABOVE = N_("au plus %(part)s des voix de l’assemblée")
NOT_UNDER = N_("au moins %(part)s des voix de l’assemblée")
CRITERION = N_("la participation à l’activité ou la contribution au développement, jamais le capital")
EQUAL_IF_SILENT = N_("autant de voix pour chaque collège")


def _say_count(count: int) -> Said:
    return said(COUNT, count=count)


def _say_most(part: Fraction) -> Said:
    return said(NOT_ABOVE, part=say_part(part))


def _say_least(part: Fraction) -> Said:
    return said(NOT_UNDER, part=say_part(part))


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "colleges_count",
        N_("Nombre de collèges"),
        everywhere(FEWEST, SOURCE),
        _say_count,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "college_most",
        N_("Part la plus forte d’un collège"),
        everywhere(MOST, SOURCE),
        _say_most,
        ChangedBy.LAW,
    ),
    LawRule(
        "college_least",
        N_("Part la plus faible d’un collège"),
        everywhere(LEAST, SOURCE),
        _say_least,
        ChangedBy.LAW,
    ),
    LawRule(
        "college_criterion",
        N_("Ce qui distingue les collèges"),
        everywhere(CRITERION, SOURCE),
        Said,
        ChangedBy.LAW,
    ),
    LawRule(
        "college_default_part",
        N_("Part des collèges si les statuts n’en disent rien"),
        everywhere(EQUAL_IF_SILENT, SOURCE),
        Said,
        ChangedBy.BYLAWS,
    ),
)
