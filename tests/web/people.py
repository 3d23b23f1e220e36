"""Browsers already signed in as somebody, without going through the provider each time."""

import secrets
from collections.abc import Iterator
from datetime import timedelta

import pytest

from governance.actors import Actor
from governance.store.accounts import SessionRow
from tests.web.conftest import Browser, Site
from web.auth.session import secret_hash


def browse_as(site: Site, actor: Actor) -> Browser:
    """Give a browser with a session of this actor's account, wearing this actor's hat."""
    token = secrets.token_urlsafe(32)
    services = site.app.state.services
    with services.database.write() as uow:
        uow.session.add(
            SessionRow(
                token_hash=secret_hash(token), account_id=actor.account, csrf=secrets.token_urlsafe(24),
                hats={str(actor.cooperative): actor.hat.key}, created_at=uow.now, seen_at=uow.now,
                expires_at=uow.now + timedelta(hours=2),
            )
        )  # fmt: skip
    browser = site.browser()
    browser.http.cookies.set(services.settings.session_cookie, token, domain="127.0.0.1")
    return browser


@pytest.fixture(autouse=True)
def closing(site: Site) -> Iterator[None]:
    """Close the browsers of a test with it; a module imports this fixture to have it."""
    yield
    site.close_browsers()
