"""The company that an exit founded, tied to the member it has become; a tie by mistake is undone."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register import faults
from governance.register.activities import TaskKind
from governance.register.activity_reading import FORMS_FOUNDED, WHICH_FORM, NoSuchExit
from governance.register.exit_ties import (
    NotTheirs,
    NotTied,
    TiedElsewhere,
    TieReliedOn,
    description_after,
)
from governance.register.faults import Fault
from governance.register.reading import read_text, tidy
from governance.register.refusals import FaultyMember
from governance.register.ties import StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow
from governance.store.base import lock
from governance.store.exits import described_row, founded_by, tied_members, untied_exit
from governance.store.members import MemberRow
from governance.store.ties import WRITTEN_TIE, StructureRow, TieRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.members import AddMember, add_member


@dataclass(frozen=True, slots=True)
class AdmitFounded:
    """The company an exit founded, admitted: fields of a member as typed, its legal form, who admitted it."""

    exit: UUID
    member: AddMember
    form: str
    organ: str


@dataclass(frozen=True, slots=True)
class NameStructure:
    """The member that the company founded has become."""

    exit: UUID
    member: UUID


@dataclass(frozen=True, slots=True)
class UntieStructure:
    """The exit whose company was named by mistake."""

    exit: UUID


def admit_founded(uow: UnitOfWork, command: AdmitFounded, *, by: Actor) -> UUID:
    """Enter the company founded in the register and tie it to its exit, with who admitted it; give it.

    Who      secretary
    When     the exit founds a company that is not tied yet
    Writes   the member and what it subscribes, its description, the exit and its step, the acts of both
    Refuses  WrongHat, NoSuchExit, NothingFounded, TiedElsewhere, NotTheirs, and what `add_member` refuses
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = untied_exit(uow.session, command.exit)
    form, organ = tidy(command.form), read_text("organ", tidy(command.organ))
    found = [organ] if isinstance(organ, Fault) else []
    found += [Fault("organ", faults.WHO_ADMITTED)] if not organ else []
    found += [Fault("legal_form", WHICH_FORM)] if form not in {one.value for one in FORMS_FOUNDED} else []
    if found or isinstance(organ, Fault):
        raise FaultyMember(tuple(found))
    member = add_member(uow, command.member, by=by)
    row.form = form
    uow.session.flush()  # the tie looks for the member in the register
    name_structure(uow, NameStructure(row.id, member), by=by)
    for task in _admission(uow, row):
        task.organ, task.decided_on = organ, uow.session.get_one(MemberRow, member).admitted_on
    return member


def _admission(uow: UnitOfWork, row: ExitRow) -> list[ExitTaskRow]:
    asked = select(ExitTaskRow).where(ExitTaskRow.exit_id == row.id, ExitTaskRow.kind == TaskKind.ADMIT.value)
    return list(uow.session.exec(asked))


def name_structure(uow: UnitOfWork, command: NameStructure, *, by: Actor) -> None:
    """Say which member the company founded has become: a new one, admitted since the activity began.

    What is known of that member is kept; only a member without any description gets one.

    Who      secretary
    When     the company is in the register of members
    Writes   the exit, the description of a structure that had none, one act
    Refuses  WrongHat, NoSuchExit, NothingFounded, NotTheirs, TiedElsewhere
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = untied_exit(uow.session, command.exit)
    if command.member in tied_members(uow.session):
        raise TiedElsewhere
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    member = uow.session.get(MemberRow, command.member)
    if member is None or member.id not in {one.id for one, _ in founded_by(uow, row, activity)}:
        raise NotTheirs
    row.structure_id, row.tied_at = member.id, uow.now
    row.described = described_row(uow.session, member.id) is None
    if row.described:
        form = StructureForm(row.form) if row.form else None
        known = description_after(form, activity.trade)
        uow.session.add(
            StructureRow(
                cooperative_id=uow.tenant,
                member_id=member.id,
                form=known.form.value,
                origin=known.origin.value,
                trade=known.trade,
            )
        )
    uow.act("activity.structure", by=by, exit=str(row.id), member=str(member.id), described=row.described)


def untie_structure(uow: UnitOfWork, command: UntieStructure, *, by: Actor) -> None:
    """Undo a tie written by mistake; the description it wrote goes with it, if nobody completed it.

    Who      secretary
    When     while no step of the company is noted and no tie of capital was written since
    Writes   the exit, the description that the tie wrote, one act
    Refuses  WrongHat, NoSuchExit, NotTied, TieReliedOn
    """
    by.ensure(Role.SECRETARY)
    lock(uow.session, "ties", uow.tenant)
    row = uow.session.get(ExitRow, command.exit)
    if row is None:
        raise NoSuchExit
    if row.structure_id is None:
        raise NotTied
    if _relied_on(uow, row):
        raise TieReliedOn
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    known = described_row(uow.session, row.structure_id) if row.described else None
    if known is not None and _untouched(known, row, activity):
        uow.session.delete(known)
    uow.act("activity.untie", by=by, exit=str(row.id), member=str(row.structure_id))
    row.structure_id, row.tied_at, row.described = None, None, False
    for task in _admission(uow, row):
        task.organ, task.decided_on = "", None


def _relied_on(uow: UnitOfWork, row: ExitRow) -> bool:
    """Tell whether a step of the company was noted, or its capital was tied, since it was named."""
    noted = select(ExitTaskRow.id).where(
        ExitTaskRow.exit_id == row.id,
        col(ExitTaskRow.hosted_id).is_(None),
        col(ExitTaskRow.done_at).is_not(None),
    )
    if uow.session.exec(noted.limit(1)).first() is not None:
        return True
    held = select(TieRow.id).where(TieRow.member_id == row.structure_id, WRITTEN_TIE)
    if row.tied_at is not None:
        held = held.where(TieRow.recorded_at >= row.tied_at)
    return uow.session.exec(held.limit(1)).first() is not None


def _untouched(known: StructureRow, row: ExitRow, activity: ActivityRow) -> bool:
    wrote = description_after(StructureForm(row.form) if row.form else None, activity.trade)
    same = (known.form, known.origin, known.trade) == (wrote.form, wrote.origin, wrote.trade)
    return same and not (known.founded_on or known.siret or known.registration or known.ceased_on)
