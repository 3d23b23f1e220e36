"""Files that a page gives: to keep or to look at, never guessed by a browser, never kept by a cache."""

from typing import Protocol
from urllib.parse import quote

from fastapi.responses import Response

ONLY_KEPT = {"Content-Security-Policy": "sandbox; default-src 'none'"}


def attached(content: bytes | str, media_type: str, filename: str) -> Response:
    """Give a file to keep."""
    return _file(content, media_type, "attachment", filename)


def attached_pdf(content: bytes, filename: str) -> Response:
    """Give a PDF to keep."""
    return attached(content, "application/pdf", filename)


def shown_pdf(content: bytes, filename: str) -> Response:
    """Give a PDF to look at in the browser."""
    return _file(content, "application/pdf", "inline", filename)


class Received(Protocol):
    """A file as somebody sent it."""

    @property
    def filename(self) -> str:
        """Give the name it came with."""

    @property
    def media_type(self) -> str:
        """Give the kind it was read as."""

    @property
    def content(self) -> bytes:
        """Give its bytes."""


def received(found: Received) -> Response:
    """Give a file as somebody sent it; a browser never shows it inside this site."""
    answer = attached(found.content, found.media_type, found.filename)
    answer.headers.update(ONLY_KEPT)
    return answer


def _file(content: bytes | str, media_type: str, how: str, filename: str) -> Response:
    plain = filename.isascii() and filename.isprintable() and not set(filename) & set('"\\%')
    named = f'filename="{filename}"' if plain else f"filename*=UTF-8''{quote(filename, safe='')}"
    headers = {
        "Content-Disposition": f"{how}; {named}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media_type, headers=headers)
