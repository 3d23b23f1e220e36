"""What follows from an agreement: objectives, meetings, and « vu » by who acts for the structure."""

from datetime import timedelta

import pytest

from governance.actors import Role, WrongHat
from governance.queries.agreements import agreement_shown
from governance.register.agreement_reading import (
    DUE_TOO_EARLY,
    AgreementNotSigned,
    FaultyAgreement,
    NoSuchAgreement,
    SettledAlready,
)
from governance.store.agreements import AgreementRow
from governance.store.members import MemberRow
from governance.usecases.agreement_followup import (
    MarkSeen,
    NoteMeeting,
    SetObjective,
    SettleObjective,
    mark_seen,
    note_meeting,
    set_objective,
    settle_objective,
    share_meeting,
    tell_structure,
)
from tests.agreeing import a_company, draft, read, said, sign, write
from tests.builders import a_cooperative, add_account, add_member, an_actor, as_member


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def today(database, home):
    return read(database, home, lambda uow: uow.today)


@pytest.fixture
def company(database, home):
    return a_company(database, home)


@pytest.fixture
def signed(database, home, company, today):
    made = draft(database, home, company, today)
    sign(database, home, made, today)
    return made


@pytest.fixture
def representative(database, home, company):
    return write(
        database, home, lambda uow: as_member(home, add_account(uow), uow.session.get(MemberRow, company))
    )


def objective(database, home, agreement, day, **typed):
    values = {"what": "Ouvrir un second four", "side": "structure", "due_on": said(day), **typed}
    return write(
        database, home, lambda uow: set_objective(uow, SetObjective(agreement, values), by=home.secretary)
    )


def meet(database, home, agreement, day, **typed):
    values = {"held_on": said(day), "people": "Claire, Malik", "notes": "Tout **avance**.", **typed}
    return write(
        database, home, lambda uow: note_meeting(uow, NoteMeeting(agreement, values), by=home.secretary)
    )


def settle(database, home, which, day, state="reached", **typed):
    command = SettleObjective(which, {"state": state, "settled_on": said(day), **typed})
    write(database, home, lambda uow: settle_objective(uow, command, by=home.secretary))


def follow_up(database, home, agreement, actor):
    return read(database, home, lambda uow: agreement_shown(uow, agreement, actor)).follow_up


def test_an_objective_is_expected_from_the_first_day_of_its_agreement_on(database, home, signed):
    def first(uow):
        return uow.session.get(AgreementRow, signed).starts_on

    begins = write(database, home, first)
    with pytest.raises(FaultyAgreement) as refused:
        objective(database, home, signed, begins - timedelta(days=1))
    assert [(each.field, each.message) for each in refused.value.faults] == [("due_on", DUE_TOO_EARLY)]
    objective(database, home, signed, begins)


def test_an_objective_is_late_the_day_after_its_day_then_closed_once(database, home, signed, today):
    late = objective(database, home, signed, today - timedelta(days=1))
    objective(database, home, signed, today, what="Recruter")
    found = follow_up(database, home, signed, home.secretary).objectives
    assert [(one.what, one.late) for one in found] == [("Ouvrir un second four", True), ("Recruter", False)]
    with pytest.raises(FaultyAgreement):
        settle(database, home, late, today, state="dropped")
    with pytest.raises(FaultyAgreement):
        settle(database, home, late, today + timedelta(days=1))
    settle(database, home, late, today, state="dropped", why="Le local est trop petit.")
    with pytest.raises(SettledAlready):
        settle(database, home, late, today)
    last = follow_up(database, home, signed, home.secretary).objectives[-1]
    assert (last.state, last.reason, last.late) == ("dropped", "Le local est trop petit.", False)


def test_a_next_meeting_that_is_past_is_not_said_to_be_ahead(database, home, signed, today):
    held = today - timedelta(days=30)
    for days in (29, 30, 31):
        meet(database, home, signed, held, next_on=said(held + timedelta(days=days)))
    found = follow_up(database, home, signed, home.secretary).meetings
    told = {one.next_on - today: one.next_is_past for one in found}
    assert told == {timedelta(days=-1): True, timedelta(0): False, timedelta(days=1): False}


