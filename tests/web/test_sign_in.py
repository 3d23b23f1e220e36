"""The whole exchange with an identity provider, on real sockets, honest and not."""

import threading
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import text

from governance.store.unit_of_work import Database
from tests.web.conftest import Browser, Site, free_port, make_settings, serving
from tests.web.hostile_provider import LIES
from web.app import create_app
from web.auth.session import secret_hash
from web.demo.provider import DemoProvider, create_provider


def count(database: Database, table: str) -> int:
    with database.read() as uow:
        return int(uow.session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_person_signs_in_and_is_named_on_the_page(browser: Browser) -> None:
    back = browser.sign_in()
    assert back.status_code == 303
    assert back.headers["location"] == "/mes-cooperatives"
    assert "Claude Exemple" in browser.get("/mes-cooperatives").text


def test_the_browser_keeps_a_secret_and_the_database_only_its_hash(
    browser: Browser, database: Database
) -> None:
    browser.sign_in()
    assert browser.session is not None
    with database.read() as uow:
        kept = uow.session.connection().execute(text("SELECT token_hash FROM sessions")).scalars().all()
    assert secret_hash(browser.session) in kept
    assert browser.session.encode() not in kept


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(browser: Browser) -> None:
    cookie = browser.sign_in().headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "domain" not in cookie


def test_the_request_to_the_provider_uses_pkce_a_nonce_and_a_fixed_address(
    browser: Browser, site: Site
) -> None:
    asked = parse_qs(urlsplit(browser.leave()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["nonce"][0]
    assert asked["redirect_uri"] == [site.url + "/connexion/retour"]


def test_signing_in_again_gives_another_session_and_deletes_the_former(
    browser: Browser, database: Database
) -> None:
    browser.sign_in()
    first = browser.session
    before = count(database, "sessions")
    browser.sign_in()
    assert browser.session != first
    assert count(database, "sessions") == before
    old = httpx2.get(browser.site.url + "/mes-cooperatives", cookies={"collegial": str(first)})
    assert old.status_code == 303


def test_a_session_planted_before_signing_in_is_not_used_after(browser: Browser) -> None:
    browser.http.cookies.set("collegial", "planted", domain="127.0.0.1", path="/")
    answer = browser.sign_in()
    assert "collegial=planted" not in answer.headers["set-cookie"]
    planted = httpx2.get(browser.site.url + "/mes-cooperatives", cookies={"collegial": "planted"})
    assert planted.status_code == 303


def test_the_same_person_keeps_one_account_when_their_name_and_address_change(
    browser: Browser, site: Site, database: Database, newcomer: object
) -> None:
    sub = newcomer("Avant Exemple")  # type: ignore[operator]
    browser.sign_in(sub)
    before = count(database, "accounts")
    site.provider.accounts[sub] = type(site.provider.accounts[sub])(
        sub, "Après Exemple", "autre@exemple.test"
    )
    browser.sign_in(sub)
    assert count(database, "accounts") == before
    assert "Après Exemple" in browser.get("/mes-cooperatives").text


def test_signing_out_ends_the_session_here_and_in_the_database(browser: Browser) -> None:
    browser.sign_in()
    secret, csrf = browser.session, browser.csrf()
    out = browser.post("/deconnexion", {"csrf": csrf})
    assert out.status_code == 303
    assert browser.session is None
    again = httpx2.get(browser.site.url + "/mes-cooperatives", cookies={"collegial": str(secret)})
    assert again.status_code == 303


def test_a_page_asked_for_before_comes_after(browser: Browser) -> None:
    refused = browser.get("/mon-compte/jetons")
    assert refused.headers["location"] == "/connexion?suite=%2Fmon-compte%2Fjetons"
    assert browser.sign_in(suite="/mon-compte/jetons").headers["location"] == "/mon-compte/jetons"


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_provider_opens_no_session(browser: Browser, site: Site, lie: str) -> None:
    site.provider.mode = lie
    try:
        back = browser.choose(browser.leave())
        if lie == "answer names two issuers":
            back += "&iss=https://other.example"
        answer = browser.get(back)
    finally:
        site.provider.mode = "honest"
    assert answer.status_code == 400
    assert browser.session is None
    assert "La connexion n’a pas abouti" in answer.text


def test_a_code_and_its_state_are_worth_nothing_in_another_browser(browser: Browser, site: Site) -> None:
    back = browser.choose(browser.leave())
    thief = site.browser()
    assert thief.get(back).status_code == 400
    assert thief.session is None


def test_a_code_cannot_be_shown_twice(browser: Browser) -> None:
    back = browser.choose(browser.leave())
    assert browser.get(back).status_code == 303
    browser.http.cookies.delete("collegial")
    assert browser.get(back).status_code == 400
    assert browser.session is None


def test_the_state_of_another_sign_in_is_refused(browser: Browser, site: Site) -> None:
    """Somebody makes us sign in as them: their code and their state, in our browser."""
    attacker = site.browser()
    back = attacker.choose(attacker.leave())
    browser.leave()
    assert browser.get(back).status_code == 400


@pytest.mark.parametrize("query", ["", "code=x", "state=x", "code=x&state=y", "error=access_denied&state=x"])
def test_a_callback_out_of_nowhere_is_refused(browser: Browser, query: str) -> None:
    assert browser.get(f"/connexion/retour?{query}").status_code == 400


def test_a_provider_that_cannot_be_reached_gives_a_clear_page(database: Database) -> None:
    port = free_port()
    app = create_app(make_settings(port, f"http://127.0.0.1:{free_port()}"), database=database)
    with serving(app, port):
        answer = httpx2.get(f"http://127.0.0.1:{port}/connexion/depart")
    assert answer.status_code == 503
    assert "Le service de connexion ne répond pas" in answer.text


def test_a_provider_that_announces_another_issuer_is_not_used(database: Database) -> None:
    port, provider_port = free_port(), free_port()
    settings = make_settings(port, f"http://127.0.0.1:{provider_port}")

    class Mistaken(DemoProvider):
        def metadata(self) -> dict[str, object]:
            return {**super().metadata(), "issuer": "https://other.example"}

    provider = create_provider(Mistaken(settings, []))
    with serving(provider, provider_port), serving(create_app(settings, database=database), port):
        answer = httpx2.get(f"http://127.0.0.1:{port}/connexion/depart")
    assert answer.status_code == 503


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own use of its own libraries
def test_a_second_provider_written_by_others_signs_people_in(database: Database) -> None:
    import oidc_provider_mock

    with oidc_provider_mock.run_server_in_thread() as server:
        port = free_port()
        settings = make_settings(
            port, f"http://localhost:{server.server_port}", oidc_client_secret="a secret of a test"
        )
        with (
            serving(create_app(settings, database=database), port),
            httpx2.Client(base_url=settings.public_url, timeout=20) as browser,
        ):
            away = browser.get("/connexion/depart").headers["location"]
            back = httpx2.post(away, data={"sub": "bob"}).headers["location"]
            answer = browser.get(back)
            page = browser.get("/mes-cooperatives").text
    assert answer.status_code == 303
    assert "bob" in page


def test_many_sign_ins_at_once_open_as_many_sessions(site: Site) -> None:
    seen: list[str | None] = []

    def one() -> None:
        browser = site.browser()
        browser.sign_in()
        seen.append(browser.session)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    site.close_browsers()
    assert len(set(seen)) == 6
    assert None not in seen
