"""The facts of minutes and attendance sheets, gathered from rows and frozen results.

A constant number of statements, whatever the number of members. The electors of the last poll
say who was registered where; without a poll, the members of the day do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, text
from sqlmodel import col, select

from governance.assembly.attendance_sheet import AttendanceSheetFacts, Participation, SheetCollege, SheetLine
from governance.assembly.electorate import Presence
from governance.assembly.minutes import (
    CollegeAttendance,
    ElectionNames,
    MinutesFacts,
    QuorumCheck,
    VotedResolution,
)
from governance.assembly.papers import AgendaItem, Officer
from governance.assembly.stages import Stage
from governance.bylaws.rules import Rules, read_rules
from governance.errors import Refused
from governance.store import preparation
from governance.store.assemblies import AssemblyRow, AttachmentRow, ResolutionRow
from governance.store.counting import sheet_of
from governance.store.elections import ContestRow, contest_row, persons_of
from governance.store.minutes_remarks import (
    OUTSIDER,
    SHARED,
    holder_words,
    participation_remarks,
    rule_words,
    set_aside,
    source_words,
)
from governance.store.non_voters import beside_lines
from governance.store.notice_facts import PROPOSERS, convening, identity, meeting
from governance.store.polls import PollRow, ResultRow
from governance.store.presence import FIRST, IS_MEMBER
from governance.store.questions import question_remarks
from governance.store.representing import representative_in
from governance.store.ties import suspended
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.cautions import cautions
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.lot import pledge_of
from governance.vote.elections.outcome import read_election
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.explanation import explain
from governance.vote.methods import ELECTIONS
from governance.vote.result import read_result
from governance.vote.sheet import read_sheet
from governance.vote.tally import count

_ROLL_FROZEN = (
    "SELECT member_id AS id, college, entitled OR interested AS entitled, person_id AS same_as"
    " FROM electors WHERE poll_id = :poll"
)
_ROLL_OF_DAY = (
    "SELECT m.id, m.college, NOT m.id = ANY(cast(:barred AS uuid[])) AS entitled, m.same_as FROM members m"
    f" WHERE m.cooperative_id = :cooperative AND {IS_MEMBER}"
)
_HEADS = (
    "WITH m AS (SELECT r.*, a.mode FROM ({roll}) r"
    " LEFT JOIN attendance a ON a.member_id = r.id AND a.assembly_id = :assembly WHERE r.entitled)"
    " SELECT a.college, count(*) AS registered, count(*) FILTER (WHERE a.mode = 'room') AS present,"
    " count(*) FILTER (WHERE a.mode = 'remote') AS remote,"
    " count(*) FILTER (WHERE a.mode IN ('proxy', 'blank', 'outsider')) AS represented,"
    " count(*) FILTER (WHERE a.mode = 'postal') AS postal,"
    " count(*) FILTER (WHERE a.same_as IS NOT NULL AND EXISTS (SELECT 1 FROM m t WHERE {first})) AS again,"
    " count(*) FILTER (WHERE a.same_as IS NOT NULL AND a.mode IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM m t WHERE t.mode IS NOT NULL AND ({first}))) AS present_again"
    " FROM m a GROUP BY a.college"
)
_LINES = (
    "SELECT r.id, r.college, r.entitled, m.kind, m.name, m.first_name, m.number,"
    f" {representative_in('cast(:day AS date)', ':assembly')} AS representative,"
    " m.address, trim(m.postcode || ' ' || m.city) AS town, coalesce(s.shares, 0) AS shares, a.mode,"
    " trim(h.first_name || ' ' || h.name) AS holder, q.principals,"
    f" {SHARED} AS shared, {OUTSIDER} AS outsider,"
    " CASE WHEN a.mode = 'remote' AND EXISTS (SELECT 1 FROM capacities k WHERE k.member_id = m.id"
    " AND k.account_id = a.recorded_by) THEN a.arrived_at END AS signed_at"
    " FROM ({roll}) r JOIN members m ON m.id = r.id"
    " {join} JOIN attendance a ON a.member_id = r.id AND a.assembly_id = :assembly"
    " LEFT JOIN members h ON h.id = a.holder_id"
    " LEFT JOIN (SELECT z.holder_id, array_agg(trim(p.first_name || ' ' || p.name) ORDER BY p.sort_key, p.id)"
    " AS principals FROM attendance z JOIN members p ON p.id = z.member_id"
    " WHERE z.assembly_id = :assembly AND z.holder_id IS NOT NULL GROUP BY z.holder_id) q"
    " ON q.holder_id = r.id"
    " LEFT JOIN (SELECT member_id, sum(shares) AS shares FROM share_movements"
    " WHERE cooperative_id = :cooperative AND moved_on <= :day GROUP BY member_id) s ON s.member_id = r.id"
    " ORDER BY m.sort_key, m.id"
)
NOT_VOTED = "Cette résolution n’a pas été mise aux voix."
ANNULLED = "Le scrutin n° {number} a été annulé, ses bulletins ne sont pas comptés. Motif : {reason}"
MODES = {
    "room": Participation.PRESENT,
    "remote": Participation.REMOTE,
    "proxy": Participation.REPRESENTED,
    "postal": Participation.POSTAL,
    "blank": Participation.REPRESENTED,
    "outsider": Participation.REPRESENTED,
}


Heads = tuple[int, int, int, int, int, int, int]
"""Registered who may vote, present in the room, at a distance, represented, by post; counted elsewhere."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The minutes as the rows tell them, and the rules that applied to the meeting."""

    facts: MinutesFacts
    rules: Rules


