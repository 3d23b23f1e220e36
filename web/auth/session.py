"""The session's cookie: a random secret in the browser, its hash in the database."""

import hashlib
import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from web.settings import Settings


def new_secret() -> str:
    """Make a secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """Hash a secret as it is stored: a copy of the database opens no session."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def session_hash(connection: HTTPConnection, settings: Settings) -> bytes | None:
    """Give the hash of the session's cookie, or None when the browser shows none."""
    secret = connection.cookies.get(settings.session_cookie)
    return secret_hash(secret) if secret and len(secret) <= 100 else None


def set_session(response: Response, settings: Settings, secret: str) -> None:
    """Give the browser its session, for as long as it may live at most."""
    response.set_cookie(
        settings.session_cookie,
        secret,
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="lax",
    )


def drop_session(response: Response, settings: Settings) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(
        settings.session_cookie, path="/", secure=settings.https, httponly=True, samesite="lax"
    )
