"""The assembly that approves the accounts each year, and the filings and reports around it."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, everywhere, said, told
from governance.law.texts import commerce, law_of_1947, other
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

MONTHS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(6, commerce("L. 225-100")),
    CompanyForm.SARL: always(6, commerce("L. 223-26")),
    CompanyForm.SAS: always(
        None, commerce("L. 227-1", sure=False, note="l’article L. 225-100 n’y est pas repris")
    ),
}
ONLINE_FILING_MONTHS, PAPER_FILING_MONTHS = 2, 1
_FILED_WITHIN = (ONLINE_FILING_MONTHS, PAPER_FILING_MONTHS)
FILING: dict[CompanyForm, Dated[tuple[int, int] | None]] = {
    CompanyForm.SA: always(_FILED_WITHIN, commerce("L. 232-23")),
    CompanyForm.SARL: always(_FILED_WITHIN, commerce("L. 232-22")),
    CompanyForm.SAS: always(_FILED_WITHIN, commerce("L. 232-23")),
}
BYLAWS_FILING_SOURCE = commerce("R. 123-105")
BYLAWS_FILING_MONTHS = 1
REVIEW_SOURCE = law_of_1947("19 duodecies")
REVIEW_YEARS = 5
REPORT_SOURCE = other("décret n° 2015-1381 du 29 octobre 2015")
_CAPPED = "et jusqu’au 1er octobre 2027 au plus : les deux ans courent depuis le 1er octobre 2025 (art. 2222)"
NULLITY_YEARS: Dated[Any] = Dated(
    (
        Since(date.min, 3, other("Code civil", "1844-14")),
        Since(date(2024, 10, 2), 3, other("Code civil", "1844-14", sure=False, note=_CAPPED)),
        Since(
            date(2025, 10, 1),
            2,
            other("Code civil", "1844-14", note="ordonnance n° 2025-229 du 12 mars 2025"),
        ),
    )
)


def months_after(day: date, months: int) -> date:
    """Give the same day some months later; the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day(form: CompanyForm, year_closed_on: date) -> date | None:
    """Give the last day for the assembly on the accounts closed on `year_closed_on`.

    Six months later: closed on 31 December, held by 30 June. When the year closes on the last day
    of a month, so does the deadline. None where the bylaws decide (SAS).
    Law: L. 225-100, L. 223-26.
    """
    months = MONTHS[form].on(year_closed_on)
    if months is None:
        return None
    deadline = months_after(year_closed_on, months)
    if year_closed_on.day == calendar.monthrange(year_closed_on.year, year_closed_on.month)[1]:
        return deadline.replace(day=calendar.monthrange(deadline.year, deadline.month)[1])
    return deadline


def accounts_filed_by(assembly_on: date, *, online: bool) -> date:
    """Give the last day to file approved accounts. Law: L. 232-22, L. 232-23."""
    return months_after(assembly_on, ONLINE_FILING_MONTHS if online else PAPER_FILING_MONTHS)


def bylaws_filed_by(assembly_on: date) -> date:
    """Give the last day to file bylaws changed by an assembly: one month. Law: R. 123-105."""
    return months_after(assembly_on, BYLAWS_FILING_MONTHS)


@dataclass(eq=False)
class AnnualAssemblyTooLate(RefusedByText):
    """The accounts would be put to the assembly too late."""

    assembly_on: date
    year_closed_on: date
    last_day: date

    message = N_(
        "L’exercice a été clos le %(year_closed_on)s : l’assemblée qui statue sur ses comptes se tient "
        "le %(last_day)s au plus tard. Elle est prévue le %(assembly_on)s."
    )
    remedy = N_("Avancez l’assemblée, ou demandez au juge un délai avant cette date.")


def breaches(form: CompanyForm, year_closed_on: date, assembly_on: date) -> list[Refused]:
    """Find whether an assembly on the accounts comes too late. Law: L. 225-100, L. 223-26."""
    last = last_day(form, year_closed_on)
    if last is None or assembly_on <= last:
        return []
    text = MONTHS[form].period(year_closed_on).source
    return [AnnualAssemblyTooLate(assembly_on, year_closed_on, last, source=text)]


WITHIN = N_("dans les %(months)d mois qui suivent la clôture de l’exercice")
FILED = N_("en ligne, %(online)d mois au plus après l’assemblée ; sur papier, %(paper)d mois au plus")
FILED_BYLAWS = N_("%(months)d mois au plus après l’assemblée")
EVERY = N_("tous les %(years)d ans, quelle que soit la taille")
YEARLY = N_("chaque année, avec l’implication de chaque catégorie dans les décisions")
BARRED = N_("%(years)d ans")


def _say_within(months: int) -> Said:
    return said(WITHIN, months=months)


def _say_filed(months: tuple[int, int]) -> Said:
    return said(FILED, online=months[0], paper=months[1])


def _say_bylaws_filed(months: int) -> Said:
    return said(FILED_BYLAWS, months=months)


def _say_every(years: int) -> Said:
    return said(EVERY, years=years)


def _say_barred(years: int) -> Said:
    return said(BARRED, years=years)


RULES: tuple[LawRule[Any], ...] = (
    told(
        "yearly_meeting",
        N_("Nombre d’assemblées par an"),
        ChangedBy.LAW,
        all_forms=(N_("une au moins"), law_of_1947("8", sure=False, note="rédaction ancienne")),
    ),
    LawRule(
        "annual_assembly",
        N_("Assemblée sur les comptes"),
        MONTHS,
        _say_within,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: 6},
    ),
    LawRule(
        "accounts_filing",
        N_("Dépôt des comptes"),
        FILING,
        _say_filed,
        ChangedBy.LAW,
    ),
    LawRule(
        "bylaws_filing",
        N_("Dépôt de statuts modifiés"),
        everywhere(BYLAWS_FILING_MONTHS, BYLAWS_FILING_SOURCE),
        _say_bylaws_filed,
        ChangedBy.LAW,
    ),
    LawRule(
        "project_report",
        N_("Rapport sur l’évolution du projet coopératif"),
        everywhere(YEARLY, REPORT_SOURCE),
        Said,
        ChangedBy.LAW,
    ),
    LawRule(
        "cooperative_review",
        N_("Révision coopérative"),
        everywhere(REVIEW_YEARS, REVIEW_SOURCE),
        _say_every,
        ChangedBy.LAW,
    ),
    LawRule(
        "nullity_action",
        N_("Délai pour contester une décision en justice"),
        dict.fromkeys(CompanyForm, NULLITY_YEARS),
        _say_barred,
        ChangedBy.LAW,
    ),
)
