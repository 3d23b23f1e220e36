"""Which hats a person holds in a cooperative, as rows tell it today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from governance.actors import ROLE_NAMES, Hat, Role
from governance.errors import NotFound
from governance.store.accounts import InvitationRow
from governance.store.cooperatives import by_slug
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MyHats:
    """The hats of a person in one cooperative."""

    cooperative: UUID
    slug: str
    name: str
    hats: tuple[Hat, ...]


_ROLES = text(
    "SELECT DISTINCT role FROM role_grants WHERE account_id = :account AND cooperative_id = :cooperative"
    " AND starts_on <= :today AND (ends_on IS NULL OR ends_on >= :today)"
)
_MEMBERS = text(
    "SELECT DISTINCT m.id AS member, m.kind, m.name, m.first_name, m.college, k.represents,"
    " CASE WHEN m.same_as IS NOT NULL THEN m.number END AS further"
    " FROM capacities k JOIN LATERAL (SELECT * FROM members WHERE id = k.member_id"
    " UNION ALL SELECT * FROM members WHERE same_as = k.member_id) m ON m.cooperative_id = k.cooperative_id"
    " WHERE k.account_id = :account AND k.cooperative_id = :cooperative"
    " AND k.starts_on <= :today AND (k.ends_on IS NULL OR k.ends_on >= :today)"
    " AND m.admitted_on <= :today AND (m.left_on IS NULL OR m.left_on > :today)"
)


def my_hats(uow: UnitOfWork, account: UUID, slug: str) -> MyHats:
    """Give the hats of a person in a cooperative, and enter it.

    Raises NotFound alike for an unknown cooperative and for one where they hold no hat.
    """
    row = by_slug(uow.session, slug)
    if row is None:
        raise NotFound
    uow.enter(row.id)
    hats = hats_here(uow, account)
    if not hats:
        raise NotFound
    return MyHats(row.id, row.slug, row.name, hats)


def invitation_row(
    uow: UnitOfWork, slug: str, secret_hash: bytes, *, for_update: bool = False
) -> InvitationRow | None:
    """Find an invitation by its secret's hash, and enter its cooperative."""
    home = by_slug(uow.session, slug)
    if home is None:
        return None
    uow.enter(home.id)
    asked = select(InvitationRow).where(InvitationRow.token_hash == secret_hash)
    return uow.session.exec(asked.with_for_update() if for_update else asked).one_or_none()


def hats_here(uow: UnitOfWork, account: UUID) -> tuple[Hat, ...]:
    """Give the hats an account holds today in the cooperative entered."""
    asked = {"account": account, "cooperative": uow.tenant, "today": uow.today}
    connection = uow.session.connection()
    roles = connection.execute(_ROLES, asked).scalars().all()
    members = [row._asdict() for row in connection.execute(_MEMBERS, asked)]
    return hats_of(roles, members)


def hats_of(roles: Iterable[str], members: Iterable[Mapping[str, Any]]) -> tuple[Hat, ...]:
    """Order hats: roles as the list of roles goes, then members by name."""
    given = set(roles)
    from_roles = [Hat(role.value, role, ROLE_NAMES[role]) for role in Role if role.value in given]
    from_members = [
        Hat(
            key=f"member:{entry['member']}",
            role=Role.MEMBER,
            label=_labelled(entry),
            member=UUID(str(entry["member"])),
            college=entry["college"],
            represents=entry["represents"],
        )
        for entry in members
    ]
    return (*from_roles, *sorted(from_members, key=lambda hat: (hat.label, hat.key)))


def _labelled(entry: Mapping[str, Any]) -> str:
    """Name the member; a further voice of a person has its number besides."""
    name = member_name(entry["kind"], entry["name"], entry["first_name"])
    further = entry.get("further")
    return f"{name} – {further}" if further else name


def member_name(kind: str, name: str, first_name: str) -> str:
    """Write a member's name as people say it."""
    return f"{first_name} {name}" if kind == "person" and first_name else name
