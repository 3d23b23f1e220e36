"""A second round inside a bloc: the round before, who votes again, and what the first left counted."""

from uuid import UUID

from sqlalchemy import or_, text
from sqlmodel import Session, col, func, select

from governance.assembly.electorate import Presence
from governance.bylaws.rules import read_rules
from governance.store.interests import Aside
from governance.store.polls import ElectorRow, PollRow, ResultRow
from governance.vote.resolve import counted_with
from governance.vote.sheet import CountingSheet, read_sheet


def votes_again(session: Session, poll: PollRow) -> tuple[str, ...]:
    """Name the colleges, as the sheet counts them, that a closed poll sends to a second round."""
    declared = session.get(ResultRow, poll.id)
    again = declared.result.get("again", ()) if declared and poll.state == "closed" else ()
    return tuple(str(college) for college in again)


def first_round(session: Session, poll: PollRow) -> PollRow | None:
    """Find the round before a second one inside a bloc; None for any other poll."""
    if poll.round == 1 or poll.contest is not None:
        return None
    before = PollRow.resolution_id == poll.resolution_id, PollRow.round == poll.round - 1
    return session.exec(select(PollRow).where(*before, PollRow.state == "closed")).one()


def sheet_declared(session: Session, poll: PollRow) -> CountingSheet:
    """Give the counting sheet that the result of a resolution was declared from."""
    return read_sheet(session.get_one(ResultRow, poll.id).sheet)


def first_sheet(session: Session, poll: PollRow) -> CountingSheet | None:
    """Give the sheet on which a second round counts; None for any other poll."""
    first = first_round(session, poll)
    return sheet_declared(session, first) if first else None


def rounds_declared(session: Session, resolution: UUID) -> tuple[tuple[int, UUID], ...]:
    """List the rounds of a resolution that were declared, each with its poll, in order."""
    asked = select(PollRow.round, PollRow.id).where(
        PollRow.resolution_id == resolution, PollRow.state == "closed"
    )
    return tuple(session.exec(asked.order_by(col(PollRow.round))).all())


def colleges_called(session: Session, first: PollRow) -> tuple[str, ...]:
    """Name the colleges of the bylaws whose electors vote again: those merged follow the one that counts."""
    again = votes_again(session, first)
    by_college = select(ElectorRow.college, func.count()).where(ElectorRow.poll_id == first.id)
    members = dict(session.exec(by_college.group_by(ElectorRow.college)).all())
    rules = read_rules(first.rules)
    members |= {one.id: 0 for one in rules.colleges if one.id not in members}
    return tuple(sorted(name for name, end in counted_with(rules, members).items() if end in again))


_FREEZE = text(
    "INSERT INTO electors (poll_id, member_id, cooperative_id, college, entitled, present, person_id,"
    " interested) SELECT :poll, e.member_id, e.cooperative_id, e.college, e.entitled,"
    " a.member_id IS NOT NULL, e.person_id, e.interested FROM electors e LEFT JOIN attendance a"
    " ON a.member_id = e.member_id AND a.assembly_id = :assembly AND a.left_at IS NULL"
    " WHERE e.poll_id = :first AND e.college = ANY(cast(:colleges AS text[]))"
)

_FROZEN = text(
    "SELECT college, count(*), count(*) FILTER (WHERE entitled), count(*) FILTER (WHERE entitled AND present)"
    " FROM electors WHERE poll_id = :poll GROUP BY college"
)


def freeze_again(session: Session, first: PollRow, poll: UUID) -> tuple[dict[str, Presence], Aside]:
    """Copy into a poll the electors of the first round who vote again, with who is present now.

    Gives them by college, and those of them who do not vote.
    """
    colleges = list(colleges_called(session, first))
    facts = {"poll": poll, "first": first.id, "assembly": first.assembly_id, "colleges": colleges}
    session.connection().execute(_FREEZE, facts)
    rows = session.connection().execute(_FROZEN, {"poll": poll})
    electorate = {name: Presence(members, entitled, present) for name, members, entitled, present in rows}
    left = select(ElectorRow.member_id, ElectorRow.interested).where(
        ElectorRow.poll_id == poll, or_(col(ElectorRow.interested), ~col(ElectorRow.entitled))
    )
    found = list(session.exec(left))
    return electorate, Aside(
        frozenset(member for member, interested in found if not interested),
        frozenset(member for member, interested in found if interested),
    )
