"""How long closing and counting take, with every ballot of a large poll in the box."""

import time
from dataclasses import dataclass

from sqlalchemy import text

from governance.queries.results import outcome
from governance.store.unit_of_work import Database
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.tally import count
from web.demo.seed import Seeded, refresh_statistics

BALLOTS = text(
    "INSERT INTO ballots (poll_id, member_id, cooperative_id, id, choice, cast_by, cast_at, act_seq, receipt)"
    " SELECT :poll, e.member_id, e.cooperative_id, gen_random_uuid(),"
    " (ARRAY['for', 'for', 'for', 'against', 'abstain', 'blank'])[1 + abs(hashtext(e.member_id::text)) % 6],"
    " :account, now(), 0, sha256(e.member_id::text::bytea) FROM electors e WHERE e.poll_id = :poll"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Seconds taken with `ballots` in the box: to open, to close (count, freeze, commit), to tally alone."""

    ballots: int
    opening: float
    closing: float
    tallying: float


def measure(database: Database, owner: str, made: Seeded) -> Counted:
    """Fill the box of a poll for all members, close it, then count its sheet alone."""
    started = time.perf_counter()
    with database.write() as uow:
        uow.enter(made.cooperative)
        poll = open_poll(uow, OpenPoll(made.assembly, made.resolutions[1]), by=made.secretary)
    opening = time.perf_counter() - started
    with database.write() as uow:
        uow.enter(made.cooperative)
        filled = uow.session.connection().execute(BALLOTS, {"poll": poll, "account": made.secretary.account})
    refresh_statistics(owner)
    started = time.perf_counter()
    with database.write() as uow:
        uow.enter(made.cooperative)
        close_poll(uow, poll, by=made.secretary)
    closing = time.perf_counter() - started
    with database.read() as uow:
        uow.enter(made.cooperative)
        sheet = outcome(uow, poll).sheet
    started = time.perf_counter()
    count(sheet)
    return Counted(filled.rowcount, opening, closing, time.perf_counter() - started)
