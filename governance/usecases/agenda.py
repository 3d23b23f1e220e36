"""The agenda of an assembly in preparation: add, change, move and remove items."""

from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.agenda import moved, places
from governance.assembly.convening import MissingField
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.shared_resolutions import Told
from governance.store import preparation as store
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import ResolutionRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_

LONGEST_TITLE = 300
LONGEST_TEXT = 50_000
PROPOSERS = ("board", "members", "members_supported")


@dataclass(frozen=True, slots=True)
class ItemFields:
    """What an item says. `text` is Markdown; `voted` items are numbered resolutions."""

    title: str
    text: str
    voted: bool = True
    proposed_by: str = "board"


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item at the end of the agenda."""

    assembly: UUID
    fields: ItemFields


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """Change an item where it stands."""

    assembly: UUID
    item: UUID
    fields: ItemFields


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Exchange an item with its neighbour."""

    assembly: UUID
    item: UUID
    up: bool


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take an item off the agenda; its papers stay with the assembly."""

    assembly: UUID
    item: UUID


def add_item(uow: UnitOfWork, command: AddItem, *, by: Actor) -> UUID:
    """Add an item at the end.

    Who      the secretary
    When     in preparation
    Writes   resolutions, act agenda.add
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, MissingField
    """
    by.ensure(Role.SECRETARY)
    store.held_agenda(uow, command.assembly)
    _ensure_written(command.fields)
    rows = store.items(uow.session, command.assembly)
    numbers = [row.number for row in rows if row.number]
    fields = command.fields
    row = ResolutionRow(
        cooperative_id=uow.tenant,
        assembly_id=command.assembly,
        position=len(rows) + 1,
        number=max(numbers, default=0) + 1 if fields.voted else None,
        voted=fields.voted,
        title=fields.title.strip(),
        text=fields.text.strip(),
        proposed_by=fields.proposed_by,
    )
    uow.session.add(row)
    uow.act("agenda.add", by=by, assembly=command.assembly, item=str(row.id), voted=fields.voted)
    return row.id


def change_item(uow: UnitOfWork, command: ChangeItem, *, by: Actor) -> None:
    """Change an item; numbers follow when it becomes, or is no longer, put to the vote.

    Who      the secretary
    When     in preparation
    Writes   resolutions, act agenda.change
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, NotOnTheAgenda, MissingField
    """
    by.ensure(Role.SECRETARY)
    store.held_agenda(uow, command.assembly)
    _ensure_written(command.fields)
    rows = store.items(uow.session, command.assembly)
    row, fields = _among(rows, command.item), command.fields
    row.title, row.text = fields.title.strip(), fields.text.strip()
    row.proposed_by = fields.proposed_by
    uow.session.add(row)
    if row.voted != fields.voted:
        voted = [(r.id, fields.voted if r is row else r.voted) for r in rows]
        store.arrange(uow.session, command.assembly, places(voted))
    sharing.tell_of_item(uow, command.item, Told.TAKEN)
    uow.act("agenda.change", by=by, assembly=command.assembly, item=str(command.item), voted=fields.voted)


def move_item(uow: UnitOfWork, command: MoveItem, *, by: Actor) -> None:
    """Move an item one place up or down; at the end of the list nothing changes.

    Who      the secretary
    When     in preparation
    Writes   resolutions, act agenda.move
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, NotOnTheAgenda
    """
    by.ensure(Role.SECRETARY)
    store.held_agenda(uow, command.assembly)
    rows = store.items(uow.session, command.assembly)
    _among(rows, command.item)
    voted = {row.id: row.voted for row in rows}
    order = moved([row.id for row in rows], command.item, up=command.up)
    store.arrange(uow.session, command.assembly, places([(item, voted[item]) for item in order]))
    uow.act("agenda.move", by=by, assembly=command.assembly, item=str(command.item), up=command.up)


def remove_item(uow: UnitOfWork, command: RemoveItem, *, by: Actor) -> None:
    """Take an item off the agenda and number the others again.

    Who      the secretary
    When     in preparation
    Writes   resolutions, act agenda.remove
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, NotOnTheAgenda
    """
    by.ensure(Role.SECRETARY)
    store.held_agenda(uow, command.assembly)
    rows = store.items(uow.session, command.assembly)
    row = _among(rows, command.item)
    left = [(r.id, r.voted) for r in rows if r is not row]
    sharing.forget(uow, Told.REMOVED, item=row.id)
    uow.session.delete(row)
    store.arrange(uow.session, command.assembly, places(left))
    uow.act("agenda.remove", by=by, assembly=command.assembly, item=str(command.item))


def _among(rows: list[ResolutionRow], wanted: UUID) -> ResolutionRow:
    for row in rows:
        if row.id == wanted:
            return row
    raise NotOnTheAgenda


def _ensure_written(fields: ItemFields) -> None:
    if not fields.title.strip() or len(fields.title) > LONGEST_TITLE or "\x00" in fields.title:
        raise MissingField(N_("Titre"))
    if len(fields.text) > LONGEST_TEXT or "\x00" in fields.text:
        raise MissingField(N_("Texte"))
    if fields.proposed_by not in PROPOSERS:
        raise MissingField(N_("Présentée par"))
