"""Who takes part in the meeting: in the room, at a distance, represented, or by post."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel


class AttendanceRow(SQLModel, table=True):
    """A member present at an assembly from `arrived_at`, until `left_at` if they left.

    `holder_id` is who votes for a member present by proxy; by `outsider` it is somebody who is no
    member, and who gives paper ballots to the desk. Who voted by post takes part from the opening on.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_attendance_assembly_same_cooperative",
        ),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_attendance_member_same_cooperative",
        ),
        ForeignKeyConstraint(
            ["cooperative_id", "holder_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_attendance_holder_same_cooperative",
        ),
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
