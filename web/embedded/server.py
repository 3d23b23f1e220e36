"""Starting, joining and stopping the PostgreSQL of one folder.

Nothing here deletes a folder whose name it read in a file: a socket's folder loses the two files
PostgreSQL puts there, then goes if it is empty.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from governance.errors import GovernanceError
from governance.words import N_
from web.embedded.programs import Account, account_for, programs_for, within_reach
from web.embedded.roles import APP, DATABASE, OWNER, SUPERUSER, bootstrap

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes of a Unix socket's path: macOS's limit, Linux takes 107
PATIENCE = 60  # seconds given to PostgreSQL to be ready, or to stop
PRIVATE_STORE = Path("/var/lib/collegial")  # where root keeps data when the project is in a private home


@dataclass(eq=False)
class DidNotStart(GovernanceError):
    """PostgreSQL ended or stayed silent; its log says why."""

    log: str
    last_line: str

    message = N_("PostgreSQL ne répond pas (dernière ligne de son journal %(log)s : « %(last_line)s »).")


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a live server wrote about itself. `socket` is None until it listens."""

    pid: int
    socket: Path | None


def _holds(pid: int, data: Path) -> bool:
    """Tell whether a process is alive and is the PostgreSQL of `data`, not another that got its number."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    if Path("/proc/self/cmdline").exists():
        try:
            words = Path(
                f"/proc/{pid}/cmdline"
            ).read_bytes()  # empty for one that ended and is not yet buried
        except OSError:
            return False
    else:
        look = ["/bin/ps", "-ww", "-p", str(pid), "-o", "command="]
        words = subprocess.run(look, capture_output=True, check=False).stdout
    return b"postgres" in words and os.fsencode(data) in words


def _clear_socket(folder: Path) -> None:
    """Remove what PostgreSQL leaves in a socket's folder, then the folder when nothing else is in it."""
    if not folder.is_absolute():
        raise ValueError(f"a socket's folder has an absolute path: {folder}")
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


