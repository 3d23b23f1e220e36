"""The whole service on one machine: started in order, watched, stopped in the reverse order."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from governance.errors import GovernanceError
from governance.words import N_
from web.embedded import OWNER, Embedded
from web.i18n.language import gettext

PATIENCE = 60  # seconds given to each part to answer
WISHES_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a manager, a closed terminal
FAREWELL = 10  # seconds given to each part to stop by itself


@dataclass(eq=False)
class PortTaken(GovernanceError):
    """Another program already listens where a part of the demonstration should."""

    port: str
    base: str

    message = N_("Le port %(port)s de cette machine est déjà pris par un autre programme.")
    remedy = N_("Choisissez-en un autre : « make demo PORT=%(base)s » (les trois suivants servent aussi).")


@dataclass(eq=False)
class PartEnded(GovernanceError):
    """One of the programs of the demonstration ended by itself, or never answered."""

    part: str
    log: str
    last_line: str

    message = N_("La démonstration s’arrête : « %(part)s » ne répond plus (%(last_line)s).")
    remedy = N_("Le détail est dans son journal : %(log)s.")


@dataclass(frozen=True, slots=True)
class Ports:
    """The four neighbouring ports of a demonstration, all on this machine."""

    service: int

    @property
    def sign_in(self) -> int:
        """Where the identity provider answers."""
        return self.service + 1

    @property
    def mails(self) -> int:
        """Where the mails are read."""
        return self.service + 2

    @property
    def smtp(self) -> int:
        """Where the mails are received."""
        return self.service + 3

    def ensure_free(self) -> None:
        """Raise PortTaken for the first port that somebody else holds."""
        for port in (self.service, self.sign_in, self.mails, self.smtp):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError as error:
                    raise PortTaken(str(port), str(self.service + 1000)) from error


@dataclass(slots=True)
class Part:
    """One child process. `ports` are those it must open before it is said to answer."""

    name: str
    log: Path
    process: subprocess.Popen[bytes]
    ports: tuple[int, ...]

    def ensure_alive(self) -> None:
        """Raise PartEnded when the process is over."""
        if self.process.poll() is not None:
            lines = self.log.read_text(errors="replace").splitlines()
            last = next((line.strip() for line in reversed(lines) if line.strip()), "—")
            raise PartEnded(self.name, str(self.log), last)

    def wait(self) -> None:
        """Wait until the part answers on each of its ports."""
        limit = time.monotonic() + PATIENCE
        while not all(_answers(port) for port in self.ports):
            self.ensure_alive()
            if time.monotonic() > limit:
                raise PartEnded(self.name, str(self.log), f"{PATIENCE} s")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask the process to stop, then insist."""
        self.process.terminate()
        try:
            self.process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _kept_secret(folder: Path) -> str:
    """Give the secret of this demonstration: made once, so that sessions outlive a restart."""
    place = folder / "secret.key"
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(48))
    return place.read_text()


def _environment(folder: Path, address: str, ports: Ports) -> Mapping[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": address,
        "COLLEGIAL_ENVIRONMENT": "demo",
        "COLLEGIAL_DATA": str(folder),
        "COLLEGIAL_SECRET_KEY": _kept_secret(folder),
        "COLLEGIAL_PUBLIC_URL": f"http://127.0.0.1:{ports.service}",
        "COLLEGIAL_OIDC_ISSUER": f"http://127.0.0.1:{ports.sign_in}",
        "COLLEGIAL_SIRENE_FOLDER": str(folder / "sirene"),
        "COLLEGIAL_SMTP_HOST": "127.0.0.1",
        "COLLEGIAL_SMTP_PORT": str(ports.smtp),
        "PYTHONUNBUFFERED": "1",
    }


