"""Activities hosted by the cooperative, and their exit: prepared, followed step by step, never automatic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.register.activities import Exit, Leaver, tasks_of
from governance.register.activity_reading import (
    AlreadyLeft,
    NoSuchActivity,
    NotTheirs,
    TaskDone,
    read_activity,
    read_exit,
    read_hosted,
)
from governance.register.members import MemberKind
from governance.register.ties import Origin, StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.base import lock
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
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


@dataclass(frozen=True, slots=True)
class StartExit:
    """An exit as typed: reason, left_on, structure, form, leaves_<person>, outcome_<person>."""

    activity: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FinishTask:
    """One thing done, with a note of who decided it and when."""

    task: UUID
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameStructure:
    """The member that the company founded has become."""

    exit: UUID
    member: UUID


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
    activity = _hosted_here(uow, command.activity)
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


def start_exit(uow: UnitOfWork, command: StartExit, *, by: Actor) -> UUID:
    """Prepare the exit of an activity: contracts get their end, and what is to be done is listed.

    Nothing else changes: no membership, no share, no college. Gives the identifier of the exit.

    Who      secretary
    When     once, while the activity is hosted
    Writes   the exit and its tasks, the end of the activity and of the contracts, one act
    Refuses  WrongHat, NoSuchActivity, AlreadyLeft, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    activity = _hosted_here(uow, command.activity)
    people = list(
        uow.session.exec(
            select(HostedRow)
            .where(HostedRow.activity_id == activity.id, col(HostedRow.contract_until).is_(None))
            .order_by(col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
        )
    )
    read = read_exit(
        command.values, [(str(one.id), one.contract_from) for one in people], activity.started_on
    )
    leaving = [one for one in people if str(one.id) in read.outcomes]
    leavers = [
        Leaver(str(one.id), one.name, one.member_id is not None, read.outcomes[str(one.id)])
        for one in leaving
    ]
    row = ExitRow(
        cooperative_id=uow.tenant,
        activity_id=activity.id,
        reason=read.reason.value,
        left_on=read.left_on,
        structure=read.structure,
        form=read.form.value if read.form else "",
        started_at=uow.now,
        started_by=by.account,
    )
    uow.session.add(row)
    for one in leaving:
        one.contract_until = read.left_on
    if len(leaving) == len(people):
        activity.ended_on = read.left_on
    uow.session.flush()  # the tasks refer to the exit
    uow.session.add_all(_tasks(uow, row, Exit(read.reason, read.left_on, leavers, read.structure, read.form)))
    uow.act("activity.exit", by=by, activity=str(activity.id), exit=str(row.id), people=len(leavers))
    return row.id


def _tasks(uow: UnitOfWork, row: ExitRow, left: Exit) -> Sequence[ExitTaskRow]:
    outcomes = {leaver.key: leaver.outcome.value for leaver in left.leavers}
    return [
        ExitTaskRow(
            cooperative_id=uow.tenant,
            exit_id=row.id,
            position=position,
            kind=task.kind.value,
            name=task.name,
            hosted_id=UUID(task.leaver) if task.leaver else None,
            outcome=outcomes.get(task.leaver, ""),
        )
        for position, task in enumerate(tasks_of(left), start=1)
    ]


def finish_task(uow: UnitOfWork, command: FinishTask, *, by: Actor) -> UUID:
    """Write that one thing an exit asked is done, once; give the exit.

    Who      secretary
    When     while it is not done
    Writes   the task, one act
    Refuses  WrongHat, NoSuchActivity, TaskDone
    """
    by.ensure(Role.SECRETARY)
    asked = select(ExitTaskRow).where(ExitTaskRow.id == command.task).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchActivity
    if row.done_at is not None:
        raise TaskDone
    row.done_at, row.done_by, row.note = uow.now, by.account, command.note.strip()[:200]
    uow.act("activity.task", by=by, exit=str(row.exit_id), task=str(row.id), what=row.kind)
    return row.exit_id


def name_structure(uow: UnitOfWork, command: NameStructure, *, by: Actor) -> None:
    """Say which member the company founded has become: a new one, admitted since the exit.

    Who      secretary
    When     the company is in the register of members
    Writes   the exit, what is known of the structure, one act
    Refuses  WrongHat, NoSuchActivity, NotTheirs
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(ExitRow, command.exit)
    if row is None or not row.structure:
        raise NoSuchActivity
    member = uow.session.get(MemberRow, command.member)
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    if member is None or member.kind != MemberKind.ORGANISATION or member.admitted_on < activity.started_on:
        raise NotTheirs
    row.structure_id = member.id
    known = uow.session.exec(
        select(func.count()).select_from(StructureRow).where(StructureRow.member_id == member.id)
    ).one()
    if not known:
        form = row.form or StructureForm.OTHER.value
        uow.session.add(
            StructureRow(
                cooperative_id=uow.tenant,
                member_id=member.id,
                form=form,
                origin=Origin.LEFT.value,
                trade=activity.trade,
            )
        )
    uow.act("activity.structure", by=by, exit=str(row.id), member=str(member.id))


def _hosted_here(uow: UnitOfWork, wanted: UUID) -> ActivityRow:
    asked = select(ActivityRow).where(ActivityRow.id == wanted).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchActivity
    if row.ended_on is not None:
        raise AlreadyLeft
    return row
