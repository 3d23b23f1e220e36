"""Who missed how many assemblies in a row, and the file of one member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from governance.actors import Actor, Role
from governance.bylaws.choices import Organ
from governance.law.members import exclusion_assembly
from governance.queries.letters import LetterShown, shown
from governance.register.letters import Addressee, LetterChannel
from governance.register.members import is_member
from governance.register.missed import (
    MissedClause,
    MissedState,
    StepKind,
    clause_of,
    standing,
)
from governance.register.refusals import NoSuchMember
from governance.store import letters
from governance.store import missed as store
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.missed import AdoptedBy
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 20
READERS: Final = (Role.SECRETARY, Role.ADMINISTRATOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A member, the days missed in a row, and what comes next."""

    member: UUID
    number: int
    name: str
    days: tuple[date, ...]
    state: MissedState


@dataclass(frozen=True, slots=True)
class MissedPage:
    """At most 20 members, the most absent first; `counts` is members by assemblies missed in a row."""

    clause: MissedClause
    lines: tuple[MissedLine, ...]
    counts: Mapping[int, int]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of a file, with its letter. `on` is the day of a hearing or a decision."""

    kind: StepKind
    on: date
    hearing_on: date | None
    words: str
    letter: LetterShown | None


@dataclass(frozen=True, slots=True)
class MissedOf:
    """The file of one member: absences in a row, steps latest first, what comes next and who decides it."""

    member: UUID
    name: str
    number: int
    clause: MissedClause
    days: tuple[date, ...]
    state: MissedState | None
    steps: tuple[StepShown, ...]
    to: Addressee
    channel: LetterChannel
    adopted: tuple[AdoptedBy, ...]
    left_on: date | None

    @property
    def by_assembly(self) -> bool:
        """Tell whether only the assembly may end membership."""
        return self.clause.decided_by is Organ.ASSEMBLY


def missed_page(uow: UnitOfWork, actor: Actor, page: int = 1) -> MissedPage:
    """List who missed the latest ordinary assemblies. Raises WrongHat, NoBylaws."""
    actor.ensure(*READERS)
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    clause, facts = clause_of(bylaws), store.facts_of(uow, bylaws.identity.form)
    found = store.misses(uow, facts, skip=(page - 1) * PAGE, most=PAGE + 1)
    done = store.steps(uow, [one.member for one in found])
    lines = tuple(
        MissedLine(
            one.member,
            one.number,
            one.name,
            one.days,
            standing(clause, one.days, store.values(done.get(one.member, []), one.days)),
        )
        for one in found[:PAGE]
    )
    return MissedPage(clause, lines, store.counts(uow, facts), page, more=len(found) > PAGE)


def missed_of(uow: UnitOfWork, actor: Actor, member: UUID) -> MissedOf:
    """Give the file of one member. Raises WrongHat, NoSuchMember, NoBylaws."""
    actor.ensure(*READERS)
    row = uow.session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    clause = clause_of(bylaws)
    done = store.steps(uow, [member]).get(member, [])
    here = is_member(row.admitted_on, row.left_on, uow.today)
    days = store.misses_of(uow, bylaws.identity.form, member) if here else ()
    values = store.values(done, days)
    heard = [step.on for step in values if step.kind is StepKind.HEARD and step.on]
    by_assembly = clause.decided_by is Organ.ASSEMBLY and heard
    reached = letters.reach(uow, member)
    return MissedOf(
        member=member,
        name=reached.addressee.name,
        number=row.number,
        clause=clause,
        days=days,
        state=standing(clause, days, values) if here else None,
        steps=tuple(
            StepShown(
                StepKind(step.kind),
                step.on_day or (letters.written_on(letter) if letter else uow.today),
                step.hearing_on,
                step.words,
                None if letter is None else shown(letter),
            )
            for step, letter in reversed(done)
        ),
        to=reached.addressee,
        channel=reached.channel,
        adopted=store.adopted(uow, exclusion_assembly().value, heard[-1]) if by_assembly else (),
        left_on=row.left_on,
    )
