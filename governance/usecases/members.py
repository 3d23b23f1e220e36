"""Adding a member, and changing what the register says of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.refusals import NumberTaken
from governance.register import faults
from governance.register.description import MEMBER_FIELDS, Description, Terms, changes, describe, terms_of
from governance.register.faults import Fault
from governance.register.import_plan import doubts, names_of
from governance.register.members import Member
from governance.register.names import search_key, sort_key
from governance.register.refusals import CollegeIsFrozen, FaultyMember, MemberInDoubt, NoSuchMember
from governance.register.shares import Movement, MovementKind
from governance.store import member_imports as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.shares import append_movement
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddMember:
    """Every field of a new member and the shares subscribed, as typed. `sure`: doubts were looked at."""

    values: Mapping[str, str]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ChangeMember:
    """Every field of one member as it was typed; an absent field is an empty one."""

    member: UUID
    values: Mapping[str, str]


def add_member(uow: UnitOfWork, command: AddMember, *, by: Actor) -> UUID:
    """Enter one member in the register, with the shares subscribed; give the identifier.

    The subscription bears the date of admission, to come or not.
    An assembly convened or open refuses nobody: the list of a poll already opened keeps its names.

    Who      secretary
    When     any time; a name already known or too few shares only when the secretary is sure
    Writes   the member, one share movement when there are shares, one act
    Refuses  WrongHat, NoBylaws, FaultyMember, NumberTaken, MemberInDoubt
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "members", uow.tenant)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    terms = terms_of(bylaws)
    described = _described(command.values, terms, (*MEMBER_FIELDS, "shares"))
    member, shares = described.member, described.shares or 0
    if member is None:
        raise FaultyMember(described.faults)
    existing = store.known_members(uow.session, uow.tenant)
    if member.number in existing:
        raise NumberTaken
    _ensure_own_siren(member, (known.member for known in existing.values()))
    found = doubts(member, shares, terms, names_of(known.member for known in existing.values()))
    if found and not command.sure:
        raise MemberInDoubt(found)
    fields: dict[str, Any] = {name: getattr(member, name) for name in MEMBER_FIELDS}
    row = MemberRow(cooperative_id=uow.tenant, **fields, **_keys(member))
    uow.session.add(row)
    uow.session.flush()  # the movement refers to it
    facts: dict[str, Any] = {"member": str(row.id), "shares": shares}
    if shares:
        subscribed = Movement(MovementKind.SUBSCRIPTION, shares, member.admitted_on)
        facts["sequence"] = append_movement(uow.session, uow.tenant, row.id, subscribed, uow.now)
    uow.act("member.add", by=by, **facts)
    return row.id


def _described(values: Mapping[str, str], terms: Terms, fields: tuple[str, ...]) -> Description:
    typed = {name: values.get(name, "") for name in fields}
    if not terms.college_names:
        typed.pop("college")
    return describe(typed, terms)


def _ensure_own_siren(member: Member, others: Iterable[Member]) -> None:
    """Refuse the number of a company that is somebody else's, unless they left before this one came."""
    for other in others:
        theirs = other.left_on is None or other.left_on > member.admitted_on
        if member.siren and member.siren == other.siren and theirs:
            raise FaultyMember((Fault("siren", faults.SIREN_TAKEN, {"number": other.number}),))


def _keys(member: Member) -> dict[str, Any]:
    """Give what the list is sorted and searched by."""
    return {
        "sort_key": sort_key(member.name, member.first_name),
        "search_key": search_key(member.name, member.first_name, member.representative),
    }


def change_member(uow: UnitOfWork, command: ChangeMember, *, by: Actor) -> tuple[str, ...]:
    """Write what the secretary knows of a member; give the names of the fields that changed.

    Who      secretary
    When     any time; the college only while no assembly is convened or open
    Writes   the member, one act that names the fields and not what they hold
    Refuses  WrongHat, NoSuchMember, FaultyMember, CollegeIsFrozen, NumberTaken
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "members", uow.tenant)
    asked = select(MemberRow).where(MemberRow.id == command.member).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchMember
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    described = _described(command.values, terms_of(bylaws), MEMBER_FIELDS)
    if described.member is None:
        raise FaultyMember(described.faults)
    before, after = store.member_of(row), described.member
    if before.college != after.college and store.colleges_frozen(uow.session, uow.tenant):
        raise CollegeIsFrozen
    changed = tuple(name for name, _, _ in changes(before, after))
    if not changed:
        return ()
    if before.number != after.number and _taken(uow, after.number):
        raise NumberTaken
    if before.siren != after.siren:
        existing = store.known_members(uow.session, uow.tenant)
        _ensure_own_siren(
            after, (each.member for number, each in existing.items() if number != before.number)
        )
    for name, value in {**{each: getattr(after, each) for each in changed}, **_keys(after)}.items():
        setattr(row, name, value)
    uow.act("member.change", by=by, member=str(row.id), fields=list(changed))
    return changed


def _taken(uow: UnitOfWork, number: int) -> bool:
    asked = select(MemberRow.id).where(MemberRow.cooperative_id == uow.tenant, MemberRow.number == number)
    return uow.session.exec(asked).first() is not None
