"""What a secretary types about services and contributions, every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.contributions import (
    ContributionBase,
    ContributionRate,
    DeclaredBase,
    ServiceKind,
)
from governance.register.faults import Fault
from governance.register.reading import read_amount, read_choice, read_day, read_part, read_text, tidy
from governance.units import Cents
from governance.words import N_

ABOVE_ALL = N_("Une contribution ne dépasse pas la totalité : au plus 100 %%.")
ENDS_BEFORE = N_("La période finit avant de commencer.")
NOT_OVER = N_(
    "Cette période n’est pas finie : déclarez-la à partir du %(day)s, son dernier jour, quand son chiffre "
    "est connu."
)
TWO_YEARS = N_("La période est à cheval sur deux années : déclarez-en deux.")


@dataclass(eq=False)
class FaultyContribution(Malformed):
    """What was written about a service or a contribution cannot be kept. `faults` tells why."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchService(NotFound):
    """No such service in this cooperative."""

    message = N_("Ce service n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des services.")


@dataclass(eq=False)
class AlreadyTaken(Refused):
    """The structure takes this service already."""

    message = N_("Cette structure prend déjà ce service.")
    remedy = N_("Mettez d’abord fin au service en cours.")


@dataclass(eq=False)
class RateBefore(Refused):
    """A rate would begin on or before the day the last one began."""

    since: date

    message = N_("Un taux est déjà en vigueur depuis le %(since)s : un autre ne s’insère pas avant.")
    remedy = N_("Donnez une date d’effet postérieure.")


@dataclass(eq=False)
class PeriodsOverlap(Refused):
    """A period would count days that another one counts already."""

    message = N_("Une partie de cette période est déjà déclarée : elle compterait deux fois.")
    remedy = N_(
        "Vérifiez les dates. Pour corriger une période, déclarez-la de nouveau, avec les mêmes dates."
    )


@dataclass(eq=False)
class RateTooEarly(Refused):
    """A rate would begin on a day of a period that was declared, or before it, under another rate."""

    starts_on: date
    ends_on: date
    last: date

    message = N_(
        "La période du %(starts_on)s au %(ends_on)s est déjà déclarée : sa contribution est comptée, et un "
        "nouveau taux ne la change pas."
    )
    remedy = N_("Donnez une date d’effet après le %(last)s, dernier jour déclaré.")


@dataclass(eq=False)
class RateChangesWithin(Refused):
    """A period would run over two rates, when a contribution is counted with one."""

    since: date

    message = N_(
        "Le taux change le %(since)s, pendant cette période : une contribution se compte à un seul taux."
    )
    remedy = N_("Déclarez deux périodes : jusqu’à la veille de ce jour, puis à partir de ce jour.")


def read_service(values: Mapping[str, str]) -> tuple[str, ServiceKind]:
    """Read a service of the catalogue. Raises FaultyContribution."""
    name, kind = tidy(values.get("name", "")), read_choice("kind", ServiceKind, tidy(values.get("kind", "")))
    text = read_text("name", name) if name else Fault("name", faults.MISSING)
    if isinstance(kind, Fault) or isinstance(text, Fault):
        raise FaultyContribution(tuple(each for each in (text, kind) if isinstance(each, Fault)))
    return text, kind


def read_first_day(values: Mapping[str, str], field: str = "since") -> date:
    """Read a day that must be there. Raises FaultyContribution."""
    typed = tidy(values.get(field, ""))
    day = read_day(field, typed) if typed else Fault(field, faults.MISSING)
    if isinstance(day, Fault):
        raise FaultyContribution((day,))
    return day


def read_rate(values: Mapping[str, str]) -> ContributionRate:
    """Read a rate: base, part as 8 % or 1/12, since. Raises FaultyContribution."""
    base = read_choice("base", ContributionBase, tidy(values.get("base", "")))
    typed = tidy(values.get("part", ""))
    part = read_part("part", typed) if typed else Fault("part", faults.MISSING)
    if not isinstance(part, Fault) and part > 1:
        part = Fault("part", ABOVE_ALL)
    since = _day("since", values)
    if isinstance(base, Fault) or isinstance(part, Fault) or isinstance(since, Fault):
        raise FaultyContribution(tuple(each for each in (base, part, since) if isinstance(each, Fault)))
    return ContributionRate(base, part, since)


def read_base(values: Mapping[str, str], today: date) -> DeclaredBase:
    """Read what was declared for a period of one year, whose last day has come. Raises FaultyContribution."""
    start, end = _day("starts_on", values), _day("ends_on", values)
    typed = tidy(values.get("amount", ""))
    amount: Cents | Fault = read_amount("amount", typed) if typed else Fault("amount", faults.MISSING)
    if isinstance(start, date) and isinstance(end, date):
        if end < start:
            end = Fault("ends_on", ENDS_BEFORE)
        elif end.year != start.year:
            end = Fault("ends_on", TWO_YEARS)
        elif end > today:
            end = Fault("ends_on", NOT_OVER, {"day": f"{end:%d/%m/%Y}"})
    if isinstance(start, Fault) or isinstance(end, Fault) or isinstance(amount, Fault):
        raise FaultyContribution(tuple(each for each in (start, end, amount) if isinstance(each, Fault)))
    return DeclaredBase(start, end, amount)


def _day(field: str, values: Mapping[str, str]) -> date | Fault:
    typed = tidy(values.get(field, ""))
    return read_day(field, typed) if typed else Fault(field, faults.MISSING)
