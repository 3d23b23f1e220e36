"""How many sit on the board, and for how long."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, RefusedByText, Said, always, said
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated, LegalSource
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
TERM_YEARS = 6
TERM_SOURCES: dict[CompanyForm, LegalSource] = {
    CompanyForm.SA: law_of_1947("6", note="« des mandataires » : les administrateurs"),
    CompanyForm.SARL: law_of_1947("6", note="« des mandataires » : les gérants, que nomme aussi l’art. 8"),
    CompanyForm.SAS: law_of_1947("6", sure=False, note="le président et le conseil d’une SAS : à confirmer"),
}
TERMS: dict[CompanyForm, Dated[int | None]] = {
    form: always(TERM_YEARS, source) for form, source in TERM_SOURCES.items()
}


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


@dataclass(eq=False)
class ManagementTermTooLong(RefusedByText):
    """Managers, or the president of a SAS, would stay too long without being named again."""

    years: int
    most: int

    message = N_("Les statuts nomment la direction pour %(years)d ans. La loi permet %(most)d ans au plus.")
    remedy = N_("Ramenez la durée du mandat à %(most)d ans ou moins.")


@dataclass(eq=False)
class ManagersWithoutTerm(RefusedByText):
    """The managers of a SARL have no term: they are then named for as long as the company lasts."""

    most: int

    message = N_(
        "Les statuts n’indiquent pas la durée du mandat des gérants : ils sont alors nommés pour la durée de "
        "la société. La loi permet %(most)d ans au plus."
    )
    remedy = N_("Indiquez une durée de %(most)d ans ou moins.")


def management_breaches(form: CompanyForm, term_years: int | None) -> list[Refused]:
    """Find what the bylaws say of the term of those who direct that the law forbids; None or 0: no term.

    An SA is administered by its board, not by whom the board names. Whether a SAS must set the term
    of its president is left to counsel: only a term that is too long is found.
    Law: loi 47-1775, art. 6; C. com. L. 223-18.
    """
    source = TERM_SOURCES[form]
    if form is CompanyForm.SARL and not term_years:
        return [ManagersWithoutTerm(TERM_YEARS, source=source)]
    if form is not CompanyForm.SA and term_years and term_years > TERM_YEARS:
        return [ManagementTermTooLong(term_years, TERM_YEARS, source=source)]
    return []


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
        found.append(TermTooLong(term_years, TERM_YEARS, source=TERM_SOURCES[form]))
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
        N_("Durée du mandat des administrateurs, des gérants ou du président"),
        TERMS,
        _say_years,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
)
