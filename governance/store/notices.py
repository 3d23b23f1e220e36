"""Notices as the worker takes them: held while they are sent, then written with their outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, text
from sqlmodel import col

from governance.store.accounts import InvitationRow
from governance.store.assemblies import LetterFileRow
from governance.store.notice_facts import RECIPIENTS
from governance.store.unit_of_work import UnitOfWork

INVITATION_LIFE = timedelta(days=30)

_HOLD = text(
    f"{RECIPIENTS} AND n.outcome = 'waiting' AND n.channel = 'email' AND n.id > :after"
    " ORDER BY n.id LIMIT :most FOR UPDATE OF n SKIP LOCKED"
)
_WRITE = text(
    "UPDATE notices n SET outcome = o.outcome, detail = o.detail, message_id = o.message_id,"
    " attempts = n.attempts + 1, concluded_at = CASE WHEN o.outcome = 'waiting' THEN NULL"
    " ELSE cast(:now AS timestamptz) END"
    " FROM unnest(cast(:ids AS uuid[]), cast(:outcomes AS text[]), cast(:details AS text[]),"
    " cast(:message_ids AS text[])) AS o(id, outcome, detail, message_id) WHERE n.id = o.id"
)
_TALLY = text(
    "SELECT count(*) FILTER (WHERE outcome = 'waiting') AS waiting,"
    " count(*) FILTER (WHERE outcome = 'sent') AS sent,"
    " count(*) FILTER (WHERE outcome = 'refused') AS refused, count(*) AS total"
    " FROM notices WHERE assembly_id = :assembly AND channel = 'email'"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail: sent, refused, or waiting to be tried again; with the server's answer."""

    notice: UUID
    outcome: str
    detail: str
    message_id: str


@dataclass(frozen=True, slots=True)
class MailTally:
    """How many notices by e-mail wait, are sent, were refused."""

    waiting: int
    sent: int
    refused: int
    total: int


def hold_waiting(uow: UnitOfWork, assembly: UUID, *, after: UUID, most: int) -> Sequence[Row[Any]]:
    """Hold the next notices to send, in the order of their identifiers; another worker skips them."""
    facts = {"assembly": assembly, "today": uow.today, "after": after, "most": most}
    return uow.session.connection().execute(_HOLD, facts).all()


def write_outcomes(uow: UnitOfWork, outcomes: Sequence[Outcome], at: datetime) -> None:
    """Write what became of some mails, in one statement."""
    uow.session.connection().execute(
        _WRITE,
        {
            "ids": [outcome.notice for outcome in outcomes],
            "outcomes": [outcome.outcome for outcome in outcomes],
            "details": [outcome.detail for outcome in outcomes],
            "message_ids": [outcome.message_id for outcome in outcomes],
            "now": at,
        },
    )


def mail_tally(uow: UnitOfWork, assembly: UUID) -> MailTally:
    """Count the notices by e-mail of an assembly by outcome."""
    found = uow.session.connection().execute(_TALLY, {"assembly": assembly}).mappings().one()
    return MailTally(**found)


def invite(uow: UnitOfWork, secrets: Sequence[tuple[UUID, bytes, bool, UUID | None]]) -> None:
    """Keep the hashes of one-time links: (member, hash of the secret, speaks for a company, mandate)."""
    uow.session.add_all(
        InvitationRow(
            token_hash=hashed,
            cooperative_id=uow.tenant,
            member_id=member,
            represents=represents,
            mandate_id=mandate,
            created_at=uow.now,
            expires_at=uow.now + INVITATION_LIFE,
        )
        for member, hashed, represents, mandate in secrets
    )


def keep_letters(uow: UnitOfWork, assembly: UUID, part: int, *, letter_count: int, pdf: bytes) -> None:
    """Keep one PDF of letters to print; part 1 replaces every part made before."""
    if part == 1:
        old = delete(LetterFileRow).where(col(LetterFileRow.assembly_id) == assembly)
        uow.session.connection().execute(old)
    uow.session.add(
        LetterFileRow(
            cooperative_id=uow.tenant,
            assembly_id=assembly,
            part=part,
            letter_count=letter_count,
            pdf=pdf,
            sha256=sha256(pdf).hexdigest(),
            made_at=uow.now,
        )
    )
