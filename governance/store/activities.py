"""Activities hosted, the people who run them, and the exits: what was prepared and what was done."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from governance.register.activities import TaskKind
from governance.store.base import TenantRow, same_cooperative

_KINDS = ", ".join(f"'{kind.value}'" for kind in TaskKind)


class ActivityRow(TenantRow, table=True):
    """An activity without legal personality of its own. `sort_key` orders names as a French list does."""

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        CheckConstraint("ended_on IS NULL OR ended_on > started_on", name="ends_after_it_starts"),
    )

    name: str
    sort_key: str
    trade: str = ""
    town: str = ""
    code: str = ""
    started_on: date
    ended_on: date | None = None


class HostedRow(TenantRow, table=True):
    """One entrepreneur of an activity; `member_id` once they are a member."""

    __tablename__ = "hosted"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("hosted", "activity_id", "activities"),
        same_cooperative("hosted", "member_id", "members"),
        CheckConstraint("earlier_months >= 0", name="earlier_months_positive"),
        CheckConstraint(
            "contract_until IS NULL OR contract_until > contract_from", name="contract_ends_after_it_starts"
        ),
    )

    activity_id: UUID = Field(index=True)
    name: str
    member_id: UUID | None = None
    contract_from: date
    earlier_months: int = 0
    contract_until: date | None = None


class ExitRow(TenantRow, table=True):
    """One exit of an activity. `structure_id` is the company founded, once it is a member.

    `described` tells that the tie wrote the description of that member, which had none.
    """

    __tablename__ = "exits"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("exits", "activity_id", "activities"),
        same_cooperative("exits", "structure_id", "members"),
        CheckConstraint("reason IN ('founds', 'job', 'stops')", name="reason_known"),
        CheckConstraint("(reason = 'founds') = (structure <> '')", name="who_founds_names_it"),
    )

    activity_id: UUID = Field(index=True)
    reason: str
    left_on: date
    structure: str = ""
    form: str = ""
    structure_id: UUID | None = None
    tied_at: datetime | None = None
    described: bool = False
    started_at: datetime
    started_by: UUID = Field(foreign_key="accounts.id")


class ExitTaskRow(TenantRow, table=True):
    """One step of an exit. `was` is the category of the person on the day the exit was prepared.

    The rest tells what somebody noted, when no register can show it; only that is written later.
    """

    __tablename__ = "exit_tasks"
    __table_args__ = (
        same_cooperative("exit_tasks", "exit_id", "exits"),
        same_cooperative("exit_tasks", "hosted_id", "hosted"),
        CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        UniqueConstraint("exit_id", "position"),
        Index("ix_exit_tasks_waiting", "cooperative_id", "exit_id", postgresql_where=text("done_at IS NULL")),
    )

    exit_id: UUID
    position: int
    kind: str
    name: str
    hosted_id: UUID | None = None
    outcome: str = ""
    was: str = ""
    decided_on: date | None = None
    organ: str = ""
    note: str = ""
    done_at: datetime | None = None
    done_by: UUID | None = Field(default=None, foreign_key="accounts.id")
