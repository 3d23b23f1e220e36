"""Who is tied to whom around a cooperative on one day: what is asked, what is kept, how it is grouped.

Pure: the store gives every organisation of the day, these functions choose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from governance.register.departments import DEPARTMENTS, Department
from governance.register.ties import Origin, StructureForm
from governance.words import N_

DRAWN = 60
"""At most so many structures are drawn one by one; beyond, they are drawn by territory or by trade."""


class Bond(StrEnum):
    """What ties somebody to somebody."""

    SHARES = "shares"
    HELD = "held"
    CONTROL = "control"
    SERVICES = "services"
    BORN = "born"
    FOUNDED = "founded"
    REPRESENTED = "represented"
    AGREEMENT = "agreement"


BOND_NAMES: Mapping[Bond, str] = {
    Bond.SHARES: N_("détient des parts de la coopérative"),
    Bond.HELD: N_("la coopérative est à son capital"),
    Bond.CONTROL: N_("la coopérative la contrôle"),
    Bond.SERVICES: N_("prend des services"),
    Bond.BORN: N_("née d’une activité hébergée"),
    Bond.FOUNDED: N_("fondée par des personnes de la coopérative"),
    Bond.REPRESENTED: N_("a un représentant"),
    Bond.AGREEMENT: N_("a une convention avec la coopérative"),
}

PERSONAL = frozenset({Bond.FOUNDED, Bond.REPRESENTED})
"""Ties that name people: for the office alone."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An organisation around the cooperative on one day, with what ties it.

    `links` says which kinds of ties there are, in the order of Bond; the rest says more of them to the
    office: `shares` it holds of the cooperative, `held` the part of its capital the cooperative holds,
    in [0, 1], names of `services`, `activity`, `founders`, `representatives` and `agreements`.
    """

    member: UUID
    number: int
    name: str
    sort_key: str
    department: Department | None
    city: str
    trade: str
    college: str
    form: StructureForm | None
    origin: Origin | None
    admitted_on: date
    links: tuple[Bond, ...]
    shares: int = 0
    held: Fraction = field(default_factory=Fraction)
    services: tuple[str, ...] = ()
    activity: str = ""
    exit: UUID | None = None
    founders: tuple[str, ...] = ()
    representatives: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()

    def seen_by_all(self) -> "Neighbour":
        """Keep what every member may read: no name of a person, no figure of capital, no number."""
        return Neighbour(
            member=self.member,
            number=0,
            name=self.name,
            sort_key=self.sort_key,
            department=self.department,
            city="",
            trade=self.trade,
            college=self.college,
            form=self.form,
            origin=self.origin,
            admitted_on=self.admitted_on,
            links=tuple(link for link in self.links if link not in PERSONAL),
        )


class Order(StrEnum):
    """How the table is sorted."""

    NAME = "nom"
    TERRITORY = "territoire"
    TRADE = "metier"
    SINCE = "entree"


@dataclass(frozen=True, slots=True)
class EcosystemAsked:
    """What a reader asks to see; empty means all. `territory` is a department, "r-" and a region, or "?"."""

    territory: str = ""
    trade: str = ""
    link: Bond | None = None
    order: Order = Order.NAME
    college: str = ""

    def keeps(self, one: Neighbour) -> bool:
        """Tell whether an organisation is asked for."""
        return (
            in_territory(self.territory, one.department)
            and (not self.trade or one.trade.casefold() == self.trade.casefold())
            and (not self.college or one.college == self.college)
            and (self.link is None or self.link in one.links)
        )


def in_territory(territory: str, department: Department | None) -> bool:
    """Tell whether a department is in a territory, as EcosystemAsked writes it."""
    if not territory:
        return True
    if department is None:
        return territory == "?"
    return territory in (department.code, f"r-{department.region}")


def sorted_as(found: Iterable[Neighbour], order: Order) -> list[Neighbour]:
    """Sort organisations for the table; by name when they are equal."""
    by_name = sorted(found, key=lambda one: (one.sort_key, str(one.member)))
    if order is Order.TERRITORY:
        return sorted(by_name, key=lambda one: one.department.code if one.department else "~")
    if order is Order.TRADE:
        return sorted(by_name, key=lambda one: (not one.trade, one.trade.casefold()))
    if order is Order.SINCE:
        return sorted(by_name, key=lambda one: one.admitted_on)
    return by_name


@dataclass(frozen=True, slots=True)
class Cluster:
    """Several organisations drawn as one: `territory` and `trade` are what to ask to open it.

    `by_trade` tells that they share a trade, else a department.
    """

    department: Department | None
    by_trade: bool
    count: int
    territory: str
    trade: str


def clusters(found: Sequence[Neighbour], asked: EcosystemAsked) -> tuple[Cluster, ...]:
    """Group organisations too many to be drawn: by department, then by trade; the largest first."""
    by_trade = asked.territory == "?" or any(asked.territory == one.code for one in DEPARTMENTS)
    counts: dict[tuple[str, str], int] = {}
    where: dict[str, Department | None] = {}
    for one in found:
        territory = one.department.code if one.department else "?"
        key = (asked.territory if by_trade else territory, one.trade if by_trade else asked.trade)
        counts[key] = counts.get(key, 0) + 1
        where[key[0]] = one.department
    made = [
        Cluster(where[territory], by_trade, count, territory, trade)
        for (territory, trade), count in counts.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.count, one.territory, one.trade.casefold()))[:DRAWN])


def by_department(found: Iterable[Neighbour]) -> dict[str, int]:
    """Count organisations by department; "?" those whose postcode names none."""
    counts: dict[str, int] = {}
    for one in found:
        code = one.department.code if one.department else "?"
        counts[code] = counts.get(code, 0) + 1
    return counts
