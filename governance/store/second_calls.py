"""What a second call takes from the first meeting: its items, its papers, its candidates, its proxies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, select

from governance.assembly.agenda import places
from governance.assembly.proxy_caps import HeldProxy, within_caps
from governance.assembly.second_call import Missed, PreviousDays, may_be_put_back, missed_by
from governance.bylaws.rules import Rules
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import preparation, presence, proxies
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.base import TenantRow
from governance.store.counting import sheet_of
from governance.store.elections import candidates_of, contest_row
from governance.store.in_force import InForce
from governance.store.polls import PollRow, ResultRow
from governance.store.presence import IS_MEMBER
from governance.store.ties import suspended
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.outcome import ElectionState
from governance.vote.tally import count

RowT = TypeVar("RowT", bound=TenantRow)

_COPY_PAPERS = text(
    "INSERT INTO attachments (id, cooperative_id, assembly_id, resolution_id, nature, title, filename,"
    " media_type, content, size, sha256, added_at)"
    " SELECT gen_random_uuid(), a.cooperative_id, :second, n.item, a.nature, a.title, a.filename,"
    " a.media_type, a.content, a.size, a.sha256, :at FROM attachments a"
    " LEFT JOIN unnest(cast(:before AS uuid[]), cast(:after AS uuid[])) AS n(old, item)"
    " ON n.old = a.resolution_id WHERE a.assembly_id = :first"
)
_LEFT_BY_FIRST = text(
    "SELECT x.id, coalesce(h.id::text, lower(x.outsider)), p.college, coalesce(h.college, ''),"
    " x.outsider IS NOT NULL FROM proxies x"
    " JOIN members p ON p.id = x.principal_id"
    " LEFT JOIN members h ON h.id = x.holder_id AND x.shared_at IS NULL"
    " WHERE x.assembly_id = :first AND x.ended_at IS NULL"
    " AND (SELECT count(*) FROM members m WHERE m.id IN (p.id, h.id)"
    f" AND m.cooperative_id = :cooperative AND {IS_MEMBER}) = 1 + (h.id IS NOT NULL)::int"
    " ORDER BY x.given_at, x.id"
)
_KEEP_PROXIES = text(
    "INSERT INTO proxies (id, cooperative_id, assembly_id, principal_id, holder_id, given_at, recorded_by,"
    " outsider, outsider_quality)"
    " SELECT gen_random_uuid(), x.cooperative_id, :second, x.principal_id,"
    " CASE WHEN x.shared_at IS NULL THEN x.holder_id END, x.given_at, x.recorded_by,"
    " x.outsider, x.outsider_quality"
    " FROM proxies x WHERE x.id = ANY(cast(:kept AS uuid[]))"
)


def second_call_of(session: Session, first: UUID) -> UUID | None:
    """Find the second call of a meeting, one given up aside."""
    asked = select(AssemblyRow.id).where(AssemblyRow.second_of == first, AssemblyRow.stage != "cancelled")
    return session.exec(asked).one_or_none()


def left_to_decide(
    session: Session, items: Sequence[ResolutionRow], assembly: UUID, missed: Missed
) -> list[ResolutionRow]:
    """List the items to vote on that no poll validly decided, in order.

    A poll without quorum decided nothing; where the majority was missed, nor did a rejection.
    """
    asked = (
        select(PollRow.resolution_id, ResultRow.result)
        .join(ResultRow, ResultRow.poll_id == PollRow.id)  # type: ignore[arg-type]
        .where(PollRow.assembly_id == assembly, PollRow.state == "closed")
    )
    decided = {item for item, result in session.exec(asked) if _decides(result, missed)}
    return [item for item in items if item.voted and item.id not in decided]


def _decides(result: Mapping[str, Any], missed: Missed) -> bool:
    if "state" in result:
        return str(result["state"]) != ElectionState.NO_QUORUM
    if result.get("again") or not all(condition["reached"] for condition in result["quorum"]):
        return False
    return bool(result["adopted"]) or missed is Missed.QUORUM


@dataclass(frozen=True, slots=True)
class CopiedAgenda:
    """What of the first meeting became what of the second: items, and options of its elections."""

    items: Mapping[UUID, UUID]
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many proxies serve the second meeting, and how many its caps leave out."""

    proxies: int
    left_out: int


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """What became of a meeting: what it missed, if anything, and what is left to decide.

    `may_follow` tells whether another may follow it: after a first call, or a second put back.
    `before` is what comes before that one.
    """

    row: AssemblyRow
    in_force: InForce
    before: PreviousDays
    may_follow: bool
    missed: Missed
    lacked: bool
    left: tuple[ResolutionRow, ...]
    again: UUID | None


