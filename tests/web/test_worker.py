"""The worker sends each notice once, whatever breaks, and says what became of it."""

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.queries.notices import follow_up, letter_file
from governance.store import outbox
from governance.store.outbox import JobRow
from governance.usecases.notices import Resend, resend_notice
from tests.preparing import Relay, a_convened, a_draft, listening
from tests.web.conftest import free_port, make_settings
from web.delivery import notices, worker
from web.delivery.worker import run_due_jobs, run_worker
from web.settings import Environment


@pytest.fixture
def post(addresses):
    """Settings, and a relay that takes everything."""
    port = free_port()
    settings = make_settings(
        8000, "http://127.0.0.1:8001", database_url=addresses.app, smtp_port=port, smtp_timeout_seconds=5
    )
    with listening(Relay(), port) as relay:
        yield settings, relay


@pytest.fixture(autouse=True)
def no_other_job(database):
    """Leave the jobs of other tests alone: they end here without being done."""
    with database.read() as uow:
        cooperatives = worker.all_ids(uow.session)
    for cooperative in cooperatives:
        with database.write() as uow:
            uow.enter(cooperative)
            ended = "UPDATE jobs SET state = 'done', ended_at = now() WHERE state = 'waiting'"
            uow.session.connection().execute(text(ended))


def followed(database, prepared, **more):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return follow_up(uow, prepared.assembly, prepared.secretary, **more)


def due_again(database, prepared):
    """Let the leases run out and the waits pass."""
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        uow.session.connection().execute(
            text("UPDATE jobs SET run_at = now(), leased_until = NULL WHERE state = 'waiting'")
        )


def test_each_member_gets_one_personal_mail_in_two_forms(database, post):
    settings, relay = post
    prepared = a_convened(database, members=12)
    run_due_jobs(database, settings)
    assert relay.recipients == {f"m{number}@exemple.test": 1 for number in range(1, 13)}
    seen = set()
    for message in relay.messages():
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        link = next(word for word in plain.get_content().split() if "/invitation/" in word)
        assert link.startswith(f"{settings.public_url}/invitation/{prepared.cooperative.slug}/")
        assert link in html.get_content()
        seen.add(link)
        assert message["Message-ID"]
        assert "Ouverture d’un magasin" in plain.get_content()
    assert len(seen) == 12
    counts = followed(database, prepared)
    assert (counts.counts["sent"], counts.mails.state, counts.mails.done) == (12, "done", 12)


def test_the_link_of_a_mail_works_once_and_only_its_hash_is_kept(database, post):
    from governance.queries.accounts import invitation
    from web.auth.session import secret_hash

    settings, relay = post
    prepared = a_convened(database, members=1)
    run_due_jobs(database, settings)
    plain = relay.messages()[0].get_body(("plain",)).get_content()
    secret = next(word for word in plain.split() if "/invitation/" in word).rsplit("/", 1)[1]
    with database.read() as uow:
        shown = invitation(uow, prepared.cooperative.slug, secret_hash(secret))
        assert shown.valid
        kept = uow.session.connection().execute(text("SELECT encode(token_hash, 'escape') FROM invitations"))
        assert secret not in str(kept.all())


def test_refused_and_later_answers_are_told_apart_and_later_ones_tried_again(database, post):
    settings, relay = post
    relay.answers = {
        "m2@exemple.test": ["550 5.1.1 no such user"],
        "m3@exemple.test": ["451 4.7.1 try again later", "250 OK"],
    }
    prepared = a_convened(database, members=4)
    run_due_jobs(database, settings)
    told = followed(database, prepared)
    lines = {line.address: line for line in told.lines}
    assert (told.counts["sent"], told.counts["refused"], told.counts["waiting"]) == (2, 1, 1)
    assert "550" in lines["m2@exemple.test"].detail
    assert "no such user" in lines["m2@exemple.test"].detail
    assert "451" in lines["m3@exemple.test"].detail
    assert told.mails.state == "waiting"
    due_again(database, prepared)
    run_due_jobs(database, settings)
    told = followed(database, prepared)
    assert (told.counts["sent"], told.counts["refused"], told.counts["waiting"]) == (3, 1, 0)
    assert told.mails.state == "done"
    assert relay.recipients == {f"m{number}@exemple.test": 1 for number in (1, 3, 4)}


