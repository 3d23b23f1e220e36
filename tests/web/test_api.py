"""The interface of programs: who reads and does what, route by route, generated from the routes."""

from collections.abc import Iterator

import pytest

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.vote.result import result_document
from governance.vote.sheet import read_sheet
from governance.vote.tally import count
from tests.web.conftest import Site
from tests.web.people import browse_as
from tests.web.programs import (
    IN_A_COOPERATIVE,
    PDF,
    READING,
    ROUTES,
    WRITING,
    Program,
    World,
    a_world,
    named,
    problem,
    unknown,
)

EVERYBODY = set(Role)
OFFICE = EVERYBODY - {Role.MEMBER}
PRESIDING = {Role.SECRETARY, Role.CHAIR}
MAY = {
    "cooperatives": EVERYBODY,
    "cooperative": EVERYBODY,
    "members": OFFICE,
    "assemblies": EVERYBODY,
    "assembly": EVERYBODY,
    "polls": EVERYBODY,
    "poll": EVERYBODY,
    "result": EVERYBODY,
    "bylaws": EVERYBODY,
    "bylaws_one": EVERYBODY,
    "mandates": {Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.AUDITOR},
    "minutes": EVERYBODY,
    "minutes_one": EVERYBODY,
    "minutes_pdf": EVERYBODY,
    "prepare_assembly": {Role.SECRETARY},
    "add_item": {Role.SECRETARY},
    "open_session": PRESIDING,
    "close_session": PRESIDING,
    "note_presence": {*PRESIDING, Role.TELLER},
    "open_poll": PRESIDING,
    "close_poll": PRESIDING,
    "annul_poll": PRESIDING,
    "structures": OFFICE,
    "structure": OFFICE,
    "describe_structure": {Role.SECRETARY},
    "declare_jobs": {Role.SECRETARY},
    "begin_tie": {Role.SECRETARY},
    "end_tie": {Role.SECRETARY},
}

DONE = {
    "prepare_assembly": 201, "add_item": 201, "describe_structure": 200, "declare_jobs": 200, "end_tie": 200,
}  # fmt: skip
"""What succeeds; the others come too late, the meeting is closed and the tie in force."""


@pytest.fixture(scope="module")
def world(site: Site, database: Database) -> Iterator[World]:
    yield a_world(site, database, members=60)
    site.close_browsers()


@pytest.fixture(scope="module")
def elsewhere(site: Site, database: Database) -> World:
    return a_world(site, database, minutes=6)


@pytest.fixture(scope="module")
def reading(world: World) -> dict[Role, Program]:
    return {role: world.program(role) for role in Role}


@pytest.fixture(scope="module")
def acting(world: World) -> dict[Role, Program]:
    return {role: world.program(role, may_write=True) for role in OFFICE}


def test_each_route_says_who_may() -> None:
    assert {named(route) for route in ROUTES} == set(MAY)
    assert len(READING) + len(WRITING) == len(ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_nobody_gets_anything_without_a_token(world: World, route) -> None:
    for token in ("", "abc", "a.b.c", world.program(Role.AUDITOR).token + "x"):
        answer = Program(world.site, token).ask(route, world.values(), world.body(route))
        problem(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("route", READING, ids=named)
@pytest.mark.parametrize("role", Role)
def test_a_hat_reads_what_it_may(world: World, reading: dict[Role, Program], route, role: Role) -> None:
    answer = reading[role].ask(route, world.values())
    if role in MAY[named(route)]:
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
    else:
        problem(answer, 403, "WrongHat")


@pytest.mark.parametrize("route", WRITING, ids=named)
@pytest.mark.parametrize("role", sorted(OFFICE))
def test_a_hat_does_what_it_may(world: World, acting: dict[Role, Program], route, role: Role) -> None:
    values = world.values(assembly=str(world.draft)) if named(route) == "add_item" else world.values()
    answer = acting[role].ask(route, values, world.body(route))
    if role in MAY[named(route)]:
        assert answer.status_code == DONE.get(named(route), 409), answer.text
    else:
        problem(answer, 403, "WrongHat")


@pytest.mark.parametrize("route", WRITING, ids=named)
def test_a_token_made_to_read_changes_nothing(world: World, reading: dict[Role, Program], route) -> None:
    answer = reading[Role.SECRETARY].ask(route, world.values(), world.body(route))
    problem(answer, 403, "TokenOnlyReads")


@pytest.mark.parametrize("route", WRITING, ids=named)
def test_no_program_acts_as_a_member(world: World, reading: dict[Role, Program], route) -> None:
    said = problem(reading[Role.MEMBER].ask(route, world.values(), world.body(route)), 403, "ActOfAPerson")
    assert said["title"].startswith("Voter est l’acte d’une personne")


@pytest.mark.parametrize("route", IN_A_COOPERATIVE, ids=named)
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR])
def test_another_cooperative_is_not_there(
    world: World, elsewhere: World, acting: dict[Role, Program], route, role: Role
) -> None:
    for values in (elsewhere.values(), world.values(slug=elsewhere.slug), world.values(slug="nulle-part")):
        problem(acting[role].ask(route, values, world.body(route)), 404, "NotFound")


