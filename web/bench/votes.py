"""How many votes a second go through the whole service, next to its empty page and to the disk."""

import re
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import text

from governance.assembly.receipts import short_receipt
from governance.store.unit_of_work import Database
from governance.usecases.polls import OpenPoll, open_poll
from web.bench import disk
from web.bench.client import Load, crowd
from web.bench.service import COOKIE, free_port, served, sign_in
from web.demo.seed import Seeded

AT_ONCE = 100
VOTES = 4_000
WARM_UP = 400
CHECKED = 50
CHOICES = ("for", "for", "against", "abstain", "blank")

_RECEIPTS = text(
    "SELECT count(*), count(*) FILTER (WHERE a.leaf = b.receipt) FROM ballots b"
    " LEFT JOIN acts a ON a.log = :log AND a.seq = b.act_seq WHERE b.poll_id = :poll"
)


@dataclass(frozen=True, slots=True)
class Votes:
    """What was measured. `recorded` are ballots in the database, `proven` those whose receipt is in the log.

    `shown` of CHECKED voters found their receipt on the page their answer led to. `inserts` is
    single-row commits a second, by `inserter`.
    """

    empty: Load
    votes: Load
    recorded: int
    proven: int
    shown: int
    inserts: float
    inserter: str


def measure(database: Database, address: str, owner: str, made: Seeded, folder: Path) -> Votes:
    """Open a poll, let members vote over HTTP from 100 connections, and check every receipt."""
    with database.write() as uow:
        uow.enter(made.cooperative)
        poll = open_poll(uow, OpenPoll(made.assembly, made.resolutions[0]), by=made.secretary)
    voters = sign_in(database, made.cooperative, VOTES + WARM_UP)
    path = f"/coop/{made.slug}/assemblees/{made.assembly}/scrutins/{poll}"
    ballots = [ballot(path, CHOICES[at % len(CHOICES)], *voter) for at, voter in enumerate(voters)]
    port = free_port()
    with served(address, port, folder / "bench-serve.log"):
        page = f"GET /sante HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        crowd(port, [page] * WARM_UP, at_once=AT_ONCE)
        crowd(port, [_to(port, one) for one in ballots[:WARM_UP]], at_once=AT_ONCE)
        before = crowd(port, [page] * VOTES, at_once=AT_ONCE)
        votes = crowd(port, [_to(port, one) for one in ballots[WARM_UP:]], at_once=AT_ONCE)
        shown = _receipts_shown(database, made, poll, f"http://127.0.0.1:{port}{path}", voters[-CHECKED:])
    with database.read() as uow:
        uow.enter(made.cooperative)
        log = f"{made.cooperative}/{made.assembly}"
        asked = uow.session.connection().execute(_RECEIPTS, {"log": log, "poll": poll})
        recorded, proven = asked.one()
    inserts, inserter = disk.single_row_inserts(owner)
    return Votes(before, votes, recorded - WARM_UP, proven - WARM_UP, shown, inserts, inserter)


def ballot(path: str, choice: str, cookie: str, csrf: str) -> str:
    """Write the request of one ballot, as a browser without JavaScript sends it."""
    body = urlencode({"csrf": csrf, "choice": choice})
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{{port}}\r\nOrigin: http://127.0.0.1:{{port}}\r\n"
        f"Cookie: {COOKIE}={cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def _to(port: int, request: str) -> str:
    return request.replace("{port}", str(port))


def _receipts_shown(
    database: Database, made: Seeded, poll: UUID, url: str, voters: Sequence[tuple[str, str]]
) -> int:
    """Count the voters who read their own receipt on the page that follows their vote."""
    with database.read() as uow:
        uow.enter(made.cooperative)
        asked = text("SELECT receipt FROM ballots WHERE poll_id = :poll")
        rows = uow.session.connection().execute(asked, {"poll": poll}).scalars()
        given = {short_receipt(bytes(receipt)) for receipt in rows}
    found = 0
    for cookie, _ in voters:
        request = urllib.request.Request(url, headers={"Cookie": f"{COOKIE}={cookie}"})  # noqa: S310 - ours
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            words = re.sub(r"<[^>]+>", " ", answer.read().decode())
        found += any(receipt in words for receipt in given)
    return found
