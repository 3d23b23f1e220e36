"""Versions of the bylaws, on a real database."""

import threading
from datetime import date, timedelta

import pytest
from sqlmodel import select

from governance.actors import Role, WrongHat
from governance.bylaws.document import FaultyBylaws, bylaws_document
from governance.bylaws.models import load_model
from governance.law.legal_forms import AssemblyKind, Call
from governance.queries.bylaws import bylaws_in_force, bylaws_shown, colleges_shown, rules_in_force
from governance.store.bylaws import BylawsVersionRow
from governance.store.in_force import NoBylaws
from governance.usecases.bylaws import (
    AdoptBylaws,
    AdoptionUnexplained,
    BylawsBreakTheLaw,
    InForceBeforeAdopted,
    OlderThanTheLast,
    adopt_bylaws,
)
from tests.builders import a_cooperative, add_account, an_actor

DAY = date(2026, 6, 1)
REASON = "Votée en 2026, avant l’ouverture du service."


def a_document(**colleges):
    document = bylaws_document(load_model("five_colleges_proportional"))
    document["colleges"] |= colleges
    return document


@pytest.fixture
def home(database):
    return a_cooperative(database)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def adopt(database, home, document=None, *, day=DAY, adopted=DAY, role=Role.ADMINISTRATOR):
    def act(uow):
        command = AdoptBylaws(document or a_document(), adopted, day, REASON)
        return adopt_bylaws(uow, command, by=an_actor(home, add_account(uow), role))

    return within(database, home, act)


def in_force(database, home, day):
    return within(database, home, lambda uow: bylaws_in_force(uow, day)[0].number)


def test_a_new_version_holds_from_its_day_and_the_old_one_before(database, home):
    adopt(database, home)
    assert in_force(database, home, DAY - timedelta(days=1)) == 1
    assert in_force(database, home, DAY) == 2


def test_no_version_holds_before_the_first(database, home):
    with pytest.raises(NoBylaws):
        in_force(database, home, date(2019, 12, 31))


def test_of_two_versions_of_one_day_the_last_adopted_holds(database, home):
    adopt(database, home)
    adopt(database, home)
    assert in_force(database, home, DAY) == 3


def test_the_rules_of_a_meeting_come_with_their_version(database, home):
    found = within(database, home, lambda uow: rules_in_force(uow, AssemblyKind.ORDINARY, Call.FIRST, DAY))
    assert (found.version_row.number, found.rules.day, len(found.rules.colleges)) == (1, DAY, 5)


def test_bylaws_that_the_law_forbids_are_refused_with_every_fault(database, home):
    document = a_document(criterion="capital")
    document["colleges"]["items"][0]["points"] = "90"
    with pytest.raises(BylawsBreakTheLaw) as refusal:
        adopt(database, home, document)
    assert refusal.value.count == len(refusal.value.breaches) >= 2
    assert in_force(database, home, DAY) == 1


def test_a_document_that_cannot_be_read_is_refused(database, home):
    with pytest.raises(FaultyBylaws):
        adopt(database, home, {"format": 1})


def test_bylaws_never_hold_before_they_are_adopted(database, home):
    with pytest.raises(InForceBeforeAdopted):
        adopt(database, home, day=DAY, adopted=DAY + timedelta(days=1))


def test_a_version_is_never_put_before_the_last(database, home):
    adopt(database, home)
    with pytest.raises(OlderThanTheLast):
        adopt(database, home, day=DAY - timedelta(days=1), adopted=DAY - timedelta(days=1))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_adopts_bylaws(database, home, role):
    with pytest.raises(WrongHat):
        adopt(database, home, role=role)


def test_a_version_without_a_vote_says_why_and_keeps_its_reason(database, home):
    def unexplained(uow):
        chief = an_actor(home, add_account(uow), Role.ADMINISTRATOR)
        adopt_bylaws(uow, AdoptBylaws(a_document(), DAY, DAY, " \n "), by=chief)

    with pytest.raises(AdoptionUnexplained):
        within(database, home, unexplained)
    adopt(database, home)
    asked = select(BylawsVersionRow.reason).order_by(BylawsVersionRow.number)
    assert within(database, home, lambda uow: list(uow.session.exec(asked))) == ["", REASON]


def test_two_versions_adopted_at_once_have_two_numbers(database, home):
    start = threading.Barrier(2)

    def act():
        start.wait()
        adopt(database, home)

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    asked = select(BylawsVersionRow.number).order_by(BylawsVersionRow.number)
    assert within(database, home, lambda uow: list(uow.session.exec(asked))) == [1, 2, 3]


def test_another_cooperative_keeps_its_own_versions(database, home):
    adopt(database, home)
    other = a_cooperative(database, "no_college")
    assert in_force(database, other, DAY) == 1
    shown = within(database, other, bylaws_shown)
    assert [version.number for version in shown.versions] == [1]
    assert not within(database, other, colleges_shown).has_colleges


def test_a_version_to_come_is_shown_and_is_not_in_force(database, home):
    later = date(2199, 1, 1)
    adopt(database, home, day=later)
    shown = within(database, home, lambda uow: bylaws_shown(uow, 2))
    assert (shown.version.in_force, shown.version.in_force_from) == (False, later)
    assert within(database, home, bylaws_shown).version.number == 1
