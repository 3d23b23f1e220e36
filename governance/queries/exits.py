"""Exits, as pages show them: what is done, what is left to do, and what a tie would write."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.bylaws.choice_labels import CHOICES
from governance.bylaws.choices import Assigner
from governance.bylaws.clauses import Bylaws
from governance.law.shares import liable_until
from governance.queries.activities import READERS, ActivityShown, activity_shown
from governance.register.activities import ONE_DAY, TaskKind
from governance.register.activity_reading import NoSuchExit
from governance.register.exit_steps import TASKS, Decider, Shown, StepState, TaskRule, followed
from governance.register.exit_ties import Described, NotTheirs, description_after
from governance.register.ties import Origin, StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow
from governance.store.exits import founded_by, home_category, people_of, shown_of, state_in, untied_exit
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(frozen=True, slots=True)
class Organ:
    """Who decides: a French label, and the article of the bylaws that says so, "" for none."""

    label: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One step of an exit: its rule fills `name`, `member` is whom it is about, once they are one.

    `due` is the last day to do it, where one is set; `liable` the last day a leaver answers for debts.
    """

    id: UUID
    kind: TaskKind
    rule: TaskRule
    name: str
    member: UUID | None
    by: Organ
    state: StepState
    done_at: datetime | None
    decided_on: date | None
    organ: str
    note: str
    due: date | None = None
    liable: date | None = None


@dataclass(frozen=True, slots=True)
class ExitShown:
    """One exit, done and left to do; `to_come` before its date. `excluding` is who may exclude somebody.

    `candidates` are the organisations it may have founded.
    """

    id: UUID
    activity: ActivityShown
    reason: str
    left_on: date
    last_day: date
    to_come: bool
    structure: str
    structure_member: UUID | None
    tasks: tuple[TaskShown, ...]
    candidates: tuple[tuple[UUID, str], ...]
    excluding: Organ

    @property
    def followed(self) -> bool:
        """Tell whether it may no longer be corrected nor cancelled."""
        return self.structure_member is not None or followed((task.kind, task.state) for task in self.tasks)

    @property
    def waiting(self) -> int:
        """Count what is left to do."""
        return sum(not task.state.done for task in self.tasks)

    @property
    def next(self) -> UUID | None:
        """Give the first step to do, None when nothing waits."""
        return next((task.id for task in self.tasks if task.state is StepState.WAITING), None)


@dataclass(frozen=True, slots=True)
class TieProposed:
    """What naming a member as the company founded would write.

    `known` is kept; it is None for a member that is not described yet: `proposed` is then written.
    """

    exit: UUID
    activity: str
    structure: str
    member: UUID
    number: int
    name: str
    admitted_on: date
    proposed: Described
    known: Described | None


def exit_shown(uow: UnitOfWork, left: UUID, actor: Actor) -> ExitShown:
    """Show one exit. Raises WrongHat, NoSuchExit."""
    actor.ensure(*READERS)
    row = uow.session.get(ExitRow, left)
    if row is None:
        raise NoSuchExit
    activity = activity_shown(uow, row.activity_id, actor)
    asked = select(ExitTaskRow).where(ExitTaskRow.exit_id == left).order_by(col(ExitTaskRow.position))
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    return ExitShown(
        id=row.id,
        activity=activity,
        reason=row.reason,
        left_on=row.left_on,
        last_day=row.left_on - ONE_DAY,
        to_come=row.left_on > uow.today,
        structure=row.structure,
        structure_member=row.structure_id,
        tasks=_steps(uow, row, list(uow.session.exec(asked)), activity, bylaws),
        candidates=_candidates(uow, row),
        excluding=_organ(bylaws.membership.excluded_by, bylaws.membership.article),
    )


def _steps(
    uow: UnitOfWork, row: ExitRow, tasks: list[ExitTaskRow], activity: ActivityShown, bylaws: Bylaws
) -> tuple[TaskShown, ...]:
    members = {one.id: one.member for one in activity.people}
    found = shown_of(uow, row, tasks)
    deciders = {
        Decider.SECRETARY: Organ(N_("le secrétariat")),
        Decider.PERSON: Organ(N_("la personne qui part")),
        Decider.ADMITS: _organ(bylaws.membership.admitted_by, bylaws.membership.article),
        Decider.ASSIGNS: _assigning(bylaws),
    }
    return tuple(
        TaskShown(
            id=one.id,
            kind=TaskKind(one.kind),
            rule=TASKS[TaskKind(one.kind)],
            name=one.name,
            member=members.get(one.hosted_id) if one.hosted_id else row.structure_id,
            by=deciders[TASKS[TaskKind(one.kind)].by],
            state=state_in(one, found),
            done_at=one.done_at,
            decided_on=one.decided_on,
            organ=one.organ,
            note=one.note,
            due=row.left_on - ONE_DAY if one.kind == TaskKind.END_CONTRACT else None,
            liable=_liable(one, found[one.id]),
        )
        for one in tasks
    )


