"""Persons who sign in, their sessions, and what they may be in each cooperative.

Accounts and sessions belong to nobody's cooperative; roles, capacities, tokens and
invitations do.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, or_, text
from sqlmodel import Field, Session, SQLModel, col, select

from governance.store.base import JSONB, Json, Row, TenantRow, same_cooperative

ROLES = "('administrator', 'secretary', 'chair', 'teller', 'auditor')"


class AccountRow(Row, table=True):
    """A person as an identity provider knows them: (issuer, subject), never an e-mail."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    issuer: str
    subject: str
    name: str
    email: str = ""
    email_verified: bool = False
    language: str = "fr"
    created_at: datetime
    last_seen_on: date


class SessionRow(SQLModel, table=True):
    """A signed-in browser. Only the hash of its cookie is kept."""

    __tablename__ = "sessions"

    token_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    csrf: str
    hats: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    flash: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


class RoleGrantRow(TenantRow, table=True):
    """A role given to an account, with its first and last day (included).

    One taken back the day it was given ends on the day before it starts: it was held no whole day.
    """

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role_known"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on - 1", name="ends_after_start"),
        Index(
            "uq_role_grants_once",
            "cooperative_id",
            "account_id",
            "role",
            unique=True,
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    role: str
    starts_on: date
    ends_on: date | None = None


class CapacityRow(TenantRow, table=True):
    """An account that may act for a member: the member, or the representative of a company.

    Under a mandate, its days are those of the mandate. It ends on the day before it starts when the
    mandate was ended before its first day.
    """

    __tablename__ = "capacities"
    __table_args__ = (
        same_cooperative("capacities", "member_id", "members"),
        same_cooperative("capacities", "mandate_id", "mandates"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on - 1", name="ends_after_start"),
        Index(
            "uq_capacities_once",
            "account_id",
            "member_id",
            "starts_on",
            unique=True,
            postgresql_where=text("mandate_id IS NULL"),
        ),
        Index(
            "uq_capacities_once_a_mandate",
            "mandate_id",
            "account_id",
            unique=True,
            postgresql_where=text("mandate_id IS NOT NULL"),
        ),
    )

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    member_id: UUID = Field(index=True)
    represents: bool = False
    mandate_id: UUID | None = None
    starts_on: date
    ends_on: date | None = None


class ApiTokenRow(SQLModel, table=True):
    """A bearer token given for the interface of programs; the token itself is not kept.

    `may_write` lets a program act as an officer. A member's vote is the act of a person: never then.
    """

    __tablename__ = "api_tokens"
    __table_args__ = (
        CheckConstraint("NOT (may_write AND starts_with(hat_key, 'member:'))", name="members_act_themselves"),
    )

    jti: UUID = Field(default_factory=uuid4, primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    hat_key: str
    label: str
    may_write: bool = False
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class InvitationRow(SQLModel, table=True):
    """A one-time secret that gives the account which shows it a member to act for, or a role. Hash only."""

    __tablename__ = "invitations"
    __table_args__ = (
        same_cooperative("invitations", "member_id", "members"),
        same_cooperative("invitations", "mandate_id", "mandates"),
        CheckConstraint("num_nonnulls(member_id, role) = 1", name="one_purpose"),
        CheckConstraint(f"role IN {ROLES}", name="role_known"),
        CheckConstraint("(role IS NULL) = (role_starts_on IS NULL)", name="role_has_a_start"),
        CheckConstraint("role_ends_on >= role_starts_on", name="role_ends_after_start"),
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used_by_somebody"),
    )

    token_hash: bytes = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    member_id: UUID | None = Field(default=None, index=True)
    represents: bool = False
    mandate_id: UUID | None = None
    role: str | None = None
    role_starts_on: date | None = None
    role_ends_on: date | None = None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: UUID | None = Field(default=None, foreign_key="accounts.id")


def secretaries(session: Session, day: date) -> list[AccountRow]:
    """List who is secretary of the cooperative entered on `day` and has an electronic address."""
    asked = (
        select(AccountRow)
        .join(RoleGrantRow, col(RoleGrantRow.account_id) == col(AccountRow.id))
        .where(
            RoleGrantRow.role == "secretary",
            RoleGrantRow.starts_on <= day,
            or_(col(RoleGrantRow.ends_on).is_(None), col(RoleGrantRow.ends_on) >= day),
            AccountRow.email != "",
        )
        .order_by(col(AccountRow.name), col(AccountRow.id))
    )
    return list(session.exec(asked))
