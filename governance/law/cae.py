"""Cooperatives of activity and employment: by when a hosted entrepreneur must be a member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from governance.errors import Refused
from governance.law.annual import months_after
from governance.law.rule import LawRule, Said, everywhere, said, told
from governance.law.texts import law_of_1947, other
from governance.sources import ChangedBy
from governance.words import N_

SOURCE = other("Code du travail", "L. 7331-3")
MEMBER_WITHIN_MONTHS = 36
TRIAL_MONTHS = 8
INTERVIEWS = 2  # a year


def member_by(contract_from: date, earlier_months: int = 0) -> date:
    """Give the last day on which an entrepreneur may still not be a member.

    Three years after the first day of the contract, less the whole months of earlier support
    contracts (CAPE), which count. Law: Code du travail, L. 7331-3.
    """
    return months_after(contract_from, max(0, MEMBER_WITHIN_MONTHS - earlier_months))


def length(first: date, last: date) -> tuple[int, int]:
    """Give how long a contract lasted, both days included: whole months, then days left."""
    end, months = last + timedelta(days=1), 0
    while months_after(first, months + 1) <= end:
        months += 1
    return months, (end - months_after(first, months)).days


def member_by_contracts(contract_from: date, earlier: Iterable[tuple[date, date]] = ()) -> date:
    """Give the last day for membership, earlier contracts being deducted month by month.

    `earlier` are the first and last days of the support contracts before. What is longer than the
    three years leaves no time at all: the day of the contract itself.
    Law: Code du travail, L. 7331-3.
    """
    lengths = [length(first, last) for first, last in earlier]
    last_day = months_after(contract_from, MEMBER_WITHIN_MONTHS - sum(months for months, _ in lengths))
    return max(contract_from, last_day - timedelta(days=sum(days for _, days in lengths)))


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


_TRIAL = said(
    N_("au plus %(months)d mois, renouvellement compris, contrats antérieurs déduits"), months=TRIAL_MONTHS
)
_INTERVIEWS = said(N_("au moins %(count)d entretiens par an"), count=INTERVIEWS)
INTERVIEWS_SOURCE = other(
    "décret n° 2015-1363 du 27 octobre 2015", sure=False, note="article du code du travail à relire"
)
_NO_VOTE = N_("il peut être invité ; il ne vote pas")
_EACH = N_("chaque personne est sociétaire, avec une voix")
_NEW = N_("la société est un nouveau sociétaire, admis à sa date : rien ne se transmet")


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
    told(
        "entrepreneur_before",
        N_("Entrepreneur salarié qui n’est pas encore sociétaire"),
        ChangedBy.LAW,
        all_forms=(_NO_VOTE, other("Code du travail", "L. 7331-2")),
    ),
    told(
        "entrepreneur_trial",
        N_("Entrepreneur salarié d’une CAE : période d’essai"),
        ChangedBy.LAW,
        all_forms=(_TRIAL, other("Code du travail", "L. 7332-1")),
    ),
    told(
        "entrepreneur_interviews",
        N_("Entrepreneur salarié d’une CAE : entretiens individuels"),
        ChangedBy.LAW,
        all_forms=(_INTERVIEWS, INTERVIEWS_SOURCE),
    ),
    told(
        "entrepreneurs_together",
        N_("Plusieurs entrepreneurs d’une même activité"),
        ChangedBy.BYLAWS,
        all_forms=(_EACH, other("Code du travail", "L. 7331-3", sure=False, note="usage des coopératives")),
    ),
    told(
        "entrepreneur_leaving",
        N_("Entrepreneur qui crée sa société"),
        ChangedBy.BYLAWS,
        all_forms=(_NEW, law_of_1947("19 septies", sure=False, note="aux statuts de le prévoir")),
    ),
)
