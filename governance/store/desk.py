"""The members as the desk of a meeting looks for them, with whether they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from governance.store.representing import representative_in


@dataclass(frozen=True, slots=True)
class Where:
    """Which meeting, of which cooperative, with the members of which day."""

    cooperative: UUID
    assembly: UUID
    day: date


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One member at the desk. `mode` is None for who never came.

    `total` is how many members were found, those left out by the limit included.
    """

    member: UUID
    number: int
    name: str
    first_name: str
    college: str
    city: str
    representative: str
    mode: str | None
    arrived_at: datetime | None
    left_at: datetime | None
    total: int = 1

    @property
    def is_present(self) -> bool:
        """Tell whether the member is there now."""
        return self.mode is not None and self.left_at is None


_DESK = (
    "SELECT m.id, m.number, m.name, m.first_name, m.college, m.city,"
    f" {representative_in('cast(:day AS date)', ':assembly')},"
    " a.mode, a.arrived_at, a.left_at, count(*) OVER () FROM members m"
    " {join} JOIN attendance a ON a.member_id = m.id AND a.assembly_id = :assembly"
    " WHERE m.cooperative_id = :cooperative AND m.admitted_on <= :day"
    " AND (m.left_on IS NULL OR m.left_on > :day) {clauses} ORDER BY {order} LIMIT :most"
)


_STILL_TO_VOTE = (
    "AND a.left_at IS NULL"
    " AND EXISTS (SELECT 1 FROM electors e WHERE e.poll_id = :poll AND e.member_id = m.id AND e.entitled"
    " AND NOT e.interested)"
    " AND NOT EXISTS (SELECT 1 FROM ballots b WHERE b.poll_id = :poll AND b.member_id = m.id)"
)
_BY_HAND = "AND a.mode NOT IN ('remote', 'postal', 'blank')"


def find(
    session: Session, where: Where, words: Sequence[str], *, most: int, college: str = ""
) -> list[DeskLine]:
    """Find members all of whose words begin a word of the name, or whose number a word is.

    `college` keeps the members of one college only.
    """
    if not words:
        return []
    clauses, parameters = _named(words)
    if college:
        clauses, parameters = f"{clauses} AND m.college = :college", {**parameters, "college": college}
    statement = _DESK.format(join="LEFT", clauses=clauses, order="m.sort_key, m.id")
    return _lines(session, where, statement, {**parameters, "most": most})


def still_to_vote(
    session: Session, where: Where, poll: UUID, words: Sequence[str], *, by_hand: bool, most: int
) -> list[DeskLine]:
    """Find participants who have no ballot in this poll, all of them without a word.

    `by_hand` keeps those who may hand a ballot to the desk: neither at a distance nor by post.
    """
    clauses, parameters = _named(words)
    lacking = f"{_STILL_TO_VOTE} {_BY_HAND}" if by_hand else _STILL_TO_VOTE
    statement = _DESK.format(join="INNER", clauses=f"{lacking} {clauses}", order="m.sort_key, m.id")
    return _lines(session, where, statement, {**parameters, "poll": poll, "most": most})


def _named(words: Sequence[str]) -> tuple[str, dict[str, object]]:
    parameters: dict[str, object] = {}
    clauses: list[str] = []
    for at, word in enumerate(words):
        parameters[f"w{at}"] = f"% {word}%"
        alternative = ""
        if word.isdigit() and len(word) < 10:
            parameters[f"n{at}"] = int(word)
            alternative = f" OR m.number = :n{at}"
        clauses.append(f"AND (m.search_key LIKE :w{at}{alternative})")
    return " ".join(clauses), parameters


def last_arrivals(session: Session, where: Where, *, most: int) -> list[DeskLine]:
    """Give the latest arrivals, latest first."""
    statement = _DESK.format(join="INNER", clauses="", order="a.arrived_at DESC, m.id")
    return _lines(session, where, statement, {"most": most})


def one(session: Session, where: Where, member: UUID) -> DeskLine | None:
    """Give one member, or None when they are no member that day."""
    statement = _DESK.format(join="LEFT", clauses="AND m.id = :member", order="m.id")
    found = _lines(session, where, statement, {"member": member, "most": 1})
    return found[0] if found else None


def _lines(
    session: Session, where: Where, statement: str, parameters: Mapping[str, object]
) -> list[DeskLine]:
    rows = session.connection().execute(
        text(statement),
        {
            **parameters,
            "assembly": where.assembly,
            "cooperative": where.cooperative,
            "day": where.day,
        },
    )
    return [DeskLine(*row) for row in rows]
