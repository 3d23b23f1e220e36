"""What is known of an organisation that is a member, and the jobs it declares year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import (
    read_choice,
    read_day,
    read_jobs,
    read_siret,
    read_text,
    read_year,
    tidy,
)
from governance.register.tie_reading import FaultyTie, sound
from governance.register.ties import Origin, StructureForm


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of an organisation beside its record as a member.

    `siret` is its 14 digits or "". `registration` says which register holds it: a town's RCS, a
    prefecture's directory of associations. `ceased_on` is its last day, None while it lives.
    """

    form: StructureForm
    origin: Origin
    trade: str = ""
    founded_on: date | None = None
    siret: str = ""
    registration: str = ""
    ceased_on: date | None = None


@dataclass(frozen=True, slots=True)
class Jobs:
    """The full-time equivalents a structure declares for a year, exact to the hundredth, from 0."""

    year: int
    count: Fraction


STRUCTURE_FIELDS = ("form", "origin", "trade", "founded_on", "siret", "registration", "ceased_on")


def read_structure(values: Mapping[str, str], *, siren: str, today: date) -> Structure:
    """Read what describes an organisation whose record bears `siren` ("" if none). Raises FaultyTie."""
    typed = {name: tidy(values.get(name, "")) for name in STRUCTURE_FIELDS}
    form = read_choice("form", StructureForm, typed["form"])
    origin = read_choice("origin", Origin, typed["origin"])
    trade = read_text("trade", typed["trade"])
    founded = read_day("founded_on", typed["founded_on"]) if typed["founded_on"] else None
    siret = read_siret("siret", typed["siret"], siren) if typed["siret"] else ""
    registration = read_text("registration", typed["registration"])
    ceased = _ceased(typed["ceased_on"], founded, today)
    every = (form, origin, trade, founded, siret, registration, ceased)
    if found := tuple(each for each in every if isinstance(each, Fault)):
        raise FaultyTie(found)
    return Structure(
        form=sound(form),
        origin=sound(origin),
        trade=sound(trade),
        founded_on=sound(founded),
        siret=sound(siret),
        registration=sound(registration),
        ceased_on=sound(ceased),
    )


def read_declared_jobs(values: Mapping[str, str], today: date, founded_on: date | None = None) -> Jobs:
    """Read the jobs of one year: "year" from its first to this one, "jobs" as 4 or 3,85. Raises FaultyTie."""
    typed = {name: tidy(values.get(name, "")) for name in ("year", "jobs")}
    missing = {name: Fault(name, faults.MISSING) for name, text in typed.items() if not text}
    year = missing.get("year") or read_year("year", typed["year"], today.year)
    jobs = missing.get("jobs") or read_jobs("jobs", typed["jobs"])
    if isinstance(year, int) and founded_on and year < founded_on.year:
        year = Fault("year", faults.BEFORE_FOUNDED)
    if found := tuple(each for each in (year, jobs) if isinstance(each, Fault)):
        raise FaultyTie(found)
    return Jobs(sound(year), sound(jobs))


def read_withdrawn_year(values: Mapping[str, str], today: date) -> int:
    """Read the "year" whose jobs were declared by mistake. Raises FaultyTie."""
    year = read_year("year", tidy(values.get("year", "")), today.year)
    if isinstance(year, Fault):
        raise FaultyTie((year,))
    return year


def _ceased(text: str, founded: date | Fault | None, today: date) -> date | Fault | None:
    ceased = read_day("ceased_on", text) if text else None
    if not isinstance(ceased, date):
        return ceased
    if ceased > today:
        return Fault("ceased_on", faults.NOT_YET)
    if isinstance(founded, date) and ceased < founded:
        return Fault("ceased_on", faults.CEASED_BEFORE)
    return ceased
