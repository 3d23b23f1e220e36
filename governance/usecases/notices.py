"""Convening the members: one notice each, sent by e-mail or printed, each outcome recorded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField, ensure_ready
from governance.assembly.shared_resolutions import Told
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import Malformed, NotFound, Refused
from governance.law.notice import email_consent_by
from governance.register.letters import Written
from governance.store import bylaws_drafts
from governance.store import preparation as store
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import NoticeRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.non_voters import call_all
from governance.words import N_

_EMAIL = re.compile(r"[^\s@<>,;\"()]+@[^\s@<>,;\"()]+\.[^\s@<>,;\"()]+")

_CONVENE = text(
    "INSERT INTO notices (id, cooperative_id, assembly_id, member_id, channel, recipient, address, outcome,"  # noqa: S608
    " detail, message_id, attempts)"
    " SELECT gen_random_uuid(), w.cooperative_id, :assembly, w.id,"
    " CASE WHEN w.by_email IS TRUE THEN 'email' ELSE 'letter' END, w.recipient,"
    " CASE WHEN w.by_email IS TRUE THEN w.email ELSE w.lines END,"
    " CASE WHEN w.by_email IS TRUE THEN 'waiting' ELSE 'to_print' END, '', '', 0"
    f" FROM ({store.WHO_AND_HOW}) w"
    " WHERE NOT EXISTS (SELECT 1 FROM notices n WHERE n.assembly_id = :assembly AND n.member_id = w.id)"
)
_COUNTS = text(
    "SELECT count(*) FILTER (WHERE channel = 'email'), count(*) FILTER (WHERE channel = 'letter')"
    " FROM notices WHERE assembly_id = :assembly"
)
_POSTED = text(
    "UPDATE notices SET outcome = 'posted', concluded_at = :now"
    " WHERE assembly_id = :assembly AND outcome = 'to_print'"
)
_AGAIN = text(
    "UPDATE notices SET outcome = 'waiting', detail = '', attempts = 0, concluded_at = NULL"
    " WHERE assembly_id = :assembly AND channel = 'email' AND outcome = 'waiting'"
)


@dataclass(eq=False)
class NoticeAlreadySent(Refused):
    """Only a refused notice, or one still waiting, can be sent elsewhere."""

    message = N_("Cette convocation est déjà partie : elle ne se renvoie pas.")
    remedy = N_("Le suivi des envois dit ce qu’est devenue chaque convocation.")


@dataclass(eq=False)
class NotAnEmail(Malformed):
    """What was typed is no e-mail address."""

    message = N_("Cette adresse de courriel n’est pas complète.")
    remedy = N_("Écrivez-la comme « nom@exemple.fr ».")


@dataclass(frozen=True, slots=True)
class Convene:
    """Send the notice to everybody who will be a member on the day, a letter to each one called beside."""

    assembly: UUID
    beside: Mapping[UUID, Written] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Resend:
    """Send one notice again, to a corrected address, or by letter when `email` is empty."""

    assembly: UUID
    notice: UUID
    email: str = ""


@dataclass(frozen=True, slots=True)
class OfAssembly:
    """One assembly's notices or letters, all together."""

    assembly: UUID


@dataclass(frozen=True, slots=True)
class Convened:
    """How many members were convened, by which way; and how many beside them."""

    by_email: int
    by_letter: int
    beside: int = 0


def convene(uow: UnitOfWork, command: Convene, *, by: Actor) -> Convened:
    """Fix the list of members, write one notice each, and hand the mails to the worker.

    Who      the secretary
    When     in preparation, in time for the full days the rules want
    Writes   assemblies, notices, letters, jobs, acts assembly.convene and nonvoter.call
    Refuses  NoSuchAssembly, WrongStage, NoticeTooLate, NotReady, ResolutionOutdated,
             SharedTextChanged, NonVoterForgotten, NoAddress
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.DRAFT)
    in_force = store.rules_of(uow, row)
    cutoff = email_consent_by(in_force.rules.form, store.held_on(row))
    ensure_ready(store.preparation(uow, row, in_force, cutoff))
    bylaws_drafts.ensure_told_as_they_are(uow.session, row.id)
    sharing.ensure_up_to_date(uow, row.id)
    connection = uow.session.connection()
    connection.execute(_CONVENE, {**store.to_convene(uow, cutoff, store.held_on(row)), "assembly": row.id})
    by_email, by_letter = connection.execute(_COUNTS, {"assembly": row.id}).one()
    row.bylaws_version_id = in_force.version_row.id
    row.stage, row.convened_at, row.convened_on = Stage.CONVENED.value, uow.now, uow.today
    uow.session.add(row)
    if by_email:
        _send(uow, row.id, by_email)
    if by_letter:
        uow.enqueue("print_letters", dedup=f"print_letters:{row.id}", subject=row.id, total=by_letter)
    beside = call_all(uow, row, command.beside, by=by)
    sharing.tell_of_assembly(uow, row.id, Told.CONVENED)
    uow.act(
        "assembly.convene",
        by=by,
        assembly=row.id,
        by_email=by_email,
        by_letter=by_letter,
        bylaws=str(in_force.version_row.id),
        held_at=row.held_at.isoformat(),
    )
    return Convened(by_email, by_letter, beside)


def convene_others(uow: UnitOfWork, command: OfAssembly, *, by: Actor) -> int:
    """Write to members whom the notice missed, admitted since it left; give how many.

    Who      the secretary
    When     once convened, until the assembly opens
    Writes   notices, jobs, act assembly.convene_others
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    day = store.held_on(row)
    cutoff = email_consent_by(store.rules_of(uow, row).rules.form, day)
    connection = uow.session.connection()
    mails, letters = connection.execute(_COUNTS, {"assembly": row.id}).one()
    connection.execute(_CONVENE, {**store.to_convene(uow, cutoff, day), "assembly": row.id})
    all_mails, all_letters = connection.execute(_COUNTS, {"assembly": row.id}).one()
    by_email, by_letter = all_mails - mails, all_letters - letters
    if by_email:
        _send(uow, row.id, by_email, f":{uow.now.isoformat()}")
    if by_letter:
        _reprint(uow, row.id)
    uow.act("assembly.convene_others", by=by, assembly=row.id, by_email=by_email, by_letter=by_letter)
    return int(by_email + by_letter)


