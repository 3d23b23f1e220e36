"""Cooperatives tied as a group, committed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from governance.actors import Actor
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.groups import (
    AnswerInvitation,
    BeginGroup,
    InviteToGroup,
    LeaveGroup,
    answer_invitation,
    begin_group,
    invite_to_group,
    leave_group,
)
from tests.builders import ACooperative

TYPED = {"kind": "territory", "name": "Les Trois Rives", "purpose": "Décider ensemble à l’échelle du bassin."}


def inside(database: Database, home: ACooperative, act: Callable[[UnitOfWork], Any]) -> Any:
    """Commit what `act` does in a cooperative."""
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def seen(database: Database, home: ACooperative, read: Callable[[UnitOfWork], Any]) -> Any:
    """Give what a cooperative reads."""
    with database.read() as uow:
        uow.enter(home.id)
        return read(uow)


def a_group(database: Database, home: ACooperative, **typed: str) -> UUID:
    """Begin a group with one cooperative in it."""
    return inside(
        database, home, lambda uow: begin_group(uow, BeginGroup({**TYPED, **typed}), by=home.secretary)
    )


def invite(database: Database, home: ACooperative, group: UUID, other: ACooperative) -> UUID:
    """Invite another cooperative."""
    command = InviteToGroup(group, other.slug)
    return inside(database, home, lambda uow: invite_to_group(uow, command, by=home.secretary))


def answer(
    database: Database, home: ACooperative, invitation: UUID, *, accept: bool = True, by: Actor | None = None
) -> UUID:
    """Answer an invitation."""
    command = AnswerInvitation(invitation, accept)
    return inside(database, home, lambda uow: answer_invitation(uow, command, by=by or home.secretary))


def join(database: Database, home: ACooperative, group: UUID, *others: ACooperative) -> None:
    """Let other cooperatives into a group."""
    for other in others:
        answer(database, other, invite(database, home, group, other))


def leave(database: Database, home: ACooperative, group: UUID, until: str = "") -> None:
    """Leave a group, today unless told otherwise."""

    def act(uow: UnitOfWork) -> None:
        values = {"until": until or uow.today.isoformat()}
        leave_group(uow, LeaveGroup(group, values), by=home.secretary)

    inside(database, home, act)
