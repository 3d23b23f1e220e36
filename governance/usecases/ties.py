"""What ties the cooperative to the organisations that are its members."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.register.structures import read_structure
from governance.register.tie_reading import (
    AlreadyTied,
    NoSuchTie,
    TieEnded,
    read_end,
    read_tie,
)
from governance.register.ties import Tie
from governance.store.base import lock
from governance.store.ties import StructureRow, TieRow, form_of, organisation_of
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text


@dataclass(frozen=True, slots=True)
class DescribeStructure:
    """What describes an organisation, as typed: the fields of `register.structures`."""

    member: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordTie:
    """A tie that begins, as typed: kind, part, since, price, decision."""

    member: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndTie:
    """The first day without a tie, as typed in "until"."""

    tie: UUID
    values: Mapping[str, str]


def describe_structure(uow: UnitOfWork, command: DescribeStructure, *, by: Actor) -> None:
    """Write what is known of an organisation.

    Who      secretary
    When     any time
    Writes   the structure, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyTie
    """
    by.ensure(Role.SECRETARY)
    member = organisation_of(uow.session, command.member)
    read = read_structure(command.values, siren=member.siren, today=uow.today)
    asked = select(StructureRow).where(StructureRow.member_id == command.member)
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        row = StructureRow(
            cooperative_id=uow.tenant, member_id=command.member, form=read.form, origin=read.origin
        )
        uow.session.add(row)
    row.form, row.origin = read.form.value, read.origin.value
    row.trade, row.founded_on, row.ceased_on = read.trade, read.founded_on, read.ceased_on
    row.siret, row.registration = read.siret, read.registration
    uow.act("structure.describe", by=by, member=str(command.member), form=row.form)


def record_tie(uow: UnitOfWork, command: RecordTie, *, by: Actor) -> UUID:
    """Write that a tie begins; give its identifier. The next polls opened are judged with it.

    Who      secretary
    When     from the day it begins
    Writes   the tie, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyTie, AlreadyTied

    Law: code de commerce, L. 233-29 to L. 233-31.
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    organisation_of(uow.session, command.member)
    tie = read_tie(command.values, uow.today, form_of(uow.session, command.member))
    return begin_tie(uow, command.member, tie, by=by)


def begin_tie(uow: UnitOfWork, member: UUID, tie: Tie, *, by: Actor) -> UUID:
    """Write a tie already read; give its identifier. Ties are locked.

    Who      whoever records a tie or moves a holding, within it
    Writes   the tie, one act
    Refuses  AlreadyTied
    """
    asked = select(TieRow).where(TieRow.member_id == member, TieRow.kind == tie.kind.value)
    if any(row.until is None or row.until > tie.since for row in uow.session.exec(asked)):
        raise AlreadyTied
    row = TieRow(
        cooperative_id=uow.tenant,
        member_id=member,
        kind=tie.kind.value,
        part=part_text(tie.part) if tie.part else None,
        price=tie.price,
        since=tie.since,
        decision=tie.decision,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    since, tie_id = row.since.isoformat(), str(row.id)
    uow.act("tie.begin", by=by, member=str(member), tie=tie_id, nature=row.kind, part=row.part, since=since)
    return row.id


def end_tie(uow: UnitOfWork, command: EndTie, *, by: Actor) -> UUID:
    """Write the first day without a tie, once and for all; give the member it tied.

    Who      secretary
    When     while the tie has no end
    Writes   the end of the tie, one act
    Refuses  WrongHat, NoSuchTie, FaultyTie, TieEnded
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(TieRow, command.tie)
    if row is None:
        raise NoSuchTie
    until = read_end(command.values)
    if row.until is not None or until <= row.since:
        raise TieEnded
    row.until = until
    uow.act("tie.end", by=by, member=str(row.member_id), tie=str(row.id), until=until.isoformat())
    return row.member_id


def withdraw_tie(uow: UnitOfWork, tie: UUID, *, by: Actor) -> UUID:
    """Withdraw a tie written by mistake: it stays in the register, and held on no day. Give its member.

    Who      secretary
    When     any time: polls already opened keep the electors they had
    Writes   the end of the tie, the day it began; one act
    Refuses  WrongHat, NoSuchTie
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(TieRow, tie)
    if row is None or row.until == row.since:
        raise NoSuchTie
    row.until = row.since
    uow.act("tie.withdraw", by=by, member=str(row.member_id), tie=str(row.id), since=row.since.isoformat())
    return row.member_id
