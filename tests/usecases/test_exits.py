"""The exit of an activity: what it asks, and the company that grew out of it."""

from datetime import timedelta

import pytest

from governance.queries.activities import activity_shown
from governance.queries.exits import exit_typed
from governance.register.activities import Membership, TaskKind
from governance.register.activity_reading import AlreadyLeft, FaultyActivity, NoSuchActivity
from governance.register.exit_steps import ExitFollowed
from governance.store.members import MemberRow
from governance.usecases.exit_ties import NameStructure, UntieStructure, name_structure, untie_structure
from governance.usecases.exits import (
    CancelExit,
    CorrectExit,
    EraseNote,
    NoteTask,
    cancel_exit,
    correct_exit,
    erase_note,
    note_task,
)
from tests.builders import a_cooperative, add_member
from tests.exits import a_company, hosted, leave, shown, write


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


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


def correct(database, home, left, **typed):
    def act(uow):
        values = exit_typed(uow, left, home.secretary)[1]
        return correct_exit(uow, CorrectExit(left, {**values, **typed}), by=home.secretary)

    return write(database, home, act)


def cancel(database, home, left):
    return write(database, home, lambda uow: cancel_exit(uow, CancelExit(left), by=home.secretary))


def activity_of(database, home, activity):
    return write(database, home, lambda uow: activity_shown(uow, activity, home.secretary))


def test_an_exit_prepared_by_mistake_is_corrected_with_its_steps(database, home):
    activity = hosted(database, home)
    left = leave(database, home, activity)
    view = shown(database, home, left)
    sam = next(one for one in view.activity.people if one.member is None)
    tomorrow = view.left_on + timedelta(days=1)
    changed = {"reason": "job", "left_on": f"{tomorrow:%d/%m/%Y}", f"leaves_{sam.id}": ""}
    assert correct(database, home, left, **changed) == left
    again = shown(database, home, left)
    assert (again.left_on, again.structure) == (tomorrow, "")
    assert [task.name for task in again.tasks] == ["Lou Levain", "Lou Levain"]
    ends = {one.hosted.name: one.hosted.contract_until for one in again.activity.people}
    assert ends == {"Lou Levain": tomorrow, "Sam Sel": None}
    assert again.activity.ended_on is None


def test_a_correction_that_cannot_be_read_changes_nothing(database, home):
    left = leave(database, home, hosted(database, home))
    before = shown(database, home, left)
    with pytest.raises(FaultyActivity):
        correct(database, home, left, left_on="")
    assert shown(database, home, left) == before


def test_an_exit_cancelled_gives_everybody_their_contract_back(database, home):
    activity = hosted(database, home)
    left = leave(database, home, activity)
    assert cancel(database, home, left) == activity
    view = activity_of(database, home, activity)
    assert (view.ended_on, view.exits, len(view.staying)) == (None, (), 2)
    with pytest.raises(NoSuchActivity):
        shown(database, home, left)
    leave(database, home, activity)


def test_an_exit_that_left_a_trace_is_neither_corrected_nor_cancelled(database, home):
    left = leave(database, home, hosted(database, home))
    task = shown(database, home, left).tasks[0].id
    signed = {"decided_on": f"{shown(database, home, left).left_on:%d/%m/%Y}", "organ": "la gérance"}
    write(database, home, lambda uow: note_task(uow, NoteTask(task, signed), by=home.secretary))
    assert shown(database, home, left).followed
    for act in (correct, cancel):
        with pytest.raises(ExitFollowed):
            act(database, home, left)
    write(database, home, lambda uow: erase_note(uow, EraseNote(task), by=home.secretary))
    company = a_company(database, home, 8)
    write(database, home, lambda uow: name_structure(uow, NameStructure(left, company), by=home.secretary))
    with pytest.raises(ExitFollowed):
        cancel(database, home, left)
    write(database, home, lambda uow: untie_structure(uow, UntieStructure(left), by=home.secretary))
    cancel(database, home, left)


def test_those_who_stayed_leave_later_by_another_exit_and_the_activity_ends_with_the_last(database, home):
    activity = hosted(database, home)
    lou, sam = activity_of(database, home, activity).people
    today = write(database, home, lambda uow: uow.today)
    first = leave(database, home, activity, **{f"leaves_{sam.id}": "", "reason": "job"})
    second = leave(database, home, activity, reason="job", left_on=f"{today - timedelta(days=1):%d/%m/%Y}")
    view = activity_of(database, home, activity)
    assert {left for left, _ in view.exits} == {first, second}
    assert (view.ended_on, view.staying) == (today, ())
    assert {task.name for task in shown(database, home, second).tasks} == {"Sam Sel"}
    cancel(database, home, second)
    view = activity_of(database, home, activity)
    assert [one.hosted.name for one in view.staying] == ["Sam Sel"]
    assert lou.hosted.name == "Lou Levain"
