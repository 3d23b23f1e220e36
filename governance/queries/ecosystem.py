"""The ecosystem around the cooperative: structures on one day, filtered, drawn, mapped and listed."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import Row, text

from governance.actors import Actor, Role
from governance.queries.groups import GroupTie, group_ties
from governance.register.departments import Department, department_of
from governance.register.ecosystem import (
    DRAWN,
    PERSONAL,
    Bond,
    Cluster,
    EcosystemAsked,
    Neighbour,
    Order,
    by_department,
    clusters,
    sorted_as,
)
from governance.register.names import sort_key
from governance.register.ties import Origin, StructureForm
from governance.store.in_force import bylaws_in_force
from governance.store.unit_of_work import UnitOfWork

OFFICE: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)
FIRST_YEAR: Final = 1900
PAGE: Final = 8
NOTHING: Final = EcosystemAsked()


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked: what has a structure that day, and years since the first. Colleges: id and name."""

    departments: tuple[Department, ...]
    elsewhere: bool
    trades: tuple[str, ...]
    years: tuple[int, ...]
    links: tuple[Bond, ...]
    colleges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """The structures kept on `day`. `drawn` are at most 60, else `clusters` stand for them; `listed` a page.

    `drawn` are in the order of the list, a page of which holds PAGE structures: short enough for a phone.

    `by_department` counts what every other filter keeps, whatever the territory asked, so that the map
    leads from one to the next. `groups` are those of the cooperative today, for the office, when nothing
    is filtered. `office` tells whether names of people and figures of capital are told.
    """

    day: date
    asked: EcosystemAsked
    office: bool
    total: int
    known: int
    drawn: tuple[Neighbour, ...]
    clusters: tuple[Cluster, ...]
    listed: tuple[Neighbour, ...]
    page: int
    pages: int
    by_department: dict[str, int]
    choices: Choices
    groups: tuple[GroupTie, ...]


_THERE = text(
    "SELECT m.id, m.number, m.name, m.sort_key, m.postcode, m.city, m.admitted_on, m.representative,"
    " coalesce(s.trade, '') AS trade, m.college, s.form, s.origin,"
    " (SELECT coalesce(sum(v.shares), 0)::bigint FROM share_movements v"
    "  WHERE v.member_id = m.id AND v.moved_on <= :day) AS shares,"
    " ARRAY(SELECT t.part FROM ties t WHERE t.member_id = m.id AND t.kind = 'holding'"
    "  AND t.since <= :day AND (t.until IS NULL OR t.until > :day)) AS parts,"
    " EXISTS (SELECT 1 FROM ties t WHERE t.member_id = m.id AND t.kind = 'control'"
    "  AND t.since <= :day AND (t.until IS NULL OR t.until > :day)) AS controlled,"
    " ARRAY(SELECT c.name FROM service_uses u JOIN services c ON c.id = u.service_id"
    "  WHERE u.member_id = m.id AND u.since <= :day AND (u.until IS NULL OR u.until > :day)"
    "  ORDER BY c.name) AS services,"
    " x.id AS exit, coalesce(a.name, '') AS activity,"
    " ARRAY(SELECT h.name FROM hosted h WHERE h.activity_id = x.activity_id"
    "  ORDER BY h.contract_from, h.name) AS founders,"
    " ARRAY(SELECT d.holder FROM mandates d WHERE d.member_id = m.id AND d.rank = 0 AND d.since <= :day"
    "  AND (coalesce(d.ended_on, d.until) IS NULL OR coalesce(d.ended_on, d.until) >= :day)"
    "  ORDER BY d.since) AS holders,"
    " ARRAY(SELECT g.title FROM agreements g WHERE g.member_id = m.id AND g.rank = 0"
    "  AND g.signed_on IS NOT NULL AND g.starts_on <= :day AND (g.ended_on IS NULL OR g.ended_on >= :day)"
    "  AND (g.renewal <> 'none' OR g.ends_on IS NULL OR g.ends_on >= :day)"
    "  ORDER BY g.starts_on) AS agreements"
    " FROM members m LEFT JOIN structures s ON s.member_id = m.id"
    " LEFT JOIN exits x ON x.structure_id = m.id AND x.left_on <= :day"
    " LEFT JOIN activities a ON a.id = x.activity_id"
    " WHERE m.cooperative_id = :cooperative AND m.kind = 'organisation' AND m.admitted_on <= :day"
    " AND (m.left_on IS NULL OR m.left_on > :day) ORDER BY m.sort_key, m.id"
)
_FIRST = text(
    "SELECT min(admitted_on) FROM members WHERE cooperative_id = :cooperative AND kind = 'organisation'"
)


