"""Somebody in front of a browser, and the town they are in."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Download, Locator, expect

from governance.actors import Actor
from governance.store.unit_of_work import Database
from tests.web.conftest import Site
from tests.web.people import browse_as
from web.delivery.worker import run_due_jobs
from web.demo.catcher import Shelf
from web.demo.provider import DemoAccount

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = Axe()
OWN_LINE = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d ")


@dataclass(frozen=True)
class Town:
    """The service with its provider, its database and its post office."""

    site: Site
    database: Database
    superuser: str
    shelf: Shelf

    def work(self) -> int:
        """Let the worker do what is due; give how many jobs it did."""
        return run_due_jobs(self.database, self.site.settings)

    def settle(self, sub: str, name: str) -> None:
        """Give somebody an account at the identity provider."""
        self.site.provider.accounts[sub] = DemoAccount(sub, name, f"{sub}@exemple.test")

    def letter_of(self, address: str) -> str:
        """Give the personal link of the mail this address received."""
        caught = next(mail for mail in self.shelf.mails() if address in mail.recipients)
        links = {kind: re.search(r"http[^\s\"<]+/invitation/[^\s\"<]+", caught.body(kind)) for kind in FORMS}
        assert links["html"] is not None
        assert links["plain"] is not None
        assert links["html"][0] == links["plain"][0]
        return links["html"][0]

    def travel(self, statement: str, *values: object) -> None:
        """Move time in the database, as nobody in the service can."""
        with psycopg.connect(self.superuser, autocommit=True) as connection:
            connection.execute(statement, values)


FORMS = ("html", "plain")


class Visitor:
    """A person with a browser of their own; `faults` keeps what its console complained of."""

    def __init__(
        self,
        town: Town,
        browser: Browser,
        *,
        phone: bool = False,
        javascript: bool = True,
        dark: bool = False,
        english: bool = False,
    ) -> None:
        self.town, self.phone, self.javascript = town, phone, javascript
        self.context = browser.new_context(
            base_url=town.site.url,
            viewport=PHONE if phone else DESK,
            color_scheme="dark" if dark else "light",
            locale="en-GB" if english else "fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not OWN_LINE.match(said.text):
            self.faults.append(f"{self.page.url}: {said.text}")

    def be(self, actor: Actor) -> "Visitor":
        """Be signed in already, without going through the provider."""
        session = browse_as(self.town.site, actor).session
        cookie = self.town.site.settings.session_cookie
        self.context.add_cookies([{"name": cookie, "value": session or "", "url": self.town.site.url}])
        return self

    def sign_in(self, name: str) -> None:
        """Sign in at the provider, from the page shown now."""
        self.press("link", "Se connecter", at="main")
        self.press("link", re.compile("^Continuer avec"))
        self.press("button", re.compile(f"^{name}"))

    def go(self, path: str, *, status: int = 200) -> None:
        """Open an address of the service and check how it answers."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"

    def find(self, role: Any, name: str | re.Pattern[str], *, at: str = "body") -> Locator:
        """Find what a person calls so: a link, a button, a heading."""
        exact = isinstance(name, str)
        return self.page.locator(at).get_by_role(role, name=name, exact=exact).first

    def press(self, role: Any, name: str | re.Pattern[str], *, at: str = "body") -> None:
        """Click on it."""
        self.find(role, name, at=at).click()

    def fill(self, label: str, value: str) -> None:
        """Write in the field of this label."""
        self.page.locator("main").get_by_label(label).first.fill(value)

    def reads(self, *sentences: str) -> None:
        """Check that these words are on the page, wherever they are."""
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence)

    def takes(self, role: Any, name: str | re.Pattern[str]) -> bytes:
        """Download what this link or this button gives."""
        with self.page.expect_download() as waiting:
            self.press(role, name)
        got: Download = waiting.value
        return Path(got.path()).read_bytes()

    def looks(self, name: str) -> None:
        """Check the page as it is now: nothing for axe in light and dark, nothing wider than the screen."""
        keep = os.environ.get("SCREENSHOTS")
        if keep:
            device = "phone" if self.phone else "desk"
            self.page.screenshot(path=Path(keep) / f"{name}-{device}.png", full_page=True)
        if self.javascript:
            assert breaches(self.page) == [], name
            assert twice(self.page) == [], f"{name}: labels and links would miss the second of these"
            assert overflow(self.page) == 0, f"{name} is wider than the screen"
            self.page.emulate_media(color_scheme="dark")
            assert breaches(self.page, "color-contrast") == [], f"{name}, dark"
            if keep:
                self.page.screenshot(path=Path(keep) / f"{name}-{device}-dark.png", full_page=True)
            self.page.emulate_media(color_scheme="light")


def breaches(page: Any, *rules: str) -> list[str]:
    """Name what axe finds against WCAG 2.2 A and AA (or against these rules), with where."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate(
        "only => axe.run({resultTypes: ['violations'], runOnly: only}).then(all => all.violations)", only
    )
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]
    ]


def twice(page: Any) -> list[str]:
    """Name the identifiers that several elements of the page have."""
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    return sorted({one for one in ids if ids.count(one) > 1})


def overflow(page: Any) -> int:
    """Give by how many pixels the page is wider than the screen."""
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))
