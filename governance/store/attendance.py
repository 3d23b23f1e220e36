"""Who is at the meeting, in the room or at a distance."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel


class AttendanceRow(SQLModel, table=True):
    """A member present at an assembly from `arrived_at`, until `left_at` if they left."""

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
        CheckConstraint("mode IN ('room', 'remote')", name="mode_known"),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="leaves_after_arrival"),
    )

    assembly_id: UUID = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    mode: str
    arrived_at: datetime
    left_at: datetime | None = None
    recorded_by: UUID = Field(foreign_key="accounts.id")
