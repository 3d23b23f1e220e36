"""The exit of an activity: prepared, followed step by step, never automatic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.register.activities import (
    OUTCOME_NAMES,
    Exit,
    ExitTask,
    Leaver,
    Outcome,
    TaskKind,
    after_answer,
    tasks_of,
)
from governance.register.activity_reading import ExitTyped, NoSuchActivity, NoSuchExit, read_exit
from governance.register.exit_steps import (
    TASKS,
    AnswerFollowed,
    ExitFollowed,
    OnlyRegister,
    StepState,
    StepTooEarly,
    TaskDone,
    TaskNotNoted,
    followed,
    read_note,
)
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.exits import (
    hosted_here,
    people_of,
    shown_of,
    state_in,
)
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StartExit:
    """An exit as typed: reason, left_on, structure, form, leaves_<person>, outcome_<person>."""

    activity: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CorrectExit:
    """An exit typed again, as `StartExit` is."""

    exit: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CancelExit:
    """The exit prepared by mistake."""

    exit: UUID


@dataclass(frozen=True, slots=True)
class NoteTask:
    """One step done, as typed: decided_on, organ, note; answer of somebody who was asked."""

    task: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EraseNote:
    """The step noted by mistake."""

    task: UUID


def start_exit(uow: UnitOfWork, command: StartExit, *, by: Actor) -> UUID:
    """Prepare the exit of an activity: contracts get their end, and what is to be done is listed.

    Nothing else changes: no membership, no share, no college. Gives the identifier of the exit.

    Who      secretary
    When     while somebody runs the activity; those who stay may leave later, by another exit
    Writes   the exit and its tasks, the end of the activity and of the contracts, one act
    Refuses  WrongHat, NoSuchActivity, AlreadyLeft, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    activity = hosted_here(uow, command.activity)
    people = _staying(uow, activity)
    read = _read(uow, command.values, people, activity)
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
    leavers = _leave(uow, row, activity, read, people)
    uow.act("activity.exit", by=by, activity=str(activity.id), exit=str(row.id), people=leavers)
    return row.id