def test_nothing_follows_from_a_draft(database, home, company, today):
    made = draft(database, home, company, today)
    with pytest.raises(AgreementNotSigned):
        objective(database, home, made, today)
    with pytest.raises(AgreementNotSigned):
        meet(database, home, made, today)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"people": ""}, "people"),
        ({"notes": " \n "}, "notes"),
        ({"notes": "x" * 20_001}, "notes"),
        ({"next_on": "01/01/2020"}, "next_on"),
        ({"held_on": "01/01/2199"}, "held_on"),
    ],
)
def test_notes_that_cannot_be_kept_are_refused_at_their_field(database, home, signed, today, typed, field):
    with pytest.raises(FaultyAgreement) as caught:
        meet(database, home, signed, today, **typed)
    assert [fault.field for fault in caught.value.faults] == [field]


def test_notes_are_for_the_office_until_they_are_shared(database, home, signed, today, representative):
    ours = meet(database, home, signed, today)
    meet(database, home, signed, today - timedelta(days=9), shared="yes")
    assert len(follow_up(database, home, signed, home.secretary).meetings) == 2
    assert len(follow_up(database, home, signed, representative).meetings) == 1
    with pytest.raises(NoSuchAgreement):
        write(database, home, lambda uow: mark_seen(uow, MarkSeen(signed, ours), by=representative))
    write(database, home, lambda uow: share_meeting(uow, ours, by=home.secretary))
    assert len(follow_up(database, home, signed, representative).meetings) == 2


def test_seen_is_said_once_by_who_acts_for_the_structure_alone(database, home, signed, today, representative):
    shared = meet(database, home, signed, today, shared="yes")
    for command in (MarkSeen(signed), MarkSeen(signed), MarkSeen(signed, shared)):
        write(database, home, lambda uow, c=command: mark_seen(uow, c, by=representative))
    found = follow_up(database, home, signed, home.secretary)
    assert [mark.name for mark in found.seen] == ["Camille Essai"]
    assert len(found.meetings[0].seen) == 1
    assert follow_up(database, home, signed, representative).mine

    def stranger(uow):
        other = add_member(uow, 8, "Autre maison", first_name="", college="structures", kind="organisation")
        return as_member(home, add_account(uow), other)

    other = write(database, home, stranger)
    with pytest.raises(NoSuchAgreement):
        write(database, home, lambda uow: mark_seen(uow, MarkSeen(signed), by=other))
    with pytest.raises(WrongHat):
        write(database, home, lambda uow: mark_seen(uow, MarkSeen(signed), by=home.secretary))


def test_who_acts_for_the_structure_adds_nothing(database, home, signed, today, representative):
    auditor = write(database, home, lambda uow: an_actor(home, add_account(uow), Role.AUDITOR))
    which, held = objective(database, home, signed, today), meet(database, home, signed, today)
    for actor in (representative, auditor):
        for act in (
            lambda uow, a=actor: set_objective(uow, SetObjective(signed, {}), by=a),
            lambda uow, a=actor: settle_objective(uow, SettleObjective(which, {}), by=a),
            lambda uow, a=actor: note_meeting(uow, NoteMeeting(signed, {}), by=a),
            lambda uow, a=actor: share_meeting(uow, held, by=a),
            lambda uow, a=actor: tell_structure(uow, signed, told=True, by=a),
        ):
            with pytest.raises(WrongHat):
                write(database, home, act)


def test_the_structure_is_told_when_that_is_chosen_even_after_the_signature(database, home, signed):
    for told in (True, False):
        write(database, home, lambda uow, t=told: tell_structure(uow, signed, told=t, by=home.secretary))
        shown = read(database, home, lambda uow: agreement_shown(uow, signed, home.secretary))
        assert shown.line.tells_structure is told
