"""Warning, summoning and hearing a member who misses assemblies, then keeping them or ending membership."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.bylaws.choices import Organ
from governance.law.members import exclusion_assembly
from governance.register.letters import Addressee, LetterAbout, Written
from governance.register.members import is_member
from governance.register.missed import (
    STATE_NAMES,
    HearingToCome,
    HearingTooSoon,
    MissedClause,
    MissedState,
    MissedStep,
    NotDecidedByAssembly,
    NotEnoughMissed,
    NotHeard,
    StepDone,
    StepKind,
    SummonsNotServed,
    UnsaidStep,
    clause_of,
    standing,
)
from governance.register.refusals import NoSuchMember
from governance.store import letters
from governance.store import missed as store
from governance.store.base import lock
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork

LONGEST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class WarnMember:
    """The letter that says how many assemblies were missed, and what may follow."""

    member: UUID
    letter: Written


@dataclass(frozen=True, slots=True)
class SummonMember:
    """The letter that gives the reason, and the day until which the member may speak."""

    member: UUID
    letter: Written
    hearing_on: date


@dataclass(frozen=True, slots=True)
class HearMember:
    """What the member said on a day, in person or in writing; or that they said nothing (`spoke` false)."""

    member: UUID
    on: date
    spoke: bool
    words: str


@dataclass(frozen=True, slots=True)
class DecideOnMember:
    """What was decided on a day. To end membership: its letter, and the assembly's resolution."""

    member: UUID
    on: date
    words: str
    letter: Written | None = None
    resolution: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    row: MemberRow
    to: Addressee
    clause: MissedClause
    missed: tuple[date, ...]
    steps: tuple[MissedStep, ...]
    state: MissedState

    def ensure(self, *states: MissedState) -> None:
        """Raise the refusal that says why this step may not be taken now."""
        if self.state in states:
            return
        if self.state in (MissedState.FEW, MissedState.TO_WARN, MissedState.WARNED):
            if self.state is MissedState.WARNED and MissedState.TO_WARN in states:
                raise StepDone(self.to.name, STATE_NAMES[self.state])
            raise NotEnoughMissed(self.to.name, len(self.missed), source=self.clause.source)
        if MissedState.TO_DECIDE in states:
            raise NotHeard(self.to.name)
        raise StepDone(self.to.name, STATE_NAMES[self.state])

    def last(self, kind: StepKind) -> MissedStep:
        """Give the latest step of a kind."""
        return [step for step in self.steps if step.kind is kind][-1]


def _case(uow: UnitOfWork, member: UUID) -> _Case:
    lock(uow.session, "members", uow.tenant)
    row = uow.session.exec(select(MemberRow).where(MemberRow.id == member).with_for_update()).one_or_none()
    if row is None or not is_member(row.admitted_on, row.left_on, uow.today):
        raise NoSuchMember
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    missed = store.misses_of(uow, bylaws.identity.form, member)
    steps = store.values(store.steps(uow, [member]).get(member, []), missed)
    clause = clause_of(bylaws)
    to = letters.reach(uow, member).addressee
    return _Case(row, to, clause, missed, steps, standing(clause, missed, steps))


def warn_member(uow: UnitOfWork, command: WarnMember, *, by: Actor) -> UUID:
    """Warn a member that one more assembly missed may end membership; give the letter.

    Who      the secretary
    When     once enough assemblies were missed in a row for the clause, and once
    Writes   the letter and its mail, the step, act missed.warn
    Refuses  WrongHat, NoSuchMember, NoBylaws, NotEnoughMissed, StepDone, NoAddress
    """
    by.ensure(Role.SECRETARY)
    case = _case(uow, command.member)
    case.ensure(MissedState.TO_WARN)
    return _by_letter(uow, case, StepKind.WARNED, command.letter, by=by)


def summon_member(uow: UnitOfWork, command: SummonMember, *, by: Actor) -> UUID:
    """Give a member the reason, and until when they may speak before anything is decided; give the letter.

    Who      the secretary
    When     once the clause is met; for a day to come
    Writes   the letter and its mail, the step, act missed.summon
    Refuses  WrongHat, NoSuchMember, NoBylaws, NotEnoughMissed, StepDone, HearingTooSoon, NoAddress
    """
    by.ensure(Role.SECRETARY)
    case = _case(uow, command.member)
    case.ensure(MissedState.TO_SUMMON)
    if command.hearing_on <= uow.today:
        raise HearingTooSoon
    return _by_letter(uow, case, StepKind.SUMMONED, command.letter, by=by, hearing_on=command.hearing_on)


