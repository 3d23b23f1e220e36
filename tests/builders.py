"""The smallest valid things, committed: a cooperative, an account, members, actors."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.register.names import search_key, sort_key
from governance.store.accounts import AccountRow, CapacityRow, RoleGrantRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.cooperatives import CooperativeRow
from governance.store.members import MemberRow
from governance.store.unit_of_work import Database, UnitOfWork

LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class ACooperative:
    """A cooperative of a test: where it is and who its secretary is."""

    id: UUID
    slug: str
    name: str
    bylaws: UUID
    secretary: Actor


def add_account(uow: UnitOfWork, name: str = "Camille Essai") -> AccountRow:
    """Add a person who can sign in."""
    account = AccountRow(
        issuer="https://identite.example", subject=uuid4().hex, name=name, created_at=uow.now,
        last_seen_on=uow.today,
    )  # fmt: skip
    uow.session.add(account)
    uow.session.flush()  # rows that refer to it follow in the same transaction
    return account


def an_actor(
    cooperative: ACooperative | CooperativeRow, account: AccountRow, role: Role = Role.SECRETARY
) -> Actor:
    """Make an actor under one role."""
    hat = Hat(role.value, role, ROLE_NAMES[role])
    return Actor(account.id, account.name, cooperative.id, cooperative.slug, cooperative.name, hat, (hat,))


def as_member(cooperative: ACooperative, account: AccountRow, member: MemberRow) -> Actor:
    """Make an actor who acts as a member."""
    label = f"{member.first_name} {member.name}".strip()
    hat = Hat(f"member:{member.id}", Role.MEMBER, label, member.id, member.college)
    return Actor(account.id, account.name, cooperative.id, cooperative.slug, cooperative.name, hat, (hat,))


def a_cooperative(database: Database, model: str | Bylaws = "five_colleges_proportional") -> ACooperative:
    """Commit a cooperative with bylaws in force since 2020 and a secretary."""
    with database.write() as uow:
        slug = f"coop-{uuid4().hex[:10]}"
        row = CooperativeRow(slug=slug, name="Coopérative d’essai", created_at=uow.now)
        uow.session.add(row)
        uow.session.flush()  # the tenant must exist before anything that belongs to it
        uow.enter(row.id)
        document = bylaws_document(load_model(model) if isinstance(model, str) else model)
        version = BylawsVersionRow(
            cooperative_id=row.id, number=1, document=document,
            sha256=sha256(json.dumps(document, sort_keys=True).encode()).hexdigest(),
            adopted_on=LONG_AGO, in_force_from=LONG_AGO, recorded_at=uow.now,
        )  # fmt: skip
        account = add_account(uow, "Sacha Secrétaire")
        uow.session.add(version)
        uow.session.add(
            RoleGrantRow(
                cooperative_id=row.id, account_id=account.id, role=Role.SECRETARY.value, starts_on=LONG_AGO
            )
        )
        secretary = an_actor(row, account)
        return ACooperative(row.id, slug, row.name, version.id, secretary)


def add_member(
    uow: UnitOfWork, number: int, name: str, *, college: str = "", category: str = "", **more: object
) -> MemberRow:
    """Add a person as a member of the cooperative entered."""
    first_name, kind = str(more.pop("first_name", "Alix")), str(more.pop("kind", "person"))
    member = MemberRow(
        cooperative_id=uow.tenant, number=number, kind=kind, name=name, first_name=first_name,
        category=category or college, college=college, admitted_on=LONG_AGO,
        email=f"membre{number}@exemple.test", sort_key=sort_key(name, first_name),
        search_key=search_key(name, first_name), **more,
    )  # fmt: skip
    uow.session.add(member)
    return member


def link(uow: UnitOfWork, account: AccountRow, member: MemberRow) -> None:
    """Let an account act for a member."""
    uow.session.flush()  # the capacity refers to both
    uow.session.add(
        CapacityRow(cooperative_id=uow.tenant, account_id=account.id, member_id=member.id, starts_on=LONG_AGO)
    )
