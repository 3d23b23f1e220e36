"""Asking for an item on the agenda, supporting it, sending it; and the answer of the office."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField
from governance.assembly.requests import (
    MOST_GATHERING,
    NotYourRequest,
    RequestKind,
    RequestMoved,
    RequestState,
    TooManyRequests,
    ensure_may_refuse,
    is_lawful,
    request_term,
    rights,
)
from governance.errors import NotFound
from governance.register.letters import LetterAbout, Written
from governance.register.refusals import NoSuchMember
from governance.store import letters, preparation
from governance.store import requests as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.requests import RequestRow, SupporterRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.agenda import LONGEST_TEXT, LONGEST_TITLE, AddItem, ItemFields, add_item
from governance.words import N_


@dataclass(frozen=True, slots=True)
class RequestFields:
    """What is asked: an item with its reasons, or the draft of a resolution with its text (Markdown)."""

    kind: RequestKind
    title: str
    text: str
    reasons: str


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """A request that arrived by letter on a day, from members by number or from the works council."""

    fields: RequestFields
    received_on: date
    numbers: tuple[int, ...]
    from_council: bool = False


@dataclass(frozen=True, slots=True)
class AcceptRequest:
    """Put a request on the agenda of an assembly in preparation; `supported` by who convenes."""

    request: UUID
    assembly: UUID
    supported: bool = False


@dataclass(frozen=True, slots=True)
class RefuseRequest:
    """Turn a request down for the assembly it was for, with the reason and the letter that tells it."""

    request: UUID
    assembly: UUID | None
    reason: str
    letter: Written | None = None


def open_request(uow: UnitOfWork, fields: RequestFields, *, by: Actor) -> UUID:
    """Write a request and begin to gather support; its author supports it.

    Who      a member, or who speaks for one
    When     while they have fewer than three that gather support
    Writes   the request, its first supporter, act request.open
    Refuses  WrongHat, NotFound, MissingField, TooManyRequests
    """
    member = _member(by)
    _ensure_written(fields)
    lock(uow.session, f"requests/{member}", uow.tenant)
    gathering = select(func.count()).where(
        col(RequestRow.author_id) == member, col(RequestRow.state) == RequestState.GATHERING.value
    )
    if uow.session.exec(gathering).one() >= MOST_GATHERING:
        raise TooManyRequests
    row = _row(uow, fields, by)
    row.author_id = member
    uow.session.add(row)
    uow.session.flush()  # its supporter refers to it
    _support(uow, row, member)
    uow.act("request.open", by=by, request=str(row.id), item=row.kind)
    return row.id


def support_request(uow: UnitOfWork, request: UUID, *, by: Actor) -> bool:
    """Stand behind a request. True when it changes something.

    Who      a member, or who speaks for one
    When     while it gathers support
    Writes   a supporter, act request.support
    Refuses  WrongHat, NotFound, NoSuchRequest, RequestMoved
    """
    member, row = _member(by), _held(uow, request, RequestState.GATHERING)
    if store.supports(uow, request, member) is not None:
        return False
    _support(uow, row, member)
    uow.act("request.support", by=by, request=str(request), right=str(member))
    return True


def leave_request(uow: UnitOfWork, request: UUID, *, by: Actor) -> bool:
    """Take one's support back. True when it changes something.

    Who      a member who is not its author
    When     while it gathers support
    Writes   the supporter goes, act request.leave
    Refuses  WrongHat, NotFound, NoSuchRequest, RequestMoved
    """
    member, row = _member(by), _held(uow, request, RequestState.GATHERING)
    found = store.supports(uow, request, member)
    if found is None or row.author_id == member:
        return False
    uow.session.delete(found)
    uow.act("request.leave", by=by, request=str(request), right=str(member))
    return True


def send_request(uow: UnitOfWork, request: UUID, letter: Written | None, *, by: Actor) -> None:
    """Send a request to the office, once; the letter acknowledges it.

    Who      its author
    When     while it gathers support, enough of it or not
    Writes   the request, the letter and its mail when its author has an address, act request.send
    Refuses  WrongHat, NotFound, NoSuchRequest, NotYourRequest, RequestMoved, NoAddress
    Law      R. 225-74: acknowledged within five days
    """
    row = _mine(uow, request, by)
    if row.state != RequestState.GATHERING:
        raise RequestMoved
    row.state, row.received_on = RequestState.SENT.value, uow.today
    uow.session.add(row)
    _tell(uow, row, letter, by)
    uow.act("request.send", by=by, request=str(request))


def withdraw_request(uow: UnitOfWork, request: UUID, *, by: Actor) -> None:
    """Give a request up.

    Who      its author
    When     before it is answered
    Writes   the request, act request.withdraw
    Refuses  WrongHat, NotFound, NoSuchRequest, NotYourRequest, RequestMoved
    """
    row = _mine(uow, request, by)
    if row.state not in (RequestState.GATHERING, RequestState.SENT):
        raise RequestMoved
    row.state = RequestState.WITHDRAWN.value
    uow.session.add(row)
    uow.act("request.withdraw", by=by, request=str(request))


def record_request(uow: UnitOfWork, command: RecordRequest, *, by: Actor) -> UUID:
    """Write a request that arrived by letter.

    Who      the secretary
    When     from the day it arrived
    Writes   the request, its supporters, act request.record
    Refuses  WrongHat, MissingField, NoSuchMember
    """
    by.ensure(Role.SECRETARY)
    _ensure_written(command.fields)
    if command.received_on > uow.today:
        raise MissingField(N_("Reçue le"))
    members = _by_number(uow, command.numbers)
    if not members and not command.from_council:
        raise MissingField(N_("Numéros des sociétaires"))
    row = _row(uow, command.fields, by)
    row.author_id, row.from_council = (None, True) if command.from_council else (members[0], False)
    row.state, row.received_on = RequestState.SENT.value, command.received_on
    uow.session.add(row)
    uow.session.flush()  # its supporters refer to it
    for member in () if command.from_council else members:
        _support(uow, row, member)
    uow.act("request.record", by=by, request=str(row.id), item=row.kind)
    return row.id


def accept_request(uow: UnitOfWork, command: AcceptRequest, *, by: Actor) -> UUID:
    """Put a request at the end of the agenda, as presented by members; give the item.

    Who      the secretary
    When     once received, while the agenda may change
    Writes   the item, the request, acts agenda.add and request.accept
    Refuses  WrongHat, NoSuchRequest, RequestMoved, NoSuchAssembly, AgendaLocked, SecondAgendaKept
    """
    by.ensure(Role.SECRETARY)
    row = _held(uow, command.request, RequestState.SENT)
    voted = row.kind == RequestKind.DRAFT
    text = row.text if voted else row.reasons
    proposed = "members_supported" if command.supported else "members"
    fields = ItemFields(row.title, text, voted=voted, proposed_by=proposed)
    item = add_item(uow, AddItem(command.assembly, fields), by=by)
    uow.session.flush()  # the request refers to it
    row.state, row.assembly_id, row.item_id = RequestState.ACCEPTED.value, command.assembly, item
    row.answered_at, row.answered_by = uow.now, by.account
    uow.session.add(row)
    uow.act("request.accept", by=by, assembly=command.assembly, request=str(row.id), item=str(item))
    return item


def refuse_request(uow: UnitOfWork, command: RefuseRequest, *, by: Actor) -> None:
    """Turn a request down, with the reason; never one that the law or the bylaws put on the agenda.

    Who      the secretary
    When     once received
    Writes   the request, the letter and its mail, act request.refuse
    Refuses  WrongHat, NoSuchRequest, RequestMoved, NoSuchAssembly, MissingField, LawfulRequest, NoAddress
    Law      R. 225-74, R. 223-20-3
    """
    by.ensure(Role.SECRETARY)
    row = _held(uow, command.request, RequestState.SENT)
    if not command.reason.strip() or len(command.reason) > LONGEST_TEXT:
        raise MissingField(N_("Motif"))
    _ensure_refusable(uow, row, command.assembly)
    row.state, row.assembly_id, row.answer = (
        RequestState.REFUSED.value,
        command.assembly,
        command.reason.strip(),
    )
    row.answered_at, row.answered_by = uow.now, by.account
    uow.session.add(row)
    _tell(uow, row, command.letter, by)
    uow.act("request.refuse", by=by, request=str(row.id))


def _ensure_refusable(uow: UnitOfWork, row: RequestRow, assembly: UUID | None) -> None:
    """Raise LawfulRequest for one that has the support, and is in time for this assembly or for none yet."""
    received = row.received_on or uow.today
    if assembly is None:
        (_, bylaws), term = bylaws_in_force(uow.session, uow.today), None
    else:
        meeting = preparation.assembly(uow, assembly)
        bylaws = preparation.rules_of(uow, meeting).bylaws
        term = request_term(bylaws, preparation.held_on(meeting))
    found = rights(bylaws, store.support_of(uow, bylaws, row.id, received), received)
    if is_lawful(found, received, term, from_council=row.from_council):
        ensure_may_refuse(bylaws)


def _member(by: Actor) -> UUID:
    by.ensure(Role.MEMBER)
    if by.hat.member is None:
        raise NotFound
    return by.hat.member


def _held(uow: UnitOfWork, request: UUID, state: RequestState) -> RequestRow:
    row = store.request(uow, request, hold=True)
    if row.state != state:
        raise RequestMoved
    return row


def _mine(uow: UnitOfWork, request: UUID, by: Actor) -> RequestRow:
    member, row = _member(by), store.request(uow, request, hold=True)
    if row.author_id != member:
        raise NotYourRequest
    return row


def _row(uow: UnitOfWork, fields: RequestFields, by: Actor) -> RequestRow:
    return RequestRow(
        cooperative_id=uow.tenant,
        kind=fields.kind.value,
        title=fields.title.strip(),
        text=fields.text.strip(),
        reasons=fields.reasons.strip(),
        created_at=uow.now,
        created_by=by.account,
    )


def _support(uow: UnitOfWork, row: RequestRow, member: UUID) -> None:
    uow.session.add(
        SupporterRow(request_id=row.id, member_id=member, cooperative_id=uow.tenant, supported_at=uow.now)
    )


def _tell(uow: UnitOfWork, row: RequestRow, letter: Written | None, by: Actor) -> None:
    if letter is None or row.author_id is None:
        return
    to = letters.reach(uow, row.author_id).addressee
    letters.write(uow, LetterAbout.REQUEST, row.id, to, letter, by=by.account)


def _by_number(uow: UnitOfWork, numbers: tuple[int, ...]) -> list[UUID]:
    asked = select(MemberRow.number, MemberRow.id).where(
        col(MemberRow.number).in_(numbers),
        col(MemberRow.admitted_on) <= uow.today,
        (col(MemberRow.left_on).is_(None)) | (col(MemberRow.left_on) > uow.today),
    )
    found = dict(uow.session.exec(asked).all())
    if set(numbers) - found.keys():
        raise NoSuchMember
    return [found[number] for number in dict.fromkeys(numbers)]


def _ensure_written(fields: RequestFields) -> None:
    if not fields.title.strip() or len(fields.title) > LONGEST_TITLE or "\x00" in fields.title:
        raise MissingField(N_("Titre"))
    if not fields.reasons.strip() or len(fields.reasons) > LONGEST_TEXT or "\x00" in fields.reasons:
        raise MissingField(N_("Motifs"))
    drafted = fields.kind is RequestKind.DRAFT
    if (drafted and not fields.text.strip()) or len(fields.text) > LONGEST_TEXT or "\x00" in fields.text:
        raise MissingField(N_("Texte"))
