"""What every request goes through: headers, origin, limits, one line of log. Pure ASGI, no I/O."""

import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import structlog
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from governance.errors import GovernanceError, NotAllowed
from governance.words import N_

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)

CLOSED_FEATURES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

log = structlog.get_logger("collegial")


@dataclass(eq=False)
class ForeignOrigin(NotAllowed):
    """A page of another site sent this form."""

    message = N_("Ce formulaire ne vient pas de ce site. Rien n’a été enregistré.")
    remedy = N_("Ouvrez la page depuis ce site, puis recommencez.")


@dataclass(eq=False)
class StaleForm(NotAllowed):
    """The secret of the form is missing or is another session's."""

    message = N_("Ce formulaire n’est plus valable. Rien n’a été enregistré.")
    remedy = N_("Revenez à la page, rechargez-la, puis recommencez.")


@dataclass(eq=False)
class TooMany(GovernanceError):
    """Too many requests in too short a time (429)."""

    seconds: int

    message = N_("Trop de demandes en peu de temps.")
    remedy = N_("Attendez %(seconds)s secondes, puis recommencez.")


class RequestRecord:
    """Number each request, set what pages may read of it, and write one line of log.

    The line holds the route's pattern, never the path itself, a query, a body, a name or an address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reference = secrets.token_hex(6)
        state = scope.setdefault("state", {})
        state.update(reference=reference, actor=None, account=None, csrf="", flash=[], nav=())
        started = time.perf_counter()
        status = 500

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", reference.encode())]
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            log.info(
                "request",
                reference=reference,
                method=scope["method"],
                route=getattr(scope.get("route"), "path", "-"),
                status=status,
                milliseconds=int((time.perf_counter() - started) * 1000),
            )


class SecurityHeaders:
    """Add to each answer the headers it does not already set itself."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.always = [
            (b"content-security-policy", CONTENT_POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            # "no-referrer" would make browsers send "Origin: null" with our own forms
            (b"referrer-policy", b"same-origin"),
            (b"permissions-policy", CLOSED_FEATURES.encode()),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
        ]
        if https:
            self.always.append((b"strict-transport-security", b"max-age=63072000; includeSubDomains"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        static = scope["path"].startswith("/static/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                if static:
                    present.add(b"cache-control")
                message["headers"] = headers + [pair for pair in self.always if pair[0] not in present]
            await send(message)

        await self.app(scope, receive, guarded)


class SameOrigin:
    """Refuse a request that changes something when a browser says it comes from elsewhere.

    A client that says nothing (a script) passes: with a cookie it still needs the form's secret.
    """

    def __init__(self, app: ASGIApp, *, origin: str) -> None:
        self.app = app
        self.origin = origin.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            said = [value for name, value in scope["headers"] if name == b"origin"]
            fetch_site = [value for name, value in scope["headers"] if name == b"sec-fetch-site"]
            if any(value != self.origin for value in said):
                raise ForeignOrigin
            if any(value not in {b"same-origin", b"none"} for value in fetch_site):
                raise ForeignOrigin
        await self.app(scope, receive, send)


class BodyLimit:
    """Stop reading a request at `most` bytes, whatever length it announces: the route answers 413."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most:
                raise HTTPException(413)  # the one exception that readers of forms let through
            return message

        await self.app(scope, counted, send)


class OnlyUnder:
    """Put a middleware on the paths under one prefix, and leave the others alone."""

    def __init__(self, app: ASGIApp, *, prefix: str, wrap: Callable[[ASGIApp], ASGIApp]) -> None:
        self.app = app
        self.prefix = prefix
        self.wrapped = wrap(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        under = scope["type"] == "http" and scope["path"].startswith(self.prefix)
        await (self.wrapped if under else self.app)(scope, receive, send)


class Limits:
    """How often one key may do one thing; counted in this process.

    Loose on purpose where a whole meeting shares one network address or votes at once.
    """

    RATES: ClassVar[dict[str, RateLimitItem]] = {
        "sign_in": parse("600/minute"),
        "ballots": parse("60/minute"),
        "invitations": parse("120/minute"),
        "api": parse("600/minute"),
    }

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, rate: str, key: str) -> None:
        """Count one use of `rate` by `key`; raise TooMany when it is one too many."""
        item = self.RATES[rate]
        if not self._limiter.hit(item, rate, key):
            free_at = self._limiter.get_window_stats(item, rate, key).reset_time
            raise TooMany(max(1, int(free_at - time.time()) + 1))


def same_secret(expected: str, given: str | None) -> bool:
    """Compare two secrets in constant time; an empty or missing one is never the same."""
    if not expected or not given:
        return False
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass"))


_LOCAL_PATH = re.compile(
    r"/(?:coop|mes-cooperatives|mon-compte|invitation|droit)"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?(?:\?[A-Za-z0-9._~=&-]*)?",
    re.ASCII,
)


def local_path(asked: str | None, otherwise: str = "/mes-cooperatives") -> str:
    """Give the page of this site one asked to go on to, or `otherwise` when it is not one.

    Only the known first segments pass, followed by plain ones: no scheme, no host, no "//",
    no "..", no backslash, no percent, no control character. At most 500 characters.
    """
    if asked and len(asked) <= 500 and _LOCAL_PATH.fullmatch(asked):
        return asked
    return otherwise