@dataclass(frozen=True, slots=True)
class _Poll:
    resolution: UUID
    number: int
    state: str
    reason: str
    rules: dict[str, Any]
    sheet: dict[str, Any] | None
    result: dict[str, Any] | None
    method: str
    round: int
    names: dict[str, Any] | None
    lot: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Roll:
    """Which electors a meeting had: a statement, and what it asks for."""

    sql: str
    facts: dict[str, object]


def gathered(uow: UnitOfWork, row: AssemblyRow) -> Gathered:
    """Gather the minutes of an assembly, with no word of the secretary's. Raises NoBylaws."""
    in_force = preparation.rules_of(uow, row)
    polls = _polls(uow, row.id)
    rules = read_rules(polls[-1].rules) if polls else in_force.rules
    electorate = _electorate(uow, _roll(uow, row), row.id)
    items = preparation.items(uow.session, row.id)
    facts = MinutesFacts(
        cooperative=identity(uow, in_force.bylaws, preparation.held_on(row)),
        meeting=meeting(row),
        convening=convening(uow, row, in_force),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        chair=Officer(row.chair) if row.chair else None,
        tellers=tuple(Officer(name) for name in row.tellers),
        secretary=Officer(row.secretary) if row.secretary else None,
        attendance=_attendance(rules, electorate),
        quorum=_quorum(rules, electorate),
        papers=("Feuille de présence", *_papers(uow, row.id)),
        agenda=tuple(AgendaItem(i.position, i.title, _proposer(i)) for i in items),
        resolutions=tuple(
            voted for item in items if item.number is not None for voted in _resolution(uow, item, polls)
        ),
        members_listed=True,
        remarks=(*participation_remarks(uow, row), *question_remarks(uow, row.id)),
    )
    return Gathered(facts, rules)


def attendance_facts(
    uow: UnitOfWork, row: AssemblyRow, minutes: MinutesFacts | None = None
) -> AttendanceSheetFacts:
    """Gather the attendance sheet: blank to sign before the meeting, then who took part.

    `minutes` gives the officers that the minutes name. Raises NoBylaws.
    """
    in_force = preparation.rules_of(uow, row)
    roll, expected = _roll(uow, row), row.stage in (Stage.DRAFT, Stage.CONVENED)
    statement = _LINES.format(roll=roll.sql, join="LEFT" if expected else "INNER")
    found = uow.session.connection().execute(text(statement), {**roll.facts, "assembly": row.id})
    colleges = in_force.rules.colleges
    single = colleges[0].id if len(colleges) == 1 else None
    barred = suspended(uow.session, uow.tenant, in_force.rules.form, _day(row.held_at))
    lines: dict[str, list[SheetLine]] = {college.id: [] for college in colleges}
    for line in found:
        lines.setdefault(single or line.college, []).append(_line(line, barred, expected=expected))
    heads = {} if expected else _electorate(uow, roll, row.id)
    names = {college.id: college.name for college in colleges}
    merged = _registered(heads, single)
    officers = minutes or gathered(uow, row).facts
    return AttendanceSheetFacts(
        cooperative=officers.cooperative,
        meeting=officers.meeting,
        colleges=tuple(
            SheetCollege(
                key, names.get(key, key), tuple(own), None if expected else merged.get(key, len(own))
            )
            for key, own in lines.items()
        ),
        chair=officers.chair,
        tellers=officers.tellers,
        secretary=officers.secretary,
        postal_forms_annexed=sum(
            line.participation is Participation.POSTAL for own in lines.values() for line in own
        ),
        beside=beside_lines(uow, row.id),
    )


