"""A resolution put to several cooperatives, followed across them: what each one published, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor
from governance.assembly.shared_refusals import NoSuchShared
from governance.assembly.shared_resolutions import (
    Position,
    Standing,
    Told,
    Whole,
    WholeRule,
    position,
    whole,
)
from governance.assembly.stages import Stage
from governance.law.legal_forms import AssemblyKind
from governance.queries.groups import READERS
from governance.register.groups import InvitationState
from governance.store import groups
from governance.store import shared_resolutions as store
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.cooperatives import CooperativeRow
from governance.store.groups import GroupInvitationRow, GroupRow
from governance.store.shared_resolutions import (
    PublicationRow,
    SharedAskedRow,
    SharedResolutionRow,
    SharedTextRow,
    TakenResolutionRow,
)
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.published import PublishedFigures, read_published

MOST = 200


@dataclass(frozen=True, slots=True)
class AskedCooperative:
    """What one cooperative that was asked published, lately: where it stands, its day, its result."""

    name: str
    slug: str
    here: bool
    position: Position
    held_on: date | None = None
    figures: PublishedFigures | None = None
    sheet_sha256: str = ""
    minutes_number: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One shared resolution: what it is, and what the answers make together."""

    id: UUID
    group: UUID
    group_name: str
    title: str
    version: int
    kind: AssemblyKind
    rule: WholeRule
    needed: int | None
    wished_on: date | None
    author: str
    proposed_on: date
    whole: Whole
    asked: tuple[AskedCooperative, ...]

    @property
    def adopted(self) -> int:
        """Count the cooperatives that adopted it, their session over."""
        return sum(one.position.settled and one.position.standing is Standing.ADOPTED for one in self.asked)

    @property
    def wanted(self) -> int:
        """Give how many must adopt it for the group to have adopted it."""
        return self.needed or len(self.asked)

    @property
    def mine(self) -> AskedCooperative | None:
        """Give the line of the cooperative that reads, when it is asked."""
        return next((one for one in self.asked if one.here), None)


@dataclass(frozen=True, slots=True)
class OwnAgenda:
    """Where the cooperative that reads has it; `draft` while its agenda may change."""

    assembly: UUID
    title: str
    draft: bool


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of the text: number, day, fingerprint."""

    version: int
    written_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedShown:
    """One shared resolution, its text, its versions, and what the reader's cooperative may do with it."""

    line: SharedLine
    text: str
    sha256: str
    versions: tuple[TextVersion, ...]
    frozen: bool
    is_author: bool
    own: OwnAgenda | None
    drafts: tuple[tuple[UUID, str], ...]
    last_at: datetime

    @property
    def certified(self) -> bool:
        """Tell whether nothing can change the answer of the whole: it can be certified."""
        return self.line.whole is not Whole.OPEN


@dataclass(frozen=True, slots=True)
class SharedItem:
    """The shared resolution that an item of an agenda is; `same` while it says the shared text."""

    group: UUID
    shared: UUID
    same: bool


def shared_of_item(uow: UnitOfWork, item: UUID) -> SharedItem | None:
    """Tell which shared resolution an item is, for a cooperative still in its group."""
    asked = select(TakenResolutionRow).where(TakenResolutionRow.resolution_id == item)
    link = uow.session.exec(asked).one_or_none()
    if link is None or not store.may_publish(uow, link.shared_id):
        return None
    ours = store.local_fingerprint(uow.session.get_one(ResolutionRow, item))
    return SharedItem(link.group_id, link.shared_id, ours == store.current_text(uow, link.shared_id).sha256)


@dataclass(frozen=True, slots=True)
class GroupsWaiting:
    """What groups wait for from this cooperative: invitations to answer, resolutions to take or decline."""

    invitations: int
    resolutions: tuple[tuple[UUID, UUID], ...]


def groups_waiting(uow: UnitOfWork) -> GroupsWaiting:
    """Tell what groups wait for: how many invitations, which resolutions of which group. Two statements."""
    received = select(func.count()).select_from(GroupInvitationRow)
    received = received.where(
        GroupInvitationRow.invited_id == uow.tenant,
        GroupInvitationRow.state == InvitationState.SENT.value,
    )
    told = select(PublicationRow.id).where(
        PublicationRow.shared_id == SharedAskedRow.shared_id, PublicationRow.cooperative_id == uow.tenant
    )
    asked = (
        select(SharedAskedRow.group_id, SharedAskedRow.shared_id)
        .where(SharedAskedRow.asked_id == uow.tenant, ~told.exists())
        .limit(MOST)
    )
    rows = uow.session.exec(asked).all()
    return GroupsWaiting(uow.session.exec(received).one(), tuple((group, shared) for group, shared in rows))


def shared_of_group(uow: UnitOfWork, group: UUID) -> tuple[SharedLine, ...]:
    """List the shared resolutions of a group, latest first. Six statements. Raises NoSuchGroup."""
    row = groups.entered(uow, group)
    asked = select(SharedResolutionRow).where(SharedResolutionRow.group_id == group)
    rows = uow.session.exec(asked.order_by(col(SharedResolutionRow.created_at).desc()).limit(MOST)).all()
    return _lines(uow, row, rows)


