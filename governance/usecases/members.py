"""Changing what the register says of one member."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.register.description import MEMBER_FIELDS, changes, describe, terms_of
from governance.register.names import search_key, sort_key
from governance.register.refusals import CollegeIsFrozen, FaultyMember, NoSuchMember
from governance.store import member_imports as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ChangeMember:
    """Every field of one member as it was typed; an absent field is an empty one."""

    member: UUID
    values: Mapping[str, str]


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
    terms = terms_of(bylaws)
    typed = {name: command.values.get(name, "") for name in MEMBER_FIELDS}
    if not terms.college_names:
        typed.pop("college")
    described = describe(typed, terms)
    if described.member is None:
        raise FaultyMember(described.faults)
    before, after = store.member_of(row), described.member
    if before.college != after.college and store.colleges_frozen(uow.session, uow.tenant):
        raise CollegeIsFrozen
    changed = tuple(name for name, _, _ in changes(before, after))
    if not changed:
        return ()
    for name in changed:
        setattr(row, name, getattr(after, name))
    row.sort_key = sort_key(after.name, after.first_name)
    row.search_key = search_key(after.name, after.first_name, after.representative)
    uow.act("member.change", by=by, member=str(row.id), fields=list(changed))
    uow.session.flush()  # a number already taken is refused here, not at the commit
    return changed