def _liable(task: ExitTaskRow, found: Shown) -> date | None:
    return liable_until(found.left_on) if task.kind == TaskKind.REDEEM and found.left_on else None


def _assigning(bylaws: Bylaws) -> Organ:
    """Say who puts somebody in another category and its college: who admits, unless an organ is named."""
    named = bylaws.colleges.assigned_by
    if named in (Assigner.CATEGORY, Assigner.MEMBER) or not bylaws.colleges.items:
        return _organ(bylaws.membership.admitted_by, bylaws.membership.article)
    return _organ(named, bylaws.colleges.article)


def _organ(chosen: StrEnum, article: str) -> Organ:
    return Organ(CHOICES[type(chosen)][chosen], article)


def _candidates(uow: UnitOfWork, row: ExitRow) -> tuple[tuple[UUID, str], ...]:
    if not row.structure or row.structure_id:
        return ()
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    return tuple((one.id, one.name) for one, _ in founded_by(uow, row, activity))


@dataclass(frozen=True, slots=True)
class Founding:
    """What an exit knows of the company to be admitted: its founder speaks for it, until told otherwise."""

    exit: UUID
    activity: str
    name: str
    form: str
    category: str
    representative: str
    representative_email: str
    by: Organ


def founding(uow: UnitOfWork, left: UUID, actor: Actor) -> Founding:
    """Propose how to enter the company an exit founds.

    Raises WrongHat, NoSuchExit, NothingFounded, TiedElsewhere.
    """
    actor.ensure(Role.SECRETARY)
    row = untied_exit(uow.session, left)
    founder = min(people_of(uow, row), key=lambda one: (one.contract_from, one.name), default=None)
    member = uow.session.get(MemberRow, founder.member_id) if founder and founder.member_id else None
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    return Founding(
        exit=row.id,
        activity=uow.session.get_one(ActivityRow, row.activity_id).name,
        name=row.structure,
        form=row.form,
        category=home_category(uow.session, bylaws),
        representative=founder.name if founder else "",
        representative_email=member.email if member else "",
        by=_organ(bylaws.membership.admitted_by, bylaws.membership.article),
    )


def exit_typed(uow: UnitOfWork, left: UUID, actor: Actor) -> tuple[ActivityShown, dict[str, str]]:
    """Give the activity of an exit, and the exit as it would be typed. Raises WrongHat, NoSuchExit."""
    actor.ensure(Role.SECRETARY)
    row = uow.session.get(ExitRow, left)
    if row is None:
        raise NoSuchExit
    typed = {
        "reason": row.reason,
        "left_on": f"{row.left_on:%d/%m/%Y}",
        "structure": row.structure,
        "form": row.form,
    }
    for task in uow.session.exec(select(ExitTaskRow).where(ExitTaskRow.exit_id == left)):
        if task.hosted_id is not None:
            typed[f"leaves_{task.hosted_id}"] = "yes"
            typed[f"outcome_{task.hosted_id}"] = task.outcome
    return activity_shown(uow, row.activity_id, actor), typed


def tie_proposed(uow: UnitOfWork, left: UUID, member: UUID, actor: Actor) -> TieProposed:
    """Show what naming `member` as the company founded would write. Raises as `name_structure` does."""
    actor.ensure(Role.SECRETARY)
    row = untied_exit(uow.session, left)
    activity = uow.session.get_one(ActivityRow, row.activity_id)
    found = {one.id: (one, known) for one, known in founded_by(uow, row, activity)}
    if member not in found:
        raise NotTheirs
    chosen, known = found[member]
    return TieProposed(
        exit=left,
        activity=activity.name,
        structure=row.structure,
        member=member,
        number=chosen.number,
        name=chosen.name,
        admitted_on=chosen.admitted_on,
        proposed=description_after(StructureForm(row.form) if row.form else None, activity.trade),
        known=Described(StructureForm(known.form), Origin(known.origin), known.trade) if known else None,
    )
