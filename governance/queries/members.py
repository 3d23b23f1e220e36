"""The register of members as its pages show it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, text, tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.bylaws.clauses import Bylaws
from governance.queries.connected import connected_members
from governance.register.mandates import Connected
from governance.register.members import Member, MemberKind, Standing, label, standing
from governance.register.names import search_words
from governance.register.refusals import NoSuchMember
from governance.store.in_force import bylaws_in_force
from governance.store.member_imports import colleges_frozen, known_members, member_of
from governance.store.members import MemberRow
from governance.store.representing import speaker
from governance.store.shares import ShareMovementRow
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = tuple(role for role in Role if role is not Role.MEMBER)
CONTACT_READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class ListedMember:
    """One line of the list."""

    id: UUID
    number: int
    label: str
    kind: MemberKind
    category: str
    college: str
    shares: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class CollegeCount:
    """How many members a college has today ("" as name: members in no college)."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class MembersPage:
    """At most 50 members, by name. `previous` and `next` are members to start from."""

    members: tuple[ListedMember, ...]
    colleges: tuple[CollegeCount, ...]
    total: int
    query: str
    college: str
    standing: str
    previous: UUID | None
    next: UUID | None


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for: words, a college, a standing ("" for all), and where the page starts."""

    query: str = ""
    college: str = ""
    standing: str = Standing.MEMBER.value
    after: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class MovementShown:
    """One line of the register of movements, with what is held after it."""

    sequence: int
    kind: str
    shares: int
    moved_on: date
    held: int


@dataclass(frozen=True, slots=True)
class NoticeReceived:
    """How a member was convened to one assembly."""

    assembly: UUID
    title: str
    held_at: datetime
    channel: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One member. Contact details are empty for who may not read them (`contact` is false then).

    `linked` counts the accounts that may act for the member; `invited_until` is the end of the
    last personal link not used yet. `connected` tells of two votes; `speaker` is who speaks for a
    structure today, "" when its mandates are over, None when it never had one. `several_voices` tells
    that the bylaws let one person vote in several colleges, or that this one does.
    """

    id: UUID
    member: Member
    category: str
    college: str
    standing: Standing
    shares: int
    movements: tuple[MovementShown, ...]
    notices: tuple[NoticeReceived, ...]
    linked: int
    invited_until: datetime | None
    contact: bool
    connected: tuple[Connected, ...] = ()
    speaker: str | None = None
    several_voices: bool = False


_NOTICES = text(
    "SELECT a.id, a.title, a.held_at, n.channel, n.outcome FROM notices n"
    " JOIN assemblies a ON a.id = n.assembly_id WHERE n.member_id = :member ORDER BY a.held_at DESC LIMIT 20"
)
_LINKS = text(
    "SELECT (SELECT count(DISTINCT account_id) FROM capacities WHERE member_id = :member"
    " AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)) AS linked,"
    " (SELECT max(expires_at) FROM invitations WHERE member_id = :member AND used_at IS NULL"
    " AND expires_at > :now) AS invited_until"
)


def members_page(uow: UnitOfWork, look: Look, *, by: Actor) -> MembersPage:
    """Give one page of the list, and how many members each college has today. Raises WrongHat."""
    by.ensure(*READERS)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    counts = _counts(uow, bylaws)
    backwards = look.before is not None
    order = (col(MemberRow.sort_key), col(MemberRow.id))
    asked = select(MemberRow, _held()).where(
        MemberRow.cooperative_id == uow.tenant, *_conditions(look, uow.today)
    )
    anchor = look.before or look.after
    if anchor is not None:
        place = select(MemberRow.sort_key, MemberRow.id).where(MemberRow.id == anchor).scalar_subquery()
        asked = asked.where(tuple_(*order) < place if backwards else tuple_(*order) > place)
    asked = asked.order_by(*(key.desc() for key in order) if backwards else order).limit(PAGE + 1)
    found = list(uow.session.exec(asked))
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    listed = tuple(_listed(row, held, bylaws, uow.today) for row, held in found)
    has_previous = more if backwards else look.after is not None
    has_next = True if backwards else more
    return MembersPage(
        members=listed,
        colleges=counts,
        total=sum(count.members for count in counts),
        query=look.query,
        college=look.college,
        standing=look.standing,
        previous=listed[0].id if listed and has_previous else None,
        next=listed[-1].id if listed and has_next else None,
    )


def _held() -> Any:  # noqa: ANN401 - a SQL expression
    return (
        select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
        .where(ShareMovementRow.member_id == MemberRow.id)
        .correlate(MemberRow)
        .scalar_subquery()
    )


def _conditions(look: Look, today: date) -> list[ColumnElement[bool]]:
    left, admitted = col(MemberRow.left_on), col(MemberRow.admitted_on)
    standings = {
        Standing.MEMBER.value: and_(admitted <= today, or_(left.is_(None), left > today)),
        Standing.LEFT.value: left <= today,
        Standing.TO_COME.value: admitted > today,
    }
    found = [standings[look.standing]] if look.standing in standings else []
    if look.college:
        found.append(col(MemberRow.college) == look.college)
    words = search_words(look.query)
    if len(words) == 1 and words[0].isdigit() and len(words[0]) < 10:
        found.append(
            or_(col(MemberRow.number) == int(words[0]), col(MemberRow.search_key).like(f"% {words[0]}%"))
        )
    else:
        found += [col(MemberRow.search_key).like(f"% {word}%") for word in words]
    return found


