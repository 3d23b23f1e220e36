"""The second wall: what PostgreSQL refuses even when the code forgets."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import Role
from governance.assembly.refusals import RegisterIsFinal
from governance.store import rows
from tests.builders import a_cooperative, add_account, add_member, an_actor


def count(uow, table):
    return uow.session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


@pytest.fixture(scope="module")
def two(database):
    """Two cooperatives, each with a member and an act."""
    cooperatives = [a_cooperative(database), a_cooperative(database)]
    for at, cooperative in enumerate(cooperatives, start=1):
        with database.write() as uow:
            uow.enter(cooperative.id)
            add_member(uow, at, f"Voisine {at}", college="entrepreneurs")
            uow.act("member.change", by=cooperative.secretary, count=1)
    return cooperatives


@pytest.mark.parametrize("table", rows.tenant_tables())
def test_a_transaction_that_enters_no_cooperative_reads_nothing(database, two, table):
    with database.read() as uow:
        assert count(uow, table) == 0


@pytest.mark.parametrize("table", rows.tenant_tables())
def test_every_tenant_table_has_row_level_security_forced_on_its_owner(database, table):
    with database.read() as uow:
        found = uow.session.connection().execute(
            text("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = :table"),
            {"table": table},
        )
        assert tuple(found.one()) == (True, True)


def test_the_owner_of_the_schema_reads_nothing_either(addresses, two):
    with psycopg.connect(addresses.owner) as owner:
        assert owner.execute("SELECT count(*) FROM members").fetchone() == (0,)


def test_one_cooperative_never_sees_the_members_of_another(database, two):
    for cooperative, name in zip(two, ("Voisine 1", "Voisine 2"), strict=True):
        with database.read() as uow:
            uow.enter(cooperative.id)
            found = uow.session.connection().execute(text("SELECT name FROM members")).scalars().all()
            assert found == [name]


def test_the_tenant_of_one_transaction_does_not_leak_into_the_next(database, two):
    with database.read() as uow:
        uow.enter(two[0].id)
        assert count(uow, "members") == 1
    for _ in range(40):  # every connection of the pool in turn
        with database.read() as uow:
            assert count(uow, "members") == 0


def test_a_row_cannot_be_written_for_another_cooperative(database, two):
    with pytest.raises(DBAPIError, match="row-level security"), database.write() as uow:
        uow.enter(two[0].id)
        add_member(uow, 77, "Intruse").cooperative_id = two[1].id


@pytest.mark.parametrize("table", sorted(rows.APPEND_ONLY))
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET cooperative_id = cooperative_id"])
def test_the_application_has_no_right_to_rewrite_a_register(database, two, table, statement):
    with pytest.raises(DBAPIError, match="permission denied"), database.write() as uow:
        uow.enter(two[0].id)
        uow.session.connection().execute(text(statement.format(table)))


@pytest.mark.parametrize("table", sorted(rows.APPEND_ONLY))
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_a_trigger_refuses_a_rewriting_even_to_a_superuser(addresses, table, statement):
    with psycopg.connect(addresses.superuser) as superuser, pytest.raises(psycopg.Error) as refused:
        superuser.execute(statement.format(table))
    assert refused.value.diag.constraint_name == "registers_only_grow"


def test_a_refused_rewriting_is_told_in_words(database, addresses, two):
    owner = type(database)(addresses.owner, pool_size=2)
    with pytest.raises(RegisterIsFinal), owner.write() as uow:
        uow.enter(two[0].id)
        uow.session.connection().execute(text("UPDATE acts SET line = line"))
    owner.close()


def test_the_application_can_neither_create_nor_drop_a_table(database):
    for statement in ("CREATE TABLE intruder (id int)", "DROP TABLE members"):
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"), database.write() as uow:
            uow.session.connection().execute(text(statement))


def test_a_page_cannot_write(database, two):
    with pytest.raises(DBAPIError, match="read-only"), database.read() as uow:
        uow.enter(two[0].id)
        uow.session.connection().execute(text("UPDATE members SET name = 'x'"))


def test_an_account_sees_its_own_roles_across_cooperatives_and_nobody_elses(database, two):
    with database.read() as uow:
        uow.identify(two[0].secretary.account)
        assert count(uow, "role_grants") == 1
        assert count(uow, "members") == 0


def test_an_actor_of_one_role_is_not_taken_for_another(database, two):
    with database.write() as uow:
        account = add_account(uow)
    assert an_actor(two[0], account, Role.AUDITOR).holds(Role.AUDITOR)
    assert not an_actor(two[0], account, Role.AUDITOR).holds(Role.SECRETARY)
