"""The register of movements of shares, one movement at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from governance.actors import Actor, Role
from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import read_day, read_shares, tidy
from governance.register.refusals import FaultyMovement, NoSuchMember, NotSoManyShares
from governance.register.shares import Movement, MovementKind, held_from
from governance.store.base import lock
from governance.store.members import MemberRow
from governance.store.shares import append_movement, movements_of
from governance.store.unit_of_work import UnitOfWork

T = TypeVar("T")

KINDS: Final = (MovementKind.SUBSCRIPTION, MovementKind.REDEMPTION)


@dataclass(frozen=True, slots=True)
class RecordMovement:
    """A movement as typed: "subscription" or "redemption", a number of shares from 1 on, a day."""

    member: UUID
    kind: str
    shares: str
    moved_on: str


def record_movement(uow: UnitOfWork, command: RecordMovement, *, by: Actor) -> int:
    """Write shares gained or paid back in the register; give the number of the movement.

    Who      secretary
    When     from the day of the movement on, whether or not the member has left since
    Writes   one share movement, one act
    Refuses  WrongHat, NoSuchMember, FaultyMovement, NotSoManyShares
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "members", uow.tenant)  # a file being applied counts on what is held
    lock(uow.session, "shares", uow.tenant)
    if uow.session.get(MemberRow, command.member) is None:
        raise NoSuchMember
    movement = _read(command, uow.today)
    held = held_from(movements_of(uow.session, command.member), movement.moved_on)
    if held + movement.shares < 0:
        raise NotSoManyShares(-movement.shares, held)
    sequence = append_movement(uow.session, uow.tenant, command.member, movement, uow.now)
    member, moved = str(command.member), movement.shares
    uow.act("shares.move", by=by, member=member, shares=moved, sequence=sequence)
    return sequence


def _read(command: RecordMovement, today: date) -> Movement:
    kind = next((each for each in KINDS if each.value == command.kind), None)
    shares = _told("shares", command.shares, read_shares)
    day = _told("moved_on", command.moved_on, read_day)
    found = [fault for fault in (shares, day) if isinstance(fault, Fault)]
    if shares == 0:
        found.append(Fault("shares", faults.NO_SHARES, {"text": "0"}))
    if isinstance(day, date) and day > today:
        found.append(Fault("moved_on", faults.NOT_YET))
    if kind is None:
        found.append(Fault("movement", faults.UNKNOWN_MOVEMENT))
    if found or kind is None or isinstance(shares, Fault) or isinstance(day, Fault):
        raise FaultyMovement(tuple(found))
    return Movement(kind, shares if kind is MovementKind.SUBSCRIPTION else -shares, day)


def _told(field: str, written: str, read: Callable[[str, str], T | Fault]) -> T | Fault:
    text = tidy(written)
    return read(field, text) if text else Fault(field, faults.MISSING)
