"""Who can sign in to the demonstration: one person a role, and some who hold several capacities."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.store.accounts import AccountRow, CapacityRow, RoleGrantRow
from governance.store.cooperatives import CooperativeRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_
from web.demo.provider import DemoAccount

PREFIX = "demo-"

SECRETARY = DemoAccount(
    "demo-secretaire", "Claire Vasseur", "claire.vasseur@courriel.example", N_("secrétaire des Passerelles")
)
ADMINISTRATOR = DemoAccount(
    "demo-administration",
    "Malik Rahmani",
    "malik.rahmani@courriel.example",
    N_("administrateur : rôles et statuts des Passerelles"),
)
CHAIR = DemoAccount(
    "demo-presidence",
    "Hélène Aubrac",
    "helene.aubrac@courriel.example",
    N_("présidente de séance aux Passerelles"),
)
TELLER = DemoAccount(
    "demo-scrutatrice", "Jade Lorieux", "jade.lorieux@courriel.example", N_("scrutatrice aux Passerelles")
)
AUDITOR = DemoAccount(
    "demo-audit", "Édouard Sorel", "edouard.sorel@courriel.example", N_("auditeur des Passerelles")
)
ENTREPRENEUR = DemoAccount(
    "demo-entrepreneuse",
    "Inès Marchal",
    "ines.marchal@courriel.example",
    N_("sociétaire, collège des salariés-entrepreneurs"),
)
BENEFICIARY = DemoAccount(
    "demo-beneficiaire",
    "Bruno Delmas",
    "bruno.delmas@courriel.example",
    N_("sociétaire, collège des bénéficiaires"),
)
MAYOR = DemoAccount(
    "demo-commune",
    "Nadège Perrin",
    "nadege.perrin@courriel.example",
    N_("représente la commune de Saint-Aubin-sur-Ance"),
)
SEVERAL = DemoAccount(
    "demo-plusieurs",
    "Salomé Vidal",
    "salome.vidal@courriel.example",
    N_("salariée-entrepreneuse, représentante de La Huche Voyageuse, usagère du Fournil où l’on vote"),
)
OTHER_SECRETARY = DemoAccount(
    "demo-fournil",
    "Gaël Montfort",
    "gael.montfort@courriel.example",
    N_("secrétaire du Fournil des Trois Rives"),
)
NOBODY = DemoAccount(
    "demo-inconnue",
    "Maya Courbet",
    "maya.courbet@courriel.example",
    N_("n’est encore d’aucune coopérative"),
)

ACCOUNTS = (
    SECRETARY, ADMINISTRATOR, CHAIR, TELLER, AUDITOR, ENTREPRENEUR, BENEFICIARY, MAYOR, SEVERAL,
    OTHER_SECRETARY, NOBODY,
)  # fmt: skip
"""The people the demonstration's provider lists, in this order."""

_REHOME = text(
    "UPDATE accounts SET issuer = :issuer WHERE starts_with(subject, :prefix) AND issuer <> :issuer"
)
_FIND = text("SELECT id FROM accounts WHERE issuer = :issuer AND subject = :subject")


@dataclass(frozen=True, slots=True)
class Desk:
    """A cooperative being invented: whom its accounts come from, since when they hold their roles."""

    cooperative: CooperativeRow
    issuer: str
    since: date


def rehome(uow: UnitOfWork, issuer: str) -> None:
    """Let the demonstration's accounts sign in when its provider has moved to another port."""
    uow.session.connection().execute(_REHOME, {"issuer": issuer, "prefix": PREFIX})


def account(uow: UnitOfWork, issuer: str, person: DemoAccount) -> UUID:
    """Find the account of somebody of the demonstration, or add it."""
    known = uow.session.connection().execute(_FIND, {"issuer": issuer, "subject": person.sub}).scalar()
    if known is not None:
        return UUID(str(known))
    row = AccountRow(
        issuer=issuer,
        subject=person.sub,
        name=person.name,
        email=person.email,
        email_verified=True,
        created_at=uow.now,
        last_seen_on=uow.today,
    )
    uow.session.add(row)
    uow.session.flush()  # roles and capacities refer to it
    return row.id


def with_role(uow: UnitOfWork, desk: Desk, person: DemoAccount, role: Role) -> Actor:
    """Give somebody a role in the cooperative, and make them an actor under it."""
    known = account(uow, desk.issuer, person)
    row = RoleGrantRow(cooperative_id=uow.tenant, account_id=known, role=role.value, starts_on=desk.since)
    uow.session.add(row)
    return under_role(uow, desk, person, role)


def under_role(uow: UnitOfWork, desk: Desk, person: DemoAccount, role: Role) -> Actor:
    """Make somebody who has a role an actor under it."""
    known = account(uow, desk.issuer, person)
    return _actor(desk, known, person.name, Hat(role.value, role, ROLE_NAMES[role]))


def as_member(uow: UnitOfWork, desk: Desk, person: DemoAccount, member: MemberRow) -> Actor:
    """Let somebody act for a member, and make them an actor under that hat."""
    known = account(uow, desk.issuer, person)
    represents = member.kind == "organisation"
    row = CapacityRow(
        cooperative_id=uow.tenant,
        account_id=known,
        member_id=member.id,
        represents=represents,
        starts_on=member.admitted_on,
    )
    uow.session.add(row)
    label = f"{member.first_name} {member.name}".strip()
    hat = Hat(f"member:{member.id}", Role.MEMBER, label, member.id, member.college, represents)
    return _actor(desk, known, person.name, hat)


def _actor(desk: Desk, known: UUID, name: str, hat: Hat) -> Actor:
    home = desk.cooperative
    return Actor(known, name, home.id, home.slug, home.name, hat, (hat,))
