"""The registers as they are consulted: minutes, attendance sheets, and what an auditor needs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.assembly.attendance_sheet import (
    MOST_LINES,
    AttendanceSheetFacts,
    SheetTooLong,
    read_attendance_sheet,
)
from governance.assembly.minutes_draft import NoMinutes
from governance.queries.assemblies import visible_assembly
from governance.queries.elections import Elected, elected_in
from governance.store.assemblies import AssemblyRow
from governance.store.minutes import RegisterEntryRow
from governance.store.minutes_facts import attendance_facts
from governance.store.unit_of_work import UnitOfWork

A_PAGE = 50
SHEET_READERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR)
ADDRESS_READERS = (Role.SECRETARY, Role.ADMINISTRATOR)
AUDITED = (Role.AUDITOR, Role.SECRETARY, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One entry of the register of minutes. `size` in bytes; that of the copy when `copy_sha256` names one.

    Members read the copy, the others the original that `pdf_sha256` names.
    """

    number: int
    assembly: UUID
    title: str
    held_at: datetime
    entered_at: datetime
    size: int
    pdf_sha256: str
    copy_size: int | None
    copy_sha256: str | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register, latest first. `following` is the number to go on from, None at the end."""

    lines: tuple[RegisterLine, ...]
    following: int | None
    total: int


@dataclass(frozen=True, slots=True)
class RegisterPdf:
    """Minutes as they were entered, or as they are copied for members: byte for byte.

    `is_copy` tells which; `pdf_sha256` is of these bytes.
    """

    number: int
    assembly: UUID
    pdf: bytes
    pdf_sha256: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class AttendancePaper:
    """An attendance sheet to print; `legal_copy` when its reader may see addresses."""

    assembly: UUID
    sheet: AttendanceSheetFacts
    legal_copy: bool


@dataclass(frozen=True, slots=True)
class AuditedPoll:
    """A declared result to count again: its counting sheet, by its hash.

    `election` is what an election gave, None for a resolution, whose verdict is `adopted`.
    """

    poll: UUID
    resolution_number: int
    title: str
    adopted: bool | None
    sheet_sha256: str
    election: Elected | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class AuditedAssembly:
    """An assembly that was held: its minutes if they are entered, its declared results."""

    id: UUID
    title: str
    held_at: datetime
    number: int | None
    pdf_sha256: str
    polls: tuple[AuditedPoll, ...]


@dataclass(frozen=True, slots=True)
class AuditorHome:
    """What an auditor comes for, the latest assemblies first."""

    assemblies: tuple[AuditedAssembly, ...]


_RESULTS = text(
    "SELECT p.assembly_id, p.id, coalesce(r.number, 0), r.title, (d.result ->> 'adopted')::boolean,"
    " d.sheet_sha256, d.result"
    " FROM polls p JOIN resolutions r ON r.id = p.resolution_id"
    " JOIN results d ON d.poll_id = p.id"
    " WHERE p.state = 'closed' AND p.assembly_id = ANY(cast(:assemblies AS uuid[])) ORDER BY p.number"
)


def register_page(uow: UnitOfWork, before: int | None = None) -> RegisterPage:
    """List the register of minutes, which every hat of the cooperative may read, 50 a page."""
    asked = select(
        RegisterEntryRow.number,
        RegisterEntryRow.assembly_id,
        AssemblyRow.title,
        AssemblyRow.held_at,
        RegisterEntryRow.entered_at,
        func.octet_length(col(RegisterEntryRow.pdf)),
        RegisterEntryRow.pdf_sha256,
        func.octet_length(col(RegisterEntryRow.copy_pdf)),
        RegisterEntryRow.copy_sha256,
    ).join(AssemblyRow, col(AssemblyRow.id) == col(RegisterEntryRow.assembly_id))  # type: ignore[call-overload]
    if before is not None:
        asked = asked.where(col(RegisterEntryRow.number) < before)
    found = uow.session.exec(asked.order_by(col(RegisterEntryRow.number).desc()).limit(A_PAGE + 1)).all()
    lines = tuple(RegisterLine(*row) for row in found[:A_PAGE])
    total = uow.session.exec(select(func.count()).select_from(RegisterEntryRow)).one()
    return RegisterPage(lines, lines[-1].number if len(found) > A_PAGE else None, total)


def register_pdf(uow: UnitOfWork, number: int, actor: Actor) -> RegisterPdf:
    """Give minutes of the register: the original to the office and the auditor, the copy to members.

    Minutes entered before there were copies are read by members as they were entered. Raises NoMinutes.
    """
    asked = select(
        RegisterEntryRow.number,
        RegisterEntryRow.assembly_id,
        RegisterEntryRow.copy_pdf,
        RegisterEntryRow.copy_sha256,
    ).where(RegisterEntryRow.number == number, col(RegisterEntryRow.copy_pdf).is_not(None))
    found = None if actor.holds(*SHEET_READERS) else uow.session.exec(asked).one_or_none()
    if found is not None:
        return RegisterPdf(found[0], found[1], found[2] or b"", found[3] or "", is_copy=True)
    asked = select(
        RegisterEntryRow.number,
        RegisterEntryRow.assembly_id,
        RegisterEntryRow.pdf,
        RegisterEntryRow.pdf_sha256,
    ).where(RegisterEntryRow.number == number)
    entered = uow.session.exec(asked).one_or_none()
    if entered is None:
        raise NoMinutes
    return RegisterPdf(*entered, is_copy=False)


def attendance_paper(uow: UnitOfWork, assembly: UUID, actor: Actor) -> AttendancePaper:
    """Give the attendance sheet of an assembly: the one in the register once the minutes are there.

    Only the secretary and the administrator get the addresses. Raises NoSuchAssembly, WrongHat,
    SheetTooLong.
    """
    actor.ensure(*SHEET_READERS)
    row = visible_assembly(uow, assembly, actor)
    kept = uow.session.exec(
        select(RegisterEntryRow.facts).where(RegisterEntryRow.assembly_id == row.id)
    ).one_or_none()
    sheet = attendance_facts(uow, row) if kept is None else read_attendance_sheet(kept["attendance"])
    if len(sheet.lines) > MOST_LINES:
        raise SheetTooLong(len(sheet.lines))
    return AttendancePaper(row.id, sheet, actor.holds(*ADDRESS_READERS))


def auditor_home(uow: UnitOfWork, actor: Actor) -> AuditorHome:
    """List the last twenty assemblies held, with what can be checked. Raises WrongHat."""
    actor.ensure(*AUDITED)
    asked = (
        select(AssemblyRow, RegisterEntryRow.number, RegisterEntryRow.pdf_sha256)
        .join(RegisterEntryRow, col(RegisterEntryRow.assembly_id) == col(AssemblyRow.id), isouter=True)
        .where(col(AssemblyRow.stage).in_(("closed", "minuted")))
        .order_by(col(AssemblyRow.held_at).desc())
        .limit(20)
    )
    held = uow.session.exec(asked).all()
    polls: dict[UUID, list[AuditedPoll]] = {}
    wanted = {"assemblies": [row.id for row, _number, _hash in held]}
    for assembly, poll, item, title, adopted, sheet, result in uow.session.connection().execute(
        _RESULTS, wanted
    ):
        audited = AuditedPoll(
            poll, item, title, adopted, sheet, elected_in(result), bool(result.get("again"))
        )
        polls.setdefault(assembly, []).append(audited)
    return AuditorHome(
        tuple(
            AuditedAssembly(
                row.id, row.title, row.held_at, number, digest or "", tuple(polls.get(row.id, ()))
            )
            for row, number, digest in held
        )
    )
