"""The commands that open a database: a new cooperative, its administrator's link, a poll counted again."""

import re
import subprocess
import sys
from hashlib import sha256
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from governance.actors import Role
from governance.store.ballot_box import OpenBox
from governance.store.cooperatives import by_slug
from governance.store.hats import hats_here
from governance.usecases.accounts import accept_invitation
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import close_poll
from tests.builders import add_account
from tests.meetings import a_meeting, a_poll
from web.cli import app

URL = "https://votes.exemple.test"


@pytest.fixture
def run(addresses):
    def invoke(*words):
        return CliRunner().invoke(app, [*words, "--database", addresses.app])

    return invoke


@pytest.fixture
def slug():
    return f"neuve-{uuid4().hex[:8]}"


def create(run, slug, *more):
    return run(
        "new-cooperative", "--slug", slug, "--name", "Coopérative Neuve", "--model", "no_college",
        "--url", URL + "/", *more,
    )  # fmt: skip


def secret_of(done, slug):
    return re.search(rf"^{re.escape(URL)}/invitation/{slug}/(\S+)$", done.stdout, re.MULTILINE)[1]


def accept(database, slug, secret):
    with database.write() as uow:
        account = add_account(uow, "Première Administratrice").id
        accept_invitation(uow, slug, sha256(secret.encode()).digest(), account=account)
        uow.session.flush()  # hats are read in plain SQL
        return {hat.role for hat in hats_here(uow, account)}


def closed_poll(database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 3, "team": 2})
    poll = a_poll(database, meeting)
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        cast_ballot(uow, CastBallot(poll, "for", meeting.voters[0]), by=meeting.voters[0])
        close_poll(uow, poll, by=meeting.secretary)
    return meeting.cooperative.slug, str(poll)


def test_a_new_cooperative_comes_with_the_link_of_its_first_administrator(database, run, slug):
    done = create(run, slug)
    assert (done.exit_code, done.stderr) == (0, "")
    assert accept(database, slug, secret_of(done, slug)) == {Role.ADMINISTRATOR}


def test_another_link_can_be_printed(database, run, slug):
    create(run, slug)
    done = run("link-administrator", "--slug", slug, "--url", URL)
    assert done.exit_code == 0
    assert accept(database, slug, secret_of(done, slug)) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("more", "status"),
    [(("--model", "autre"), 2), (("--in-force", "demain"), 2), (("--slug", "Deux Mots"), 1), ((), 1)],
)
def test_a_cooperative_asked_for_wrongly_gets_one_line_and_nothing_is_written(
    database, run, slug, more, status
):
    taken = slug
    if not more:
        create(run, slug)
    done = create(run, slug, *more)
    assert (done.exit_code, done.stdout) == (status, "")
    assert len(done.stderr.splitlines()) == 1
    with database.read() as uow:
        assert (by_slug(uow.session, taken) is None) is bool(more)


def test_a_command_needs_nothing_that_another_one_loads(addresses, run, slug):
    create(run, slug)
    words = ["-m", "web.cli", "link-administrator", "--slug", slug, "--database", addresses.app]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"/invitation/{slug}/" in done.stdout


def test_a_link_for_a_cooperative_that_is_not_there_is_refused_by_name(run, slug):
    done = run("link-administrator", "--slug", slug)
    assert done.exit_code == 1
    assert slug in done.stderr


def test_a_poll_counted_again_is_ok(database, run):
    slug, poll = closed_poll(database)
    done = run("verify-poll", "--slug", slug, poll)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("OK")


def test_a_poll_counted_otherwise_than_declared_gives_each_difference(database, run, monkeypatch):
    monkeypatch.setattr(OpenBox, "counts", lambda box, poll: {"team": {"for": 2}})
    slug, poll = closed_poll(database)
    monkeypatch.undo()
    done = run("verify-poll", "--slug", slug, poll)
    assert done.exit_code == 1
    assert "declared/sheet/colleges/1/for : 2 → 0" in done.stdout.splitlines()


def test_a_poll_that_is_not_there_is_refused(database, run):
    slug, _poll = closed_poll(database)
    done = run("verify-poll", "--slug", slug, str(uuid4()))
    assert (done.exit_code, done.stdout) == (1, "")
    assert run("verify-poll", "--slug", slug, "pas-un-numero").exit_code == 2
