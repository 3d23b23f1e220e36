"""One resolution put to several assemblies: propose it, take it onto an agenda, decline it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.shared_refusals import (
    AnsweredAlready,
    NotAsked,
    NotTaken,
    NotTheAuthor,
    OtherKindOfAssembly,
    SharedText,
    read_reason,
    read_shared,
    read_shared_text,
)
from governance.assembly.shared_resolutions import Position, Told, position, text_fingerprint
from governance.assembly.stages import Stage
from governance.store import groups, preparation
from governance.store import shared_resolutions as store
from governance.store.assemblies import AssemblyRow
from governance.store.base import lock
from governance.store.shared_resolutions import (
    PublicationRow,
    SharedAskedRow,
    SharedResolutionRow,
    SharedTextRow,
    TakenResolutionRow,
)
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.agenda import AddItem, ChangeItem, ItemFields, add_item, change_item


@dataclass(frozen=True, slots=True)
class ProposeShared:
    """A resolution for several cooperatives of a group, as typed; `asked` are their addresses."""

    group: UUID
    values: Mapping[str, str]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RewriteShared:
    """Another version of the text, as typed: title, text."""

    shared: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakeShared:
    """Put a shared resolution on the agenda of one of our assemblies in preparation."""

    shared: UUID
    assembly: UUID


@dataclass(frozen=True, slots=True)
class RenewShared:
    """Write the shared text, as it is now, over ours."""

    shared: UUID


@dataclass(frozen=True, slots=True)
class DeclineShared:
    """Decline a shared resolution, with a reason, as typed."""

    shared: UUID
    values: Mapping[str, str]


def propose_shared(uow: UnitOfWork, command: ProposeShared, *, by: Actor) -> UUID:
    """Propose one resolution to several cooperatives of a group, ours or not among them; give it.

    Who      the secretary of a cooperative of the group
    When     those asked are in the group today
    Writes   the resolution, its first text, who is asked, act shared.propose
    Refuses  WrongHat, NoSuchGroup, FaultyShared
    """
    by.ensure(Role.SECRETARY)
    group = groups.entered(uow, command.group)
    asked = groups.by_address(uow, group.id, command.asked)
    typed = read_shared(command.values, len(asked))
    row = SharedResolutionRow(
        cooperative_id=uow.tenant,
        group_id=group.id,
        kind=typed.kind.value,
        rule=typed.rule.value,
        needed=typed.needed,
        wished_on=typed.wished_on,
        created_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()  # its text and those asked are judged on it
    _write(uow, row, 1, typed.text)
    for one in asked:
        uow.session.add(
            SharedAskedRow(shared_id=row.id, asked_id=one, group_id=group.id, cooperative_id=uow.tenant)
        )
    uow.act("shared.propose", by=by, group=str(group.id), shared=str(row.id), asked=len(asked))
    return row.id


def rewrite_shared(uow: UnitOfWork, command: RewriteShared, *, by: Actor) -> int:
    """Write another version of the text; give its number. Those who took the former one are told.

    Who      the secretary of the cooperative that proposed it
    When     until a notice leaves with the text
    Writes   the text, act shared.rewrite
    Refuses  WrongHat, NoSuchShared, NotTheAuthor, FaultyShared, SharedTextFrozen
    """
    by.ensure(Role.SECRETARY)
    row = store.shared(uow, command.shared)
    if row.cooperative_id != uow.tenant:
        raise NotTheAuthor
    typed = read_shared_text(command.values)
    before = store.current_text(uow, row.id)
    if text_fingerprint(typed.title, typed.text) == before.sha256:
        return before.version
    _write(uow, row, before.version + 1, typed)
    uow.session.flush()  # a text that left is refused here
    uow.act("shared.rewrite", by=by, shared=str(row.id), version=before.version + 1)
    return before.version + 1


def take_shared(uow: UnitOfWork, command: TakeShared, *, by: Actor) -> UUID:
    """Put a shared resolution, word for word, on the agenda of one of our assemblies; give the item.

    Who      the secretary of a cooperative that is asked
    When     it is on no agenda here, and the assembly is in preparation and of its kind
    Writes   resolutions, where it was taken, its publication, acts agenda.add and shared.take
    Refuses  WrongHat, NoSuchShared, NotAsked, AnsweredAlready, NoSuchAssembly, AgendaLocked,
             OtherKindOfAssembly
    """
    by.ensure(Role.SECRETARY)
    row = _asked(uow, command.shared)
    if not _ours(uow, row).may_take:
        raise AnsweredAlready
    assembly = preparation.held_in_draft(uow, command.assembly)
    if assembly.kind != row.kind:
        raise OtherKindOfAssembly
    _forget_former(uow, row.id)
    text = store.current_text(uow, row.id)
    fields = ItemFields(text.title, text.text)
    item = add_item(uow, AddItem(assembly.id, fields), by=by)
    link = TakenResolutionRow(
        cooperative_id=uow.tenant,
        shared_id=row.id,
        group_id=row.group_id,
        assembly_id=assembly.id,
        resolution_id=item,
    )
    uow.session.add(link)
    uow.session.flush()  # taken twice at once is refused here
    store.publish(uow, link, Told.TAKEN)
    uow.act("shared.take", by=by, shared=str(row.id), assembly_id=str(assembly.id), version=text.version)
    return item


def renew_shared(uow: UnitOfWork, command: RenewShared, *, by: Actor) -> None:
    """Write the shared text, as it is now, over the item taken here.

    Who      the secretary of a cooperative that took it
    When     its assembly is in preparation
    Writes   resolutions, its publication, act agenda.change
    Refuses  WrongHat, NoSuchShared, NotTaken
    """
    by.ensure(Role.SECRETARY)
    row = store.shared(uow, command.shared)
    link = store.taken(uow, row.id)
    if link is None or uow.session.get_one(AssemblyRow, link.assembly_id).stage != Stage.DRAFT:
        raise NotTaken
    text = store.current_text(uow, row.id)
    fields = ItemFields(text.title, text.text)
    change_item(uow, ChangeItem(link.assembly_id, link.resolution_id, fields), by=by)


def decline_shared(uow: UnitOfWork, command: DeclineShared, *, by: Actor) -> None:
    """Decline a shared resolution, once and for all, with a reason the group reads.

    Who      the secretary of a cooperative that is asked
    When     it is on no agenda here
    Writes   its publication, act shared.decline
    Refuses  WrongHat, NoSuchShared, NotAsked, AnsweredAlready, FaultyShared
    """
    by.ensure(Role.SECRETARY)
    row = _asked(uow, command.shared)
    if not _ours(uow, row).may_take:
        raise AnsweredAlready
    reason = read_reason(command.values)
    _forget_former(uow, row.id)
    uow.session.add(
        PublicationRow(
            cooperative_id=uow.tenant,
            shared_id=row.id,
            group_id=row.group_id,
            told=Told.DECLINED.value,
            at=uow.now,
            reason=reason,
        )
    )
    uow.act("shared.decline", by=by, shared=str(row.id))


def _ours(uow: UnitOfWork, row: SharedResolutionRow) -> Position:
    """Read where a shared resolution stands in the cooperative entered."""
    text = store.current_text(uow, row.id).sha256
    mine = [store.fact_of(one) for one in store.facts_of(uow, row.id) if one.cooperative_id == uow.tenant]
    return position(mine, text, in_group=store.may_publish(uow, row.id))


def _asked(uow: UnitOfWork, wanted: UUID) -> SharedResolutionRow:
    row = store.shared(uow, wanted)
    lock(uow.session, f"answer/{row.id}", uow.tenant)  # two answers at once: the second reads the first
    if uow.session.get(SharedAskedRow, (row.id, uow.tenant)) is None:
        raise NotAsked
    return row


def _forget_former(uow: UnitOfWork, wanted: UUID) -> None:
    """Let go of an assembly that ended without a decision on it: what it published stays."""
    link = store.taken(uow, wanted)
    if link is not None:
        uow.session.delete(link)
        uow.session.flush()  # another takes its place


def _write(uow: UnitOfWork, row: SharedResolutionRow, version: int, text: SharedText) -> None:
    uow.session.add(
        SharedTextRow(
            shared_id=row.id,
            version=version,
            group_id=row.group_id,
            cooperative_id=uow.tenant,
            title=text.title,
            text=text.text,
            sha256=text_fingerprint(text.title, text.text),
            written_at=uow.now,
        )
    )
