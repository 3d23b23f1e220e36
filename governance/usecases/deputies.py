"""Who acts for a structure in one assembly when its holder is prevented, and the links mandates give."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.stages import Stage, ensure_stage
from governance.register import faults
from governance.register.faults import Fault
from governance.register.mandate_reading import (
    AlreadyPrevented,
    FaultyMandate,
    MandateEnded,
    NoSuchMandate,
    NotADeputyThatDay,
    NotPrevented,
)
from governance.register.mandates import HOLDER
from governance.register.reading import read_text, tidy
from governance.store import preparation
from governance.store.accounts import InvitationRow
from governance.store.mandates import MandateRow, PreventionRow, mandate_of
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.accounts import INVITATION_DAYS


@dataclass(frozen=True, slots=True)
class CallDeputy:
    """The holder is prevented from an assembly, as the structure declares it: which deputy acts, and why."""

    assembly: UUID
    mandate: UUID
    reason: str


def invite_mandated(uow: UnitOfWork, mandate: UUID, secret_hash: bytes, *, by: Actor) -> None:
    """Prepare the personal link of the holder or of a deputy, for exactly the days of their mandate.

    Who      secretary, administrator
    When     while the mandate is in force or to come
    Writes   the invitation (hash only), one act
    Refuses  WrongHat, NoSuchMandate, MandateEnded
    """
    by.ensure(Role.SECRETARY, Role.ADMINISTRATOR)
    row = uow.session.get(MandateRow, mandate)
    if row is None:
        raise NoSuchMandate
    last = mandate_of(row).last_day
    if last is not None and last < max(uow.today, row.since):
        raise MandateEnded
    uow.session.add(
        InvitationRow(
            token_hash=secret_hash,
            cooperative_id=uow.tenant,
            member_id=row.member_id,
            represents=True,
            mandate_id=row.id,
            created_at=uow.now,
            expires_at=uow.now + timedelta(days=INVITATION_DAYS),
        )
    )
    uow.act("member_invited", by=by, member=str(row.member_id), represents=True, mandate=str(row.id))


def call_deputy(uow: UnitOfWork, command: CallDeputy, *, by: Actor) -> UUID:
    """Write that the holder is prevented from an assembly and that this deputy acts; give its identifier.

    The structure says so to the office: nothing else is asked, and the holder no longer acts there.

    Who      secretary, chair
    When     before the assembly is closed
    Writes   the prevention, act mandate.prevent in the log of the assembly
    Refuses  WrongHat, NoSuchAssembly, WrongStage, NoSuchMandate, FaultyMandate, NotADeputyThatDay,
             AlreadyPrevented

    Law: code civil, 1984.
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    assembly = preparation.assembly(uow, command.assembly, hold=True)
    ensure_stage(assembly.title, assembly.stage, Stage.DRAFT, Stage.CONVENED, Stage.OPEN)
    row = uow.session.get(MandateRow, command.mandate)
    if row is None:
        raise NoSuchMandate
    said = tidy(command.reason)
    reason = read_text("reason", said) if said else Fault("reason", faults.MISSING)
    if isinstance(reason, Fault):
        raise FaultyMandate((reason,))
    if row.rank == HOLDER or not mandate_of(row).holds_on(preparation.held_on(assembly)):
        raise NotADeputyThatDay
    standing = select(PreventionRow.id).where(
        PreventionRow.assembly_id == assembly.id,
        PreventionRow.member_id == row.member_id,
        col(PreventionRow.lifted_at).is_(None),
    )
    if uow.session.exec(standing).first() is not None:
        raise AlreadyPrevented
    kept = PreventionRow(
        cooperative_id=uow.tenant,
        assembly_id=assembly.id,
        member_id=row.member_id,
        mandate_id=row.id,
        reason=reason,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(kept)
    uow.act("mandate.prevent", by=by, assembly=assembly.id, right=str(row.member_id), mandate=str(row.id))
    return kept.id


def lift_prevention(uow: UnitOfWork, prevention: UUID, *, by: Actor) -> UUID:
    """Write that the holder can act after all: the deputy no longer does. Gives the structure.

    Ballots already cast stay.

    Who      secretary, chair
    When     before the assembly is closed
    Writes   the end of the prevention, act mandate.unprevent in the log of the assembly
    Refuses  WrongHat, NotPrevented, WrongStage
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    row = uow.session.get(PreventionRow, prevention)
    if row is None or row.lifted_at is not None:
        raise NotPrevented
    assembly = preparation.assembly(uow, row.assembly_id, hold=True)
    ensure_stage(assembly.title, assembly.stage, Stage.DRAFT, Stage.CONVENED, Stage.OPEN)
    row.lifted_at, row.lifted_by = uow.now, by.account
    member, mandate = str(row.member_id), str(row.mandate_id)
    uow.act("mandate.unprevent", by=by, assembly=assembly.id, right=member, mandate=mandate)
    return row.member_id
