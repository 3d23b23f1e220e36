"""The services a structure takes of the cooperative, and the contribution it pays for them: exact, dated.

No invoice is made here: a statement says what is owed and why, for the tools that invoice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from governance.units import Cents
from governance.words import N_

CLOSE_TO = Fraction(1, 100)
"""Two contributions are the same when they differ by at most a hundredth of that of hosted activities."""


class ServiceKind(StrEnum):
    """What a service of the cooperative is."""

    SUPPORT = "support"
    ACCOUNTING = "accounting"
    PAYROLL = "payroll"
    IT = "it"
    LEGAL = "legal"
    PURCHASING = "purchasing"
    TRAINING = "training"
    OTHER = "other"


SERVICE_NAMES: Mapping[ServiceKind, str] = {
    ServiceKind.SUPPORT: N_("accompagnement"),
    ServiceKind.ACCOUNTING: N_("comptabilité"),
    ServiceKind.PAYROLL: N_("paie"),
    ServiceKind.IT: N_("informatique"),
    ServiceKind.LEGAL: N_("juridique"),
    ServiceKind.PURCHASING: N_("achats groupés"),
    ServiceKind.TRAINING: N_("formation"),
    ServiceKind.OTHER: N_("autre service"),
}


class ContributionBase(StrEnum):
    """What a contribution is a part of."""

    TURNOVER = "turnover"
    VALUE_ADDED = "value_added"


BASE_NAMES: Mapping[ContributionBase, str] = {
    ContributionBase.TURNOVER: N_("chiffre d’affaires"),
    ContributionBase.VALUE_ADDED: N_("valeur ajoutée"),
}


@dataclass(frozen=True, slots=True)
class ContributionRate:
    """A rate from `since` on, until the next one: `part` of the base, in ]0, 1]."""

    base: ContributionBase
    part: Fraction
    since: date


@dataclass(frozen=True, slots=True)
class DeclaredBase:
    """What a structure declared for a period, both days included, in cents."""

    starts_on: date
    ends_on: date
    amount: Cents


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One period of a statement: the rate in force on its first day, and what is owed, to the cent.

    `rate` and `owed` are None when no rate was in force: nothing is owed, and the statement says so.
    """

    declared: DeclaredBase
    rate: ContributionRate | None
    owed: Cents | None


@dataclass(frozen=True, slots=True)
class ContributionStatement:
    """What a structure owes for a year, line by line."""

    year: int
    lines: tuple[StatementLine, ...]

    @property
    def declared(self) -> Cents:
        """Add up what was declared."""
        return Cents(sum(line.declared.amount for line in self.lines))

    @property
    def owed(self) -> Cents:
        """Add up what is owed."""
        return Cents(sum(line.owed or 0 for line in self.lines))


def rate_on(rates: Sequence[ContributionRate], day: date) -> ContributionRate | None:
    """Give the rate in force on `day`: the latest to begin; None before the first one."""
    known = [rate for rate in rates if rate.since <= day]
    return max(known, key=lambda rate: rate.since) if known else None


def declared_before(
    since: date, rates: Sequence[ContributionRate], bases: Sequence[DeclaredBase]
) -> DeclaredBase | None:
    """Give the last declared period that a rate from `since` on would change, or would cut in two.

    A period counts with the rate of its first day: one declared under no rate waits for the rate that
    begins by then, and is not in the way.
    """
    touched = [
        one
        for one in bases
        if one.starts_on < since <= one.ends_on
        or (since <= one.starts_on and rate_on(rates, one.starts_on) is not None)
    ]
    return max(touched, key=lambda one: one.ends_on, default=None)


def rate_within(declared: DeclaredBase, rates: Sequence[ContributionRate]) -> ContributionRate | None:
    """Give the first rate that begins inside a period, after its first day; None when it has one rate."""
    inside = [rate for rate in rates if declared.starts_on < rate.since <= declared.ends_on]
    return min(inside, key=lambda rate: rate.since, default=None)


def owed(amount: Cents, part: Fraction) -> Cents:
    """Give a part of an amount, rounded to the cent, half a cent up."""
    exact = amount * part
    return Cents((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def statement(
    year: int, rates: Sequence[ContributionRate], bases: Sequence[DeclaredBase]
) -> ContributionStatement:
    """Make the statement of a year: the periods that begin in it, by date."""
    lines = []
    for declared in sorted(bases, key=lambda one: one.starts_on):
        if declared.starts_on.year == year:
            rate = rate_on(rates, declared.starts_on)
            due = None if rate is None else owed(declared.amount, rate.part)
            lines.append(StatementLine(declared, rate, due))
    return ContributionStatement(year, tuple(lines))


class Closeness(StrEnum):
    """How the contribution of a structure stands beside that of hosted activities."""

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    OTHER_BASE = "other_base"
    UNKNOWN = "unknown"


def closeness(theirs: ContributionRate | None, hosted: ContributionRate | None) -> Closeness:
    """Compare two rates: the same when they differ by at most a hundredth of that of hosted activities."""
    if theirs is None or hosted is None:
        return Closeness.UNKNOWN
    if theirs.base is not hosted.base:
        return Closeness.OTHER_BASE
    gap = theirs.part - hosted.part
    if abs(gap) <= hosted.part * CLOSE_TO:
        return Closeness.SAME
    return Closeness.HIGHER if gap > 0 else Closeness.LOWER