def correct_exit(uow: UnitOfWork, command: CorrectExit, *, by: Actor) -> UUID:
    """Write again who leaves, why, when and what is founded; the steps follow. Gives the exit.

    Who      secretary
    When     while no step is noted and no register bears its trace
    Writes   the exit and its tasks, the end of the activity and of the contracts, one act
    Refuses  WrongHat, NoSuchExit, ExitFollowed, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    row, activity = _unfollowed(uow, command.exit)
    theirs = people_of(uow, row)
    people = sorted([*_staying(uow, activity), *theirs], key=lambda one: (one.contract_from, one.name))
    read = _read(uow, command.values, people, activity)
    _take_back(uow, row, activity, theirs)
    row.reason, row.left_on, row.structure = read.reason.value, read.left_on, read.structure
    row.form = read.form.value if read.form else ""
    leavers = _leave(uow, row, activity, read, people)
    uow.act("activity.exit_correct", by=by, activity=str(activity.id), exit=str(row.id), people=leavers)
    return row.id


def cancel_exit(uow: UnitOfWork, command: CancelExit, *, by: Actor) -> UUID:
    """Take back an exit prepared by mistake: contracts and activity go on. Gives the activity.

    Who      secretary
    When     while no step is noted and no register bears its trace
    Writes   the exit and its tasks, taken away; the activity and the contracts, without end; one act
    Refuses  WrongHat, NoSuchExit, ExitFollowed
    """
    by.ensure(Role.SECRETARY)
    row, activity = _unfollowed(uow, command.exit)
    _take_back(uow, row, activity, people_of(uow, row))
    uow.act("activity.exit_cancel", by=by, activity=str(activity.id), exit=str(row.id))
    uow.session.delete(row)
    return activity.id


def _staying(uow: UnitOfWork, activity: ActivityRow) -> list[HostedRow]:
    asked = select(HostedRow).where(
        HostedRow.activity_id == activity.id, col(HostedRow.contract_until).is_(None)
    )
    order = (col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
    return list(uow.session.exec(asked.order_by(*order)))


def _read(
    uow: UnitOfWork, values: Mapping[str, str], people: Sequence[HostedRow], activity: ActivityRow
) -> ExitTyped:
    known = [(str(one.id), one.name, one.contract_from) for one in people]
    return read_exit(values, known, activity.started_on, uow.today)


def _leave(
    uow: UnitOfWork, row: ExitRow, activity: ActivityRow, read: ExitTyped, people: Sequence[HostedRow]
) -> int:
    """End contracts and write the steps; give how many people leave."""
    leaving = [one for one in people if str(one.id) in read.outcomes]
    leavers = [
        Leaver(str(one.id), one.name, one.member_id is not None, read.outcomes[str(one.id)])
        for one in leaving
    ]
    for one in leaving:
        one.contract_until = read.left_on
    uow.session.flush()  # the tasks refer to the exit, the end of the activity to the contracts
    hosted = uow.session.exec(select(HostedRow).where(HostedRow.activity_id == activity.id))
    ends = [one.contract_until for one in hosted]
    activity.ended_on = max((end for end in ends if end), default=None) if all(ends) else None
    left = Exit(read.reason, read.left_on, leavers, read.structure, read.form)
    uow.session.add_all(_tasks(uow, row, tasks_of(left), {one.key: one.outcome for one in leavers}))
    return len(leavers)


def _unfollowed(uow: UnitOfWork, wanted: UUID) -> tuple[ExitRow, ActivityRow]:
    """Give an exit that nothing follows yet, held with its activity. Raises NoSuchExit, ExitFollowed."""
    row = uow.session.exec(select(ExitRow).where(ExitRow.id == wanted).with_for_update()).one_or_none()
    if row is None:
        raise NoSuchExit
    asked = select(ActivityRow).where(ActivityRow.id == row.activity_id).with_for_update()
    activity = uow.session.exec(asked).one()
    tasks = list(uow.session.exec(select(ExitTaskRow).where(ExitTaskRow.exit_id == row.id)))
    found = shown_of(uow, row, tasks)
    if row.structure_id is not None or followed((TaskKind(one.kind), state_in(one, found)) for one in tasks):
        raise ExitFollowed
    return row, activity


def _take_back(uow: UnitOfWork, row: ExitRow, activity: ActivityRow, theirs: Sequence[HostedRow]) -> None:
    for one in theirs:
        one.contract_until = None
    activity.ended_on = None
    for task in uow.session.exec(select(ExitTaskRow).where(ExitTaskRow.exit_id == row.id)):
        uow.session.delete(task)
    uow.session.flush()  # other tasks may take their place


def _tasks(
    uow: UnitOfWork,
    row: ExitRow,
    asked: Sequence[ExitTask],
    outcomes: Mapping[str, Outcome],
    after: int = 0,
) -> Sequence[ExitTaskRow]:
    """Write steps after the position `after`, each with the category its person has today."""
    keys = [UUID(task.leaver) for task in asked if task.leaver]
    found = (
        select(HostedRow.id, MemberRow.category)
        .join(MemberRow, col(MemberRow.id) == col(HostedRow.member_id))
        .where(col(HostedRow.id).in_(keys))
    )
    categories = {str(key): category for key, category in uow.session.exec(found).all()}
    return [
        ExitTaskRow(
            cooperative_id=uow.tenant,
            exit_id=row.id,
            position=position,
            kind=task.kind.value,
            name=task.name,
            hosted_id=UUID(task.leaver) if task.leaver else None,
            outcome=outcomes[task.leaver].value if task.leaver else "",
            was=categories.get(task.leaver, "") if task.kind is TaskKind.CHANGE_CATEGORY else "",
        )
        for position, task in enumerate(asked, start=after + 1)
    ]


def note_task(uow: UnitOfWork, command: NoteTask, *, by: Actor) -> UUID:
    """Write that one step is done, when people alone can know it; give the exit.

    Who      secretary
    When     while it is not done, after the step that comes first
    Writes   the step, what follows from an answer, one act
    Refuses  WrongHat, NoSuchActivity, OnlyRegister, TaskDone, StepTooEarly, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    row, left = _task(uow, command.task)
    kind = TaskKind(row.kind)
    if not TASKS[kind].note:
        raise OnlyRegister
    state = state_in(row, shown_of(uow, left, [row]))
    if state.done:
        raise TaskDone
    if state is StepState.BLOCKED:
        raise StepTooEarly
    read = read_note(kind, command.values, uow.today)
    row.done_at, row.done_by, row.note = uow.now, by.account, read.note
    row.decided_on, row.organ = read.decided_on, read.organ
    if read.answer is not None:
        row.note = row.note or OUTCOME_NAMES[read.answer]
        ask = ExitTask(kind, row.name, str(row.hosted_id))
        last = uow.session.exec(select(func.max(ExitTaskRow.position)).where(ExitTaskRow.exit_id == left.id))
        uow.session.add_all(
            _tasks(uow, left, after_answer(ask, read.answer), {ask.leaver: read.answer}, last.one() or 0)
        )
    uow.act("activity.task", by=by, exit=str(left.id), task=str(row.id), what=row.kind)
    return left.id


def erase_note(uow: UnitOfWork, command: EraseNote, *, by: Actor) -> UUID:
    """Erase what was noted of a step by mistake, and what an answer asked; give the exit.

    Who      secretary
    When     while nothing that follows from it is done
    Writes   the step, one act
    Refuses  WrongHat, NoSuchActivity, TaskNotNoted, AnswerFollowed
    """
    by.ensure(Role.SECRETARY)
    row, left = _task(uow, command.task)
    if row.done_at is None:
        raise TaskNotNoted
    if row.kind == TaskKind.ASK.value:
        asked = select(ExitTaskRow).where(
            ExitTaskRow.exit_id == left.id,
            ExitTaskRow.hosted_id == row.hosted_id,
            ExitTaskRow.position > row.position,
        )
        after = list(uow.session.exec(asked))
        found = shown_of(uow, left, after)
        if any(state_in(one, found).done for one in after):
            raise AnswerFollowed
        for one in after:
            uow.session.delete(one)
    row.done_at, row.done_by, row.note = None, None, ""
    row.decided_on, row.organ = None, ""
    uow.act("activity.task_erase", by=by, exit=str(left.id), task=str(row.id), what=row.kind)
    return left.id


def _task(uow: UnitOfWork, wanted: UUID) -> tuple[ExitTaskRow, ExitRow]:
    asked = select(ExitTaskRow).where(ExitTaskRow.id == wanted).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchActivity
    return row, uow.session.get_one(ExitRow, row.exit_id)
