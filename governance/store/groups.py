"""Cooperatives tied as a group. These tables are read across cooperatives: PostgreSQL decides by whom.

A cooperative holds its own key of a group (`group_memberships`); holding one that is in force opens
the rows of that group, and nothing else. An invitation is seen by its two sides only.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel, col, or_, select

from governance.register.groups import NoSuchGroup
from governance.store.base import TenantRow
from governance.store.cooperatives import CooperativeRow
from governance.store.unit_of_work import UnitOfWork


class GroupRow(TenantRow, table=True):
    """A group; `cooperative_id` is the cooperative that began it (the parent, in a group of that kind)."""

    __tablename__ = "cooperative_groups"
    __table_args__ = (
        CheckConstraint("kind IN ('parent', 'union', 'groupement', 'territory')", name="kind_known"),
        CheckConstraint("name <> '' AND purpose <> ''", name="named"),
    )

    kind: str
    name: str
    purpose: str
    created_at: datetime


class GroupInvitationRow(TenantRow, table=True):
    """One cooperative (`cooperative_id`) of a group asks another to join. Only its state changes, once."""

    __tablename__ = "group_invitations"
    __table_args__ = (
        UniqueConstraint("id", "group_id", "invited_id"),
        CheckConstraint("state IN ('sent', 'accepted', 'refused', 'withdrawn')", name="state_known"),
        CheckConstraint("invited_id <> cooperative_id", name="to_another"),
        CheckConstraint("(state = 'sent') = (answered_at IS NULL)", name="answered_has_a_time"),
        Index(
            "uq_group_invitations_one_waiting",
            "group_id",
            "invited_id",
            unique=True,
            postgresql_where=text("state = 'sent'"),
        ),
    )

    group_id: UUID = Field(foreign_key="cooperative_groups.id", index=True)
    invited_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    state: str = "sent"
    sent_at: datetime
    answered_at: datetime | None = None


class GroupMembershipRow(TenantRow, table=True):
    """The key of one cooperative to one group, from `since` to `until` excluded. Nobody else reads it.

    Its invitation opens it, once; only who begins the group needs none, once. Only `until` is written
    later, once.
    """

    __tablename__ = "group_memberships"
    __table_args__ = (
        ForeignKeyConstraint(
            ["invitation_id", "group_id", "cooperative_id"],
            ["group_invitations.id", "group_invitations.group_id", "group_invitations.invited_id"],
            name="fk_group_memberships_invitation_of_this_cooperative",
        ),
        UniqueConstraint("invitation_id"),
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_it_begins"),
        Index(
            "uq_group_memberships_one_founder",
            "group_id",
            unique=True,
            postgresql_where=text("invitation_id IS NULL"),
        ),
        Index(
            "uq_group_memberships_one_in_force",
            "group_id",
            "cooperative_id",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
    )

    group_id: UUID = Field(foreign_key="cooperative_groups.id", index=True)
    invitation_id: UUID | None = None
    since: date
    until: date | None = None


class GroupRosterRow(SQLModel, table=True):
    """What the others of a group see of a membership. The database copies it; the service cannot write it."""

    __tablename__ = "group_roster"
    __table_args__ = (
        ForeignKeyConstraint(["id"], ["group_memberships.id"], name="fk_group_roster_membership"),
    )

    id: UUID = Field(primary_key=True)
    group_id: UUID = Field(foreign_key="cooperative_groups.id", index=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    since: date
    until: date | None = None


def key(uow: UnitOfWork, group: UUID) -> GroupMembershipRow | None:
    """Give the membership in force today of the cooperative entered, or None."""
    asked = select(GroupMembershipRow).where(
        GroupMembershipRow.group_id == group,
        GroupMembershipRow.cooperative_id == uow.tenant,
        GroupMembershipRow.since <= uow.today,
        or_(col(GroupMembershipRow.until).is_(None), col(GroupMembershipRow.until) > uow.today),
    )
    return uow.session.exec(asked).first()


def entered(uow: UnitOfWork, group: UUID) -> GroupRow:
    """Give a group of which the cooperative is today. Raises NoSuchGroup."""
    row = uow.session.get(GroupRow, group)
    if row is None or key(uow, group) is None:
        raise NoSuchGroup
    return row


def in_force(uow: UnitOfWork, group: UUID) -> list[GroupRosterRow]:
    """List who is in the group today, in the order they came."""
    asked = select(GroupRosterRow).where(
        GroupRosterRow.group_id == group,
        GroupRosterRow.since <= uow.today,
        or_(col(GroupRosterRow.until).is_(None), col(GroupRosterRow.until) > uow.today),
    )
    return list(uow.session.exec(asked.order_by(col(GroupRosterRow.since), col(GroupRosterRow.id))))


def by_address(uow: UnitOfWork, group: UUID, addresses: Collection[str]) -> list[UUID]:
    """Give those of the addresses that are in the group today, each once."""
    there = {one.cooperative_id for one in in_force(uow, group)}
    asked = select(CooperativeRow.id).where(
        col(CooperativeRow.slug).in_(addresses), col(CooperativeRow.id).in_(there)
    )
    return list(uow.session.exec(asked.order_by(CooperativeRow.slug)))
