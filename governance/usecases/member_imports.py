"""A file of members: received, read, shown, then applied or dropped. Nothing before a person says so."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.errors import GovernanceError
from governance.register.description import terms_of
from governance.register.import_file import TableRow, understand
from governance.register.import_plan import Around, PlannedLine, names_of, plan
from governance.register.refusals import (
    FileTooLarge,
    ImportDecided,
    NoSuchImport,
    NothingToApply,
    RegisterMoved,
)
from governance.store import member_imports as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.member_imports import hold_import
from governance.store.members import MemberImportRow
from governance.store.unit_of_work import UnitOfWork

MEMBERS: Final = "members"
MOST_BYTES: Final = 10_000_000
SMALL: Final = 2_000  # rows read and applied while the person waits
BATCH: Final = 2_000  # lines written in one statement


@dataclass(frozen=True, slots=True)
class ReceiveFile:
    """A file as sent, about members or structures.

    `adjust_shares`: bring the shares it tells into the register of movements.
    """

    filename: str
    media_type: str
    content: bytes
    adjust_shares: bool = False
    about: str = MEMBERS


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file would do: its lines, and the summary to keep with it."""

    lines: tuple[PlannedLine, ...]
    summary: dict[str, Any]

    def batches(self) -> Iterator[tuple[int, Sequence[PlannedLine]]]:
        """Cut the lines in batches, each with the number of lines written after it."""
        for start in range(0, len(self.lines), BATCH):
            batch = self.lines[start : start + BATCH]
            yield start + len(batch), batch


def receive_file(uow: UnitOfWork, command: ReceiveFile, *, by: Actor) -> UUID:
    """Keep a file as it was sent, to be read.

    Who      secretary
    Writes   the file
    Refuses  WrongHat, FileTooLarge
    """
    by.ensure(Role.SECRETARY)
    if len(command.content) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES // 1_000_000)
    row = MemberImportRow(
        cooperative_id=uow.tenant,
        about=command.about,
        filename=command.filename.replace("\\", "/").rsplit("/", 1)[-1][:200],
        media_type=command.media_type[:100],
        content=command.content,
        sha256=hashlib.sha256(command.content).hexdigest(),
        received_at=uow.now,
        received_by=by.account,
        summary={"adjust_shares": command.adjust_shares},
    )
    uow.session.add(row)
    uow.session.flush()  # its lines refer to it
    return row.id


def read_later(uow: UnitOfWork, import_id: UUID, *, by: Actor) -> None:
    """Leave the reading of a large file to the worker.

    Who      secretary
    Writes   one job
    Refuses  WrongHat
    """
    by.ensure(Role.SECRETARY)
    uow.enqueue("read_import", dedup=f"read_import/{import_id}", subject=import_id)


def read_again_later(uow: UnitOfWork, import_id: UUID, *, by: Actor) -> None:
    """Leave a new reading of a large file to the worker, the register having changed.

    Who      secretary
    Writes   the stage, one job
    Refuses  WrongHat, NoSuchImport
    """
    by.ensure(Role.SECRETARY)
    row = _find(uow, import_id)
    row.stage, row.done = "reading", 0
    dedup = f"read_import/{import_id}/{uow.now.isoformat()}"
    uow.enqueue("read_import", dedup=dedup, subject=import_id)


def read_file(uow: UnitOfWork, import_id: UUID, table: Sequence[TableRow]) -> Reading:
    """Work out what the rows of a file would do to the register as it is now.

    Who      the worker, or the secretary's request
    Writes   nothing
    Refuses  NoSuchImport, NoBylaws, EmptyFile, MissingColumns, ColumnTwice
    """
    row = _find(uow, import_id)
    if row.about != MEMBERS:
        raise NoSuchImport
    file = understand(table)
    fingerprint = store.register_fingerprint(uow.session, uow.tenant)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    existing = store.known_members(uow.session, uow.tenant)
    around = Around(
        terms=terms_of(bylaws),
        existing=existing,
        college_frozen=store.colleges_frozen(uow.session, uow.tenant),
        adjust_shares=bool(row.summary.get("adjust_shares")),
        names=names_of(known.member for known in existing.values()),
    )
    planned = plan(file, around)
    summary = {
        "adjust_shares": around.adjust_shares,
        "counts": planned.counts,
        "absent": planned.absent,
        "ignored": list(file.ignored),
        "register": fingerprint,
    }
    return Reading(planned.lines, summary)


def keep_lines(uow: UnitOfWork, import_id: UUID, lines: Sequence[store.Line], *, done: int) -> None:
    """Keep one batch of planned lines, and say how far the reading is.

    Who      the worker, or the secretary's request
    Writes   the lines
    Refuses  nothing
    """
    store.write_lines(uow.session, uow.tenant, import_id, lines)
    _find(uow, import_id).done = done


