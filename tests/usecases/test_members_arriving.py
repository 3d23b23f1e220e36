"""Adding a member and recording movements of shares, on a real database."""

import json
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Role, WrongHat
from governance.assembly.refusals import NumberTaken
from governance.queries.members import newcomer
from governance.register import faults
from governance.register.refusals import (
    FaultyMember,
    FaultyMovement,
    MemberInDoubt,
    NoSuchMember,
    NotSoManyShares,
)
from governance.store.members import MemberRow
from governance.store.shares import ShareMovementRow
from governance.usecases.members import AddMember, ChangeMember, add_member, change_member
from governance.usecases.shares import RecordMovement, record_movement
from tests.builders import a_cooperative, add_account, an_actor
from tests.usecases.test_members import convene, within

ZOE = {
    "number": "1", "kind": "person", "name": "Rivière", "first_name": "Zoé", "category": "team",
    "admitted_on": "01/02/2026", "shares": "20",
}  # fmt: skip


@pytest.fixture
def home(database):
    return a_cooperative(database)


def add(database, home, *, sure=False, **more):
    command = AddMember({**ZOE, **more}, sure)
    return within(database, home, lambda uow: add_member(uow, command, by=home.secretary))


def move(database, home, member, shares, moved_on="01/03/2026"):
    kind = "subscription" if shares > 0 else "redemption"
    command = RecordMovement(member, kind, str(abs(shares)), moved_on)
    return within(database, home, lambda uow: record_movement(uow, command, by=home.secretary))


def movements(database, home):
    asked = select(ShareMovementRow).where(ShareMovementRow.cooperative_id == home.id)
    asked = asked.order_by(col(ShareMovementRow.sequence))
    rows = within(database, home, lambda uow: uow.session.exec(asked).all())
    return [(row.sequence, row.kind, row.shares, row.moved_on) for row in rows]


def acts(database, home):
    asked = text("SELECT line FROM acts ORDER BY seq")
    return within(database, home, lambda uow: uow.session.connection().execute(asked).scalars().all())


def test_a_member_comes_in_with_a_college_a_place_in_the_list_and_a_subscription(database, home):
    found = add(database, home)
    row = within(database, home, lambda uow: uow.session.get(MemberRow, found))
    assert (row.number, row.college, row.search_key) == (1, "team", " riviere zoe")
    assert movements(database, home) == [(1, "subscription", 20, date(2026, 2, 1))]
    (line,) = acts(database, home)
    act = json.loads(line)
    assert (act["type"], act["member"], act["shares"], act["sequence"]) == ("member.add", str(found), 20, 1)
    assert "Rivière" not in line


def test_the_shares_of_somebody_admitted_later_bear_the_date_of_admission(database, home):
    day = within(database, home, lambda uow: uow.today) + timedelta(days=40)
    add(database, home, admitted_on=f"{day:%d/%m/%Y}")
    assert movements(database, home) == [(1, "subscription", 20, day)]


COMPANY = {
    "kind": "organisation", "name": "Les Fours", "first_name": "", "category": "structures",
    "siren": "732829320",
}  # fmt: skip


def test_the_number_of_a_company_is_that_of_one_member(database, home):
    add(database, home, number="624", **COMPANY)
    with pytest.raises(FaultyMember) as refusal:
        add(database, home, number="2", sure=True, **{**COMPANY, "name": "Les Fours du Port"})
    (fault,) = refusal.value.faults
    assert (fault.field, fault.message % fault.facts) == ("siren", "Ce SIREN est celui du sociétaire n° 624.")


@pytest.mark.parametrize(("left_on", "comes"), [("01/02/2026", True), ("02/02/2026", False)])
def test_a_company_that_left_may_come_back_under_another_number(database, home, left_on, comes):
    found = add(database, home, admitted_on="01/01/2025", **COMPANY)
    left = {"left_on": left_on, "number": "1", "admitted_on": "01/01/2025", **COMPANY}
    within(database, home, lambda uow: change_member(uow, ChangeMember(found, left), by=home.secretary))
    if comes:
        assert add(database, home, number="2", sure=True, **COMPANY)
    else:
        with pytest.raises(FaultyMember):
            add(database, home, number="2", sure=True, **COMPANY)


def test_a_record_does_not_take_the_number_of_another_company(database, home):
    add(database, home, **COMPANY)
    other = {**ZOE, **COMPANY, "number": "2", "name": "Autre", "siren": ""}
    second = add(database, home, **other)
    command = ChangeMember(second, {**other, "siren": COMPANY["siren"]})
    with pytest.raises(FaultyMember):
        within(database, home, lambda uow: change_member(uow, command, by=home.secretary))