def test_an_address_always_put_off_ends_refused_with_the_answer(database, post):
    settings, relay = post
    relay.answers = {"m1@exemple.test": ["451 4.2.2 mailbox full"]}
    prepared = a_convened(database, members=1)
    for _ in range(8):
        due_again(database, prepared)
        run_due_jobs(database, settings)
    told = followed(database, prepared)
    assert told.counts["refused"] == 1
    assert "mailbox full" in told.lines[0].detail


def test_when_the_relay_is_away_everything_waits_and_then_leaves(database, addresses):
    port = free_port()
    settings = make_settings(
        8000, "http://127.0.0.1:8001", database_url=addresses.app, smtp_port=port, smtp_timeout_seconds=2
    )
    prepared = a_convened(database, members=3)
    run_due_jobs(database, settings)
    told = followed(database, prepared)
    assert told.counts["waiting"] == 3
    assert "ne répond pas" in told.mails.detail
    due_again(database, prepared)
    with listening(Relay(), port) as relay:
        run_due_jobs(database, settings)
        assert len(relay.mails) == 3


def test_640_notices_are_640_mails_even_when_the_worker_dies_between_batches(database, post, monkeypatch):
    settings, relay = post
    prepared = a_convened(database, members=640)
    real, chunks = notices._chunk, []

    class Killed(BaseException):
        """As kill -9 does: nothing after this line runs."""

    def dying(*given):
        if len(chunks) in (7, 31):
            chunks.append("dead")
            raise Killed
        chunks.append("sent")
        return real(*given)

    monkeypatch.setattr(notices, "_chunk", dying)
    for _ in range(2):
        with pytest.raises(Killed):
            run_due_jobs(database, settings)
        assert run_due_jobs(database, settings) == 0  # the lease still runs: nobody else takes it
        due_again(database, prepared)
    assert 0 < len(relay.mails) < 640
    run_due_jobs(database, settings)
    assert len(relay.mails) == 640
    assert set(relay.recipients.values()) == {1}
    told = followed(database, prepared)
    assert (told.counts["sent"], told.mails.done, told.mails.total) == (640, 640, 640)


