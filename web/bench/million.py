"""One million ballots in eight colleges: counted and explained as the service does, then in memory."""

import time
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from uuid import UUID

from sqlalchemy import text

from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.queries.results import outcome
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.bylaws import AdoptBylaws, adopt_bylaws
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.ballots import Ballot, tally_choices
from governance.vote.explanation import explain
from governance.vote.sheet import CountingSheet
from governance.vote.tally import count, filled
from web.bench.counting import BALLOTS
from web.demo.seed import Seeded, refresh_statistics, seed

COLLEGES = 8
CHOICES = ("for", "for", "for", "against", "abstain", "blank")

_MEMBERS = text(
    "INSERT INTO members (id, cooperative_id, number, kind, name, first_name, siren, email, address,"
    " postcode, city, category, college, admitted_on, representative, representative_email,"
    " sort_key, search_key)"
    " SELECT gen_random_uuid(), :cooperative, 1000 + n, 'person', 'Votante', 'Alix', '', '', '', '', '',"
    " (cast(:categories AS text[]))[1 + n % :colleges], (cast(:colleges_of AS text[]))[1 + n % :colleges],"
    " cast(:day AS date) - 500, '', '', n::text, ' ' || n FROM generate_series(1, :many) AS n"
)
_PRESENT = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT :assembly, m.id, m.cooperative_id, 'room', :now, :by FROM members m"
    " WHERE m.cooperative_id = :cooperative ON CONFLICT DO NOTHING"
)
_BARE = text(
    "SELECT e.college, b.choice, count(*) FROM ballots b JOIN electors e USING (poll_id, member_id)"
    " WHERE poll_id = :poll GROUP BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Million:
    """Seconds. `closing` counts, freezes and commits; `bare` is the one SQL count of the same ballots.

    `explaining` reads the declared result and writes its sentences. In memory, `adding` adds up the
    same number of ballots, `grouping` is Python's own counter on them, and `counting` goes from a
    filled sheet to a result and its sentences.
    """

    ballots: int
    colleges: int
    closing: float
    bare: float
    explaining: float
    adding: float
    grouping: float
    counting: float


def measure(database: Database, owner: str, ballots: int) -> Million:
    """Invent so many members in eight colleges, let all vote, close and explain; then count in memory."""
    made = seed(database, COLLEGES)
    poll, cast = _full_box(database, owner, made, ballots)
    with database.read() as uow:
        uow.enter(made.cooperative)
        started = time.perf_counter()
        uow.session.connection().execute(_BARE, {"poll": poll}).all()
        bare = time.perf_counter() - started
    started = time.perf_counter()
    with database.write() as uow:
        uow.enter(made.cooperative)
        close_poll(uow, poll, by=made.secretary)
    closing = time.perf_counter() - started
    with database.read() as uow:
        uow.enter(made.cooperative)
        started = time.perf_counter()
        sheet = outcome(uow, poll).sheet
        explaining = time.perf_counter() - started
    return Million(cast, len(sheet.colleges), closing, bare, explaining, *in_memory(sheet, ballots))


def _full_box(database: Database, owner: str, made: Seeded, ballots: int) -> tuple[UUID, int]:
    """Fill the box of a poll, a transaction a step: each row looks up those before, by fresh statistics."""
    here = {"cooperative": made.cooperative}
    with database.write() as uow:
        uow.enter(made.cooperative)
        colleges = _eight(uow).colleges.items
        people = {
            "day": uow.today,
            "many": ballots,
            "colleges": COLLEGES,
            "categories": [college.categories[0] for college in colleges],
            "colleges_of": [college.id for college in colleges],
        }
        uow.session.connection().execute(_MEMBERS, {**here, **people})
    refresh_statistics(owner)
    with database.write() as uow:
        uow.enter(made.cooperative)
        there = {"assembly": made.assembly, "now": uow.now, "by": made.secretary.account}
        uow.session.connection().execute(_PRESENT, {**here, **there})
    refresh_statistics(owner)
    with database.write() as uow:
        uow.enter(made.cooperative)
        poll = open_poll(uow, OpenPoll(made.assembly, made.resolutions[0]), by=made.secretary)
    refresh_statistics(owner)
    with database.write() as uow:
        uow.enter(made.cooperative)
        cast = uow.session.connection().execute(BALLOTS, {"poll": poll, "account": made.secretary.account})
        number = cast.rowcount
    refresh_statistics(owner)
    return poll, number


def in_memory(sheet: CountingSheet, ballots: int) -> tuple[float, float, float]:
    """Add up so many ballots of the colleges of the sheet, then count and explain the sheet they fill."""
    random = Random(1)  # noqa: S311 - the same ballots each time
    keys = [college.id for college in sheet.colleges]
    box = [Ballot(random.choice(keys), random.choice(CHOICES)) for _ in range(ballots)]
    started = time.perf_counter()
    Counter(box)
    grouping = time.perf_counter() - started
    started = time.perf_counter()
    counts = tally_choices(box)
    adding = time.perf_counter() - started
    roll = replace(
        sheet,
        colleges=tuple(
            replace(each, members=ballots, entitled=ballots, present=ballots) for each in sheet.colleges
        ),
    )
    started = time.perf_counter()
    full = filled(roll, counts)
    explain(full, count(full))
    return adding, grouping, time.perf_counter() - started


def _eight(uow: UnitOfWork) -> Bylaws:
    """Adopt bylaws of eight colleges of the same points: those of the model, and three more."""
    model = load_model("five_colleges_proportional")
    more = range(len(model.colleges.items) + 1, COLLEGES + 1)
    other, last = model.categories[-1], model.colleges.items[-1]
    categories = (
        *model.categories,
        *(replace(other, id=f"more-{n}", name=f"Catégorie {n}") for n in more),
    )
    points = Fraction(100, COLLEGES)
    colleges = (
        *(replace(college, points=points) for college in model.colleges.items),
        *(
            replace(last, id=f"more-{n}", name=f"Collège {n}", points=points, categories=(f"more-{n}",))
            for n in more
        ),
    )
    bylaws = replace(model, categories=categories, colleges=replace(model.colleges, items=colleges))
    long_ago = uow.today.replace(year=uow.today.year - 5, day=1)
    adopt_bylaws(uow, AdoptBylaws(bylaws_document(bylaws), long_ago, long_ago, "mesure"), by=None)
    return bylaws
