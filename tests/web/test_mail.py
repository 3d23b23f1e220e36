"""Mails reach a real SMTP server, and its answer is understood."""

import re
import socket
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from fastapi.testclient import TestClient
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import SecretStr

from tests.papers import HOSTILE, a_notice
from web.delivery.mail import (
    DeliveryStatus,
    Envelope,
    FaultyAddress,
    Mailbox,
    compose,
    deliver,
    message_mail,
    notice_mail,
    smtp_session,
)
from web.demo.catcher import BODY_POLICY, Shelf, mail_pages, post_office

SENDER = Mailbox("Les Passerelles", "votes@passerelles.example")
JOINING = "Votre lien personnel : https://visio.example/salle-7f2"


@dataclass
class Relay:
    smtp_port: int
    smtp_host: str = "127.0.0.1"
    smtp_security: str = "none"
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_timeout_seconds: int = 5


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def an_envelope(address="nadege@epicerie.example", key="notice:1:2"):
    return Envelope(
        SENDER,
        Mailbox("Nadège Ferrand", address),
        key,
        datetime(2027, 6, 1, 8, tzinfo=UTC),
        Mailbox("Jeanne Roussel", "secretariat@passerelles.example"),
    )


def a_mail(**changes):
    return notice_mail(a_notice(), an_envelope(**changes), joining_line=JOINING)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def relay(shelf):
    office = post_office(shelf, free_port())
    office.start()
    yield Relay(office.port)
    office.stop()


def test_a_notice_is_accepted_and_arrives_whole(relay, shelf):
    with smtp_session(relay) as session:
        assert deliver(session, a_mail()).status is DeliveryStatus.ACCEPTED
    caught = shelf.mail(1)
    assert caught.recipients == ("nadege@epicerie.example",)
    assert caught.raw.replace(b"\r\n", b"\n") == bytes(a_mail()).replace(b"\r\n", b"\n")
    for kind in ("plain", "html"):
        body = caught.body(kind)
        assert "jeudi 24 juin 2027 à 18\u00a0h" in body
        assert "Salle des Tisserands" in body
        assert "https://votes.example/coop/les-passerelles/assemblees/2027-06" in body
        assert "https://visio.example/salle-7f2" in body
        assert "Approbation des comptes" in body
        assert "secretariat@passerelles.example" in body


def test_an_unknown_recipient_is_refused_for_good(relay):
    with smtp_session(relay) as session:
        answer = deliver(session, a_mail(address="parti@epicerie.invalid"))
    assert (answer.status, answer.code) == (DeliveryStatus.REFUSED, 550)
    assert answer.answer


def test_a_recipient_put_off_is_tried_again(relay):
    with smtp_session(relay) as session:
        answer = deliver(session, a_mail(address="plus.tard@epicerie.later"))
    assert (answer.status, answer.code) == (DeliveryStatus.RETRY, 451)


def test_one_connection_serves_a_batch_even_after_a_refusal(relay, shelf):
    with smtp_session(relay) as session:
        first = session.relay()
        answers = [
            deliver(session, a_mail(address=address, key=address)).status
            for address in ("a@a.example", "b@b.invalid", "c@c.later", "d@d.example")
        ]
        assert session.relay() is first
    assert answers == ["accepted", "refused", "retry", "accepted"]
    assert [caught.recipients[0] for caught in shelf.mails()] == ["d@d.example", "a@a.example"]


def test_a_relay_that_is_not_there_is_tried_again():
    with smtp_session(Relay(free_port())) as session:
        answer = deliver(session, a_mail())
    assert (answer.status, answer.code) == (DeliveryStatus.RETRY, None)


def test_a_connection_that_breaks_is_opened_again_for_the_next_mail(relay, shelf):
    with smtp_session(relay) as session:
        session.relay().sock.shutdown(socket.SHUT_RDWR)
        assert deliver(session, a_mail()).status is DeliveryStatus.RETRY
        assert deliver(session, a_mail()).status is DeliveryStatus.ACCEPTED


