"""A bigger cooperative, invented in the database itself: real rows, an open assembly where all are present.

Set-based SQL under the application's role, behind the same walls as everything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import text

from governance.actors import ROLE_NAMES, Actor, Hat, Role
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.register.names import plain
from governance.store.accounts import AccountRow, RoleGrantRow
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.cooperatives import CooperativeRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.attendance import open_session
from governance.usecases.bylaws import AdoptBylaws, adopt_bylaws
from web.demo import names, people

RESOLUTIONS = 3
ISSUER = "https://invente.example"

_MEMBERS = text(
    "INSERT INTO members (id, cooperative_id, number, kind, name, first_name, siren, email,"
    " email_notice_since, address, postcode, city, category, college, admitted_on, representative,"
    " representative_email, sort_key, search_key)"
    " SELECT gen_random_uuid(), :cooperative, n, 'person', p.name, p.first_name, '',"
    " 'societaire-' || n || '@courriel.example', CASE WHEN n % 7 > 0 THEN cast(:day AS date) - 400 END,"
    " (1 + n % 96) || ' ' || p.street, p.postcode, p.town, p.category, p.college, cast(:day AS "
    "date) - 500 - n % 3000, '', '',"
    " replace(p.plain_name, ' ', '') || '|' || p.plain_first || '|' || p.name || '|' || p.first_name,"
    " ' ' || p.plain_name || ' ' || p.plain_first"
    " FROM (SELECT n, (cast(:names AS text[]))[1 + n * 31 % :name_count] AS name,"
    " (cast(:plain_names AS text[]))[1 + n * 31 % :name_count] AS plain_name,"
    " (cast(:firsts AS text[]))[1 + n * 17 / 13 % :first_count] AS first_name,"
    " (cast(:plain_firsts AS text[]))[1 + n * 17 / 13 % :first_count] AS plain_first,"
    " (cast(:streets AS text[]))[1 + n % :street_count] AS street, (cast(:postcodes AS text[]))[1 + "
    "n % :town_count] AS postcode,"
    " (cast(:towns AS text[]))[1 + n % :town_count] AS town, (cast(:categories AS text[]))[1 + n % "
    "100] AS category,"
    " (cast(:colleges AS text[]))[1 + n % 100] AS college FROM generate_series(1, :many) AS n) p"
)
_MOVEMENTS = text(
    "INSERT INTO share_movements (id, cooperative_id, sequence, member_id, kind, shares, moved_on, "
    "recorded_at)"
    " SELECT gen_random_uuid(), m.cooperative_id, row_number() OVER (ORDER BY m.admitted_on, m.number), m.id,"
    " 'subscription', 20 + m.number % 9, m.admitted_on, m.admitted_on FROM members m"
    " WHERE m.cooperative_id = :cooperative"
)
_ACCOUNTS = text(
    "WITH known AS (INSERT INTO accounts (id, issuer, subject, name, email, email_verified, "
    "language, created_at,"
    " last_seen_on) SELECT gen_random_uuid(), :issuer, m.id::text, m.first_name || ' ' || m.name, "
    "'', false, 'fr',"
    " now(), cast(:day AS date) FROM members m WHERE m.cooperative_id = :cooperative RETURNING id, subject)"
    " INSERT INTO capacities (id, cooperative_id, account_id, member_id, represents, starts_on)"
    " SELECT gen_random_uuid(), :cooperative, known.id, known.subject::uuid, false, cast(:day AS "
    "date) - 400 FROM known"
)
_PRESENT = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT :assembly, m.id, m.cooperative_id, 'room', :now, :by FROM members m"
    " WHERE m.cooperative_id = :cooperative"
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """The cooperative invented: its secretary, its open assembly, what can be voted."""

    cooperative: UUID
    slug: str
    secretary: Actor
    assembly: UUID
    resolutions: tuple[UUID, ...]


def seed(database: Database, many: int) -> Seeded:
    """Invent a cooperative of `many` members with an account each, all present at an open assembly."""
    with database.write() as uow:
        mark = uuid4().hex[:6]
        home = CooperativeRow(slug=f"invente-{mark}", name=f"Coopérative inventée {mark}", created_at=uow.now)
        uow.session.add(home)
        uow.session.flush()  # the tenant must exist before anything that belongs to it
        uow.enter(home.id)
        bylaws = _bylaws(uow, home.name)
        secretary = _secretary(uow, home)
        connection = uow.session.connection()
        connection.execute(_MEMBERS, {**_words(), "cooperative": home.id, "day": uow.today, "many": many})
        everybody = {"cooperative": home.id, "day": uow.today}
        connection.execute(_MOVEMENTS, everybody)
        connection.execute(_ACCOUNTS, {**everybody, "issuer": ISSUER})
        assembly, resolutions = _assembly(uow, bylaws)
        open_session(uow, assembly, by=secretary)
        connection.execute(
            _PRESENT,
            {"assembly": assembly, "cooperative": home.id, "now": uow.now, "by": secretary.account},
        )
    return Seeded(home.id, home.slug, secretary, assembly, resolutions)


def refresh_statistics(owner: str) -> None:
    """Tell PostgreSQL how large the tables have become; the service's role may not."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _words() -> dict[str, Sequence[str] | int]:
    places = [(name, town) for name, town, often in names.TOWNS for _ in range(often)]
    groups = [group for group in people.GROUPS for _ in range(round(group.many * 100 / 640))]
    groups += [people.GROUPS[0]] * (100 - len(groups))
    return {
        "names": list(names.NAMES),
        "plain_names": [plain(name) for name in names.NAMES],
        "name_count": len(names.NAMES),
        "firsts": list(names.FIRST_NAMES),
        "plain_firsts": [plain(name) for name in names.FIRST_NAMES],
        "first_count": len(names.FIRST_NAMES),
        "streets": list(names.STREETS),
        "street_count": len(names.STREETS),
        "postcodes": [postcode for postcode, _ in places],
        "towns": [town for _, town in places],
        "town_count": len(places),
        "categories": [group.category for group in groups[:100]],
        "colleges": [group.college for group in groups[:100]],
    }