class Embedded:
    """One PostgreSQL in one folder. `with Embedded(folder) as database:` starts or joins it.

    Several processes may share it: the last one to leave stops it. A server left by a process
    that was killed is joined; the trace of one that was itself killed is cleared, and PostgreSQL
    recovers what it had committed.
    """

    def __init__(self, folder: Path, *, user: str = "nobody", durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self._user = user
        self._store = self.folder / "postgres"
        self._data = self._store / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._presence: IO[str] | None = None

    @property
    def log(self) -> Path:
        """Where the server writes what happens to it."""
        return self.folder / "logs" / "postgres.log"

    def __enter__(self) -> "Embedded":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """Give the address of a database of the running server, for one role."""
        server = self.running()
        if server is None or server.socket is None:
            raise DidNotStart(str(self.log), self._last_line())
        return f"postgresql://{role}@/{database}?host={quote(str(server.socket), safe='')}"

    def running(self) -> Postmaster | None:
        """Find the server that holds this folder, whoever started it; None when there is none."""
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return None
        if not lines or not lines[0].isdigit() or not _holds(int(lines[0]), self._data.resolve()):
            return None
        socket = Path(lines[4]) if len(lines) > 4 and lines[4].startswith("/") else None
        return Postmaster(int(lines[0]), socket)

    def start(self) -> None:
        """Start the server, or join the one that runs, and make sure that its roles exist."""
        (self.folder / "logs").mkdir(parents=True, exist_ok=True)
        if self._presence is None:
            self._presence = (self.folder / "postgres.in-use").open("a")
            fcntl.flock(self._presence, fcntl.LOCK_SH)
        try:
            with self._alone():
                if self.running() is None:
                    self._launch()
                self._wait_until_ready()
                bootstrap(self.url(SUPERUSER, "postgres"))
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Leave the server; stop it when nobody else uses it."""
        presence, self._presence = self._presence, None
        if presence is None:
            return
        with presence, self._alone():
            try:
                fcntl.flock(presence, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._end()

    def stop(self) -> None:
        """Stop the server, even when another process uses it."""
        with self._alone():
            self._end()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time start or stop the server of this folder."""
        with (self.folder / "postgres.turn").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _launch(self) -> None:
        account = self._settle()
        programs = programs_for(self._data)
        folder = within_reach(programs, account, self._store.resolve().parent)
        if not (self._data / "PG_VERSION").exists():
            self._create(folder, programs.major, account)
        self._let_in()
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        settings = self._settings(self._socket(account))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(folder / "postgres"), "-D", str(self._data.resolve()), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._data,
                start_new_session=True,  # Ctrl-C reaches us alone: we stop the server last
                **account.options(),
            )

    def _settle(self) -> Account:
        """Choose who owns the data and where they stand; create the folder.

        Root's own home is private: data put there could not be read by the account. They go under
        /var/lib, and a link shows the way from the project.
        """
        account = account_for(self._user, self._data)
        if not self._store.exists() and not account.reaches(self.folder):
            name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
            place = PRIVATE_STORE / name
            for ours in (PRIVATE_STORE, place):
                ours.mkdir(exist_ok=True)
                ours.chmod(0o755)
            self._store.unlink(missing_ok=True)
            self._store.symlink_to(place / "postgres")
        account.make_private(self._store.resolve())
        return account

    def _create(self, programs: Path, major: int, account: Account) -> None:
        """Make the data in a draft, then rename: an interrupted creation is never taken for data."""
        draft = self._store.resolve() / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        account.make_private(draft)
        locale = ["--locale=C.UTF-8"]
        if major >= 17:  # the same on every system, whatever locales it has
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["--encoding=UTF8", "--data-checksums", *locale, f"--username={SUPERUSER}", "--auth=reject"]
        if not self.durable:
            options.append("--no-sync")
        with self.log.open("ab") as log:
            done = subprocess.run(
                [str(programs / "initdb"), "-D", str(draft), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=draft,
                check=False,
                **account.options(),
            )
        if done.returncode:
            raise DidNotStart(str(self.log), self._last_line())
        draft.rename(self._data.resolve())

    def _let_in(self) -> None:
        """Let in our own user of the machine, as the kernel names it, under our three roles; no other."""
        us = pwd.getpwuid(os.geteuid()).pw_name
        way = "peer map=collegial" if self.durable else "trust"
        (self._data / "pg_hba.conf").write_text(f"local all all {way}\n")
        lines = [f'collegial "{us}" {role}\n' for role in (SUPERUSER, OWNER, APP)]
        (self._data / "pg_ident.conf").write_text("".join(lines))

    def _socket(self, account: Account) -> Path:
        """Make the private folder of the socket: with the data, or in /tmp when the path is too long."""
        folder = self._store.resolve() / "socket"
        if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_SOCKET:
            folder = Path(tempfile.mkdtemp(prefix="collegial-", dir="/tmp"))
        else:
            _clear_socket(folder)
        account.make_private(folder)
        return folder

    def _settings(self, socket: Path) -> list[str]:
        sure = "on" if self.durable else "off"
        wanted = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "fsync": sure,
            "full_page_writes": sure,
            "synchronous_commit": sure,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_checkpoints": "off",
        }
        return [word for name, value in wanted.items() for word in ("-c", f"{name}={value}")]

    def _wait_until_ready(self) -> None:
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if self._process and self._process.poll() is not None:
                self._process = None
                if "shared memory" not in self._last_line():
                    break
                time.sleep(0.5)  # the children of a killed server are still ending
                self._launch()
            if self._answers():
                return
            time.sleep(0.03)
        raise DidNotStart(str(self.log), self._last_line())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
        except (DidNotStart, psycopg.OperationalError):
            return False
        return True

    def _end(self) -> None:
        server = self.running()
        if server is None:
            return
        for wish in (signal.SIGINT, signal.SIGQUIT):  # fast, then at once: both keep what was committed
            with contextlib.suppress(ProcessLookupError):
                os.kill(server.pid, wish)
            limit = time.monotonic() + PATIENCE
            while self.running() and time.monotonic() < limit:
                time.sleep(0.02)
        if self._process:
            self._process.wait(PATIENCE)
            self._process = None
        if server.socket:
            _clear_socket(server.socket)

    def _last_line(self) -> str:
        """Give the line of the log that says most: the last grave one, else the last."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        grave = [line for line in lines[-20:] if re.search("FATAL|PANIC|error:", line)]
        return ([*lines[-1:], *grave] or [""])[-1].strip()


@contextlib.contextmanager
def ephemeral() -> Iterator[Embedded]:
    """Give a PostgreSQL for tests: fast, forgetful, gone at the end with its folder."""
    folder = Path(tempfile.mkdtemp(prefix="collegial-", dir="/tmp"))
    if os.geteuid() == 0:
        folder.chmod(0o711)  # our own folder: the account passes through, and sees nothing of it
    database = Embedded(folder, durable=False)
    try:
        with database:
            yield database
    finally:
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)
