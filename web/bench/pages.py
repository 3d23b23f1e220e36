"""The weight of each page and the number of its SQL statements, for a small and a large cooperative."""

import gzip
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from sqlalchemy import event, text

from governance.actors import Role
from governance.store.unit_of_work import Database
from web.app import create_app
from web.bench.service import COOKIE, settings
from web.demo.seed import Seeded
from web.settings import Settings

PORT = 8000
SKIPPED = ("/api/", "/connexion", "/deconnexion", "/static", "/sante")
_HAT = text(
    "INSERT INTO sessions (token_hash, account_id, csrf, hats, flash, created_at, seen_at, expires_at)"
    " VALUES (:hash, :account, 'c', '{}', '[]', now(), now(), now() + interval '1 hour')"
)


@dataclass(frozen=True, slots=True)
class Weight:
    """A page: its route, who read it, its status, its compressed bytes, its SQL statements."""

    path: str
    role: str
    status: int
    size: int
    statements: int


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """List the SQL statements sent within the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def measure(database: Database, address: str, made: Seeded, cookies: dict[Role, str]) -> list[Weight]:
    """Read every page that an identifier we hold leads to, as the secretary and as a member."""
    app = create_app(Settings.model_validate(_named(address)), database=database)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    known = _identifiers(database, made)
    found: list[Weight] = []
    for role, cookie in cookies.items():
        client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", cookies={COOKIE: cookie})
        for path in _paths(app):
            places = re.findall(r"{(\w+)(?::\w+)?}", path)
            if all(place in known for place in places):
                url = re.sub(r"{(\w+)(?::\w+)?}", lambda place: known[place.group(1)], path)
                found.append(_weighed(client, database, path, url, role))
    return [weight for weight in found if weight.status == 200]


def _weighed(client: TestClient, database: Database, path: str, url: str, role: Role) -> Weight:
    client.get(url, follow_redirects=False)  # templates are compiled, statements are prepared
    with counted(database) as sent:
        answer = client.get(url, follow_redirects=False)
    return Weight(path, role.value, answer.status_code, len(gzip.compress(answer.content, 5)), len(sent))


def _paths(app: FastAPI) -> list[str]:
    routes = {
        context.path
        for context in iter_route_contexts(app.routes)
        if context.path and "GET" in (getattr(context, "methods", None) or ())
    }
    return sorted(path for path in routes if not path.startswith(SKIPPED) and "." not in path)


def _identifiers(database: Database, made: Seeded) -> dict[str, str]:
    asked = text(
        "SELECT (SELECT id FROM members WHERE cooperative_id = :here ORDER BY number LIMIT 1) AS member,"
        " (SELECT id FROM polls WHERE cooperative_id = :here AND state = 'closed' LIMIT 1) AS poll"
    )
    with database.read() as uow:
        uow.enter(made.cooperative)
        row = uow.session.connection().execute(asked, {"here": made.cooperative}).one()
    return {
        "slug": made.slug,
        "assembly": str(made.assembly),
        "member": str(row.member),
        "poll": str(row.poll),
        "item": str(made.resolutions[0]),
        "number": "1",
    }


def _named(address: str) -> dict[str, str]:
    return {name.removeprefix("COLLEGIAL_").lower(): value for name, value in settings(address, PORT).items()}


def secretary_session(database: Database, made: Seeded, token_hash: bytes) -> None:
    """Open a session for the secretary."""
    with database.write() as uow:
        uow.session.connection().execute(_HAT, {"hash": token_hash, "account": made.secretary.account})
