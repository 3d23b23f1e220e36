"""Officers act by program: a meeting prepared and conducted, nothing done twice, nothing unreadable done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.usecases.casting import CastBallot, cast_ballot
from tests.meetings import a_meeting, a_poll, add_assembly
from tests.minuting import SMALL, a_held_meeting, seen, within
from tests.web.conftest import Site
from tests.web.programs import Program, World, a_world, problem, token_of, unknown


@pytest.fixture(scope="module")
def world(site: Site, database: Database) -> Iterator[World]:
    yield a_world(site, database)
    site.close_browsers()


@pytest.fixture(scope="module")
def chair(world: World) -> Program:
    return world.program(Role.CHAIR, may_write=True)


def test_a_program_conducts_a_meeting(world: World, database: Database, chair: Program) -> None:
    meeting, teller = world.meeting, world.program(Role.TELLER, may_write=True)
    assembly = within(database, meeting, lambda uow: add_assembly(uow, meeting.cooperative.bylaws))
    here = f"{world.here}/assemblies/{assembly}"
    assert chair.post(f"{here}/open").json()["stage"] == "open"
    problem(chair.post(f"{here}/open"), 409, "WrongStage")
    for voter in meeting.voters:
        body = {"member": str(voter.hat.member)}
        first, again = (teller.post(f"{here}/presences", body).json() for _ in range(2))
        assert (first["changed"], again["changed"]) == (True, False)
    gone = {"member": str(meeting.voters[0].hat.member), "present": False}
    assert [chair.post(f"{here}/presences", gone).json()["changed"] for _ in range(2)] == [True, False]
    problem(chair.post(f"{here}/presences", {"member": unknown()}), 404)

    items = [item["id"] for item in chair.get(here).json()["agenda"]]
    opened = chair.post(f"{here}/polls", {"resolution": items[0]})
    assert (opened.status_code, opened.json()["state"]) == (201, "open")
    problem(chair.post(f"{here}/polls", {"resolution": items[0]}), 409, "AlreadyPutToTheVote")
    problem(chair.post(f"{here}/polls", {"resolution": items[1]}), 409, "PollAlreadyOpen")
    poll = UUID(opened.json()["id"])
    problem(chair.get(f"{here}/polls/{poll}/result"), 404, "NoSuchPoll")
    for voter in meeting.voters[1:]:
        within(database, meeting, lambda uow, by=voter: cast_ballot(uow, CastBallot(poll, "for", by), by=by))
    assert chair.get(f"{here}/polls/{poll}").json()["turnout"] == 11
    problem(chair.post(f"{here}/close"), 409, "PollStillOpen")

    closed = chair.post(f"{here}/polls/{poll}/close").json()
    assert closed["result"]["adopted"] is True
    assert closed == chair.get(f"{here}/polls/{poll}/result").json()
    problem(chair.post(f"{here}/polls/{poll}/close"), 409, "PollNotOpen")
    assert closed == chair.get(f"{here}/polls/{poll}/result").json()

    other = chair.post(f"{here}/polls", {"resolution": items[1]}).json()["id"]
    assert chair.post(f"{here}/polls/{other}/annul", {"reason": "Erreur."}).json()["state"] == "annulled"
    problem(chair.post(f"{here}/polls/{other}/annul", {"reason": "Erreur."}), 404, "NoSuchPoll")
    assert chair.post(f"{here}/close").json()["stage"] == "closed"
    assert [one["state"] for one in chair.get(f"{here}/polls").json()["items"]] == ["closed", "annulled"]
    check_that_acts_say_which_program(database, world, assembly)


def check_that_acts_say_which_program(database: Database, world: World, assembly: UUID) -> None:
    asked = text("SELECT type, line::json ->> 'program' FROM acts WHERE log = :log ORDER BY seq")
    log = f"{world.meeting.cooperative.id}/{assembly}"
    lines = seen(
        database, world.meeting, lambda uow: uow.session.connection().execute(asked, {"log": log}).all()
    )
    assert lines[0].type == "assembly.open"
    by_people = {kind for kind, program in lines if program is None}
    assert by_people == {"vote.open"}  # the ballots themselves
    assert {"attend.in", "poll.open", "poll.close", "result.declare", "assembly.close"} <= {
        kind for kind, program in lines if program
    }


def test_what_is_another_cooperatives_is_not_found_in_a_body(
    world: World, database: Database, chair: Program
) -> None:
    meeting, elsewhere = world.meeting, a_held_meeting(database)
    assembly = within(database, meeting, lambda uow: add_assembly(uow, meeting.cooperative.bylaws))
    here = f"{world.here}/assemblies/{assembly}"
    assert chair.post(f"{here}/open").status_code == 200
    theirs = {"member": str(elsewhere.voters[0].hat.member)}
    problem(chair.post(f"{here}/presences", theirs), 404)
    answer = chair.post(f"{here}/polls", {"resolution": str(elsewhere.resolutions[0])})
    problem(answer, 409, "NotOnTheAgenda")


def test_a_program_prepares_an_assembly(world: World) -> None:
    secretary = world.program(Role.SECRETARY, may_write=True)
    asked = {"template": "annual", "held_at": "2998-06-24T18:00:00+02:00", "place": "Salle des fêtes"}
    made = secretary.post(f"{world.here}/assemblies", asked)
    assert made.status_code == 201, made.text
    here = f"{world.here}/assemblies/{made.json()['id']}"
    item = secretary.post(f"{here}/agenda", {"title": "Questions diverses", "voted": False}).json()["id"]
    shown = secretary.get(here).json()
    assert (shown["title"], shown["stage"]) == ("Assemblée générale ordinaire annuelle", "draft")
    assert shown["agenda"][-1]["id"] == item
    assert shown["agenda"][-1]["number"] is None
    problem(secretary.post(f"{world.here}/assemblies", asked | {"held_at": "2020-01-01T00:00:00Z"}), 422)
    for wrong in ("2998-06-24T18:00:00", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+14:00"):
        problem(secretary.post(f"{world.here}/assemblies", asked | {"held_at": wrong}), 422, "FieldsWrong")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"reason": ', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[]", "application/json"),
        (b'{"reason": "\\u0000"}', "application/json"),
        (b'{"reason": "\\ud800"}', "application/json"),
        (b'{"reason": "ok", "autre": 1}', "application/json"),
        (b"reason=ok", "application/x-www-form-urlencoded"),
        (b"reason", "multipart/form-data; boundary=x"),
        (b"", "text/plain"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_echoed(
    world: World, chair: Program, content: bytes, kind: str
) -> None:
    address = f"/api/v1{world.here}/assemblies/{world.meeting.assembly}/polls/{world.poll}/annul"
    answer = chair.http.post(address, content=content, headers={"Content-Type": kind})
    assert "autre" not in problem(answer, answer.status_code)["detail"]
    assert answer.status_code in {400, 422}


def test_a_poll_closed_by_several_programs_at_once_is_closed_once(world: World, database: Database) -> None:
    meeting = a_meeting(database, colleges=SMALL)
    poll = a_poll(database, meeting)
    token = token_of(
        world.site, database, meeting.cooperative.slug, meeting.secretary.account, "secretary", may_write=True
    )
    programs = [Program(world.site, token) for _ in range(6)]
    path = f"/cooperatives/{meeting.cooperative.slug}/assemblies/{meeting.assembly}/polls/{poll}/close"
    with ThreadPoolExecutor(6) as pool:
        answers = [done.result() for done in [pool.submit(one.post, path) for one in programs]]
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]
