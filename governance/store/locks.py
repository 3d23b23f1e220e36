"""Locks held until the end of the transaction.

Voters share the lock of a poll, its close takes it alone: no ballot with a receipt can be
missing from the count. A lock must be taken in a statement of its own: the statement that
waited for it would still see the world from before the wait.
"""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, select

from governance.assembly.refusals import NoSuchAssembly
from governance.store.assemblies import AssemblyRow

_SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:key, 0))")
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


def share_poll(session: Session, poll: UUID) -> None:
    """Hold a poll as a voter: others may vote, nobody may close it."""
    session.connection().execute(_SHARED, {"key": f"poll:{poll}"})


def hold_poll(session: Session, poll: UUID) -> None:
    """Hold a poll alone: ballots in flight have landed, none can follow."""
    session.connection().execute(_ALONE, {"key": f"poll:{poll}"})


def hold_register(session: Session, cooperative: UUID) -> None:
    """Hold a cooperative's register of minutes alone: its numbers follow each other without gap."""
    session.connection().execute(_ALONE, {"key": f"minutes-register:{cooperative}"})


def hold_assembly(session: Session, assembly: UUID) -> AssemblyRow:
    """Hold an assembly alone and give it. Raises NoSuchAssembly."""
    found = session.exec(
        select(AssemblyRow).where(AssemblyRow.id == assembly).with_for_update()
    ).one_or_none()
    if found is None:
        raise NoSuchAssembly
    return found


def share_assembly(session: Session, assembly: UUID) -> AssemblyRow:
    """Hold an assembly so that its stage cannot change, and give it. Raises NoSuchAssembly."""
    found = session.exec(
        select(AssemblyRow).where(AssemblyRow.id == assembly).with_for_update(read=True)
    ).one_or_none()
    if found is None:
        raise NoSuchAssembly
    return found
