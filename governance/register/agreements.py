"""Agreements between the cooperative and a structure: when one ends, renews, and can still be stopped.

A month later is the same day of that month, or its last day; a renewed period is counted from the
first one, so that a 31st is never lost on the way. The last day to give notice is the same day
some months before the last day in force: of the readings a court may take, the earliest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from governance.law.annual import months_after
from governance.words import N_

SOON_DAYS: Final = 90
"""An agreement whose date falls within so many days is said to come soon."""
MOST_MONTHS: Final = 120


class Renewal(StrEnum):
    """What happens on the last day of an agreement."""

    NONE = "none"
    TACIT = "tacit"
    EXPRESS = "express"


RENEWAL_NAMES: Mapping[Renewal, str] = {
    Renewal.NONE: N_("aucun : elle prend fin à son terme"),
    Renewal.TACIT: N_("tacite : elle repart sauf préavis"),
    Renewal.EXPRESS: N_("exprès : un avenant signé la prolonge"),
}


class Side(StrEnum):
    """Who an objective is for."""

    COOPERATIVE = "cooperative"
    STRUCTURE = "structure"


SIDE_NAMES: Mapping[Side, str] = {
    Side.COOPERATIVE: N_("la coopérative"),
    Side.STRUCTURE: N_("la structure"),
}


class ObjectiveState(StrEnum):
    """What became of an objective."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


OBJECTIVE_NAMES: Mapping[ObjectiveState, str] = {
    ObjectiveState.OPEN: N_("à atteindre"),
    ObjectiveState.REACHED: N_("atteint"),
    ObjectiveState.DROPPED: N_("abandonné"),
}


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """From the first day in force to the last one, included; None when open-ended.

    `renewal_months` is the length of each tacit renewal, `notice_months` that of the notice to
    stop it, both in [1, 120] and [0, 120]; 0 where there is no renewal.
    """

    starts_on: date
    ends_on: date | None = None
    renewal: Renewal = Renewal.NONE
    renewal_months: int = 0
    notice_months: int = 0


class Mark(StrEnum):
    """What comes: the last day to give notice, or the last day in force."""

    NOTICE = "notice"
    END = "end"


LEADS: Final = (60, 15)
"""How many days before, at most, somebody is reminded: once in each window."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What comes, when, and in which window of `LEADS` the day falls."""

    mark: Mark
    day: date
    lead: int


@dataclass(frozen=True, slots=True)
class AgreementDates:
    """What a day calls for: the last day in force, the last day to give notice, the day it renews.

    Each is None where the terms have none. An open-ended agreement has no date: notice counts from
    the day it is given.
    """

    ends_on: date | None = None
    notice_by: date | None = None
    renews_on: date | None = None

    @property
    def next(self) -> date | None:
        """Give the day by which somebody must have decided: to give notice, else to renew or let end."""
        return self.notice_by or self.ends_on


class AgreementState(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDED = "ended"


STATE_NAMES: Mapping[AgreementState, str] = {
    AgreementState.DRAFT: N_("à signer"),
    AgreementState.COMING: N_("signée, à venir"),
    AgreementState.IN_FORCE: N_("en vigueur"),
    AgreementState.ENDED: N_("terminée"),
}


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed link of the chain, the agreement itself then its amendments, with the terms it sets."""

    terms: AgreementTerms
    signed_on: date


def terms_on(chain: Sequence[Signed], day: date) -> AgreementTerms | None:
    """Give the terms that hold on `day`: the first day of the agreement, the rest of its latest link.

    A link counts from its own first day; before the first one, its terms to come. None when nothing
    is signed.
    """
    if not chain:
        return None
    held = [link.terms for link in chain if link.terms.starts_on <= day] or [chain[0].terms]
    last = held[-1]
    return AgreementTerms(
        chain[0].terms.starts_on, last.ends_on, last.renewal, last.renewal_months, last.notice_months
    )


def dates_on(terms: AgreementTerms, day: date) -> AgreementDates:
    """Give the dates of the period that runs on `day`, or of the last one when it is over.

    A tacit agreement has periods without end: the one that holds `day`. From 15 January 2027 to 31
    January 2028 by tacit renewals of twelve months with three months of notice: notice by 31 October 2027.
    """
    if terms.ends_on is None:
        return AgreementDates()
    ends_on = terms.ends_on
    if terms.renewal is Renewal.TACIT:
        after, many = terms.ends_on + timedelta(days=1), 0
        while ends_on < day:
            many += terms.renewal_months
            ends_on = months_after(after, many) - timedelta(days=1)
        notice_by = months_after(ends_on, -terms.notice_months)
        return AgreementDates(ends_on, notice_by, ends_on + timedelta(days=1))
    return AgreementDates(ends_on)


def state_on(terms: AgreementTerms | None, ended_on: date | None, day: date) -> AgreementState:
    """Tell where an agreement stands on `day`. `ended_on` is the last day of one ended early."""
    if terms is None:
        return AgreementState.DRAFT
    if ended_on is not None and ended_on < day:
        return AgreementState.ENDED
    if day < terms.starts_on:
        return AgreementState.COMING
    ends_on = dates_on(terms, day).ends_on
    over = ends_on is not None and ends_on < day
    return AgreementState.ENDED if over else AgreementState.IN_FORCE


def comes_soon(terms: AgreementTerms | None, ended_on: date | None, day: date) -> bool:
    """Tell whether an agreement in force must be decided on within 90 days: notice, renewal or end."""
    if terms is None or ended_on is not None or state_on(terms, ended_on, day) is not AgreementState.IN_FORCE:
        return False
    dates = dates_on(terms, day)
    marks = [one for one in (dates.notice_by, dates.ends_on) if one is not None and one >= day]
    return bool(marks) and min(marks) <= day + timedelta(days=SOON_DAYS)


def reminder_on(terms: AgreementTerms, ended_on: date | None, day: date) -> Reminder | None:
    """Give the reminder that `day` falls under: 60 while 60 to 16 days are left, then 15.

    Of the notice for a tacit renewal, of the end otherwise; none for an agreement that is stopped,
    open-ended, over, or whose day has passed.
    """
    if ended_on is not None or state_on(terms, ended_on, day) is not AgreementState.IN_FORCE:
        return None
    dates = dates_on(terms, day)
    mark, comes = (Mark.NOTICE, dates.notice_by) if dates.notice_by else (Mark.END, dates.ends_on)
    left = None if comes is None else (comes - day).days
    if comes is None or left is None or left < 0:
        return None
    windows = [lead for lead in LEADS if left <= lead]
    return Reminder(mark, comes, min(windows)) if windows else None
