"""Activities that may still change, and which organisations of the register an exit may have founded."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_, select

from governance.bylaws.choices import CategoryKind
from governance.bylaws.clauses import Bylaws
from governance.register.activities import TaskKind
from governance.register.activity_reading import AlreadyLeft, NoSuchActivity, NoSuchExit, NothingFounded
from governance.register.exit_steps import Shown, StepState, state_of
from governance.register.exit_ties import Candidate, TiedElsewhere, may_be_founded
from governance.register.mandates import HOLDER
from governance.register.members import MemberKind
from governance.register.ties import Origin, StructureForm
from governance.store.activities import ActivityRow, ExitRow, ExitTaskRow, HostedRow
from governance.store.in_force import bylaws_in_force
from governance.store.mandates import LAST_DAY, MandateRow
from governance.store.members import MemberRow
from governance.store.ties import WRITTEN_TIE, StructureRow, TieRow, shares_on
from governance.store.unit_of_work import UnitOfWork


def described_row(session: Session, member: UUID) -> StructureRow | None:
    """Give how a structure is described, None when it is not."""
    return session.exec(select(StructureRow).where(StructureRow.member_id == member)).one_or_none()


def tied_members(session: Session) -> set[UUID]:
    """Give the members that an exit already names."""
    asked = select(ExitRow.structure_id).where(col(ExitRow.structure_id).is_not(None))
    return {member for member in session.exec(asked) if member is not None}


def untied_exit(session: Session, left: UUID) -> ExitRow:
    """Give an exit whose company is still to be tied.

    Raises NoSuchExit, NothingFounded when nothing is founded, TiedElsewhere when it is tied already.
    """
    row = session.get(ExitRow, left)
    if row is None:
        raise NoSuchExit
    if not row.structure:
        raise NothingFounded
    if row.structure_id is not None:
        raise TiedElsewhere
    return row


def founded_by(
    uow: UnitOfWork, row: ExitRow, activity: ActivityRow
) -> list[tuple[MemberRow, StructureRow | None]]:
    """List the organisations that the exit may have founded, with how they are described.

    First those of the category where most structures born here are, then by name.
    """
    asked = (
        select(MemberRow, StructureRow)
        .outerjoin(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .where(MemberRow.kind == MemberKind.ORGANISATION.value, MemberRow.admitted_on >= activity.started_on)
    )
    _, bylaws = bylaws_in_force(uow.session, uow.today)
    public = {one.id for one in bylaws.categories if one.kind is CategoryKind.PUBLIC}
    taken, home = tied_members(uow.session), home_category(uow.session, bylaws)
    found = [
        (member, known)
        for member, known in uow.session.exec(asked).all()
        if member.id not in taken
        and may_be_founded(
            candidate_of(member, known, public=member.category in public),
            started_on=activity.started_on,
            prepared_on=row.started_at.date(),
            today=uow.today,
        )
    ]
    return sorted(found, key=lambda one: (one[0].category != home, one[0].sort_key, one[0].number))


def candidate_of(member: MemberRow, known: StructureRow | None, *, public: bool) -> Candidate:
    """Give the value of a row of the register."""
    return Candidate(
        member.admitted_on,
        member.left_on,
        public,
        StructureForm(known.form) if known else None,
        Origin(known.origin) if known else None,
    )


def home_category(session: Session, bylaws: Bylaws) -> str:
    """Give the category where most structures born here are, "" when there is none yet."""
    asked = (
        select(MemberRow.category)
        .join(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .where(StructureRow.origin == Origin.LEFT.value)
    )
    found = list(session.exec(asked))
    known = [one.id for one in bylaws.categories if one.id in found]
    return max(known, key=found.count, default="")


def hosted_here(uow: UnitOfWork, wanted: UUID) -> ActivityRow:
    """Give an activity still hosted, held until the transaction ends. Raises NoSuchActivity, AlreadyLeft."""
    asked = select(ActivityRow).where(ActivityRow.id == wanted).with_for_update()
    row = uow.session.exec(asked).one_or_none()
    if row is None:
        raise NoSuchActivity
    if row.ended_on is not None:
        raise AlreadyLeft
    return row


def shown_of(uow: UnitOfWork, row: ExitRow, tasks: Sequence[ExitTaskRow]) -> dict[UUID, Shown]:
    """Give what the registers show today of whom each step of an exit is about. Five statements."""
    hosted = [task.hosted_id for task in tasks if task.hosted_id]
    asked = select(HostedRow.id, HostedRow.member_id).where(col(HostedRow.id).in_(hosted))
    people = dict(uow.session.exec(asked).all())
    about = {task.id: people.get(task.hosted_id) if task.hosted_id else row.structure_id for task in tasks}
    ids = [member for member in about.values() if member is not None]
    members = {one.id: one for one in uow.session.exec(select(MemberRow).where(col(MemberRow.id).in_(ids)))}
    shares = shares_on(uow.session, uow.tenant, ids, date.max)[1] if ids else {}
    held = set(uow.session.exec(select(TieRow.member_id).where(col(TieRow.member_id).in_(ids), WRITTEN_TIE)))
    mandated = set(
        uow.session.exec(
            select(MandateRow.member_id).where(
                col(MandateRow.member_id).in_(ids),
                MandateRow.rank == HOLDER,
                or_(LAST_DAY.is_(None), uow.today <= LAST_DAY),
            )
        )
    )
    found = {}
    for task in tasks:
        member = about[task.id]
        known = members.get(member) if member else None
        found[task.id] = (
            Shown()
            if known is None
            else Shown(
                known=True,
                left_on=known.left_on,
                shares=shares.get(known.id, 0),
                moved=task.was not in ("", known.category),
                represented=known.id in mandated or known.representative != "",
                held=known.id in held,
            )
        )
    return found


def state_in(task: ExitTaskRow, found: Mapping[UUID, Shown]) -> StepState:
    """Tell where a step stands."""
    return state_of(TaskKind(task.kind), found[task.id], noted=task.done_at is not None)


def people_of(uow: UnitOfWork, row: ExitRow) -> list[HostedRow]:
    """Give the people whose contract an exit ends."""
    theirs = select(ExitTaskRow.hosted_id).where(ExitTaskRow.exit_id == row.id)
    return list(uow.session.exec(select(HostedRow).where(col(HostedRow.id).in_(theirs))))