def hear_member(uow: UnitOfWork, command: HearMember, *, by: Actor) -> None:
    """Write what a member said, or that the day passed without a word.

    Who      the secretary
    When     once the summons left; silence only from the day it gave
    Writes   the step, act missed.hear
    Refuses  WrongHat, NoSuchMember, NoBylaws, NotEnoughMissed, StepDone, SummonsNotServed, HearingToCome,
             UnsaidStep
    """
    by.ensure(Role.SECRETARY)
    case = _case(uow, command.member)
    case.ensure(MissedState.SUMMONED)
    summons = case.last(StepKind.SUMMONED)
    if summons.on is None:
        raise SummonsNotServed
    first = summons.on if command.spoke else max(summons.on, summons.hearing_on or summons.on)
    _ensure_between(uow, first, command.on)
    if command.spoke:
        _ensure_said(command.words)
    _step(uow, case, StepKind.HEARD, by=by, on_day=command.on, words=command.words.strip())


def keep_member(uow: UnitOfWork, command: DecideOnMember, *, by: Actor) -> None:
    """Write the decision to keep a member: the assemblies missed until that day count no more.

    Who      the secretary
    When     once the member was heard
    Writes   the step, act missed.keep
    Refuses  WrongHat, NoSuchMember, NoBylaws, NotEnoughMissed, StepDone, NotHeard, HearingToCome, UnsaidStep
    """
    by.ensure(Role.SECRETARY)
    case = _heard(uow, command)
    _step(uow, case, StepKind.KEPT, by=by, on_day=command.on, words=command.words.strip())


def end_membership(uow: UnitOfWork, command: DecideOnMember, *, by: Actor) -> UUID:
    """Write the decision that ends membership, from tomorrow on, and its letter; give the letter.

    Votes already given stay: nobody loses one backwards. Where the bylaws leave exclusion to the assembly,
    the decision is a resolution adopted by an extraordinary assembly held since the member was heard.

    Who      the secretary
    When     once the member was heard, by who may exclude
    Writes   the last day of the member, the letter and its mail, the step, act missed.end
    Refuses  WrongHat, NoSuchMember, NoBylaws, NotEnoughMissed, StepDone, NotHeard, HearingToCome, UnsaidStep,
             NotDecidedByAssembly, NoAddress
    Law      L. 231-6; the member is heard first
    """
    by.ensure(Role.SECRETARY)
    case = _heard(uow, command)
    if command.letter is None:
        raise UnsaidStep
    day = command.on
    if case.clause.decided_by is Organ.ASSEMBLY:
        since = case.last(StepKind.HEARD).on or uow.today
        votes = {one.resolution: one for one in store.adopted(uow, exclusion_assembly().value, since)}
        if command.resolution not in votes:
            raise NotDecidedByAssembly
        day = votes[command.resolution].day
    case.row.left_on = uow.today + timedelta(days=1)
    uow.session.add(case.row)
    return _by_letter(
        uow,
        case,
        StepKind.ENDED,
        command.letter,
        by=by,
        on_day=day,
        words=command.words.strip(),
        resolution_id=command.resolution if case.clause.decided_by is Organ.ASSEMBLY else None,
    )


def _heard(uow: UnitOfWork, command: DecideOnMember) -> _Case:
    case = _case(uow, command.member)
    case.ensure(MissedState.TO_DECIDE)
    _ensure_between(uow, case.last(StepKind.HEARD).on or uow.today, command.on)
    _ensure_said(command.words)
    return case


def _ensure_between(uow: UnitOfWork, first: date, on: date) -> None:
    if not first <= on <= uow.today:
        raise HearingToCome(first)


def _ensure_said(words: str) -> None:
    if not words.strip() or len(words) > LONGEST_WORDS or "\x00" in words:
        raise UnsaidStep


ACTS = {
    StepKind.WARNED: "missed.warn",
    StepKind.SUMMONED: "missed.summon",
    StepKind.HEARD: "missed.hear",
    StepKind.KEPT: "missed.keep",
    StepKind.ENDED: "missed.end",
}


def _by_letter(
    uow: UnitOfWork, case: _Case, kind: StepKind, written: Written, *, by: Actor, **more: Any
) -> UUID:
    row = letters.write(uow, LetterAbout.MISSED, case.row.id, case.to, written, by=by.account)
    _step(uow, case, kind, by=by, letter_id=row.id, **more)
    return row.id


def _step(uow: UnitOfWork, case: _Case, kind: StepKind, *, by: Actor, **more: Any) -> None:
    row = store.MissedStepRow(
        cooperative_id=uow.tenant,
        member_id=case.row.id,
        kind=kind.value,
        missed=len(case.missed),
        recorded_at=uow.now,
        recorded_by=by.account,
        **more,
    )
    uow.session.add(row)
    uow.act(ACTS[kind], by=by, member=str(case.row.id), missed=len(case.missed))
