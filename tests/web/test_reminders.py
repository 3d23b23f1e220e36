"""Reminders leave once, to the secretary and to the structure that is to be told, through the outbox."""

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from governance.store.accounts import AccountRow
from governance.store.members import MemberRow
from governance.store.outbox import JobRow
from tests.agreeing import a_company, draft, read, said, sign, write
from tests.builders import a_cooperative
from tests.preparing import Relay, listening
from tests.web.conftest import free_port, make_settings
from tests.web.test_worker import no_other_job  # noqa: F401 - a fixture of every test here
from web.delivery import reminders
from web.delivery.worker import run_due_jobs, run_worker


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def today(database, home):
    return read(database, home, lambda uow: uow.today)


@pytest.fixture
def company(database, home):
    return a_company(database, home)


@pytest.fixture
def post(addresses):
    port = free_port()
    settings = make_settings(
        8000, "http://127.0.0.1:8001", database_url=addresses.app, smtp_port=port, smtp_timeout_seconds=5
    )
    with listening(Relay(), port) as relay:
        yield settings, relay


@pytest.fixture
def secretary(database, home):
    """Give the secretary of the cooperative an address, in English."""

    def act(uow):
        account = uow.session.get(AccountRow, home.secretary.account)
        account.email, account.language = "sacha@exemple.test", "en"

    write(database, home, act)


def agreed(database, home, company, today, left, **typed):
    """Sign an agreement whose notice of two months is to be given in `left` days."""
    ends = today + timedelta(days=left)
    made = draft(database, home, company, today, ends_on=said(ends), renewal="express", **typed)
    sign(database, home, made, today)
    return made


def jobs(database, home):
    return read(database, home, lambda uow: list(uow.session.exec(select(JobRow))))


def plan(database, home):
    """Plan as the worker does, without waiting for seven o’clock."""
    reminders.plan_day(database, None)
    again = "UPDATE jobs SET run_at = now(), state = 'waiting', ended_at = NULL WHERE kind = 'plan_reminders'"
    write(database, home, lambda uow: uow.session.connection().execute(text(again)))


def ours(relay):
    """Count the mails of this cooperative: each day is planned for all of them, those of other tests too."""
    known = ("sacha@exemple.test", "malik@exemple.test")
    return {address: many for address, many in relay.recipients.items() if address in known}


def test_one_mail_to_the_secretary_and_one_to_the_structure_and_never_again(
    database,
    post,
    home,
    company,
    today,
    secretary,
):
    settings, relay = post

    def address(uow):
        uow.session.get(MemberRow, company).representative_email = "malik@exemple.test"

    write(database, home, address)
    made = agreed(database, home, company, today, 60, tells_structure="yes")
    agreed(database, home, company, today, 61)
    for _ in range(2):
        plan(database, home)
        run_due_jobs(database, settings)
    assert ours(relay) == {"sacha@exemple.test": 1, "malik@exemple.test": 1}
    by = {message["To"].addresses[0].addr_spec: message for message in relay.messages()}
    office = by["sacha@exemple.test"].get_body(("plain",)).get_content()
    assert "Agreement with Les Fours réunis: it ends on" in by["sacha@exemple.test"]["Subject"]
    assert f"{settings.public_url}/coop/{home.slug}/conventions/{made}" in office
    theirs = by["malik@exemple.test"].get_body(("plain",)).get_content()
    assert "votre structure reste sociétaire" in theirs


def test_the_structure_is_not_told_unless_that_was_chosen(database, post, home, company, today, secretary):
    settings, relay = post
    agreed(database, home, company, today, 10)
    plan(database, home)
    run_due_jobs(database, settings)
    assert ours(relay) == {"sacha@exemple.test": 1}


def test_a_refused_address_is_said_on_its_job(database, post, home, company, today, secretary):
    settings, relay = post
    relay.answers = {"sacha@exemple.test": ["550 5.1.1 no such user"]}
    agreed(database, home, company, today, 10)
    plan(database, home)
    run_due_jobs(database, settings)

    (detail,) = [row.detail for row in jobs(database, home) if row.state == "failed"]
    assert "sacha@exemple.test" in detail
    assert "no such user" in detail


def test_the_worker_plans_the_day_by_itself_once(database, post, home):
    settings, _ = post
    stop = threading.Event()
    working = threading.Thread(target=run_worker, args=(database, settings, stop))
    working.start()
    try:
        deadline = time.monotonic() + 20
        kinds: list[str] = []
        while "plan_reminders" not in kinds and time.monotonic() < deadline:
            time.sleep(0.1)
            kinds = [row.kind for row in jobs(database, home)]
    finally:
        stop.set()
        working.join()
    assert kinds.count("plan_reminders") == 1
    day = reminders.plan_day(database, None)
    assert reminders.plan_day(database, day) == day
    kinds = [row.kind for row in jobs(database, home)]
    assert kinds.count("plan_reminders") == 1
