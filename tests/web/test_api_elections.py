"""Elections by program: prepared on the pages, opened, closed and read through the interface."""

from collections.abc import Iterator
from hashlib import sha256

import pytest

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.usecases.casting import CastBallot, cast_ballot
from governance.vote.elections.marks import marks_text
from governance.vote.elections.outcome import election_document
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.electing import Election, an_election, within
from tests.web.conftest import Site
from tests.web.programs import Program, problem, token_of

TEAM = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@pytest.fixture
def asker(site: Site) -> Iterator[Site]:
    yield site
    site.close_browsers()


def officer(site: Site, database: Database, election: Election) -> tuple[Program, str]:
    """Give a program of the secretary, and the address of the meeting."""
    home, role = election.cooperative, Role.SECRETARY.value
    token = token_of(site, database, home.slug, election.secretary.account, role, may_write=True)
    return Program(site, token), f"/cooperatives/{home.slug}/assemblies/{election.assembly}"


def voted(program: Program, here: str, database: Database, election: Election, ballots, **more: str) -> dict:
    """Open a round by program, drop ballots as people do, close by program; give the result."""
    opened = program.post(f"{here}/polls", {"resolution": str(election.item), **more})
    assert opened.status_code == 201, opened.text
    poll = opened.json()["id"]
    for voter, marks in zip(election.voters, ballots, strict=False):
        command = CastBallot(poll, marks_text(marks), voter)
        within(database, election, lambda uow, c=command, v=voter: cast_ballot(uow, c, by=v))
    closed = program.post(f"{here}/polls/{poll}/close")
    assert closed.status_code == 200, closed.text
    assert closed.json() == program.get(f"{here}/polls/{poll}/result").json()
    return closed.json()


def test_an_election_is_opened_read_and_counted_again_by_a_program(asker: Site, database: Database) -> None:
    election = an_election(database, "instant_runoff", colleges=TEAM)
    a, b, _c = election.options
    program, here = officer(asker, database, election)
    said = voted(program, here, database, election, [{a: 1, b: 2}] * 5 + [{b: 1}] * 3)

    sheet = read_election_sheet(said["sheet"], ELECTIONS)
    explained = said["result"].pop("explanation")
    assert said["result"] == election_document(count_election(sheet, ELECTIONS))
    assert "Alix Fournier" in " ".join(explained)
    assert said["names"][a] == "Alix Fournier"
    lot = said["lot"]
    assert lot["pledge"] == sha256(lot["secret"].encode()).hexdigest()
    assert lot["seed"] == sha256(f"{lot['secret']}:{lot['head']}".encode()).hexdigest()
    assert said["sheet"]["election"]["seed"] == lot["seed"]

    item = program.get(here).json()["agenda"][0]
    assert (item["method"], item["adopted"]) == ("instant_runoff", None)
    assert item["election"] == {"state": "complete", "elected": 1, "vacant": 0}


def test_a_poll_shows_who_stands_and_never_its_secret_before_the_close(
    asker: Site, database: Database
) -> None:
    election = an_election(database, "instant_runoff", colleges=TEAM)
    program, here = officer(asker, database, election)
    poll = program.post(f"{here}/polls", {"resolution": str(election.item)}).json()["id"]
    shown = program.get(f"{here}/polls/{poll}").json()
    assert [one["name"] for one in shown["candidates"]] == ["Alix Fournier", "Blaise Nkomo", "Camille Roy"]
    assert [one["id"] for one in shown["contest"]["options"]] == list(election.options)
    assert shown["contest"]["seed"] == ""
    assert "secret" not in program.get(f"{here}/polls/{poll}").text
    problem(program.get(f"{here}/polls/{poll}/result"), 404, "NoSuchPoll")


def test_consent_to_a_person_is_asked_by_program(asker: Site, database: Database) -> None:
    election = an_election(database, "without_candidate", colleges=TEAM)
    a, b, _c = election.options
    program, here = officer(asker, database, election)
    voted(program, here, database, election, [{a: 1}] * 5 + [{b: 1}] * 3)
    said = voted(program, here, database, election, [{a: 1}] * 8, proposed=a)
    assert (said["round"], said["result"]["count"]["elected"]) == (2, [a])
    assert [one["round"] for one in program.get(f"{here}/polls").json()["items"]] == [1, 2]
    again = program.post(f"{here}/polls", {"resolution": str(election.item), "proposed": a})
    problem(again, 409, "NoRoundToHold")
    wrong = program.post(f"{here}/polls", {"resolution": str(election.item), "proposed": "'; --"})
    problem(wrong, 422, "FieldsWrong")