def test_a_mail_sent_again_after_a_death_in_mid_batch_keeps_its_message_id(database, post, monkeypatch):
    settings, relay = post
    prepared = a_convened(database, members=3)
    real = notices._write

    def dying(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(notices, "_write", dying)
    with pytest.raises(KeyboardInterrupt):
        run_due_jobs(database, settings)
    monkeypatch.setattr(notices, "_write", real)
    due_again(database, prepared)
    run_due_jobs(database, settings)
    identifiers = [message["Message-ID"] for message in relay.messages()]
    assert len(identifiers) == 6
    assert len(set(identifiers)) == 3


def test_two_workers_at_once_send_each_notice_once(database, post):
    settings, relay = post
    prepared = a_convened(database, members=120)
    with database.write() as uow:  # the same notices, asked for by two jobs
        uow.enter(prepared.cooperative.id)
        uow.enqueue("send_notices", dedup="again", subject=prepared.assembly, total=120)
    threads = [threading.Thread(target=run_due_jobs, args=(database, settings)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    due_again(database, prepared)
    run_due_jobs(database, settings)
    assert len(relay.mails) == 120
    assert set(relay.recipients.values()) == {1}
    assert followed(database, prepared).counts["sent"] == 120


def test_nothing_leaves_for_an_assembly_that_was_cancelled(database, post):
    settings, relay = post
    prepared = a_convened(database, members=2)
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        cancelled = "UPDATE assemblies SET stage = 'cancelled' WHERE id = :id"
        uow.session.connection().execute(text(cancelled), {"id": prepared.assembly})
    run_due_jobs(database, settings)
    assert relay.mails == []


def test_a_corrected_address_gets_its_mail_under_another_message_id(database, post):
    settings, relay = post
    relay.answers = {"m1@exemple.test": ["550 no"]}
    prepared = a_convened(database, members=1)
    run_due_jobs(database, settings)
    notice = followed(database, prepared).lines[0]
    assert notice.outcome == "refused"
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        resend_notice(uow, Resend(prepared.assembly, notice.id, "bon@exemple.test"), by=prepared.secretary)
    run_due_jobs(database, settings)
    assert relay.recipients == {"bon@exemple.test": 1}
    assert followed(database, prepared).counts["sent"] == 1


def test_the_letters_are_printed_in_one_pdf_in_the_order_of_names(database, post):
    settings, _relay = post
    prepared = a_convened(database, members=1, letters=4)
    run_due_jobs(database, settings)
    told = followed(database, prepared)
    assert [(file.part, file.letter_count) for file in told.files] == [(1, 4)]
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        pdf = letter_file(uow, prepared.assembly, 1, prepared.secretary)
    assert pdf.startswith(b"%PDF-")
    assert told.letters.state == "done"


def test_a_running_worker_hears_of_a_new_job_at_once_and_stops_when_asked(database, post):
    settings, relay = post
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(database, settings, stop))
    thread.start()
    time.sleep(0.5)
    link = f"/invitation/{a_convened(database, members=2).cooperative.slug}/"

    def notices_sent():  # the worker also writes the reminders of the day, of every cooperative
        plain = [message.get_body(("plain",)).get_content() for message in relay.messages()]
        return sum(link in body for body in plain)

    limit = time.monotonic() + 10
    while notices_sent() < 2 and time.monotonic() < limit:
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert notices_sent() == 2


def job_of(database, prepared, kind):
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        return uow.enqueue(kind, dedup=f"{kind}:{uow.now.isoformat()}", subject=prepared.assembly)


def state_of(database, prepared, identifier):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return uow.session.get(JobRow, identifier)


def test_a_job_that_fails_is_tried_again_later_and_later_then_fails_with_a_sentence(
    database, post, monkeypatch
):
    settings, _relay = post
    prepared = a_draft(database)
    monkeypatch.setattr(worker, "HANDLERS", {"breaks": lambda *given: 1 / 0})
    identifier = job_of(database, prepared, "breaks")
    waits = []
    for _ in range(14):
        run_due_jobs(database, settings)
        job = state_of(database, prepared, identifier)
        if job.state == "waiting":
            with database.read() as uow:
                waits.append(job.run_at - uow.now)
            due_again(database, prepared)
    assert waits[0] < timedelta(seconds=16) < waits[2]
    assert all(wait <= timedelta(hours=1) for wait in waits)
    assert job.state == "failed"
    assert "essais" in job.detail


def test_a_job_nobody_knows_fails_at_once_with_a_sentence(database, post):
    settings, _relay = post
    prepared = a_draft(database)
    identifier = job_of(database, prepared, "unheard_of")
    run_due_jobs(database, settings)
    assert state_of(database, prepared, identifier).state == "failed"


def test_a_claimed_job_is_skipped_by_another_worker(database):
    prepared = a_draft(database)
    job_of(database, prepared, "one")
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        assert len(outbox.claim(uow.session, uow.now, most=5)) == 1
        with database.write() as other:
            other.enter(prepared.cooperative.id)
            assert outbox.claim(other.session, other.now, most=5) == []


def test_in_production_the_worker_wants_a_sender_of_its_own(post):
    settings, _relay = post
    with pytest.raises(worker.NoSender):
        worker.run(settings.model_copy(update={"environment": Environment.PRODUCTION}))
