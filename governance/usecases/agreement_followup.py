"""What follows from an agreement: objectives, meetings, and « vu » by who acts for the structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.register.agreement_reading import (
    AgreementNotSigned,
    NoSuchAgreement,
    SettledAlready,
    read_meeting,
    read_objective,
    read_outcome,
)
from governance.store.agreements import (
    AgreementMeetingRow,
    AgreementObjectiveRow,
    AgreementRow,
    AgreementSeenRow,
)
from governance.store.base import lock
from governance.store.unit_of_work import UnitOfWork

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetObjective:
    """An objective, as typed: what, side, due_on."""

    agreement: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class SettleObjective:
    """What became of an objective, as typed: state (reached or dropped), settled_on, why."""

    objective: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class NoteMeeting:
    """A meeting held, as typed: held_on, people, notes, next_on, shared."""

    agreement: UUID
    values: Typed


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """Who acts for the structure read the agreement, or the notes of one of its meetings."""

    agreement: UUID
    meeting: UUID | None = None


def set_objective(uow: UnitOfWork, command: SetObjective, *, by: Actor) -> UUID:
    """Write an objective of an agreement; give its identifier.

    Who      secretary
    When     once the agreement is signed
    Writes   the objective, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned, FaultyAgreement
    """
    by.ensure(Role.SECRETARY)
    root = _signed(uow, command.agreement)
    what, side, due_on = read_objective(command.values, root.starts_on)
    row = AgreementObjectiveRow(
        cooperative_id=uow.tenant,
        agreement_id=root.id,
        what=what,
        side=side.value,
        due_on=due_on,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("agreement.objective", by=by, member=str(root.member_id), agreement=str(root.id))
    return row.id


def settle_objective(uow: UnitOfWork, command: SettleObjective, *, by: Actor) -> UUID:
    """Write that an objective is reached, or dropped and why; give its agreement.

    Who      secretary
    When     while it is open
    Writes   what became of it, one act
    Refuses  WrongHat, NoSuchAgreement, SettledAlready, FaultyAgreement
    """
    by.ensure(Role.SECRETARY)
    asked = select(AgreementObjectiveRow).where(AgreementObjectiveRow.id == command.objective)
    row = uow.session.exec(asked.with_for_update()).one_or_none()
    if row is None:
        raise NoSuchAgreement
    if row.state != "open":
        raise SettledAlready
    state, settled_on, reason = read_outcome(command.values, uow.today)
    row.state, row.settled_on, row.reason = state.value, settled_on, reason
    uow.act("agreement.settle", by=by, agreement=str(row.agreement_id), state=row.state)
    return row.agreement_id


def note_meeting(uow: UnitOfWork, command: NoteMeeting, *, by: Actor) -> UUID:
    """Write the notes of a meeting: for the office, or shared with the structure. Give its identifier.

    Who      secretary
    When     once the agreement is signed
    Writes   the meeting, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned, FaultyAgreement
    """
    by.ensure(Role.SECRETARY)
    root = _signed(uow, command.agreement)
    held_on, people, notes, next_on = read_meeting(command.values, uow.today)
    row = AgreementMeetingRow(
        cooperative_id=uow.tenant,
        agreement_id=root.id,
        held_on=held_on,
        people=people,
        notes=notes,
        next_on=next_on,
        shared=command.values.get("shared") == "yes",
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("agreement.meeting", by=by, member=str(root.member_id), agreement=str(root.id), shared=row.shared)
    return row.id


def share_meeting(uow: UnitOfWork, meeting: UUID, *, by: Actor) -> UUID:
    """Let the structure read the notes of a meeting, for good; give the agreement.

    Who      secretary
    When     any time; done twice, it writes nothing
    Writes   that they are shared, one act
    Refuses  WrongHat, NoSuchAgreement
    """
    by.ensure(Role.SECRETARY)
    row = uow.session.get(AgreementMeetingRow, meeting)
    if row is None:
        raise NoSuchAgreement
    if not row.shared:
        row.shared = True
        uow.act("agreement.share", by=by, agreement=str(row.agreement_id), meeting=str(row.id))
    return row.agreement_id


def tell_structure(uow: UnitOfWork, agreement: UUID, *, told: bool, by: Actor) -> None:
    """Choose whether the structure is reminded too, by e-mail, of the notice or of the end.

    Who      secretary
    When     once the agreement is signed; a draft says it in its own form
    Writes   the choice, one act
    Refuses  WrongHat, NoSuchAgreement, AgreementNotSigned
    """
    by.ensure(Role.SECRETARY)
    root = _signed(uow, agreement)
    root.tells_structure = told
    uow.act("agreement.tell", by=by, member=str(root.member_id), agreement=str(root.id), told=told)


def mark_seen(uow: UnitOfWork, command: MarkSeen, *, by: Actor) -> None:
    """Write that who acts for the structure read it. Said twice, it is written once.

    Who      who acts for the structure
    When     once signed; for a meeting, once its notes are shared
    Writes   who saw it and when, one act
    Refuses  WrongHat (anybody else), NoSuchAgreement
    """
    by.ensure(Role.MEMBER)
    root = uow.session.get(AgreementRow, command.agreement)
    if root is None or root.member_id != by.hat.member or root.signed_on is None or root.root_id is not None:
        raise NoSuchAgreement
    if command.meeting is not None:
        meeting = uow.session.get(AgreementMeetingRow, command.meeting)
        if meeting is None or meeting.agreement_id != root.id or not meeting.shared:
            raise NoSuchAgreement
    lock(uow.session, f"agreement_seen/{root.id}", uow.tenant)
    known = select(AgreementSeenRow.id).where(
        AgreementSeenRow.agreement_id == root.id, AgreementSeenRow.account_id == by.account
    )
    known = known.where(AgreementSeenRow.meeting_id == command.meeting)
    if uow.session.exec(known).first() is not None:
        return
    uow.session.add(
        AgreementSeenRow(
            cooperative_id=uow.tenant,
            agreement_id=root.id,
            meeting_id=command.meeting,
            account_id=by.account,
            seen_at=uow.now,
        )
    )
    uow.act("agreement.seen", by=by, member=str(root.member_id), agreement=str(root.id))


def _signed(uow: UnitOfWork, agreement: UUID) -> AgreementRow:
    root = uow.session.get(AgreementRow, agreement)
    if root is None or root.root_id is not None:
        raise NoSuchAgreement
    if root.signed_on is None:
        raise AgreementNotSigned
    return root
