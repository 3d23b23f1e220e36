"""A file of structures: received and shown, then applied as a secretary would have typed it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.register.import_file import ImportFile, TableRow, understand_as
from governance.register.refusals import ImportDecided, NothingToApply, RegisterMoved
from governance.register.structure_file import COMPUTED, STRUCTURE_COLUMN_NAMES, STRUCTURE_COLUMNS
from governance.register.structure_plan import StructureLine, StructurePlan, plan_structures
from governance.store.base import Json, lock
from governance.store.member_imports import hold_import, line_document
from governance.store.structures import known_structures
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.member_imports import (
    ReceiveFile,
    keep_lines,
    receive_file,
    show_reading,
    start_lines,
)
from governance.usecases.structures import DeclareJobs, declare_jobs
from governance.usecases.ties import (
    DescribeStructure,
    EndTie,
    RecordTie,
    describe_structure,
    end_tie,
    record_tie,
)

STRUCTURES: Final = "structures"
MOST: Final = 2_000
"""Rows of a file of structures: read and applied while the person waits."""


def receive_structures(
    uow: UnitOfWork, filename: str, content: bytes, table: Sequence[TableRow], *, by: Actor
) -> UUID:
    """Keep a file of structures as it was sent, with what it would do; give its identifier.

    Who      secretary
    Writes   the file, its lines and its summary
    Refuses  WrongHat, FileTooLarge, EmptyFile, MissingColumns, ColumnTwice
    """
    by.ensure(Role.SECRETARY)
    understand_as(table, STRUCTURE_COLUMNS)  # what cannot be read is told before anything is kept
    file = ReceiveFile(filename, "", content, about=STRUCTURES)
    found = receive_file(uow, file, by=by)
    preview_structures(uow, found, table, by=by)
    return found


def preview_structures(
    uow: UnitOfWork, import_id: UUID, table: Sequence[TableRow], *, by: Actor, moved: bool = False
) -> None:
    """Work out what a file would do to the register as it is now; `moved`: it changed since a first time.

    Who      secretary
    Writes   the lines and the summary
    Refuses  WrongHat, NoSuchImport, EmptyFile, MissingColumns, ColumnTwice
    """
    by.ensure(Role.SECRETARY)
    hold_import(uow.session, import_id, STRUCTURES)
    file, planned = _planned(uow, table)
    start_lines(uow, import_id, total=len(planned.lines))
    keep_lines(uow, import_id, planned.lines, done=len(planned.lines))
    summary = {
        "counts": planned.counts,
        "absent": planned.absent,
        "ignored": [
            *file.ignored,
            *(STRUCTURE_COLUMN_NAMES[name] for name in COMPUTED if name in file.fields),
        ],
        "register": _digest(planned),
        "moved": moved,
    }
    show_reading(uow, import_id, summary)


def confirm_structures(uow: UnitOfWork, import_id: UUID, table: Sequence[TableRow], *, by: Actor) -> None:
    """Apply a previewed file, all of it or nothing; each line is an act, as if it had been typed.

    Who      secretary
    When     after the preview, while the file would do what the preview said
    Writes   structures, jobs, ties and their ends, the acts of each, one act
    Refuses  WrongHat, NoSuchImport, ImportDecided, NothingToApply, RegisterMoved
    """
    by.ensure(Role.SECRETARY)
    row = hold_import(uow.session, import_id, STRUCTURES)
    if row.stage != "previewed":
        raise ImportDecided
    counts = row.summary["counts"]
    if counts["add"] + counts["change"] == 0:
        raise NothingToApply
    lock(uow.session, "ties", uow.tenant)
    lock(uow.session, "structure_jobs", uow.tenant)
    _, planned = _planned(uow, table)
    if _digest(planned) != row.summary["register"]:
        raise RegisterMoved
    for line in planned.lines:
        if values := line.values():
            _apply(uow, line, values, by)
    row.stage, row.decided_at, row.done = "applied", uow.now, row.total
    facts: Json = {"import": str(row.id), "sha256": row.sha256, **planned.counts}
    uow.act("structure.import", by=by, **facts)


def _planned(uow: UnitOfWork, table: Sequence[TableRow]) -> tuple[ImportFile, StructurePlan]:
    file = understand_as(table, STRUCTURE_COLUMNS)
    return file, plan_structures(file, known_structures(uow.session, uow.tenant, uow.today), uow.today)


def _digest(planned: StructurePlan) -> str:
    """Give a text that changes when anything the file would do, or says of a row, does."""
    document = json.dumps([line_document(line) for line in planned.lines], sort_keys=True)
    return hashlib.sha256(document.encode()).hexdigest()


def _apply(uow: UnitOfWork, line: StructureLine, values: Json, by: Actor) -> None:
    member = UUID(values["member"])
    if values["described"]:
        describe_structure(uow, DescribeStructure(member, line.described), by=by)
    for year, jobs in line.jobs.items():
        declare_jobs(uow, DeclareJobs(member, {"year": year, "jobs": jobs}), by=by)
    for tie, until in line.ends.items():
        end_tie(uow, EndTie(UUID(tie), {"until": until}), by=by)
    uow.session.flush()  # a tie that begins reads the ends of the others
    for typed in line.ties:
        record_tie(uow, RecordTie(member, typed), by=by)
