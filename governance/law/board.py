"""How many sit on the board, and for how long."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, RefusedByText, Said, always, everywhere, said
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated
from governance.words import N_


@dataclass(frozen=True, slots=True)
class Size:
    """Bounds on the number of members of a board, both included."""

    least: int
    most: int


SIZES: dict[CompanyForm, Dated[Size | None]] = {
    CompanyForm.SA: always(Size(3, 18), commerce("L. 225-17", sure=False, note="rédaction lue en 2009")),
    CompanyForm.SARL: always(None, commerce("L. 223-18", note="une SARL a des gérants")),
    CompanyForm.SAS: always(None, commerce("L. 227-5", sure=False)),
}
TERM_SOURCE = law_of_1947("6", sure=False, note="texte ancien ; six ans au plus")
TERM_YEARS = 6


@dataclass(eq=False)
class BoardMissing(RefusedByText):
    """An SA without a board."""

    message = N_("Les statuts ne prévoient pas de conseil. Une SA en a un.")
    remedy = N_("Ajoutez le conseil d’administration aux statuts.")


@dataclass(eq=False)
class BoardSize(RefusedByText):
    """The board could be smaller or larger than the law allows."""

    least: int
    most: int
    law_least: int
    law_most: int

    message = N_(
        "Les statuts prévoient un conseil de %(least)d à %(most)d membres. "
        "La loi permet de %(law_least)d à %(law_most)d."
    )
    remedy = N_("Ramenez ces nombres dans les bornes de la loi.")


@dataclass(eq=False)
class TermTooLong(RefusedByText):
    """Directors would sit too long without being elected again."""

    years: int
    most: int

    message = N_(
        "Les statuts élisent les administrateurs pour %(years)d ans. La loi permet %(most)d ans au plus."
    )
    remedy = N_("Ramenez la durée du mandat à %(most)d ans ou moins.")


def breaches(
    form: CompanyForm, day: date, *, least: int | None, most: int | None, term_years: int | None
) -> list[Refused]:
    """Find what the bylaws say about the board that the law of `day` forbids; None: no board.

    Law: L. 225-17; loi 47-1775, art. 6.
    """
    law = SIZES[form].period(day)
    if least is None or most is None or term_years is None:
        return [BoardMissing(source=law.source)] if law.value else []
    found: list[Refused] = []
    if law.value and not law.value.least <= least <= most <= law.value.most:
        found.append(BoardSize(least, most, law.value.least, law.value.most, source=law.source))
    if not 1 <= term_years <= TERM_YEARS:
        found.append(TermTooLong(term_years, TERM_YEARS, source=TERM_SOURCE))
    return found


FROM_TO = N_("de %(least)d à %(most)d membres")
YEARS = N_("%(years)d ans au plus, révocables par l’assemblée")


def _say_size(size: Size) -> Said:
    return said(FROM_TO, least=size.least, most=size.most)


def _say_years(years: int) -> Said:
    return said(YEARS, years=years)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "board_size",
        N_("Taille du conseil d’administration"),
        SIZES,
        _say_size,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "board_term",
        N_("Durée du mandat des administrateurs"),
        everywhere(TERM_YEARS, TERM_SOURCE),
        _say_years,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
)