@contextlib.contextmanager
def _parts(folder: Path, address: str, ports: Ports) -> Iterator[list[Part]]:
    """Start each part when the one before answers; stop all of them, last first."""
    wanted = [
        (gettext(N_("connexion")), "demo-sign-in", ["--port", str(ports.sign_in)], (ports.sign_in,)),
        (
            gettext(N_("courriels")),
            "demo-mails",
            ["--port", str(ports.mails), "--smtp-port", str(ports.smtp)],
            (ports.mails, ports.smtp),
        ),
        (gettext(N_("service")), "serve", ["--port", str(ports.service)], (ports.service,)),
        (gettext(N_("envois")), "worker", [], ()),
    ]
    environment = _environment(folder, address, ports)
    parts: list[Part] = []
    try:
        for name, command, options, opens in wanted:
            log = folder / "logs" / f"{command}.log"
            with log.open("wb") as output:
                process = subprocess.Popen(
                    [sys.executable, "-m", "web.cli", command, *options],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env=environment,
                    start_new_session=True,  # Ctrl-C reaches us alone: we stop them in order
                )
            parts.append(Part(name, log, process, opens))
            parts[-1].wait()
        yield parts
    finally:
        for part in reversed(parts):
            part.stop()


@contextlib.contextmanager
def _database(folder: Path, address: str, ports: Ports) -> Iterator[str]:
    """Give a migrated and filled database: the embedded one, or the one asked for as it is."""
    from governance.store.unit_of_work import Database
    from migrations.run import upgrade
    from web.demo import data
    from web.demo.import_file import FILE, write_import_file
    from web.demo.sirene import FOLDER, write_sirene

    with contextlib.ExitStack() as stack:
        if not address:
            embedded = stack.enter_context(Embedded(folder))
            upgrade(embedded.url(OWNER))
            address = embedded.url()
        store = Database(address)
        try:
            data.ensure_demo(store, f"http://127.0.0.1:{ports.sign_in}")
            write_import_file(store, folder / FILE)
            write_sirene(store, folder / FOLDER)
        finally:
            store.close()
        yield address


def _tell(folder: Path, ports: Ports) -> None:
    """Print where to go, as whom, and where the mails are."""
    from web.demo import data
    from web.demo.import_file import FILE

    lines = [
        "",
        gettext(N_("Collégial est prêt : http://127.0.0.1:%(port)s")) % {"port": ports.service},
        "",
        gettext(N_("Comptes de démonstration (sans mot de passe) :")),
        *(f"  {account.name:<28} {gettext(account.hint)}" for account in data.ACCOUNTS),
        "",
        gettext(N_("Les courriels se lisent ici : http://127.0.0.1:%(port)s")) % {"port": ports.mails},
        gettext(N_("Sociétaires à importer : %(file)s")) % {"file": folder / FILE},
        gettext(N_("Données et journaux : %(folder)s")) % {"folder": folder},
        gettext(N_("Ctrl-C arrête tout ; les données restent.")),
        "",
    ]
    print("\n".join(lines), flush=True)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    for wish in WISHES_TO_STOP:  # once is enough: what follows is the stopping itself
        signal.signal(wish, signal.SIG_IGN)
    raise KeyboardInterrupt


def play(folder: Path, address: str, port: int) -> None:
    """Start the demonstration and stay until Ctrl-C, SIGTERM, or the end of one of its parts.

    Raises PortTaken before anything starts, PartEnded when a part ends by itself.
    """
    folder = folder.absolute()
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    ports = Ports(port)
    ports.ensure_free()
    for wish in WISHES_TO_STOP:
        signal.signal(wish, _leave)
    print(gettext(N_("Démarrage : base de données, connexion, courriels, service, envois…")), flush=True)
    with (
        contextlib.suppress(KeyboardInterrupt),
        _database(folder, address, ports) as ready,
        _parts(folder, ready, ports) as parts,
    ):
        _tell(folder, ports)
        while True:
            for part in parts:
                part.ensure_alive()
            time.sleep(0.5)
    print("\n" + gettext(N_("Tout est arrêté.")), flush=True)
