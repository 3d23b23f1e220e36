"""The three roles of the database, and the database itself."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

SUPERUSER = "postgres"  # bootstrap only
OWNER = "collegial_owner"  # owns the schema, runs migrations
APP = "collegial_app"  # the service itself: reads and writes rows, changes no table
DATABASE = "collegial"


def bootstrap(superuser_url: str, passwords: Mapping[str, str] | None = None) -> None:
    """Create the roles and the database where they are missing; do it again without harm.

    `superuser_url` leads to a server's maintenance database, under a role that may create roles.
    `passwords` gives those of `collegial_owner` and `collegial_app` when the server asks for them.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(20261123)")
        for role in (OWNER, APP):
            name = sql.Identifier(role)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {}").format(name))
            limits = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION")
            connection.execute(sql.SQL("ALTER ROLE {} {}").format(name, limits))
            if passwords and role in passwords:
                word = sql.Literal(passwords[role])
                connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, word))
        prepare(connection, DATABASE)


def prepare(connection: psycopg.Connection[Any], database: str) -> None:
    """Create one database for our two roles: the owner may change it, the service may only enter.

    `connection` is in autocommit, under a role that may create databases.
    """
    name, owner, app = sql.Identifier(database), sql.Identifier(OWNER), sql.Identifier(APP)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        order = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute(order.format(name, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, app))
    password = connection.info.password or None
    same = make_conninfo(connection.info.dsn, dbname=database, password=password)
    with psycopg.connect(same, autocommit=True) as inside:
        inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
        inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
