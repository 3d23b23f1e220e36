"""Real servers on real sockets: the service, and the identity provider it asks."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from uuid import uuid4

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI

from governance.store.unit_of_work import Database
from tests.web.hostile_provider import HostileProvider
from web.app import create_app
from web.demo.provider import DemoAccount, create_provider
from web.settings import Settings

PEOPLE = [
    DemoAccount("sub-claude", "Claude Exemple", "claude@exemple.test", "sociétaire"),
    DemoAccount("sub-sacha", "Sacha Exemple", "sacha@exemple.test", "secrétaire"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[None]:
    """Serve an application from a thread until the block ends."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    limit = time.monotonic() + 20
    while not server.started and time.monotonic() < limit:
        time.sleep(0.02)
    assert server.started
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)


def make_settings(port: int, issuer: str, **more: object) -> Settings:
    values = {
        "public_url": f"http://127.0.0.1:{port}",
        "oidc_issuer": issuer,
        "database_url": "postgresql:///unused",
        "secret_key": "0123456789abcdef0123456789abcdef",
        **more,
    }
    return Settings.model_validate(values)


@dataclass
class Site:
    """A running service and its provider."""

    url: str
    app: FastAPI
    settings: Settings
    provider: HostileProvider
    opened: list["Browser"] = field(default_factory=list)

    def browser(self) -> "Browser":
        self.opened.append(Browser(self))
        return self.opened[-1]

    def close_browsers(self) -> None:
        while self.opened:
            self.opened.pop().http.close()


class Browser:
    """A browser without JavaScript: keeps cookies, follows links and sends forms."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.http = httpx2.Client(base_url=site.url, timeout=20)

    def get(self, path: str, **more: object) -> httpx2.Response:
        return self.http.get(path, **more)

    def post(self, path: str, data: dict[str, str] | None = None, **more: object) -> httpx2.Response:
        return self.http.post(path, data=data or {}, **more)

    def leave(self, suite: str = "") -> str:
        """Start a sign-in; give the address of the provider's page."""
        answer = self.get("/connexion/depart", params={"suite": suite} if suite else {})
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    def choose(self, provider_page: str, sub: str = "sub-claude") -> str:
        """Choose an account on the provider's page; give the address that leads back."""
        shown = httpx2.get(provider_page)
        assert shown.status_code == 200, shown.text
        name = re.search(r'name="demande" value="([^"]+)"', shown.text)
        assert name is not None
        sent = httpx2.post(provider_page.split("?")[0], data={"demande": unescape(name[1]), "sub": sub})
        assert sent.status_code == 303, sent.text
        return str(sent.headers["location"])

    def sign_in(self, sub: str = "sub-claude", suite: str = "") -> httpx2.Response:
        return self.get(self.choose(self.leave(suite), sub))

    def csrf(self, path: str = "/mes-cooperatives") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found is not None
        return unescape(found[1])

    @property
    def session(self) -> str | None:
        return self.http.cookies.get("collegial")


@pytest.fixture(scope="session")
def site(database: Database) -> Iterator[Site]:
    """The service and a provider that can be told to be hostile."""
    port, provider_port = free_port(), free_port()
    settings = make_settings(port, f"http://127.0.0.1:{provider_port}")
    provider = HostileProvider(settings, PEOPLE)
    app = create_app(settings, database=database)
    with serving(create_provider(provider), provider_port), serving(app, port):
        yield Site(settings.public_url, app, settings, provider)


@pytest.fixture
def browser(site: Site) -> Iterator[Browser]:
    """A browser nobody is signed in with."""
    site.provider.mode = "honest"
    yield site.browser()
    site.close_browsers()


@pytest.fixture
def newcomer(site: Site) -> Callable[[str], str]:
    """Make an account the provider knows and nobody used before; give its subject."""

    def make(name: str = "Dominique Exemple") -> str:
        sub = f"sub-{uuid4().hex[:12]}"
        site.provider.accounts[sub] = DemoAccount(sub, name, f"{sub}@exemple.test")
        return sub

    return make
