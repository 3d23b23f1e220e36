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
from governance.register.activity_reading import NoSuchActivity, read_exit
from governance.register.exit_steps import (
    TASKS,
    AnswerFollowed,
    OnlyRegister,
    StepState,
    StepTooEarly,
    TaskDone,
    TaskNotNoted,
    read_note,
)
from governance.register.exit_ties import (
    NotTheirs,
    NotTied,
    TiedElsewhere,
    TieReliedOn,
    description_after,
)
from governance.register.ties import StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.base import lock
from governance.store.exits import described_row, founded_by, hosted_here, shown_of, state_in, tied_members
from governance.store.members import MemberRow
from governance.store.ties import StructureRow, TieRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StartExit:
    """An exit as typed: reason, left_on, structure, form, leaves_<person>, outcome_<person>."""

    activity: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoteTask:
    """One step done, as typed: decided_on, organ, note; answer of somebody who was asked."""

    task: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EraseNote:
    """The step noted by mistake."""

    task: UUID


@dataclass(frozen=True, slots=True)
class NameStructure:
    """The member that the company founded has become."""

    exit: UUID
    member: UUID


@dataclass(frozen=True, slots=True)
class UntieStructure:
    """The exit whose company was named by mistake."""

    exit: UUID


def start_exit(uow: UnitOfWork, command: StartExit, *, by: Actor) -> UUID:
    """Prepare the exit of an activity: contracts get their end, and what is to be done is listed.

    Nothing else changes: no membership, no share, no college. Gives the identifier of the exit.

    Who      secretary
    When     once, while the activity is hosted
    Writes   the exit and its tasks, the end of the activity and of the contracts, one act
    Refuses  WrongHat, NoSuchActivity, AlreadyLeft, FaultyActivity
    """
    by.ensure(Role.SECRETARY)
    activity = hosted_here(uow, command.activity)
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
    left = Exit(read.reason, read.left_on, leavers, read.structure, read.form)
    uow.session.add_all(_tasks(uow, row, tasks_of(left), {one.key: one.outcome for one in leavers}))
    uow.act("activity.exit", by=by, activity=str(activity.id), exit=str(row.id), people=len(leavers))
    return row.id


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
        followed = list(uow.session.exec(asked))
        found = shown_of(uow, left, followed)
        if any(state_in(one, found).done for one in followed):
            raise AnswerFollowed
        for one in followed:
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


def name_structure(uow: UnitOfWork, command: NameStructure, *, by: Actor) -> None:
    """Say which member the company founded has become: a new one, admitted since the activity began.

    What is known of that member is kept; only a member without any description gets one.

    Who      secretary
    When     the company is in the register of members
    Writes   the exit, the description of a structure that had none, one act
    Refuses  WrongHat, NoSuchActivity, NotTheirs, TiedElsewhere
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(ExitRow, command.exit)
    if row is None or not row.structure:
        raise NoSuchActivity
    if row.structure_id is not None or command.member in tied_members(uow.session):
        raise TiedElsewhere
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    member = uow.session.get(MemberRow, command.member)
    if member is None or member.id not in {one.id for one, _ in founded_by(uow, row, activity)}:
        raise NotTheirs
    row.structure_id, row.tied_at = member.id, uow.now
    row.described = described_row(uow.session, member.id) is None
    if row.described:
        form = StructureForm(row.form) if row.form else None
        known = description_after(form, activity.trade)
        uow.session.add(
            StructureRow(
                cooperative_id=uow.tenant,
                member_id=member.id,
                form=known.form.value,
                origin=known.origin.value,
                trade=known.trade,
            )
        )
    uow.act("activity.structure", by=by, exit=str(row.id), member=str(member.id), described=row.described)


def untie_structure(uow: UnitOfWork, command: UntieStructure, *, by: Actor) -> None:
    """Undo a tie written by mistake; the description it wrote goes with it, if nobody completed it.

    Who      secretary
    When     while no step of the company is noted and no tie of capital was written since
    Writes   the exit, the description that the tie wrote, one act
    Refuses  WrongHat, NoSuchActivity, NotTied, TieReliedOn
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(ExitRow, command.exit)
    if row is None:
        raise NoSuchActivity
    if row.structure_id is None:
        raise NotTied
    if _relied_on(uow, row):
        raise TieReliedOn
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    known = described_row(uow.session, row.structure_id) if row.described else None
    if known is not None and _untouched(known, row, activity):
        uow.session.delete(known)
    uow.act("activity.untie", by=by, exit=str(row.id), member=str(row.structure_id))
    row.structure_id, row.tied_at, row.described = None, None, False


def _relied_on(uow: UnitOfWork, row: ExitRow) -> bool:
    """Tell whether a step of the company was noted, or its capital was tied, since it was named."""
    noted = select(ExitTaskRow.id).where(
        ExitTaskRow.exit_id == row.id,
        col(ExitTaskRow.hosted_id).is_(None),
        col(ExitTaskRow.done_at).is_not(None),
    )
    if uow.session.exec(noted.limit(1)).first() is not None:
        return True
    held = select(TieRow.id).where(TieRow.member_id == row.structure_id)
    if row.tied_at is not None:
        held = held.where(TieRow.recorded_at >= row.tied_at)
    return uow.session.exec(held.limit(1)).first() is not None


def _untouched(known: StructureRow, row: ExitRow, activity: ActivityRow) -> bool:
    wrote = description_after(StructureForm(row.form) if row.form else None, activity.trade)
    same = (known.form, known.origin, known.trade) == (wrote.form, wrote.origin, wrote.trade)
    return same and not (known.founded_on or known.siret or known.registration or known.ceased_on)