def _registered(heads: dict[str, Heads], single: str | None) -> dict[str, int]:
    if single is not None:
        return {single: sum(found[0] for found in heads.values())}
    return {college: found[0] for college, found in heads.items()}


def _line(
    found: Any,  # noqa: ANN401 - a row of SQLAlchemy
    barred: Mapping[UUID, Refused],
    *,
    expected: bool,
) -> SheetLine:
    person = found.kind == "person"
    return SheetLine(
        surname=found.name,
        first_name=found.first_name if person else "",
        address=tuple(part for part in (*found.address.splitlines(), found.town) if part),
        representative="" if person else found.representative,
        number=str(found.number),
        shares=int(found.shares),
        votes=int(found.entitled),
        participation=Participation.EXPECTED if expected else MODES[found.mode],
        holder=holder_words(found),
        principals=tuple(found.principals or ()),
        signed_at=found.signed_at,
        suspended=str(barred[found.id].source or "") if found.id in barred else "",
    )


def _roll(uow: UnitOfWork, row: AssemblyRow) -> _Roll:
    same = col(ContestRow.resolution_id) == col(PollRow.resolution_id)
    last = (
        select(PollRow.id)
        .outerjoin(ContestRow, same)
        .where(PollRow.assembly_id == row.id, func.coalesce(ContestRow.college, "") == "")
        .where(
            or_(col(PollRow.contest).is_not(None), col(PollRow.round) == 1)
        )  # a second round calls some only
        .order_by(col(PollRow.number).desc())
        .limit(1)
    )
    poll = uow.session.exec(last).one_or_none()
    day = _day(row.held_at)
    form = preparation.rules_of(uow, row).rules.form
    barred = list(suspended(uow.session, uow.tenant, form, day))
    facts: dict[str, object] = {"cooperative": uow.tenant, "day": day, "poll": poll, "barred": barred}
    return _Roll(_ROLL_OF_DAY if poll is None else _ROLL_FROZEN, facts)


def _electorate(uow: UnitOfWork, roll: _Roll, assembly: UUID) -> dict[str, Heads]:
    asked = text(_HEADS.format(roll=roll.sql, first=FIRST.replace("m.", "a.")))
    found = uow.session.connection().execute(asked, {**roll.facts, "assembly": assembly})
    return {row[0]: (row[1], row[2], row[3], row[4], row[5], row[6], row[7]) for row in found}


def _attendance(rules: Rules, electorate: dict[str, Heads]) -> tuple[CollegeAttendance, ...]:
    single = len(rules.colleges) == 1
    rows = []
    for college in rules.colleges:
        heads = list(electorate.values()) if single else [electorate.get(college.id, (0,) * 7)]
        registered, room, remote, proxy, by_post = (sum(found[at] for found in heads) for at in range(5))
        points = None if single else college.points
        rows.append(
            CollegeAttendance(college.id, college.name, registered, room, remote, proxy, by_post, points)
        )
    return tuple(rows)


def _quorum(rules: Rules, electorate: dict[str, Heads]) -> tuple[QuorumCheck, ...]:
    present = {
        college: Presence(found[0], found[0], sum(found[1:5]), *found[5:])
        for college, found in electorate.items()
    }
    measured = count(sheet_of(rules, present, {})).quorum
    return tuple(
        QuorumCheck(str(got.of), got.part, got.got, reached=got.reached, source=source_words(rule.source))
        for rule, got in zip(rules.quorum, measured, strict=True)
    )


