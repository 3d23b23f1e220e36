"""Who takes part in the meeting: in the room, at a distance, represented, or by post."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from governance.store.base import same_cooperative


class AttendanceRow(SQLModel, table=True):
    """A member present at an assembly from `arrived_at`, until `left_at` if they left.

    `holder_id` is who votes for a member present by proxy; by `outsider` it is somebody who is no
    member, and who gives paper ballots to the desk. Who voted by post takes part from the opening on.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        same_cooperative("attendance", "assembly_id", "assemblies"),
        same_cooperative("attendance", "member_id", "members"),
        same_cooperative("attendance", "holder_id", "members"),
        CheckConstraint(
            "mode IN ('room', 'remote', 'proxy', 'postal', 'blank', 'outsider')", name="mode_known"
        ),
        CheckConstraint("(mode = 'proxy') = (holder_id IS NOT NULL)", name="proxy_has_a_holder"),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="leaves_after_arrival"),
    )

    assembly_id: UUID = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    mode: str
    arrived_at: datetime
    left_at: datetime | None = None
    holder_id: UUID | None = None
    recorded_by: UUID = Field(foreign_key="accounts.id")
