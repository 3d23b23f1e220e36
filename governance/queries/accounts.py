"""What pages show of accounts: who visits, under which hats, with which tokens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.errors import NotFound
from governance.store.accounts import AccountRow, ApiTokenRow
from governance.store.cooperatives import CooperativeRow, by_slug
from governance.store.hats import MyHats, hats_here, hats_of, invitation_row, member_name, my_hats
from governance.store.members import MemberRow
from governance.store.unit_of_work import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A signed-in person."""

    id: UUID
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in browser: who, in which cooperative, under which hat.

    `cooperative` is None outside a cooperative, or when none has the slug asked for. `actor` is
    None when the person holds no hat there, or several and has not chosen.
    """

    account: SignedIn
    csrf: str
    flash: tuple[str, ...]
    seen_at: datetime
    cooperative: UUID | None
    hats: tuple[Hat, ...]
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class MyToken:
    """A token for programs, as its owner sees it."""

    jti: UUID
    label: str
    cooperative: str
    hat: str
    may_write: bool
    created_at: datetime
    expires_at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class Program:
    """Who a token acts as, and whether it may do more than read."""

    actor: Actor
    may_write: bool


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """What an invitation gives: a member to act for, or a role until a day. `valid` until used or too old.

    Either `member` or `role` is empty.
    """

    slug: str
    cooperative: str
    member: str
    represents: bool
    role: str
    role_ends_on: date | None
    valid: bool


_MINE = text(
    "SELECT DISTINCT c.id, c.slug, c.name FROM cooperatives c WHERE"
    " EXISTS (SELECT 1 FROM role_grants g WHERE g.cooperative_id = c.id AND g.account_id = :account)"
    " OR EXISTS (SELECT 1 FROM capacities k WHERE k.cooperative_id = c.id AND k.account_id = :account)"
    " ORDER BY c.name, c.slug"
)


def visit(uow: UnitOfWork, token_hash: bytes, slug: str | None, idle: timedelta) -> Visit | None:
    """Resolve a session in one statement; None when it is unknown, expired or idle for too long."""
    return _visit(uow.enter_session(token_hash, slug, idle))


def visits(
    database: Database, asked: Sequence[tuple[bytes, str]], idle: timedelta
) -> tuple[Visit | None, ...]:
    """Resolve several sessions, each in the cooperative it asks for, in one statement."""
    return tuple(_visit(found) for found in database.sessions(asked, idle))


def _visit(found: Mapping[str, Any] | None) -> Visit | None:
    if found is None:
        return None
    person, here = found["account"], found["cooperative"]
    account = SignedIn(UUID(person["id"]), person["name"], person["email"], person["language"])
    hats = hats_of(found["roles"], found["members"])
    actor = None
    if here:
        chosen = [hat for hat in hats if hat.key == found["hat"]] or (hats if len(hats) == 1 else ())
        if chosen:
            home = UUID(here["id"])
            actor = Actor(account.id, account.name, home, here["slug"], here["name"], chosen[0], hats)
    return Visit(
        account=account,
        csrf=found["csrf"],
        flash=tuple(found["flash"]),
        seen_at=datetime.fromisoformat(found["seen_at"]),
        cooperative=UUID(here["id"]) if here else None,
        hats=hats,
        actor=actor,
    )


def hats_in(uow: UnitOfWork, account: UUID, slug: str) -> MyHats:
    """Give the hats of a person in one cooperative. Raises NotFound when they have none there."""
    return my_hats(uow, account, slug)


def my_cooperatives(uow: UnitOfWork, account: UUID) -> tuple[MyHats, ...]:
    """List the cooperatives where a person holds a hat today, by name."""
    uow.identify(account)
    found = uow.session.connection().execute(_MINE, {"account": account}).all()
    mine = []
    for row in found:
        uow.enter(row.id)
        hats = hats_here(uow, account)
        if hats:
            mine.append(MyHats(row.id, row.slug, row.name, hats))
    return tuple(mine)


def my_tokens(uow: UnitOfWork, account: UUID) -> tuple[MyToken, ...]:
    """List a person's tokens for programs, newest first, with what became of them."""
    uow.identify(account)
    names = {hat.key: hat.label for mine in my_cooperatives(uow, account) for hat in mine.hats}
    asked = (
        select(ApiTokenRow, CooperativeRow.name)
        .join(CooperativeRow, CooperativeRow.id == ApiTokenRow.cooperative_id)  # type: ignore[arg-type]
        .where(ApiTokenRow.account_id == account)
        .order_by(ApiTokenRow.created_at.desc())  # type: ignore[attr-defined]
    )
    return tuple(
        MyToken(
            row.jti,
            row.label,
            name,
            names.get(row.hat_key, row.hat_key),
            row.may_write,
            row.created_at,
            row.expires_at,
            ended=row.revoked_at is not None or row.expires_at <= uow.now,
        )
        for row, name in uow.session.exec(asked)
    )


def bearer(uow: UnitOfWork, jti: UUID, account: UUID, cooperative: UUID) -> Program | None:
    """Give who a token for programs acts as, and enter its cooperative.

    None when the token is unknown, revoked or too old, or when its hat is no longer held.
    """
    uow.enter(cooperative)
    token = uow.session.get(ApiTokenRow, jti)
    person = uow.session.get(AccountRow, account)
    home = uow.session.get(CooperativeRow, cooperative)
    if token is None or person is None or home is None or token.account_id != account:
        return None
    if token.revoked_at is not None or token.expires_at <= uow.now:
        return None
    hats = hats_here(uow, account)
    worn = next((hat for hat in hats if hat.key == token.hat_key), None)
    if worn is None:
        return None
    actor = Actor(account, person.name, cooperative, home.slug, home.name, worn, hats)
    return Program(actor, token.may_write)


def invitation(uow: UnitOfWork, slug: str, secret_hash: bytes) -> InvitationShown:
    """Show what an invitation gives. Raises NotFound when nobody was given this secret."""
    row = invitation_row(uow, slug, secret_hash)
    home = by_slug(uow.session, slug)
    if row is None or home is None:
        raise NotFound
    member = uow.session.get_one(MemberRow, row.member_id) if row.member_id else None
    return InvitationShown(
        slug=slug,
        cooperative=home.name,
        member=member_name(member.kind, member.name, member.first_name) if member else "",
        represents=row.represents,
        role=ROLE_NAMES[Role(row.role)] if row.role else "",
        role_ends_on=row.role_ends_on,
        valid=row.used_at is None and row.expires_at > uow.now,
    )
