"""Styles, scripts and fonts, under an address that changes when any of them changes."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


@cache
def fingerprint() -> str:
    """Give the fingerprint of the whole folder: names and contents."""
    digest = hashlib.sha256()
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(path.relative_to(FOLDER).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def static(name: str) -> str:
    """Give the address of a static file. Raises FileNotFoundError when there is no such file."""
    if not (FOLDER / name).is_file():
        raise FileNotFoundError(name)
    return f"/static/{fingerprint()}/{name}"


class Assets(StaticFiles):
    """Serve the static folder, to be mounted at /static.

    One fingerprint for the whole folder, so that a style sheet names its fonts by relative address.
    The current fingerprint may be kept for ever; an older one gets today's file, not to be kept.
    """

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer for `<fingerprint>/<name>`."""
        asked, _, name = path.partition("/")
        response = await super().get_response(name, scope)
        response.headers["Cache-Control"] = FOREVER if asked == fingerprint() else "no-cache"
        return response
