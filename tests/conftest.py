"""One real PostgreSQL for a test session, one database for each worker, a cooperative for each test.

Tests commit for good: what isolates them is what isolates cooperatives from each other.
Set TEST_POSTGRES_URL to a superuser's address to use a server of your own.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings

from governance.store.unit_of_work import Database
from migrations import run as migrations
from web import embedded

settings.register_profile("checks", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("checks")


@dataclass(frozen=True)
class Addresses:
    """The addresses of one migrated database: its owner, the application, a superuser."""

    owner: str
    app: str
    superuser: str


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a superuser on a running PostgreSQL, with `{role}` and `{database}` to fill."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        with psycopg.connect(given, autocommit=True) as connection:
            info = connection.info
            host, port = info.host, info.port
        embedded.bootstrap(given)
        yield f"postgresql://{{role}}@/{{database}}?host={host}&port={port}"
        return
    with embedded.ephemeral() as running:
        host = running.url(embedded.SUPERUSER, "postgres").split("host=")[1]
        yield f"postgresql://{{role}}@/{{database}}?host={host}"


def fresh_database(server: str) -> Addresses:
    """Create an empty database owned by the owner role."""
    name = f"test_{uuid4().hex[:12]}"
    superuser = server.format(role=embedded.SUPERUSER, database="postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER {embedded.OWNER}")
    return Addresses(
        owner=server.format(role=embedded.OWNER, database=name),
        app=server.format(role=embedded.APP, database=name),
        superuser=server.format(role=embedded.SUPERUSER, database=name),
    )


@pytest.fixture(scope="session")
def addresses(server: str) -> Addresses:
    """A migrated database for this worker."""
    fresh = fresh_database(server)
    migrations.upgrade(fresh.owner)
    return fresh


@pytest.fixture(scope="session")
def database(addresses: Addresses) -> Iterator[Database]:
    """The application's door to the migrated database."""
    opened = Database(addresses.app, pool_size=30)
    yield opened
    opened.close()
