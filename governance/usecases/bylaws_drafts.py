"""Writing the next bylaws: start a draft, save a chapter, put it on an agenda, give it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField
from governance.assembly.stages import ensure_stage
from governance.bylaws.amendment import TITLE, amendment_text
from governance.bylaws.chapters import fields_of
from governance.bylaws.check import breaches
from governance.bylaws.clauses import Bylaws
from governance.bylaws.differences import ChapterChange, differences
from governance.bylaws.document import bylaws_document, read_bylaws
from governance.bylaws.models import load_model
from governance.bylaws.refusals import DraftFrozen
from governance.errors import NotFound, Refused
from governance.law.legal_forms import AssemblyKind
from governance.store import bylaws_drafts as store
from governance.store import preparation
from governance.store.assemblies import ResolutionRow
from governance.store.bylaws import BylawsDraftRow
from governance.store.in_force import bylaws_in_force
from governance.store.journal import digest
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.agenda import LONGEST_TEXT, AddItem, ItemFields, RemoveItem, add_item, remove_item
from governance.usecases.bylaws import BylawsBreakTheLaw, InForceBeforeMeeting
from governance.words import N_

WRITERS = (Role.SECRETARY, Role.ADMINISTRATOR)
LONGEST_TITLE = 160


@dataclass(eq=False)
class DraftMoved(Refused):
    """Somebody saved the draft since the page was opened."""

    message = N_("Le projet de statuts a été enregistré ailleurs depuis l’ouverture de cette page.")
    remedy = N_(
        "Ce que vous avez saisi est encore dans les champs et n’a rien remplacé. Comparez avec ce qui est "
        "enregistré, montré à côté, puis enregistrez."
    )


@dataclass(eq=False)
class NothingChanges(Refused):
    """The draft says what the version in force already says."""

    message = N_("Ce projet ne change rien aux statuts en vigueur : il n’y a rien à voter.")
    remedy = N_("Modifiez au moins un chapitre du projet.")


@dataclass(eq=False)
class OnlyExtraordinary(Refused):
    """An ordinary assembly does not change bylaws."""

    title: str

    message = N_("« %(title)s » est une assemblée ordinaire : elle ne peut pas modifier les statuts.")
    remedy = N_("Préparez une assemblée générale extraordinaire, puis inscrivez-y le projet.")


@dataclass(frozen=True, slots=True)
class StartDraft:
    """A draft named `title`, copied from the version in force unless `model` or `draft` says otherwise."""

    title: str
    model: str = ""
    draft: UUID | None = None


@dataclass(frozen=True, slots=True)
class SaveChapter:
    """One chapter as typed: the part of the document it holds. `revision` is the one the page showed."""

    draft: UUID
    revision: int
    chapter: str
    part: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PutToVote:
    """A draft on the agenda of an extraordinary assembly, and the day its rules would begin to hold."""

    draft: UUID
    assembly: UUID
    effect_on: date


def start_draft(uow: UnitOfWork, command: StartDraft, *, by: Actor) -> UUID:
    """Start a draft from the version in force, from a ready-made model, or from another draft.

    Who      secretary, administrator
    Writes   bylaws_drafts, act bylaws.draft
    Refuses  WrongHat, MissingField, NoBylaws, NoSuchDraft, NotFound (no such model)
    """
    by.ensure(*WRITERS)
    title = " ".join(command.title.replace("\x00", "").split())
    if not title or len(title) > LONGEST_TITLE:
        raise MissingField(N_("Nom du projet"))
    row = BylawsDraftRow(
        cooperative_id=uow.tenant,
        title=title,
        document=_source(uow, command),
        created_at=uow.now,
        created_by=by.account,
        changed_at=uow.now,
        changed_by=by.account,
    )
    uow.session.add(row)
    uow.act("bylaws.draft", by=by, draft=str(row.id), model=command.model)
    return row.id


def _source(uow: UnitOfWork, command: StartDraft) -> dict[str, Any]:
    if command.draft:
        return dict(store.draft(uow, command.draft).document)
    if not command.model:
        return bylaws_document(bylaws_in_force(uow.session, uow.today)[1])
    return bylaws_document(load_model(command.model))


def save_chapter(uow: UnitOfWork, command: SaveChapter, *, by: Actor) -> int:
    """Keep one chapter exactly as it was typed, faults and all. Gives the new revision.

    Who      secretary, administrator
    When     until members are convened on the draft
    Writes   bylaws_drafts
    Refuses  WrongHat, NoSuchDraft, DraftFinished, DraftFrozen, DraftMoved, NotFound (no such chapter)
    """
    by.ensure(*WRITERS)
    row = store.writable(uow, command.draft)
    if row.revision != command.revision:
        raise DraftMoved
    names = fields_of(command.chapter)
    if not set(command.part) <= set(names):
        raise NotFound
    row.document = {**row.document, **command.part}
    row.revision += 1
    row.changed_at, row.changed_by = uow.now, by.account
    uow.session.add(row)
    return row.revision


def abandon_draft(uow: UnitOfWork, draft: UUID, *, by: Actor) -> None:
    """Give up a draft: it stays in the list, to be read or started again from.

    Who      secretary, administrator
    When     until members are convened on it, or once they have rejected it
    Writes   bylaws_drafts, act bylaws.abandon
    Refuses  WrongHat, NoSuchDraft, DraftFinished, DraftFrozen
    """
    by.ensure(*WRITERS)
    row = store.unfinished(uow, draft)
    vote = store.vote_on(uow.session, row)
    if vote and vote.frozen and (vote.poll is None or vote.adopted):
        raise DraftFrozen(row.title)
    row.state = "abandoned"
    uow.session.add(row)
    uow.act("bylaws.abandon", by=by, draft=str(row.id))


def put_to_vote(uow: UnitOfWork, command: PutToVote, *, by: Actor) -> UUID:
    """Write the draft as a resolution of an extraordinary assembly, or write that resolution again.

    Who      the secretary
    When     while that assembly is in preparation
    Writes   resolutions, bylaws_drafts, acts agenda.add or agenda.change, and bylaws.put
    Refuses  WrongHat, NoSuchDraft, DraftFinished, DraftFrozen, NoSuchAssembly, WrongStage,
             OnlyExtraordinary, FaultyBylaws, BylawsBreakTheLaw, NothingChanges, InForceBeforeMeeting
    """
    by.ensure(Role.SECRETARY)
    row = store.writable(uow, command.draft)
    assembly = preparation.assembly(uow, command.assembly, hold=True)
    ensure_stage(assembly.title, assembly.stage, store.CHANGEABLE[0])
    if assembly.kind != AssemblyKind.EXTRAORDINARY:
        raise OnlyExtraordinary(assembly.title)
    met_on = preparation.held_on(assembly)
    if command.effect_on < met_on:
        raise InForceBeforeMeeting(met_on, command.effect_on)
    bylaws = read_bylaws(row.document)
    found = tuple(breaches(bylaws, command.effect_on))
    if found:
        raise BylawsBreakTheLaw(len(found), found)
    document = bylaws_document(bylaws)
    text = _resolution_text(uow, bylaws, command.effect_on, digest(document))
    row.document, row.put_sha256, row.effect_on = document, digest(document), command.effect_on
    resolution = uow.session.get(ResolutionRow, row.resolution_id) if row.resolution_id else None
    if resolution and resolution.assembly_id == assembly.id:
        resolution.text = text
        uow.session.add(resolution)
        uow.act("agenda.change", by=by, assembly=assembly.id, item=str(resolution.id), voted=resolution.voted)
    else:
        _withdraw(uow, resolution, by)
        row.resolution_id = add_item(uow, AddItem(assembly.id, ItemFields(TITLE, text)), by=by)
        uow.session.flush()  # the draft refers to it
    uow.session.add(row)
    uow.act(
        "bylaws.put",
        by=by,
        assembly=assembly.id,
        draft=str(row.id),
        resolution=str(row.resolution_id),
        sha256=row.put_sha256,
    )
    return assembly.id


def _withdraw(uow: UnitOfWork, resolution: ResolutionRow | None, by: Actor) -> None:
    """Take the draft off the agenda in preparation where it stood before."""
    if resolution is None:
        return
    assembly = preparation.assembly(uow, resolution.assembly_id, hold=True)
    if assembly.stage == store.CHANGEABLE[0]:
        remove_item(uow, RemoveItem(assembly.id, resolution.id), by=by)


def _resolution_text(uow: UnitOfWork, bylaws: Bylaws, effect_on: date, sha256: str) -> str:
    changes = differences(bylaws_in_force(uow.session, uow.today)[1], bylaws)
    if not changes:
        raise NothingChanges
    text = amendment_text(changes, effect_on=effect_on, sha256=sha256)
    if len(text) <= LONGEST_TEXT:
        return text
    named = tuple(ChapterChange(change.chapter, (), ()) for change in changes)
    return amendment_text(named, effect_on=effect_on, sha256=sha256)
