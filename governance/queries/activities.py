"""Activities and exits, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.activities import TASKS, Hosted, Membership, TaskKind, TaskRule
from governance.register.activity_reading import NoSuchActivity
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class HostedShown:
    """One entrepreneur today: `member` is their record once they are a member."""

    id: UUID
    hosted: Hosted
    membership: Membership
    member: UUID | None


@dataclass(frozen=True, slots=True)
class ActivityShown:
    """One activity with its people, and its exit when there is one."""

    id: UUID
    name: str
    trade: str
    town: str
    code: str
    started_on: date
    ended_on: date | None
    people: tuple[HostedShown, ...]
    exit: UUID | None


@dataclass(frozen=True, slots=True)
class ActivitiesPage:
    """At most 50 activities, by name; `alerts` are the entrepreneurs whose three years end or have ended."""

    activities: tuple[ActivityShown, ...]
    alerts: tuple[HostedShown, ...]
    left: bool
    next: UUID | None


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
    """One exit, done and left to do. `candidates` are organisations admitted since the activity began."""

    id: UUID
    activity: ActivityShown
    reason: str
    left_on: date
    structure: str
    structure_member: UUID | None
    tasks: tuple[TaskShown, ...]
    candidates: tuple[tuple[UUID, str], ...]

    @property
    def waiting(self) -> int:
        """Count what is left to do."""
        return sum(task.done_at is None for task in self.tasks)


def activities_page(
    uow: UnitOfWork, actor: Actor, *, left: bool = False, after: UUID | None = None
) -> ActivitiesPage:
    """List the activities hosted, or those that left. Four statements. Raises WrongHat."""
    actor.ensure(*READERS)
    order = (col(ActivityRow.name), col(ActivityRow.id))
    asked = select(ActivityRow).where(
        col(ActivityRow.ended_on).is_not(None) if left else col(ActivityRow.ended_on).is_(None)
    )
    if after is not None:
        start = uow.session.exec(select(ActivityRow.name, ActivityRow.id).where(ActivityRow.id == after))
        asked = asked.where(tuple_(*order) > tuple_(*(start.one_or_none() or ("", after))))
    rows = list(uow.session.exec(asked.order_by(*order).limit(PAGE + 1)))
    shown = _shown(uow, rows[:PAGE])
    return ActivitiesPage(
        activities=tuple(shown),
        alerts=() if left else _alerts(uow),
        left=left,
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def activity_shown(uow: UnitOfWork, activity: UUID, actor: Actor) -> ActivityShown:
    """Show one activity. Raises WrongHat, NoSuchActivity."""
    actor.ensure(*READERS)
    row = uow.session.get(ActivityRow, activity)
    if row is None:
        raise NoSuchActivity
    return _shown(uow, [row])[0]


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
        candidates=_candidates(uow, row, activity.started_on),
    )


def _candidates(uow: UnitOfWork, row: ExitRow, started_on: date) -> tuple[tuple[UUID, str], ...]:
    if not row.structure or row.structure_id:
        return ()
    taken = select(ExitRow.structure_id).where(col(ExitRow.structure_id).is_not(None))
    asked = (
        select(MemberRow.id, MemberRow.name)
        .where(
            MemberRow.kind == "organisation",
            MemberRow.admitted_on >= started_on,
            col(MemberRow.id).not_in(taken),
        )
        .order_by(col(MemberRow.admitted_on).desc(), col(MemberRow.id))
        .limit(PAGE)
    )
    return tuple((member, name) for member, name in uow.session.exec(asked))


def _shown(uow: UnitOfWork, rows: Sequence[ActivityRow]) -> list[ActivityShown]:
    ids = [row.id for row in rows]
    people: dict[UUID, list[HostedShown]] = {}
    asked = select(HostedRow).where(col(HostedRow.activity_id).in_(ids))
    for one in uow.session.exec(
        asked.order_by(col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
    ):
        people.setdefault(one.activity_id, []).append(_hosted(one, uow.today))
    exits = dict(
        uow.session.exec(
            select(ExitRow.activity_id, ExitRow.id).where(col(ExitRow.activity_id).in_(ids))
        ).all()
    )
    return [
        ActivityShown(
            id=row.id,
            name=row.name,
            trade=row.trade,
            town=row.town,
            code=row.code,
            started_on=row.started_on,
            ended_on=row.ended_on,
            people=tuple(people.get(row.id, ())),
            exit=exits.get(row.id),
        )
        for row in rows
    ]


def _hosted(row: HostedRow, day: date) -> HostedShown:
    hosted = Hosted(
        row.name, row.contract_from, row.earlier_months, row.member_id is not None, row.contract_until
    )
    return HostedShown(row.id, hosted, hosted.membership(day), row.member_id)


def _alerts(uow: UnitOfWork) -> tuple[HostedShown, ...]:
    """Name the entrepreneurs who are not members and whose three years end within 90 days, or have ended."""
    asked = (
        select(HostedRow)
        .where(col(HostedRow.member_id).is_(None), col(HostedRow.contract_until).is_(None))
        .order_by(col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
    )
    found = (_hosted(row, uow.today) for row in uow.session.exec(asked))
    return tuple(one for one in found if one.membership in (Membership.SOON, Membership.LATE))[:PAGE]
