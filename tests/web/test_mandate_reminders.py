"""A mandate about to end is told to the structure and to the office by mail, each time once."""

from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import text

from governance.store.accounts import AccountRow
from governance.usecases.mandates import EndMandate, ReplaceMandate, end_mandate, replace_mandate
from tests.builders import a_cooperative
from tests.mandating import a_structure, add_mandate, day, typed
from tests.preparing import Relay, listening
from tests.web.conftest import free_port, make_settings
from tests.web.test_worker import no_other_job  # noqa: F401 - a fixture of every test here
from web.delivery import reminders
from web.delivery.worker import run_due_jobs


@pytest.fixture
def settings(addresses):
    return make_settings(
        8000,
        "http://127.0.0.1:8001",
        database_url=addresses.app,
        smtp_port=free_port(),
        smtp_timeout_seconds=5,
    )


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.session.get(AccountRow, made.secretary.account).email = f"office@{made.slug}.test"
    return made


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def mandate(database, home, left, number=1, name="Les Fours réunis", **changes):
    """Record the mandate of a structure of which `left` days are left after today."""

    def act(uow):
        member = a_structure(uow, number, name).id
        facts = {"until": day(uow, left), "email": f"holder{number}@{home.slug}.test", **changes}
        return add_mandate(uow, home.secretary, member, **facts)

    return write(database, home, act)


def send(database, settings, home, relay):
    """Plan the day as the worker does, without waiting for seven o’clock; give what this cooperative sent."""
    reminders.plan_day(database, None)
    again = "UPDATE jobs SET run_at = now(), state = 'waiting', ended_at = NULL WHERE kind = 'plan_reminders'"
    write(database, home, lambda uow: uow.session.connection().execute(text(again)))
    before = sum(mine(relay, home).values())
    with listening(relay, settings.smtp_port):
        run_due_jobs(database, settings)
        retried = "UPDATE jobs SET run_at = now(), leased_until = NULL WHERE state = 'waiting'"
        write(database, home, lambda uow: uow.session.connection().execute(text(retried)))
    return sum(mine(relay, home).values()) - before


def mine(relay, home):
    return {to: many for to, many in relay.recipients.items() if to.endswith(f"@{home.slug}.test")}


def mails(relay, home):
    """Read the mails of this cooperative by the part of their address before the sign."""
    read = [message_from_bytes(raw, policy=default) for raw in relay.mails]
    found = [(mail["To"].addresses[0], mail) for mail in read]
    return {to.username: mail for to, mail in found if to.domain == f"{home.slug}.test"}


def body_of(mail):
    return mail.get_body(("plain",)).get_content().replace("\u00a0", " ")


@pytest.mark.parametrize(("left", "sent"), [(61, 0), (60, 2), (16, 2), (15, 2), (0, 2), (-1, 0)])
def test_reminders_leave_from_sixty_days_before_the_last_day_to_that_day(
    database, settings, home, left, sent
):
    mandate(database, home, left)
    assert send(database, settings, home, Relay()) == sent


def test_each_reminder_is_sent_once(database, settings, home):
    mandate(database, home, 60)
    relay = Relay()
    assert send(database, settings, home, relay) == 2
    assert send(database, settings, home, relay) == 0
    assert mine(relay, home) == {f"holder1@{home.slug}.test": 1, f"office@{home.slug}.test": 1}


def test_what_the_mails_say(database, settings, home):
    mandate(database, home, 15)
    relay = Relay()
    send(database, settings, home, relay)
    found = mails(relay, home)
    structure, office = body_of(found["holder1"]), body_of(found["office"])
    assert "Nour Essai" in found["holder1"]["Subject"]
    assert "Nour Essai représente Les Fours réunis" in structure
    assert "nous tenons à l’entendre" in structure
    assert "Personne n’est inscrit pour la suite" in office
    assert f"/coop/{home.slug}/societaires/" in office


def test_a_structure_without_address_is_told_to_the_office_alone(database, settings, home):
    def act(uow):
        row = a_structure(uow, 1)
        row.email = ""
        return add_mandate(uow, home.secretary, row.id, until=day(uow, 10), email="")

    write(database, home, act)
    relay = Relay()
    assert send(database, settings, home, relay) == 1
    assert "prévenez-la autrement" in body_of(mails(relay, home)["office"])


def test_no_reminder_leaves_once_somebody_follows(database, settings, home):
    kept = mandate(database, home, 30)

    def follow(uow):
        values = typed(uow, since=day(uow, 31), until="")
        return replace_mandate(uow, ReplaceMandate(kept, values), by=home.secretary)

    write(database, home, follow)
    assert send(database, settings, home, Relay()) == 0


def test_an_early_end_is_reminded_too_and_a_mandate_without_term_never(database, settings, home):
    kept = mandate(database, home, 0, until="")
    relay = Relay()
    assert send(database, settings, home, relay) == 0

    def finish(uow):
        values = {"last_day": day(uow, 14), "reason": "Départ"}
        return end_mandate(uow, EndMandate(kept, values), by=home.secretary)

    write(database, home, finish)
    assert send(database, settings, home, relay) == 2


def test_a_deputy_who_ends_calls_for_no_reminder(database, settings, home):
    mandate(database, home, 10, rank="deputy")
    assert send(database, settings, home, Relay()) == 0


def test_an_address_that_must_wait_does_not_hold_the_others_and_is_not_lost(database, settings, home):
    mandate(database, home, 60)
    mandate(database, home, 60, 2, "L’Épi")
    relay = Relay(answers={f"holder1@{home.slug}.test": ["450 plus tard", "250 OK"]})
    assert send(database, settings, home, relay) == 3
    assert send(database, settings, home, relay) == 1