def test_a_relay_without_the_encryption_asked_for_gets_nothing(relay, shelf):
    relay.smtp_security = "starttls"
    with smtp_session(relay) as session:
        assert deliver(session, a_mail()).status is not DeliveryStatus.ACCEPTED
    assert shelf.mails() == []


def test_a_wrong_password_is_our_fault_and_refuses_nobody():
    office = Controller(
        object(),
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=False, handled=False),
    )
    office.start()
    try:
        relay = Relay(office.port, smtp_user="collegial", smtp_password=SecretStr("faux"))
        with smtp_session(relay) as session:
            assert (deliver(session, a_mail()).status, deliver(session, a_mail()).code) == ("retry", 535)
    finally:
        office.stop()


def test_the_same_facts_give_the_same_mail_and_another_key_another_number():
    assert bytes(a_mail()) == bytes(a_mail())
    assert a_mail()["Message-ID"] != a_mail(key="notice:1:3")["Message-ID"]
    assert a_mail()["Message-ID"].endswith("@passerelles.example>")


def test_a_mail_says_that_a_machine_sent_it_and_carries_no_list_header():
    mail = message_from_bytes(bytes(a_mail()), policy=default)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "fr"
    assert not [name for name in mail if name.lower().startswith("list-")]


def test_hostile_text_adds_no_header_and_no_markup():
    evil = "Convocation\r\nBcc: tous@ailleurs.example\u202e" + HOSTILE
    mail = compose(an_envelope(), evil, "texte", "<p>texte</p>")
    assert mail["Bcc"] is None
    assert "\u202e" not in str(mail["Subject"])
    html = message_mail(
        an_envelope(), subject="<script>1</script>", paragraphs=["<img src=x>"], cooperative="<b>"
    ).get_body(("html",))
    assert "<script>" not in html.get_content()
    assert "<img" not in html.get_content()


@pytest.mark.parametrize(
    "address", ["", "nadege", "a@b", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "@a.b"]
)
def test_an_address_that_is_not_one_is_refused_before_any_relay(address):
    with pytest.raises(FaultyAddress):
        Mailbox("Nadège", address)


def test_the_post_office_shows_a_mail_and_can_change_nothing(relay, shelf):
    with smtp_session(relay) as session:
        deliver(session, a_mail())
    pages = TestClient(mail_pages(shelf), base_url="http://127.0.0.1:8025")
    assert "1 courriel reçu" in pages.get("/").text
    shown = pages.get("/courriel/1")
    assert "sandbox" in shown.text
    assert "script" not in shown.headers["Content-Security-Policy"]
    body = pages.get("/courriel/1/html")
    assert body.headers["Content-Security-Policy"] == BODY_POLICY
    assert "Ordre du jour" in body.text
    assert "Message-ID" in pages.get("/courriel/1/source").text
    assert pages.get("/courriel/9").status_code == 404
    assert pages.post("/").status_code == 405
    assert TestClient(mail_pages(shelf), base_url="http://ailleurs.example").get("/").status_code == 400


def test_the_post_office_finds_its_mails_again_in_its_folder(shelf, tmp_path):
    shelf.put("votes@passerelles.example", ["a@a.example"], bytes(a_mail()))
    again = Shelf(tmp_path)
    assert [caught.number for caught in again.mails()] == [1]
    assert again.put("x@x.example", ["b@b.example"], b"Subject: deux\r\n\r\n").number == 2


WORDS = ("séance", "d’été", "mardi", "3", "février", "à", "18", "h", "AG", "l’an", "Île", "ordinaire")


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=22))
@example(["mardi"] * 6 + ["ordinaire"] * 4)  # folded right after the name of the header
def test_a_subject_and_a_name_keep_each_of_their_spaces(words):
    said = " ".join(words)
    envelope = replace(an_envelope(), recipient=Mailbox(said, "nadege@epicerie.example"))
    raw = compose(envelope, said, "Bonjour", "<p>Bonjour</p>").as_bytes()
    head = message_from_bytes(raw)
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", str(make_header(decode_header(head["Subject"]))))
    assert unfolded.lstrip() == said
    to = " ".join(str(make_header(decode_header(head["To"]))).split())
    assert to.replace('"', "") == f"{said} <nadege@epicerie.example>"
