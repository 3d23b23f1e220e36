"""A real browser in front of the real thing: service, identity provider, post office, worker.

Set SCREENSHOTS to a folder to keep a picture of each page looked at.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from governance.store.unit_of_work import Database
from migrations import run as migrations
from tests.conftest import Addresses, fresh_database
from tests.e2e.around import a_directory
from tests.e2e.visitors import Town, Visitor
from tests.web.conftest import Site, free_port, make_settings, serving
from tests.web.hostile_provider import HostileProvider
from web.app import create_app
from web.demo.catcher import Shelf, post_office
from web.demo.provider import create_provider

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def addresses(server: str) -> Addresses:
    """A database of our own: the worker finds no job of another test in it."""
    fresh = fresh_database(server)
    migrations.upgrade(fresh.owner)
    return fresh


@pytest.fixture(scope="session")
def database(addresses: Addresses) -> Iterator[Database]:
    """The application's door to our database."""
    opened = Database(addresses.app, pool_size=30)
    yield opened
    opened.close()


def launch(playwright: Playwright) -> Browser:
    """Start this machine's Chromium, else Playwright's own."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    try:
        return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
    except Error as error:
        if found or os.environ.get("CI"):
            pytest.fail(f"no browser to test with: {error.message}", pytrace=False)
        pytest.skip("no Chromium on this machine: install it, or run `playwright install chromium`")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module; each visitor has a profile of their own in it."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def town(
    database: Database, addresses: Addresses, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """The service and all it needs, on sockets."""
    port, provider_port, smtp_port = free_port(), free_port(), free_port()
    settings = make_settings(
        port,
        f"http://127.0.0.1:{provider_port}",
        database_url=addresses.app,
        smtp_port=smtp_port,
        sirene_folder=a_directory(tmp_path_factory.mktemp("sirene")),
    )
    provider, shelf = HostileProvider(settings, []), Shelf()
    app, office = create_app(settings, database=database), post_office(shelf, smtp_port)
    office.start()
    try:
        with serving(create_provider(provider), provider_port), serving(app, port):
            site = Site(settings.public_url, app, settings, provider)
            yield Town(site, database, addresses.superuser, shelf)
            site.close_browsers()
    finally:
        office.stop()


@pytest.fixture
def visit(town: Town, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Let somebody come: `visit(phone=True, javascript=False)`. An error in a console fails the test."""
    came: list[Visitor] = []

    def come(**more: bool) -> Visitor:
        came.append(Visitor(town, chromium, **more))
        return came[-1]

    yield come
    for visitor in came:
        visitor.context.close()
    assert [fault for visitor in came for fault in visitor.faults] == []
