"""The first page of a cooperative: what matters now, to who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, or_, select

from governance.store.assemblies import AssemblyRow, NoticeRow
from governance.store.members import MemberRow
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork

SHOWN = 6


@dataclass(frozen=True, slots=True)
class AssemblyCard:
    """One assembly in a few words. `voting` is true while a poll is open."""

    id: UUID
    title: str
    stage: str
    held_at: datetime
    place: str
    voting: bool
    sent: int
    refused: int
    waiting: int
    to_print: int


@dataclass(frozen=True, slots=True)
class CooperativeHome:
    """The current assemblies, the past ones, and how many members there are today."""

    members: int
    current: tuple[AssemblyCard, ...]
    past: tuple[AssemblyCard, ...]


def cooperative_home(uow: UnitOfWork, *, drafts: bool) -> CooperativeHome:
    """Show the first page; `drafts` says whether assemblies in preparation are shown."""
    today = uow.today
    members = uow.session.exec(
        select(func.count())
        .select_from(MemberRow)
        .where(
            MemberRow.admitted_on <= today,
            or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > today),
        )
    ).one()
    ahead = ("convened", "open", "draft") if drafts else ("convened", "open")
    rows = [*_rows(uow, ahead), *_rows(uow, ("closed", "minuted"))]
    wanted = [row.id for row in rows]
    voting = set(
        uow.session.exec(
            select(PollRow.assembly_id).where(col(PollRow.assembly_id).in_(wanted), PollRow.state == "open")
        )
    )
    outcomes = _outcomes(uow, wanted) if drafts else {}
    cards = [_card(row, row.id in voting, outcomes.get(row.id, {})) for row in rows]
    return CooperativeHome(
        members=members,
        current=tuple(sorted((c for c in cards if c.stage in ahead), key=lambda c: c.held_at)),
        past=tuple(c for c in cards if c.stage not in ahead),
    )


def _rows(uow: UnitOfWork, stages: Sequence[str]) -> Sequence[AssemblyRow]:
    """Read the last assemblies at these stages: those of other stages push none of them out."""
    asked = select(AssemblyRow).where(col(AssemblyRow.stage).in_(stages))
    return uow.session.exec(asked.order_by(col(AssemblyRow.held_at).desc()).limit(SHOWN)).all()


def _outcomes(uow: UnitOfWork, assemblies: list[UUID]) -> dict[UUID, dict[str, int]]:
    rows = uow.session.exec(
        select(NoticeRow.assembly_id, NoticeRow.outcome, func.count())
        .where(col(NoticeRow.assembly_id).in_(assemblies))
        .group_by(col(NoticeRow.assembly_id), col(NoticeRow.outcome))
    )
    found: dict[UUID, dict[str, int]] = {}
    for assembly, outcome, number in rows:
        found.setdefault(assembly, {})[outcome] = number
    return found


def _card(row: AssemblyRow, voting: bool, outcomes: dict[str, int]) -> AssemblyCard:  # noqa: FBT001
    return AssemblyCard(
        id=row.id,
        title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        place=row.place,
        voting=voting,
        sent=outcomes.get("sent", 0),
        refused=outcomes.get("refused", 0),
        waiting=outcomes.get("waiting", 0),
        to_print=outcomes.get("to_print", 0),
    )
