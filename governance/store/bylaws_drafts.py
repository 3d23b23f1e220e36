"""Drafts of bylaws: held to be written, frozen once members are convened on them, and their vote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from governance.assembly.stages import Stage
from governance.bylaws.refusals import DraftFinished, DraftFrozen, NoSuchDraft, ResolutionOutdated
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.bylaws import BylawsDraftRow
from governance.store.journal import digest
from governance.store.polls import PollRow, ResultRow
from governance.store.unit_of_work import PARIS, UnitOfWork

CHANGEABLE = (Stage.DRAFT, Stage.CANCELLED)
"""The stages of an assembly at which the drafts on its agenda may still change."""


@dataclass(frozen=True, slots=True)
class Vote:
    """The resolution a draft was put to, and what became of it.

    `poll` is the closed poll that counts, None before; `adopted` is then its verdict, None without quorum.
    """

    assembly: UUID
    assembly_title: str
    stage: str
    met_on: date
    resolution: UUID
    number: int
    poll: UUID | None
    adopted: bool | None

    @property
    def frozen(self) -> bool:
        """Tell whether members were convened on the draft."""
        return self.stage not in CHANGEABLE


def draft(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> BylawsDraftRow:
    """Find a draft; `hold` keeps others from changing it until the end. Raises NoSuchDraft."""
    asked = select(BylawsDraftRow).where(
        BylawsDraftRow.id == wanted, BylawsDraftRow.cooperative_id == uow.tenant
    )
    if hold:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchDraft
    return row


def unfinished(uow: UnitOfWork, wanted: UUID) -> BylawsDraftRow:
    """Hold a draft that is neither adopted nor given up. Raises NoSuchDraft, DraftFinished."""
    row = draft(uow, wanted, hold=True)
    if row.state != "writing":
        raise DraftFinished(row.title)
    return row


def writable(uow: UnitOfWork, wanted: UUID) -> BylawsDraftRow:
    """Hold a draft that may still change. Raises NoSuchDraft, DraftFinished, DraftFrozen."""
    row = unfinished(uow, wanted)
    vote = vote_on(uow.session, row)
    if vote and vote.frozen:
        raise DraftFrozen(row.title)
    return row


def vote_on(session: Session, row: BylawsDraftRow) -> Vote | None:
    """Give the resolution a draft was put to, None when it is on no agenda."""
    asked = (
        select(ResolutionRow, AssemblyRow)
        .join(AssemblyRow, col(AssemblyRow.id) == col(ResolutionRow.assembly_id))
        .where(ResolutionRow.id == row.resolution_id)
    )
    found = session.exec(asked).one_or_none()
    if found is None:
        return None
    resolution, assembly = found
    counted = (
        select(PollRow.id, ResultRow.result)
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id))
        .where(PollRow.resolution_id == resolution.id, PollRow.state == "closed")
        .order_by(col(PollRow.number).desc())
    )
    declared = session.exec(counted).first()
    if declared and declared[1].get("again"):  # nothing is decided before the second round
        declared = None
    return Vote(
        assembly=assembly.id,
        assembly_title=assembly.title,
        stage=assembly.stage,
        met_on=assembly.held_at.astimezone(PARIS).date(),
        resolution=resolution.id,
        number=resolution.number or 0,
        poll=declared[0] if declared else None,
        adopted=declared[1]["adopted"] if declared else None,
    )


def conclude(uow: UnitOfWork, row: BylawsDraftRow, version: UUID) -> None:
    """Note that a draft became this version."""
    row.state, row.version_id = "adopted", version
    uow.session.add(row)


def ensure_told_as_they_are(session: Session, assembly: UUID) -> None:
    """Hold the drafts on an agenda, and check that each resolution tells its draft as it is now.

    Raises ResolutionOutdated.
    """
    asked = (
        select(BylawsDraftRow)
        .join(ResolutionRow, col(ResolutionRow.id) == col(BylawsDraftRow.resolution_id))
        .where(ResolutionRow.assembly_id == assembly)
        .with_for_update(of=BylawsDraftRow)
    )
    for row in session.exec(asked):
        if digest(row.document) != row.put_sha256:
            raise ResolutionOutdated(row.title)
