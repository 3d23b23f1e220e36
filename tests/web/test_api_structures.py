"""Structures read and written by program: the same rules as on the pages, exact parts, nothing twice."""

from collections.abc import Iterator

import pytest

from governance.actors import Role
from governance.store.unit_of_work import Database
from tests.builders import add_member
from tests.minuting import within
from tests.web.conftest import Site
from tests.web.programs import SIREN, Program, World, a_world, problem, unknown

SIRET = "73282932000074"


@pytest.fixture(scope="module")
def world(site: Site, database: Database) -> Iterator[World]:
    yield a_world(site, database)
    site.close_browsers()


@pytest.fixture(scope="module")
def secretary(world: World) -> Program:
    return world.program(Role.SECRETARY, may_write=True)


def here(world: World, tail: str = "") -> str:
    return f"{world.here}/structures/{world.company}{tail}"


def test_a_program_describes_a_structure_and_reads_it_back(world: World, secretary: Program) -> None:
    asked = {
        "form": "sarl", "origin": "left", "trade": "Pain", "founded_on": "2020-02-01", "siret": SIRET,
        "registration": "RCS Lyon", "ceased_on": "2024-02-01",
    }  # fmt: skip
    made = secretary.post(here(world), asked)
    assert (made.status_code, made.json()) == (200, {"id": str(world.company)})
    shown = secretary.get(here(world)).json()
    assert {name: shown[name] for name in asked} == asked
    assert (shown["siren"], shown["cooperative_holds"], shown["suspended"]) == (SIREN, "1/20", False)
    assert {"founded", "ceased", "admitted", "tie_holding"} <= {event["kind"] for event in shown["life"]}
    left_out = secretary.post(here(world), {"form": "sas", "origin": "left"})
    assert left_out.status_code == 200
    assert secretary.get(here(world)).json()["siret"] == ""
    other = {"form": "sas", "origin": "left", "siret": "40483304800022"}
    problem(secretary.post(here(world), other), 422, "FaultyTie")


def test_jobs_are_exact_and_the_last_declaration_counts(world: World, secretary: Program) -> None:
    for jobs in ("3", "9/2", "9/2"):
        declared = secretary.post(here(world, "/jobs"), {"year": 2023, "jobs": jobs})
        assert declared.json() == {"year": 2023, "jobs": jobs}
    assert secretary.get(here(world)).json()["jobs"]["2023"] == "9/2"
    for wrong in ("1/3", "4.5", "-1", "4/2"):
        problem(secretary.post(here(world, "/jobs"), {"year": 2023, "jobs": wrong}), 422)
    problem(secretary.post(here(world, "/jobs"), {"year": 2199, "jobs": "1"}), 422, "FaultyTie")


def test_a_tie_begins_once_and_ends_once(world: World, secretary: Program) -> None:
    asked = {"kind": "holding", "part": "3/20", "since": "2024-03-01", "price": 200_050, "decision": "CA"}
    problem(secretary.post(here(world, "/ties"), asked), 409, "AlreadyTied")
    end = here(world, f"/ties/{world.tie}/end")
    assert secretary.post(end, {"until": "2024-03-01"}).json() == {"id": str(world.tie)}
    problem(secretary.post(end, {"until": "2024-03-01"}), 409, "TieEnded")
    begun = secretary.post(here(world, "/ties"), asked)
    assert begun.status_code == 201, begun.text
    shown = secretary.get(here(world)).json()
    latest, first = shown["ties"]
    assert {name: latest[name] for name in asked} == asked
    assert (latest["id"], latest["in_force"], first["until"]) == (begun.json()["id"], True, "2024-03-01")
    assert (shown["cooperative_holds"], shown["suspended"], shown["suspended_because"]) == ("3/20", False, "")
    assert secretary.post(here(world, "/ties"), {"kind": "control", "since": "2024-03-01"}).status_code == 201
    shown = secretary.get(here(world)).json()
    assert (shown["controlled"], shown["suspended"]) == (True, True)
    assert shown["suspended_because"].endswith(".")


def test_a_tie_ends_only_under_the_structure_it_ties(
    world: World, secretary: Program, database: Database
) -> None:
    def another(uow):
        row = add_member(uow, 300, "Autre", first_name="", college="structures")
        row.kind = "organisation"
        uow.session.flush()
        return row.id

    other = within(database, world.meeting, another)
    path = f"{world.here}/structures/{other}/ties/{world.tie}/end"
    problem(secretary.post(path, {"until": "2024-03-01"}), 404, "NoSuchTie")


def test_a_person_is_no_structure(world: World, secretary: Program) -> None:
    person = world.meeting.voters[0].hat.member
    problem(secretary.get(f"{world.here}/structures/{person}"), 409, "NotAnOrganisation")
    problem(secretary.get(f"{world.here}/structures/{unknown()}"), 404, "NoSuchMember")


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_structures_come_once_each_page_by_page_by_name(site: Site, database: Database, limit: int) -> None:
    world = a_world(site, database)

    def fill(uow):
        for number in range(100, 104):
            row = add_member(uow, number, "Les Homonymes", first_name="", college="structures")
            row.kind = "organisation"

    within(database, world.meeting, fill)
    pages = world.program(Role.AUDITOR).pages(f"{world.here}/structures", limit=str(limit))
    found = [one["number"] for page in pages for one in page]
    assert sorted(found) == [7, *range(100, 104)]
    assert all(len(page) <= limit for page in pages)
    assert pages[0][0]["form"] is None
    assert "ties" not in pages[0][0]
