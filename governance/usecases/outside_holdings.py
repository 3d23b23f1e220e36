"""Taking a part of a company that is not a member, and leaving it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.register.outside_holdings import read_outside_holding
from governance.register.tie_reading import NoSuchTie, TieEnded, read_end
from governance.store.base import lock
from governance.store.outside_holdings import OutsideHoldingRow
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text


@dataclass(frozen=True, slots=True)
class HoldOutside:
    """A holding that begins, as typed: company, form, siren, part, since, price, decision."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeaveOutside:
    """The first day without the holding, as typed in "until"."""

    holding: UUID
    values: Mapping[str, str]


def hold_outside(uow: UnitOfWork, command: HoldOutside, *, by: Actor) -> UUID:
    """Write that the cooperative holds a part of a company that is not a member; give its identifier.

    Who      secretary
    When     from the day it begins
    Writes   the holding, one act
    Refuses  WrongHat, FaultyTie
    """
    by.ensure(Role.SECRETARY)
    read = read_outside_holding(command.values, uow.today)
    row = OutsideHoldingRow(
        cooperative_id=uow.tenant,
        company=read.company,
        form=read.form.value,
        siren=read.siren,
        part=part_text(read.tie.part) if read.tie.part else "",
        price=read.tie.price,
        since=read.tie.since,
        decision=read.tie.decision,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("outside.begin", by=by, holding=str(row.id), part=row.part, since=row.since.isoformat())
    return row.id


def leave_outside(uow: UnitOfWork, command: LeaveOutside, *, by: Actor) -> None:
    """Write the first day without the holding, once and for all.

    Who      secretary
    When     while the holding has no end
    Writes   the end of the holding, one act
    Refuses  WrongHat, NoSuchTie, FaultyTie, TieEnded
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(OutsideHoldingRow, command.holding)
    if row is None:
        raise NoSuchTie
    until = read_end(command.values)
    if row.until is not None or until <= row.since:
        raise TieEnded
    row.until = until
    uow.session.add(row)
    uow.act("outside.end", by=by, holding=str(row.id), until=until.isoformat())