def _papers(uow: UnitOfWork, assembly: UUID) -> Sequence[str]:
    titles = select(AttachmentRow.title).where(AttachmentRow.assembly_id == assembly)
    return uow.session.exec(titles.order_by(col(AttachmentRow.title))).all()


def _polls(uow: UnitOfWork, assembly: UUID) -> list[_Poll]:
    rows = uow.session.exec(
        select(PollRow, ResultRow)
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id), isouter=True)
        .where(PollRow.assembly_id == assembly)
        .order_by(col(PollRow.number))
    )
    return [
        _Poll(
            poll.resolution_id,
            poll.number,
            poll.state,
            poll.reason,
            poll.rules,
            declared.sheet if declared else None,
            declared.result if declared else None,
            poll.method,
            poll.round,
            poll.names,
            poll.lot,
        )
        for poll, declared in rows
    ]


def _proposer(item: ResolutionRow) -> str:
    return PROPOSERS.get(item.proposed_by, "")


def _resolution(uow: UnitOfWork, item: ResolutionRow, polls: list[_Poll]) -> list[VotedResolution]:
    """Give what became of an item: one part for each of its rounds."""
    own = [poll for poll in polls if poll.resolution == item.id]
    rounds = [poll for poll in own if poll.state == "closed" and poll.names is not None]
    if rounds:
        row = contest_row(uow.session, item.id)
        persons = persons_of(uow.session, [item.id])
        return [_round(item, poll, row, own if poll is rounds[0] else [], persons) for poll in rounds]
    counted = [poll for poll in own if poll.state == "closed" and poll.sheet and poll.result]
    said = [
        ANNULLED.format(number=poll.number, reason=poll.reason) for poll in own if poll.state == "annulled"
    ]
    base = VotedResolution(item.number or 0, item.title, item.text, proposed_by=_proposer(item))
    if not counted:
        return [replace(base, outcome=" ".join([*said, NOT_VOTED]))]
    first, *later = [_voted(base, poll) for poll in counted]
    return [replace(first, outcome=" ".join(said)), *later]


def _voted(base: VotedResolution, poll: _Poll) -> VotedResolution:
    """Give one round of a resolution that was counted."""
    sheet, result = read_sheet(poll.sheet), read_result(poll.result or {})
    warned = [sentence for _, sentence in cautions(sheet, result)]
    rules = read_rules(poll.rules)
    aside = set_aside(sheet, rules)
    return replace(
        base,
        title=base.title if poll.round == 1 else f"{base.title} (tour {poll.round})",
        rule=rule_words(rules),
        sheet=poll.sheet,
        result=poll.result,
        explanation=(*aside, *explain(sheet, result), *warned),
        interested=bool(aside),
    )


def _round(
    item: ResolutionRow,
    poll: _Poll,
    contest: ContestRow | None,
    own: list[_Poll],
    persons: Mapping[str, tuple[str, ...]],
) -> VotedResolution:
    """Give one round of an election; what was annulled is said with the first."""
    names = {str(option): str(name) for option, name in (poll.names or {}).items()}
    title = item.title if poll.round == 1 else f"{item.title} (tour {poll.round})"
    base = VotedResolution(item.number or 0, title, item.text, proposed_by=_proposer(item))
    if poll.sheet is None or poll.result is None:
        return base
    sheet, result = read_election_sheet(poll.sheet, ELECTIONS), read_election(poll.result)
    office, years = (contest.office, contest.years) if contest else ("", None)
    pledge = pledge_of(poll.lot["secret"]) if poll.lot else ""
    aside = set_aside(sheet.poll, read_rules(poll.rules))
    said = explain_election(sheet, result, ELECTIONS[poll.method], names, persons=persons)
    return replace(
        base,
        sheet=poll.sheet,
        result=poll.result,
        explanation=(*aside, *said),
        interested=bool(aside),
        outcome=" ".join(
            ANNULLED.format(number=one.number, reason=one.reason) for one in own if one.state == "annulled"
        ),
        election=ElectionNames(names, office, years, pledge, persons),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(PARIS).date()
