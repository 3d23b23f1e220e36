"""Presence and electorate in SQL: figures by college, whatever the number of members."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.assembly.electorate import Presence

IS_MEMBER = "m.admitted_on <= :day AND (m.left_on IS NULL OR m.left_on > :day)"

FIRST = "t.id = m.same_as OR t.same_as = m.same_as AND t.id < m.id"
"""SQL: `t` is the record, or an earlier voice, of the person whose further voice `m` is."""

_IN_THE_ROOM = text(
    "WITH m AS (SELECT m.id, m.college, m.same_as, a.member_id IS NOT NULL AS present,"
    " NOT m.id = ANY(cast(:barred AS uuid[])) AS entitled FROM members m"
    " LEFT JOIN attendance a ON a.member_id = m.id AND a.assembly_id = :assembly AND a.left_at IS NULL"
    f" WHERE m.cooperative_id = :cooperative AND {IS_MEMBER})"
    " SELECT m.college, count(*), count(*) FILTER (WHERE m.entitled),"
    " count(*) FILTER (WHERE m.entitled AND m.present),"
    " count(*) FILTER (WHERE m.entitled AND m.same_as IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM m t WHERE t.entitled AND ({FIRST}))),"
    " count(*) FILTER (WHERE m.entitled AND m.present AND m.same_as IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM m t WHERE t.entitled AND t.present AND ({FIRST})))"
    " FROM m GROUP BY m.college"
)

_FREEZE = text(
    "INSERT INTO electors (poll_id, member_id, cooperative_id, college, entitled, present, person_id,"
    " interested) SELECT :poll, m.id, m.cooperative_id, m.college, NOT m.id = ANY(cast(:barred AS uuid[])),"
    " a.member_id IS NOT NULL, m.same_as, m.id = ANY(cast(:interested AS uuid[])) FROM members m"
    " LEFT JOIN attendance a ON a.member_id = m.id AND a.assembly_id = :assembly AND a.left_at IS NULL"
    f" WHERE m.cooperative_id = :cooperative AND (:alone = '' OR m.college = :alone) AND {IS_MEMBER}"
)

_TOOK_PART = text(
    "WITH m AS (SELECT e.member_id AS id, e.college, e.person_id AS same_as, e.entitled, e.interested,"
    " e.entitled AND (e.present OR a.member_id IS NOT NULL OR b.member_id IS NOT NULL) AS present"
    " FROM electors e"
    " LEFT JOIN attendance a ON a.assembly_id = :assembly AND a.member_id = e.member_id AND a.left_at IS NULL"
    " LEFT JOIN ballots b ON b.poll_id = e.poll_id AND b.member_id = e.member_id"
    " WHERE e.poll_id = :poll)"
    " SELECT m.college, count(*), count(*) FILTER (WHERE m.entitled), count(*) FILTER (WHERE m.present),"
    " count(*) FILTER (WHERE m.entitled AND m.same_as IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM m t WHERE t.entitled AND ({FIRST}))),"
    " count(*) FILTER (WHERE m.present AND m.same_as IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM m t WHERE t.present AND ({FIRST}))), count(*) FILTER (WHERE m.interested)"
    " FROM m GROUP BY m.college"
)

_ARRIVE = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT :assembly, m.id, m.cooperative_id, :mode, :at, :by FROM members m"
    f" WHERE m.id = :member AND m.cooperative_id = :cooperative AND {IS_MEMBER}"
    " ON CONFLICT (assembly_id, member_id) DO UPDATE"
    " SET mode = :mode, holder_id = NULL, arrived_at = :at, left_at = NULL, recorded_by = :by"
    " WHERE attendance.left_at IS NOT NULL OR attendance.mode IN ('proxy', 'postal', 'blank', 'outsider')"
    " RETURNING member_id"
)

_LEAVE = text(
    "UPDATE attendance SET left_at = greatest(:at, arrived_at), recorded_by = :by"
    " WHERE assembly_id = :assembly AND member_id = :member AND left_at IS NULL"
    " AND mode NOT IN ('proxy', 'postal', 'blank', 'outsider') RETURNING member_id"
)


def in_the_room(
    session: Session, cooperative: UUID, assembly: UUID, day: date, barred: Collection[UUID] = ()
) -> dict[str, Presence]:
    """Give each college's members, those entitled and those of them who take part now.

    `barred` are members whose votes the law suspends.
    """
    facts = {"cooperative": cooperative, "assembly": assembly, "day": day, "barred": list(barred)}
    rows = session.connection().execute(_IN_THE_ROOM, facts)
    return {college: Presence(*figures) for college, *figures in rows}


def freeze_electors(
    session: Session,
    cooperative: UUID,
    assembly: UUID,
    poll: UUID,
    day: date,
    barred: Collection[UUID] = (),
    alone: str = "",
    interested: Collection[UUID] = (),
) -> int:
    """Copy the electors of the day into a poll, with who is present; give how many.

    `barred` are on the list without the right to vote in this poll: neither its quorum nor its
    majority counts them. `alone` is the only college whose members are electors, "" for all.
    `interested` cast no ballot, whether they are barred too or not.
    """
    facts = {
        "alone": alone,
        "cooperative": cooperative,
        "assembly": assembly,
        "poll": poll,
        "day": day,
        "barred": list(barred),
        "interested": list(interested),
    }
    return session.connection().execute(_FREEZE, facts).rowcount


def took_part(session: Session, assembly: UUID, poll: UUID) -> dict[str, Presence]:
    """Give the frozen electors of a poll by college, with those who took part in it.

    Taking part: present at opening, arrived since, or voted. Leaving during a poll takes nobody
    out of it, so that the base of a vote never moves because somebody stood up.
    """
    rows = session.connection().execute(_TOOK_PART, {"assembly": assembly, "poll": poll})
    return {college: Presence(*figures) for college, *figures in rows}


def arrive(
    session: Session,
    *,
    cooperative: UUID,
    assembly: UUID,
    member: UUID,
    mode: str,
    at: datetime,
    by: UUID,
    day: date,
) -> bool:
    """Note a member present; give False when they already were, or are no member that day."""
    found = session.connection().execute(
        _ARRIVE,
        {
            "cooperative": cooperative,
            "assembly": assembly,
            "member": member,
            "mode": mode,
            "at": at,
            "by": by,
            "day": day,
        },
    )
    return found.first() is not None


def leave(session: Session, *, assembly: UUID, member: UUID, at: datetime, by: UUID) -> bool:
    """Note that a member left; give False when they were not there."""
    found = session.connection().execute(_LEAVE, {"assembly": assembly, "member": member, "at": at, "by": by})
    return found.first() is not None
