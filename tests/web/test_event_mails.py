"""Mails of an event, taken by a real relay: invitation, change, end, each with its calendar file."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from governance.queries.event_attendance import everybody_invited
from governance.queries.events import event_shown
from governance.register.event_reading import read_event
from governance.store.members import MemberRow
from governance.usecases.events import (
    CancelEvent,
    ChangeEvent,
    EventTyped,
    cancel_event,
    change_event,
    close_event,
    invite,
    send_event_again,
)
from tests.eventing import TYPED, a_gathering
from tests.mandating import add_mandate
from tests.preparing import Relay, listening
from tests.web.conftest import free_port, make_settings
from tests.web.test_worker import no_other_job  # noqa: F401 - jobs of other tests end
from web.auth.answer_links import read_answer_token
from web.delivery.worker import run_due_jobs
from web.documents.event_calendar import CalendarEntry, calendar_file, escaped, folded


@pytest.fixture
def post(addresses):
    port = free_port()
    settings = make_settings(
        8000, "http://127.0.0.1:8001", database_url=addresses.app, smtp_port=port, smtp_timeout_seconds=5
    )
    with listening(Relay(), port) as relay:
        yield settings, relay


@pytest.fixture
def here(database):
    return a_gathering(database, structures=3, team=1)


def mail_of(relay, number, at=-1):
    mine = [mail for mail in relay.messages() if f"membre{number}@" in mail["To"]]
    return mine[at]


def words(mail):
    return mail.get_body(("plain",)).get_content().replace("\u00a0", " ").replace("\u202f", " ")


def calendar(mail):
    part = next(part for part in mail.iter_attachments() if part.get_filename() == "rencontre.ics")
    lines = part.get_content().replace("\r\n ", "").splitlines()
    return part, dict(line.split(":", 1) for line in lines if not line.startswith(("BEGIN", "END")))


def change(here, event, **changed):
    def act(uow):
        day = event_shown(uow, event, here.secretary).event.starts_at.date().isoformat()
        values = {**TYPED, "starts_on": day, **changed}
        command = ChangeEvent(event, EventTyped(values=values, colleges=("structures",)))
        return change_event(uow, command, by=here.secretary)

    return here.write(act)


def lines(here, event):
    found = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    return {line.number: line for line in found}


def test_each_one_invited_gets_one_mail_with_a_link_of_their_own_and_a_calendar_file(here, database, post):
    settings, relay = post
    event = here.sent()
    run_due_jobs(database, settings)
    assert relay.recipients == {f"membre{number}@exemple.test": 1 for number in (1, 2, 3)}
    secret = settings.secret_key.get_secret_value()
    for number, line in lines(here, event).items():
        mail = mail_of(relay, number)
        said = words(mail)
        assert mail["Subject"].startswith("Invitation : Séminaire d’hiver")
        link = next(word for word in said.split() if "/rencontre/" in word)
        assert link.startswith(f"{settings.public_url}/rencontre/{here.home.slug}/")
        assert read_answer_token(secret, link.rsplit("/", 1)[1]) == line.id
        html = mail.get_body(("html",)).get_content()
        assert link in html
        assert "<strong>parle</strong>" in html
        assert "Ferme du Vieux Pré" in said
        assert line.mail == "sent"
    part, file = calendar(mail_of(relay, 1))
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == file["METHOD"] == "PUBLISH"
    assert file["UID"] == f"{event}@127.0.0.1"
    assert (file["SEQUENCE"], file["STATUS"]) == ("0", "CONFIRMED")
    job = here.read(lambda uow: event_shown(uow, event, here.secretary)).job
    assert (job.state, job.done, job.total) == ("done", 3, 3)


def test_a_mail_to_a_structure_greets_who_represents_it(here, database, post):
    settings, relay = post

    def name(uow):
        add_mandate(uow, here.secretary, here.members[1], holder="Ana Jus", email="membre1@exemple.test")
        uow.session.get(MemberRow, here.members[2]).representative = "Bo Fiche"

    here.write(name)
    here.sent()
    run_due_jobs(database, settings)
    first, second, third = (words(mail_of(relay, number)) for number in (1, 2, 3))
    assert "Bonjour Ana Jus," in first
    assert "Ce message s’adresse à Fournil 001, que vous représentez." in first
    assert "Bonjour Bo Fiche," in second
    assert "Bonjour Fournil 003," in third
    assert "que vous représentez" not in third


def test_a_change_tells_what_it_was_and_the_calendar_replaces_the_same_event(here, database, post):
    settings, relay = post
    event = here.sent()
    run_due_jobs(database, settings)
    assert change(here, event, place="Moulin de la Rive")
    assert change(here, event, place="Moulin de la Rive", starts_at="10:00")
    run_due_jobs(database, settings)
    mails = [mail for mail in relay.messages() if "membre1@" in mail["To"]]
    assert len(mails) == 2  # two changes before the mail leaves are told at once
    said = words(mails[1])
    assert mails[1]["Subject"].startswith("Changement : Séminaire d’hiver")
    assert "Lieu : Moulin de la Rive (avant : Ferme du Vieux Pré)" in said
    assert "Début :" in said
    assert mails[0]["Message-ID"] != mails[1]["Message-ID"]
    _, file = calendar(mails[1])
    assert (file["UID"], file["SEQUENCE"]) == (f"{event}@127.0.0.1", "2")


def test_who_is_invited_after_a_change_gets_an_invitation_as_it_is_now(here, database, post):
    from tests.builders import add_member

    settings, relay = post
    event = here.sent()
    run_due_jobs(database, settings)
    change(here, event, place="Moulin")
    run_due_jobs(database, settings)
    here.write(lambda uow: add_member(uow, 7, "Nouvelle", college="structures").id)
    here.write(lambda uow: invite(uow, event, by=here.secretary))
    run_due_jobs(database, settings)
    said = words(mail_of(relay, 7))
    assert mail_of(relay, 7)["Subject"].startswith("Invitation")
    assert "Moulin" in said
    assert "avant :" not in said
    assert relay.recipients["membre1@exemple.test"] == 2  # not told again


def test_a_cancellation_is_told_to_those_who_knew_and_to_no_other(here, database, post):
    settings, relay = post
    relay.answers = {"membre3@exemple.test": ["550 5.1.1 no such user"]}
    event = here.sent()
    run_due_jobs(database, settings)
    here.write(lambda uow: cancel_event(uow, CancelEvent(event, "La route est coupée."), by=here.secretary))
    relay.answers.clear()
    run_due_jobs(database, settings)
    assert relay.recipients == {"membre1@exemple.test": 2, "membre2@exemple.test": 2}
    mail = mail_of(relay, 1)
    part, file = calendar(mail)
    assert mail["Subject"].startswith("Annulée : Séminaire d’hiver")
    assert "La route est coupée." in words(mail)
    assert "/rencontre/" not in words(mail)
    assert part.get_param("method") == file["METHOD"] == "CANCEL"
    assert (file["STATUS"], file["SEQUENCE"]) == ("CANCELLED", "1")


def test_what_waits_when_the_event_closes_is_dropped_and_nobody_is_mailed(here, database, post):
    settings, relay = post
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    here.write(lambda uow: close_event(uow, event, by=here.secretary))
    run_due_jobs(database, settings)
    assert relay.recipients == {}
    assert {line.mail for line in lines(here, event).values()} == {"dropped"}
    view = here.read(lambda uow: event_shown(uow, event, here.secretary))
    assert (view.job.state, view.mails.none, view.mails.waiting) == ("done", 0, 0)


def test_refused_and_late_answers_of_the_relay_are_told_apart_and_can_be_sent_again(here, database, post):
    settings, relay = post
    relay.answers = {
        "membre2@exemple.test": ["550 5.1.1 no such user"],
        "membre3@exemple.test": ["451 4.7.1 later", "250 OK"],
    }
    event = here.sent()
    run_due_jobs(database, settings)
    told = {number: line.mail for number, line in lines(here, event).items()}
    assert told == {1: "sent", 2: "refused", 3: "waiting"}
    assert "no such user" in lines(here, event)[2].mail_detail
    relay.answers.clear()
    assert here.write(lambda uow: send_event_again(uow, event, by=here.secretary)) == 2
    run_due_jobs(database, settings)
    assert relay.recipients == {f"membre{number}@exemple.test": 1 for number in (1, 2, 3)}


def test_a_member_without_an_address_is_invited_and_waits_for_no_mail(here, database, post):
    settings, relay = post
    here.write(
        lambda uow: uow.session.connection().execute(
            text("UPDATE members SET email = '' WHERE id = :id"), {"id": here.members[2]}
        )
    )
    event = here.sent()
    run_due_jobs(database, settings)
    assert set(relay.recipients) == {"membre1@exemple.test", "membre3@exemple.test"}
    assert lines(here, event)[2].mail == "none"
    assert here.read(lambda uow: event_shown(uow, event, here.secretary)).mails.none == 1


def test_a_mail_speaks_the_language_of_the_account_that_acts_for_the_member(here, database, post):
    settings, relay = post
    actor = here.acting(1)
    here.write(
        lambda uow: uow.session.connection().execute(
            text("UPDATE accounts SET language = 'en' WHERE id = :id"), {"id": actor.account}
        )
    )
    here.sent()
    run_due_jobs(database, settings)
    assert mail_of(relay, 1)["Subject"].startswith("Invitation: Séminaire d’hiver")
    assert "Say whether I come" in words(mail_of(relay, 1))
    assert mail_of(relay, 1)["Content-Language"] == "en"
    assert "Dire si je viens" in words(mail_of(relay, 2))


def entry(**changed):
    event = read_event(
        {"kind": "other", "starts_on": "30/10/2027", "starts_at": "22:00", "ends_on": "31/10/2027",
         "ends_at": "6:00", "title": "Nuit; du pain, \\ levain", "place": "Café « Été » " + "é" * 60,
         "description": "Ligne 1\nEND:VEVENT"} | changed
    )  # fmt: skip
    return CalendarEntry(
        UUID(int=7), event, 3, False, "Coop", "https://coop.example/x", "coop.example",
        datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC),
    )  # fmt: skip


def test_the_calendar_file_is_rfc_5545_line_by_line():
    raw = calendar_file(entry()).decode()
    physical = raw.split("\r\n")
    assert physical[-1] == ""
    assert "\n" not in raw.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in physical)
    lines = raw.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    for line in (
        "VERSION:2.0", "METHOD:PUBLISH", "TZID:Europe/Paris", f"UID:{UUID(int=7)}@coop.example", "SEQUENCE:3",
        "DTSTAMP:20270102T030405Z", "DTSTART;TZID=Europe/Paris:20271030T220000",
        "DTEND;TZID=Europe/Paris:20271031T060000", "SUMMARY:Nuit\\; du pain\\, \\\\ levain",
        "STATUS:CONFIRMED",
    ):  # fmt: skip
        assert lines.count(line) == 1, line
    assert lines.count("END:VEVENT") == 1  # the one of the description is inside it
    assert "Ligne 1\\nEND:VEVENT" in next(line for line in lines if line.startswith("DESCRIPTION:"))


def test_the_clock_of_the_file_changes_on_the_days_it_does_in_paris():
    from zoneinfo import ZoneInfo

    raw = calendar_file(entry()).decode()
    assert "DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in raw
    assert "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in raw
    paris = ZoneInfo("Europe/Paris")
    for year in (1997, 2026, 2027, 2038):
        for month, before, after in ((3, 1, 2), (10, 2, 1)):
            last = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
            hours = [
                datetime(year, month, last, hour, tzinfo=paris).utcoffset().total_seconds() // 3600
                for hour in (0, 12)
            ]
            assert hours == [before, after]


def test_a_long_line_is_cut_between_characters_and_read_back_whole():
    for line in ("x" * 75, "x" * 76, "é" * 100, "😀" * 40, ""):
        pieces = list(folded(line))
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert escaped("a\r\nb\x00\u202e;") == "a\\nb\\;"
