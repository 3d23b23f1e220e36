"""Exits, as pages show them: what is done, what is left to do, and what a tie would write."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.queries.activities import READERS, ActivityShown, activity_shown
from governance.register.activities import ONE_DAY, TASKS, TaskKind, TaskRule
from governance.register.activity_reading import NoSuchActivity
from governance.register.exit_ties import Described, NotTheirs, TiedElsewhere, description_after
from governance.register.ties import Origin, StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow
from governance.store.exits import founded_by
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One thing an exit asks: its rule fills `name`."""

    id: UUID
    kind: TaskKind
    rule: TaskRule
    name: str
    member: UUID | None
    done_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ExitShown:
    """One exit, done and left to do; `to_come` before its date.

    `candidates` are the organisations it may have founded.
    """

    id: UUID
    activity: ActivityShown
    reason: str
    left_on: date
    last_day: date
    to_come: bool
    structure: str
    structure_member: UUID | None
    tasks: tuple[TaskShown, ...]
    candidates: tuple[tuple[UUID, str], ...]

    @property
    def waiting(self) -> int:
        """Count what is left to do."""
        return sum(task.done_at is None for task in self.tasks)


@dataclass(frozen=True, slots=True)
class TieProposed:
    """What naming a member as the company founded would write.

    `known` is kept; it is None for a member that is not described yet: `proposed` is then written.
    """

    exit: UUID
    activity: str
    structure: str
    member: UUID
    number: int
    name: str
    admitted_on: date
    proposed: Described
    known: Described | None


def exit_shown(uow: UnitOfWork, left: UUID, actor: Actor) -> ExitShown:
    """Show one exit. Raises WrongHat, NoSuchActivity."""
    actor.ensure(*READERS)
    row = uow.session.get(ExitRow, left)
    if row is None:
        raise NoSuchActivity
    activity = activity_shown(uow, row.activity_id, actor)
    members = {one.id: one.member for one in activity.people}
    tasks = uow.session.exec(
        select(ExitTaskRow).where(ExitTaskRow.exit_id == left).order_by(col(ExitTaskRow.position))
    )
    return ExitShown(
        id=row.id,
        activity=activity,
        reason=row.reason,
        left_on=row.left_on,
        last_day=row.left_on - ONE_DAY,
        to_come=row.left_on > uow.today,
        structure=row.structure,
        structure_member=row.structure_id,
        tasks=tuple(
            TaskShown(
                id=one.id,
                kind=TaskKind(one.kind),
                rule=TASKS[TaskKind(one.kind)],
                name=one.name,
                member=members.get(one.hosted_id) if one.hosted_id else row.structure_id,
                done_at=one.done_at,
                note=one.note,
            )
            for one in tasks
        ),
        candidates=_candidates(uow, row),
    )


def _candidates(uow: UnitOfWork, row: ExitRow) -> tuple[tuple[UUID, str], ...]:
    if not row.structure or row.structure_id:
        return ()
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    return tuple((one.id, one.name) for one, _ in founded_by(uow, row, activity))


def tie_proposed(uow: UnitOfWork, left: UUID, member: UUID, actor: Actor) -> TieProposed:
    """Show what naming `member` as the company founded would write. Raises as `name_structure` does."""
    actor.ensure(Role.SECRETARY)
    row = uow.session.get(ExitRow, left)
    if row is None or not row.structure:
        raise NoSuchActivity
    if row.structure_id is not None:
        raise TiedElsewhere
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    found = {one.id: (one, known) for one, known in founded_by(uow, row, activity)}
    if member not in found:
        raise NotTheirs
    chosen, known = found[member]
    return TieProposed(
        exit=left,
        activity=activity.name,
        structure=row.structure,
        member=member,
        number=chosen.number,
        name=chosen.name,
        admitted_on=chosen.admitted_on,
        proposed=description_after(StructureForm(row.form) if row.form else None, activity.trade),
        known=Described(StructureForm(known.form), Origin(known.origin), known.trade) if known else None,
    )
