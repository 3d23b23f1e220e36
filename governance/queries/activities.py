"""Activities, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import or_, tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.activities import Hosted, Membership
from governance.register.activity_reading import NoSuchActivity
from governance.store.activities import ActivityRow, ExitRow, HostedRow
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
    """One activity with its people; its exits, each with its first day outside; `gone` once all have left."""

    id: UUID
    name: str
    trade: str
    town: str
    code: str
    started_on: date
    ended_on: date | None
    people: tuple[HostedShown, ...]
    exits: tuple[tuple[UUID, date], ...]
    gone: bool

    @property
    def staying(self) -> tuple[HostedShown, ...]:
        """Give those whose contract has no end yet."""
        return tuple(one for one in self.people if one.hosted.contract_until is None)


@dataclass(frozen=True, slots=True)
class ActivitiesPage:
    """At most 50 activities, by name; `alerts` are the entrepreneurs whose three years end or have ended."""

    activities: tuple[ActivityShown, ...]
    alerts: tuple[HostedShown, ...]
    left: bool
    next: UUID | None


def activities_page(
    uow: UnitOfWork, actor: Actor, *, left: bool = False, after: UUID | None = None
) -> ActivitiesPage:
    """List the activities hosted today, or those that have left. Four statements. Raises WrongHat."""
    actor.ensure(*READERS)
    order = (col(ActivityRow.sort_key), col(ActivityRow.id))
    asked = select(ActivityRow).where(
        col(ActivityRow.ended_on) <= uow.today
        if left
        else or_(col(ActivityRow.ended_on).is_(None), col(ActivityRow.ended_on) > uow.today)
    )
    if after is not None:
        start = uow.session.exec(select(ActivityRow.sort_key, ActivityRow.id).where(ActivityRow.id == after))
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


def _shown(uow: UnitOfWork, rows: Sequence[ActivityRow]) -> list[ActivityShown]:
    ids = [row.id for row in rows]
    people: dict[UUID, list[HostedShown]] = {}
    asked = select(HostedRow).where(col(HostedRow.activity_id).in_(ids))
    for one in uow.session.exec(
        asked.order_by(col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
    ):
        people.setdefault(one.activity_id, []).append(_hosted(one, uow.today))
    exits: dict[UUID, list[tuple[UUID, date]]] = {}
    left = select(ExitRow).where(col(ExitRow.activity_id).in_(ids))
    for each in uow.session.exec(left.order_by(col(ExitRow.left_on), col(ExitRow.id))):
        exits.setdefault(each.activity_id, []).append((each.id, each.left_on))
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
            exits=tuple(exits.get(row.id, ())),
            gone=row.ended_on is not None and row.ended_on <= uow.today,
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
        .where(
            col(HostedRow.member_id).is_(None),
            or_(col(HostedRow.contract_until).is_(None), col(HostedRow.contract_until) > uow.today),
        )
        .order_by(col(HostedRow.contract_from), col(HostedRow.name), col(HostedRow.id))
    )
    found = (_hosted(row, uow.today) for row in uow.session.exec(asked))
    return tuple(one for one in found if one.membership in (Membership.SOON, Membership.LATE))[:PAGE]
