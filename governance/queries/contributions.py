"""Services and contributions, as pages, statements and workbooks show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.papers import CooperativeIdentity
from governance.register.contributions import (
    Closeness,
    ContributionRate,
    ContributionStatement,
    DeclaredBase,
    ServiceKind,
    closeness,
    rate_on,
    statement,
)
from governance.register.members import MemberKind
from governance.store.contributions import (
    ContributionRateRow,
    DeclaredBaseRow,
    ServiceRow,
    ServiceUseRow,
    base_of,
    counted,
    rate_of,
)
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.notice_facts import identity
from governance.store.ties import organisation_of
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """One service of the catalogue, and how many structures take it today."""

    id: UUID
    name: str
    kind: ServiceKind
    takers: int


@dataclass(frozen=True, slots=True)
class ServiceTaken:
    """One service a structure takes, or took."""

    id: UUID
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ContributionsOf:
    """One structure: what it takes, its rates (latest first), how it compares, its statement of a year.

    `corrected` are lines of that year that a later one replaced, and when they were recorded.
    """

    member: UUID
    number: int
    name: str
    services: tuple[ServiceTaken, ...]
    offered: tuple[tuple[UUID, str], ...]
    rates: tuple[ContributionRate, ...]
    hosted: ContributionRate | None
    closeness: Closeness
    statement: ContributionStatement
    corrected: tuple[tuple[DeclaredBase, datetime], ...]
    cooperative: CooperativeIdentity

    @property
    def rate(self) -> ContributionRate | None:
        """Give the latest rate."""
        return self.rates[0] if self.rates else None


@dataclass(frozen=True, slots=True)
class YearLine:
    """One structure in a year: its rate today, how it compares, what it declared and owes."""

    member: UUID
    number: int
    name: str
    rate: ContributionRate | None
    closeness: Closeness
    statement: ContributionStatement


@dataclass(frozen=True, slots=True)
class ContributionsYear:
    """The contributions of a year, a page of structures; the catalogue, and the rate of hosted activities."""

    year: int
    lines: tuple[YearLine, ...]
    services: tuple[ServiceShown, ...]
    hosted: ContributionRate | None
    next: UUID | None


def contributions_year(
    uow: UnitOfWork, actor: Actor, year: int, *, after: UUID | None = None, most: int = PAGE
) -> ContributionsYear:
    """Show a year. A few statements, whatever the number of structures. Raises WrongHat."""
    actor.ensure(*READERS)
    rows, following = _structures(uow, after, most)
    ids = [row.id for row in rows]
    rates, (bases, _corrected) = _rates(uow, ids), _bases(uow, ids)
    hosted = rate_on(_rates(uow, None)[None], uow.today)
    return ContributionsYear(
        year=year,
        lines=tuple(_line(row, rates, bases, hosted, (year, uow.today)) for row in rows),
        services=_catalogue(uow),
        hosted=hosted,
        next=following,
    )


def contributions_of(uow: UnitOfWork, member: UUID, actor: Actor, year: int) -> ContributionsOf:
    """Show one structure, to the office and to who represents it.

    Raises WrongHat, NoSuchMember, NotAnOrganisation.
    """
    if actor.hat.member != member:
        actor.ensure(*READERS)
    row = organisation_of(uow.session, member)
    rates = sorted(_rates(uow, [member])[member], key=lambda rate: rate.since, reverse=True)
    found, corrected = _bases(uow, [member])
    bases = found.get(member, [])
    hosted = rate_on(_rates(uow, None)[None], uow.today)
    taken = _taken(uow, member)
    bylaws = bylaws_in_force(uow.session, uow.today)[1]
    running = {one.name for one in taken if one.until is None}
    return ContributionsOf(
        member=member,
        number=row.number,
        name=row.name,
        services=taken,
        offered=tuple((one.id, one.name) for one in _catalogue(uow) if one.name not in running),
        rates=tuple(rates),
        hosted=hosted,
        closeness=closeness(rate_on(rates, uow.today), hosted),
        statement=statement(year, rates, bases),
        corrected=tuple((base_of(one), one.recorded_at) for one in corrected if one.starts_on.year == year),
        cooperative=identity(uow, bylaws, uow.today),
    )


def statement_years(uow: UnitOfWork, member: UUID) -> tuple[int, ...]:
    """Give the last three years of which a structure has a statement, latest first."""
    declared = {base.starts_on.year for base in _bases(uow, [member])[0].get(member, ())}
    return tuple(sorted(declared, reverse=True)[:3])


def _structures(uow: UnitOfWork, after: UUID | None, most: int) -> tuple[list[MemberRow], UUID | None]:
    asked = select(MemberRow).where(
        MemberRow.kind == MemberKind.ORGANISATION.value,
        col(MemberRow.id).in_(
            select(ContributionRateRow.member_id).where(col(ContributionRateRow.member_id).is_not(None))
        ),
    )
    order = (col(MemberRow.sort_key), col(MemberRow.id))
    start = uow.session.get(MemberRow, after) if after else None
    if start is not None:
        asked = asked.where(tuple_(*order) > tuple_(start.sort_key, start.id))
    rows = list(uow.session.exec(asked.order_by(*order).limit(most + 1)))
    return rows[:most], rows[most - 1].id if len(rows) > most else None


def _line(
    row: MemberRow,
    rates: Mapping[UUID | None, Sequence[ContributionRate]],
    bases: Mapping[UUID, Sequence[DeclaredBase]],
    hosted: ContributionRate | None,
    when: tuple[int, date],
) -> YearLine:
    theirs = rates.get(row.id, ())
    rate = rate_on(theirs, when[1])
    made = statement(when[0], theirs, bases.get(row.id, ()))
    return YearLine(row.id, row.number, row.name, rate, closeness(rate, hosted), made)


def _rates(uow: UnitOfWork, members: Sequence[UUID] | None) -> dict[UUID | None, list[ContributionRate]]:
    """Give the rates of some members, or of hosted activities under None."""
    asked = select(ContributionRateRow).where(
        col(ContributionRateRow.member_id).is_(None)
        if members is None
        else col(ContributionRateRow.member_id).in_(members)
    )
    found: dict[UUID | None, list[ContributionRate]] = {None: []} if members is None else {}
    found.update((member, []) for member in members or ())
    for row in uow.session.exec(asked):
        found[row.member_id].append(rate_of(row))
    return found


def _bases(
    uow: UnitOfWork, members: Sequence[UUID]
) -> tuple[dict[UUID, list[DeclaredBase]], list[DeclaredBaseRow]]:
    """Give what counts by structure, and the lines that were corrected."""
    found: dict[UUID, list[DeclaredBase]] = {}
    asked = select(DeclaredBaseRow).where(col(DeclaredBaseRow.member_id).in_(members))
    latest, corrected = counted(uow.session.exec(asked))
    for row in latest:
        found.setdefault(row.member_id, []).append(base_of(row))
    return found, corrected


def _catalogue(uow: UnitOfWork) -> tuple[ServiceShown, ...]:
    taken: dict[UUID, int] = {}
    running = select(ServiceUseRow.service_id, ServiceUseRow.id).where(
        ServiceUseRow.since <= uow.today,
        (col(ServiceUseRow.until).is_(None)) | (col(ServiceUseRow.until) > uow.today),
    )
    for service, _use in uow.session.exec(running):
        taken[service] = taken.get(service, 0) + 1
    rows = uow.session.exec(select(ServiceRow).order_by(col(ServiceRow.name)))
    return tuple(ServiceShown(row.id, row.name, ServiceKind(row.kind), taken.get(row.id, 0)) for row in rows)


def _taken(uow: UnitOfWork, member: UUID) -> tuple[ServiceTaken, ...]:
    asked = (
        select(ServiceUseRow, ServiceRow.name)
        .join(ServiceRow, col(ServiceRow.id) == col(ServiceUseRow.service_id))
        .where(ServiceUseRow.member_id == member)
        .order_by(col(ServiceUseRow.since).desc(), col(ServiceRow.name))
    )
    return tuple(ServiceTaken(use.id, name, use.since, use.until) for use, name in uow.session.exec(asked))