def start_lines(uow: UnitOfWork, import_id: UUID, *, total: int) -> None:
    """Forget an earlier reading and say how many lines come.

    Who      the worker, or the secretary's request
    Writes   deletes the lines planned before
    Refuses  NoSuchImport
    """
    row = _find(uow, import_id)
    row.done, row.total = 0, total
    store.forget_lines(uow.session, import_id)


def show_reading(uow: UnitOfWork, import_id: UUID, summary: Mapping[str, Any]) -> None:
    """Make the lines kept the preview of the file.

    Who      the worker, or the secretary's request
    Writes   the summary
    Refuses  NoSuchImport
    """
    row = _find(uow, import_id)
    row.summary = dict(summary)
    row.stage = "previewed"
    uow.session.flush()  # the page of the same request reads it in SQL


def preview(uow: UnitOfWork, import_id: UUID, table: Sequence[TableRow], *, by: Actor) -> None:
    """Read a small file at once.

    Who      secretary
    Writes   the lines and the summary
    Refuses  WrongHat, NoSuchImport, NoBylaws, EmptyFile, MissingColumns, ColumnTwice
    """
    by.ensure(Role.SECRETARY)
    reading = read_file(uow, import_id, table)
    start_lines(uow, import_id, total=len(reading.lines))
    for done, batch in reading.batches():
        keep_lines(uow, import_id, batch, done=done)
    show_reading(uow, import_id, reading.summary)


def set_unreadable(uow: UnitOfWork, import_id: UUID, error: GovernanceError) -> None:
    """Keep why a file could not be read.

    Who      the worker
    Writes   the stage and the sentences of the error
    Refuses  NoSuchImport
    """
    row = _find(uow, import_id)
    facts = {name: ", ".join(v) if isinstance(v, tuple) else str(v) for name, v in error.facts().items()}
    row.stage = "unreadable"
    row.summary = {
        **row.summary,
        "fault": {"message": error.message, "remedy": error.remedy, "facts": facts},
    }


def confirm_import(uow: UnitOfWork, import_id: UUID, *, by: Actor) -> bool:
    """Apply a previewed file, or leave a large one to the worker; true when it is applied.

    Who      secretary
    When     after the preview, while the register is as the preview saw it
    Writes   members, share movements, one act
    Refuses  WrongHat, NoSuchImport, ImportDecided, NothingToApply, RegisterMoved
    """
    by.ensure(Role.SECRETARY)
    row = hold_import(uow.session, import_id, MEMBERS)
    if row.stage != "previewed":
        raise ImportDecided
    counts = row.summary["counts"]
    if counts["add"] + counts["change"] == 0:
        raise NothingToApply
    _ensure_unmoved(uow, row)
    who = {"by": str(by.account), "as": by.hat.key}
    if row.total <= SMALL:
        _apply(uow, row, who)
        return True
    row.stage, row.done = "applying", 0
    dedup = f"apply_import/{import_id}/{row.summary['register']}"
    uow.enqueue("apply_import", dedup=dedup, subject=import_id, payload=who, total=row.total)
    return False


def apply_confirmed(uow: UnitOfWork, import_id: UUID, who: Mapping[str, str]) -> None:
    """Apply a large file that its secretary confirmed; `who` is kept in the job.

    Who      the worker, for the secretary
    Writes   members, share movements, one act
    Refuses  NoSuchImport, ImportDecided, RegisterMoved
    """
    row = hold_import(uow.session, import_id, MEMBERS)
    if row.stage != "applying":
        raise ImportDecided
    _ensure_unmoved(uow, row)
    _apply(uow, row, who)


def abandon_import(uow: UnitOfWork, import_id: UUID, *, by: Actor) -> None:
    """Drop a file without applying it; the file itself is kept.

    Who      secretary
    When     before it is applied
    Writes   the stage
    Refuses  WrongHat, NoSuchImport, ImportDecided
    """
    by.ensure(Role.SECRETARY)
    row = hold_import(uow.session, import_id)
    if row.stage not in {"previewed", "reading", "unreadable"}:
        raise ImportDecided
    row.stage, row.decided_at = "abandoned", uow.now
    store.forget_lines(uow.session, import_id)


def _find(uow: UnitOfWork, import_id: UUID) -> MemberImportRow:
    row = uow.session.get(MemberImportRow, import_id)
    if row is None:
        raise NoSuchImport
    return row


def _ensure_unmoved(uow: UnitOfWork, row: MemberImportRow) -> None:
    lock(uow.session, "members", uow.tenant)
    if store.register_fingerprint(uow.session, uow.tenant) != row.summary["register"]:
        raise RegisterMoved


def _apply(uow: UnitOfWork, row: MemberImportRow, who: Mapping[str, str]) -> None:
    lock(uow.session, "shares", uow.tenant)
    movements = store.apply_lines(uow.session, uow.tenant, row.id, uow.today, uow.now)
    row.stage, row.decided_at, row.done = "applied", uow.now, row.total
    facts = {"import": str(row.id), "sha256": row.sha256, **row.summary["counts"], "movements": movements}
    uow.acts([("register.import", {**who, **facts})])
