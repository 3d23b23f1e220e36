"""Presence through the years, at assemblies and at events: of one member, or of a college's structures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text

from governance.actors import Actor, Role
from governance.register.members import MemberKind
from governance.register.refusals import NoSuchMember
from governance.store.hats import member_name
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

LATEST: Final = 50
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class PresenceYear:
    """Presence in one calendar year (Paris): times invited, and times there, at assemblies and events.

    An assembly counts once its session was opened; represented by proxy is there. Cancelled events
    count for nothing.
    """

    year: int
    assemblies_invited: int
    assemblies_present: int
    events_invited: int
    events_present: int


@dataclass(frozen=True, slots=True)
class Attended:
    """One assembly or event a member was invited to, held or begun; `there` tells whether they came."""

    id: UUID
    title: str
    held_at: datetime
    is_assembly: bool
    there: bool


@dataclass(frozen=True, slots=True)
class MemberPresence:
    """One member's presence: by year, latest first, and the latest fifty times one by one."""

    member: UUID
    name: str
    is_structure: bool
    years: tuple[PresenceYear, ...]
    latest: tuple[Attended, ...]


_TOLD = """
SELECT a.id, a.title, a.held_at, true AS is_assembly, p.member_id IS NOT NULL AS there
  FROM notices n JOIN assemblies a ON a.id = n.assembly_id JOIN members m ON m.id = n.member_id
  LEFT JOIN attendance p ON p.assembly_id = a.id AND p.member_id = n.member_id
 WHERE a.stage IN ('open', 'closed', 'minuted')
   AND CASE WHEN :all THEN m.kind = 'organisation' ELSE n.member_id = :member END
   AND (:college = '' OR m.college = :college)
UNION ALL
SELECT e.id, e.title, e.starts_at, false, i.came IS NOT NULL
  FROM event_invitations i JOIN events e ON e.id = i.event_id JOIN members m ON m.id = i.member_id
 WHERE e.state IN ('sent', 'over') AND e.starts_at <= :now
   AND CASE WHEN :all THEN m.kind = 'organisation' ELSE i.member_id = :member END
   AND (:college = '' OR i.college = :college)
"""
_YEARS = text(
    "SELECT extract(year FROM held_at AT TIME ZONE 'Europe/Paris')::int,"  # noqa: S608 - no value in it
    " count(*) FILTER (WHERE is_assembly), count(*) FILTER (WHERE is_assembly AND there),"
    " count(*) FILTER (WHERE NOT is_assembly), count(*) FILTER (WHERE NOT is_assembly AND there)"
    f" FROM ({_TOLD}) told GROUP BY 1 ORDER BY 1 DESC"
)
_LATEST = text(f"SELECT * FROM ({_TOLD}) told ORDER BY held_at DESC, id LIMIT :most")  # noqa: S608 - the same


def presence_by_year(
    uow: UnitOfWork, *, member: UUID | None = None, college: str = ""
) -> tuple[PresenceYear, ...]:
    """Count presence at assemblies and at events through the years, latest first, in one statement.

    Of one member when `member` is given; else of all the organisations together, those of one
    college when `college` is (its members of today at assemblies, its members of the day of each
    invitation at events). A year in which nobody was invited to anything is not there.
    """
    rows = uow.session.connection().execute(_YEARS, _facts(uow, member, college))
    return tuple(PresenceYear(*row) for row in rows)


def presence_of(uow: UnitOfWork, member: UUID, actor: Actor) -> MemberPresence:
    """Show one member's presence: to the office, or to the member. Raises WrongHat, NoSuchMember."""
    if actor.hat.member != member:
        actor.ensure(*READERS)
    who = uow.session.get(MemberRow, member)
    if who is None:
        raise NoSuchMember
    rows = uow.session.connection().execute(_LATEST, {**_facts(uow, member, ""), "most": LATEST})
    return MemberPresence(
        member=member,
        name=member_name(who.kind, who.name, who.first_name),
        is_structure=who.kind == MemberKind.ORGANISATION,
        years=presence_by_year(uow, member=member),
        latest=tuple(Attended(*row) for row in rows),
    )


def _facts(uow: UnitOfWork, member: UUID | None, college: str) -> dict[str, object]:
    return {"all": member is None, "member": member or UUID(int=0), "college": college, "now": uow.now}
