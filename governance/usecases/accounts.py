"""Signing in, choosing a hat, tokens for programs, joining a member by invitation."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import select

from governance.actors import Actor, Role
from governance.errors import Malformed, NotFound, Refused
from governance.store.accounts import ApiTokenRow, CapacityRow, InvitationRow
from governance.store.hats import invitation_row, my_hats
from governance.store.mandates import MandateRow, mandate_of
from governance.store.members import MemberRow
from governance.store.representing import has_mandates, linkable
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.roles import take_offer
from governance.words import N_

LONGEST_TOKEN_DAYS = 90
INVITATION_DAYS = 30


@dataclass(eq=False)
class UnknownHat(NotFound):
    """The person does not hold this hat here, or no longer."""

    message = N_("Vous n’avez pas, ou plus, cette qualité dans cette coopérative.")
    remedy = N_("Choisissez une autre qualité.")


@dataclass(eq=False)
class TokenTooLong(Malformed):
    """A token for programs was asked for a life we do not give."""

    longest: int

    message = N_("Un jeton d’accès dure de 1 à %(longest)s jours.")
    remedy = N_("Choisissez une durée plus courte ; vous pourrez créer un autre jeton ensuite.")


@dataclass(eq=False)
class TokenWithoutLabel(Malformed):
    """A token for programs has no name to recognise it by."""

    message = N_("Ce jeton n’a pas de nom, ou un nom de plus de 80 caractères.")
    remedy = N_("Donnez-lui un nom qui dit à quoi il sert.")


@dataclass(eq=False)
class MembersActThemselves(Malformed):
    """A token that may act was asked for under the hat of a member."""

    message = N_("Voter est l’acte d’une personne, dans un navigateur : un programme n’agit pas à sa place.")
    remedy = N_("Pour cette qualité, créez un jeton qui permet seulement de lire.")


@dataclass(eq=False)
class UnknownToken(NotFound):
    """No such token in this person's account."""

    message = N_("Ce jeton d’accès n’existe pas dans votre compte, ou il est déjà annulé.")
    remedy = N_("Revenez à la liste de vos jetons.")


@dataclass(eq=False)
class InvitationSpent(Refused):
    """The invitation is unknown, used or too old. The three are told alike."""

    message = N_("Cette invitation n’est pas valable, a déjà servi ou a expiré.")
    remedy = N_("Demandez une nouvelle invitation à votre coopérative.")


