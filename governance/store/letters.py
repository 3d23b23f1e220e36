"""Letters to one person: kept as they left; only what became of them is written later, once."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from governance.register.letters import (
    Addressee,
    LetterAbout,
    LetterChannel,
    LetterOutcome,
    NoSuchLetter,
    Written,
)
from governance.register.refusals import NoSuchMember
from governance.store.base import TenantRow
from governance.store.representing import email_on
from governance.store.unit_of_work import PARIS, UnitOfWork


class LetterRow(TenantRow, table=True):
    """One letter; `concluded_on` is the day it was sent, refused or posted.

    `subject_id` is what it is about: a member, a request, somebody invited beside members.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        CheckConstraint("about IN ('missed', 'request', 'guest')", name="about_known"),
        CheckConstraint(
            "channel = 'email' AND outcome IN ('waiting', 'sent', 'refused')"
            " OR channel = 'letter' AND outcome IN ('to_print', 'posted')",
            name="outcome_of_its_channel",
        ),
        CheckConstraint(
            "(outcome IN ('waiting', 'to_print')) = (concluded_on IS NULL)", name="concluded_has_a_day"
        ),
        Index("ix_letters_subject", "subject_id", "created_at"),
    )

    about: str
    subject_id: UUID
    channel: str
    recipient: str
    address: str
    subject: str
    body: str
    outcome: str
    detail: str = ""
    message_id: str = ""
    attempts: int = 0
    concluded_on: date | None = None
    created_at: datetime
    created_by: UUID = Field(foreign_key="accounts.id")


_ADDRESSEE = text(
    "SELECT CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name) ELSE m.name END AS name,"
    f" {email_on(':today')} AS email, m.email_notice_since <= :today AS agreed,"
    " CASE WHEN m.address = '' OR m.city = '' THEN '' ELSE"
    " m.address || chr(10) || trim(m.postcode || ' ' || m.city) END AS lines"
    " FROM members m WHERE m.id = :member"
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A member as a letter reaches them; `channel` is the one they agreed to."""

    addressee: Addressee
    channel: LetterChannel


def reach(uow: UnitOfWork, member: UUID) -> Reached:
    """Say where a letter to a member goes today. Raises NoSuchMember."""
    row = uow.session.connection().execute(_ADDRESSEE, {"member": member, "today": uow.today}).one_or_none()
    if row is None:
        raise NoSuchMember
    by_email = bool(row.agreed and row.email)
    return Reached(
        Addressee(row.name, row.email, row.lines), LetterChannel.EMAIL if by_email else LetterChannel.LETTER
    )


def write(
    uow: UnitOfWork, about: LetterAbout, subject: UUID, to: Addressee, written: Written, *, by: UUID
) -> LetterRow:
    """Keep a letter, and give the worker its mail to send. Raises NoAddress."""
    mail = written.channel is LetterChannel.EMAIL
    row = LetterRow(
        cooperative_id=uow.tenant,
        about=about.value,
        subject_id=subject,
        channel=written.channel.value,
        recipient=to.name,
        address=to.address(written.channel),
        subject=written.subject,
        body=written.body,
        outcome=(LetterOutcome.WAITING if mail else LetterOutcome.TO_PRINT).value,
        created_at=uow.now,
        created_by=by,
    )
    uow.session.add(row)
    uow.session.flush()  # what it serves refers to it
    if mail:
        uow.enqueue("send_letter", dedup=f"letter/{row.id}", subject=row.id)
    return row


def letter(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> LetterRow:
    """Find a letter; `hold` keeps others from concluding it. Raises NoSuchLetter."""
    row = uow.session.get(LetterRow, wanted, with_for_update=hold, populate_existing=hold)
    if row is None:
        raise NoSuchLetter
    return row


def written_on(row: LetterRow) -> date:
    """Give the day in Paris on which a letter was written."""
    return row.created_at.astimezone(PARIS).date()
