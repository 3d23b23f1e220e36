"""The minutes as their writer sees them, and as the register keeps them."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.attendance_sheet import AttendanceSheetFacts
from governance.assembly.minutes import MinutesFacts, VotedResolution, counts
from governance.assembly.minutes_draft import (
    EMPTY,
    MinutesDraft,
    applied,
    differing,
    items_with_resolutions,
    lacking,
    read_draft,
)
from governance.assembly.papers import AgendaItem
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import Refused
from governance.queries.assemblies import visible_assembly
from governance.queries.elections import Elected, elected_in
from governance.store.assemblies import AssemblyRow
from governance.store.minutes import MinutesDraftRow, RegisterEntryRow
from governance.store.minutes_facts import Gathered, attendance_facts, gathered
from governance.store.outbox import JobRow
from governance.store.unit_of_work import UnitOfWork

DRAFT_READERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of the minutes of an assembly; `copy_sha256` is of what members read of them."""

    number: int
    entered_at: datetime
    pdf_sha256: str
    copy_sha256: str | None


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """One item of the agenda: the words on it, and the figures of its vote, which nobody types.

    `rows` are the counts by college of its counting sheet, `in_favour` the part of the whole that is
    in favour, as printed in the minutes; None when nothing was counted. `election` is the line of one.
    """

    item: AgendaItem
    text: str
    resolution: VotedResolution | None
    rows: tuple[dict[str, object], ...]
    in_favour: Fraction | None
    election: Elected | None = None

    @property
    def adopted(self) -> bool | None:
        """Tell what became of its text, None without a vote or for an election."""
        return self.resolution.adopted if self.resolution else None

    @property
    def again(self) -> bool:
        """Tell whether its text waits for a second round."""
        return bool(self.resolution and self.resolution.result and self.resolution.result.get("again"))


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes of one assembly, at whatever stage they are.

    `stage` is that of the assembly. `sealing` is true while the worker enters signed minutes;
    `failure` says why it could not.
    """

    assembly: UUID
    title: str
    held_at: datetime
    stage: str
    revision: int
    draft: MinutesDraft
    facts: MinutesFacts
    parts: tuple[MinutesPart, ...]
    missing: tuple[Refused, ...]
    sealing: bool
    failure: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class MinutesStatus:
    """Where the minutes of an assembly are, for who does not write them."""

    assembly: UUID
    title: str
    held_at: datetime
    stage: str
    entry: Entry | None


def minutes_status(uow: UnitOfWork, assembly: UUID, actor: Actor) -> MinutesStatus:
    """Say whether the minutes are in the register. Raises NoSuchAssembly."""
    row = visible_assembly(uow, assembly, actor)
    return MinutesStatus(row.id, row.title, row.held_at, row.stage, _entry(uow, row.id))


def minutes_view(
    uow: UnitOfWork, assembly: UUID, actor: Actor, typed: MinutesDraft | None = None
) -> MinutesView:
    """Show the minutes being written; `typed` is shown instead of what is saved.

    Raises NoSuchAssembly, WrongHat, WrongStage.
    """
    actor.ensure(*DRAFT_READERS)
    row = visible_assembly(uow, assembly, actor)
    found = _gathered(uow, row)
    kept = uow.session.get(MinutesDraftRow, row.id)
    draft = differing(typed, found.facts) if typed else _draft(kept)
    facts = applied(found.facts, draft)
    job = _last_job(uow, row.id)
    return MinutesView(
        assembly=row.id,
        title=row.title,
        held_at=row.held_at,
        stage=row.stage,
        revision=kept.revision if kept else 0,
        draft=draft,
        facts=facts,
        parts=_parts(facts),
        missing=tuple(lacking(found.facts, draft, found.rules.form, quorum_asked=bool(found.rules.quorum))),
        sealing=kept is not None and kept.stage == "sealing" and (job is None or job.state != "failed"),
        failure=job.detail if job and job.state == "failed" else "",
        entry=_entry(uow, row.id),
    )


def draft_papers(uow: UnitOfWork, assembly: UUID, actor: Actor) -> tuple[MinutesFacts, AttendanceSheetFacts]:
    """Give what the draft prints: the minutes without a number, and the attendance sheet.

    Raises NoSuchAssembly, WrongHat, WrongStage.
    """
    actor.ensure(*DRAFT_READERS)
    row = visible_assembly(uow, assembly, actor)
    found = _gathered(uow, row)
    facts = applied(found.facts, _draft(uow.session.get(MinutesDraftRow, row.id)))
    return facts, attendance_facts(uow, row, facts)


def _gathered(uow: UnitOfWork, row: AssemblyRow) -> Gathered:
    ensure_stage(row.title, row.stage, Stage.CLOSED, Stage.OPEN, Stage.MINUTED)
    return gathered(uow, row)


def _draft(kept: MinutesDraftRow | None) -> MinutesDraft:
    return read_draft(kept.prose) if kept else EMPTY


def _parts(facts: MinutesFacts) -> tuple[MinutesPart, ...]:
    return tuple(
        MinutesPart(
            item,
            facts.prose.debates.get(item.number, ""),
            resolution,
            tuple(counts(resolution.sheet)) if resolution and resolution.sheet else (),
            _in_favour(resolution),
            elected_in(resolution.result) if resolution and resolution.result else None,
        )
        for item, resolution in items_with_resolutions(facts)
    )


def _in_favour(resolution: VotedResolution | None) -> Fraction | None:
    if resolution is None or resolution.result is None or resolution.election is not None:
        return None
    part = resolution.result["part"]
    return None if part is None else Fraction(part)


def _entry(uow: UnitOfWork, assembly: UUID) -> Entry | None:
    entry = RegisterEntryRow
    asked = select(entry.number, entry.entered_at, entry.pdf_sha256, entry.copy_sha256)
    found = uow.session.exec(asked.where(entry.assembly_id == assembly)).one_or_none()
    return Entry(*found) if found else None


def _last_job(uow: UnitOfWork, assembly: UUID) -> JobRow | None:
    asked = select(JobRow).where(JobRow.subject == assembly, JobRow.kind == "seal_minutes")
    return uow.session.exec(asked.order_by(col(JobRow.created_at).desc()).limit(1)).one_or_none()
