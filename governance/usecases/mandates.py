"""The mandates of those who represent a structure: begun, replaced, ended, proved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, or_, select

from governance.actors import Actor, Role
from governance.assembly.papers_required import accept_proof
from governance.register.faults import Fault
from governance.register.mandate_reading import (
    BEFORE_NEXT,
    NO_SUCH_NUMBER,
    NOT_THAT_PERSON,
    REASON_REPLACED,
    REASON_WITHDRAWN,
    FaultyMandate,
    HolderInForce,
    MandateEnded,
    MandateTyped,
    NoSuchMandate,
    read_early_end,
    read_mandate,
)
from governance.register.mandates import HOLDER
from governance.register.members import MemberKind
from governance.register.names import same_person
from governance.store.accounts import CapacityRow
from governance.store.base import lock
from governance.store.mandates import MandateProofRow, MandateRow, mandate_of, organisation, overlapping
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordMandate:
    """A mandate as typed: holder, email, person, capacity, rank, since, until, decision, note.

    `account` is one that acts for the structure without a mandate, when it is its holder's own.
    """

    member: UUID
    values: Mapping[str, str]
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReplaceMandate:
    """The mandate that follows another of the same rank, as typed."""

    mandate: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndMandate:
    """An end before the term, as typed: last_day, reason."""

    mandate: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeepProof:
    """A file that proves a mandate."""

    mandate: UUID
    filename: str
    content: bytes


def record_mandate(uow: UnitOfWork, command: RecordMandate, *, by: Actor) -> UUID:
    """Write that a mandate begins; give its identifier. A deputy comes after those there already.

    With the first holder, accounts that acted for the structure without a mandate stop, save `account`,
    which goes on under this one.

    Who      secretary
    When     any time
    Writes   the mandate, the end of accesses without a mandate, one act
    Refuses  WrongHat, NoSuchMember, ActsAlone, FaultyMandate, HolderInForce

    Law: code civil, 1984.
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "mandates", uow.tenant)
    organisation(uow.session, command.member)
    typed = read_mandate(command.values)
    held = overlapping(uow.session, command.member, typed.mandate.since, typed.mandate.until)
    taken = [row.rank for row in held]
    if not typed.deputy and HOLDER in taken:
        raise HolderInForce
    rank = max([HOLDER, *taken]) + 1 if typed.deputy else HOLDER
    row = _write(uow, command.member, typed, rank, by)
    if rank == HOLDER:
        _under_mandate(uow, row, command.account)
    return row.id


def replace_mandate(uow: UnitOfWork, command: ReplaceMandate, *, by: Actor) -> UUID:
    """Write that somebody follows somebody else: the former ends on the eve of the new. Gives the new one.

    Who      secretary
    When     while the former is in force or to come
    Writes   the end of the former and of its access, the new mandate, two acts
    Refuses  WrongHat, NoSuchMandate, MandateEnded, FaultyMandate, HolderInForce
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "mandates", uow.tenant)
    former = _standing(uow, command.mandate)
    deputy = "deputy" if former.rank else "holder"
    typed = read_mandate({**command.values, "rank": deputy})
    last, term = typed.mandate.since - timedelta(days=1), former.until
    if typed.mandate.since < former.since:
        raise FaultyMandate((Fault("since", BEFORE_NEXT),))
    if term is None or last < term:
        _end(uow, former, last, REASON_REPLACED, by)
    held = overlapping(uow.session, former.member_id, typed.mandate.since, typed.mandate.until)
    if former.rank in [row.rank for row in held]:
        raise HolderInForce
    return _write(uow, former.member_id, typed, former.rank, by).id


def end_mandate(uow: UnitOfWork, command: EndMandate, *, by: Actor) -> UUID:
    """Write that a mandate ends before its term, once and for all; give the structure.

    Its access ends with it: after `last_day`, or at once when that day has passed.

    Who      secretary
    When     while the mandate has no early end
    Writes   the end of the mandate, of its access and of its links, one act
    Refuses  WrongHat, NoSuchMandate, MandateEnded, FaultyMandate
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "mandates", uow.tenant)
    row = _standing(uow, command.mandate)
    last, reason = read_early_end(command.values, mandate_of(row))
    _end(uow, row, last, reason, by)
    return row.member_id


