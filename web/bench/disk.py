"""The speed of the disk under PostgreSQL: one row a transaction, by pgbench, else by a loop of ours."""

import re
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from web.embedded import installed

CLIENTS = 16
SECONDS = 5
_INSERT = "INSERT INTO bench_rows (said) VALUES ('for')"


def single_row_inserts(owner: str) -> tuple[float, str]:
    """Give commits a second of one row each by 16 clients, and which program measured it."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_rows")
        connection.execute("CREATE TABLE bench_rows (id bigserial PRIMARY KEY, said text)")
        try:
            program = next((found.folder / "pgbench" for found in installed()), None)
            if program is not None and program.exists():
                return _by_pgbench(program, owner), f"pgbench, {CLIENTS} clients"
            return _by_threads(owner), f"psycopg, {CLIENTS} clients"
        finally:
            connection.execute("DROP TABLE bench_rows")


def _by_pgbench(program: Path, owner: str) -> float:
    at = conninfo_to_dict(owner)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_INSERT + ";\n")
        script.flush()
        options = ["-n", "-M", "prepared", "-f", script.name, "-c", str(CLIENTS), "-T", str(SECONDS)]
        where = [
            "-h",
            str(at["host"]),
            "-p",
            str(at.get("port", 5432)),
            "-U",
            str(at["user"]),
            str(at["dbname"]),
        ]
        said = subprocess.run([str(program), *options, *where], capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([0-9.]+)", said.stdout)
    return float(found.group(1)) if found else 0.0


def _by_threads(owner: str) -> float:
    until, done = time.monotonic() + SECONDS, [0] * CLIENTS

    def insert(place: int) -> None:
        with psycopg.connect(owner, autocommit=True) as connection:
            while time.monotonic() < until:
                connection.execute(_INSERT)
                done[place] += 1

    threads = [threading.Thread(target=insert, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS
