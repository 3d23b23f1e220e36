"""Who holds which role in a cooperative, since when and until when; whom a role can be given to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlmodel import col, select

from governance.actors import ROLE_NAMES, Actor, Role
from governance.errors import NotFound
from governance.register.names import search_words
from governance.store.accounts import InvitationRow
from governance.store.unit_of_work import UnitOfWork

MOST_PAST = 50
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role given to one person; `ends_on` is None while it has no last day.

    `kept` is false when it was taken back before a whole day had passed.
    """

    grant: UUID
    account: UUID
    person: str
    role: str
    starts_on: date
    ends_on: date | None
    kept: bool


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A one-time link that gives a role and that nobody has used yet. `offer` is its hash in hexadecimal."""

    offer: str
    role: str
    starts_on: date
    ends_on: date | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RolesShown:
    """The roles of a cooperative: held today or later, the latest that ended, the links that wait."""

    held: tuple[HeldRole, ...]
    past: tuple[HeldRole, ...]
    links: tuple[RoleLink, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who signed in and holds or held a role here, or acts for a member."""

    account: UUID
    name: str
    email: str
    known_as: tuple[str, ...]


_GRANTS = (
    "SELECT g.id, g.account_id, a.name, g.role, g.starts_on, g.ends_on FROM role_grants g"
    " JOIN accounts a ON a.id = g.account_id WHERE g.cooperative_id = :cooperative AND {clause}"
)
_HELD = text(
    _GRANTS.format(clause="(g.ends_on IS NULL OR g.ends_on >= :today)")
    + " ORDER BY array_position(cast(:roles AS text[]), g.role), a.name, g.starts_on, g.id"
)
_PAST = text(
    _GRANTS.format(clause="g.ends_on < :today") + " ORDER BY g.ends_on DESC, a.name, g.id LIMIT :most"
)
_ONE = text(_GRANTS.format(clause="g.id = :grant AND (g.ends_on IS NULL OR g.ends_on >= :today)"))

_NAME = "translate(lower(a.name), 'àâäéèêëîïôöùûüÿç', 'aaaeeeeiioouuuyc')"
_KNOWN = (
    "SELECT a.id, a.name, a.email, array_remove(array_agg(DISTINCT k.role), NULL) AS roles,"
    " array_remove(array_agg(DISTINCT k.member), NULL) AS members FROM ("
    " SELECT g.account_id, g.role, NULL AS member, '' AS key FROM role_grants g"
    " WHERE g.cooperative_id = :cooperative"
    " UNION ALL SELECT c.account_id, NULL, trim(m.first_name || ' ' || m.name), m.search_key"
    " FROM capacities c JOIN members m ON m.id = c.member_id AND m.cooperative_id = c.cooperative_id"
    " WHERE c.cooperative_id = :cooperative AND :searched"
    ") k JOIN accounts a ON a.id = k.account_id WHERE true {clauses}"
    " GROUP BY a.id, a.name, a.email ORDER BY a.name, a.id LIMIT :most"
)


def roles_shown(uow: UnitOfWork, *, by: Actor) -> RolesShown:
    """Give the roles of the cooperative. For its administrators and secretaries."""
    by.ensure(Role.ADMINISTRATOR, Role.SECRETARY)
    connection = uow.session.connection()
    asked = {"cooperative": uow.tenant, "today": uow.today}
    held = connection.execute(_HELD, {**asked, "roles": [role.value for role in Role]}).mappings()
    past = connection.execute(_PAST, {**asked, "most": MOST_PAST}).mappings()
    waiting = (
        select(InvitationRow)
        .where(
            InvitationRow.cooperative_id == uow.tenant,
            col(InvitationRow.role).is_not(None),
            col(InvitationRow.used_at).is_(None),
            InvitationRow.expires_at > uow.now,
        )
        .order_by(col(InvitationRow.expires_at), col(InvitationRow.token_hash))
    )
    return RolesShown(
        held=tuple(_held(row) for row in held),
        past=tuple(_held(row) for row in past),
        links=tuple(
            RoleLink(
                row.token_hash.hex(),
                ROLE_NAMES[Role(row.role)],
                row.role_starts_on,
                row.role_ends_on,
                row.expires_at,
            )
            for row in uow.session.exec(waiting)
            if row.role is not None and row.role_starts_on is not None
        ),
    )


def held_role(uow: UnitOfWork, grant: UUID, *, by: Actor) -> HeldRole:
    """Give one role held today or later. For administrators. Raises NotFound."""
    by.ensure(Role.ADMINISTRATOR)
    asked = {"cooperative": uow.tenant, "today": uow.today, "grant": grant}
    row = uow.session.connection().execute(_ONE, asked).mappings().one_or_none()
    if row is None:
        raise NotFound
    return _held(row)


def known_people(uow: UnitOfWork, query: str, *, by: Actor) -> tuple[KnownPerson, ...]:
    """Find at most 20 people a role can be given to, by name. For administrators.

    Without words to look for: those who hold or held a role. With words: also those who act for a
    member, by their own name or the member's; each word may be anywhere in one of them.
    """
    by.ensure(Role.ADMINISTRATOR)
    words = search_words(query)
    clauses = []
    parameters: dict[str, object] = {"cooperative": uow.tenant, "most": MOST_FOUND, "searched": bool(words)}
    for at, word in enumerate(words):
        clauses.append(f" AND (k.key LIKE :plain{at} OR {_NAME} LIKE :any{at})")
        parameters |= {f"plain{at}": f"% {word}%", f"any{at}": f"%{word}%"}
    found = uow.session.connection().execute(text(_KNOWN.format(clauses="".join(clauses))), parameters)
    return tuple(
        KnownPerson(
            row.id,
            row.name,
            row.email,
            (*(ROLE_NAMES[role] for role in Role if role.value in row.roles), *sorted(row.members)),
        )
        for row in found
    )


def _held(row: RowMapping) -> HeldRole:
    starts_on, ends_on = row["starts_on"], row["ends_on"]
    kept = ends_on is None or ends_on >= starts_on
    role = ROLE_NAMES[Role(row["role"])]
    return HeldRole(row["id"], row["account_id"], row["name"], role, starts_on, ends_on, kept)
