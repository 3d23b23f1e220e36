"""From a hosted activity to the structure that grew out of it, step by step."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.refusals import RegisterIsFinal
from governance.queries.activities import activities_page, activity_shown, exit_shown
from governance.queries.lives import life_of
from governance.register.activities import Membership, TaskKind
from governance.register.activity_reading import AlreadyLeft, NoSuchActivity, NotTheirs, TaskDone
from governance.store.members import MemberRow
from governance.store.ties import StructureRow
from governance.usecases.activities import (
    FinishTask,
    HostActivity,
    HostPerson,
    NameStructure,
    StartExit,
    finish_task,
    host_activity,
    host_person,
    name_structure,
    start_exit,
)
from tests.builders import a_cooperative, add_account, add_member, an_actor

FORM = "%d/%m/%Y"


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def hosted(database, home, *, months=30, people=(("Lou Levain", "7"), ("Sam Sel", ""))):
    def act(uow):
        start = f"{uow.today - timedelta(days=30 * months):{FORM}}"
        typed = {"name": "Boulange", "trade": "Boulangerie", "started_on": start}
        activity = host_activity(uow, HostActivity(typed), by=home.secretary)
        for name, number in people:
            values = {"name": name, "number": number, "contract_from": start}
            host_person(uow, HostPerson(activity, values), by=home.secretary)
        return activity

    return write(database, home, act)


def leave(database, home, activity, **more):
    def act(uow):
        shown = activity_shown(uow, activity, home.secretary)
        typed = {
            "reason": "founds",
            "left_on": f"{uow.today:{FORM}}",
            "structure": "Le Fournil Neuf",
            "form": "sas",
        }
        for one in shown.people:
            typed |= {f"leaves_{one.id}": "yes", f"outcome_{one.id}": "stays" if one.member else "later"}
        return start_exit(uow, StartExit(activity, {**typed, **more}), by=home.secretary)

    return write(database, home, act)


def shown(database, home, left):
    return write(database, home, lambda uow: exit_shown(uow, left, home.secretary))


def test_an_exit_ends_contracts_and_changes_no_membership(database, home):
    activity = hosted(database, home)
    left = leave(database, home, activity)
    view = shown(database, home, left)
    assert [task.kind for task in view.tasks] == [
        TaskKind.END_CONTRACT, TaskKind.CHANGE_CATEGORY, TaskKind.END_CONTRACT, TaskKind.ADMIT,
        TaskKind.SUBSCRIBE, TaskKind.REPRESENT, TaskKind.DESCRIBE_TIES,
    ]  # fmt: skip
    assert {one.membership for one in view.activity.people} == {Membership.GONE}
    assert view.activity.ended_on == view.left_on
    with database.read() as uow:
        uow.enter(home.id)
        member = uow.session.get(MemberRow, view.activity.people[0].member or view.activity.people[1].member)
    assert (member.college, member.left_on) == ("entrepreneurs", None)


def test_who_stays_in_the_activity_keeps_it_hosted(database, home):
    activity = hosted(database, home)
    people = write(database, home, lambda uow: activity_shown(uow, activity, home.secretary)).people
    sam = next(one for one in people if one.member is None)
    left = leave(database, home, activity, **{f"leaves_{sam.id}": "", "reason": "job"})
    view = shown(database, home, left)
    assert view.activity.ended_on is None
    assert [task.name for task in view.tasks] == ["Lou Levain", "Lou Levain"]


def test_an_activity_leaves_once(database, home):
    activity = hosted(database, home)
    leave(database, home, activity)
    with pytest.raises(AlreadyLeft):
        leave(database, home, activity)


def test_a_task_is_done_once_by_the_secretary_and_never_undone(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    task = view.tasks[0].id

    def finish(uow):
        return finish_task(uow, FinishTask(task, " Conseil du 3 mars "), by=home.secretary)

    assert write(database, home, finish) == view.id
    again = shown(database, home, view.id)
    assert (again.tasks[0].note, again.waiting) == ("Conseil du 3 mars", view.waiting - 1)
    with pytest.raises(TaskDone):
        write(database, home, finish)
    with pytest.raises(RegisterIsFinal):
        write(
            database,
            home,
            lambda uow: uow.session.connection().execute(
                text("UPDATE exit_tasks SET done_at = NULL, done_by = NULL WHERE id = :id"), {"id": task}
            ),
        )


def test_the_company_founded_is_a_new_member_with_its_whole_life(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))

    def admit(uow):
        row = add_member(uow, 8, "Le Fournil Neuf", first_name="", college="structures", kind="organisation")
        row.admitted_on = uow.today
        uow.session.flush()  # the exit refers to it
        return row.id

    company = write(database, home, admit)
    assert shown(database, home, view.id).candidates == ((company, "Le Fournil Neuf"),)
    write(
        database,
        home,
        lambda uow: name_structure(uow, NameStructure(view.id, company), by=home.secretary),
    )
    life = write(database, home, lambda uow: life_of(uow, company))
    assert [(event.kind, event.detail) for event in life.events] == [
        ("hosted", "Boulange"),
        ("admitted", "structures"),
        ("left", "Boulange"),
    ]
    with database.read() as uow:
        uow.enter(home.id)
        known = uow.session.exec(
            StructureRow.__table__.select().where(StructureRow.member_id == company)  # type: ignore[attr-defined]
        ).one()
    assert (known.form, known.origin, known.trade) == ("sas", "left", "Boulangerie")


def test_neither_a_person_nor_an_older_member_is_the_company_founded(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    old = write(
        database,
        home,
        lambda uow: add_member(uow, 9, "Ancienne", first_name="", college="partners", kind="organisation").id,
    )
    person = next(one.member for one in view.activity.people if one.member)
    for wrong in (old, person):
        with pytest.raises(NotTheirs):
            write(
                database,
                home,
                lambda uow, wrong=wrong: name_structure(
                    uow, NameStructure(view.id, wrong), by=home.secretary
                ),
            )


def test_the_list_warns_of_those_whose_three_years_end(database, home):
    hosted(database, home, months=37, people=(("Sam Sel", ""), ("Lou Levain", "7")))
    page = write(database, home, lambda uow: activities_page(uow, home.secretary))
    assert [one.hosted.name for one in page.alerts] == ["Sam Sel"]
    assert page.alerts[0].membership is Membership.LATE
    gone = write(database, home, lambda uow: activities_page(uow, home.secretary, left=True))
    assert gone.activities == ()


def test_only_the_secretary_writes_and_nothing_unknown_is_touched(database, home):
    activity = hosted(database, home)
    with database.write() as uow:
        uow.enter(home.id)
        chair = an_actor(home, add_account(uow, "Prune Présidente"), Role.CHAIR)
        with pytest.raises(WrongHat):
            host_activity(uow, HostActivity({}), by=chair)
        with pytest.raises(NoSuchActivity):
            finish_task(uow, FinishTask(activity), by=home.secretary)
        with pytest.raises(NoSuchActivity):
            name_structure(uow, NameStructure(activity, activity), by=home.secretary)
        with pytest.raises(NoSuchActivity):
            exit_shown(uow, activity, home.secretary)
