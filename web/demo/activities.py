"""The activities of the demonstration: hosted, leaving, and those that structures came from."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlmodel import col, select

from governance.actors import Actor
from governance.queries.activities import activity_shown
from governance.queries.exits import exit_shown
from governance.register.exit_steps import StepState
from governance.register.names import sort_key
from governance.store.activities import ActivityRow, HostedRow
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.exit_ties import NameStructure, name_structure
from governance.usecases.exits import NoteTask, StartExit, note_task, start_exit
from web.demo import names

PEOPLE = (1, 1, 2, 1, 3, 1)  # how many run each activity, in turn
COLLECTIVE = 6  # founders of the company that will be a subsidiary
HOSTED = 48
EXTERNAL = 3  # one structure in so many has a founder who stayed as an external associate
NEWCOMERS = (20, 34, 38)  # months since the contract of those who are not members yet


def host(uow: UnitOfWork, members: Sequence[MemberRow], secretary: Actor, random: Random) -> None:
    """Enter activities for the entrepreneurs, prepare three exits, and tell where structures came from."""
    entrepreneurs = [one for one in members if one.college == "entrepreneurs" and one.left_on is None]
    waiting = iter(entrepreneurs)
    collective = _activity(uow, random, names.COLLECTIVE, [next(waiting) for _ in range(COLLECTIVE)])
    others = [
        _activity(uow, random, name, [next(waiting) for _ in range(PEOPLE[rank % len(PEOPLE)])])
        for rank, name in enumerate(names.activities(random, HOSTED))
    ]
    _newcomers(uow, random, others)
    uow.session.flush()  # exits read what was entered
    _leave(uow, collective, secretary, names.COLLECTIVE_COMPANY, "sas", "stays")
    _leave(uow, others[0], secretary, "Les Confitures du Viaduc", "sarl", "stays", done=1)
    _leave(uow, others[1], secretary, "", "", "leaves", done=1)
    _grown(uow, secretary, random)


def _activity(uow: UnitOfWork, random: Random, name: str, people: Sequence[MemberRow]) -> ActivityRow:
    """Enter an activity that began with the first contract of its people."""
    since = {one.id: one.admitted_on - timedelta(days=random.randint(30, 500)) for one in people}
    row = ActivityRow(
        cooperative_id=uow.tenant,
        name=name,
        sort_key=sort_key(name),
        trade=names.trade_of(name),
        town=people[0].city,
        code=f"A{random.randint(100, 999)}",
        started_on=min(since.values()),
    )
    uow.session.add(row)
    uow.session.flush()  # its people refer to it
    for one in people:
        _person(uow, row, f"{one.first_name} {one.name}", since[one.id], one)
    return row


def _person(
    uow: UnitOfWork, row: ActivityRow, name: str, since: date, member: MemberRow | None = None
) -> None:
    uow.session.add(
        HostedRow(
            cooperative_id=uow.tenant,
            activity_id=row.id,
            name=name,
            member_id=member.id if member else None,
            contract_from=since,
        )
    )


def _newcomers(uow: UnitOfWork, random: Random, activities: Sequence[ActivityRow]) -> None:
    inventor = names.Inventor(random, set())
    for rank, months in enumerate(NEWCOMERS, start=5):
        first_name, name = inventor.person()
        _person(uow, activities[rank], f"{first_name} {name}", uow.today - timedelta(days=months * 61 // 2))


def _leave(
    uow: UnitOfWork, row: ActivityRow, secretary: Actor, company: str, form: str, outcome: str, done: int = 0
) -> None:
    people = activity_shown(uow, row.id, secretary).people
    typed = {"reason": "founds" if company else "job", "left_on": f"{uow.today:%d/%m/%Y}"}
    typed |= {"structure": company, "form": form}
    for one in people:
        typed |= {f"leaves_{one.id}": "yes", f"outcome_{one.id}": outcome}
    left = start_exit(uow, StartExit(row.id, typed), by=secretary)
    uow.session.flush()  # its tasks are read
    for task in exit_shown(uow, left, secretary).tasks[:done]:
        note_task(
            uow, NoteTask(task.id, {"decided_on": _written(uow.today), "organ": "la gérance"}), by=secretary
        )


def _grown(uow: UnitOfWork, secretary: Actor, random: Random) -> None:
    """Tell of each structure that left the cooperative which activity it was, and who founded it.

    In one of three, a second founder stayed as an external associate: a member in another college.
    """
    asked = (
        select(MemberRow, StructureRow)
        .join(StructureRow, col(StructureRow.member_id) == col(MemberRow.id))
        .where(StructureRow.origin == "left")
        .order_by(col(MemberRow.sort_key))
    )
    stayed = iter(_friends(uow))
    for rank, (member, known) in enumerate(uow.session.exec(asked).all()):
        began = member.admitted_on - timedelta(days=random.randint(700, 1500))
        row = ActivityRow(
            cooperative_id=uow.tenant,
            name=f"{member.name} (activité)",
            sort_key=sort_key(f"{member.name} (activité)"),
            trade=known.trade,
            town=member.city,
            started_on=began,
        )
        uow.session.add(row)
        uow.session.flush()  # its founders refer to it
        _person(uow, row, member.representative or "Fondatrice", began)
        friend = next(stayed) if rank % EXTERNAL == 0 else None
        if friend is not None:
            _person(uow, row, f"{friend.first_name} {friend.name}", began, friend)
            friend.category = "entrepreneurs"  # until the exit, which the register then shows
        uow.session.flush()  # the exit reads them
        _left(uow, row, member, known.form, secretary, friend)


def _friends(uow: UnitOfWork) -> Sequence[MemberRow]:
    """Find persons of the beneficiaries who may once have run an activity: members for long."""
    asked = select(MemberRow).where(
        MemberRow.college == "beneficiaries", MemberRow.kind == "person", col(MemberRow.left_on).is_(None)
    )
    return uow.session.exec(asked.order_by(col(MemberRow.admitted_on), col(MemberRow.number)).limit(31)).all()


def _left(
    uow: UnitOfWork,
    row: ActivityRow,
    member: MemberRow,
    form: str,
    secretary: Actor,
    friend: MemberRow | None,
) -> None:
    day = member.admitted_on - timedelta(days=20)
    typed = {
        "reason": "founds",
        "left_on": _written(day),
        "structure": member.name,
        "form": form,
        "sure": "yes",
    }
    for one in activity_shown(uow, row.id, secretary).people:
        typed |= {f"leaves_{one.id}": "yes", f"outcome_{one.id}": "stays" if one.member else "later"}
    left = start_exit(uow, StartExit(row.id, typed), by=secretary)
    if friend is not None:
        friend.category = friend.college
    uow.session.flush()  # its tasks are read
    name_structure(uow, NameStructure(left, member.id), by=secretary)
    uow.session.flush()  # so is the company
    for task in exit_shown(uow, left, secretary).tasks:
        if task.state is StepState.WAITING and task.rule.note:
            note_task(
                uow, NoteTask(task.id, {"decided_on": _written(day), "organ": "la gérance"}), by=secretary
            )


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _signed(day: date) -> dict[str, str]:
    return {"decided_on": _written(day), "organ": "la gérance"}
