"""What stands before every route: the form's secret, the origin, headers, limits, errors, logs."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import httpx2
import pytest
from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import text

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.usecases import accounts as usecases
from tests.builders import ACooperative, a_cooperative
from tests.web.conftest import Browser, Site, free_port, make_settings, serving
from tests.web.test_accounts import NewComer, give, signed_in
from web import app as web_app
from web.auth.session import secret_hash
from web.auth.tokens import Bearer
from web.deps import CurrentActor, Read, Uow, limited

router = APIRouter()


@router.get("/coop/{slug}/essai", name="trial:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    return JSONResponse({"hat": actor.hat.key, "tenant": str(uow.tenant)})


@router.post("/coop/{slug}/essai", name="trial:write")
def write(
    request: Request, slug: str, uow: Uow, actor: CurrentActor, name: Annotated[str, Form()]
) -> Response:
    uow.session.connection().execute(
        text("UPDATE cooperatives SET name = :name WHERE slug = :slug"), {"name": name, "slug": slug}
    )
    if name == "panne":
        raise RuntimeError("un secret dans un message")
    return Response(status_code=204)


@router.get("/coop/{slug}/ecrit", name="trial:get_that_writes")
def get_that_writes(uow: Uow, actor: CurrentActor, slug: str) -> Response:
    uow.session.connection().execute(text("UPDATE cooperatives SET name = 'x' WHERE slug = :s"), {"s": slug})
    return Response(status_code=204)


@router.get("/coop/{slug}/numero/{number}", name="trial:number")
def number(slug: str, number: UUID, uow: Read) -> Response:
    return Response(status_code=204)


@router.post("/essai/limite", name="trial:limited", dependencies=[limited("invitations")])
def limited_route() -> Response:
    return Response(status_code=204)


@router.get("/api/v1/essai", name="trial:api")
def api(uow: Read, actor: CurrentActor) -> Response:
    return JSONResponse({"hat": actor.hat.key, "tenant": str(uow.tenant)})


@router.post("/api/v1/essai", name="trial:api_write")
def api_write(uow: Uow, actor: CurrentActor) -> Response:
    return Response(status_code=204)


@pytest.fixture(scope="module")
def trial(site: Site, database: Database) -> Iterator[Site]:
    """The service with a few more routes, behind the same provider."""
    port = free_port()
    settings = make_settings(port, site.settings.oidc_issuer)
    kept = web_app.ROUTERS
    try:
        web_app.ROUTERS = (*kept, router)
        app: FastAPI = web_app.create_app(settings, database=database)
    finally:
        web_app.ROUTERS = kept
    with serving(app, port):
        yield Site(settings.public_url, app, settings, site.provider)


@pytest.fixture
def coop(database: Database) -> ACooperative:
    return a_cooperative(database)


@pytest.fixture
def member(
    site: Site, trial: Site, browser: Browser, newcomer: NewComer, database: Database, coop: ACooperative
) -> Iterator[Browser]:
    """Somebody signed in, auditor of the cooperative, on the service with more routes."""
    account = signed_in(browser, newcomer, database)
    give(database, coop, account, Role.AUDITOR)
    visitor = trial.browser()
    assert browser.session
    visitor.http.cookies.set("collegial", browser.session, domain="127.0.0.1", path="/")
    yield visitor
    trial.close_browsers()


def test_a_route_of_a_cooperative_knows_who_acts_and_where(member: Browser, coop: ACooperative) -> None:
    assert member.get(f"/coop/{coop.slug}/essai").json() == {"hat": "auditor", "tenant": str(coop.id)}


def test_another_cooperative_is_not_found(member: Browser, database: Database) -> None:
    assert member.get(f"/coop/{a_cooperative(database).slug}/essai").status_code == 404


def test_several_hats_and_none_chosen_lead_to_the_choice(
    member: Browser, coop: ACooperative, database: Database
) -> None:
    with database.read() as uow:
        assert member.session
        found = uow.enter_session(secret_hash(member.session), None, timedelta(hours=1))
    assert found is not None
    give(database, coop, UUID(found["account"]["id"]), Role.TELLER)
    answer = member.get(f"/coop/{coop.slug}/essai")
    choice = answer.headers["location"]
    assert choice == f"/coop/{coop.slug}/qualite?suite=%2Fcoop%2F{coop.slug}%2Fessai"
    page = member.get(choice)
    assert (page.status_code, page.text.count('name="hat"')) == (200, 2)


@pytest.mark.parametrize("given", [None, "", "wrong", "é"])
def test_a_form_without_its_secret_changes_nothing(
    member: Browser, coop: ACooperative, given: str | None
) -> None:
    form = {"name": "Volée"} | ({} if given is None else {"csrf": given})
    answer = member.post(f"/coop/{coop.slug}/essai", form)
    assert answer.status_code == 403
    assert "Ce formulaire n’est plus valable" in answer.text


def test_the_secret_of_another_session_is_refused(
    member: Browser, site: Site, newcomer: NewComer, coop: ACooperative
) -> None:
    other = site.browser()
    other.sign_in(newcomer())
    assert member.post(f"/coop/{coop.slug}/essai", {"name": "Volée", "csrf": other.csrf()}).status_code == 403


def test_the_secret_passes_in_the_form_or_in_the_header(member: Browser, coop: ACooperative) -> None:
    path, csrf = f"/coop/{coop.slug}/essai", member.csrf()
    assert member.post(path, {"name": "Par le champ", "csrf": csrf}).status_code == 204
    assert member.post(path, {"name": "Par l’en-tête"}, headers={"X-CSRF-Token": csrf}).status_code == 204


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://other.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_secret(
    member: Browser, coop: ACooperative, headers: dict[str, str]
) -> None:
    form = {"name": "Volée", "csrf": member.csrf()}
    answer = member.post(f"/coop/{coop.slug}/essai", form, headers=headers)
    assert answer.status_code == 403
    assert "content-security-policy" in answer.headers


def test_a_ballot_without_the_secret_of_its_form_is_not_taken(member: Browser, coop: ACooperative) -> None:
    path = f"/coop/{coop.slug}/assemblees/{coop.id}/scrutins/{coop.id}"
    assert member.post(path, {"choice": "for"}).status_code == 403
    stranger = httpx2.post(member.site.url + path, data={"choice": "for"})
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/connexion")


def test_our_own_pages_say_where_they_come_from(member: Browser, coop: ACooperative) -> None:
    headers = {"Origin": member.site.url, "Sec-Fetch-Site": "same-origin"}
    form = {"name": "Chez nous", "csrf": member.csrf()}
    assert member.post(f"/coop/{coop.slug}/essai", form, headers=headers).status_code == 204


def test_a_stranger_is_led_to_the_sign_in_and_back(trial: Site, coop: ACooperative) -> None:
    answer = httpx2.get(f"{trial.url}/coop/{coop.slug}/essai")
    assert (answer.status_code, answer.headers["location"]) == (
        303, f"/connexion?suite=%2Fcoop%2F{coop.slug}%2Fessai",
    )  # fmt: skip


def test_a_get_cannot_write(member: Browser, coop: ACooperative) -> None:
    assert member.get(f"/coop/{coop.slug}/ecrit").status_code == 500


def name_of(database: Database, coop: ACooperative) -> str:
    with database.read() as uow:
        found = uow.session.connection().execute(
            text("SELECT name FROM cooperatives WHERE id = :id"), {"id": coop.id}
        )
        return str(found.scalar_one())


def test_a_failure_undoes_everything_and_says_a_number(
    member: Browser, coop: ACooperative, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    form = {"name": "panne", "csrf": member.csrf()}
    answer = member.post(f"/coop/{coop.slug}/essai", form)
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "content-security-policy" in answer.headers
    assert name_of(database, coop) == "Coopérative d’essai"
    assert "un secret dans un message" not in answer.text + capfd.readouterr().out


def test_logs_hold_the_pattern_of_a_route_and_nothing_personal(
    member: Browser, coop: ACooperative, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    member.get(f"/coop/{coop.slug}/essai?marqueur=secret")
    member.post(f"/coop/{coop.slug}/essai", {"name": "marqueur-du-corps", "csrf": member.csrf()})
    out = capfd.readouterr().out
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert "/coop/{slug}/essai" in [line.get("route") for line in lines]
    for leak in (coop.slug, "marqueur", str(member.session), "127.0.0.1", "Exemple"):
        assert leak not in out


def test_a_malformed_number_is_an_unknown_page(member: Browser, coop: ACooperative) -> None:
    assert member.get(f"/coop/{coop.slug}/numero/abc").status_code == 404


def test_a_missing_field_is_named_and_nothing_is_echoed(member: Browser, coop: ACooperative) -> None:
    answer = member.post(f"/coop/{coop.slug}/essai", {"autre": "<b>écho</b>", "csrf": member.csrf()})
    assert answer.status_code == 422
    assert "name" in answer.text
    assert "écho" not in answer.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/rien", 404), ("PUT", "/", 405)])
def test_unknown_addresses_get_a_page(trial: Site, method: str, path: str, status: int) -> None:
    answer = httpx2.request(method, trial.url + path)
    assert answer.status_code == status
    assert "<h1>" in answer.text


def in_pieces(size: int) -> Iterator[bytes]:
    yield b'--limite\r\nContent-Disposition: form-data; name="piece"; filename="a.pdf"\r\n\r\n'
    for _ in range(size // 100_000):
        yield b"x" * 100_000
    yield b"\r\n--limite--\r\n"


@pytest.mark.parametrize("announced", [True, False])
def test_too_large_a_request_is_refused_by_a_page(
    member: Browser, coop: ACooperative, *, announced: bool
) -> None:
    body = b"".join(in_pieces(23_000_000)) if announced else in_pieces(23_000_000)
    headers = {"Content-Type": "multipart/form-data; boundary=limite"}
    answer = member.http.post(f"/coop/{coop.slug}/essai", content=body, headers=headers)
    assert answer.status_code == 413
    assert "trop volumineux" in answer.text
    assert "content-security-policy" in answer.headers


def test_another_host_is_not_answered(trial: Site) -> None:
    assert httpx2.get(trial.url + "/", headers={"Host": "other.example"}).status_code == 400


def test_a_forged_host_never_reaches_a_link(trial: Site) -> None:
    answer = httpx2.get(trial.url + "/connexion", headers={"X-Forwarded-Host": "other.example"})
    assert "other.example" not in answer.text


def test_too_many_requests_are_told_when_to_come_back(trial: Site) -> None:
    statuses = [httpx2.post(trial.url + "/essai/limite") for _ in range(122)]
    assert statuses[0].status_code == 204
    assert statuses[-1].status_code == 429
    assert 1 <= int(statuses[-1].headers["retry-after"]) <= 61


@pytest.mark.parametrize("path", ["/", "/connexion", "/rien", "/sante"])
def test_every_answer_carries_the_guards(trial: Site, path: str) -> None:
    headers = httpx2.get(trial.url + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers


def test_https_is_remembered_by_browsers(database: Database) -> None:
    from starlette.testclient import TestClient

    settings = make_settings(1, "http://127.0.0.1:9", public_url="https://assemblees.example")
    with TestClient(web_app.create_app(settings, database=database), base_url=settings.public_url) as client:
        assert client.get("/sante").headers["strict-transport-security"].startswith("max-age=63072000")


def test_an_idle_session_ends(member: Browser, coop: ACooperative, database: Database) -> None:
    with database.write() as uow:
        uow.session.connection().execute(text("UPDATE sessions SET seen_at = now() - interval '121 minutes'"))
    assert member.get(f"/coop/{coop.slug}/essai").status_code == 303


def test_a_session_in_use_stays_but_not_for_ever(
    member: Browser, coop: ACooperative, database: Database
) -> None:
    with database.write() as uow:
        uow.session.connection().execute(text("UPDATE sessions SET seen_at = now() - interval '119 minutes'"))
    assert member.get(f"/coop/{coop.slug}/essai").status_code == 200
    with database.write() as uow:
        seen = uow.session.connection().execute(text("SELECT max(seen_at) FROM sessions")).scalar_one()
        assert uow.now - seen < timedelta(minutes=1)
        uow.session.connection().execute(text("UPDATE sessions SET expires_at = now()"))
    assert member.get(f"/coop/{coop.slug}/essai").status_code == 303


def bearer_of(trial: Site, database: Database, coop: ACooperative, account: UUID, **end: bool) -> str:
    with database.write() as uow:
        command = usecases.CreateToken(coop.slug, "auditor", "essai", 5)
        row = usecases.create_token(uow, command, account=account)
        if end:
            row.revoked_at = uow.now
    keys = trial.app.state.services.keys
    return str(keys.sign(Bearer(row.jti, account, coop.id), at=row.created_at, until=row.expires_at))


@pytest.fixture
def auditor(browser: Browser, newcomer: Callable[..., str], database: Database, coop: ACooperative) -> UUID:
    account = signed_in(browser, newcomer, database)
    give(database, coop, account, Role.AUDITOR, Role.TELLER)
    return account


def ask(trial: Site, token: str, method: str = "GET") -> httpx2.Response:
    return httpx2.request(method, trial.url + "/api/v1/essai", headers={"Authorization": f"Bearer {token}"})


def test_a_program_reads_under_the_hat_of_its_token(
    trial: Site, database: Database, coop: ACooperative, auditor: UUID
) -> None:
    answer = ask(trial, bearer_of(trial, database, coop, auditor))
    assert answer.json() == {"hat": "auditor", "tenant": str(coop.id)}


def test_a_program_changes_nothing(
    trial: Site, database: Database, coop: ACooperative, auditor: UUID
) -> None:
    assert ask(trial, bearer_of(trial, database, coop, auditor), "POST").status_code == 403


def test_a_revoked_token_is_refused(
    trial: Site, database: Database, coop: ACooperative, auditor: UUID
) -> None:
    answer = ask(trial, bearer_of(trial, database, coop, auditor, revoked=True))
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_token_dies_with_its_role(
    trial: Site, database: Database, coop: ACooperative, auditor: UUID
) -> None:
    token = bearer_of(trial, database, coop, auditor)
    with database.write() as uow:
        uow.enter(coop.id)
        uow.session.connection().execute(text("DELETE FROM role_grants WHERE role = 'auditor'"))
    assert ask(trial, token).status_code == 401


def test_a_program_without_a_token_or_with_a_cookie_is_a_stranger(trial: Site, member: Browser) -> None:
    for answer in (httpx2.get(trial.url + "/api/v1/essai"), member.get("/api/v1/essai")):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["status"] == 401


def test_each_route_asks_for_somebody_or_is_listed_public() -> None:
    from fastapi.routing import iter_route_contexts

    settings = make_settings(1, "http://127.0.0.1:9")
    app = web_app.create_app(settings)
    faults = []
    for context in iter_route_contexts(app.routes):
        if context.name in web_app.PUBLIC_ROUTES:
            continue
        asked = repr(getattr(getattr(context, "dependant", None), "dependencies", ""))
        if not any(guard in asked for guard in ("signed_in", "current_actor", "caster")):
            faults.append(context.name)
    assert faults == []
