"""A file of members as its page shows it: what it would do, or what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.bylaws.clauses import Bylaws
from governance.register.import_plan import Level
from governance.register.members import FIELD_NAMES, KIND_NAMES, MemberKind
from governance.register.reading import DAYS
from governance.register.refusals import NoSuchImport
from governance.register.structure_file import STRUCTURE_COLUMN_NAMES
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberImportLineRow, MemberImportRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

PAGE: Final = 50
NAMES: Final = {**STRUCTURE_COLUMN_NAMES, "jobs": N_("Emplois"), **FIELD_NAMES}
STRUCTURE_DAYS: Final = frozenset({"founded_on", "ceased_on", "holding_since", "control_since"})


@dataclass(frozen=True, slots=True)
class ImportFileFound:
    """The file itself, as it was received."""

    filename: str
    content: bytes
    stage: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note on one field: a sentence and its facts, or a change. `old` and `new` may be dates."""

    level: str
    field: str
    message: str
    facts: dict[str, Any]
    old: str | date
    new: str | date


@dataclass(frozen=True, slots=True)
class LineShown:
    """One row of the file."""

    row: int
    verdict: str
    label: str
    number: int | None
    notes: tuple[NoteShown, ...]


@dataclass(frozen=True, slots=True)
class ImportShown:
    """An import: its file, its stage, its counts by verdict, one page of its lines.

    `absent` counts the members the file does not name; `ignored` lists the columns not taken;
    `moved`: the register changed after a first preview, this is the second. `fault` holds the
    message, the remedy and the facts of what could not be read. `next_row` is the cursor of the
    next page (None at the end).
    """

    id: UUID
    filename: str
    sha256: str
    received_at: datetime
    decided_at: datetime | None
    stage: str
    counts: dict[str, int]
    absent: int
    ignored: tuple[str, ...]
    adjust_shares: bool
    moved: bool
    fault: dict[str, Any] | None
    done: int
    total: int
    verdict: str
    lines: tuple[LineShown, ...]
    next_row: int | None


_IMPORT = text(
    "SELECT id, filename, sha256, received_at, decided_at, stage, summary, done, total FROM member_imports"
    " WHERE id = :id AND about = :about"
)


def file_of(uow: UnitOfWork, import_id: UUID) -> ImportFileFound:
    """Give a file as it was received. Raises NoSuchImport."""
    row = uow.session.get(MemberImportRow, import_id)
    if row is None:
        raise NoSuchImport
    return ImportFileFound(row.filename, row.content, row.stage)


def original(uow: UnitOfWork, import_id: UUID, *, by: Actor) -> ImportFileFound:
    """Give the secretary a file as it was received. Raises WrongHat, NoSuchImport."""
    by.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    return file_of(uow, import_id)


def import_shown(
    uow: UnitOfWork,
    import_id: UUID,
    *,
    by: Actor,
    verdict: str = "",
    after: int = 0,
    about: str = "members",
) -> ImportShown:
    """Show an import about members or structures, at most 50 lines of `verdict` ("" for all) after `after`.

    Raises WrongHat, NoSuchImport.
    """
    by.ensure(Role.SECRETARY)
    asked = {"id": import_id, "about": about}
    row = uow.session.connection().execute(_IMPORT, asked).mappings().one_or_none()
    if row is None:
        raise NoSuchImport
    summary = row["summary"]
    lines = _lines(uow, import_id, verdict, after) if row["stage"] != "reading" else []
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    names = _names(bylaws)
    return ImportShown(
        id=row["id"],
        filename=row["filename"],
        sha256=row["sha256"],
        received_at=row["received_at"],
        decided_at=row["decided_at"],
        stage=row["stage"],
        counts=summary.get("counts", {}),
        absent=summary.get("absent", 0),
        ignored=tuple(summary.get("ignored", ())),
        adjust_shares=summary.get("adjust_shares", False),
        moved=summary.get("moved", False),
        fault=summary.get("fault"),
        done=row["done"],
        total=row["total"],
        verdict=verdict,
        lines=tuple(_line(line, names) for line in lines[:PAGE]),
        next_row=lines[PAGE - 1].row if len(lines) > PAGE else None,
    )


def _lines(uow: UnitOfWork, import_id: UUID, verdict: str, after: int) -> list[MemberImportLineRow]:
    asked = select(MemberImportLineRow).where(
        MemberImportLineRow.import_id == import_id, col(MemberImportLineRow.row) > after
    )
    if verdict:
        asked = asked.where(MemberImportLineRow.verdict == verdict)
    return list(uow.session.exec(asked.order_by(col(MemberImportLineRow.row)).limit(PAGE + 1)))


def _names(bylaws: Bylaws) -> dict[str, dict[str, str]]:
    return {
        "kind": {kind.value: KIND_NAMES[kind] for kind in MemberKind},
        "category": {clause.id: clause.name for clause in bylaws.categories},
        "college": {clause.id: clause.name for clause in bylaws.colleges.items},
    }


def _line(row: MemberImportLineRow, names: dict[str, dict[str, str]]) -> LineShown:
    notes = tuple(
        NoteShown(
            level=note["level"],
            field=NAMES.get(str(note["field"]), ""),
            message=note["message"],
            facts=note["facts"],
            old=_shown(note, "old", names),
            new=_shown(note, "new", names),
        )
        for note in row.notes
    )
    return LineShown(row.row, row.verdict, row.label, row.values.get("number"), notes)


def _shown(note: dict[str, Any], side: str, names: dict[str, dict[str, str]]) -> str | date:
    written: str = note[side]
    if note["level"] != Level.CHANGE or not written:
        return written
    if note["field"] in DAYS | STRUCTURE_DAYS:
        return date.fromisoformat(written)
    return names.get(note["field"], {}).get(written, written)
