"""The register of share movements: append-only, numbered without gap in each cooperative."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from governance.store.base import TenantRow


class ShareMovementRow(TenantRow, table=True):
    """Shares gained (positive) or lost (negative) by a member on a day.

    Law: code de commerce, R228-8 and R228-9 (date, holder, number, sequence number).
    """

    __tablename__ = "share_movements"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "sequence"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_share_movements_member_same_cooperative",
        ),
        CheckConstraint("shares <> 0", name="moves_something"),
        CheckConstraint("kind IN ('subscription', 'redemption', 'transfer', 'opening')", name="kind_known"),
    )

    sequence: int
    member_id: UUID = Field(index=True)
    kind: str
    shares: int
    moved_on: date
    recorded_at: datetime
