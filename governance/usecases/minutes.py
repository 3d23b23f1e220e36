"""Writing the minutes, signing them, entering them in the register."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID, uuid4

from sqlmodel import func, select

from governance.actors import Actor, Role
from governance.assembly.attendance_sheet import MOST_LINES, AttendanceSheetFacts, attendance_sheet_document
from governance.assembly.minutes import MinutesFacts, minutes_document
from governance.assembly.minutes_draft import (
    EMPTY,
    MinutesBeingSealed,
    MinutesDraft,
    MinutesMoved,
    MinutesNotReady,
    applied,
    differing,
    draft_document,
    lacking,
    read_draft,
    tidied,
)
from governance.assembly.shared_resolutions import Told
from governance.assembly.stages import Stage, ensure_stage
from governance.store import locks
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import AssemblyRow
from governance.store.journal import canonical
from governance.store.minutes import MinutesDraftRow, RegisterEntryRow
from governance.store.minutes_facts import Gathered, attendance_facts, gathered
from governance.store.outbox import JobRow
from governance.store.unit_of_work import UnitOfWork

PrintMinutes = Callable[[MinutesFacts, AttendanceSheetFacts], bytes]
"""Print the minutes with the attendance sheet annexed, as PDF."""

PrintCopy = Callable[[MinutesFacts, AttendanceSheetFacts, str], bytes]
"""Print what members read of minutes, with the SHA-256 of the registered PDF written on it."""


@dataclass(frozen=True, slots=True)
class EditMinutes:
    """The words of the minutes as typed over revision `revision` of the draft (0: the first)."""

    assembly: UUID
    revision: int
    draft: MinutesDraft


@dataclass(frozen=True, slots=True)
class SignMinutes:
    """The draft as it was read, to be signed."""

    assembly: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class SealMinutes:
    """Minutes signed by `account`, acting as `hat`, to be entered in the register."""

    assembly: UUID
    account: UUID
    hat: str


def edit_minutes(uow: UnitOfWork, command: EditMinutes, *, by: Actor) -> int:
    """Save the words of the minutes; give the new revision. Figures are not in the command at all.

    Who      the secretary
    When     the assembly is open or closed, and the minutes are not signed
    Writes   minutes_drafts, act minutes.edit
    Refuses  NoSuchAssembly, WrongStage, MinutesBeingSealed, MinutesMoved, TextTooLong
    """
    by.ensure(Role.SECRETARY)
    row = locks.hold_assembly(uow.session, command.assembly)
    _ensure_writable(uow, row)
    draft = differing(tidied(command.draft), gathered(uow, row).facts)
    kept = uow.session.get(MinutesDraftRow, row.id)
    if command.revision != (kept.revision if kept else 0):
        raise MinutesMoved
    document = draft_document(draft)
    if kept is None:
        kept = MinutesDraftRow(
            assembly_id=row.id, cooperative_id=uow.tenant, edited_at=uow.now, edited_by=by.account
        )
    else:
        kept.revision += 1
    kept.prose, kept.edited_at, kept.edited_by = document, uow.now, by.account
    uow.session.add(kept)
    digest = sha256(canonical(document).encode()).hexdigest()
    uow.act("minutes.edit", by=by, assembly=row.id, revision=kept.revision, prose=digest)
    return kept.revision


def sign_minutes(uow: UnitOfWork, command: SignMinutes, *, by: Actor) -> None:
    """Sign the minutes as they were read and hand them to the worker, which enters them in the register.

    Signing again while the worker is at it changes nothing; after it failed, it starts it again.
    The act minutes.sign is written with the entry, when the number and the hash of the PDF are known.

    Who      the secretary
    When     the assembly is closed
    Writes   minutes_drafts, jobs
    Refuses  NoSuchAssembly, WrongStage, MinutesMoved, MinutesNotReady
    """
    by.ensure(Role.SECRETARY)
    row = locks.hold_assembly(uow.session, command.assembly)
    if row.stage == Stage.MINUTED:
        return
    ensure_stage(row.title, row.stage, Stage.CLOSED)
    kept = uow.session.get(MinutesDraftRow, row.id)
    if command.revision != (kept.revision if kept else 0):
        raise MinutesMoved
    draft = read_draft(kept.prose) if kept else EMPTY
    ensure_complete(gathered(uow, row), draft)
    if kept is None:
        kept = MinutesDraftRow(
            assembly_id=row.id, cooperative_id=uow.tenant, edited_at=uow.now, edited_by=by.account
        )
    if kept.stage == "sealing" and _is_being_sealed(uow, row.id):
        return
    kept.stage = "sealing"
    uow.session.add(kept)
    uow.enqueue(
        "seal_minutes",
        dedup=f"seal_minutes:{row.id}:{uow.now.isoformat()}",
        subject=row.id,
        payload={"by": str(by.account), "as": by.hat.key},
        total=1,
    )


def seal(uow: UnitOfWork, command: SealMinutes, print_minutes: PrintMinutes, print_copy: PrintCopy) -> int:
    """Enter signed minutes in the register under the next number; give it. Done twice, once counts.

    The copy for members is made with them: everybody reads the same bytes, for ever.

    Who      the worker, for the secretary who signed
    When     the assembly is closed and its draft signed
    Writes   minutes_register, minutes_drafts, assembly stage, act minutes.sign
    Refuses  NoSuchAssembly, WrongStage, MinutesNotReady
    """
    row = locks.hold_assembly(uow.session, command.assembly)
    entered = select(RegisterEntryRow.number).where(RegisterEntryRow.assembly_id == row.id)
    known = uow.session.exec(entered).one_or_none()
    if known is not None:
        return known
    ensure_stage(row.title, row.stage, Stage.CLOSED)
    kept = uow.session.get_one(MinutesDraftRow, row.id)
    draft = read_draft(kept.prose)
    found = gathered(uow, row)
    ensure_complete(found, draft)
    locks.hold_register(uow.session, uow.tenant)
    highest = uow.session.exec(
        select(func.max(RegisterEntryRow.number)).where(RegisterEntryRow.cooperative_id == uow.tenant)
    ).one()
    facts = applied(found.facts, draft, register_number=(highest or 0) + 1)
    sheet = attendance_facts(uow, row, facts)
    facts = replace(facts, members_listed=len(sheet.lines) <= MOST_LINES)
    pdf = print_minutes(facts, sheet)
    copy = print_copy(facts, sheet, sha256(pdf).hexdigest())
    return _enter(uow, row, kept, facts, sheet, command, pdf, copy)


def _enter(
    uow: UnitOfWork,
    row: AssemblyRow,
    kept: MinutesDraftRow,
    facts: MinutesFacts,
    sheet: AttendanceSheetFacts,
    command: SealMinutes,
    pdf: bytes,
    copy: bytes,
) -> int:
    number = facts.register_number or 0
    digest = sha256(pdf).hexdigest()
    uow.session.add(
        RegisterEntryRow(
            id=uuid4(),
            cooperative_id=uow.tenant,
            assembly_id=row.id,
            number=number,
            facts={
                "format": 1,
                "minutes": minutes_document(facts),
                "attendance": attendance_sheet_document(sheet, legal_copy=True),
            },
            pdf=pdf,
            pdf_sha256=digest,
            copy_pdf=copy,
            copy_sha256=sha256(copy).hexdigest(),
            entered_at=uow.now,
            entered_by=command.account,
        )
    )
    row.stage, kept.stage = Stage.MINUTED.value, "sealed"
    uow.session.add(row)
    uow.session.add(kept)
    act = {
        "by": str(command.account),
        "as": command.hat,
        "number": number,
        "revision": kept.revision,
        "prose": sha256(canonical(kept.prose).encode()).hexdigest(),
        "pdf": digest,
    }
    uow.acts([("minutes.sign", act)], assembly=row.id)
    sharing.tell_of_assembly(uow, row.id, Told.MINUTED, minutes_number=number)
    return number


def ensure_complete(found: Gathered, draft: MinutesDraft) -> None:
    """Raise MinutesNotReady when the law would find something missing."""
    faults = lacking(found.facts, draft, found.rules.form, quorum_asked=bool(found.rules.quorum))
    if faults:
        items = tuple(str(fault.facts()["label"]) for fault in faults)
        source = next((fault.source for fault in faults if fault.source), None)
        raise MinutesNotReady(items, source=source)


def _ensure_writable(uow: UnitOfWork, row: AssemblyRow) -> None:
    if row.stage == Stage.MINUTED:
        raise MinutesBeingSealed
    ensure_stage(row.title, row.stage, Stage.CLOSED, Stage.OPEN)
    kept = uow.session.get(MinutesDraftRow, row.id)
    if kept is not None and kept.stage != "writing":
        raise MinutesBeingSealed


def _is_being_sealed(uow: UnitOfWork, assembly: UUID) -> bool:
    waiting = select(JobRow.id).where(
        JobRow.subject == assembly, JobRow.kind == "seal_minutes", JobRow.state == "waiting"
    )
    return uow.session.exec(waiting).first() is not None