def _counts(uow: UnitOfWork, bylaws: Bylaws) -> tuple[CollegeCount, ...]:
    asked = (
        select(MemberRow.college, func.count())
        .where(MemberRow.cooperative_id == uow.tenant, *_conditions(Look(), uow.today))
        .group_by(col(MemberRow.college))
    )
    counted: dict[str, int] = dict(uow.session.exec(asked).all())
    known = [CollegeCount(c.id, c.name, counted.pop(c.id, 0)) for c in bylaws.colleges.items]
    return (*known, *(CollegeCount(college, college, many) for college, many in counted.items()))


def _listed(row: MemberRow, held: int, bylaws: Bylaws, today: date) -> ListedMember:
    return ListedMember(
        id=row.id,
        number=row.number,
        label=label(row.name, row.first_name),
        kind=MemberKind(row.kind),
        category=category_name(bylaws, row.category),
        college=college_name(bylaws, row.college),
        shares=int(held),
        standing=standing(row.admitted_on, row.left_on, today),
    )


def category_name(bylaws: Bylaws, category: str) -> str:
    """Give the name of a category, or its identifier when these bylaws have no such category."""
    return next((clause.name for clause in bylaws.categories if clause.id == category), category)


def college_name(bylaws: Bylaws, college: str) -> str:
    """Give the name of a college, or its identifier when these bylaws have no such college."""
    return next((clause.name for clause in bylaws.colleges.items if clause.id == college), college)


def member_shown(uow: UnitOfWork, member_id: UUID, *, by: Actor) -> MemberShown:
    """Give one member with their movements, notices and links. Raises WrongHat, NoSuchMember."""
    by.ensure(*READERS)
    row = uow.session.get(MemberRow, member_id)
    if row is None:
        raise NoSuchMember
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    contact = by.holds(*CONTACT_READERS)
    member = member_of(row)
    connection = uow.session.connection()
    links = connection.execute(_LINKS, {"member": row.id, "today": uow.today, "now": uow.now}).one()
    movements = _movements(uow, row.id)
    return MemberShown(
        id=row.id,
        member=member if contact else _without_contact(member),
        category=category_name(bylaws, row.category),
        college=college_name(bylaws, row.college),
        standing=standing(row.admitted_on, row.left_on, uow.today),
        shares=movements[-1].held if movements else 0,
        movements=movements,
        notices=tuple(
            NoticeReceived(found.id, found.title, found.held_at, found.channel, found.outcome)
            for found in connection.execute(_NOTICES, {"member": row.id})
        ),
        linked=links.linked,
        invited_until=links.invited_until,
        contact=contact,
        connected=connected_members(uow, [row.id], uow.today).get(row.id, ()),
        several_voices=bylaws.colleges.several_per_person or row.same_as is not None,
        speaker=speaker(uow.session, row.id, uow.today) if row.kind == MemberKind.ORGANISATION else None,
    )


def _movements(uow: UnitOfWork, member_id: UUID) -> tuple[MovementShown, ...]:
    asked = (
        select(ShareMovementRow)
        .where(ShareMovementRow.member_id == member_id)
        .order_by(col(ShareMovementRow.sequence))
    )
    held, shown = 0, []
    for row in uow.session.exec(asked):
        held += row.shares
        shown.append(MovementShown(row.sequence, row.kind, row.shares, row.moved_on, held))
    return tuple(shown)


def choices(uow: UnitOfWork) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Give the categories and the colleges of the bylaws in force: identifiers with names."""
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    return (
        tuple((clause.id, clause.name) for clause in bylaws.categories),
        tuple((clause.id, clause.name) for clause in bylaws.colleges.items),
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What helps to add somebody: the next free number, and whether an assembly is convened or open."""

    number: int
    convened: bool


def newcomer(uow: UnitOfWork, *, by: Actor) -> Newcomer:
    """Propose a number for a new member: one more than the largest ever given. Raises WrongHat."""
    by.ensure(Role.SECRETARY)
    asked = select(func.max(MemberRow.number)).where(MemberRow.cooperative_id == uow.tenant)
    largest = uow.session.exec(asked).one() or 0
    return Newcomer(largest + 1, colleges_frozen(uow.session, uow.tenant))


def exported_members(uow: UnitOfWork, *, by: Actor) -> list[tuple[Member, str, str, int]]:
    """Give every member with the names of category and college and the shares held. Raises WrongHat."""
    by.ensure(*CONTACT_READERS)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    known = known_members(uow.session, uow.tenant)
    return [
        (
            each.member,
            category_name(bylaws, each.member.category),
            college_name(bylaws, each.member.college),
            each.shares,
        )
        for each in known.values()
    ]


def _without_contact(member: Member) -> Member:
    return replace(member, email="", address="", postcode="", city="", representative_email="")
