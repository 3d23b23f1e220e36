"""Changing one member, on a real database."""

import json
import threading

import pytest
from sqlalchemy import event, text

from governance.actors import Role, WrongHat
from governance.assembly.refusals import NumberTaken
from governance.queries.members import Look, member_shown, members_page
from governance.register import faults
from governance.register.refusals import CollegeIsFrozen, FaultyMember, NoSuchMember
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.usecases.members import ChangeMember, change_member
from tests.builders import a_cooperative, add_account, add_member, an_actor

ALIX = {
    "number": "1", "kind": "person", "name": "Exemple", "first_name": "Alix", "category": "team",
    "college": "team", "admitted_on": "01/01/2020", "email": "membre1@exemple.test",
}  # fmt: skip


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def alix(database, home):
    def act(uow):
        row = add_member(uow, 1, "Exemple", college="team")
        uow.session.flush()  # its identifier serves after the block
        return row.id

    return within(database, home, act)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def change(database, home, member, **more):
    command = ChangeMember(member, {**ALIX, **more})
    return within(database, home, lambda uow: change_member(uow, command, by=home.secretary))


def row_of(database, home, member):
    return within(database, home, lambda uow: uow.session.get(MemberRow, member))


def convene(database, home, stage="convened"):
    def act(uow):
        uow.session.add(
            AssemblyRow(
                cooperative_id=home.id, title="AG", kind="ordinary", held_at=uow.now, place="Lyon",
                stage=stage, convened_at=uow.now, opened_at=uow.now, closed_at=uow.now,
                bylaws_version_id=home.bylaws, created_at=uow.now,
            )
        )  # fmt: skip

    within(database, home, act)


def test_what_changed_is_written_and_the_log_names_fields_only(database, home, alix):
    assert change(database, home, alix, name="Rivière", city="Lyon") == ("name", "city")
    row = row_of(database, home, alix)
    assert (row.name, row.sort_key, row.search_key) == (
        "Rivière",
        "riviere|alix|Rivière|Alix",
        " riviere alix",
    )
    asked = text("SELECT line FROM acts")
    (line,) = within(database, home, lambda uow: uow.session.connection().execute(asked).scalars().all())
    act = json.loads(line)
    assert (act["type"], act["fields"], act["member"]) == ("member.change", ["name", "city"], str(alix))
    assert "Rivière" not in line


def test_the_same_values_write_nothing(database, home, alix):
    assert change(database, home, alix) == ()


def test_every_faulty_field_is_named_at_once(database, home, alix):
    with pytest.raises(FaultyMember) as refusal:
        change(database, home, alix, name="", siren="123456789", admitted_on="")
    assert {(fault.field, fault.message) for fault in refusal.value.faults} == {
        ("name", faults.MISSING),
        ("siren", faults.NOT_A_SIREN),
        ("admitted_on", faults.MISSING),
    }


@pytest.mark.parametrize("stage", ["convened", "open"])
def test_the_college_does_not_change_between_the_notice_and_the_close(database, home, alix, stage):
    convene(database, home, stage)
    with pytest.raises(CollegeIsFrozen):
        change(database, home, alix, category="beneficiaries", college="beneficiaries")
    assert change(database, home, alix, city="Lyon") == ("city",)


@pytest.mark.parametrize("stage", ["draft", "closed"])
def test_the_college_changes_before_the_notice_and_after_the_close(database, home, alix, stage):
    convene(database, home, stage)
    changed = change(database, home, alix, category="beneficiaries", college="beneficiaries")
    assert changed == ("category", "college")


def test_a_number_already_given_is_refused(database, home, alix):
    within(database, home, lambda uow: add_member(uow, 2, "Autre", college="team"))
    with pytest.raises(NumberTaken):
        change(database, home, alix, number="2")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_changes_a_member(database, home, alix, role):
    def act(uow):
        change_member(uow, ChangeMember(alix, ALIX), by=an_actor(home, add_account(uow), role))

    with pytest.raises(WrongHat):
        within(database, home, act)


def test_a_member_of_another_cooperative_does_not_exist(database, alix):
    other = a_cooperative(database)
    with pytest.raises(NoSuchMember):
        change(database, other, alix)
    with pytest.raises(NoSuchMember):
        within(database, other, lambda uow: member_shown(uow, alix, by=other.secretary))


def test_two_members_who_take_one_number_at_once_do_not_both_get_it(database, home, alix):
    def add(uow):
        row = add_member(uow, 2, "Autre", college="team")
        uow.session.flush()  # its identifier serves after the block
        return row.id

    other = within(database, home, add)
    start, results = threading.Barrier(2), []

    def take(member):
        start.wait()
        try:
            change(database, home, member, number="3")
            results.append("written")
        except NumberTaken:
            results.append("refused")

    threads = [threading.Thread(target=take, args=(member,)) for member in (alix, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["refused", "written"]


def statements(database, home, act):
    """Count the statements that a query sends."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    with database.read() as uow:
        uow.enter(home.id)
        assert uow.today
        event.listen(database.engine, "before_cursor_execute", note)
        try:
            act(uow)
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_list_sends_as_few_statements_for_many_members_as_for_one(database, home, alix):
    def act(uow):
        return members_page(uow, Look(), by=home.secretary)

    few = statements(database, home, act)
    within(database, home, lambda uow: [add_member(uow, n, f"N{n}", college="team") for n in range(2, 200)])
    assert statements(database, home, act) == few <= 4
