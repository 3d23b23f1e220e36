"""Persons and structures that are linked: who votes twice, who represents several, who holds a role here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.register.mandates import Link

MOST: Final = 200

_LIVE = "{m}.admitted_on <= :day AND ({m}.left_on IS NULL OR {m}.left_on > :day)"
_HELD = "{k}.starts_on <= :day AND ({k}.ends_on IS NULL OR {k}.ends_on >= :day)"
_IN_FORCE = (
    "x.cooperative_id = :cooperative AND x.since <= :day AND coalesce(x.ended_on, x.until, :day) >= :day"
)
_NAME = "trim({m}.first_name || ' ' || {m}.name)"

# why: 0 represents, 1 founded
_TWO_VOTES = f"""
SELECT DISTINCT ON (p.sort_key, p.id, s.sort_key, s.id) p.id AS person, {_NAME.format(m="p")} AS person_name,
       s.id AS structure, s.name AS structure_name, w.why
  FROM (SELECT x.person_id AS person, x.member_id AS structure, 0 AS why FROM mandates x
         WHERE x.person_id IS NOT NULL AND x.rank = 0 AND {_IN_FORCE}
        UNION ALL
        SELECT o.member_id, x.member_id, 0 FROM mandates x
          JOIN capacities k ON k.mandate_id = x.id AND {_HELD.format(k="k")}
          JOIN capacities o ON o.account_id = k.account_id AND o.cooperative_id = x.cooperative_id
               AND NOT o.represents AND {_HELD.format(k="o")}
         WHERE x.rank = 0 AND {_IN_FORCE}
        UNION ALL
        SELECT h.member_id, e.structure_id, 1 FROM exits e
          JOIN hosted h ON h.activity_id = e.activity_id AND h.contract_until = e.left_on
         WHERE e.cooperative_id = :cooperative AND e.structure_id IS NOT NULL AND h.member_id IS NOT NULL) w
  JOIN members p ON p.id = w.person AND p.kind = 'person' AND {_LIVE.format(m="p")}
  JOIN members s ON s.id = w.structure AND s.kind = 'organisation' AND {_LIVE.format(m="s")}
 WHERE (cast(:only AS uuid[]) IS NULL OR cast(:only AS uuid[]) && ARRAY[p.id, s.id])
 ORDER BY p.sort_key, p.id, s.sort_key, s.id, w.why LIMIT :most
"""
_SEVERAL = f"""
WITH live AS (SELECT x.id, x.member_id, x.holder, x.email, x.person_id, s.name AS structure
                FROM mandates x JOIN members s ON s.id = x.member_id AND {_LIVE.format(m="s")}
               WHERE {_IN_FORCE}),
     known AS (SELECT l.*, 'member ' || l.person_id AS key FROM live l WHERE l.person_id IS NOT NULL
               UNION ALL SELECT l.*, 'account ' || k.account_id FROM live l
                 JOIN capacities k ON k.mandate_id = l.id AND {_HELD.format(k="k")}
               UNION ALL SELECT l.*, 'name ' || lower(l.holder) || ' ' || lower(l.email) FROM live l
                WHERE l.email <> '')
SELECT DISTINCT min(holder) AS person, array_agg(DISTINCT structure ORDER BY structure) AS structures
  FROM known GROUP BY key HAVING count(DISTINCT member_id) > 1 ORDER BY 1, 2 LIMIT :most
"""
_ROLES = f"""
SELECT x.holder AS person, s.name AS structure, array_agg(DISTINCT g.role ORDER BY g.role) AS roles
  FROM mandates x JOIN members s ON s.id = x.member_id AND {_LIVE.format(m="s")}
  JOIN capacities k ON (k.mandate_id = x.id OR k.member_id = x.person_id AND NOT k.represents)
       AND {_HELD.format(k="k")}
  JOIN role_grants g ON g.account_id = k.account_id AND g.cooperative_id = x.cooperative_id
       AND {_HELD.format(k="g")}
 WHERE {_IN_FORCE} GROUP BY x.id, s.sort_key, s.name ORDER BY s.sort_key, x.holder, x.id LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class TwoVotes:
    """A person who is a member and speaks for, or founded, a structure that is one too."""

    person: UUID
    person_name: str
    structure: UUID
    structure_name: str
    link: Link


def two_votes(
    session: Session, cooperative: UUID, day: date, only: Collection[UUID] | None = None
) -> list[TwoVotes]:
    """List who has two votes on `day`: theirs and that of a structure; `only` keeps those members."""
    asked = {"cooperative": cooperative, "day": day, "most": MOST}
    rows = session.connection().execute(
        text(_TWO_VOTES), {**asked, "only": list(only) if only is not None else None}
    )
    return [
        TwoVotes(
            row.person,
            row.person_name,
            row.structure,
            row.structure_name,
            Link.FOUNDER if row.why else Link.MEMBER,
        )
        for row in rows
    ]


def several_structures(session: Session, cooperative: UUID, day: date) -> list[tuple[str, list[str]]]:
    """List who represents several structures on `day`: the same member, account, or name with its address."""
    asked = {"cooperative": cooperative, "day": day, "most": MOST}
    return [(row.person, row.structures) for row in session.connection().execute(text(_SEVERAL), asked)]


def with_roles(session: Session, cooperative: UUID, day: date) -> list[tuple[str, str, list[str]]]:
    """List who represents a structure and holds a role in the cooperative on `day`."""
    asked = {"cooperative": cooperative, "day": day, "most": MOST}
    rows = session.connection().execute(text(_ROLES), asked)
    return [(row.person, row.structure, row.roles) for row in rows]
