"""Cooperatives of activity and employment: by when a hosted entrepreneur must be a member."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.annual import months_after
from governance.law.rule import LawRule, Said, everywhere, said
from governance.law.texts import other
from governance.sources import ChangedBy
from governance.words import N_

SOURCE = other("Code du travail", "L. 7331-3")
MEMBER_WITHIN_MONTHS = 36


def member_by(contract_from: date, earlier_months: int = 0) -> date:
    """Give the last day on which an entrepreneur may still not be a member.

    Three years after the first day of the contract, less the whole months of earlier support
    contracts (CAPE), which count. Law: Code du travail, L. 7331-3.
    """
    return months_after(contract_from, max(0, MEMBER_WITHIN_MONTHS - earlier_months))


@dataclass(eq=False)
class NotYetMember(Refused):
    """The contract ends, because the entrepreneur did not become a member in time."""

    name: str
    last_day: date

    message = N_("%(name)s devait être sociétaire le %(last_day)s au plus tard. Son contrat prend fin.")
    remedy = N_("Vérifiez la date de son contrat et les contrats d’appui qui l’ont précédé.")
    source = SOURCE


def breaches(name: str, contract_from: date, day: date, *, earlier_months: int = 0) -> list[Refused]:
    """Find whether an entrepreneur who is not a member on `day` should be one."""
    last = member_by(contract_from, earlier_months)
    return [NotYetMember(name, last)] if day > last else []


WITHIN = N_("dans les %(months)d mois du contrat, contrats d’appui antérieurs déduits ; sinon il prend fin")


def _say(months: int) -> Said:
    return said(WITHIN, months=months)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "entrepreneur_member_within",
        N_("Entrepreneur salarié d’une CAE : quand devenir sociétaire"),
        everywhere(MEMBER_WITHIN_MONTHS, SOURCE),
        _say,
        ChangedBy.LAW,
    ),
)
