"""Tying cooperatives as a group: begin one, invite, answer, leave. A tie takes both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, func, or_, select

from governance.actors import Actor, Role
from governance.register.groups import (
    AlreadyInGroup,
    AlreadyLeaving,
    InvitationClosed,
    InvitationState,
    NoSuchInvitation,
    UnknownCooperative,
    read_group,
    read_leaving,
)
from governance.register.reading import tidy
from governance.store import groups as store
from governance.store.cooperatives import CooperativeRow
from governance.store.groups import GroupInvitationRow, GroupMembershipRow, GroupRow
from governance.store.unit_of_work import UnitOfWork

OFFICERS = (Role.ADMINISTRATOR, Role.SECRETARY)


@dataclass(frozen=True, slots=True)
class BeginGroup:
    """A group, as typed: kind, name, purpose."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InviteToGroup:
    """Ask another cooperative, by its address (or its exact name), to join a group."""

    group: UUID
    cooperative: str


@dataclass(frozen=True, slots=True)
class AnswerInvitation:
    """Accept or refuse an invitation addressed to the cooperative."""

    invitation: UUID
    accept: bool


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    """Take back an invitation that waits for its answer."""

    invitation: UUID


@dataclass(frozen=True, slots=True)
class LeaveGroup:
    """Leave a group; "until", as typed, is the first day outside it."""

    group: UUID
    values: Mapping[str, str]


