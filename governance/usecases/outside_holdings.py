"""Taking a part of a company that is not a member, and leaving it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from governance.actors import Actor, Role
from governance.register.outside_holdings import read_outside_holding
from governance.register.tie_reading import (
    HeldAsMember,
    NamedAsMember,
    NoSuchTie,
    NotAMemberYet,
    TieEnded,
    read_end,
)
from governance.store.base import lock
from governance.store.outside_holdings import OutsideHoldingRow, member_named, member_of_siren
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text
from governance.usecases.ties import begin_tie


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
    Refuses  WrongHat, FaultyTie, HeldAsMember, NamedAsMember
    """
    by.ensure(Role.SECRETARY)
    read = read_outside_holding(command.values, uow.today)
    member = member_of_siren(uow.session, read.siren, uow.today)
    if member is not None:
        raise HeldAsMember(member.name, member.number)
    namesake = None if read.siren else member_named(uow.session, read.company, uow.today)
    if namesake is not None:
        raise NamedAsMember(namesake.name, namesake.number)
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


def withdraw_outside(uow: UnitOfWork, holding: UUID, *, by: Actor) -> None:
    """Withdraw a holding written by mistake: it stays in the register, and held on no day.

    Who      secretary
    When     any time
    Writes   the end of the holding, the day it began; one act
    Refuses  WrongHat, NoSuchTie
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(OutsideHoldingRow, holding)
    if row is None or row.until == row.since:
        raise NoSuchTie
    row.until = row.since
    uow.session.add(row)
    uow.act("outside.withdraw", by=by, holding=str(row.id), since=row.since.isoformat())


def move_inside(uow: UnitOfWork, holding: UUID, *, by: Actor) -> UUID:
    """Move a holding to the record of the company, which became a member; give that member.

    It ends outside and begins as a tie the day the company was admitted, or the day it began if later:
    the votes of the member are judged with it from the next poll on.

    Who      secretary
    When     a member bears the SIREN of the company
    Writes   the end of the holding, the tie, two acts
    Refuses  WrongHat, NoSuchTie, TieEnded, NotAMemberYet, AlreadyTied

    Law: code de commerce, L. 233-29 to L. 233-31.
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(OutsideHoldingRow, holding)
    if row is None:
        raise NoSuchTie
    if row.until is not None:
        raise TieEnded
    member = member_of_siren(uow.session, row.siren, uow.today)
    if member is None:
        raise NotAMemberYet
    moved_on = max(row.since, member.admitted_on)
    begin_tie(uow, member.id, replace(row.holding.tie, since=moved_on), by=by)
    row.until = moved_on
    uow.session.add(row)
    uow.act("outside.end", by=by, holding=str(row.id), until=moved_on.isoformat())
    return member.id