def test_the_next_number_is_one_more_than_the_largest(database, home):
    def proposed():
        return within(database, home, lambda uow: newcomer(uow, by=home.secretary).number)

    assert proposed() == 1
    add(database, home, number="41")
    assert proposed() == 42


def test_every_faulty_field_of_a_newcomer_is_named_and_nobody_comes_in(database, home):
    more = {"siren": "123456789", "postcode": "1000", "email": "x", "category": "Équipes", "shares": "-1"}
    with pytest.raises(FaultyMember) as refusal:
        add(database, home, **more)
    assert {fault.field for fault in refusal.value.faults} == set(more)
    assert movements(database, home) == acts(database, home) == []


def test_a_college_that_does_not_gather_the_category_is_refused(database, home):
    with pytest.raises(FaultyMember) as refusal:
        add(database, home, college="beneficiaries")
    assert [fault.message for fault in refusal.value.faults] == [faults.WRONG_COLLEGE]


def test_a_number_already_given_is_refused_to_a_newcomer(database, home):
    add(database, home)
    with pytest.raises(NumberTaken):
        add(database, home, name="Autre")


def test_a_name_already_known_or_too_few_shares_ask_to_be_sure(database, home):
    add(database, home)
    with pytest.raises(MemberInDoubt) as refusal:
        add(database, home, number="2", shares="")
    assert [fault.message for fault in refusal.value.faults] == [faults.SAME_NAME, faults.FEW_SHARES]
    add(database, home, number="2", shares="", sure=True)
    assert len(movements(database, home)) == 1


@pytest.mark.parametrize("stage", ["convened", "open"])
def test_an_assembly_convened_or_open_refuses_no_newcomer(database, home, stage):
    convene(database, home, stage)
    assert add(database, home)


def test_movements_are_numbered_without_gap_and_logged(database, home):
    found = add(database, home)
    assert (move(database, home, found, 5), move(database, home, found, -25)) == (2, 3)
    assert [(n, shares) for n, _, shares, _ in movements(database, home)] == [(1, 20), (2, 5), (3, -25)]
    act = json.loads(acts(database, home)[-1])
    told = {"type": "shares.move", "shares": -25, "sequence": 3, "member": str(found)}
    assert told.items() <= act.items()


def test_no_more_is_paid_back_than_is_held_on_that_day_and_later(database, home):
    found = add(database, home)
    with pytest.raises(NotSoManyShares) as refusal:
        move(database, home, found, -21)
    assert "art. 18" in str(refusal.value.source)
    with pytest.raises(NotSoManyShares):
        move(database, home, found, -1, "31/01/2026")
    move(database, home, found, -15, "01/06/2026")
    with pytest.raises(NotSoManyShares):
        move(database, home, found, -6, "01/03/2026")
    assert [shares for _, _, shares, _ in movements(database, home)] == [20, -15]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("gift", "1", "01/03/2026"), "movement"),
        (("subscription", "0", "01/03/2026"), "shares"),
        (("subscription", "", "01/03/2026"), "shares"),
        (("subscription", "1", "31/02/2026"), "moved_on"),
        (("subscription", "1", "01/01/2199"), "moved_on"),
    ],
)
def test_a_movement_that_cannot_be_read_says_which_field(database, home, typed, field):
    command = RecordMovement(add(database, home), *typed)
    with pytest.raises(FaultyMovement) as refusal:
        within(database, home, lambda uow: record_movement(uow, command, by=home.secretary))
    assert [fault.field for fault in refusal.value.faults] == [field]


def test_two_redemptions_at_once_never_pay_back_the_same_shares(database, home):
    found = add(database, home)
    start, results = threading.Barrier(2), []

    def take():
        start.wait()
        try:
            results.append(move(database, home, found, -15))
        except NotSoManyShares:
            results.append("refused")

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, results)) == ["2", "refused"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_adds_members_and_moves_shares(database, home, role):
    found = add(database, home)
    with pytest.raises(WrongHat), database.write() as uow:
        uow.enter(home.id)
        add_member(uow, AddMember(ZOE), by=an_actor(home, add_account(uow), role))
    with pytest.raises(WrongHat), database.write() as uow:
        uow.enter(home.id)
        command = RecordMovement(found, "subscription", "1", "01/03/2026")
        record_movement(uow, command, by=an_actor(home, add_account(uow), role))


def test_the_shares_of_a_member_of_another_cooperative_do_not_move(database, home):
    found = add(database, home)
    with pytest.raises(NoSuchMember):
        move(database, a_cooperative(database), found, 1)
