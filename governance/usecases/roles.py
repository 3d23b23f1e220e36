"""Giving a role for a while, at once or by a one-time link, and taking it back.

Each reading names the cooperative: a person's own roles show to them wherever they hold them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from governance.actors import ROLE_NAMES, Actor, Role
from governance.errors import Malformed, NotFound, Refused
from governance.store.accounts import CapacityRow, InvitationRow, RoleGrantRow
from governance.store.base import lock
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.words import N_

LINK_DAYS = 7
GIVEN = tuple(role for role in Role if role is not Role.MEMBER)
"""The roles a cooperative gives; one is a member by being in the register."""


@dataclass(eq=False)
class NotAGivenRole(Malformed):
    """The role is unknown, or is not one that a cooperative gives."""

    message = N_("Ce rôle n’existe pas, ou n’est pas un rôle que la coopérative donne.")
    remedy = N_("Choisissez un rôle de la liste.")


@dataclass(eq=False)
class RoleEndsBeforeItStarts(Malformed):
    """The last day is before the first one, or is over."""

    message = N_("Le dernier jour de ce rôle est passé, ou vient avant le premier.")
    remedy = N_("Corrigez l’une des deux dates.")


@dataclass(eq=False)
class RoleStartsInThePast(Malformed):
    """A role was asked for from a day that is over: nobody held it then."""

    message = N_("Un rôle ne se donne pas pour un jour passé.")
    remedy = N_("Donnez la date d’aujourd’hui ou une date à venir.")


@dataclass(eq=False)
class AuditorWithoutEnd(Malformed):
    """An auditor was to stay for ever."""

    message = N_("Le rôle d’auditeur se donne pour une durée limitée : il manque son dernier jour.")
    remedy = N_("Indiquez le dernier jour de la mission.")


@dataclass(eq=False)
class UnknownPerson(NotFound):
    """The account is of nobody who came to this cooperative."""

    message = N_("Cette personne n’est pas connue dans cette coopérative.")
    remedy = N_("Préparez plutôt un lien personnel, et envoyez-le-lui.")


@dataclass(eq=False)
class AlreadyHolds(Refused):
    """The person holds this role during a part of the time asked for."""

    role: str

    message = N_("Cette personne a déjà le rôle « %(role)s » pendant tout ou partie de cette période.")
    remedy = N_("Mettez d’abord fin à ce rôle, ou choisissez d’autres dates.")


@dataclass(eq=False)
class UnknownGrant(NotFound):
    """No such role was given here, or it is over."""

    message = N_("Ce rôle n’a pas été donné dans cette coopérative, ou il a déjà pris fin.")
    remedy = N_("Revenez à la liste des rôles.")


@dataclass(eq=False)
class LastAdministrator(Refused):
    """Nobody would be left to give roles."""

    message = N_("C’est le dernier administrateur : après lui, personne ne pourrait plus donner de rôle.")
    remedy = N_("Donnez d’abord le rôle d’administrateur, sans dernier jour, à une autre personne.")


@dataclass(eq=False)
class UnknownRoleLink(NotFound):
    """No such link waits for somebody here."""

    message = N_("Ce lien personnel n’existe pas, a déjà servi ou a été annulé.")
    remedy = N_("Revenez à la liste des rôles.")


@dataclass(frozen=True, slots=True)
class GrantRole:
    """A role for an account, from a day to a day (both included); without end when `ends_on` is None."""

    account: UUID
    role: Role
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class OfferRole:
    """A role for whoever shows the secret whose hash this is, once, within 7 days."""

    role: Role
    starts_on: date
    secret_hash: bytes
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class EndRole:
    """A role taken back: after `last_day`, or at once when it is None."""

    grant: UUID
    last_day: date | None = None


def grant_role(uow: UnitOfWork, command: GrantRole, *, by: Actor | None) -> UUID:
    """Give a role in the cooperative entered. `by` is None from the command line only.

    Who      administrator, to a person who holds or held a role here, or acts for a member
    Writes   the role, act role.grant
    Refuses  WrongHat, NotAGivenRole, RoleStartsInThePast, RoleEndsBeforeItStarts, AuditorWithoutEnd,
             UnknownPerson, AlreadyHolds
    """
    if by is not None:
        by.ensure(Role.ADMINISTRATOR)
        if command.starts_on < uow.today:
            raise RoleStartsInThePast
    _ensure_sensible(uow, command.role, command.starts_on, command.ends_on)
    if by is not None and not _is_known(uow, command.account):
        raise UnknownPerson
    return _grant(uow, command, _who(by))


def offer_role(uow: UnitOfWork, command: OfferRole, *, by: Actor | None) -> datetime:
    """Prepare a one-time link that gives a role, and say until when it works.

    Who      administrator; the command line for the first one (`by` is None)
    Writes   the invitation (hash only), act role.offer
    Refuses  WrongHat, NotAGivenRole, RoleStartsInThePast, RoleEndsBeforeItStarts, AuditorWithoutEnd
    """
    if by is not None:
        by.ensure(Role.ADMINISTRATOR)
    if command.starts_on < uow.today:
        raise RoleStartsInThePast
    _ensure_sensible(uow, command.role, command.starts_on, command.ends_on)
    until = uow.now + timedelta(days=LINK_DAYS)
    if command.ends_on is not None:
        midnight = datetime.combine(command.ends_on + timedelta(days=1), time(), PARIS)
        until = min(until, midnight)
    uow.session.add(
        InvitationRow(
            token_hash=command.secret_hash,
            cooperative_id=uow.tenant,
            role=command.role.value,
            role_starts_on=command.starts_on,
            role_ends_on=command.ends_on,
            created_at=uow.now,
            expires_at=until,
        )
    )
    facts = {"offer": command.secret_hash.hex(), **_facts(command.role, command.starts_on, command.ends_on)}
    uow.acts([("role.offer", {**_who(by), **facts})])
    return until


def withdraw_offer(uow: UnitOfWork, secret_hash: bytes, *, by: Actor) -> None:
    """Cancel a link that gives a role and that nobody used.

    Who      administrator
    Writes   deletes the invitation, act role.withdraw
    Refuses  WrongHat, UnknownRoleLink
    """
    by.ensure(Role.ADMINISTRATOR)
    asked = select(InvitationRow).where(InvitationRow.token_hash == secret_hash).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None or row.role is None or row.used_at is not None:
        raise UnknownRoleLink
    uow.session.delete(row)
    uow.act("role.withdraw", by=by, offer=secret_hash.hex())


def take_offer(uow: UnitOfWork, row: InvitationRow, *, account: UUID) -> None:
    """Give the role of an invitation that was just shown; its starting day is today at the earliest.

    Who      a signed-in person who shows the secret (see `accept_invitation`)
    Writes   the role, act role.grant
    Refuses  AlreadyHolds
    """
    if row.role is None or row.role_starts_on is None:
        raise NotAGivenRole
    command = GrantRole(account, Role(row.role), max(row.role_starts_on, uow.today), row.role_ends_on)
    _grant(uow, command, {"by": str(account), "as": "invited", "offer": row.token_hash.hex()})


def end_role(uow: UnitOfWork, command: EndRole, *, by: Actor) -> date:
    """Take a role back, at once or after a day to come; give its last day.

    Who      administrator
    Writes   the role's last day, act role.revoke
    Refuses  WrongHat, UnknownGrant, RoleEndsBeforeItStarts, LastAdministrator
    """
    by.ensure(Role.ADMINISTRATOR)
    lock(uow.session, "roles", uow.tenant)
    row = uow.session.get(RoleGrantRow, command.grant)
    if row is None or row.cooperative_id != uow.tenant or (row.ends_on and row.ends_on < uow.today):
        raise UnknownGrant
    if command.last_day is None:
        # a role not held for a whole day yet keeps its line, with no day in it
        last = max(uow.today, row.starts_on) - timedelta(days=1)
    elif command.last_day < max(uow.today, row.starts_on):
        raise RoleEndsBeforeItStarts
    else:
        last = command.last_day
    if row.role == Role.ADMINISTRATOR and not _administered_after(uow, row, last):
        raise LastAdministrator
    row.ends_on = last
    uow.session.add(row)
    uow.act(
        "role.revoke",
        by=by,
        grant=str(row.id),
        account=str(row.account_id),
        role=row.role,
        ends_on=last.isoformat(),
    )
    return last


def _grant(uow: UnitOfWork, command: GrantRole, who: Mapping[str, Any]) -> UUID:
    lock(uow.session, "roles", uow.tenant)
    held = select(RoleGrantRow).where(
        RoleGrantRow.cooperative_id == uow.tenant,
        RoleGrantRow.account_id == command.account,
        RoleGrantRow.role == command.role.value,
    )
    for other in uow.session.exec(held):
        starts_before_end = command.ends_on is None or other.starts_on <= command.ends_on
        if starts_before_end and (other.ends_on is None or other.ends_on >= command.starts_on):
            raise AlreadyHolds(ROLE_NAMES[command.role])
    row = RoleGrantRow(
        cooperative_id=uow.tenant,
        account_id=command.account,
        role=command.role.value,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
    uow.session.add(row)
    facts = {"grant": str(row.id), "account": str(command.account)}
    period = _facts(command.role, command.starts_on, command.ends_on)
    uow.acts([("role.grant", {**who, **facts, **period})])
    return row.id


def _ensure_sensible(uow: UnitOfWork, role: Role, starts_on: date, ends_on: date | None) -> None:
    if role not in GIVEN:
        raise NotAGivenRole
    if ends_on is not None and ends_on < max(starts_on, uow.today):
        raise RoleEndsBeforeItStarts
    if role is Role.AUDITOR and ends_on is None:
        raise AuditorWithoutEnd


def _is_known(uow: UnitOfWork, account: UUID) -> bool:
    for row in (RoleGrantRow, CapacityRow):
        asked = select(row.id).where(row.account_id == account, row.cooperative_id == uow.tenant)
        if uow.session.exec(asked.limit(1)).first() is not None:
            return True
    return False


def _administered_after(uow: UnitOfWork, ended: RoleGrantRow, last: date) -> bool:
    """Tell whether an administrator without a last day is there, besides `ended`, when it ends."""
    others = select(RoleGrantRow.id).where(
        RoleGrantRow.cooperative_id == uow.tenant,
        RoleGrantRow.role == Role.ADMINISTRATOR.value,
        RoleGrantRow.id != ended.id,
        col(RoleGrantRow.ends_on).is_(None),
        RoleGrantRow.starts_on <= last + timedelta(days=1),
    )
    return uow.session.exec(others).first() is not None


def _who(by: Actor | None) -> dict[str, str]:
    return {"by": str(by.account), "as": by.hat.key} if by else {"by": "", "as": "operator"}


def _facts(role: Role, starts_on: date, ends_on: date | None) -> dict[str, str | None]:
    return {
        "role": role.value,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
    }
