"""The proxies given for an assembly: who votes for whom, until they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, col, select

from governance.store.assemblies import AssemblyRow
from governance.store.base import TenantRow, same_cooperative
from governance.store.presence import IS_MEMBER


class ProxyRow(TenantRow, table=True):
    """A member, the principal, asks another, the holder, to vote for them in one assembly.

    Without a holder it is a blank one, which the chair votes, or which waits to be shared: from
    `shared_at` on it has a holder, `shared_as` the chair or a member of the board. An `outsider` is a
    holder who is no member: their name, and what lets them hold it. It holds until `ended_at`: revoked,
    or the principal came. It is never deleted.
    """

    __tablename__ = "proxies"
    __table_args__ = (
        same_cooperative("proxies", "assembly_id", "assemblies"),
        same_cooperative("proxies", "principal_id", "members"),
        same_cooperative("proxies", "holder_id", "members"),
        CheckConstraint("principal_id <> holder_id", name="holder_is_another"),
        CheckConstraint("outsider_quality IN ('spouse', 'partner', 'anyone')", name="outsider_quality_known"),
        CheckConstraint(
            "(outsider IS NULL) = (outsider_quality IS NULL) AND (outsider IS NULL OR holder_id IS NULL)",
            name="outsider_alone",
        ),
        CheckConstraint("shared_as IN ('chair', 'board')", name="shared_as_known"),
        CheckConstraint(
            "(shared_at IS NULL) = (shared_as IS NULL) AND (shared_at IS NULL OR holder_id IS NOT NULL)",
            name="shared_with_a_holder",
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index(
            "uq_proxies_one_per_principal",
            "assembly_id",
            "principal_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_proxies_holder", "assembly_id", "holder_id"),
    )

    assembly_id: UUID
    principal_id: UUID
    holder_id: UUID | None = None
    given_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")
    ended_at: datetime | None = None
    ended_by: UUID | None = Field(default=None, foreign_key="accounts.id")
    shared_at: datetime | None = None
    shared_as: str | None = None
    outsider: str | None = None
    outsider_quality: str | None = None


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy in force since `given_at`, with the names of both; a blank one has no holder.

    `shared_as` is "chair" or "board" for a blank one that was shared, None for one that named its holder.
    `quality` is "spouse", "partner" or "anyone" for a holder who is no member, None for a member.
    """

    id: UUID
    principal: UUID
    holder: UUID | None
    principal_name: str
    holder_name: str
    given_at: datetime
    shared_as: str | None
    quality: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of the day: their college, and how they take part now, None when they do not."""

    member: UUID
    college: str
    mode: str | None


_NAME = "trim({0}.first_name || ' ' || {0}.name)"
_IN_FORCE = text(
    f"SELECT x.id, x.principal_id, x.holder_id, {_NAME.format('p')},"
    f" coalesce({_NAME.format('h')}, x.outsider, ''), x.given_at, x.shared_as, x.outsider_quality"
    " FROM proxies x JOIN members p ON p.id = x.principal_id LEFT JOIN members h ON h.id = x.holder_id"
    " WHERE x.assembly_id = :assembly AND x.ended_at IS NULL"
    " AND (x.principal_id = ANY(cast(:members AS uuid[])) OR x.holder_id = ANY(cast(:members AS uuid[])))"
    " ORDER BY p.sort_key, p.id"
)
_STANDING = text(
    "SELECT m.id, m.college, a.mode FROM members m"
    " LEFT JOIN attendance a ON a.member_id = m.id AND a.assembly_id = :assembly AND a.left_at IS NULL"
    f" WHERE m.cooperative_id = :cooperative AND m.id = ANY(cast(:members AS uuid[])) AND {IS_MEMBER}"
)
_MEMBERS = text(
    "SELECT count(*) FROM members m WHERE m.cooperative_id = :cooperative AND m.same_as IS NULL"
    f" AND {IS_MEMBER}"
)
_HELD = text(
    "SELECT m.college FROM proxies x JOIN members m ON m.id = x.principal_id"
    " WHERE x.assembly_id = :assembly AND x.ended_at IS NULL AND x.shared_at IS NULL"
    " AND x.holder_id IN (SELECT t.id FROM members h JOIN members t"
    " ON coalesce(t.same_as, t.id) = coalesce(h.same_as, h.id) WHERE h.id = :holder)"
)
_END = text(
    "UPDATE proxies SET ended_at = :at, ended_by = :by"
    " WHERE assembly_id = :assembly AND principal_id = :principal AND ended_at IS NULL RETURNING id"
)
_BRING_IN = text(
    "INSERT INTO attendance"
    " (assembly_id, member_id, cooperative_id, mode, holder_id, arrived_at, recorded_by)"
    " SELECT x.assembly_id, m.id, m.cooperative_id, 'proxy', x.holder_id, :at, :by FROM proxies x"
    " JOIN members m ON m.id = x.principal_id"
    f" WHERE x.assembly_id = :assembly AND x.holder_id = :holder AND x.ended_at IS NULL AND {IS_MEMBER}"
    " ON CONFLICT (assembly_id, member_id) DO UPDATE"
    " SET mode = 'proxy', holder_id = excluded.holder_id, arrived_at = :at, left_at = NULL, recorded_by = :by"
    " WHERE attendance.left_at IS NOT NULL RETURNING member_id"
)
_BRING_IN_BLANK = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT x.assembly_id, m.id, m.cooperative_id, 'blank', :at, :by FROM proxies x"
    " JOIN members m ON m.id = x.principal_id"
    " WHERE x.assembly_id = :assembly AND x.holder_id IS NULL AND x.outsider IS NULL"
    f" AND x.ended_at IS NULL AND {IS_MEMBER}"
    " ON CONFLICT (assembly_id, member_id) DO UPDATE"
    " SET mode = 'blank', holder_id = NULL, arrived_at = :at, left_at = NULL, recorded_by = :by"
    " WHERE attendance.left_at IS NOT NULL RETURNING member_id"
)
_BLANK_VOTES = text(
    "SELECT x.id, x.principal_id FROM proxies x"
    " JOIN electors e ON e.poll_id = :poll AND e.member_id = x.principal_id AND e.entitled"
    " AND NOT e.interested"
    " JOIN attendance a ON a.assembly_id = x.assembly_id AND a.member_id = x.principal_id"
    " AND a.mode IN ('blank', 'postal') AND a.left_at IS NULL"
    " WHERE x.assembly_id = :assembly AND x.holder_id IS NULL AND x.outsider IS NULL AND x.ended_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM ballots b WHERE b.poll_id = :poll AND b.member_id = x.principal_id)"
    " ORDER BY x.principal_id"
)
_TAKE_OUT = text(
    "UPDATE attendance SET left_at = greatest(:at, arrived_at), recorded_by = :by"
    " WHERE assembly_id = :assembly AND mode IN ('proxy', 'blank', 'outsider') AND left_at IS NULL"
    " AND (holder_id = :member OR member_id = :member) RETURNING member_id"
)


def in_force(session: Session, assembly: UUID, members: Sequence[UUID]) -> list[Proxy]:
    """Give the proxies in force that these members gave or hold, in the order of the principals' names."""
    found = session.connection().execute(_IN_FORCE, {"assembly": assembly, "members": list(members)})
    return [Proxy(*row) for row in found]