def begin_group(uow: UnitOfWork, command: BeginGroup, *, by: Actor) -> UUID:
    """Begin a group with the cooperative alone in it; give its identifier.

    Who      administrator, secretary
    When     any time
    Writes   the group, the membership of the cooperative, act group.begin
    Refuses  WrongHat, FaultyGroup
    """
    by.ensure(*OFFICERS)
    typed = read_group(command.values)
    row = GroupRow(
        cooperative_id=uow.tenant,
        kind=typed.kind.value,
        name=typed.name,
        purpose=typed.purpose,
        created_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()  # the membership is judged on it
    uow.session.add(GroupMembershipRow(cooperative_id=uow.tenant, group_id=row.id, since=uow.today))
    uow.act("group.begin", by=by, group=str(row.id), nature=row.kind)
    return row.id


def invite_to_group(uow: UnitOfWork, command: InviteToGroup, *, by: Actor) -> UUID:
    """Invite another cooperative of the service; give the invitation. Nothing is shared before it accepts.

    Who      administrator, secretary of a cooperative of the group
    When     the other is neither in the group nor invited
    Writes   the invitation, act group.invite
    Refuses  WrongHat, NoSuchGroup, UnknownCooperative, AlreadyInGroup
    """
    by.ensure(*OFFICERS)
    group = store.entered(uow, command.group)
    other = _other(uow, command.cooperative)
    waiting = select(func.count()).where(
        GroupInvitationRow.group_id == group.id,
        GroupInvitationRow.invited_id == other,
        GroupInvitationRow.state == InvitationState.SENT.value,
    )
    there = any(one.cooperative_id == other for one in store.in_force(uow, group.id))
    if there or uow.session.exec(waiting).one():
        raise AlreadyInGroup
    row = GroupInvitationRow(cooperative_id=uow.tenant, group_id=group.id, invited_id=other, sent_at=uow.now)
    uow.session.add(row)
    uow.act("group.invite", by=by, group=str(group.id), invitation=str(row.id), other=str(other))
    return row.id


def answer_invitation(uow: UnitOfWork, command: AnswerInvitation, *, by: Actor) -> UUID:
    """Accept or refuse an invitation, once; give the group. From then on its cooperatives share what it says.

    Who      administrator, secretary of the cooperative invited
    When     the invitation waits for its answer
    Writes   the state of the invitation, the membership when accepted, act group.join or group.refuse
    Refuses  WrongHat, NoSuchInvitation, InvitationClosed
    """
    by.ensure(*OFFICERS)
    row = _held(uow, command.invitation, GroupInvitationRow.invited_id == uow.tenant)
    row.state = (InvitationState.ACCEPTED if command.accept else InvitationState.REFUSED).value
    row.answered_at = uow.now
    uow.session.add(row)
    uow.session.flush()  # the membership is judged on the answer
    if command.accept:
        joined = GroupMembershipRow(
            cooperative_id=uow.tenant, group_id=row.group_id, invitation_id=row.id, since=uow.today
        )
        uow.session.add(joined)
    kind = "group.join" if command.accept else "group.refuse"
    uow.act(kind, by=by, group=str(row.group_id), invitation=str(row.id))
    return row.group_id


def withdraw_invitation(uow: UnitOfWork, command: WithdrawInvitation, *, by: Actor) -> UUID:
    """Take back an invitation; give the group.

    Who      administrator, secretary of the cooperative that invited
    When     the invitation waits for its answer
    Writes   the state of the invitation, act group.withdraw
    Refuses  WrongHat, NoSuchInvitation, InvitationClosed
    """
    by.ensure(*OFFICERS)
    row = _held(uow, command.invitation, GroupInvitationRow.cooperative_id == uow.tenant)
    row.state, row.answered_at = InvitationState.WITHDRAWN.value, uow.now
    uow.session.add(row)
    uow.act("group.withdraw", by=by, group=str(row.group_id), invitation=str(row.id))
    return row.group_id


def leave_group(uow: UnitOfWork, command: LeaveGroup, *, by: Actor) -> None:
    """Write the first day outside a group. Invitations of ours that wait are withdrawn with it.

    What the cooperative had shared stays with the group; nothing more is shared, and it reads
    nothing of the group any more.

    Who      administrator, secretary
    When     while no end is written
    Writes   the end of the membership, invitations, act group.leave
    Refuses  WrongHat, NoSuchGroup, FaultyGroup, AlreadyLeaving
    """
    by.ensure(*OFFICERS)
    group = store.entered(uow, command.group)
    until = read_leaving(command.values, uow.today)
    asked = select(GroupMembershipRow).where(
        GroupMembershipRow.group_id == group.id, col(GroupMembershipRow.until).is_(None)
    )
    held = asked.with_for_update().execution_options(populate_existing=True)
    row = uow.session.exec(held).one_or_none()
    if row is None:
        raise AlreadyLeaving
    waiting = select(GroupInvitationRow).where(
        GroupInvitationRow.group_id == group.id,
        GroupInvitationRow.cooperative_id == uow.tenant,
        GroupInvitationRow.state == InvitationState.SENT.value,
    )
    for one in uow.session.exec(waiting.with_for_update()).all():
        one.state, one.answered_at = InvitationState.WITHDRAWN.value, uow.now
        uow.session.add(one)
    row.until = until
    uow.session.add(row)
    uow.act("group.leave", by=by, group=str(group.id), until=until.isoformat())


def _other(uow: UnitOfWork, typed: str) -> UUID:
    """Find another cooperative by its address, or by a name that only one has."""
    wanted = tidy(typed)
    named = or_(CooperativeRow.slug == wanted, func.lower(CooperativeRow.name) == wanted.lower())
    found = uow.session.exec(select(CooperativeRow.id, CooperativeRow.slug).where(named)).all()
    exact = [one for one in found if one[1] == wanted] or list(found)
    if len(exact) != 1 or exact[0][0] == uow.tenant:
        raise UnknownCooperative(wanted)
    return exact[0][0]


def _held(uow: UnitOfWork, invitation: UUID, ours: object) -> GroupInvitationRow:
    """Hold an invitation that still waits: of an answer and a withdrawal at once, one wins."""
    known = select(GroupInvitationRow.id).where(GroupInvitationRow.id == invitation, ours)  # type: ignore[arg-type]
    if uow.session.exec(known).one_or_none() is None:
        raise NoSuchInvitation
    asked = select(GroupInvitationRow).where(
        GroupInvitationRow.id == invitation, GroupInvitationRow.state == InvitationState.SENT.value
    )
    held = asked.with_for_update().execution_options(populate_existing=True)
    row = uow.session.exec(held).one_or_none()
    if row is None:
        raise InvitationClosed
    return row
