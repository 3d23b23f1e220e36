"""Services taken of the cooperative, and the contribution: what is agreed, then what is declared."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.register.contribution_reading import (
    AlreadyTaken,
    NoSuchService,
    PeriodsOverlap,
    RateBefore,
    RateChangesWithin,
    RateTooEarly,
    read_base,
    read_first_day,
    read_rate,
    read_service,
)
from governance.register.contributions import ContributionRate, DeclaredBase, declared_before, rate_within
from governance.register.tie_reading import TieEnded
from governance.store.base import lock
from governance.store.contributions import (
    ContributionRateRow,
    DeclaredBaseRow,
    ServiceRow,
    ServiceUseRow,
    base_of,
    counted,
    rate_of,
)
from governance.store.ties import organisation_of
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OfferService:
    """A service of the catalogue, as typed: name, kind."""

    values: Typed


@dataclass(frozen=True, slots=True)
class TakeService:
    """A structure takes a service, as typed: since."""

    member: UUID
    service: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class StopService:
    """A structure stops taking a service, as typed: until."""

    use: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class AgreeRate:
    """A rate, as typed: base, part, since; of hosted activities without a member."""

    member: UUID | None
    values: Typed


@dataclass(frozen=True, slots=True)
class DeclareBase:
    """What a structure declares, as typed: starts_on, ends_on, amount."""

    member: UUID
    values: Typed


def offer_service(uow: UnitOfWork, command: OfferService, *, by: Actor) -> UUID:
    """Add a service to the catalogue; give its identifier.

    Who      secretary
    When     any time
    Writes   the service, one act
    Refuses  WrongHat, FaultyContribution, AlreadyTaken (a service of that name)
    """
    by.ensure(Role.SECRETARY)
    name, kind = read_service(command.values)
    same = select(func.count()).select_from(ServiceRow).where(ServiceRow.name == name)
    if uow.session.exec(same).one():
        raise AlreadyTaken
    row = ServiceRow(cooperative_id=uow.tenant, name=name, kind=kind.value)
    uow.session.add(row)
    uow.act("service.offer", by=by, service=str(row.id))
    return row.id


def take_service(uow: UnitOfWork, command: TakeService, *, by: Actor) -> UUID:
    """Write that a structure takes a service from a day on; give the identifier of this use.

    Who      secretary
    When     while it does not take it
    Writes   the use, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, NoSuchService, FaultyContribution, AlreadyTaken
    """
    by.ensure(Role.SECRETARY)
    organisation_of(uow.session, command.member)
    if uow.session.get(ServiceRow, command.service) is None:
        raise NoSuchService
    since = read_first_day(command.values)
    lock(uow.session, "services", uow.tenant)
    asked = select(ServiceUseRow).where(
        ServiceUseRow.member_id == command.member, ServiceUseRow.service_id == command.service
    )
    if any(row.until is None or row.until > since for row in uow.session.exec(asked)):
        raise AlreadyTaken
    row = ServiceUseRow(
        cooperative_id=uow.tenant, member_id=command.member, service_id=command.service, since=since
    )
    uow.session.add(row)
    uow.act("service.take", by=by, member=str(command.member), service=str(command.service))
    return row.id


def stop_service(uow: UnitOfWork, command: StopService, *, by: Actor) -> UUID:
    """Write the first day without a service; give the structure.

    Who      secretary
    When     while it is taken
    Writes   the end of the use, one act
    Refuses  WrongHat, NoSuchService, FaultyContribution, TieEnded
    """
    by.ensure(Role.SECRETARY)
    row = uow.session.get(ServiceUseRow, command.use)
    if row is None:
        raise NoSuchService
    until = read_first_day(command.values, "until")
    if row.until is not None or until <= row.since:
        raise TieEnded
    row.until = until
    uow.act("service.stop", by=by, member=str(row.member_id), service=str(row.service_id))
    return row.member_id


def agree_rate(uow: UnitOfWork, command: AgreeRate, *, by: Actor) -> None:
    """Write the rate of a structure, or of hosted activities, from a day on. The former ones stay.

    What was declared was counted: a rate never changes it.

    Who      secretary
    When     any time, after the day the last one began and the last period declared
    Writes   the rate, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyContribution, RateBefore, RateTooEarly
    """
    by.ensure(Role.SECRETARY)
    if command.member is not None:
        organisation_of(uow.session, command.member)
    rate = read_rate(command.values)
    lock(uow.session, "contributions", uow.tenant)
    rates, bases = _rates(uow, command.member), _bases(uow, command.member)
    last = max((each.since for each in rates), default=None)
    if last is not None and rate.since <= last:
        raise RateBefore(last)
    counted = declared_before(rate.since, rates, bases)
    if counted is not None:
        raise RateTooEarly(counted.starts_on, counted.ends_on, max(each.ends_on for each in bases))
    uow.session.add(
        ContributionRateRow(
            cooperative_id=uow.tenant,
            member_id=command.member,
            base=rate.base.value,
            part=part_text(rate.part),
            since=rate.since,
            recorded_at=uow.now,
            recorded_by=by.account,
        )
    )
    member = str(command.member) if command.member else None
    uow.act("contribution.rate", by=by, member=member, part=part_text(rate.part), base=rate.base.value)


def declare_base(uow: UnitOfWork, command: DeclareBase, *, by: Actor) -> None:
    """Write what a structure declared for a period: its turnover or its value added.

    The very same period declared again corrects it: the last line counts, the others stay.

    Who      secretary
    When     from its last day on, while no day of it is declared in another period
    Writes   the declaration, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyContribution, PeriodsOverlap,
             RateChangesWithin
    """
    by.ensure(Role.SECRETARY)
    organisation_of(uow.session, command.member)
    declared = read_base(command.values, uow.today)
    lock(uow.session, "contributions", uow.tenant)
    if any(
        one.starts_on <= declared.ends_on
        and one.ends_on >= declared.starts_on
        and (one.starts_on, one.ends_on) != (declared.starts_on, declared.ends_on)
        for one in _bases(uow, command.member)
    ):
        raise PeriodsOverlap
    change = rate_within(declared, _rates(uow, command.member))
    if change is not None:
        raise RateChangesWithin(change.since)
    uow.session.add(
        DeclaredBaseRow(
            cooperative_id=uow.tenant,
            member_id=command.member,
            starts_on=declared.starts_on,
            ends_on=declared.ends_on,
            amount=declared.amount,
            recorded_at=uow.now,
            recorded_by=by.account,
        )
    )
    uow.act("contribution.declare", by=by, member=str(command.member), since=declared.starts_on.isoformat())


def _rates(uow: UnitOfWork, member: UUID | None) -> list[ContributionRate]:
    """Give the rates of a structure, or of hosted activities."""
    of = col(ContributionRateRow.member_id)
    asked = select(ContributionRateRow).where(of.is_(None) if member is None else of == member)
    return [rate_of(row) for row in uow.session.exec(asked)]


def _bases(uow: UnitOfWork, member: UUID | None) -> list[DeclaredBase]:
    """Give what a structure declared; nothing for hosted activities."""
    asked = select(DeclaredBaseRow).where(DeclaredBaseRow.member_id == member)
    return [base_of(row) for row in counted(uow.session.exec(asked))[0]]
