"""Activities hosted by the cooperative, and the people who run them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.register.activity_reading import read_activity, read_hosted
from governance.register.names import sort_key
from governance.store.activities import ActivityRow, HostedRow
from governance.store.exits import hosted_here
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HostActivity:
    """An activity as typed: name, trade, town, code, started_on."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HostPerson:
    """An entrepreneur as typed: name, contract_from, earlier_months; `number` of the member, "" for none."""

    activity: UUID
    values: Mapping[str, str]


def host_activity(uow: UnitOfWork, command: HostActivity, *, by: Actor) -> UUID:
    """Enter an activity that begins in the cooperative; give its identifier.

    Who      secretary
    When     any time
    Writes   the activity, one act
    Refuses  WrongHat, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    read = read_activity(command.values)
    row = ActivityRow(
        cooperative_id=uow.tenant,
        name=read.name,
        sort_key=sort_key(read.name),
        trade=read.trade,
        town=read.town,
        code=read.code,
        started_on=read.started_on,
    )
    uow.session.add(row)
    uow.act("activity.host", by=by, activity=str(row.id))
    return row.id


def host_person(uow: UnitOfWork, command: HostPerson, *, by: Actor) -> UUID:
    """Enter an entrepreneur of an activity; give their identifier.

    Who      secretary
    When     while the activity is hosted
    Writes   the entrepreneur, one act
    Refuses  WrongHat, NoSuchActivity, AlreadyLeft, FaultyActivity

    Law: code du travail, L. 7331-3.
    """
    by.ensure(Role.SECRETARY)
    activity = hosted_here(uow, command.activity)
    read = read_hosted(command.values)
    number = command.values.get("number", "").strip()
    found = select(MemberRow.id).where(MemberRow.cooperative_id == uow.tenant)
    member = (
        uow.session.exec(found.where(MemberRow.number == int(number))).one_or_none()
        if number.isascii() and number.isdecimal() and len(number) < 10
        else None
    )
    row = HostedRow(
        cooperative_id=uow.tenant,
        activity_id=activity.id,
        name=read.name,
        member_id=member,
        contract_from=read.contract_from,
        earlier_months=read.earlier_months,
    )
    uow.session.add(row)
    uow.act("activity.person", by=by, activity=str(activity.id), person=str(row.id))
    return row.id
