"""Drafts of bylaws as those who write them see them, and any two versions compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.stages import Stage
from governance.bylaws.chapters import CHAPTER_TITLES, chapter_of, chapter_part
from governance.bylaws.check import breaches
from governance.bylaws.clauses import Bylaws
from governance.bylaws.codec import Fault
from governance.bylaws.differences import ChapterChange, differences
from governance.bylaws.document import FaultyBylaws, bylaws_document, read_bylaws
from governance.errors import Refused
from governance.law.legal_forms import AssemblyKind
from governance.queries.bylaws import NoSuchVersion
from governance.store import bylaws_drafts as store
from governance.store.assemblies import AssemblyRow
from governance.store.bylaws import BylawsDraftRow, BylawsVersionRow
from governance.store.bylaws_drafts import Vote
from governance.store.in_force import bylaws_in_force
from governance.store.journal import digest
from governance.store.unit_of_work import PARIS, UnitOfWork

WRITERS = (Role.SECRETARY, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class DraftListed:
    """One draft among the others."""

    id: UUID
    title: str
    state: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ChapterState:
    """One chapter of a draft: how many faults it has, whether it differs from the version in force."""

    key: str
    title: str
    faults: int
    changed: bool


@dataclass(frozen=True, slots=True)
class DraftView:
    """One draft, whole. `bylaws` is None while something in it cannot be read: `faults` says what.

    `outdated` tells that its resolution says an older state of it; `frozen`, that it may not change.
    """

    id: UUID
    title: str
    state: str
    revision: int
    document: Mapping[str, Any]
    bylaws: Bylaws | None
    faults: tuple[Fault, ...]
    breaches: tuple[Refused, ...]
    chapters: tuple[ChapterState, ...]
    in_force: int
    vote: Vote | None
    effect_on: date | None
    outdated: bool
    version: int | None
    changed_at: datetime

    @property
    def frozen(self) -> bool:
        """Tell whether the draft no longer changes."""
        return self.state != "writing" or (self.vote is not None and self.vote.frozen)

    @property
    def differs(self) -> bool:
        """Tell whether it changes anything in the version in force."""
        return any(chapter.changed for chapter in self.chapters)

    @property
    def may_be_put_in_force(self) -> bool:
        """Tell whether the assembly adopted it in a session now closed."""
        vote = self.vote
        over = vote is not None and vote.stage in (Stage.CLOSED, Stage.MINUTED)
        return self.state == "writing" and over and vote is not None and vote.adopted is True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes between two bylaws. `before` and `after` are numbers of versions, None for the draft."""

    before: int
    after: int | None
    changes: tuple[ChapterChange, ...]
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PossibleAssembly:
    """An extraordinary assembly in preparation, which could vote on a draft."""

    id: UUID
    title: str
    held_on: date


def list_drafts(uow: UnitOfWork, actor: Actor) -> tuple[DraftListed, ...]:
    """List the drafts, last changed first. Raises WrongHat."""
    actor.ensure(*WRITERS)
    rows = uow.session.exec(select(BylawsDraftRow).order_by(col(BylawsDraftRow.changed_at).desc()))
    return tuple(DraftListed(row.id, row.title, row.state, row.changed_at) for row in rows)


def draft_view(
    uow: UnitOfWork, draft: UUID, actor: Actor, typed: Mapping[str, Any] | None = None
) -> DraftView:
    """Show a draft, with `typed` instead of the chapter it holds. Raises WrongHat, NoSuchDraft, NoBylaws."""
    actor.ensure(*WRITERS)
    row = store.draft(uow, draft)
    version, current = bylaws_in_force(uow.session, uow.today)
    document = {**_present(row.document), **(typed or {})}
    bylaws, faults = _read(document)
    number = uow.session.get_one(BylawsVersionRow, row.version_id).number if row.version_id else None
    return DraftView(
        id=row.id,
        title=row.title,
        state=row.state,
        revision=row.revision,
        document=document,
        bylaws=bylaws,
        faults=faults,
        breaches=tuple(breaches(bylaws, max(row.effect_on or uow.today, uow.today))) if bylaws else (),
        chapters=_chapters(document, bylaws_document(current), faults),
        in_force=version.number,
        vote=store.vote_on(uow.session, row),
        effect_on=row.effect_on,
        outdated=row.resolution_id is not None and digest(row.document) != row.put_sha256,
        version=number,
        changed_at=row.changed_at,
    )


def _present(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document in the present format when it can be read."""
    bylaws, _faults = _read(document)
    return bylaws_document(bylaws) if bylaws else dict(document)


def _read(document: Mapping[str, Any]) -> tuple[Bylaws | None, tuple[Fault, ...]]:
    try:
        return read_bylaws(dict(document)), ()
    except FaultyBylaws as error:
        return None, error.faults


def _chapters(
    document: Mapping[str, Any], current: Mapping[str, Any], faults: tuple[Fault, ...]
) -> tuple[ChapterState, ...]:
    where = [chapter_of(fault.where.partition(".")[0]) for fault in faults]
    return tuple(
        ChapterState(key, title, where.count(key), chapter_part(document, key) != chapter_part(current, key))
        for key, title in CHAPTER_TITLES.items()
    )


def draft_comparison(uow: UnitOfWork, view: DraftView) -> Comparison:
    """Compare the version in force with a draft that can be read; nothing while it cannot."""
    current = bylaws_in_force(uow.session, uow.today)[1]
    changes = differences(current, view.bylaws) if view.bylaws else ()
    return Comparison(view.in_force, None, changes, ())


def comparison(uow: UnitOfWork, before: int | None, after: int | None) -> Comparison:
    """Compare two versions; without numbers, the last two. Raises NoSuchVersion, NoBylaws."""
    bylaws_in_force(uow.session, uow.today)
    rows = uow.session.exec(select(BylawsVersionRow).order_by(col(BylawsVersionRow.number)))
    documents = {row.number: row.document for row in rows}
    latest = max(documents)
    new = latest if after is None else after
    old = max(new - 1, 1) if before is None else before
    for number in (old, new):
        if number not in documents:
            raise NoSuchVersion(number)
    changes = differences(read_bylaws(documents[old]), read_bylaws(documents[new]))
    return Comparison(old, new, changes, tuple(documents))


def possible_assemblies(uow: UnitOfWork) -> tuple[PossibleAssembly, ...]:
    """List the extraordinary assemblies in preparation, the next one first."""
    asked = select(AssemblyRow).where(
        AssemblyRow.stage == Stage.DRAFT, AssemblyRow.kind == AssemblyKind.EXTRAORDINARY
    )
    rows = uow.session.exec(asked.order_by(col(AssemblyRow.held_at)))
    return tuple(PossibleAssembly(row.id, row.title, row.held_at.astimezone(PARIS).date()) for row in rows)
