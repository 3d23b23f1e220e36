"""The agenda of an assembly, as it is read and as it is written."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.agenda import blanks
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import Stage
from governance.store import preparation as store
from governance.store.elections import ways_of
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `number` is None for what is not put to the vote; `blanks` are still to fill."""

    id: UUID
    position: int
    number: int | None
    voted: bool
    title: str
    text: str
    proposed_by: str
    blanks: int
    method: str = "yes_no"


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda and whether this hat may change it now."""

    assembly: UUID
    title: str
    stage: str
    items: tuple[Item, ...]
    may_change: bool


def agenda_items(uow: UnitOfWork, assembly: UUID) -> tuple[Item, ...]:
    """List the agenda in order, in two statements."""
    methods = ways_of(uow.session, assembly)
    return tuple(
        Item(
            id=row.id,
            position=row.position,
            number=row.number,
            voted=row.voted,
            title=row.title,
            text=row.text,
            proposed_by=row.proposed_by,
            blanks=len(blanks(row.text)),
            method=methods.get(row.id, "yes_no"),
        )
        for row in store.items(uow.session, assembly)
    )


def edited_agenda(uow: UnitOfWork, assembly: UUID, actor: Actor) -> AgendaView:
    """Give the agenda to those who prepare it. Raises NoSuchAssembly, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = store.assembly(uow, assembly)
    may_change = row.stage == Stage.DRAFT and actor.holds(Role.SECRETARY)
    return AgendaView(row.id, row.title, row.stage, agenda_items(uow, row.id), may_change)


def one_item(view: AgendaView, wanted: UUID) -> Item:
    """Find an item of an agenda. Raises NotOnTheAgenda."""
    for item in view.items:
        if item.id == wanted:
            return item
    raise NotOnTheAgenda
