"""Mails: what they say, and handing them to the relay by SMTP.

A mail is built from facts, the same bytes for the same facts, so that a notice can be proved.
"""

import hashlib
import smtplib
import socket
import ssl
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address, AddressHeader, SingleAddressHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from jinja2 import select_autoescape
from pydantic import SecretStr

import web.documents
from governance.assembly.notice import NoticeFacts
from governance.errors import Malformed
from governance.words import N_
from web import i18n
from web.ballots.told import vote_lines, ways_address
from web.documents.french import spaced
from web.documents.markdown_tree import markdown_words
from web.render import create_environment

ENVIRONMENT = create_environment([Path(web.documents.__file__).parent]).overlay(
    autoescape=select_autoescape(["html"])
)
ENVIRONMENT.filters |= {"spaced": spaced, "words": markdown_words}


@dataclass(eq=False)
class FaultyAddress(Malformed):
    """An electronic address that no relay could take."""

    address: str

    message = N_("« %(address)s » n’est pas une adresse électronique.")
    remedy = N_("Corrigez l’adresse sur la fiche du sociétaire.")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an electronic address. Raises FaultyAddress for an address that is not one."""

    name: str
    address: str

    def __post_init__(self) -> None:
        with suppress(ValueError, IndexError, HeaderParseError):
            parsed = Address(addr_spec=self.address)
            if parsed.username and "." in parsed.domain and one_line(self.address) == self.address:
                return
        raise FaultyAddress(one_line(self.address))

    @property
    def domain(self) -> str:
        """What follows the at sign."""
        return self.address.rpartition("@")[2]

    def header(self) -> Address:
        """Give the mailbox as a header wants it."""
        return Address(display_name=one_line(self.name), addr_spec=self.address)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, and when. `key` is unique to one mail to one person: it makes the Message-ID."""

    sender: Mailbox
    recipient: Mailbox
    key: str
    sent_at: datetime
    reply_to: Mailbox | None = None


class MailSettings(Protocol):
    """What sending asks of the settings. `smtp_security` is "none", "starttls" or "tls"."""

    @property
    def smtp_host(self) -> str: ...
    @property
    def smtp_port(self) -> int: ...
    @property
    def smtp_security(self) -> str: ...
    @property
    def smtp_user(self) -> str: ...
    @property
    def smtp_password(self) -> SecretStr | None: ...
    @property
    def smtp_timeout_seconds(self) -> int: ...


class DeliveryStatus(StrEnum):
    """What became of one mail: taken by the relay, refused for good, or to be tried again."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The relay's answer. `code` is its SMTP code, None when it could not be reached."""

    status: DeliveryStatus
    code: int | None
    answer: str