@pytest.mark.parametrize(
    ("route", "place"),
    [
        pytest.param(route, place, id=f"{named(route)}-{place}")
        for route in IN_A_COOPERATIVE
        for place in ("assembly", "poll", "number", "member", "tie")
        if f"{{{place}}}" in route.path
    ],
)
def test_what_is_another_cooperatives_is_not_found_under_ours(
    world: World, elsewhere: World, acting: dict[Role, Program], route, place: str
) -> None:
    theirs = elsewhere.values(number="6")[place]
    for stranger in (theirs, "999" if place == "number" else unknown(), "abc"):
        answer = acting[Role.SECRETARY].ask(route, world.values(**{place: stranger}), world.body(route))
        problem(answer, 404)


def test_a_poll_is_found_only_in_its_own_assembly(world: World, acting: dict[Role, Program]) -> None:
    for route in ROUTES:
        if "{poll}" in route.path:
            values = world.values(assembly=str(world.draft))
            problem(acting[Role.SECRETARY].ask(route, values, world.body(route)), 404, "NoSuchPoll")


def test_lists_never_show_another_cooperative(
    world: World, elsewhere: World, reading: dict[Role, Program]
) -> None:
    for role in Role:
        assert [one["slug"] for one in reading[role].get("/cooperatives").json()["items"]] == [world.slug]
    theirs = {
        one["id"]
        for page in elsewhere.program(Role.AUDITOR).pages(f"{elsewhere.here}/members")
        for one in page
    }
    ours = {one["id"] for page in reading[Role.AUDITOR].pages(f"{world.here}/members") for one in page}
    assert len(theirs) == 12
    assert not theirs & ours
    cursor = {"cursor": str(elsewhere.meeting.assembly)}
    problem(reading[Role.AUDITOR].get(f"{world.here}/assemblies", params=cursor), 404, "NoSuchAssembly")


def once(pages: list[list[dict]], key: str) -> set:
    """Check that nothing comes twice; give what came."""
    found = [one[key] for page in pages for one in page]
    assert len(found) == len(set(found))
    return set(found)


def test_members_come_once_each_page_by_page(world: World, reading: dict[Role, Program]) -> None:
    pages = reading[Role.AUDITOR].pages(f"{world.here}/members")
    assert [len(page) for page in pages] == [50, 22]
    assert once(pages, "number") == {*range(1, 13), *range(100, 160)}
    namesakes = reading[Role.AUDITOR].pages(f"{world.here}/members", q="mart", college="team")
    assert once(namesakes, "number") == set(range(100, 160))
    assert set(pages[0][0]) == {"id", "number", "name", "kind", "category", "college", "shares"}


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_assemblies_of_one_instant_come_once_each(
    world: World, reading: dict[Role, Program], limit: int
) -> None:
    pages = reading[Role.AUDITOR].pages(f"{world.here}/assemblies", limit=str(limit))
    assert all(len(page) <= limit for page in pages)
    assert len(once(pages, "id")) == 5


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_minutes_come_once_each_latest_first(world: World, reading: dict[Role, Program], limit: int) -> None:
    pages = reading[Role.MEMBER].pages(f"{world.here}/minutes", limit=str(limit))
    assert [one["number"] for page in pages for one in page] == [5, 4, 3, 2, 1]


def test_the_pdf_of_minutes_is_given_byte_for_byte(world: World, reading: dict[Role, Program]) -> None:
    answer = reading[Role.MEMBER].get(f"{world.here}/minutes/1/pdf")
    assert (answer.headers["content-type"], answer.content) == ("application/pdf", PDF)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.AUDITOR])
def test_a_draft_is_hidden_from_who_does_not_prepare_it(
    world: World, reading: dict[Role, Program], role: Role
) -> None:
    pages = reading[role].pages(f"{world.here}/assemblies")
    assert str(world.draft) not in once(pages, "id")
    for path in ("", "/polls"):
        answer = reading[role].get(f"{world.here}/assemblies/{world.draft}{path}")
        problem(answer, 404, "NoSuchAssembly")
    cursor = {"cursor": str(world.draft)}
    problem(reading[role].get(f"{world.here}/assemblies", params=cursor), 404, "NoSuchAssembly")


