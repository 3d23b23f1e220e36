"""The service as it is really run, for a measure: its own process, a durable database."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from governance.store.unit_of_work import Database
from web.auth.session import new_secret, secret_hash

COOKIE = "collegial"
_VOTERS = text(
    "SELECT k.account_id FROM capacities k JOIN members m ON m.id = k.member_id"
    " WHERE k.cooperative_id = :cooperative ORDER BY m.number LIMIT :most"
)
_SESSIONS = text(
    "INSERT INTO sessions (token_hash, account_id, csrf, hats, flash, created_at, seen_at, expires_at)"
    " SELECT s.hash, s.account, s.csrf, '{}', '[]', now(), now(), now() + interval '1 hour'"
    " FROM unnest(cast(:hashes AS bytea[]), cast(:accounts AS uuid[]), cast(:secrets AS text[]))"
    " AS s(hash, account, csrf)"
)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings(address: str, port: int) -> dict[str, str]:
    """Give the environment of a service that answers on `port`."""
    return {
        "DATABASE_URL": address,
        "COLLEGIAL_SECRET_KEY": secrets.token_urlsafe(48),
        "COLLEGIAL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "COLLEGIAL_OIDC_ISSUER": "http://127.0.0.1:9",
    }


@contextlib.contextmanager
def served(address: str, port: int, log: Path) -> Iterator[int]:
    """Run the service in its own process until the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "web.cli", "serve", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **settings(address, port)},
        )
    try:
        limit = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"the service did not start: see {log}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def sign_in(database: Database, cooperative: UUID, many: int) -> list[tuple[str, str]]:
    """Open the sessions of the first members; give each one's cookie and the secret of its forms."""
    with database.write() as uow:
        uow.enter(cooperative)
        connection = uow.session.connection()
        accounts = connection.execute(_VOTERS, {"cooperative": cooperative, "most": many}).scalars().all()
        opened = [(new_secret(), new_secret()) for _ in accounts]
        connection.execute(
            _SESSIONS,
            {
                "hashes": [secret_hash(cookie) for cookie, _ in opened],
                "accounts": list(accounts),
                "secrets": [csrf for _, csrf in opened],
            },
        )
    return opened
