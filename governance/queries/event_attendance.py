"""Who is invited to an event and who came: the list at the door, and its file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.events import AnswerChoice, EventState
from governance.register.names import search_words
from governance.store import events as store
from governance.store.events import EventInvitationRow
from governance.store.hats import member_name
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """One member invited: what they answered, and how many came. Names are as typed."""

    id: UUID
    member: UUID
    number: int
    name: str
    representative: str
    college: str
    email: str
    mail: str
    mail_detail: str
    at_the_door: bool
    answer: AnswerChoice | None
    people: int
    answer_name: str
    came: int | None
    came_name: str
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A page of those invited, by name, and the members found who are not invited."""

    lines: tuple[InvitedLine, ...]
    others: tuple[tuple[UUID, str], ...]
    search: str
    show: str
    next: UUID | None


def at_the_door(
    uow: UnitOfWork, event: UUID, actor: Actor, *, search: str = "", show: str = "", after: UUID | None = None
) -> AtTheDoor:
    """List those invited, fifty a page. `show` keeps those who came, are expected, or are not there yet.

    A search also finds members who are not invited, ten at most. Raises WrongHat, NoSuchEvent.
    """
    actor.ensure(*READERS)
    row = store.event_row(uow, event)
    asked = _asked(event).where(*_words(search), *_shown(show))
    order = (col(MemberRow.sort_key), col(MemberRow.id))
    start = uow.session.get(MemberRow, after) if after else None
    if start is not None:
        asked = asked.where(tuple_(*order) > tuple_(start.sort_key, start.id))
    found = list(uow.session.exec(asked.order_by(*order).limit(PAGE + 1)))
    open_door = row.state == EventState.SENT
    return AtTheDoor(
        lines=tuple(_line(*one) for one in found[:PAGE]),
        others=_others(uow, event, search) if search and open_door else (),
        search=search,
        show=show,
        next=found[PAGE - 1][1].id if len(found) > PAGE else None,
    )


def everybody_invited(uow: UnitOfWork, event: UUID, actor: Actor) -> list[InvitedLine]:
    """List everybody invited, for a file. Raises WrongHat, NoSuchEvent."""
    actor.ensure(*READERS)
    store.event_row(uow, event)
    found = uow.session.exec(_asked(event).order_by(col(MemberRow.sort_key), col(MemberRow.id)))
    return [_line(*one) for one in found]


def _asked(event: UUID) -> Any:  # noqa: ANN401 - a SQL expression
    return (
        select(EventInvitationRow, MemberRow)
        .join(MemberRow, col(MemberRow.id) == col(EventInvitationRow.member_id))
        .where(EventInvitationRow.event_id == event)
    )


def _words(search: str) -> list[Any]:
    words = search_words(search)
    if len(words) == 1 and words[0].isdigit() and len(words[0]) < 10:
        return [(col(MemberRow.number) == int(words[0])) | col(MemberRow.search_key).like(f"% {words[0]}%")]
    return [col(MemberRow.search_key).like(f"% {word}%") for word in words]


def _shown(show: str) -> list[Any]:
    came, answer = col(EventInvitationRow.came), col(EventInvitationRow.answer)
    kept: dict[str, list[Any]] = {
        "came": [came.is_not(None)],
        "expected": [answer == AnswerChoice.YES.value, came.is_(None)],
        "missing": [came.is_(None)],
        "maybe": [answer == AnswerChoice.MAYBE.value],
        "silent": [answer.is_(None)],
    }
    return kept.get(show, [])


def _line(row: EventInvitationRow, who: MemberRow) -> InvitedLine:
    spoken_for = who.kind == "organisation" and who.representative_email
    return InvitedLine(
        id=row.id,
        member=who.id,
        number=who.number,
        name=member_name(who.kind, who.name, who.first_name),
        representative=who.representative if who.kind == "organisation" else "",
        college=row.college,
        email=who.representative_email if spoken_for else who.email,
        mail=row.mail,
        mail_detail=row.mail_detail,
        at_the_door=row.at_the_door,
        answer=AnswerChoice(row.answer) if row.answer else None,
        people=row.people,
        answer_name=row.answer_name,
        came=row.came,
        came_name=row.came_name,
        came_at=row.came_at,
    )


def _others(uow: UnitOfWork, event: UUID, search: str) -> tuple[tuple[UUID, str], ...]:
    invited = select(EventInvitationRow.member_id).where(EventInvitationRow.event_id == event)
    today = uow.today
    asked = (
        select(MemberRow)
        .where(
            *_words(search),
            col(MemberRow.id).not_in(invited),
            MemberRow.admitted_on <= today,
            col(MemberRow.left_on).is_(None) | (col(MemberRow.left_on) > today),
        )
        .order_by(col(MemberRow.sort_key), col(MemberRow.id))
        .limit(10)
    )
    return tuple((row.id, member_name(row.kind, row.name, row.first_name)) for row in uow.session.exec(asked))