def test_a_draft_is_shown_to_who_prepares_it(world: World, reading: dict[Role, Program]) -> None:
    answer = reading[Role.CHAIR].get(f"{world.here}/assemblies/{world.draft}").json()
    assert answer["stage"] == "draft"
    assert [item["number"] for item in answer["agenda"]][:2] == [1, 2]


def test_the_result_is_the_pages_and_counts_again_to_itself(
    world: World, reading: dict[Role, Program], site: Site
) -> None:
    here = f"assemblies/{world.meeting.assembly}/polls/{world.poll}/result"
    french = reading[Role.MEMBER].get(f"{world.here}/{here}").json()
    english = reading[Role.MEMBER].get(f"{world.here}/{here}", headers={"Accept-Language": "en"}).json()
    page = browse_as(site, world.meeting.secretary).get(
        f"/coop/{world.slug}/assemblees/{world.meeting.assembly}/scrutins/{world.poll}/resultat/feuille.json"
    )
    assert french["sheet"] == page.json()
    recounted = result_document(count(read_sheet(french["sheet"])), french["result"]["explanation"])
    assert french["result"] == recounted
    assert french["result"]["explanation"] != english["result"]["explanation"]
    assert english == reading[Role.MEMBER].get(f"{world.here}/{here}", params={"lang": "en"}).json()


@pytest.mark.parametrize(
    ("path", "params", "status", "french", "english"),
    [
        ("/assemblies/{unknown}", {}, 404, "Cette assemblée n’existe pas", "This"),
        ("/assemblies", {"limit": "0"}, 422, "Des réponses manquent", "limit"),
        ("/assemblies", {"cursor": "abc"}, 422, "Des réponses manquent", "cursor"),
        ("/members", {"q": "\x00"}, 422, "Des réponses manquent", "q"),
        ("/members", {"college": "\x00"}, 422, "Des réponses manquent", "college"),
        ("/rien", {}, 404, "Cette page ou cet élément", "page"),
    ],
)
def test_an_error_is_said_in_the_language_of_the_reader(
    world: World,
    reading: dict[Role, Program],
    path: str,
    params: dict,
    status: int,
    french: str,
    english: str,
) -> None:
    address = world.here + path.format(unknown=unknown())
    said = problem(reading[Role.SECRETARY].get(address, params=params), status)
    assert said["title"].startswith(french)
    wanted = {"Accept-Language": "en-GB,en;q=0.9"}
    in_english = problem(reading[Role.SECRETARY].get(address, params=params, headers=wanted), status)
    assert in_english["title"] != said["title"]
    assert english in in_english["title"]
    by_query = problem(reading[Role.SECRETARY].get(address, params=params | {"lang": "en"}), status)
    assert by_query["title"] == in_english["title"]


def test_the_stage_of_the_meeting_is_a_refusal_in_both_languages(
    world: World, acting: dict[Role, Program]
) -> None:
    address = f"{world.here}/assemblies/{world.meeting.assembly}/open"
    said = problem(acting[Role.CHAIR].post(address), 409, "WrongStage")
    assert "demande l’étape" in said["title"]
    english = acting[Role.CHAIR].post(address, headers={"Accept-Language": "en"})
    assert "stage" in problem(english, 409)["title"]


def test_the_description_is_open_complete_and_bearer_secured(site: Site) -> None:
    answer = Program(site).get("/openapi.json")
    document = answer.json()
    assert answer.status_code == 200
    assert document["openapi"].startswith("3.1")
    assert document["security"] == [{"token": []}]
    described = {
        (path, method.upper()): operation
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }
    assert set(described) == {(route.path, method) for route in ROUTES for method in route.methods}
    for operation in described.values():
        assert operation["summary"]
        for status in ("401", "403", "404", "409", "422", "429"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
    assert len({operation["operationId"] for operation in described.values()}) == len(described)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
def test_no_other_method_does_anything(world: World, acting: dict[Role, Program], method: str) -> None:
    for route in READING:
        if "{" not in route.path.replace("{slug}", ""):
            path = route.path.replace("{slug}", world.slug)
            assert acting[Role.SECRETARY].http.request(method, path).status_code == 405


def test_a_version_of_the_bylaws_is_given_with_the_document_its_hash_is_of(
    world: World, reading: dict[Role, Program]
) -> None:
    listed = reading[Role.MEMBER].get(f"{world.here}/bylaws").json()["items"]
    assert [one["number"] for one in listed] == [1]
    whole = reading[Role.MEMBER].get(f"{world.here}/bylaws/1").json()
    assert whole["document"]["colleges"]["items"]
    assert {key: whole[key] for key in listed[0]} == listed[0]
    assert reading[Role.MEMBER].get(f"{world.here}/bylaws/9").status_code == 404