def _bylaws(uow: UnitOfWork, name: str) -> UUID:
    model = load_model("five_colleges_proportional")
    ours = replace(model, identity=replace(model.identity, name=name))
    long_ago = uow.today - timedelta(days=4000)
    return adopt_bylaws(uow, AdoptBylaws(bylaws_document(ours), long_ago, long_ago), by=None)


def _secretary(uow: UnitOfWork, home: CooperativeRow) -> Actor:
    row = AccountRow(
        issuer=ISSUER,
        subject=f"secretaire-{home.slug}",
        name="Sacha Secrétaire",
        created_at=uow.now,
        last_seen_on=uow.today,
    )
    uow.session.add(row)
    uow.session.flush()  # the role refers to it
    uow.session.add(
        RoleGrantRow(
            cooperative_id=home.id, account_id=row.id, role=Role.SECRETARY.value, starts_on=uow.today
        )
    )
    hat = Hat(Role.SECRETARY.value, Role.SECRETARY, ROLE_NAMES[Role.SECRETARY])
    return Actor(row.id, row.name, home.id, home.slug, home.name, hat, (hat,))


def _assembly(uow: UnitOfWork, bylaws: UUID) -> tuple[UUID, tuple[UUID, ...]]:
    row = AssemblyRow(
        cooperative_id=uow.tenant,
        title="Assemblée générale inventée",
        kind="ordinary",
        held_at=uow.now,
        place="Salle des fêtes",
        remote_allowed=True,
        stage="convened",
        bylaws_version_id=bylaws,
        convened_at=uow.now - timedelta(days=20),
        convened_on=uow.today - timedelta(days=20),
        created_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()  # the resolutions refer to it
    resolutions = [
        ResolutionRow(
            cooperative_id=uow.tenant,
            assembly_id=row.id,
            position=number,
            number=number,
            title=f"Résolution {number}",
            text="L’assemblée **approuve**.",
        )
        for number in range(1, RESOLUTIONS + 1)
    ]
    uow.session.add_all(resolutions)
    uow.session.flush()  # presence and polls refer to them
    return row.id, tuple(one.id for one in resolutions)
