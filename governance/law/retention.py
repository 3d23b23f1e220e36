"""How long papers, registers and sealed ballots are kept."""

from datetime import date
from typing import Any

from governance.law.annual import NULLITY_YEARS, months_after
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, Said, everywhere, said, told
from governance.law.texts import civil, commerce
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

MARGIN_MONTHS = 3  # added to the time a decision may be contested: our choice, not the law's
ACCOUNTS_YEARS = 10
SHEETS_YEARS = 3  # the last closed ones, in an SA and a SARL
REGISTER_YEARS = 5

ACCOUNTS_SOURCE = commerce("L. 123-22")
REGISTER_SOURCE = civil("2224", sure=False, note="cinq ans après la fin de leur usage")


def _ballot_months(nullity_years: int) -> int:
    return 12 * nullity_years + MARGIN_MONTHS


BALLOT_MONTHS: Dated[int | None] = Dated(
    tuple(
        Since(one.day, _ballot_months(one.value), one.source)
        for before, one in zip((None, *NULLITY_YEARS.periods), NULLITY_YEARS.periods, strict=False)
        if before is None or before.value != one.value
    )
)


def ballots_kept_until(declared_on: date) -> date:
    """Give the first day on which sealed ballots may be destroyed, with no action pending.

    The time to contest a decision on that day (three years before 1 October 2025, two since), and
    three months of margin. The end that 1 October 2025 may bring nearer is not counted on.
    Law: C. civ. 1844-14.
    """
    return months_after(declared_on, _ballot_months(NULLITY_YEARS.on(declared_on)))


BALLOTS = N_("%(months)d mois, puis détruits si aucune action n’est en cours")
YEARS = N_("%(years)d ans au moins")
SHEETS = N_("feuilles de présence, pouvoirs et procès-verbaux des %(years)d derniers exercices")
SARL_PAPERS = N_("comptes, inventaires, rapports et procès-verbaux des %(years)d derniers exercices")


def _say_ballots(months: int) -> Said:
    return said(BALLOTS, months=months)


def _say_years(years: int) -> Said:
    return said(YEARS, years=years)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "keep_ballots",
        N_("Conservation des bulletins scellés"),
        dict.fromkeys(CompanyForm, BALLOT_MONTHS),
        _say_ballots,
        ChangedBy.SECRETARY,
        Direction.STRICTER,
    ),
    told(
        "keep_sheets",
        N_("Papiers des assemblées passées, à communiquer"),
        ChangedBy.LAW,
        sa=(said(SHEETS, years=SHEETS_YEARS), commerce("L. 225-117")),
        sarl=(said(SARL_PAPERS, years=SHEETS_YEARS), commerce("R. 223-15")),
        sas=(None, commerce("L. 227-9")),
    ),
    LawRule(
        "keep_accounts",
        N_("Conservation des comptes et pièces"),
        everywhere(ACCOUNTS_YEARS, ACCOUNTS_SOURCE),
        _say_years,
        ChangedBy.LAW,
    ),
    LawRule(
        "keep_registers",
        N_("Conservation des registres après usage"),
        everywhere(REGISTER_YEARS, REGISTER_SOURCE),
        _say_years,
        ChangedBy.SECRETARY,
    ),
)
