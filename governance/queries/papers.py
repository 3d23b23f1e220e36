"""The papers of an assembly: their list, and one of them to download."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.papers_required import NATURES, RequiredPaper, missing
from governance.assembly.stages import Stage
from governance.errors import NotFound
from governance.queries.agenda import Item, agenda_items
from governance.queries.assemblies import visible_assembly
from governance.store import preparation as store
from governance.store.assemblies import AttachmentRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in the list. `size` in bytes; `item` is the agenda item it goes with, if any."""

    id: UUID
    title: str
    filename: str
    nature: str
    size: int
    sha256: str
    added_at: datetime
    item: UUID | None


@dataclass(frozen=True, slots=True)
class PapersView:
    """The papers, those the law still wants, and whether this hat may add or remove some now."""

    assembly: UUID
    title: str
    stage: str
    papers: tuple[PaperLine, ...]
    missing: tuple[RequiredPaper, ...]
    items: tuple[Item, ...]
    may_add: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A paper as received."""

    filename: str
    media_type: str
    content: bytes


_LINES = text(
    "SELECT id, title, filename, nature, size, sha256, added_at, resolution_id FROM attachments"
    " WHERE assembly_id = :assembly ORDER BY added_at, id"
)


def paper_lines(uow: UnitOfWork, assembly: UUID) -> tuple[PaperLine, ...]:
    """List the papers by nature then title, without their content, in one statement."""
    order = list(NATURES)
    found = uow.session.connection().execute(_LINES, {"assembly": assembly}).all()
    lines = [PaperLine(*row) for row in found]
    return tuple(sorted(lines, key=lambda p: (order.index(p.nature) if p.nature in order else 99, p.title)))


def papers(uow: UnitOfWork, assembly: UUID, actor: Actor) -> PapersView:
    """Give the papers of an assembly this hat may see. Raises NoSuchAssembly."""
    row = visible_assembly(uow, assembly, actor)
    in_force = store.rules_of(uow, row)
    lines = paper_lines(uow, row.id)
    wanted = missing(in_force.rules.form, annual=row.annual, natures={line.nature for line in lines})
    secretary = actor.holds(Role.SECRETARY)
    return PapersView(
        assembly=row.id,
        title=row.title,
        stage=row.stage,
        papers=lines,
        missing=tuple(wanted),
        items=agenda_items(uow, row.id),
        may_add=secretary and row.stage in (Stage.DRAFT, Stage.CONVENED),
        may_remove=secretary and row.stage == Stage.DRAFT,
    )


def paper_content(uow: UnitOfWork, assembly: UUID, paper: UUID, actor: Actor) -> PaperContent:
    """Give one paper to download. Raises NoSuchAssembly, NotFound."""
    row = visible_assembly(uow, assembly, actor)
    asked = select(AttachmentRow).where(AttachmentRow.id == paper, AttachmentRow.assembly_id == row.id)
    kept = uow.session.exec(asked).one_or_none()
    if kept is None:
        raise NotFound
    return PaperContent(kept.filename, kept.media_type, kept.content)