def withdraw_mandate(uow: UnitOfWork, mandate: UUID, *, by: Actor) -> UUID:
    """Withdraw a mandate written by mistake: it stays in the register, and held on no day.

    Gives its structure. The access it gave stops at once. Whoever it replaced stays ended, and
    so do the accesses that its beginning ended.

    Who      secretary
    When     any time, even once it has ended: what was cast or signed under it stays
    Writes   the end of the mandate on the eve of its first day, of its access and links; one act
    Refuses  WrongHat, NoSuchMandate
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "mandates", uow.tenant)
    row = _found(uow, mandate)
    if mandate_of(row).void:
        raise NoSuchMandate
    row.ended_on, row.end_reason = row.since - timedelta(days=1), REASON_WITHDRAWN
    row.ended_at, row.ended_by = uow.now, by.account
    uow.session.flush()
    uow.session.connection().execute(_END_ACCESS, {"last": row.ended_on, "mandate": row.id})
    uow.session.connection().execute(_END_LINKS, {"mandate": row.id})
    member, since = str(row.member_id), row.since.isoformat()
    uow.act("mandate.withdraw", by=by, member=member, mandate=str(row.id), since=since)
    return row.member_id


def keep_proof(uow: UnitOfWork, command: KeepProof, *, by: Actor) -> UUID:
    """Keep a file that proves a mandate as received, with its SHA-256; give its identifier.

    Who      secretary
    When     any time, even once the mandate has ended
    Writes   the file, one act
    Refuses  WrongHat, NoSuchMandate, PaperEmpty, PaperTooLarge, ProofRefused
    """
    by.ensure(Role.SECRETARY)
    row = _found(uow, command.mandate)
    paper = accept_proof(command.filename, command.content)
    kept = MandateProofRow(
        cooperative_id=uow.tenant,
        mandate_id=row.id,
        filename=paper.filename,
        media_type=paper.media_type,
        content=command.content,
        size=len(command.content),
        sha256=sha256(command.content).hexdigest(),
        added_at=uow.now,
        added_by=by.account,
    )
    uow.session.add(kept)
    mandate, proof, size = str(row.id), str(kept.id), kept.size
    uow.act("mandate.proof", by=by, mandate=mandate, proof=proof, sha256=kept.sha256, size=size)
    return kept.id


def _write(uow: UnitOfWork, member: UUID, typed: MandateTyped, rank: int, by: Actor) -> MandateRow:
    mandate = typed.mandate
    row = MandateRow(
        cooperative_id=uow.tenant,
        member_id=member,
        holder=mandate.holder,
        email=mandate.email,
        person_id=_person(uow, typed.person, mandate.holder) if typed.person else None,
        capacity=mandate.capacity.value,
        rank=rank,
        since=mandate.since,
        until=mandate.until,
        decision=mandate.decision,
        note=mandate.note,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.session.flush()  # the access it gives refers to it
    since, until = row.since.isoformat(), row.until.isoformat() if row.until else None
    mandate_id, title = str(row.id), row.capacity
    uow.act(
        "mandate.begin",
        by=by,
        member=str(member),
        mandate=mandate_id,
        rank=rank,
        capacity=title,
        since=since,
        until=until,
    )
    return row


def _person(uow: UnitOfWork, number: int, told: str) -> UUID:
    asked = select(MemberRow).where(
        MemberRow.cooperative_id == uow.tenant,
        MemberRow.number == number,
        MemberRow.kind == MemberKind.PERSON.value,
    )
    found = uow.session.exec(asked).one_or_none()
    if found is None:
        raise FaultyMandate((Fault("person", NO_SUCH_NUMBER, {"text": str(number)}),))
    known = f"{found.first_name} {found.name}".strip()
    if not same_person(told, known):
        raise FaultyMandate(
            (Fault("person", NOT_THAT_PERSON, {"number": number, "known": known, "told": told}),)
        )
    return found.id


def _found(uow: UnitOfWork, mandate: UUID) -> MandateRow:
    row = uow.session.get(MandateRow, mandate)
    if row is None:
        raise NoSuchMandate
    return row


def _standing(uow: UnitOfWork, mandate: UUID) -> MandateRow:
    """Hold a mandate that has no early end yet."""
    _found(uow, mandate)
    asked = select(MandateRow).where(MandateRow.id == mandate).with_for_update()
    row = uow.session.exec(asked.execution_options(populate_existing=True)).one()
    if row.ended_on is not None or (row.until is not None and row.until < uow.today):
        raise MandateEnded
    return row


_END_ACCESS = text(
    "UPDATE capacities SET ends_on = greatest(cast(:last AS date), starts_on - 1) WHERE mandate_id = :mandate"
)
_END_LINKS = text("DELETE FROM invitations WHERE mandate_id = :mandate AND used_at IS NULL")


def _end(uow: UnitOfWork, row: MandateRow, last: date, reason: str, by: Actor) -> None:
    row.ended_on, row.end_reason, row.ended_at, row.ended_by = last, reason, uow.now, by.account
    uow.session.flush()  # whoever follows may begin on the next day
    uow.session.connection().execute(_END_ACCESS, {"last": last, "mandate": row.id})
    if last < uow.today:
        uow.session.connection().execute(_END_LINKS, {"mandate": row.id})
    member, mandate, last_day = str(row.member_id), str(row.id), last.isoformat()
    uow.act("mandate.end", by=by, member=member, mandate=mandate, last_day=last_day)


def _under_mandate(uow: UnitOfWork, row: MandateRow, account: UUID | None) -> None:
    """End the accesses that no mandate gives from the first day of this one; `account` goes on under it."""
    first = max(row.since, uow.today)
    asked = select(CapacityRow).where(
        CapacityRow.member_id == row.member_id,
        col(CapacityRow.mandate_id).is_(None),
        or_(col(CapacityRow.ends_on).is_(None), col(CapacityRow.ends_on) >= first),
    )
    for held in uow.session.exec(asked):
        held.ends_on = max(first, held.starts_on) - timedelta(days=1)
        if held.account_id == account:
            uow.session.add(
                CapacityRow(
                    cooperative_id=uow.tenant,
                    account_id=account,
                    member_id=row.member_id,
                    represents=True,
                    mandate_id=row.id,
                    starts_on=row.since,
                    ends_on=row.until,
                )
            )