def standing(
    session: Session, cooperative: UUID, assembly: UUID, members: Sequence[UUID], day: date
) -> dict[UUID, Standing]:
    """Give those of these persons who are members that day, with their college and presence."""
    facts = {"cooperative": cooperative, "assembly": assembly, "members": list(members), "day": day}
    return {row[0]: Standing(*row) for row in session.connection().execute(_STANDING, facts)}


def near(session: Session, assembly: UUID, principal: UUID) -> list[AssemblyRow]:
    """Give the other meetings that still take proxies, and for which this member gave none, by their day."""
    given = select(ProxyRow.assembly_id).where(
        ProxyRow.principal_id == principal, col(ProxyRow.ended_at).is_(None)
    )
    asked = select(AssemblyRow).where(
        AssemblyRow.id != assembly,
        col(AssemblyRow.stage).in_(("convened", "open")),
        col(AssemblyRow.id).not_in(given),
    )
    return list(session.exec(asked.order_by(col(AssemblyRow.held_at), col(AssemblyRow.id))))


def count_members(session: Session, cooperative: UUID, day: date) -> int:
    """Count the members of that day, whom a cap written as a part is a part of."""
    return int(session.connection().execute(_MEMBERS, {"cooperative": cooperative, "day": day}).scalar_one())


def held_colleges(session: Session, assembly: UUID, holder: UUID) -> list[str]:
    """Give the college of each member who named this person: blank ones shared are beside the caps.

    Under all the voices of the person: the caps are those of a person.
    """
    facts = {"assembly": assembly, "holder": holder}
    return list(session.connection().execute(_HELD, facts).scalars())


def end(session: Session, assembly: UUID, principal: UUID, at: datetime, by: UUID) -> UUID | None:
    """End the proxy a member gave; give it, or None when they had given none."""
    facts = {"assembly": assembly, "principal": principal, "at": at, "by": by}
    return session.connection().execute(_END, facts).scalar_one_or_none()


def bring_in(session: Session, assembly: UUID, holder: UUID, at: datetime, by: UUID, day: date) -> list[UUID]:
    """Note represented those whose proxies a holder who is there holds; give whom."""
    facts = {"assembly": assembly, "holder": holder, "at": at, "by": by, "day": day}
    return list(session.connection().execute(_BRING_IN, facts).scalars())


def bring_in_blank(session: Session, assembly: UUID, at: datetime, by: UUID, day: date) -> list[UUID]:
    """Note represented those who gave a blank proxy, the chair being there; give whom."""
    facts = {"assembly": assembly, "at": at, "by": by, "day": day}
    return list(session.connection().execute(_BRING_IN_BLANK, facts).scalars())


def blank_votes(session: Session, assembly: UUID, poll: UUID) -> list[tuple[UUID, UUID]]:
    """Give the blank proxies that vote in a poll, each with its principal who has no ballot in it yet."""
    found = session.connection().execute(_BLANK_VOTES, {"assembly": assembly, "poll": poll})
    return [(proxy, principal) for proxy, principal in found]


def take_out(session: Session, assembly: UUID, member: UUID, at: datetime, by: UUID) -> list[UUID]:
    """Represent no more: a principal, or all those of a holder who leaves; give whom."""
    facts = {"assembly": assembly, "member": member, "at": at, "by": by}
    return list(session.connection().execute(_TAKE_OUT, facts).scalars())
