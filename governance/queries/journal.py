"""The act log as it is read: page by page, or whole."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Role
from governance.queries.assemblies import visible_assembly
from governance.store.accounts import AccountRow
from governance.store.assemblies import AssemblyRow
from governance.store.ballot_box import BallotRow
from governance.store.journal import ActRow, log_name
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork

A_PAGE = 50
READERS = (Role.SECRETARY, Role.ADMINISTRATOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its number, type and facts, the name of who did it, and the exact line that is hashed.

    `acting_as` is the key of the hat worn; `by` is "" for what the service did by itself.
    """

    seq: int
    type: str
    at: datetime
    by: str
    acting_as: str
    facts: dict[str, Any]
    line: str
    leaf: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of one log, latest first. `following` is the number to go on from, None at the end.

    `paused` while a poll is open: its ballots, and what follows them, are shown once it is closed.
    """

    assembly: UUID | None
    title: str
    acts: tuple[Act, ...]
    types: tuple[str, ...]
    kind: str
    following: int | None
    paused: bool
    assemblies: tuple[tuple[UUID, str], ...]


def journal_page(
    uow: UnitOfWork, actor: Actor, assembly: UUID | None = None, *, kind: str = "", before: int | None = None
) -> JournalPage:
    """Show the log of the cooperative, or of one assembly, 50 acts a page; `kind` keeps one type.

    Raises NoSuchAssembly, WrongHat.
    """
    actor.ensure(*READERS)
    title = visible_assembly(uow, assembly, actor).title if assembly else ""
    log = log_name(uow.tenant, assembly)
    asked = select(ActRow).where(ActRow.log == log)
    if kind:
        asked = asked.where(ActRow.type == kind)
    hidden = _first_hidden(uow, assembly)
    if before is not None or hidden is not None:
        asked = asked.where(col(ActRow.seq) < min(n for n in (before, hidden) if n is not None))
    rows = uow.session.exec(asked.order_by(col(ActRow.seq).desc()).limit(A_PAGE + 1)).all()
    shown = [(row, json.loads(row.line)) for row in rows[:A_PAGE]]
    names = _names(uow, {content["by"] for _row, content in shown if content.get("by")})
    types = uow.session.exec(select(ActRow.type).where(ActRow.log == log).distinct().order_by(ActRow.type))
    return JournalPage(
        assembly=assembly,
        title=title,
        acts=tuple(_act(row, content, names) for row, content in shown),
        types=tuple(types.all()),
        kind=kind,
        following=shown[-1][0].seq if len(rows) > A_PAGE else None,
        paused=hidden is not None,
        assemblies=_assemblies(uow),
    )


def journal_lines(uow: UnitOfWork, actor: Actor, assembly: UUID | None = None) -> str:
    """Give a whole log: one canonical line an act, in order; up to the first ballot of an open poll.

    Raises NoSuchAssembly, WrongHat.
    """
    actor.ensure(*READERS)
    if assembly:
        visible_assembly(uow, assembly, actor)
    asked = select(ActRow.line).where(ActRow.log == log_name(uow.tenant, assembly))
    hidden = _first_hidden(uow, assembly)
    if hidden is not None:
        asked = asked.where(col(ActRow.seq) < hidden)
    return "".join(f"{line}\n" for line in uow.session.exec(asked.order_by(col(ActRow.seq))))


def _first_hidden(uow: UnitOfWork, assembly: UUID | None) -> int | None:
    """Give the number of the first ballot of the open poll: nobody reads a result before the close."""
    if assembly is None:
        return None
    asked = (
        select(func.min(BallotRow.act_seq))
        .join(PollRow, col(PollRow.id) == col(BallotRow.poll_id))
        .where(PollRow.assembly_id == assembly, PollRow.state == "open")
    )
    return uow.session.exec(asked).one()


def _act(row: ActRow, content: dict[str, Any], names: dict[str, str]) -> Act:
    by = content.get("by") or ""
    return Act(
        seq=row.seq,
        type=row.type,
        at=datetime.fromisoformat(content["at"]),
        by=names.get(by, ""),
        acting_as=content.get("as") or "",
        facts=content,
        line=row.line,
        leaf=row.leaf.hex(),
    )


def _names(uow: UnitOfWork, accounts: set[str]) -> dict[str, str]:
    asked = select(AccountRow.id, AccountRow.name).where(
        col(AccountRow.id).in_([UUID(each) for each in accounts])
    )
    return {str(account): name for account, name in uow.session.exec(asked)}


def _assemblies(uow: UnitOfWork) -> tuple[tuple[UUID, str], ...]:
    asked = select(AssemblyRow.id, AssemblyRow.title).where(col(AssemblyRow.convened_at).is_not(None))
    return tuple(uow.session.exec(asked.order_by(col(AssemblyRow.held_at).desc()).limit(50)).all())
