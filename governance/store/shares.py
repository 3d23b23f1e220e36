"""The register of share movements: append-only, numbered without gap in each cooperative."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, func
from sqlmodel import Field, Session, select

from governance.register.shares import Movement, MovementKind
from governance.store.base import TenantRow, lock, same_cooperative


class ShareMovementRow(TenantRow, table=True):
    """Shares gained (positive) or lost (negative) by a member on a day.

    Law: code de commerce, R228-8 and R228-9 (date, holder, number, sequence number).
    """

    __tablename__ = "share_movements"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "sequence"),
        same_cooperative("share_movements", "member_id", "members"),
        CheckConstraint("shares <> 0", name="moves_something"),
        CheckConstraint("kind IN ('subscription', 'redemption', 'transfer', 'opening')", name="kind_known"),
    )

    sequence: int
    member_id: UUID = Field(index=True)
    kind: str
    shares: int
    moved_on: date
    recorded_at: datetime


def movements_of(session: Session, member: UUID) -> tuple[Movement, ...]:
    """Give the movements of one member, in any order."""
    asked = select(ShareMovementRow).where(ShareMovementRow.member_id == member)
    return tuple(Movement(MovementKind(row.kind), row.shares, row.moved_on) for row in session.exec(asked))


def append_movement(
    session: Session, cooperative: UUID, member: UUID, movement: Movement, now: datetime
) -> int:
    """Write a movement after the last one of the cooperative; give its number."""
    lock(session, "shares", cooperative)
    last = select(func.max(ShareMovementRow.sequence)).where(ShareMovementRow.cooperative_id == cooperative)
    sequence = (session.exec(last).one() or 0) + 1
    session.add(
        ShareMovementRow(
            cooperative_id=cooperative,
            sequence=sequence,
            member_id=member,
            kind=movement.kind.value,
            shares=movement.shares,
            moved_on=movement.moved_on,
            recorded_at=now,
        )
    )
    session.flush()  # the next number counts it
    return sequence
