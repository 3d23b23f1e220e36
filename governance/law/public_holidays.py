"""Public holidays and business days, for the deadlines that are counted in business days.

Only the holidays of the Code du travail are here. Customary ones (mid-Lent, a local saint) close
shops but move no legal deadline: a ready-made calendar that mixes both would answer one day off.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from governance.law.rule import LawRule, told
from governance.law.texts import other
from governance.sources import ChangedBy, LegalSource
from governance.words import N_


def labour(article: str, *, sure: bool = True, note: str = "") -> LegalSource:
    """Cite an article of the Code du travail ("L. 3133-1")."""
    return other("Code du travail", article, sure=sure, note=note)


SOURCE = labour("L. 3133-1")


class Territory(StrEnum):
    """Where the registered office is: some places have holidays of their own."""

    MAINLAND = "mainland"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    GUYANE = "guyane"
    MARTINIQUE = "martinique"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"


TERRITORY_NAMES = {
    Territory.MAINLAND: N_("France, hors Alsace-Moselle"),
    Territory.ALSACE_MOSELLE: N_("Alsace-Moselle"),
    Territory.GUADELOUPE: N_("Guadeloupe"),
    Territory.GUYANE: N_("Guyane"),
    Territory.MARTINIQUE: N_("Martinique"),
    Territory.REUNION: N_("La Réunion"),
    Territory.MAYOTTE: N_("Mayotte"),
    Territory.SAINT_BARTHELEMY: N_("Saint-Barthélemy"),
    Territory.SAINT_MARTIN: N_("Saint-Martin"),
}

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
GOOD_FRIDAY, SAINT_STEPHEN = -2, (12, 26)
ABOLITION_OF_SLAVERY = {
    Territory.GUADELOUPE: (5, 27),
    Territory.GUYANE: (6, 10),
    Territory.MARTINIQUE: (5, 22),
    Territory.REUNION: (12, 20),
    Territory.MAYOTTE: (4, 27),
    Territory.SAINT_BARTHELEMY: (10, 9),
    Territory.SAINT_MARTIN: (5, 28),
}


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous computus of 1876)."""
    golden, century, rest = year % 19, *divmod(year, 100)
    leap, left = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, territory: Territory = Territory.MAINLAND) -> frozenset[date]:
    """Give the legal holidays of a year where the registered office is.

    Eleven everywhere; Good Friday and 26 December in Alsace-Moselle (Good Friday where there is a
    Protestant or shared church: taken everywhere, which only gives members more time); the day of
    the abolition of slavery overseas. Sundays among them are kept.
    Law: Code du travail, L. 3133-1, L. 3134-13, L. 3422-2.
    """
    sunday = easter(year)
    days = {date(year, month, day) for month, day in FIXED}
    days |= {sunday + timedelta(days=after) for after in AFTER_EASTER}
    if territory is Territory.ALSACE_MOSELLE:
        days |= {sunday + timedelta(days=GOOD_FRIDAY), date(year, *SAINT_STEPHEN)}
    if territory in ABOLITION_OF_SLAVERY:
        days.add(date(year, *ABOLITION_OF_SLAVERY[territory]))
    return frozenset(days)


def is_business_day(day: date, territory: Territory = Territory.MAINLAND) -> bool:
    """Tell whether a day is worked: neither Saturday, nor Sunday, nor a public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year, territory)


def business_day_before(day: date, count: int, territory: Territory = Territory.MAINLAND) -> date:
    """Give the `count`-th business day before `day`, which is never one of them itself.

    The fourth before Thursday 24 June 2027 is Friday 18. Raises ValueError when `count` is not at
    least 1.
    """
    if count < 1:
        raise ValueError(f"business days are counted from 1: {count}")
    while count:
        day -= timedelta(days=1)
        count -= is_business_day(day, territory)
    return day


_BUSINESS = N_("tous les jours, sauf le samedi, le dimanche et les jours fériés légaux")
_ELEVEN = N_(
    "onze : 1er janvier, lundi de Pâques, 1er et 8 mai, Ascension, lundi de Pentecôte, 14 juillet, "
    "15 août, 1er et 11 novembre, 25 décembre"
)
_ALSACE = N_("en plus : le Vendredi saint et le 26 décembre")
_OVERSEAS = N_("en plus : le jour de l’abolition de l’esclavage")
_OVERSEAS_NOTE = "et décret n° 83-1003 du 23 novembre 1983 ; dates de chaque territoire à confirmer"
OVERSEAS = labour("L. 3422-2", sure=False, note=_OVERSEAS_NOTE)

RULES: tuple[LawRule[Any], ...] = (
    told(
        "business_day",
        N_("Jour ouvré"),
        ChangedBy.LAW,
        all_forms=(_BUSINESS, labour("L. 3133-1", sure=False, note="le samedi, selon l’usage des sociétés")),
    ),
    told("public_holidays", N_("Jours fériés"), ChangedBy.LAW, all_forms=(_ELEVEN, SOURCE)),
    told(
        "public_holidays_alsace",
        N_("Jours fériés en Alsace-Moselle"),
        ChangedBy.LAW,
        all_forms=(_ALSACE, labour("L. 3134-13")),
    ),
    told(
        "public_holidays_overseas",
        N_("Jours fériés outre-mer"),
        ChangedBy.LAW,
        all_forms=(_OVERSEAS, OVERSEAS),
    ),
)
