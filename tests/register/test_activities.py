"""Entrepreneurs and their three years, and what an exit asks of whom."""

from datetime import date, timedelta

import pytest

from governance.register.activities import (
    Exit,
    ExitReason,
    Hosted,
    Leaver,
    Membership,
    Outcome,
    TaskKind,
    tasks_of,
)
from governance.register.activity_reading import FaultyActivity, read_activity, read_exit, read_hosted

START = date(2024, 6, 24)
THREE_YEARS = date(2027, 6, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (THREE_YEARS - 91 * DAY, Membership.IN_TIME),
        (THREE_YEARS - 90 * DAY, Membership.SOON),
        (THREE_YEARS, Membership.SOON),
        (THREE_YEARS + DAY, Membership.LATE),
    ],
)
def test_an_entrepreneur_has_three_years_to_become_a_member(day, where):
    assert Hosted("Alix", START).membership(day) is where
    assert Hosted("Alix", START, is_member=True).membership(day) is Membership.MEMBER


def test_months_of_support_contracts_count_and_a_contract_that_ended_asks_nothing():
    assert Hosted("Alix", START, 12).member_by == date(2026, 6, 24)
    assert Hosted("Alix", START, 12).membership(date(2026, 6, 25)) is Membership.LATE
    ended = Hosted("Alix", START, contract_until=date(2025, 1, 1))
    assert ended.membership(date(2024, 12, 31)) is Membership.IN_TIME
    assert ended.membership(date(2025, 1, 1)) is Membership.GONE


def kinds(*leavers, structure=""):
    reason = ExitReason.FOUNDS if structure else ExitReason.STOPS
    return [(task.kind, task.name) for task in tasks_of(Exit(reason, START, leavers, structure))]


@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        (Outcome.STAYS, [TaskKind.CHANGE_CATEGORY]),
        (Outcome.LEAVES, [TaskKind.NOTE_LEAVING, TaskKind.REDEEM]),
        (Outcome.LATER, [TaskKind.ASK]),
    ],
)
def test_what_is_asked_of_a_member_follows_their_choice(outcome, after):
    found = kinds(Leaver("1", "Alix", is_member=True, outcome=outcome))
    assert [kind for kind, _ in found] == [TaskKind.END_CONTRACT, *after]


def test_who_is_no_member_only_ends_a_contract():
    found = kinds(Leaver("1", "Alix", is_member=False, outcome=Outcome.STAYS))
    assert found == [(TaskKind.END_CONTRACT, "Alix")]


def test_six_founders_make_one_structure_admitted_as_a_new_member():
    six = [Leaver(str(n), f"Fondatrice {n}", is_member=True, outcome=Outcome.STAYS) for n in range(6)]
    found = kinds(*six, structure="Le Fournil Neuf")
    assert [kind for kind, name in found if name == "Le Fournil Neuf"] == [
        TaskKind.ADMIT,
        TaskKind.SUBSCRIBE,
        TaskKind.REPRESENT,
        TaskKind.DESCRIBE_TIES,
    ]
    assert sum(kind is TaskKind.CHANGE_CATEGORY for kind, _ in found) == 6


PEOPLE = [("a", "Alix", START), ("b", "Bea", START)]
TODAY = date(2026, 11, 24)
TYPED = {
    "reason": "founds", "left_on": "01/09/2026", "structure": "Le Fournil Neuf", "form": "sas",
    "leaves_a": "yes", "outcome_a": "stays",
}  # fmt: skip


def test_an_exit_is_read_with_only_those_who_leave():
    read = read_exit({**TYPED, "outcome_b": "leaves"}, PEOPLE, START, TODAY)
    assert read.outcomes == {"a": Outcome.STAYS}
    assert (read.structure, read.form) == ("Le Fournil Neuf", "sas")
    without = read_exit({**TYPED, "reason": "job"}, PEOPLE, START, TODAY)
    assert (without.structure, without.form) == ("", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "moon"}, "reason"),
        ({"left_on": ""}, "left_on"),
        ({"left_on": "24/06/2024"}, "left_on"),
        ({"left_on": "23/11/2025"}, "sure"),
        ({"structure": ""}, "structure"),
        ({"form": ""}, "form"),
        ({"form": "public_body"}, "form"),
        ({"leaves_a": ""}, "leavers"),
        ({"outcome_a": ""}, "outcome_a"),
        ({"structure": "x" * 201}, "structure"),
    ],
)
def test_every_fault_of_an_exit_names_its_field(change, field):
    with pytest.raises(FaultyActivity) as refused:
        read_exit({**TYPED, **change}, PEOPLE, START, TODAY)
    assert {fault.field for fault in refused.value.faults} == {field}


def test_a_day_more_than_a_year_ago_is_taken_once_checked():
    assert read_exit({**TYPED, "left_on": "24/11/2025"}, PEOPLE, START, TODAY).left_on == date(2025, 11, 24)
    ago = {**TYPED, "left_on": "23/11/2025"}
    assert read_exit({**ago, "sure": "yes"}, PEOPLE, START, TODAY).left_on == date(2025, 11, 23)


def test_an_empty_exit_says_field_by_field_what_is_asked():
    with pytest.raises(FaultyActivity) as refused:
        read_exit({"leaves_a": "yes"}, PEOPLE, START, TODAY)
    said = {fault.field: fault.message % fault.facts for fault in refused.value.faults}
    assert said == {
        "reason": "Dites pourquoi cette sortie.",
        "left_on": "Donnez le premier jour hors de la coopérative.",
        "outcome_a": "Dites ce que souhaite Alix comme sociétaire.",
    }
    with pytest.raises(FaultyActivity) as refused:
        read_exit({"reason": "founds", "left_on": "01/09/2026"}, PEOPLE, START, TODAY)
    assert {fault.field for fault in refused.value.faults} == {"leavers", "structure", "form"}


def test_an_activity_and_a_person_are_read_with_their_faults():
    with pytest.raises(FaultyActivity) as refused:
        read_activity({"name": "", "started_on": "hier"})
    assert {fault.field for fault in refused.value.faults} == {"name", "started_on"}
    with pytest.raises(FaultyActivity) as refused:
        read_hosted({"name": "", "contract_from": "", "earlier_months": "-1"})
    assert {fault.field for fault in refused.value.faults} == {"name", "contract_from", "earlier_months"}
    assert (
        read_hosted({"name": "Alix", "contract_from": "24/06/2024", "earlier_months": "6"}).earlier_months
        == 6
    )
