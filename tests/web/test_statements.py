"""A page asks the database the same number of questions whatever the number of members."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from governance.usecases.casting import CastBallot, cast_ballots
from governance.usecases.polls import close_poll
from tests.meetings import a_meeting, a_poll
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here

MOST = 25
FEW = {"entrepreneurs": 2, "team": 1, "structures": 1, "beneficiaries": 1, "partners": 1}
MANY = {college: number * 30 for college, number in FEW.items()}

OFFICER = (
    "/coop/{slug}/",
    "/coop/{slug}/societaires",
    "/coop/{slug}/societaires?q=votante",
    "/coop/{slug}/colleges",
    "/coop/{slug}/colleges/sieges",
    "/coop/{slug}/statuts",
    "/coop/{slug}/assemblees",
    "/coop/{slug}/assemblees/{assembly}",
    "/coop/{slug}/assemblees/{assembly}/convocation",
    "/coop/{slug}/assemblees/{assembly}/seance",
    "/coop/{slug}/assemblees/{assembly}/seance?q=votante",
    "/coop/{slug}/assemblees/{assembly}/ecran",
    "/coop/{slug}/assemblees/{assembly}/scrutins/{closed}/resultat",
    "/coop/{slug}/assemblees/{assembly}/proces-verbal",
)
MEMBER = (
    "/coop/{slug}/",
    "/coop/{slug}/assemblees/{assembly}/maintenant",
    "/coop/{slug}/assemblees/{assembly}/scrutins/{open}",
    "/coop/{slug}/assemblees/{assembly}/scrutins/{closed}/resultat",
)


@contextmanager
def counted(database):
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def sizes(database):
    """A small and a large meeting, each with a closed poll and an open one."""
    meetings = []
    for colleges in (FEW, MANY):
        meeting = a_meeting(database, colleges=colleges)
        closed = a_poll(database, meeting, 0)
        with database.write() as uow:
            uow.enter(meeting.cooperative.id)
            cast_ballots(uow, closed, [CastBallot(closed, "for", voter) for voter in meeting.voters])
            close_poll(uow, closed, by=meeting.secretary)
        meetings.append((meeting, closed, a_poll(database, meeting, 1)))
    return meetings


def statements_of(site, database, size, path, *, as_member):
    meeting, closed, opened = size
    browser = browse_as(site, meeting.voters[0] if as_member else meeting.secretary)
    address = path.format(
        slug=meeting.cooperative.slug, assembly=meeting.assembly, closed=closed, open=opened
    )
    browser.get(address)
    with counted(database) as statements:
        answer = browser.get(address)
    assert answer.status_code == 200, address
    return statements


@pytest.mark.parametrize(
    ("path", "as_member"), [(path, False) for path in OFFICER] + [(path, True) for path in MEMBER]
)
def test_a_page_asks_as_many_questions_for_few_members_as_for_many(site, database, sizes, path, as_member):
    few, many = (statements_of(site, database, size, path, as_member=as_member) for size in sizes)
    assert many == few
    assert len(many) <= MOST
