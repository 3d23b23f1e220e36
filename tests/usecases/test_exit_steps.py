"""The steps of an exit: done when a register shows them, or noted by the secretary and erased."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.assembly.refusals import RegisterIsFinal
from governance.register.activities import TaskKind
from governance.register.activity_reading import FaultyActivity
from governance.register.exit_steps import (
    AnswerFollowed,
    OnlyRegister,
    StepState,
    StepTooEarly,
    TaskDone,
    TaskNotNoted,
)
from governance.store.members import MemberRow
from governance.store.ties import TieRow
from governance.usecases.exit_ties import NameStructure, name_structure
from governance.usecases.exits import EraseNote, NoteTask, erase_note, note_task
from governance.usecases.shares import RecordMovement, record_movement
from tests.builders import a_cooperative, add_member
from tests.exits import a_company, hosted, leave, shown, write

DAY = timedelta(days=1)


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


def an_exit(database, home, outcome="stays", people=(("Lou Levain", "7"),), **more):
    activity = hosted(database, home, people=people)
    return shown(database, home, leave(database, home, activity, outcome=outcome, **more))


def states(database, home, view):
    return {task.kind: task.state for task in shown(database, home, view.id).tasks}


def step(view, kind):
    return next(task for task in view.tasks if task.kind is kind)


def note(database, home, view, kind, **typed):
    def act(uow):
        values = {"decided_on": f"{uow.today:%d/%m/%Y}", "organ": "le conseil", **typed}
        return note_task(uow, NoteTask(step(view, kind).id, values), by=home.secretary)

    return write(database, home, act)


def erase(database, home, view, kind):
    command = EraseNote(step(view, kind).id)
    return write(database, home, lambda uow: erase_note(uow, command, by=home.secretary))


def move(database, home, member, kind, shares):
    def act(uow):
        command = RecordMovement(member, kind, str(shares), f"{uow.today:%d/%m/%Y}")
        record_movement(uow, command, by=home.secretary)

    write(database, home, act)


def change(database, home, member, **values):
    def act(uow):
        row = uow.session.get(MemberRow, member)
        for name, value in values.items():
            setattr(row, name, value)

    write(database, home, act)


def test_what_people_alone_know_is_noted_with_its_day_and_who_and_can_be_erased(database, home):
    view = an_exit(database, home)
    assert note(database, home, view, TaskKind.END_CONTRACT) == view.id
    again = step(shown(database, home, view.id), TaskKind.END_CONTRACT)
    assert (again.state, again.organ, again.decided_on) == (StepState.NOTED, "le conseil", view.left_on)
    with pytest.raises(TaskDone):
        note(database, home, view, TaskKind.END_CONTRACT)
    erase(database, home, view, TaskKind.END_CONTRACT)
    assert states(database, home, view)[TaskKind.END_CONTRACT] is StepState.WAITING
    with pytest.raises(TaskNotNoted):
        erase(database, home, view, TaskKind.END_CONTRACT)


def test_a_day_to_come_is_not_noted(database, home):
    view = an_exit(database, home)
    with pytest.raises(FaultyActivity):
        note(database, home, view, TaskKind.END_CONTRACT, decided_on=f"{view.left_on + DAY:%d/%m/%Y}")


def test_only_what_is_noted_of_a_step_changes(database, home):
    view = an_exit(database, home)
    with pytest.raises(RegisterIsFinal):
        write(
            database,
            home,
            lambda uow: uow.session.connection().execute(
                text("UPDATE exit_tasks SET kind = 'ask' WHERE id = :id"), {"id": view.tasks[0].id}
            ),
        )


def test_a_step_that_a_register_shows_is_never_noted_by_hand(database, home):
    view = an_exit(database, home, outcome="leaves")
    for kind in (TaskKind.NOTE_LEAVING, TaskKind.REDEEM, TaskKind.ADMIT, TaskKind.SUBSCRIBE):
        with pytest.raises(OnlyRegister):
            note(database, home, view, kind)


def test_leaving_then_paying_back_are_done_when_the_registers_show_them(database, home):
    people = (("Lou Levain", "7"),)
    view = an_exit(database, home, outcome="leaves", people=people, reason="job")
    member = view.activity.people[0].member
    move(database, home, member, "subscription", 5)
    found = states(database, home, view)
    assert (found[TaskKind.NOTE_LEAVING], found[TaskKind.REDEEM]) == (StepState.WAITING, StepState.BLOCKED)
    change(database, home, member, left_on=view.left_on)
    found = states(database, home, view)
    assert (found[TaskKind.NOTE_LEAVING], found[TaskKind.REDEEM]) == (StepState.SHOWN, StepState.WAITING)
    move(database, home, member, "redemption", 5)
    assert states(database, home, view)[TaskKind.REDEEM] is StepState.SHOWN
    note(database, home, view, TaskKind.END_CONTRACT)
    assert shown(database, home, view.id).waiting == 0


def test_a_change_of_category_is_shown_by_the_record_or_decided_not_to_be(database, home):
    view = an_exit(database, home)
    note(database, home, view, TaskKind.CHANGE_CATEGORY)
    assert states(database, home, view)[TaskKind.CHANGE_CATEGORY] is StepState.NOTED
    erase(database, home, view, TaskKind.CHANGE_CATEGORY)
    change(database, home, view.activity.people[0].member, category="beneficiaries")
    assert states(database, home, view)[TaskKind.CHANGE_CATEGORY] is StepState.SHOWN


def test_the_steps_of_a_company_follow_its_admission_and_what_the_registers_hold(database, home):
    view = an_exit(database, home)
    after = (TaskKind.SUBSCRIBE, TaskKind.REPRESENT, TaskKind.DESCRIBE_TIES)
    assert {states(database, home, view)[kind] for kind in after} == {StepState.BLOCKED}
    with pytest.raises(StepTooEarly):
        note(database, home, view, TaskKind.DESCRIBE_TIES)
    company = a_company(database, home, 8)
    move(database, home, company, "subscription", 10)
    change(database, home, company, representative="Lou Levain")
    write(database, home, lambda uow: name_structure(uow, NameStructure(view.id, company), by=home.secretary))
    found = states(database, home, view)
    assert {found[kind] for kind in (TaskKind.ADMIT, *after[:2])} == {StepState.SHOWN}
    assert found[TaskKind.DESCRIBE_TIES] is StepState.WAITING

    def hold(uow):
        tie = {"kind": "holding", "part": "1/10", "since": uow.today, "recorded_by": home.secretary.account}
        uow.session.add(TieRow(cooperative_id=uow.tenant, member_id=company, recorded_at=uow.now, **tie))

    write(database, home, hold)
    assert states(database, home, view)[TaskKind.DESCRIBE_TIES] is StepState.SHOWN


def test_an_answer_asks_for_what_follows_and_goes_with_it_when_erased(database, home):
    view = an_exit(database, home, outcome="later", reason="job")
    assert [task.kind for task in view.tasks] == [TaskKind.END_CONTRACT, TaskKind.ASK]
    note(database, home, view, TaskKind.ASK, answer="leaves")
    again = shown(database, home, view.id)
    assert [task.kind for task in again.tasks][2:] == [TaskKind.NOTE_LEAVING, TaskKind.REDEEM]
    member = view.activity.people[0].member
    change(database, home, member, left_on=view.left_on)
    with pytest.raises(AnswerFollowed):
        erase(database, home, view, TaskKind.ASK)
    change(database, home, member, left_on=None)
    move(database, home, member, "subscription", 5)
    erase(database, home, view, TaskKind.ASK)
    assert len(shown(database, home, view.id).tasks) == 2


def test_who_decides_is_named_with_the_article_of_the_bylaws(database, home):
    view = an_exit(database, home)
    admit = step(view, TaskKind.ADMIT).by
    assert (admit.label, admit.article) == ("le conseil", "1")
    assert (view.excluding.label, view.excluding.article) == ("l’assemblée", "1")
    assert step(view, TaskKind.END_CONTRACT).due == view.last_day == view.left_on - DAY
