"""What members ask to put on the agenda, as members and the office read it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.requests import (
    NoSuchRequest,
    RequestKind,
    RequestRight,
    RequestState,
    RequestTerm,
    Support,
    is_lawful,
    request_term,
    rights,
)
from governance.assembly.stages import Stage
from governance.bylaws.clauses import Bylaws
from governance.law.agenda import answer_by
from governance.queries.letters import LetterShown, letters_about
from governance.store import preparation
from governance.store import requests as store
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import bylaws_in_force
from governance.store.letters import Reached, reach
from governance.store.requests import RequestRow
from governance.store.unit_of_work import UnitOfWork

OFFICE: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)
SHOWN_FOR: Final = timedelta(days=400)
"""Members read requests answered since then."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An assembly in preparation: its day, and the last day to ask for an item."""

    id: UUID
    title: str
    held_on: date
    term: RequestTerm
    over: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of the list. `author` is "" for the works council; `mine` for who reads."""

    id: UUID
    title: str
    kind: RequestKind
    state: RequestState
    author: str
    supporters: int
    received_on: date | None
    mine: bool


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """The requests one may read, those that wait first; the assemblies to come; the parts needed to ask."""

    requests: tuple[RequestLine, ...]
    coming: tuple[Coming, ...]
    needed: tuple[RequestRight, ...]


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One request. `lawful` by assembly in preparation; `acknowledge_by` is the last day to acknowledge it.

    `supporters` are named for the office and its author; others read how many they are.
    """

    id: UUID
    kind: RequestKind
    title: str
    text: str
    reasons: str
    author: str
    from_council: bool
    state: RequestState
    created_at: datetime
    received_on: date | None
    acknowledge_by: date | None
    rights: tuple[RequestRight, ...]
    support: Support
    supporters: tuple[tuple[UUID, int, str], ...]
    many: int
    mine: bool
    supported: bool
    answer: str
    assembly: tuple[UUID, str] | None
    coming: tuple[Coming, ...]
    lawful: frozenset[UUID]
    letters: tuple[LetterShown, ...]
    reached: Reached | None

    @property
    def enough(self) -> bool:
        """Tell whether one of the rights is reached."""
        return self.from_council or any(one.reached for one in self.rights)


_LIST = text(
    "SELECT r.id, r.title, r.kind, r.state, r.received_on, r.author_id,"
    " CASE WHEN m.id IS NULL THEN '' WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name)"
    " ELSE m.name END AS author,"
    " (SELECT count(*) FROM agenda_supporters s WHERE s.request_id = r.id) AS supporters"
    " FROM agenda_requests r LEFT JOIN members m ON m.id = r.author_id"
    " WHERE r.cooperative_id = :cooperative AND (:office OR r.author_id = :member OR r.state = 'gathering'"
    "   OR r.state IN ('sent', 'accepted', 'refused') AND r.created_at > :since)"
    "  AND (r.state <> 'withdrawn' OR r.author_id = :member)"
    " ORDER BY array_position(ARRAY['sent', 'gathering', 'accepted', 'refused', 'withdrawn'], r.state),"
    " r.created_at DESC, r.id LIMIT 200"
)


def requests_page(uow: UnitOfWork, actor: Actor) -> RequestsPage:
    """List the requests that a member, or the office, may read. Raises NoBylaws."""
    office = actor.holds(*OFFICE)
    if not office:
        actor.ensure(Role.MEMBER)
    facts = {
        "cooperative": uow.tenant,
        "office": office,
        "member": actor.hat.member,
        "since": uow.now - SHOWN_FOR,
    }
    rows = uow.session.connection().execute(_LIST, facts)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    nobody = store.support_of(uow, bylaws, uow.tenant, uow.today)
    return RequestsPage(
        tuple(
            RequestLine(
                row.id,
                row.title,
                RequestKind(row.kind),
                RequestState(row.state),
                row.author,
                row.supporters,
                row.received_on,
                row.author_id is not None and row.author_id == actor.hat.member,
            )
            for row in rows
        ),
        coming(uow),
        rights(bylaws, nobody, uow.today),
    )


def coming(uow: UnitOfWork) -> tuple[Coming, ...]:
    """List the assemblies in preparation, the soonest first: members may know the day to ask in time.

    Law: R. 225-72, R. 223-20-3.
    """
    asked = select(AssemblyRow).where(
        col(AssemblyRow.stage) == Stage.DRAFT.value,
        col(AssemblyRow.second_of).is_(None),
        col(AssemblyRow.held_at) > uow.now,
    )
    found = []
    for row in uow.session.exec(asked.order_by(col(AssemblyRow.held_at))):
        day = preparation.held_on(row)
        term = request_term(preparation.rules_of(uow, row).bylaws, day)
        over = term.last_day is not None and uow.today > term.last_day
        found.append(Coming(row.id, row.title, day, term, over))
    return tuple(found)


def request_shown(uow: UnitOfWork, actor: Actor, wanted: UUID) -> RequestShown:
    """Show one request. Raises WrongHat, NoSuchRequest, NoBylaws."""
    office = actor.holds(*OFFICE)
    if not office:
        actor.ensure(Role.MEMBER)
    row, member = store.request(uow, wanted), actor.hat.member
    mine = row.author_id is not None and row.author_id == member
    if row.state == RequestState.WITHDRAWN and not mine and not office:
        raise NoSuchRequest
    day = row.received_on or uow.today
    _, bylaws = bylaws_in_force(uow.session, day)
    support, names = store.support_of(uow, bylaws, wanted, day), tuple(store.supporters(uow, wanted))
    found, meetings = rights(bylaws, support, day), coming(uow)
    reached = reach(uow, row.author_id) if row.author_id else None
    meeting = uow.session.get(AssemblyRow, row.assembly_id) if row.assembly_id else None
    return RequestShown(
        id=row.id,
        kind=RequestKind(row.kind),
        title=row.title,
        text=row.text,
        reasons=row.reasons,
        author=reached.addressee.name if reached else "",
        from_council=row.from_council,
        state=RequestState(row.state),
        created_at=row.created_at,
        received_on=row.received_on,
        acknowledge_by=_acknowledge_by(bylaws, row),
        rights=found,
        support=support,
        supporters=names if office or mine else (),
        many=len(names),
        mine=mine,
        supported=any(one == member for one, _, _ in names),
        answer=row.answer,
        assembly=(meeting.id, meeting.title) if meeting else None,
        coming=meetings,
        lawful=frozenset(
            one.id for one in meetings if is_lawful(found, day, one.term, from_council=row.from_council)
        ),
        letters=letters_about(uow, row.id) if office else (),
        reached=reached if office or mine else None,
    )


def _acknowledge_by(bylaws: Bylaws, row: RequestRow) -> date | None:
    if row.received_on is None:
        return None
    return answer_by(bylaws.identity.form, row.received_on)
