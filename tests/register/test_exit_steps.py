"""What the registers show of each step of an exit, and what people note themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.register.activities import Outcome, TaskKind
from governance.register.activity_reading import FaultyActivity
from governance.register.exit_steps import TASKS, Shown, StepState, read_note, shows, state_of

TODAY = date(2026, 11, 24)
MEMBER = Shown(known=True, shares=5)
BY_PEOPLE = {TaskKind.END_CONTRACT, TaskKind.ASK}


def test_each_step_is_said_and_is_shown_by_a_register_or_noted_by_people():
    assert set(TASKS) == set(TaskKind)
    assert all("%(name)s" in rule.sentence for rule in TASKS.values())
    everything = Shown(True, TODAY, 1, moved=True, represented=True, held=True)
    for kind in TaskKind:
        shown = shows(kind, everything) or shows(kind, replace(everything, shares=0))
        assert shown == (kind not in BY_PEOPLE)
        assert shown or TASKS[kind].note


@pytest.mark.parametrize(
    ("kind", "not_yet", "done"),
    [
        (TaskKind.CHANGE_CATEGORY, MEMBER, replace(MEMBER, moved=True)),
        (TaskKind.NOTE_LEAVING, MEMBER, replace(MEMBER, left_on=TODAY)),
        (TaskKind.REDEEM, replace(MEMBER, left_on=TODAY, shares=1), replace(MEMBER, shares=0)),
        (TaskKind.ADMIT, Shown(), Shown(known=True)),
        (TaskKind.SUBSCRIBE, Shown(known=True), replace(MEMBER, shares=1)),
        (TaskKind.REPRESENT, MEMBER, replace(MEMBER, represented=True)),
        (TaskKind.DESCRIBE_TIES, MEMBER, replace(MEMBER, held=True)),
    ],
)
def test_a_step_is_done_when_its_register_shows_it(kind, not_yet, done):
    assert state_of(kind, not_yet, noted=False) is StepState.WAITING
    assert state_of(kind, done, noted=False) is StepState.SHOWN


@pytest.mark.parametrize("kind", [TaskKind.SUBSCRIBE, TaskKind.REPRESENT, TaskKind.DESCRIBE_TIES])
def test_nothing_of_a_company_comes_before_its_admission(kind):
    assert state_of(kind, Shown(), noted=False) is StepState.BLOCKED
    assert state_of(kind, Shown(known=True), noted=False) is StepState.WAITING


def test_shares_are_paid_back_after_the_date_of_leaving_is_written():
    assert state_of(TaskKind.REDEEM, MEMBER, noted=False) is StepState.BLOCKED
    assert state_of(TaskKind.REDEEM, replace(MEMBER, left_on=TODAY), noted=False) is StepState.WAITING


def test_a_note_counts_only_where_people_alone_know():
    for kind in TaskKind:
        found = state_of(kind, replace(MEMBER, left_on=None), noted=True)
        if TASKS[kind].note:
            assert found is StepState.NOTED
        else:
            assert found is not StepState.NOTED


TYPED = {"decided_on": "24/11/2026", "organ": "la gérance", "note": " au siège "}


def test_a_note_says_the_day_and_who():
    read = read_note(TaskKind.END_CONTRACT, TYPED, TODAY)
    assert (read.decided_on, read.organ, read.note, read.answer) == (TODAY, "la gérance", "au siège", None)
    asked = read_note(TaskKind.ASK, {"decided_on": "24/11/2026", "answer": "leaves"}, TODAY)
    assert asked.answer is Outcome.LEAVES


@pytest.mark.parametrize(
    ("kind", "change", "field"),
    [
        (TaskKind.END_CONTRACT, {"decided_on": ""}, "decided_on"),
        (TaskKind.END_CONTRACT, {"decided_on": "30/02/2026"}, "decided_on"),
        (TaskKind.END_CONTRACT, {"decided_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "decided_on"),
        (TaskKind.END_CONTRACT, {"organ": " "}, "organ"),
        (TaskKind.END_CONTRACT, {"note": "x" * 201}, "note"),
        (TaskKind.ASK, {"answer": ""}, "answer"),
        (TaskKind.ASK, {"answer": "later"}, "answer"),
    ],
)
def test_every_fault_of_a_note_names_its_field(kind, change, field):
    with pytest.raises(FaultyActivity) as refused:
        read_note(kind, {**TYPED, "answer": "stays", **change}, TODAY)
    assert {fault.field for fault in refused.value.faults} == {field}
