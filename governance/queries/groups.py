"""Groups of cooperatives, as pages and other topics read them: names and addresses, never a member."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.groups import GroupKind, InvitationState
from governance.store import groups as store
from governance.store.cooperatives import CooperativeRow
from governance.store.groups import GroupInvitationRow, GroupMembershipRow, GroupRosterRow, GroupRow
from governance.store.unit_of_work import UnitOfWork

READERS: Final = tuple(role for role in Role if role is not Role.MEMBER)
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class OfGroup:
    """One cooperative of a group, from `since` to `until` excluded. `here` is the one that reads."""

    name: str
    slug: str
    since: date
    until: date | None
    here: bool
    parent: bool


@dataclass(frozen=True, slots=True)
class GroupTie:
    """One group of the cooperative, past or present, and who else is in it."""

    id: UUID
    name: str
    kind: GroupKind
    purpose: str
    since: date
    until: date | None
    in_force: bool
    others: tuple[OfGroup, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as one side sees it; `other` is the name of the other side, `members` who is there."""

    id: UUID
    group: UUID
    group_name: str
    kind: GroupKind
    purpose: str
    other: str
    sent_at: datetime
    state: InvitationState
    members: tuple[OfGroup, ...]


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """The groups of the cooperative, and the invitations that wait for its answer."""

    groups: tuple[GroupTie, ...]
    received: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One group: what it is, its cooperatives past and present, what was asked of others by this one."""

    tie: GroupTie
    members: tuple[OfGroup, ...]
    sent: tuple[Invitation, ...]


def cooperatives_of_group(uow: UnitOfWork, group: UUID) -> tuple[OfGroup, ...]:
    """List the cooperatives in a group today, this one included. Raises NoSuchGroup for who is not in it."""
    store.entered(uow, group)
    return tuple(one for one in _members(uow, [group]).get(group, ()) if _on(one, uow.today))


def group_ties(uow: UnitOfWork) -> tuple[GroupTie, ...]:
    """List the groups of the cooperative, those in force first, then by name. Three statements.

    A group that was left keeps its name and its dates; who is in it is not read any more.
    """
    latest_first = col(GroupMembershipRow.until).desc().nulls_first(), col(GroupMembershipRow.since).desc()
    mine = select(GroupMembershipRow).order_by(*latest_first).limit(MOST)
    latest: dict[UUID, GroupMembershipRow] = {}
    for key in uow.session.exec(mine):
        latest.setdefault(key.group_id, key)
    asked = select(GroupRow).where(col(GroupRow.id).in_(latest))
    rows = uow.session.exec(asked).all()
    members = _members(uow, list(latest))
    ties = [_tie(row, latest[row.id], members.get(row.id, ()), uow.today) for row in rows]
    return tuple(sorted(ties, key=lambda tie: (not tie.in_force, tie.name.casefold(), str(tie.id))))


def groups_page(uow: UnitOfWork, actor: Actor) -> GroupsPage:
    """Show the groups and the invitations received. Raises WrongHat."""
    actor.ensure(*READERS)
    waiting = select(GroupInvitationRow).where(
        GroupInvitationRow.invited_id == uow.tenant,
        GroupInvitationRow.state == InvitationState.SENT.value,
    )
    rows = uow.session.exec(waiting.order_by(col(GroupInvitationRow.sent_at)).limit(MOST)).all()
    groups = {
        row.id: row
        for row in uow.session.exec(select(GroupRow).where(col(GroupRow.id).in_([r.group_id for r in rows])))
    }
    members = _members(uow, list(groups))
    names = _names(uow, {row.cooperative_id for row in rows})
    received = tuple(
        _invitation(row, groups[row.group_id], names[row.cooperative_id], members.get(row.group_id, ()))
        for row in rows
    )
    return GroupsPage(group_ties(uow), received)


def group_shown(uow: UnitOfWork, group: UUID, actor: Actor) -> GroupShown:
    """Show one group to a cooperative that is in it. Raises WrongHat, NoSuchGroup."""
    actor.ensure(*READERS)
    row = store.entered(uow, group)
    (tie,) = [one for one in group_ties(uow) if one.id == group]
    asked = select(GroupInvitationRow).where(
        GroupInvitationRow.group_id == group, GroupInvitationRow.cooperative_id == uow.tenant
    )
    sent = uow.session.exec(asked.order_by(col(GroupInvitationRow.sent_at).desc()).limit(MOST)).all()
    names = _names(uow, {one.invited_id for one in sent})
    listed = tuple(_invitation(one, row, names[one.invited_id], ()) for one in sent)
    return GroupShown(tie, _members(uow, [group]).get(group, ()), listed)


def _tie(row: GroupRow, key: GroupMembershipRow, members: tuple[OfGroup, ...], today: date) -> GroupTie:
    return GroupTie(
        id=row.id,
        name=row.name,
        kind=GroupKind(row.kind),
        purpose=row.purpose,
        since=key.since,
        until=key.until,
        in_force=key.since <= today and (key.until is None or key.until > today),
        others=tuple(one for one in members if not one.here and _on(one, today)),
    )


def _on(one: OfGroup, today: date) -> bool:
    return one.since <= today and (one.until is None or one.until > today)


def _members(uow: UnitOfWork, groups: list[UUID]) -> dict[UUID, tuple[OfGroup, ...]]:
    """List who is or was in each group, by name; PostgreSQL hides what the cooperative may not read."""
    asked = (
        select(GroupRosterRow, GroupRow, CooperativeRow.name, CooperativeRow.slug)
        .join(CooperativeRow, col(CooperativeRow.id) == col(GroupRosterRow.cooperative_id))
        .join(GroupRow, col(GroupRow.id) == col(GroupRosterRow.group_id))
        .where(col(GroupRosterRow.group_id).in_(groups))
        .order_by(CooperativeRow.name, CooperativeRow.slug, col(GroupRosterRow.since))
    )
    found: dict[UUID, list[OfGroup]] = {}
    for row, group, name, slug in uow.session.exec(asked):
        one = OfGroup(
            name=name,
            slug=slug,
            since=row.since,
            until=row.until,
            here=row.cooperative_id == uow.tenant,
            parent=group.kind == GroupKind.PARENT.value and row.cooperative_id == group.cooperative_id,
        )
        found.setdefault(row.group_id, []).append(one)
    return {one: tuple(listed) for one, listed in found.items()}


def _names(uow: UnitOfWork, wanted: set[UUID]) -> dict[UUID, str]:
    asked = select(CooperativeRow.id, CooperativeRow.name).where(col(CooperativeRow.id).in_(wanted))
    return dict(uow.session.exec(asked).all())


def _invitation(
    row: GroupInvitationRow, group: GroupRow, other: str, members: tuple[OfGroup, ...]
) -> Invitation:
    return Invitation(
        id=row.id,
        group=group.id,
        group_name=group.name,
        kind=GroupKind(group.kind),
        purpose=group.purpose,
        other=other,
        sent_at=row.sent_at,
        state=InvitationState(row.state),
        members=tuple(one for one in members if not one.here),
    )
