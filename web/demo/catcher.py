"""The demonstration's post office: it takes every mail by SMTP, sends none, and shows them on a page.

Bound to this machine. An address ending in `.invalid` is refused for good, one ending in `.later`
for now, so that bounces can be seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Lock
from typing import Any

import uvicorn
from aiosmtpd.controller import Controller
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.middleware.trustedhost import TrustedHostMiddleware

from web import i18n
from web.render import install_words

HERE = Path(__file__).parent
HOST = "127.0.0.1"
MOST_KEPT = 2_000
REFUSED = "550 5.1.1 Cette adresse n'existe pas"
LATER = "451 4.2.1 Boite momentanement indisponible"
PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
BODY_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
)

_pages = Environment(
    loader=PackageLoader("web.demo", "."),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=["jinja2.ext.i18n"],
)
install_words(_pages)
_pages.filters["moment"] = i18n.moment


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as it came: its number in order of arrival, from whom, to whom, and its exact bytes."""

    number: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, read."""
        return message_from_bytes(self.raw, EmailMessage, policy=default)

    @property
    def subject(self) -> str:
        """Its subject, empty when there is none."""
        return str(self.mail["Subject"] or "")

    def body(self, kind: str) -> str:
        """Give the "plain" or "html" form, empty when there is none."""
        part = self.mail.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


class Shelf:
    """The mails received, the last ones first; kept in a folder too when one is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: list[CaughtMail] = []
        self._count = 0
        self._lock = Lock()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(folder.glob("[0-9]*.eml")):
                self._read(path)

    def put(self, sender: str, recipients: Sequence[str], raw: bytes) -> CaughtMail:
        """Keep one mail; beyond 2,000 the oldest leaves the page (its file stays)."""
        with self._lock:
            self._count += 1
            caught = CaughtMail(self._count, datetime.now(UTC), sender, tuple(recipients), raw)
            self._kept = [*self._kept[-MOST_KEPT + 1 :], caught]
            if self._folder is not None:
                (self._folder / f"{caught.number:06d}.eml").write_bytes(raw)
        return caught

    def mails(self) -> list[CaughtMail]:
        """Give the mails, newest first."""
        with self._lock:
            return self._kept[::-1]

    def mail(self, number: int) -> CaughtMail | None:
        """Give the mail of this number, or None."""
        return next((caught for caught in self.mails() if caught.number == number), None)

    def _read(self, path: Path) -> None:
        raw = path.read_bytes()
        mail = message_from_bytes(raw, EmailMessage, policy=default)
        received = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        sender, recipient = str(mail["From"] or ""), str(mail["To"] or "")
        self._count = int(path.stem)
        self._kept.append(CaughtMail(self._count, received, sender, (recipient,), raw))


class PostOffice:
    """What the SMTP server asks at each step of a mail."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self,
        server: object,
        session: object,
        envelope: Any,  # noqa: ANN401 - aiosmtpd is not typed
        address: str,
        rcpt_options: list[str],
    ) -> str:
        """Answer for one recipient."""
        if re.search(r"\.invalid>?$", address, re.IGNORECASE):
            return REFUSED
        if re.search(r"\.later>?$", address, re.IGNORECASE):
            return LATER
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802, ANN401
        """Keep the mail."""
        self._shelf.put(envelope.mail_from or "", envelope.rcpt_tos, envelope.content)
        return "250 OK"


def post_office(shelf: Shelf, smtp_port: int) -> Controller:
    """Build the SMTP server, in its own thread; `start()` and `stop()` it."""
    return Controller(PostOffice(shelf), hostname=HOST, port=smtp_port, enable_SMTPUTF8=True)


def mail_pages(shelf: Shelf) -> FastAPI:
    """Build the pages: the list, one mail, its HTML in a closed frame, its source. Nothing can be changed."""
    app = FastAPI(openapi_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])

    @app.get("/", response_class=HTMLResponse)
    def listing() -> Response:
        return _page("caught_list.html", mails=shelf.mails())

    @app.get("/catcher.css")
    def style() -> Response:
        return FileResponse(HERE / "catcher.css", media_type="text/css")

    @app.get("/courriel/{number}", response_class=HTMLResponse)
    def one(number: int) -> Response:
        caught = shelf.mail(number)
        return _page("caught_mail.html", caught=caught) if caught else _page("caught_none.html", status=404)

    @app.get("/courriel/{number}/html")
    def body(request: Request, number: int) -> Response:
        caught = shelf.mail(number)
        headers = {"Content-Security-Policy": BODY_POLICY, "X-Content-Type-Options": "nosniff"}
        html = caught.body("html") if caught else ""
        return HTMLResponse(html.replace("<head>", '<head><base target="_blank">', 1), headers=headers)

    @app.get("/courriel/{number}/source")
    def source(number: int) -> Response:
        caught = shelf.mail(number)
        text = caught.raw.decode("utf-8", "replace") if caught else ""
        return PlainTextResponse(text, headers={"X-Content-Type-Options": "nosniff"})

    return app


def _page(template: str, status: int = 200, **values: object) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY, "X-Content-Type-Options": "nosniff"}
    return HTMLResponse(_pages.get_template(template).render(**values), status_code=status, headers=headers)


def run(*, port: int, smtp_port: int, folder: Path | None = None) -> None:
    """Receive mails on `smtp_port` and show them on `port` until stopped; `folder` keeps them for later."""
    shelf = Shelf(folder)
    office = post_office(shelf, smtp_port)
    office.start()
    try:
        uvicorn.run(mail_pages(shelf), host=HOST, port=port, log_level="warning")
    finally:
        office.stop()
