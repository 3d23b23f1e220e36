"""Migrations go up, down and up again, and say what the rows say."""

import psycopg

from governance.store import rows
from migrations import run as migrations
from tests.conftest import fresh_database


def tables(address):
    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found} - {"alembic_version"}


def test_migrations_go_up_down_to_nothing_and_up_again(server):
    address = fresh_database(server).owner
    migrations.upgrade(address)
    assert tables(address) == set(rows.metadata().tables)
    migrations.downgrade(address, "base")
    assert tables(address) == set()
    migrations.upgrade(address)
    assert tables(address) == set(rows.metadata().tables)


def test_the_rows_and_the_migrations_agree(addresses):
    migrations.check(addresses.owner)


def test_every_constraint_has_a_name_given_by_us(addresses):
    with psycopg.connect(addresses.owner) as connection:
        found = connection.execute(
            "SELECT conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace"
            " WHERE n.nspname = 'public' AND contype IN ('c', 'f', 'p', 'u')"
            " AND conname !~ '^(ck|fk|pk|uq)_' AND conname <> 'alembic_version_pkc'"
        )
        assert found.fetchall() == []


def test_every_table_stands_behind_a_wall_or_is_listed_as_global(addresses):
    with psycopg.connect(addresses.owner) as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT relrowsecurity"
        )
        assert {name for (name,) in found} == rows.GLOBAL_TABLES | {"alembic_version"}
