"""The papers laid before the members: attach, take away."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField
from governance.assembly.papers_required import NATURES, accept
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import Stage, ensure_stage
from governance.errors import NotFound
from governance.store import preparation as store
from governance.store.assemblies import AttachmentRow, ResolutionRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(frozen=True, slots=True)
class AddPaper:
    """Attach a file to an assembly, or to one item of its agenda.

    `nature` is a key of papers_required.NATURES; an empty title takes the nature's name.
    """

    assembly: UUID
    title: str
    filename: str
    content: bytes
    nature: str = "other"
    item: UUID | None = None


@dataclass(frozen=True, slots=True)
class RemovePaper:
    """Take a file away while the assembly is in preparation."""

    assembly: UUID
    paper: UUID


def add_paper(uow: UnitOfWork, command: AddPaper, *, by: Actor) -> UUID:
    """Keep a file as received, with its SHA-256.

    Who      the secretary
    When     until the assembly opens
    Writes   attachments, act paper.add
    Refuses  NoSuchAssembly, WrongStage, PaperEmpty, PaperTooLarge, PaperRefused, MissingField, NotOnTheAgenda
    """
    by.ensure(Role.SECRETARY)
    row = store.assembly(uow, command.assembly, hold=True)
    ensure_stage(row.title, row.stage, Stage.DRAFT, Stage.CONVENED)
    if command.nature not in NATURES:
        raise MissingField(N_("Nature du document"))
    paper = accept(command.filename, command.content)
    title = command.title.strip()
    if not title:
        title = paper.filename if command.nature == "other" else NATURES[command.nature]
    if len(title) > 200 or "\x00" in title:
        raise MissingField(N_("Titre"))
    if command.item:
        _ensure_item(uow, command.assembly, command.item)
    digest = sha256(command.content).hexdigest()
    kept = AttachmentRow(
        cooperative_id=uow.tenant,
        assembly_id=row.id,
        resolution_id=command.item,
        nature=command.nature,
        title=title,
        filename=paper.filename,
        media_type=paper.media_type,
        content=command.content,
        size=len(command.content),
        sha256=digest,
        added_at=uow.now,
    )
    uow.session.add(kept)
    uow.act("paper.add", by=by, assembly=row.id, paper=str(kept.id), sha256=digest, size=kept.size)
    return kept.id


def remove_paper(uow: UnitOfWork, command: RemovePaper, *, by: Actor) -> None:
    """Take a file away; members may already have read it once convened, so not after.

    Who      the secretary
    When     in preparation
    Writes   attachments, act paper.remove
    Refuses  NoSuchAssembly, AgendaLocked, NotFound
    """
    by.ensure(Role.SECRETARY)
    store.held_in_draft(uow, command.assembly)
    asked = select(AttachmentRow).where(
        AttachmentRow.id == command.paper, AttachmentRow.assembly_id == command.assembly
    )
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NotFound
    uow.session.delete(row)
    uow.act("paper.remove", by=by, assembly=command.assembly, paper=str(row.id), sha256=row.sha256)


def _ensure_item(uow: UnitOfWork, assembly: UUID, item: UUID) -> None:
    asked = select(ResolutionRow.id).where(ResolutionRow.id == item, ResolutionRow.assembly_id == assembly)
    if uow.session.exec(asked).one_or_none() is None:
        raise NotOnTheAgenda
