"""Shares: how much public bodies may hold, at what price a leaver is paid back, what the register holds."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.annual import months_after
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, RefusedByText, Said, always, everywhere, said, say_part
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated, Since
from governance.units import Cents
from governance.words import N_

PUBLIC_PARTS: Dated[Fraction | None] = Dated(
    (
        Since(date.min, Fraction(1, 5), law_of_1947("19 septies", note="rédaction antérieure à 2014")),
        Since(
            date(2014, 8, 2),
            Fraction(1, 2),
            law_of_1947(
                "19 septies", sure=False, note="loi n° 2014-856 du 31 juillet 2014 ; premier jour à confirmer"
            ),
        ),
    )
)
REIMBURSEMENT_SOURCE = law_of_1947("18")
LIABILITY_SOURCE = commerce("L. 231-6")
FLOOR_SOURCE = commerce("L. 231-5")
HIGHEST_SOURCE = law_of_1947("13", sure=False, note="rédaction ancienne à relire")
CAPITAL_FLOOR = Fraction(1, 10)  # of the stated capital
HIGHEST_FLOOR = Fraction(1, 4)  # of the highest capital reached since the start
LIABILITY_YEARS = 5

MOVEMENTS = ("day", "former_holder", "new_holder", "shares", "class", "sequence_number")
NO_REGISTER = commerce("R. 228-8", sure=False, note="pas de registre légal ; utile, le capital variant")
REGISTER_COLUMNS: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(MOVEMENTS, commerce("R. 228-8")),
    CompanyForm.SARL: always(None, NO_REGISTER),
    CompanyForm.SAS: always(MOVEMENTS, commerce("R. 228-8")),
}


@dataclass(eq=False)
class PublicBodiesTooStrong(RefusedByText):
    """Local authorities together hold too much of the capital."""

    part: Fraction
    most: Fraction

    message = N_(
        "Les collectivités publiques détiennent ensemble %(part)s du capital. "
        "La loi leur en permet %(most)s au plus."
    )
    remedy = N_("Réduisez leur part, ou augmentez celle des autres sociétaires.")


def public_breaches(part: Fraction, day: date) -> list[Refused]:
    """Find whether local authorities and their groupings hold more capital than allowed.

    `part` is what they hold together, the State left out. It is a cap on capital, not on votes.
    Law: loi 47-1775, art. 19 septies.
    """
    law = PUBLIC_PARTS.period(day)
    if law.value is None or part <= law.value:
        return []
    return [PublicBodiesTooStrong(part, law.value, source=law.source)]


@dataclass(eq=False)
class CapitalTooLow(RefusedByText):
    """Paying a leaver back would bring the capital under its floor."""

    part: Fraction
    least: Fraction
    of_what: str

    message = N_("Après ce remboursement, il resterait %(part)s %(of_what)s. Il en faut au moins %(least)s.")
    remedy = N_("Attendez d’autres souscriptions, ou échelonnez le remboursement.")


def capital_floor(stated: Cents, highest: Cents) -> Fraction:
    """Give the lowest capital a cooperative may reach by paying leavers back, in exact cents.

    A tenth of the capital that the bylaws state and a quarter of the highest ever reached: the
    larger of the two. Law: C. com. L. 231-5; loi 47-1775, art. 13.
    """
    return max(CAPITAL_FLOOR * stated, HIGHEST_FLOOR * highest)


def floor_breaches(left: Cents, *, stated: Cents, highest: Cents) -> list[Refused]:
    """Find whether `left`, the capital after a repayment, is under one of the floors; on it is lawful.

    Each floor that is crossed is named with its own text.
    """
    floors = (
        (stated, CAPITAL_FLOOR, OF_STATED, FLOOR_SOURCE),
        (highest, HIGHEST_FLOOR, OF_HIGHEST_CAPITAL, HIGHEST_SOURCE),
    )
    return [
        CapitalTooLow(Fraction(left, capital), least, of_what, source=text)
        for capital, least, of_what, text in floors
        if left < least * capital
    ]


OF_STATED = N_("du capital fixé par les statuts")
OF_HIGHEST_CAPITAL = N_("du capital le plus élevé atteint")


def liable_until(left_on: date) -> date:
    """Give the last day on which a leaver answers for debts that existed: five years. Law: L. 231-6."""
    return months_after(left_on, 12 * LIABILITY_YEARS)


PUBLIC = N_("ensemble, au plus %(part)s du capital")
NOMINAL = N_("à la valeur nominale, moins la part des pertes ; qui est parti ne vote plus")
LIABLE = N_("%(years)d ans après le départ")
OF_HIGHEST = N_("au moins %(part)s du capital le plus élevé atteint")
NOT_UNDER = N_("au moins %(part)s du capital fixé par les statuts")
COLUMN_NAMES = {
    "day": N_("date"),
    "former_holder": N_("ancien titulaire"),
    "new_holder": N_("nouveau titulaire"),
    "shares": N_("nombre de parts"),
    "class": N_("catégorie de parts"),
    "sequence_number": N_("numéro d’ordre"),
}
COLUMNS = N_("%(columns)s")


def _say_public(part: Fraction) -> Said:
    return said(PUBLIC, part=say_part(part))


def _say_years(years: int) -> Said:
    return said(LIABLE, years=years)


def _say_floor(part: Fraction) -> Said:
    return said(NOT_UNDER, part=say_part(part))


def _say_highest(part: Fraction) -> Said:
    return said(OF_HIGHEST, part=say_part(part))


def _say_columns(columns: tuple[str, ...]) -> Said:
    return said(COLUMNS, columns=tuple(Said(COLUMN_NAMES[column]) for column in columns))


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "public_capital",
        N_("Capital des collectivités publiques"),
        dict.fromkeys(CompanyForm, PUBLIC_PARTS),
        _say_public,
        ChangedBy.LAW,
    ),
    LawRule(
        "capital_floor",
        N_("Capital en dessous duquel un départ ne peut le faire descendre"),
        everywhere(CAPITAL_FLOOR, FLOOR_SOURCE),
        _say_floor,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "capital_floor_highest",
        N_("Capital en dessous duquel les remboursements s’arrêtent"),
        everywhere(HIGHEST_FLOOR, HIGHEST_SOURCE),
        _say_highest,
        ChangedBy.LAW,
    ),
    LawRule(
        "reimbursement",
        N_("Remboursement des parts"),
        everywhere(NOMINAL, REIMBURSEMENT_SOURCE),
        Said,
        ChangedBy.LAW,
    ),
    LawRule(
        "leaver_liability",
        N_("Engagement de celui qui part, pour les dettes existantes"),
        everywhere(LIABILITY_YEARS, LIABILITY_SOURCE),
        _say_years,
        ChangedBy.LAW,
    ),
    LawRule(
        "share_register",
        N_("Registre des mouvements de parts"),
        REGISTER_COLUMNS,
        _say_columns,
        ChangedBy.LAW,
        proposed={CompanyForm.SARL: MOVEMENTS},
    ),
)