def one_line(text: str) -> str:
    """Drop controls and marks that turn text around, and put the rest on one line."""
    kept = "".join(
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join(kept.split())


def message_id(envelope: Envelope) -> str:
    """Give the Message-ID: the same key from the same sender gives the same one."""
    digest = hashlib.sha256(envelope.key.encode()).hexdigest()[:40]
    return f"<{digest}@{envelope.sender.domain}>"


class _WholeWords(EmailPolicy):
    """The policy of SMTP, but for accents: the standard one loses the space where it cuts two words."""

    def fold(self, name: str, value: str) -> str:
        """Fold a header; a subject, or the name before an address, as one phrase."""
        return _folded(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Fold a header as bytes; a subject, or the name before an address, as one phrase."""
        return _folded(name, value).encode("ascii") or super().fold_binary(name, value)


WHOLE_WORDS = _WholeWords(linesep=SMTP.linesep)


def _folded(name: str, value: str) -> str:
    """Write a header with accents, "" for those the standard policy writes well."""
    if str(value).isascii():
        return ""
    if name.lower() == "subject":
        written = _phrase(name, str(value))
    elif isinstance(value, SingleAddressHeader | AddressHeader):
        written = f",{SMTP.linesep} ".join(
            f"{_phrase(name, one.display_name)} <{one.addr_spec}>" for one in value.addresses
        )
    else:
        return ""
    return f"{name}: {written}{SMTP.linesep}"


def _phrase(name: str, words: str) -> str:
    return Header(words, "utf-8", header_name=name).encode(linesep=SMTP.linesep)


def compose(envelope: Envelope, subject: str, text: str, html: str) -> EmailMessage:
    """Build a mail in two forms, text and HTML, marked as sent by a machine."""
    mail = EmailMessage(policy=WHOLE_WORDS)
    mail["From"] = envelope.sender.header()
    mail["To"] = envelope.recipient.header()
    if envelope.reply_to is not None:
        mail["Reply-To"] = envelope.reply_to.header()
    mail["Subject"] = one_line(subject)
    mail["Date"] = format_datetime(envelope.sent_at)
    mail["Message-ID"] = message_id(envelope)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = i18n.language()
    mail.set_boundary(f"=_{hashlib.sha256(envelope.key.encode()).hexdigest()[:32]}")
    return mail


def render_mail(template: str, **values: object) -> tuple[str, str]:
    """Render web/documents/mail/<template>.txt and .html with the same values: text, then HTML."""
    values |= {"language": i18n.language()}
    return (
        ENVIRONMENT.get_template(f"mail/{template}.txt").render(**values),
        ENVIRONMENT.get_template(f"mail/{template}.html").render(**values),
    )


def notice_mail(facts: NoticeFacts, envelope: Envelope, *, joining_line: str = "") -> EmailMessage:
    """Build the notice of an assembly for one member.

    `joining_line` is the sentence that carries this member's own way to join the meeting from
    elsewhere; it is shown nowhere else. The drafts are on the assembly's page, not in the mail.
    """
    meeting = i18n.gettext(facts.meeting.name)
    held = facts.meeting.held_at
    subject = (
        i18n.gettext(N_("%(meeting)s du %(day)s : convocation")) % {"meeting": meeting, "day": i18n.day(held)}
        if held
        else i18n.gettext(N_("%(meeting)s : convocation")) % {"meeting": meeting}
    )
    text, html = render_mail(
        "notice",
        facts=facts,
        meeting=meeting,
        subject=subject,
        joining_line=joining_line,
        vote_lines=vote_lines,
        ways_page=ways_address(facts.page),
        to=envelope.recipient,
    )
    return compose(envelope, subject, text, html)


def message_mail(
    envelope: Envelope,
    *,
    subject: str,
    paragraphs: Sequence[str],
    page: str = "",
    button: str = "",
    cooperative: str,
) -> EmailMessage:
    """Build any other mail: a few paragraphs and one button. Sentences come already translated."""
    text, html = render_mail(
        "message", subject=subject, paragraphs=paragraphs, page=page, button=button, cooperative=cooperative
    )
    return compose(envelope, subject, text, html)


class SmtpSession:
    """One connection to the relay for a whole batch, opened at the first mail and again after a break."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._relay: smtplib.SMTP | None = None

    def relay(self) -> smtplib.SMTP:
        """Give the open connection. Raises OSError or smtplib.SMTPException when it cannot be had."""
        if self._relay is None:
            self._relay = self._opened()
        return self._relay

    def close(self) -> None:
        """End the connection, whatever its state."""
        if self._relay is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._relay.quit()
            self._relay.close()
            self._relay = None

    def _opened(self) -> smtplib.SMTP:
        wanted = self._settings
        host, port, seconds = wanted.smtp_host, wanted.smtp_port, wanted.smtp_timeout_seconds
        here = socket.gethostname()
        relay: smtplib.SMTP
        if wanted.smtp_security == "tls":
            context = ssl.create_default_context()
            relay = smtplib.SMTP_SSL(host, port, local_hostname=here, timeout=seconds, context=context)
        else:
            relay = smtplib.SMTP(host, port, local_hostname=here, timeout=seconds)
        try:
            if wanted.smtp_security == "starttls":
                relay.starttls(context=ssl.create_default_context())
            if wanted.smtp_user and wanted.smtp_password is not None:
                relay.login(wanted.smtp_user, wanted.smtp_password.get_secret_value())
        except BaseException:
            relay.close()
            raise
        return relay


@contextmanager
def smtp_session(settings: MailSettings) -> Iterator[SmtpSession]:
    """Hold one connection to the relay for a batch of mails. Nothing is opened before the first mail."""
    session = SmtpSession(settings)
    try:
        yield session
    finally:
        session.close()


def deliver(session: SmtpSession, message: EmailMessage, *, return_path: str = "") -> Delivery:
    """Hand one mail to one recipient to the relay, and say what it answered.

    Refused: the relay says for good (5xx) that it will not take this recipient or this mail.
    Retry: it says "later" (4xx), cannot be reached, or refuses us rather than the recipient.
    Never raises for what the network or the relay does.
    """
    recipient = parseaddr(str(message["To"]))[1]
    sender = return_path or parseaddr(str(message["From"]))[1]
    try:
        session.relay().send_message(message, sender, [recipient])
    except smtplib.SMTPRecipientsRefused as refused:
        return _answered(*next(iter(refused.recipients.values())))
    except smtplib.SMTPDataError as refused:
        return _answered(refused.smtp_code, refused.smtp_error)
    except smtplib.SMTPNotSupportedError as refused:
        return Delivery(DeliveryStatus.REFUSED, None, str(refused))
    except smtplib.SMTPResponseException as refused:
        session.close()
        return Delivery(DeliveryStatus.RETRY, refused.smtp_code, _text(refused.smtp_error))
    except (smtplib.SMTPException, OSError) as broken:
        session.close()
        return Delivery(DeliveryStatus.RETRY, None, str(broken) or type(broken).__name__)
    return Delivery(DeliveryStatus.ACCEPTED, 250, "")


def _answered(code: int, answer: bytes | str) -> Delivery:
    status = DeliveryStatus.REFUSED if 500 <= code < 600 else DeliveryStatus.RETRY
    return Delivery(status, code, _text(answer))


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