def shared_shown(uow: UnitOfWork, group: UUID, wanted: UUID, actor: Actor) -> SharedShown:
    """Follow one shared resolution across cooperatives. Raises WrongHat, NoSuchShared."""
    actor.ensure(*READERS)
    row = store.shared(uow, wanted)
    if row.group_id != group:
        raise NoSuchShared
    (line,) = _lines(uow, uow.session.get_one(GroupRow, row.group_id), [row])
    texts = uow.session.exec(
        select(SharedTextRow).where(SharedTextRow.shared_id == row.id).order_by(col(SharedTextRow.version))
    ).all()
    now = texts[-1]
    facts = store.facts_of(uow, row.id)
    return SharedShown(
        line=line,
        text=now.text,
        sha256=now.sha256,
        versions=tuple(TextVersion(one.version, one.written_at, one.sha256) for one in texts),
        frozen=any(one.told == Told.CONVENED and one.text_sha256 == now.sha256 for one in facts),
        is_author=row.cooperative_id == uow.tenant,
        own=_own(uow, row.id),
        drafts=_drafts(uow, row.kind) if line.mine and line.mine.position.may_take else (),
        last_at=max([now.written_at, *(one.at for one in facts)]),
    )


def _lines(uow: UnitOfWork, group: GroupRow, rows: Sequence[SharedResolutionRow]) -> tuple[SharedLine, ...]:
    ids = [row.id for row in rows]
    texts: dict[UUID, SharedTextRow] = {}
    read = select(SharedTextRow).where(col(SharedTextRow.shared_id).in_(ids))
    for text in uow.session.exec(read.order_by(col(SharedTextRow.version))):
        texts[text.shared_id] = text
    names = _names(uow, ids)
    facts: dict[tuple[UUID, UUID], list[PublicationRow]] = {}
    told = select(PublicationRow).where(col(PublicationRow.shared_id).in_(ids))
    for fact in uow.session.exec(told.order_by(col(PublicationRow.seq))):
        facts.setdefault((fact.shared_id, fact.cooperative_id), []).append(fact)
    writers = col(CooperativeRow.id).in_({row.cooperative_id for row in rows})
    authors = dict(uow.session.exec(select(CooperativeRow.id, CooperativeRow.name).where(writers)).all())
    since = {one.cooperative_id: one.since for one in groups.in_force(uow, group.id)}
    found = []
    for row in rows:
        proposed_on = row.created_at.astimezone(PARIS).date()
        asked = tuple(
            _asked(
                AskedCooperative(name, slug, other == uow.tenant, Position(Standing.WAITING)),
                facts.get((row.id, other), ()),
                texts[row.id].sha256,
                in_group=other in since and since[other] <= proposed_on,
            )
            for other, name, slug in names[row.id]
        )
        found.append(_line(group, row, authors[row.cooperative_id], texts[row.id], asked))
    return tuple(found)


def _line(
    group: GroupRow,
    row: SharedResolutionRow,
    author: str,
    text: SharedTextRow,
    asked: tuple[AskedCooperative, ...],
) -> SharedLine:
    rule = WholeRule(row.rule)
    return SharedLine(
        id=row.id,
        group=group.id,
        group_name=group.name,
        title=text.title,
        version=text.version,
        kind=AssemblyKind(row.kind),
        rule=rule,
        needed=row.needed,
        wished_on=row.wished_on,
        author=author,
        proposed_on=row.created_at.astimezone(PARIS).date(),
        whole=whole(rule, row.needed, [one.position for one in asked]),
        asked=asked,
    )


def _asked(
    found: AskedCooperative, facts: Iterable[PublicationRow], text: str, *, in_group: bool
) -> AskedCooperative:
    """Read the latest passage of a resolution through one cooperative."""
    listed = list(facts)
    for fact in listed:
        match Told(fact.told):
            case Told.TAKEN | Told.CONVENED | Told.ANNULLED:
                found = replace(
                    found, held_on=fact.held_on, figures=None, sheet_sha256="", minutes_number=None
                )
            case Told.REMOVED | Told.CANCELLED:
                found = replace(found, held_on=None)
            case Told.VOTED:
                figures = read_published(fact.figures) if fact.figures else None
                found = replace(found, figures=figures, sheet_sha256=fact.sheet_sha256)
            case Told.MINUTED:
                found = replace(found, minutes_number=fact.minutes_number)
            case Told.DECLINED:
                found = replace(found, held_on=None, reason=fact.reason)
            case Told.CLOSED | Told.LACKED:
                pass
    stands = position([store.fact_of(one) for one in listed], text, in_group=in_group)
    return replace(found, position=stands)


def _names(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str, str]]]:
    """Give who is asked, by resolution, in the order of names."""
    read = (
        select(SharedAskedRow.shared_id, CooperativeRow.id, CooperativeRow.name, CooperativeRow.slug)
        .join(CooperativeRow, col(CooperativeRow.id) == col(SharedAskedRow.asked_id))
        .where(col(SharedAskedRow.shared_id).in_(ids))
        .order_by(CooperativeRow.name, CooperativeRow.slug)
    )
    found: dict[UUID, list[tuple[UUID, str, str]]] = {one: [] for one in ids}
    for shared, other, name, slug in uow.session.exec(read):
        found[shared].append((other, name, slug))
    return found


def _own(uow: UnitOfWork, wanted: UUID) -> OwnAgenda | None:
    link = store.taken(uow, wanted)
    if link is None:
        return None
    assembly = uow.session.get_one(AssemblyRow, link.assembly_id)
    return OwnAgenda(assembly.id, assembly.title, assembly.stage == Stage.DRAFT)


def _drafts(uow: UnitOfWork, kind: str) -> tuple[tuple[UUID, str], ...]:
    read = (
        select(AssemblyRow.id, AssemblyRow.title)
        .where(AssemblyRow.stage == Stage.DRAFT.value, AssemblyRow.kind == kind)
        .order_by(col(AssemblyRow.held_at))
        .limit(MOST)
    )
    return tuple((one, title) for one, title in uow.session.exec(read))