def ecosystem(
    uow: UnitOfWork, actor: Actor, asked: EcosystemAsked, *, year: int | None = None, page: int = 1
) -> Ecosystem:
    """Show who is tied to whom today, or on 31 December of `year`. A few statements, always the same.

    A member and a teller read public facts only (see Neighbour.seen_by_all): a filter on ties that
    name people is then no filter.
    """
    office = actor.holds(*OFFICE)
    day = uow.today if year is None or year >= uow.today.year else date(max(year, FIRST_YEAR), 12, 31)
    if asked.link in PERSONAL and not office:
        asked = replace(asked, link=None)
    around = _around(uow, day, office=office)
    groups = tuple(one for one in group_ties(uow) if one.in_force)
    anywhere = replace(asked, territory="")
    kept = sorted_as((one for one in around if asked.keeps(one)), asked.order)
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(page, 1), pages)
    return Ecosystem(
        day=day,
        asked=asked,
        office=office,
        total=len(kept),
        known=len(around),
        drawn=tuple(kept) if len(kept) <= DRAWN else (),
        clusters=clusters(kept, asked) if len(kept) > DRAWN else (),
        listed=tuple(kept[(page - 1) * PAGE : page * PAGE]),
        page=page,
        pages=pages,
        by_department=by_department(one for one in around if anywhere.keeps(one)),
        choices=_choices(uow, around, office=office),
        groups=groups if office and day == uow.today and replace(asked, order=Order.NAME) == NOTHING else (),
    )


def _around(uow: UnitOfWork, day: date, *, office: bool) -> list[Neighbour]:
    rows = uow.session.connection().execute(_THERE, {"day": day, "cooperative": uow.tenant})
    found = [_neighbour(row, now=day == uow.today) for row in rows]
    return found if office else [one.seen_by_all() for one in found]


def _neighbour(row: Row[Any], *, now: bool) -> Neighbour:
    """Make the value of a row. Without a mandate, the register tells who represents it, but only today."""
    held = sum((Fraction(part) for part in row.parts), Fraction(0))
    people = tuple(row.holders) or ((row.representative,) if row.representative and now else ())
    there = {
        Bond.SHARES: row.shares > 0,
        Bond.HELD: held > 0,
        Bond.CONTROL: row.controlled,
        Bond.SERVICES: bool(row.services),
        Bond.BORN: bool(row.activity),
        Bond.FOUNDED: bool(row.founders),
        Bond.REPRESENTED: bool(people),
        Bond.AGREEMENT: bool(row.agreements),
    }
    return Neighbour(
        member=row.id,
        number=row.number,
        name=row.name,
        sort_key=row.sort_key,
        department=department_of(row.postcode),
        city=row.city,
        trade=row.trade,
        college=row.college,
        form=StructureForm(row.form) if row.form else None,
        origin=Origin(row.origin) if row.origin else None,
        admitted_on=row.admitted_on,
        links=tuple(link for link in Bond if there[link]),
        shares=row.shares,
        held=held,
        services=tuple(row.services),
        activity=row.activity,
        exit=row.exit,
        founders=tuple(row.founders),
        representatives=people,
        agreements=tuple(row.agreements),
    )


def _choices(uow: UnitOfWork, around: list[Neighbour], *, office: bool) -> Choices:
    first = uow.session.connection().execute(_FIRST, {"cooperative": uow.tenant}).scalar_one()
    names = {one.id: one.name for one in bylaws_in_force(uow.session, uow.today)[1].colleges.items}
    here = {one.department.code: one.department for one in around if one.department}
    trades = {one.trade.casefold(): one.trade for one in around if one.trade}.values()
    oldest = uow.today.year if first is None else max(first.year, uow.today.year - 30)
    return Choices(
        departments=tuple(here[code] for code in sorted(here)),
        elsewhere=any(one.department is None for one in around),
        trades=tuple(sorted(trades, key=sort_key)),
        years=tuple(range(uow.today.year - 1, oldest - 1, -1)),
        links=tuple(link for link in Bond if office or link not in PERSONAL),
        colleges=tuple((one, names.get(one, one)) for one in sorted({one.college for one in around} - {""})),
    )
