"""Who is interested in a resolution, and who therefore casts no ballot in its polls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, text
from sqlmodel import Field, Session, select

from governance.law import votes as law
from governance.law.legal_forms import CompanyForm
from governance.store.base import TenantRow, same_cooperative
from governance.store.ties import suspended
from governance.store.voices import other_voices


class InterestRow(TenantRow, table=True):
    """A member interested in a resolution, until its first poll; taken back, the row goes."""

    __tablename__ = "interests"
    __table_args__ = (
        UniqueConstraint("resolution_id", "member_id"),
        same_cooperative("interests", "member_id", "members"),
        ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name="fk_interests_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
    )

    resolution_id: UUID = Field(index=True)
    member_id: UUID
    written_at: datetime
    written_by: UUID = Field(foreign_key="accounts.id")


@dataclass(frozen=True, slots=True)
class Aside:
    """Who casts no ballot in a poll: those whose votes are suspended, and those interested in it.

    `in_quorum` tells whether its quorum counts the interested all the same.
    """

    suspended: frozenset[UUID]
    interested: frozenset[UUID]
    in_quorum: bool = False

    @property
    def barred(self) -> frozenset[UUID]:
        """Give those whom neither quorum nor majority counts."""
        return self.suspended if self.in_quorum else self.suspended | self.interested

    @property
    def acts(self) -> dict[str, Any]:
        """Give what the log of acts keeps of them."""
        said = {"suspended": sorted(str(member) for member in self.suspended)}
        if self.interested:
            said["interested"] = sorted(str(member) for member in self.interested)
        return said


@dataclass(frozen=True, slots=True)
class InterestLine:
    """One member interested in a resolution, as the secretary reads it."""

    member: UUID
    number: int
    name: str


def row_of(session: Session, resolution: UUID, member: UUID) -> InterestRow | None:
    """Find what is written of a member and a resolution, or None."""
    asked = select(InterestRow).where(InterestRow.resolution_id == resolution)
    return session.exec(asked.where(InterestRow.member_id == member)).one_or_none()


_LINES = text(
    "SELECT m.id, m.number, CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name)"
    " ELSE m.name END FROM interests i JOIN members m ON m.id = i.member_id"
    " WHERE i.resolution_id = :resolution ORDER BY m.sort_key, m.id"
)


def lines(session: Session, resolution: UUID) -> list[InterestLine]:
    """List who is interested in a resolution, in the order of names."""
    return [InterestLine(*row) for row in session.connection().execute(_LINES, {"resolution": resolution})]


def aside(session: Session, cooperative: UUID, resolution: UUID, form: CompanyForm, day: date) -> Aside:
    """Give who casts no ballot in a poll of a resolution: a person is interested under all their voices."""
    out = frozenset(suspended(session, cooperative, form, day))
    rule = law.interested(form, day)
    asked = select(InterestRow.member_id).where(InterestRow.resolution_id == resolution)
    found = [] if rule.votes else session.exec(asked).all()
    every = frozenset((*found, *other_voices(session, found))) if found else frozenset[UUID]()
    return Aside(out, every - out, rule.in_quorum)


_CARRY = text(
    "INSERT INTO interests (id, cooperative_id, resolution_id, member_id, written_at, written_by)"
    " SELECT gen_random_uuid(), i.cooperative_id, n.after, i.member_id, :at, :by FROM interests i"
    " JOIN unnest(cast(:before AS uuid[]), cast(:after AS uuid[])) AS n(before, after)"
    " ON n.before = i.resolution_id"
)


def carry(session: Session, items: Mapping[UUID, UUID], at: datetime, by: UUID) -> int:
    """Have who was interested in an item be so in its copy of a second call; give how many."""
    facts = {"before": list(items), "after": list(items.values()), "at": at, "by": by}
    return session.connection().execute(_CARRY, facts).rowcount
