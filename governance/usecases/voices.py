"""Giving a person a voice in a further college, where the bylaws say so, and taking it back."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.bylaws.rules import BylawsArticle
from governance.register.refusals import CollegeIsFrozen, NoSuchMember
from governance.register.voices import (
    CategoryOfAnotherCollege,
    VoiceAlreadyThere,
    VoiceNotGiven,
    VoiceOfAPersonOnly,
)
from governance.store import member_imports as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddVoice:
    """The record of a person, and the college and category in which they vote as well."""

    member: UUID
    college: str
    category: str


def add_voice(uow: UnitOfWork, command: AddVoice, *, by: Actor) -> UUID:
    """Enter a further voice of a person in the register: a record of its own, with its number and no share.

    Who      secretary
    When     while no assembly is convened or open
    Writes   the record, act member.voice
    Refuses  WrongHat, NoBylaws, VoiceNotGiven, NoSuchMember, VoiceOfAPersonOnly, CollegeIsFrozen,
             CategoryOfAnotherCollege, VoiceAlreadyThere

    Law: the law of 10 September 1947, art. 1er and 9, gives each member one vote: every result says so.
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "members", uow.tenant)
    colleges = bylaws_in_force(uow.session, uow.today)[1].colleges
    if not (colleges.several_per_person and colleges.weigh):
        raise VoiceNotGiven(source=BylawsArticle(colleges.article))
    row = _record(uow, command.member)
    if row.kind != "person" or row.same_as or row.left_on or row.admitted_on > uow.today:
        raise VoiceOfAPersonOnly
    if store.colleges_frozen(uow.session, uow.tenant):
        raise CollegeIsFrozen
    clause = next((college for college in colleges.items if college.id == command.college), None)
    if clause is None or command.category not in clause.categories:
        article = clause.article if clause else colleges.article
        raise CategoryOfAnotherCollege(source=BylawsArticle(article))
    held = select(MemberRow.college).where(
        (col(MemberRow.id) == row.id) | (col(MemberRow.same_as) == row.id), col(MemberRow.left_on).is_(None)
    )
    if command.college in uow.session.exec(held).all():
        raise VoiceAlreadyThere
    voice = MemberRow(
        cooperative_id=uow.tenant,
        number=1 + uow.session.exec(select(func.max(MemberRow.number))).one(),
        category=command.category,
        college=command.college,
        admitted_on=uow.today,
        same_as=row.id,
        **{name: getattr(row, name) for name in _OF_THE_PERSON},
    )
    uow.session.add(voice)
    uow.session.flush()  # the act names it
    uow.act("member.voice", by=by, member=str(row.id), voice=str(voice.id), college=voice.college)
    return voice.id


def end_voice(uow: UnitOfWork, voice: UUID, *, by: Actor) -> None:
    """Take a further voice back, from today; the person stays a member.

    Who      secretary
    When     while no assembly is convened or open
    Writes   the day of its end, act member.voice_end
    Refuses  WrongHat, NoSuchMember, CollegeIsFrozen
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "members", uow.tenant)
    row = _record(uow, voice)
    if row.same_as is None or row.left_on:
        raise NoSuchMember
    if store.colleges_frozen(uow.session, uow.tenant):
        raise CollegeIsFrozen
    row.left_on = max(uow.today, row.admitted_on)
    uow.session.add(row)
    uow.act("member.voice_end", by=by, member=str(row.same_as), voice=str(row.id))


def _record(uow: UnitOfWork, member: UUID) -> MemberRow:
    asked = select(MemberRow).where(MemberRow.id == member).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchMember
    return row


_OF_THE_PERSON = (
    "kind", "name", "first_name", "email", "email_notice_since", "address", "postcode", "city", "sort_key",
    "search_key",
)  # fmt: skip
