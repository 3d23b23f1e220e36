"""Resolutions put to several cooperatives, and what each publishes of them to its group.

A publication is written by what causes it, in its transaction, never by hand. Nothing is published
by a cooperative that is not in the group, or came back to it after the proposal.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKeyConstraint, Identity, UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from governance.assembly.shared_refusals import NoSuchShared, SharedTextChanged
from governance.assembly.shared_resolutions import PublishedFact, Told, text_fingerprint
from governance.store import groups
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.base import JSONB, Json, TenantRow, same_cooperative
from governance.store.counted import Counted
from governance.store.journal import digest
from governance.store.second_calls import first_meeting
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.published import published_figures
from governance.vote.result import Result
from governance.vote.sheet import read_sheet

_KINDS = (
    "'taken', 'removed', 'convened', 'cancelled', 'voted', 'annulled', 'closed', 'lacked', 'minuted',"
    " 'declined'"
)


def _of_group(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["shared_id", "group_id"],
        ["shared_resolutions.id", "shared_resolutions.group_id"],
        name=f"fk_{table}_shared_of_this_group",
    )


class SharedResolutionRow(TenantRow, table=True):
    """One resolution proposed by a cooperative (`cooperative_id`) to several of its group."""

    __tablename__ = "shared_resolutions"
    __table_args__ = (
        UniqueConstraint("id", "group_id"),
        CheckConstraint("kind IN ('ordinary', 'extraordinary')", name="kind_known"),
        CheckConstraint("rule IN ('all', 'at_least', 'each')", name="rule_known"),
        CheckConstraint("(rule = 'at_least') = (needed IS NOT NULL)", name="needed_when_at_least"),
        CheckConstraint("needed >= 1", name="needed_from_one"),
    )

    group_id: UUID = Field(foreign_key="cooperative_groups.id", index=True)
    kind: str
    rule: str
    needed: int | None = None
    wished_on: date | None = None
    created_at: datetime


class SharedTextRow(SQLModel, table=True):
    """One version of the text. Never changed; another follows until a notice leaves with it."""

    __tablename__ = "shared_texts"
    __table_args__ = (
        _of_group("shared_texts"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("length(sha256) = 64", name="sha256_whole"),
    )

    shared_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    group_id: UUID
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    title: str
    text: str
    sha256: str
    written_at: datetime


class SharedAskedRow(SQLModel, table=True):
    """One cooperative (`asked_id`) to which a resolution is proposed, by its author (`cooperative_id`)."""

    __tablename__ = "shared_asked"
    __table_args__ = (_of_group("shared_asked"),)

    shared_id: UUID = Field(primary_key=True)
    asked_id: UUID = Field(primary_key=True, foreign_key="cooperatives.id")
    group_id: UUID
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)


class TakenResolutionRow(TenantRow, table=True):
    """Where a cooperative put a shared resolution: an item of one of its assemblies. Read by it alone."""

    __tablename__ = "taken_resolutions"
    __table_args__ = (
        _of_group("taken_resolutions"),
        UniqueConstraint("cooperative_id", "shared_id"),
        UniqueConstraint("resolution_id"),
        same_cooperative("taken_resolutions", "assembly_id", "assemblies"),
        ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name="fk_taken_resolutions_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
    )

    shared_id: UUID
    group_id: UUID
    assembly_id: UUID = Field(index=True)
    resolution_id: UUID


class PublicationRow(TenantRow, table=True):
    """One fact that a cooperative publishes to its group; only its owner adds some, nobody changes any.

    `text_sha256` is the fingerprint of its own text at that moment ("" when nothing was put to a yes or
    no). `figures` is made by `governance.vote.published`.
    """

    __tablename__ = "group_publications"
    __table_args__ = (
        _of_group("group_publications"),
        UniqueConstraint("seq"),
        CheckConstraint(f"told IN ({_KINDS})", name="told_known"),
        CheckConstraint(
            "(told = 'voted') OR (adopted IS NULL AND figures IS NULL)", name="figures_of_a_vote"
        ),
        CheckConstraint(
            "figures - ARRAY['for', 'against', 'others', 'part', 'quorum', 'colleges'] = '{}'::jsonb",
            name="figures_known",
        ),
        CheckConstraint("(told = 'declined') = (reason <> '')", name="declined_with_a_reason"),
    )

    seq: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), nullable=False))
    shared_id: UUID = Field(index=True)
    group_id: UUID
    told: str
    at: datetime
    held_on: date | None = None
    text_sha256: str = ""
    reason: str = ""
    adopted: bool | None = None
    figures: Json | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    sheet_sha256: str = ""
    minutes_number: int | None = None


def shared(uow: UnitOfWork, wanted: UUID) -> SharedResolutionRow:
    """Give a shared resolution of a group the cooperative is in today. Raises NoSuchShared."""
    row = uow.session.get(SharedResolutionRow, wanted)
    if row is None or groups.key(uow, row.group_id) is None:
        raise NoSuchShared
    return row


def current_text(uow: UnitOfWork, wanted: UUID) -> SharedTextRow:
    """Give the latest version of the text."""
    asked = select(SharedTextRow).where(SharedTextRow.shared_id == wanted)
    return uow.session.exec(asked.order_by(col(SharedTextRow.version).desc()).limit(1)).one()


def facts_of(uow: UnitOfWork, wanted: UUID) -> list[PublicationRow]:
    """List what was published of a shared resolution, in order."""
    asked = select(PublicationRow).where(PublicationRow.shared_id == wanted)
    return list(uow.session.exec(asked.order_by(col(PublicationRow.seq))))


def fact_of(row: PublicationRow) -> PublishedFact:
    """Give the value of a row."""
    return PublishedFact(Told(row.told), row.text_sha256, row.adopted)


def taken(uow: UnitOfWork, wanted: UUID) -> TakenResolutionRow | None:
    """Give where the cooperative entered put a shared resolution, if it did."""
    asked = select(TakenResolutionRow).where(
        TakenResolutionRow.shared_id == wanted, TakenResolutionRow.cooperative_id == uow.tenant
    )
    return uow.session.exec(asked).one_or_none()


def may_publish(uow: UnitOfWork, wanted: UUID) -> bool:
    """Tell whether the cooperative is in the group, and has been since the resolution was proposed."""
    row = uow.session.get(SharedResolutionRow, wanted)
    key = groups.key(uow, row.group_id) if row else None
    return row is not None and key is not None and key.since <= row.created_at.astimezone(PARIS).date()


def publish(uow: UnitOfWork, link: TakenResolutionRow, told: Told, **more: Any) -> None:
    """Add one publication about a resolution taken, unless the cooperative shares nothing with the group."""
    if not may_publish(uow, link.shared_id):
        return
    assembly = uow.session.get_one(AssemblyRow, link.assembly_id)
    resolution = uow.session.get_one(ResolutionRow, link.resolution_id)
    values = {
        "held_on": assembly.held_at.astimezone(PARIS).date(),
        "text_sha256": local_fingerprint(resolution),
        **more,
    }
    uow.session.add(
        PublicationRow(
            cooperative_id=uow.tenant,
            shared_id=link.shared_id,
            group_id=link.group_id,
            told=told.value,
            at=uow.now,
            **values,
        )
    )
    uow.session.flush()  # its order is given now; a frozen or changed text is refused here


def local_fingerprint(row: ResolutionRow) -> str:
    """Hash an item of an agenda as a shared text is hashed; "" when it is not put to the vote."""
    return text_fingerprint(row.title, row.text) if row.voted else ""


def tell_of_assembly(uow: UnitOfWork, assembly: UUID, told: Told, **more: Any) -> None:
    """Publish one thing of every shared resolution on the agenda of an assembly."""
    for link in _links(uow, TakenResolutionRow.assembly_id == assembly):
        publish(uow, link, told, **more)


def tell_of_item(uow: UnitOfWork, resolution: UUID, told: Told, **more: Any) -> None:
    """Publish one thing of an item, when it is a shared resolution."""
    for link in _links(uow, TakenResolutionRow.resolution_id == resolution):
        publish(uow, link, told, **more)


def tell_of_result(uow: UnitOfWork, resolution: UUID, counted: Counted) -> None:
    """Publish the outcome of a poll, when it was on a shared resolution.

    An election on it is a vote on something else: neither text nor figures are published.
    """
    result = counted.result
    if not isinstance(result, Result):
        tell_of_item(uow, resolution, Told.VOTED, text_sha256="")
        return
    if result.again:  # nothing is decided before the second round
        return
    figures = published_figures(read_sheet(counted.sheet), result)
    fingerprint = digest(counted.sheet)
    tell_of_item(
        uow, resolution, Told.VOTED, adopted=result.adopted, figures=figures, sheet_sha256=fingerprint
    )


def tell_of_close(uow: UnitOfWork, row: AssemblyRow) -> None:
    """Publish that a session is over; or that it lacked what it needed, where another may follow."""
    links = _links(uow, TakenResolutionRow.assembly_id == row.id)
    if not links:
        return
    uow.session.flush()  # what was left undecided is read next
    found = first_meeting(uow, row)
    again = found.may_follow and found.lacked
    left = {item.id for item in found.left} if again else set()
    for link in links:
        publish(uow, link, Told.LACKED if link.resolution_id in left else Told.CLOSED)


def follow(uow: UnitOfWork, second: UUID, items: Mapping[UUID, UUID]) -> None:
    """Let the shared resolutions of a first meeting follow their items to its second call."""
    for link in _links(uow, col(TakenResolutionRow.resolution_id).in_(items)):
        moved = TakenResolutionRow(
            cooperative_id=uow.tenant,
            shared_id=link.shared_id,
            group_id=link.group_id,
            assembly_id=second,
            resolution_id=items[link.resolution_id],
        )
        uow.session.delete(link)
        uow.session.flush()  # one place at a time
        uow.session.add(moved)
        uow.session.flush()  # what is published names it
        publish(uow, moved, Told.TAKEN)


def forget(uow: UnitOfWork, told: Told, *, assembly: UUID | None = None, item: UUID | None = None) -> None:
    """Publish that an item, or an assembly, is given up; its shared resolutions can be taken elsewhere."""
    ours = (
        TakenResolutionRow.assembly_id == assembly if assembly else TakenResolutionRow.resolution_id == item
    )
    for link in _links(uow, ours):
        publish(uow, link, told)
        uow.session.delete(link)
    uow.session.flush()  # the item may go now


def ensure_up_to_date(uow: UnitOfWork, assembly: UUID) -> None:
    """Raise SharedTextChanged when an agenda holds a former version of a shared text, word for word."""
    for link in _links(uow, TakenResolutionRow.assembly_id == assembly):
        if not may_publish(uow, link.shared_id):
            continue
        ours = local_fingerprint(uow.session.get_one(ResolutionRow, link.resolution_id))
        now = current_text(uow, link.shared_id)
        former = select(SharedTextRow.sha256).where(SharedTextRow.shared_id == link.shared_id)
        if ours != now.sha256 and ours in uow.session.exec(former).all():
            raise SharedTextChanged(now.title)


def _links(uow: UnitOfWork, ours: Any) -> list[TakenResolutionRow]:  # noqa: ANN401 - a condition of a query
    asked = select(TakenResolutionRow).where(TakenResolutionRow.cooperative_id == uow.tenant, ours)
    return list(uow.session.exec(asked.order_by(col(TakenResolutionRow.id))))
