"""From the members convened to those of the day of the meeting: a sum that is always exact."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.store.presence import IS_MEMBER


@dataclass(frozen=True, slots=True)
class Reach:
    """Who was convened, and who is a member on `day`, the meeting's, as the register knows it now.

    `convened` − `gone` + `joined` + `entered` = `members`. `gone` left since the notice, `joined` were
    admitted after it without one, `entered` were admitted before but entered in the register later. Of those
    convened, `structures` are reached through who represents them, and `homeless` have no address a
    letter could go to.
    """

    day: date
    convened: int
    structures: int
    homeless: int
    gone: int
    joined: int
    entered: int
    members: int


_REACH = text(
    "SELECT count(n.id), count(n.id) FILTER (WHERE m.kind = 'organisation'),"
    " count(n.id) FILTER (WHERE n.channel = 'letter' AND n.address = ''),"
    " count(n.id) FILTER (WHERE NOT d.member),"
    " count(*) FILTER (WHERE n.id IS NULL AND d.member AND m.admitted_on > :convened_on),"
    " count(*) FILTER (WHERE n.id IS NULL AND d.member AND m.admitted_on <= :convened_on),"
    " count(*) FILTER (WHERE d.member)"
    " FROM members m"
    f" CROSS JOIN LATERAL (SELECT {IS_MEMBER} AS member) d"
    " LEFT JOIN notices n ON n.member_id = m.id AND n.assembly_id = :assembly"
    " WHERE m.cooperative_id = :cooperative AND m.same_as IS NULL"
)


def reach(session: Session, cooperative: UUID, assembly: UUID, convened_on: date, day: date) -> Reach:
    """Count, in one statement, who was convened and who is a member on `day`."""
    facts = {"cooperative": cooperative, "assembly": assembly, "convened_on": convened_on, "day": day}
    return Reach(day, *session.connection().execute(_REACH, facts).one())
