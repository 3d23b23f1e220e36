"""The members of the demonstration's cooperative, and the shares they took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from governance.register.names import search_key, sort_key
from governance.store.members import MemberRow
from governance.store.shares import ShareMovementRow
from web.demo import accounts, names
from web.demo.provider import DemoAccount

YEARS = 11  # since the cooperative was founded
CONSENT = 0.85  # members who agreed to be convened by e-mail


@dataclass(frozen=True, slots=True)
class Group:
    """Members alike: their college, their category, how many they are, how many shares they took at first."""

    college: str
    category: str
    many: int
    shares: tuple[int, int]
    organisations: Sequence[str] = ()
    known: tuple[DemoAccount, ...] = ()


GROUPS = (
    Group("entrepreneurs", "entrepreneurs", 212, (5, 15), known=(accounts.ENTREPRENEUR, accounts.SEVERAL)),
    Group("team", "team", 38, (5, 20)),
    Group("structures", "structures", 31, (10, 60), names.STRUCTURES, (accounts.SEVERAL,)),
    Group("beneficiaries", "beneficiaries", 331, (1, 4), known=(accounts.BENEFICIARY,)),
    Group("partners", "public", 9, (20, 100), names.AUTHORITIES, (accounts.MAYOR,)),
    Group("partners", "partners", 19, (10, 50), names.PARTNERS),
)
LEFT = (("entrepreneurs", 5), ("beneficiaries", 3))
"""Colleges of those who left, and how many."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A member before numbers are given, with the person who signs in for them, if any."""

    member: MemberRow
    shares: int
    account: DemoAccount | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Every member with the person who may sign in for them, and the register of movements."""

    members: tuple[MemberRow, ...]
    movements: tuple[ShareMovementRow, ...]
    accounts: dict[UUID, DemoAccount]


def crowd(cooperative: UUID, random: Random, today: date) -> Crowd:
    """Invent 640 members, eight who left, and their movements; numbered by day of admission."""
    inventor = names.Inventor(random, {tuple(a.name.split(" ", 1)) for a in accounts.ACCOUNTS})  # type: ignore[misc]
    founded = today.replace(day=1, month=1, year=today.year - YEARS)
    drafts = [
        _draft(cooperative, inventor, group, place, (founded, today))
        for group in GROUPS
        for place in range(group.many)
    ]
    for college, many in LEFT:
        group = next(group for group in GROUPS if group.college == college)
        for place in range(many):
            gone = _draft(cooperative, inventor, group, len(group.known) + place, (founded, today))
            gone.member.left_on = gone.member.admitted_on + (today - gone.member.admitted_on) // 2
            drafts.append(gone)
    drafts.sort(key=lambda draft: (draft.member.admitted_on, draft.member.sort_key))
    for number, draft in enumerate(drafts, start=1):
        draft.member.number = number
    return Crowd(
        tuple(draft.member for draft in drafts),
        tuple(_numbered(movement for draft in drafts for movement in _movements(draft, random, today))),
        {draft.member.id: draft.account for draft in drafts if draft.account},
    )


def _draft(
    cooperative: UUID, inventor: names.Inventor, group: Group, place: int, days: tuple[date, date]
) -> Draft:
    random, known = inventor.random, group.known[place] if place < len(group.known) else None
    founded, today = days
    latest = 800 if known else 45  # those who sign in were there a year ago
    admitted = founded + timedelta(days=random.randrange((today - founded).days - latest))
    first_name, name = known.name.split(" ", 1) if known else inventor.person()
    street, postcode, town = inventor.address()
    email = known.email if known else inventor.email(first_name, name)
    consents = known is not None or random.random() < CONSENT
    row = MemberRow(
        id=UUID(int=random.getrandbits(128), version=4),
        cooperative_id=cooperative,
        number=0,
        kind="organisation" if group.organisations else "person",
        name=name,
        first_name=first_name,
        email=email,
        email_notice_since=admitted if consents else None,
        address=street,
        postcode=postcode,
        city=town,
        category=group.category,
        college=group.college,
        admitted_on=admitted,
        sort_key=sort_key(name, first_name),
        search_key=search_key(name, first_name),
    )
    if group.organisations:
        _as_organisation(row, group.organisations[place], inventor, f"{first_name} {name}")
    return Draft(row, random.randint(*group.shares), known)


def _as_organisation(row: MemberRow, name: str, inventor: names.Inventor, representative: str) -> None:
    row.name, row.first_name, row.siren = name, "", inventor.siren()
    row.representative, row.representative_email = representative, row.email
    row.email = inventor.email("contact", name)
    row.sort_key, row.search_key = sort_key(name), search_key(name, representative)


def _movements(draft: Draft, random: Random, today: date) -> Iterator[ShareMovementRow]:
    """Give a member's movements: shares at admission, sometimes more later, all back when they leave."""
    member, held = draft.member, draft.shares
    yield _movement(member, "subscription", held, member.admitted_on)
    since = (member.left_on or today) - member.admitted_on
    if random.random() < 1 / 4 and since.days > 60:
        more = random.randint(1, max(1, held // 2))
        held += more
        yield _movement(member, "subscription", more, member.admitted_on + since * 3 // 5)
    if member.left_on:
        yield _movement(member, "redemption", -held, member.left_on)


def _movement(member: MemberRow, kind: str, shares: int, day: date) -> ShareMovementRow:
    return ShareMovementRow(
        cooperative_id=member.cooperative_id,
        sequence=0,
        member_id=member.id,
        kind=kind,
        shares=shares,
        moved_on=day,
        recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )


def _numbered(movements: Iterator[ShareMovementRow]) -> Iterator[ShareMovementRow]:
    for sequence, movement in enumerate(sorted(movements, key=lambda one: one.moved_on), start=1):
        movement.sequence = sequence
        yield movement


def small_crowd(cooperative: UUID, random: Random, today: date, groups: Sequence[tuple[str, int]]) -> Crowd:
    """Invent the persons of a small cooperative: each college's id, which is its category's, and how many."""
    inventor = names.Inventor(random, {tuple(a.name.split(" ", 1)) for a in accounts.ACCOUNTS})  # type: ignore[misc]
    founded = today.replace(day=1, month=1, year=today.year - 4)
    known = {"users": (accounts.SEVERAL,), "employees": (accounts.OTHER_SECRETARY,)}
    drafts = []
    for college, many in groups:
        group = Group(college, college, many, (5, 20), known=known.get(college, ()))
        drafts += [_draft(cooperative, inventor, group, place, (founded, today)) for place in range(many)]
    drafts.sort(key=lambda draft: (draft.member.admitted_on, draft.member.sort_key))
    for number, draft in enumerate(drafts, start=1):
        draft.member.number = number
    movements = _numbered(one for draft in drafts for one in _movements(draft, random, today))
    signing = {draft.member.id: draft.account for draft in drafts if draft.account}
    return Crowd(tuple(draft.member for draft in drafts), tuple(movements), signing)