def resend_notice(uow: UnitOfWork, command: Resend, *, by: Actor) -> None:
    """Send one notice elsewhere: to a corrected e-mail, or printed as a letter.

    Who      the secretary
    When     once convened, until the assembly opens
    Writes   notices, jobs, act notice.sent
    Refuses  NoSuchAssembly, WrongStage, NotFound, NoticeAlreadySent, NotAnEmail, MissingField
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    asked = select(NoticeRow).where(NoticeRow.id == command.notice, NoticeRow.assembly_id == row.id)
    notice = uow.session.exec(asked.with_for_update()).one_or_none()
    if notice is None:
        raise NotFound
    if notice.outcome not in ("refused", "waiting", "to_print"):
        raise NoticeAlreadySent
    email = command.email.strip()
    if email:
        _ensure_email(email)
        notice.channel, notice.address, notice.outcome = "email", email, "waiting"
        mark = sha256(f"{notice.id} {email} {uow.now.isoformat()}".encode()).hexdigest()[:16]
        _send(uow, row.id, 1, f":{mark}")
    else:
        notice.channel, notice.address, notice.outcome = "letter", _letter_lines(uow, notice), "to_print"
        _reprint(uow, row.id)
    notice.detail, notice.attempts, notice.concluded_at = "", 0, None
    uow.session.add(notice)
    uow.act("notice.sent", by=by, assembly=row.id, notice=str(notice.id), again=notice.channel)


def send_again(uow: UnitOfWork, command: OfAssembly, *, by: Actor) -> None:
    """Hand to the worker once more the mails that are still waiting.

    Who      the secretary
    When     once convened, until the assembly opens
    Writes   notices, jobs, act notice.sent
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    count = uow.session.connection().execute(_AGAIN, {"assembly": row.id}).rowcount
    if count:
        _send(uow, row.id, count, f":{uow.now.isoformat()}")
    uow.act("notice.sent", by=by, assembly=row.id, waiting_again=count)


def print_letters(uow: UnitOfWork, command: OfAssembly, *, by: Actor) -> None:
    """Make the letters to print again, after a correction.

    Who      the secretary
    When     once convened
    Writes   jobs, act notice.sent
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    _reprint(uow, row.id)
    uow.act("notice.sent", by=by, assembly=row.id, letters_again=True)


def mark_posted(uow: UnitOfWork, command: OfAssembly, *, by: Actor) -> int:
    """Note that all the letters were posted (or handed over) today; give how many.

    Who      the secretary
    When     once convened, until the assembly opens
    Writes   notices, act notice.sent
    Refuses  NoSuchAssembly, WrongStage
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.CONVENED)
    count = uow.session.connection().execute(_POSTED, {"assembly": row.id, "now": uow.now}).rowcount
    uow.act("notice.sent", by=by, assembly=row.id, posted=count)
    return count


def _send(uow: UnitOfWork, assembly: UUID, mails: int, again: str = "") -> None:
    """Have notices sent. `again` tells a later sending from the first, which is asked for once."""
    uow.enqueue("send_notices", dedup=f"send_notices:{assembly}{again}", subject=assembly, total=mails)


def _reprint(uow: UnitOfWork, assembly: UUID) -> None:
    uow.enqueue("print_letters", dedup=f"print_letters:{assembly}:{uow.now.isoformat()}", subject=assembly)


def _letter_lines(uow: UnitOfWork, notice: NoticeRow) -> str:
    asked = text(
        "SELECT concat_ws(chr(10), nullif(address, ''), nullif(trim(postcode || ' ' || city), ''))"
        " FROM members WHERE id = :member"
    )
    return str(uow.session.connection().execute(asked, {"member": notice.member_id}).scalar_one())


def _ensure_email(email: str) -> None:
    if len(email) > 254:
        raise MissingField(N_("Adresse de courriel"))
    if not _EMAIL.fullmatch(email) or not email.isprintable():
        raise NotAnEmail