def first_meeting(uow: UnitOfWork, row: AssemblyRow) -> FirstMeeting:
    """Read what a closed meeting missed. Its quorum is measured on who was there at the close."""
    in_force = preparation.rules_of(uow, row)
    missed = missed_by(in_force.rules.form, AssemblyKind(row.kind))
    items = preparation.items(uow.session, row.id)
    left = tuple(left_to_decide(uow.session, items, row.id, missed))
    lacked = bool(left) if missed is Missed.MAJORITY else _lacks_quorum(uow, row, in_force)
    again = second_call_of(uow.session, row.id)
    may_follow = Call(row.call) is Call.FIRST or _may_be_put_back(uow, row, in_force)
    return FirstMeeting(row, in_force, before_next(uow, row), may_follow, missed, lacked, left, again)


def before_next(uow: UnitOfWork, row: AssemblyRow) -> PreviousDays:
    """Give the days that bound the meeting that follows `row`: its second call, or itself put back."""
    held_on = preparation.held_on(row)
    if row.second_of is None:
        return PreviousDays(held_on)
    return PreviousDays(preparation.held_on(preparation.first_of(uow, row)), put_back_from=held_on)


def _may_be_put_back(uow: UnitOfWork, row: AssemblyRow, in_force: InForce) -> bool:
    kind, call = AssemblyKind(row.kind), Call(row.call)
    if preparation.was_put_back(uow, row):
        return False
    return may_be_put_back(in_force.rules.form, kind, call, preparation.held_on(row))


def _lacks_quorum(uow: UnitOfWork, row: AssemblyRow, in_force: InForce) -> bool:
    day = preparation.held_on(row)
    barred = suspended(uow.session, uow.tenant, in_force.rules.form, day)
    electorate = presence.in_the_room(uow.session, uow.tenant, row.id, day, barred)
    found = count(sheet_of(in_force.rules, electorate, {})).quorum
    return not all(condition.reached for condition in found)


def copy_agenda(session: Session, left: Sequence[ResolutionRow], second: AssemblyRow) -> CopiedAgenda:
    """Put the same items, with who stands, on the agenda of the second call."""
    rows = [_copied(item, assembly_id=second.id, position=0, number=None) for item in left]
    for row, place in zip(rows, places([(row.id, True) for row in rows]), strict=True):
        row.position, row.number = place.position, place.number
    session.add_all(rows)
    session.flush()  # contests and candidates refer to them
    options: dict[str, str] = {}
    for item, row in zip(left, rows, strict=True):
        contest = contest_row(session, item.id)
        if contest is not None:
            session.add(_copied(contest, resolution_id=row.id))
        for one in candidates_of(session, item.id):
            again = _copied(one, resolution_id=row.id)
            session.add(again)
            options[one.option] = again.option
    return CopiedAgenda({item.id: row.id for item, row in zip(left, rows, strict=True)}, options)


def copy_papers(session: Session, first: UUID, second: UUID, items: Mapping[UUID, UUID], at: datetime) -> int:
    """Lay the same papers before the second meeting; give how many."""
    facts = {"first": first, "second": second, "at": at, "before": list(items), "after": list(items.values())}
    return session.connection().execute(_COPY_PAPERS, facts).rowcount


def keep_proxies(session: Session, cooperative: UUID, first: UUID, second: UUID, rules: Rules) -> Kept:
    """Give the second meeting the proxies still in force between members of its day, within its caps.

    Those given first are kept first. A blank one that was shared is blank again.
    """
    facts = {"first": first, "cooperative": cooperative, "day": rules.day}
    left = [HeldProxy(*row) for row in session.connection().execute(_LEFT_BY_FIRST, facts)]
    kept = within_caps(left, rules, proxies.count_members(session, cooperative, rules.day))
    taken = {"second": second, "kept": [proxy.id for proxy in kept]}
    session.connection().execute(_KEEP_PROXIES, taken)
    return Kept(len(kept), len(left) - len(kept))


def _copied(row: RowT, **changed: object) -> RowT:
    values = {name: value for name, value in row.model_dump().items() if name != "id"}
    return type(row)(**{**values, **changed})