@dataclass(eq=False)
class UnknownMember(NotFound):
    """No such member in this cooperative."""

    message = N_("Ce sociétaire n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des sociétaires.")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who an identity provider says has come; (issuer, subject) alone identifies."""

    issuer: str
    subject: str
    name: str
    email: str
    email_verified: bool
    language: str = "fr"


_SIGN_IN = text(
    "INSERT INTO accounts"
    " (id, issuer, subject, name, email, email_verified, language, created_at, last_seen_on)"
    " VALUES (:id, :issuer, :subject, :name, :email, :email_verified, :language, :now, :today)"
    " ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, email = excluded.email,"
    " email_verified = excluded.email_verified, last_seen_on = excluded.last_seen_on RETURNING id"
)
_OPEN = text(
    "INSERT INTO sessions (token_hash, account_id, csrf, hats, flash, created_at, seen_at, expires_at)"
    " VALUES (:token_hash, :account, :csrf, '{}', '[]', :now, :now, :until)"
)
_CLOSE = text("DELETE FROM sessions WHERE token_hash = :token_hash")
_FORGET = text("DELETE FROM sessions WHERE account_id = :account AND expires_at <= :now")
_TOUCH = text(
    "UPDATE sessions SET seen_at = :now,"
    " flash = CASE WHEN :shown THEN '[]'::jsonb ELSE flash END WHERE token_hash = :token_hash"
)
_TELL = text(
    "UPDATE sessions SET flash = flash || jsonb_build_array(cast(:sentence AS text))"
    " WHERE token_hash = :token_hash"
)
_WEAR = text(
    "UPDATE sessions SET hats = hats || jsonb_build_object(cast(:cooperative AS text), cast(:hat AS text))"
    " WHERE token_hash = :token_hash"
)


def sign_in(uow: UnitOfWork, person: SignIn) -> UUID:
    """Find the account of (issuer, subject), or create it; its name and address follow the provider.

    Who      anybody the identity provider vouches for
    Writes   the account. Never a link to a member: an e-mail address proves nothing
    Refuses  nothing
    """
    values = {
        "id": uuid4(),
        "issuer": person.issuer,
        "subject": person.subject,
        "name": person.name,
        "email": person.email,
        "email_verified": person.email_verified,
        "language": person.language,
        "now": uow.now,
        "today": uow.today,
    }
    found: UUID = uow.session.connection().execute(_SIGN_IN, values).scalar_one()
    return found


def open_session(
    uow: UnitOfWork, account: UUID, *, token_hash: bytes, csrf: str, life: timedelta, replacing: bytes | None
) -> None:
    """Open a new session for `account`, and close the one the browser had before.

    Who      a person who has just signed in
    Writes   the session; deletes the former one and those of the account that have expired
    Refuses  nothing
    """
    connection = uow.session.connection()
    connection.execute(_FORGET, {"account": account, "now": uow.now})
    if replacing is not None:
        connection.execute(_CLOSE, {"token_hash": replacing})
    connection.execute(
        _OPEN,
        {
            "token_hash": token_hash,
            "account": account,
            "csrf": csrf,
            "now": uow.now,
            "until": uow.now + life,
        },
    )


def close_session(uow: UnitOfWork, token_hash: bytes) -> None:
    """Sign out.

    Who      the person of the session
    Writes   deletes the session
    Refuses  nothing
    """
    uow.session.connection().execute(_CLOSE, {"token_hash": token_hash})


def touch_session(uow: UnitOfWork, token_hash: bytes, *, flash_shown: bool) -> None:
    """Say that the session is in use, and that its sentences were shown when `flash_shown`.

    Who      the person of the session
    Writes   the session
    Refuses  nothing
    """
    uow.session.connection().execute(_TOUCH, {"now": uow.now, "shown": flash_shown, "token_hash": token_hash})


def tell(uow: UnitOfWork, token_hash: bytes, sentence: str) -> None:
    """Keep a sentence for the next page of this session.

    Who      the person of the session
    Writes   the session
    Refuses  nothing
    """
    uow.session.connection().execute(_TELL, {"sentence": sentence, "token_hash": token_hash})


def choose_hat(uow: UnitOfWork, token_hash: bytes, account: UUID, slug: str, key: str) -> None:
    """Wear one of the hats one holds in a cooperative, for this session.

    Who      a person with at least one hat there
    Writes   the session
    Refuses  NotFound, UnknownHat
    """
    mine = my_hats(uow, account, slug)
    if key not in {hat.key for hat in mine.hats}:
        raise UnknownHat
    wear = {"cooperative": str(mine.cooperative), "hat": key, "token_hash": token_hash}
    uow.session.connection().execute(_WEAR, wear)


@dataclass(frozen=True, slots=True)
class CreateToken:
    """What a person asks for: in which cooperative, under which hat, for how many days.

    `may_write`: the program may also do what the hat allows, which is never to vote.
    """

    slug: str
    hat: str
    label: str
    days: int
    may_write: bool = False


def create_token(uow: UnitOfWork, command: CreateToken, *, account: UUID) -> ApiTokenRow:
    """Give a program the right to read, or to act, as one of one's hats, for 90 days at most.

    Who      a person, for a hat they hold
    Writes   the token's number and end (never the token), one act
    Refuses  NotFound, UnknownHat, TokenTooLong, TokenWithoutLabel, MembersActThemselves
    """
    if not 1 <= command.days <= LONGEST_TOKEN_DAYS:
        raise TokenTooLong(LONGEST_TOKEN_DAYS)
    label = command.label.strip()
    if not 1 <= len(label) <= 80 or not label.isprintable():
        raise TokenWithoutLabel
    mine = my_hats(uow, account, command.slug)
    worn = next((hat for hat in mine.hats if hat.key == command.hat), None)
    if worn is None:
        raise UnknownHat
    if command.may_write and worn.role is Role.MEMBER:
        raise MembersActThemselves
    row = ApiTokenRow(
        cooperative_id=mine.cooperative,
        account_id=account,
        hat_key=command.hat,
        label=label,
        may_write=command.may_write,
        created_at=uow.now,
        expires_at=uow.now + timedelta(days=command.days),
    )
    uow.session.add(row)
    facts = {"token": str(row.jti), "may_write": command.may_write}
    uow.acts([("token_created", {"by": str(account), "as": command.hat, **facts})])
    return row


def revoke_token(uow: UnitOfWork, jti: UUID, *, account: UUID) -> None:
    """Cancel a token: the next request that shows it is refused.

    Who      the person it was given to
    Writes   the token's end, one act
    Refuses  UnknownToken
    """
    uow.identify(account)
    row = uow.session.get(ApiTokenRow, jti)
    if row is None or row.account_id != account or row.revoked_at is not None:
        raise UnknownToken
    uow.enter(row.cooperative_id)
    row.revoked_at = uow.now
    uow.acts([("token_revoked", {"by": str(account), "as": row.hat_key, "token": str(jti)})])


def invite(uow: UnitOfWork, member: UUID, secret_hash: bytes, *, represents: bool, by: Actor) -> None:
    """Prepare a one-time link that ties the account which shows it to a member.

    A structure that has mandates gives it to its holder, in force or to come, for the days of the mandate.

    Who      administrator, secretary
    Writes   the invitation (hash only), one act
    Refuses  WrongHat, UnknownMember, NobodyInMandate
    """
    by.ensure(Role.ADMINISTRATOR, Role.SECRETARY)
    if uow.session.get(MemberRow, member) is None:
        raise UnknownMember
    mandate = linkable(uow.session, member, uow.today) if represents else None
    uow.session.add(
        InvitationRow(
            token_hash=secret_hash,
            cooperative_id=uow.tenant,
            member_id=member,
            represents=represents,
            mandate_id=mandate.id if mandate else None,
            created_at=uow.now,
            expires_at=uow.now + timedelta(days=INVITATION_DAYS),
        )
    )
    uow.act("member_invited", by=by, member=str(member), represents=represents)


def accept_invitation(uow: UnitOfWork, slug: str, secret_hash: bytes, *, account: UUID) -> None:
    """Tie an account to a member, or give it a role, once, with the secret of an invitation.

    Who      a signed-in person who shows the secret and says so by a form
    Writes   the capacity or the role, the invitation's end, one act
    Refuses  InvitationSpent (also when the mandate it is for is over), AlreadyHolds
    """
    row = invitation_row(uow, slug, secret_hash, for_update=True)
    if row is None or row.used_at is not None or row.expires_at <= uow.now:
        raise InvitationSpent
    row.used_at, row.used_by = uow.now, account
    if row.member_id is None:
        take_offer(uow, row, account=account)
    else:
        _link(uow, row, row.member_id, account)


def _link(uow: UnitOfWork, row: InvitationRow, member: UUID, account: UUID) -> None:
    if row.mandate_id is not None:
        _link_under(uow, row.mandate_id, account)
    else:
        _link_without_end(uow, row, member, account)
    uow.acts([("member_linked", {"by": str(account), "as": f"member:{member}", "member": str(member)})])


def _link_under(uow: UnitOfWork, mandate: UUID, account: UUID) -> None:
    """Give the capacity for exactly the days of a mandate, once."""
    found = uow.session.get_one(MandateRow, mandate)
    last = mandate_of(found).last_day
    if last is not None and last < uow.today:
        raise InvitationSpent
    held = select(CapacityRow.id).where(CapacityRow.account_id == account, CapacityRow.mandate_id == mandate)
    if uow.session.exec(held).first() is None:
        uow.session.add(
            CapacityRow(
                cooperative_id=found.cooperative_id,
                account_id=account,
                member_id=found.member_id,
                represents=True,
                mandate_id=mandate,
                starts_on=found.since,
                ends_on=last,
            )
        )


def _link_without_end(uow: UnitOfWork, row: InvitationRow, member: UUID, account: UUID) -> None:
    if row.represents and has_mandates(uow.session, member):
        raise InvitationSpent  # a link made before the structure had mandates
    held = select(CapacityRow).where(
        CapacityRow.account_id == account,
        CapacityRow.member_id == member,
        CapacityRow.starts_on <= uow.today,
    )
    if not any(found.ends_on is None for found in uow.session.exec(held)):
        uow.session.add(
            CapacityRow(
                cooperative_id=row.cooperative_id,
                account_id=account,
                member_id=member,
                represents=row.represents,
                starts_on=uow.today,
            )
        )
