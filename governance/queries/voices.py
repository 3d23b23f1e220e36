"""The voices of one person in several colleges, and where another may be given."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.bylaws.rules import BylawsArticle, Source
from governance.queries.members import category_name, college_name
from governance.register.refusals import NoSuchMember
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

READERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a person: its record, its college and category; the `first` is that of the person."""

    id: UUID
    number: int
    college: str
    category: str
    since: date
    first: bool


@dataclass(frozen=True, slots=True)
class VoicesPage:
    """The voices of a person, and the places left: college and category by their identifiers, and in words.

    `allowed` tells whether the bylaws give several voices to one person.
    """

    person: UUID
    name: str
    allowed: bool
    source: Source
    voices: tuple[Voice, ...]
    places: tuple[tuple[str, str], ...]


def voices_page(uow: UnitOfWork, member: UUID, *, by: Actor) -> VoicesPage:
    """Show the voices of the person of this record. Raises WrongHat, NoSuchMember, NoBylaws."""
    by.ensure(*READERS)
    row = uow.session.get(MemberRow, member)
    if row is None or row.kind != "person":
        raise NoSuchMember
    first = row.same_as or row.id
    asked = select(MemberRow).where(
        (col(MemberRow.id) == first) | (col(MemberRow.same_as) == first), col(MemberRow.left_on).is_(None)
    )
    found = uow.session.exec(asked.order_by(col(MemberRow.number))).all()
    bylaws = bylaws_in_force(uow.session, uow.today)[1]
    colleges = bylaws.colleges
    held = {one.college for one in found}
    places = tuple(
        (f"{college.id}/{category}", f"{college.name} – {category_name(bylaws, category)}")
        for college in colleges.items
        if college.id not in held
        for category in college.categories
    )
    return VoicesPage(
        person=first,
        name=f"{row.first_name} {row.name}".strip(),
        allowed=colleges.several_per_person and colleges.weigh,
        source=BylawsArticle(colleges.article),
        voices=tuple(
            Voice(
                one.id,
                one.number,
                college_name(bylaws, one.college),
                category_name(bylaws, one.category),
                one.admitted_on,
                one.same_as is None,
            )
            for one in found
        ),
        places=places,
    )
