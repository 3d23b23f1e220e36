"""The proxies held by people who are not members, and whether these people are there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.store.presence import IS_MEMBER
from governance.store.proxies import Proxy

_PROXY = (
    "SELECT x.id, x.principal_id, NULL::uuid, trim(m.first_name || ' ' || m.name), x.outsider,"
    " x.given_at, NULL::text, x.outsider_quality FROM proxies x JOIN members m ON m.id = x.principal_id"
)
_HELD = text(
    f"{_PROXY} WHERE x.assembly_id = :assembly AND lower(x.outsider) = lower(:name) AND x.ended_at IS NULL"
    " ORDER BY m.sort_key, m.id"
)
_COLLEGES = text(
    "SELECT m.college FROM proxies x JOIN members m ON m.id = x.principal_id"
    " WHERE x.assembly_id = :assembly AND lower(x.outsider) = lower(:name) AND x.ended_at IS NULL"
)
_THERE = text(
    f"{_PROXY} JOIN attendance a ON a.assembly_id = x.assembly_id AND a.member_id = x.principal_id"
    " WHERE x.assembly_id = :assembly AND x.outsider IS NOT NULL AND a.mode = 'outsider'"
    " AND NOT EXISTS (SELECT 1 FROM proxies y WHERE y.assembly_id = x.assembly_id"
    " AND y.principal_id = x.principal_id AND y.given_at > x.given_at) ORDER BY m.sort_key, m.id"
)
_BRING_IN = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT x.assembly_id, m.id, m.cooperative_id, 'outsider', :at, :by FROM proxies x"
    " JOIN members m ON m.id = x.principal_id WHERE x.assembly_id = :assembly"
    f" AND lower(x.outsider) = lower(:name) AND x.ended_at IS NULL AND {IS_MEMBER}"
    " ON CONFLICT (assembly_id, member_id) DO UPDATE"
    " SET mode = 'outsider', holder_id = NULL, arrived_at = :at, left_at = NULL, recorded_by = :by"
    " WHERE attendance.left_at IS NOT NULL RETURNING member_id"
)
_TAKE_OUT = text(
    "UPDATE attendance SET left_at = greatest(:at, arrived_at), recorded_by = :by"
    " WHERE assembly_id = :assembly AND mode = 'outsider' AND left_at IS NULL AND member_id IN"
    " (SELECT x.principal_id FROM proxies x WHERE x.assembly_id = :assembly"
    " AND lower(x.outsider) = lower(:name) AND x.ended_at IS NULL) RETURNING member_id"
)


def held_by(session: Session, assembly: UUID, name: str) -> list[Proxy]:
    """Give the proxies in force that a person of this name holds from outside, whatever the case."""
    return [Proxy(*row) for row in session.connection().execute(_HELD, {"assembly": assembly, "name": name})]


def colleges_of(session: Session, assembly: UUID, name: str) -> list[str]:
    """Give the college of each member whose proxy this outsider holds."""
    found = session.connection().execute(_COLLEGES, {"assembly": assembly, "name": name})
    return list(found.scalars())


def there(session: Session, assembly: UUID) -> list[Proxy]:
    """Give the proxies by which outsiders represented members in a meeting, they themselves there."""
    return [Proxy(*row) for row in session.connection().execute(_THERE, {"assembly": assembly})]


def bring_in(session: Session, assembly: UUID, name: str, at: datetime, by: UUID, day: date) -> list[UUID]:
    """Note represented those whose proxies an outsider who is there holds; give whom."""
    facts = {"assembly": assembly, "name": name, "at": at, "by": by, "day": day}
    return list(session.connection().execute(_BRING_IN, facts).scalars())


def take_out(session: Session, assembly: UUID, name: str, at: datetime, by: UUID) -> list[UUID]:
    """Represent no more those whose proxies an outsider who leaves holds; give whom."""
    facts = {"assembly": assembly, "name": name, "at": at, "by": by}
    return list(session.connection().execute(_TAKE_OUT, facts).scalars())
