"""The figures of the structures around the cooperative, through the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import col, select

from governance.actors import Actor
from governance.queries.ecosystem import OFFICE
from governance.register.contributions import ContributionRate, DeclaredBase, statement
from governance.register.ecosystem_figures import (
    PUBLIC,
    UNKNOWN,
    Figure,
    Measure,
    MeetingFigures,
    YearOfFigures,
    added,
    ratio,
)
from governance.register.members import MemberKind
from governance.store.contributions import ContributionRateRow, DeclaredBaseRow, base_of, counted, rate_of
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

MOST: Final = 15
"""The years that are shown, at most: the last ones."""


@dataclass(frozen=True, slots=True)
class EcosystemFigures:
    """The years, earliest first; assemblies and events past, latest first; `measures` are those one may read.

    `colleges` are those where an organisation sits, id and name; `college` the one asked, "" for all.
    """

    office: bool
    years: tuple[YearOfFigures, ...]
    assemblies: tuple[MeetingFigures, ...]
    events: tuple[MeetingFigures, ...]
    measures: tuple[Measure, ...]
    college: str
    colleges: tuple[tuple[str, str], ...]


_FIRST = text(
    "SELECT min(admitted_on), array_agg(DISTINCT college) FROM members m"
    " WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation'"
)
_YEARS = text(
    "WITH who AS (SELECT m.id, m.admitted_on, m.left_on FROM members m"
    "  WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation'"
    "  AND (cast(:college AS text) = '' OR m.college = :college))"
    " SELECT d.day,"
    " (SELECT count(*) FROM who LEFT JOIN structures s ON s.member_id = who.id"
    "  WHERE who.admitted_on <= d.day AND (who.left_on IS NULL OR who.left_on > d.day)"
    "  AND (s.ceased_on IS NULL OR s.ceased_on > d.day)) AS alive,"
    " (SELECT sum(v.shares)::bigint FROM share_movements v JOIN who ON who.id = v.member_id"
    "  WHERE v.moved_on <= d.day) AS shares,"
    " (SELECT sum(v.shares)::bigint FROM share_movements v WHERE v.cooperative_id = :cooperative"
    "  AND v.moved_on <= d.day) AS all_shares,"
    " h.known, h.held, h.priced, h.paid, j.halves, j.told"
    " FROM unnest(cast(:days AS date[])) AS d(day)"
    " CROSS JOIN LATERAL (SELECT count(*) AS known,"
    "  count(*) FILTER (WHERE t.until IS NULL OR t.until > d.day) AS held,"
    "  count(t.price) FILTER (WHERE t.until IS NULL OR t.until > d.day) AS priced,"
    "  sum(t.price) FILTER (WHERE t.until IS NULL OR t.until > d.day)::bigint AS paid"
    "  FROM ties t JOIN who ON who.id = t.member_id WHERE t.kind = 'holding' AND t.since <= d.day) h"
    " CROSS JOIN LATERAL (SELECT count(*) AS told, sum(CASE WHEN l.jobs LIKE '%/2'"
    "   THEN split_part(l.jobs, '/', 1)::bigint ELSE 2 * l.jobs::bigint END)::bigint AS halves"
    "  FROM (SELECT DISTINCT ON (o.member_id) o.jobs FROM structure_jobs o JOIN who ON who.id = o.member_id"
    "   WHERE o.year = extract(year FROM d.day) AND who.admitted_on <= d.day"
    "   AND (who.left_on IS NULL OR who.left_on > d.day) ORDER BY o.member_id, o.line DESC) l) j"
    " ORDER BY d.day"
)
_ASSEMBLIES = text(
    "WITH who AS (SELECT m.id, m.admitted_on, m.left_on FROM members m"
    "  WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation'"
    "  AND (cast(:college AS text) = '' OR m.college = :college))"
    " SELECT a.title, d.day,"
    " (SELECT count(*) FROM who WHERE who.admitted_on <= d.day"
    "  AND (who.left_on IS NULL OR who.left_on > d.day)) AS members,"
    " (SELECT count(*) FROM attendance p JOIN who ON who.id = p.member_id"
    "  WHERE p.assembly_id = a.id) AS present,"
    " (SELECT count(*) FROM polls q JOIN electors e ON e.poll_id = q.id JOIN who ON who.id = e.member_id"
    "  WHERE q.assembly_id = a.id AND q.state = 'closed' AND e.entitled AND NOT e.interested) AS rights,"
    " (SELECT count(*) FROM polls q JOIN ballots b ON b.poll_id = q.id JOIN who ON who.id = b.member_id"
    "  WHERE q.assembly_id = a.id AND q.state = 'closed') AS cast_there"
    " FROM assemblies a CROSS JOIN LATERAL (SELECT (a.held_at AT TIME ZONE 'Europe/Paris')::date AS day) d"
    " WHERE a.cooperative_id = :cooperative AND a.stage IN ('closed', 'minuted') AND d.day >= :since"
    " ORDER BY a.held_at DESC, a.id"
)
_EVENTS = text(
    "SELECT e.title, (e.starts_at AT TIME ZONE 'Europe/Paris')::date AS day,"
    " count(*) AS members, count(i.came) AS present"
    " FROM events e JOIN event_invitations i ON i.event_id = e.id JOIN members m ON m.id = i.member_id"
    " WHERE e.cooperative_id = :cooperative AND e.state = 'over' AND e.kind <> 'assembly'"
    " AND m.kind = 'organisation' AND (cast(:college AS text) = '' OR m.college = :college)"
    " AND e.starts_at >= cast(:since AS date)"
    " GROUP BY e.id, e.title, e.starts_at ORDER BY e.starts_at DESC, e.id"
)


def ecosystem_figures(uow: UnitOfWork, actor: Actor, college: str = "") -> EcosystemFigures:
    """Show the figures of the last years. The same few statements whatever there is to count.

    Who may read amounts is the office; a member and a teller read PUBLIC measures only.
    """
    office = actor.holds(*OFFICE)
    connection = uow.session.connection()
    first, known = connection.execute(_FIRST, {"cooperative": uow.tenant}).one()
    names = {one.id: one.name for one in bylaws_in_force(uow.session, uow.today)[1].colleges.items}
    colleges = tuple((one, names.get(one, one)) for one in sorted(known or ()) if one)
    college = college if college in dict(colleges) else ""
    last = uow.today.year
    days = [
        min(date(year, 12, 31), uow.today)
        for year in range(max(first.year if first else last, last - MOST + 1), last + 1)
    ]
    who = {"cooperative": uow.tenant, "college": college}
    rows = connection.execute(_YEARS, {**who, "days": days}).all()
    since = date(days[0].year, 1, 1)
    assemblies = [_assembly(row) for row in connection.execute(_ASSEMBLIES, {**who, "since": since})]
    events = [_event(row) for row in connection.execute(_EVENTS, {**who, "since": since})]
    owed = _owed(uow, college)
    measures = tuple(one for one in Measure if office or one in PUBLIC)
    return EcosystemFigures(
        office=office,
        years=tuple(
            YearOfFigures(
                row.day.year,
                row.day,
                row.day.year == last,
                {
                    one: figure
                    for one, figure in _year(row, owed, assemblies, events).items()
                    if one in measures
                },
            )
            for row in rows
            if first
        ),
        assemblies=tuple(assemblies) if first else (),
        events=tuple(events),
        measures=measures,
        college=college,
        colleges=colleges,
    )


def _year(
    row: Row[Any],
    owed: Mapping[int, Figure],
    assemblies: Sequence[MeetingFigures],
    events: Sequence[MeetingFigures],
) -> dict[Measure, Figure]:
    held = [one for one in assemblies if one.on.year == row.day.year]
    alive = row.alive or None
    return {
        Measure.STRUCTURES: Figure(Fraction(row.alive)),
        Measure.JOBS: Figure(Fraction(row.halves, 2), alive, row.told) if row.told else UNKNOWN,
        Measure.SHARES: Figure(Fraction(row.shares or 0), row.all_shares) if row.all_shares else UNKNOWN,
        Measure.INVESTED: (
            Figure(Fraction(row.paid or 0), row.held, row.priced)
            if row.known and (row.priced or not row.held)
            else UNKNOWN
        ),
        Measure.CONTRIBUTION: owed.get(row.day.year, UNKNOWN),
        Measure.PRESENCE: added([one.presence for one in held]),
        Measure.TURNOUT: added([one.turnout for one in held]),
        Measure.SEMINARS: added([one.presence for one in events if one.on.year == row.day.year]),
    }


def _assembly(row: Row[Any]) -> MeetingFigures:
    return MeetingFigures(
        row.title, row.day, ratio(row.present, row.members), ratio(row.cast_there, row.rights)
    )


def _event(row: Row[Any]) -> MeetingFigures:
    return MeetingFigures(row.title, row.day, ratio(row.present, row.members), None)


def _owed(uow: UnitOfWork, college: str) -> dict[int, Figure]:
    """Add up what structures owe each year, as their statements say; `told` counts those who declared."""
    rates: dict[UUID, list[ContributionRate]] = {}
    bases: dict[UUID, list[DeclaredBase]] = {}
    kept = select(MemberRow.id).where(
        MemberRow.cooperative_id == uow.tenant,
        MemberRow.kind == MemberKind.ORGANISATION.value,
        *([MemberRow.college == college] if college else []),
    )
    for rate in uow.session.exec(
        select(ContributionRateRow).where(col(ContributionRateRow.member_id).in_(kept))
    ):
        if rate.member_id:
            rates.setdefault(rate.member_id, []).append(rate_of(rate))
    asked = select(DeclaredBaseRow).where(col(DeclaredBaseRow.member_id).in_(kept))
    for base in counted(uow.session.exec(asked))[0]:
        bases.setdefault(base.member_id, []).append(base_of(base))
    found: dict[int, Figure] = {}
    for member, declared in bases.items():
        for year in {one.starts_on.year for one in declared}:
            made = statement(year, rates.get(member, ()), declared)
            if any(line.owed is not None for line in made.lines):
                before = found.get(year, Figure(Fraction(0), None, 0))
                found[year] = Figure((before.value or Fraction(0)) + made.owed, None, (before.told or 0) + 1)
    return found
