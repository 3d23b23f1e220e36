"""Assemblies that members missed in a row, counted in SQL; and what was done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, col, select

from governance.law.legal_forms import CompanyForm
from governance.register.letters import PROVED, LetterOutcome
from governance.register.missed import MissedStep, StepKind
from governance.store.base import TenantRow, same_cooperative
from governance.store.letters import LetterRow
from governance.store.ties import suspended
from governance.store.unit_of_work import UnitOfWork

LOOKED_AT: Final = 20
"""The latest ordinary assemblies that are looked at."""


class MissedStepRow(TenantRow, table=True):
    """One step about a member who misses assemblies. `on_day` is that of a hearing or of a decision.

    The day of a warning or of a summons is that on which its letter left.
    """

    __tablename__ = "missed_steps"
    __table_args__ = (
        same_cooperative("missed_steps", "member_id", "members"),
        same_cooperative("missed_steps", "resolution_id", "resolutions"),
        same_cooperative("missed_steps", "letter_id", "letters"),
        CheckConstraint("kind IN ('warned', 'summoned', 'heard', 'kept', 'ended')", name="kind_known"),
        CheckConstraint(
            "kind IN ('warned', 'summoned', 'ended') = (letter_id IS NOT NULL)", name="told_by_letter"
        ),
        CheckConstraint("(kind = 'summoned') = (hearing_on IS NOT NULL)", name="summoned_to_a_day"),
        CheckConstraint("kind IN ('warned', 'summoned') = (on_day IS NULL)", name="done_on_a_day"),
    )

    member_id: UUID = Field(index=True)
    kind: str
    on_day: date | None = None
    hearing_on: date | None = None
    letter_id: UUID | None = None
    resolution_id: UUID | None = None
    words: str = ""
    missed: int
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


_HELD = (
    "SELECT coalesce(a.second_of, a.id) AS root, array_agg(a.id) AS ids,"
    " max((a.held_at AT TIME ZONE 'Europe/Paris')::date) AS day FROM assemblies a"
    " WHERE a.cooperative_id = :cooperative AND a.kind = 'ordinary' AND a.stage IN ('closed', 'minuted')"
    " GROUP BY 1 ORDER BY day DESC, root LIMIT :looked_at"
)
_DAYS = text(f"SELECT root, day FROM ({_HELD}) h ORDER BY day DESC, root")
_MISSED = (
    f"WITH held AS ({_HELD}),"
    " took AS (SELECT t.member_id, max(h.day) AS last FROM held h JOIN attendance t"
    "   ON t.assembly_id = ANY(h.ids) GROUP BY 1),"
    " kept AS (SELECT s.member_id, max(s.on_day) AS last FROM missed_steps s"
    "   WHERE s.cooperative_id = :cooperative AND s.kind = 'kept' GROUP BY 1)"
    " SELECT m.id, m.number, m.sort_key, CASE WHEN m.kind = 'person'"
    "   THEN trim(m.first_name || ' ' || m.name) ELSE m.name END AS name, m.admitted_on,"
    "   count(*) AS many, array_agg(h.day ORDER BY h.day) AS days"
    " FROM members m JOIN held h ON m.admitted_on <= h.day"
    " LEFT JOIN took ON took.member_id = m.id LEFT JOIN kept ON kept.member_id = m.id"
    " WHERE m.cooperative_id = :cooperative AND m.admitted_on <= :today"
    "   AND (m.left_on IS NULL OR m.left_on > :today)"
    "   AND (cast(:member AS uuid) IS NULL OR m.id = :member)"
    "   AND h.day > coalesce(took.last, '-infinity') AND h.day > coalesce(kept.last, '-infinity')"
    "   AND EXISTS (SELECT 1 FROM notices n WHERE n.assembly_id = ANY(h.ids) AND n.member_id = m.id"
    "     AND n.outcome IN ('sent', 'posted'))"
    "   AND NOT EXISTS (SELECT 1 FROM unnest(cast(:barred AS uuid[]), cast(:days AS date[]))"
    "     AS b(member, day) WHERE b.member = m.id AND b.day = h.day)"
    " GROUP BY m.id"
)
_LIST = text(
    f"SELECT * FROM ({_MISSED}) c ORDER BY many DESC, sort_key, id LIMIT cast(:most AS int) OFFSET :skip"
)
_COUNTS = text(f"SELECT many, count(*) FROM ({_MISSED}) c GROUP BY many ORDER BY many DESC")


@dataclass(frozen=True, slots=True)
class Misses:
    """A member of today and the days of the ordinary assemblies missed in a row, in order."""

    member: UUID
    number: int
    name: str
    days: tuple[date, ...]


def facts_of(uow: UnitOfWork, form: CompanyForm) -> dict[str, object]:
    """Give what the counts ask; members whose votes the law suspended that day are not counted."""
    base = {"cooperative": uow.tenant, "looked_at": LOOKED_AT}
    held = uow.session.connection().execute(_DAYS, base).all()
    barred = [(who, day) for _, day in held for who in suspended(uow.session, uow.tenant, form, day)]
    return {
        **base,
        "today": uow.today,
        "member": None,
        "barred": [who for who, _ in barred],
        "days": [day for _, day in barred],
    }


def misses(uow: UnitOfWork, facts: Mapping[str, object], *, skip: int, most: int) -> tuple[Misses, ...]:
    """List who missed the latest ordinary assemblies, the most in a row first; `facts` as `facts_of` gives.

    A second call is the same assembly as its first. Counted are members of that day, convened with
    proof, whose votes were not suspended; present at a distance, by proxy or by post is present.
    """
    asked = {**facts, "skip": skip, "most": most}
    return tuple(
        Misses(row.id, row.number, row.name, tuple(row.days))
        for row in uow.session.connection().execute(_LIST, asked)
    )


def misses_of(uow: UnitOfWork, form: CompanyForm, member: UUID) -> tuple[date, ...]:
    """Give the days of the assemblies one member missed in a row, in order; () for none."""
    asked = {**facts_of(uow, form), "member": member, "skip": 0, "most": 1}
    row = uow.session.connection().execute(_LIST, asked).one_or_none()
    return () if row is None else tuple(row.days)


def counts(uow: UnitOfWork, facts: Mapping[str, object]) -> dict[int, int]:
    """Count the members by how many assemblies they missed in a row, the most first."""
    rows = uow.session.connection().execute(_COUNTS, facts)
    return {int(many): int(members) for many, members in rows}


def steps(
    uow: UnitOfWork, members: Sequence[UUID]
) -> Mapping[UUID, list[tuple[MissedStepRow, LetterRow | None]]]:
    """Give all that was done about some members, oldest first, each step with its letter."""
    asked = (
        select(MissedStepRow, LetterRow)
        .outerjoin(LetterRow, col(LetterRow.id) == col(MissedStepRow.letter_id))
        .where(col(MissedStepRow.member_id).in_(members))
        .order_by(col(MissedStepRow.recorded_at), col(MissedStepRow.id))
    )
    found: dict[UUID, list[tuple[MissedStepRow, LetterRow | None]]] = {}
    for row, letter in uow.session.exec(asked):
        found.setdefault(row.member_id, []).append((row, letter))
    return found


def values(
    found: Sequence[tuple[MissedStepRow, LetterRow | None]], missed: Sequence[date]
) -> tuple[MissedStep, ...]:
    """Give the steps that concern these absences; one whose letter was refused did not happen."""
    since = missed[0] if missed else date.max
    kept = []
    for row, letter in found:
        kind = StepKind(row.kind)
        if letter is not None and kind is not StepKind.ENDED:
            if letter.outcome == LetterOutcome.REFUSED:
                continue
            on = letter.concluded_on if letter.outcome in PROVED else None
        else:
            on = row.on_day
        if on is None or on >= since:
            kept.append(MissedStep(kind, on, row.hearing_on))
    return tuple(kept)


_ADOPTED = text(
    "SELECT r.id, a.title, r.number, r.title AS resolution,"
    " (a.held_at AT TIME ZONE 'Europe/Paris')::date AS day FROM assemblies a"
    " JOIN resolutions r ON r.assembly_id = a.id JOIN polls p ON p.resolution_id = r.id"
    " JOIN results d ON d.poll_id = p.id WHERE a.cooperative_id = :cooperative AND a.kind = :kind"
    " AND a.stage IN ('closed', 'minuted') AND p.state = 'closed' AND p.contest IS NULL"
    " AND (d.result ->> 'adopted')::boolean"
    " AND (a.held_at AT TIME ZONE 'Europe/Paris')::date >= :since ORDER BY a.held_at DESC, r.number"
)


@dataclass(frozen=True, slots=True)
class AdoptedBy:
    """A resolution adopted by an assembly of one kind, held on `day`."""

    resolution: UUID
    assembly: str
    number: int
    title: str
    day: date


def adopted(uow: UnitOfWork, kind: str, since: date) -> tuple[AdoptedBy, ...]:
    """List the resolutions that assemblies of this kind adopted since a day, latest first."""
    rows = uow.session.connection().execute(
        _ADOPTED, {"cooperative": uow.tenant, "kind": kind, "since": since}
    )
    return tuple(AdoptedBy(r.id, r.title, r.number, r.resolution, r.day) for r in rows)
