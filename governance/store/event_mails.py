"""Mails of an event as the worker takes them: held while they are sent, then written with their outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from governance.store.representing import email_on, representative_on
from governance.store.unit_of_work import UnitOfWork

_HOLD = text(
    "SELECT i.id, i.told_sequence, i.mail_attempts AS attempts, i.answer,"
    " CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name) ELSE m.name END AS recipient,"
    f" CASE WHEN m.kind = 'organisation' THEN {representative_on(':today')} ELSE '' END AS representative,"
    f" {email_on(':today')} AS address,"
    " (SELECT a.language FROM capacities k JOIN accounts a ON a.id = k.account_id"
    "   WHERE k.member_id = m.id AND k.cooperative_id = m.cooperative_id AND k.starts_on <= :today"
    "     AND (k.ends_on IS NULL OR k.ends_on >= :today) ORDER BY k.starts_on DESC, a.id LIMIT 1) AS language"
    " FROM event_invitations i JOIN members m ON m.id = i.member_id"
    " WHERE i.event_id = :event AND i.mail = 'waiting' AND i.id > :after"
    " ORDER BY i.id LIMIT :most FOR UPDATE OF i SKIP LOCKED"
)
_WRITE = text(
    "UPDATE event_invitations i SET mail = o.outcome, mail_detail = o.detail, message_id = o.message_id,"
    " mail_attempts = i.mail_attempts + 1,"
    " told_sequence = CASE WHEN o.outcome = 'sent' THEN :sequence ELSE i.told_sequence END"
    " FROM unnest(cast(:ids AS uuid[]), cast(:outcomes AS text[]), cast(:details AS text[]),"
    " cast(:message_ids AS text[])) AS o(id, outcome, detail, message_id) WHERE i.id = o.id"
)
_TALLY = text(
    "SELECT count(*) FILTER (WHERE mail = 'waiting'),"
    " count(*) FILTER (WHERE mail IN ('sent', 'refused', 'dropped'))"
    " FROM event_invitations WHERE event_id = :event"
)


@dataclass(frozen=True, slots=True)
class EventMailOutcome:
    """What became of one mail: sent, refused, waiting to be tried again, or dropped (nothing to say)."""

    invitation: UUID
    outcome: str
    detail: str = ""
    message_id: str = ""


def hold_mails(uow: UnitOfWork, event: UUID, *, after: UUID, most: int) -> Sequence[Row[Any]]:
    """Hold the next mails to send, in the order of identifiers; another worker skips them."""
    facts = {"event": event, "today": uow.today, "after": after, "most": most}
    return uow.session.connection().execute(_HOLD, facts).all()


def write_mails(uow: UnitOfWork, outcomes: Sequence[EventMailOutcome], sequence: int) -> None:
    """Write what became of some mails, which told the event at `sequence`."""
    uow.session.connection().execute(
        _WRITE,
        {
            "ids": [one.invitation for one in outcomes],
            "outcomes": [one.outcome for one in outcomes],
            "details": [one.detail for one in outcomes],
            "message_ids": [one.message_id for one in outcomes],
            "sequence": sequence,
        },
    )


def mails_left(uow: UnitOfWork, event: UUID) -> tuple[int, int]:
    """Count the mails that still wait, and those concluded."""
    waiting, done = uow.session.connection().execute(_TALLY, {"event": event}).one()
    return int(waiting), int(done)
