"""Who acts for a structure in an assembly: the holder, or the deputy called, and never both."""

import threading
from dataclasses import dataclass
from uuid import UUID

import pytest

from governance.actors import Actor, Role, WrongHat
from governance.assembly.refusals import AlreadyVoted
from governance.queries.mandates import mandates_shown
from governance.register.mandate_reading import (
    AlreadyPrevented,
    DeputyNotCalled,
    FaultyMandate,
    HolderPrevented,
    MandateEnded,
    MandateOver,
    NobodyInMandate,
    NoSuchMandate,
    NotADeputyThatDay,
    NotPrevented,
)
from governance.store import desk
from governance.store.accounts import CapacityRow, InvitationRow
from governance.store.assemblies import AssemblyRow
from governance.store.hats import hats_here
from governance.store.mandates import MandateRow
from governance.store.members import MemberRow
from governance.store.minutes_facts import attendance_facts
from governance.usecases.accounts import InvitationSpent, accept_invitation, invite
from governance.usecases.attendance import join_remotely
from governance.usecases.casting import CastBallot, Receipt, cast_ballot, cast_ballots
from governance.usecases.deputies import CallDeputy, call_deputy, invite_mandated, lift_prevention
from governance.usecases.mandates import EndMandate, end_mandate
from governance.usecases.proxies import give_proxy, withdraw_proxy
from tests.builders import add_account, an_actor
from tests.mandating import add_mandate, become_structure, day, speak
from tests.meetings import Meeting, a_meeting, a_poll

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 1, "beneficiaries": 1, "partners": 1}


@dataclass(frozen=True)
class Represented:
    """A meeting where one voter is a structure with a holder and two deputies."""

    meeting: Meeting
    company: UUID
    mandates: tuple[UUID, ...]
    holder: Actor
    deputy: Actor
    second: Actor


@pytest.fixture
def scene(database):
    meeting = a_meeting(database, colleges=SMALL)
    company = meeting.voters[5].hat.member
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        become_structure(uow, company)
        mandates = [
            add_mandate(uow, meeting.secretary, company, rank=rank, holder=name)
            for rank, name in (
                ("holder", "Nour Titulaire"),
                ("deputy", "Ali Premier"),
                ("deputy", "Bea Seconde"),
            )
        ]
        actors = [speak(uow, meeting.cooperative, each, f"Compte {at}") for at, each in enumerate(mandates)]
    return Represented(meeting, company, tuple(mandates), *actors)


def write(database, scene, act):
    with database.write() as uow:
        uow.enter(scene.meeting.cooperative.id)
        return act(uow)


def cast(database, scene, poll, by, choice="for"):
    return write(database, scene, lambda uow: cast_ballot(uow, CastBallot(poll, choice, by), by=by))


def call(database, scene, mandate, reason="Hospitalisation", by=None):
    command = CallDeputy(scene.meeting.assembly, mandate, reason)
    return write(database, scene, lambda uow: call_deputy(uow, command, by=by or scene.meeting.secretary))


def finish(database, scene, mandate, days):
    def act(uow):
        values = {"last_day": day(uow, days), "reason": "Révocation"}
        return end_mandate(uow, EndMandate(mandate, values), by=scene.meeting.secretary)

    return write(database, scene, act)


def test_the_holder_votes_and_the_deputy_does_not(database, scene):
    poll = a_poll(database, scene.meeting)
    with pytest.raises(DeputyNotCalled):
        cast(database, scene, poll, scene.deputy)
    assert isinstance(cast(database, scene, poll, scene.holder), Receipt)


def test_once_the_holder_is_prevented_the_deputy_called_votes_and_nobody_else(database, scene):
    poll = a_poll(database, scene.meeting)
    call(database, scene, scene.mandates[1])
    with pytest.raises(HolderPrevented):
        cast(database, scene, poll, scene.holder)
    with pytest.raises(DeputyNotCalled):
        cast(database, scene, poll, scene.second)
    assert isinstance(cast(database, scene, poll, scene.deputy), Receipt)


def test_a_prevention_lifted_gives_the_vote_back_to_the_holder(database, scene):
    poll = a_poll(database, scene.meeting)
    prevention = call(database, scene, scene.mandates[1])
    with pytest.raises(AlreadyPrevented):
        call(database, scene, scene.mandates[2])

    def lift(uow):
        return lift_prevention(uow, prevention, by=scene.meeting.secretary)

    assert write(database, scene, lift) == scene.company
    with pytest.raises(NotPrevented):
        write(database, scene, lift)
    with pytest.raises(DeputyNotCalled):
        cast(database, scene, poll, scene.deputy)
    assert isinstance(cast(database, scene, poll, scene.holder), Receipt)


def test_a_ballot_of_the_holder_stands_when_the_deputy_is_called_after_it(database, scene):
    poll = a_poll(database, scene.meeting)
    cast(database, scene, poll, scene.holder, "for")
    call(database, scene, scene.mandates[1])
    with pytest.raises(AlreadyVoted):
        cast(database, scene, poll, scene.deputy, "against")


def test_two_accounts_of_one_structure_that_vote_at_once_leave_one_ballot(database, scene):
    """A second account is tied to the holder's mandate: the ballot is the structure's, not theirs."""
    other = write(
        database, scene, lambda uow: speak(uow, scene.meeting.cooperative, scene.mandates[0], "Autre compte")
    )
    poll = a_poll(database, scene.meeting)
    barrier, outcomes = threading.Barrier(4), []

    def vote(by, choice):
        barrier.wait()
        try:
            outcomes.append(cast(database, scene, poll, by, choice))
        except AlreadyVoted as refused:
            outcomes.append(refused)

    pairs = ((scene.holder, "for"), (other, "against"), (scene.holder, "abstain"), (other, "for"))
    threads = [threading.Thread(target=vote, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    receipts = {found.leaf for found in outcomes if isinstance(found, Receipt)}
    assert len(outcomes) == 4
    assert len(receipts) == 1
    with database.read() as uow:
        uow.enter(scene.meeting.cooperative.id)
        assert len(uow.box.recorded(poll, [scene.company])) == 1


def test_the_holder_and_the_deputy_that_vote_while_the_deputy_is_called_never_both_count(database, scene):
    poll = a_poll(database, scene.meeting)
    barrier, outcomes = threading.Barrier(3), {}

    def run(name, task):
        barrier.wait()
        try:
            outcomes[name] = task()
        except (HolderPrevented, DeputyNotCalled, AlreadyVoted) as refused:
            outcomes[name] = refused

    tasks = {
        "call": lambda: call(database, scene, scene.mandates[1]),
        "holder": lambda: cast(database, scene, poll, scene.holder, "for"),
        "deputy": lambda: cast(database, scene, poll, scene.deputy, "against"),
    }
    threads = [threading.Thread(target=run, args=pair) for pair in tasks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cast_by = [name for name in ("holder", "deputy") if isinstance(outcomes[name], Receipt)]
    assert isinstance(outcomes["call"], UUID)
    assert len(cast_by) <= 1


def test_each_command_of_a_batch_is_judged_by_who_sends_it(database, scene):
    poll = a_poll(database, scene.meeting)
    member = scene.meeting.voters[0]
    commands = [CastBallot(poll, "for", by) for by in (scene.deputy, member, scene.holder)]
    outcomes = write(database, scene, lambda uow: cast_ballots(uow, poll, commands))
    assert [type(found) for found in outcomes] == [DeputyNotCalled, Receipt, Receipt]


def test_who_was_replaced_or_ended_can_neither_vote_nor_attend_nor_give_a_proxy(database, scene):
    poll = a_poll(database, scene.meeting)
    finish(database, scene, scene.mandates[0], -1)
    assembly, holder = scene.meeting.assembly, scene.meeting.voters[0].hat.member
    with pytest.raises(MandateOver) as refused:
        cast(database, scene, poll, scene.holder)
    assert refused.value.structure == "Les Fours réunis"
    acts = (
        lambda uow: join_remotely(uow, assembly, by=scene.holder),
        lambda uow: give_proxy(uow, assembly, holder, by=scene.holder),
        lambda uow: withdraw_proxy(uow, assembly, scene.company, by=scene.holder),
    )
    for act in acts:
        with pytest.raises(MandateOver):
            write(database, scene, act)
    with database.read() as uow:
        uow.enter(scene.meeting.cooperative.id)
        assert hats_here(uow, scene.holder.account) == ()


def test_a_mandate_that_ends_today_still_votes_today(database, scene):
    poll = a_poll(database, scene.meeting)
    finish(database, scene, scene.mandates[0], 0)
    assert isinstance(cast(database, scene, poll, scene.holder), Receipt)


def test_a_deputy_may_be_called_when_there_is_no_holder_any_more(database, scene):
    poll = a_poll(database, scene.meeting)
    finish(database, scene, scene.mandates[0], -1)
    call(database, scene, scene.mandates[1], "Le titulaire a quitté la structure")
    assert isinstance(cast(database, scene, poll, scene.deputy), Receipt)


def test_what_is_asked_to_call_a_deputy(database, scene):
    with pytest.raises(NotADeputyThatDay):
        call(database, scene, scene.mandates[0])
    with pytest.raises(NoSuchMandate):
        call(database, scene, scene.company)
    with pytest.raises(FaultyMandate):
        call(database, scene, scene.mandates[1], " ")
    finish(database, scene, scene.mandates[2], -1)
    with pytest.raises(NotADeputyThatDay):
        call(database, scene, scene.mandates[2])
    teller = write(database, scene, lambda uow: add_account(uow))
    with pytest.raises(WrongHat):
        call(database, scene, scene.mandates[1], by=an_actor(scene.meeting.cooperative, teller, Role.TELLER))


def test_the_desk_and_the_sheet_show_who_speaks_on_the_day(database, scene):
    def shown(uow):
        assembly = uow.session.get(AssemblyRow, scene.meeting.assembly)
        where = desk.Where(uow.tenant, assembly.id, uow.today)
        at_the_desk = desk.one(uow.session, where, scene.company).representative
        sheet = attendance_facts(uow, assembly)
        lines = [line for group in sheet.colleges for line in group.lines]
        on_the_sheet = next(line for line in lines if line.surname == "Les Fours réunis").representative
        return at_the_desk, on_the_sheet

    assert write(database, scene, shown) == ("Nour Titulaire", "Nour Titulaire")
    call(database, scene, scene.mandates[1])
    assert write(database, scene, shown) == ("Ali Premier", "Ali Premier")


def test_a_structure_whose_mandates_are_over_shows_nobody_even_with_a_name_on_its_record(database, scene):
    def at_the_desk(uow):
        where = desk.Where(uow.tenant, scene.meeting.assembly, uow.today)
        return desk.one(uow.session, where, scene.company).representative

    def forget(uow):
        uow.session.get(MemberRow, scene.company).representative = "Vieux Nom"

    write(database, scene, forget)
    assert write(database, scene, at_the_desk) == "Nour Titulaire"
    finish(database, scene, scene.mandates[0], -1)
    assert write(database, scene, at_the_desk) == ""


def test_the_link_of_a_mandate_gives_access_for_its_days_and_no_other(database, scene):
    def held(uow):
        row = uow.session.get(MandateRow, scene.mandates[0])
        found = uow.session.exec(
            CapacityRow.__table__.select().where(CapacityRow.mandate_id == scene.mandates[0])
        ).all()
        return row, found

    row, found = write(database, scene, held)
    assert [(one.starts_on, one.ends_on, one.represents) for one in found] == [(row.since, row.until, True)]
    secret = b"h" * 32
    by = scene.meeting.secretary
    write(database, scene, lambda uow: invite_mandated(uow, scene.mandates[1], secret, by=by))
    finish(database, scene, scene.mandates[1], -1)
    with pytest.raises(InvitationSpent):
        slug = scene.meeting.cooperative.slug
        write(database, scene, lambda uow: accept_invitation(uow, slug, secret, account=by.account))
    with pytest.raises(MandateEnded):
        write(database, scene, lambda uow: invite_mandated(uow, scene.mandates[1], secret, by=by))
    with pytest.raises(NoSuchMandate):
        write(database, scene, lambda uow: invite_mandated(uow, scene.company, secret, by=by))


def test_the_link_of_a_structure_is_that_of_its_holder(database, scene):
    by, secret = scene.meeting.secretary, b"k" * 32
    write(database, scene, lambda uow: invite(uow, scene.company, secret, represents=True, by=by))
    kept = write(database, scene, lambda uow: uow.session.get(InvitationRow, secret).mandate_id)
    assert kept == scene.mandates[0]
    finish(database, scene, scene.mandates[0], -1)
    with pytest.raises(NobodyInMandate):
        write(database, scene, lambda uow: invite(uow, scene.company, b"l" * 32, represents=True, by=by))


def test_the_page_of_the_structure_tells_who_is_prevented_and_where(database, scene):
    call(database, scene, scene.mandates[1])
    shown = write(database, scene, lambda uow: mandates_shown(uow, scene.company, scene.meeting.secretary))
    assert [(one.deputy, one.reason, one.open) for one in shown.preventions] == [
        ("Ali Premier", "Hospitalisation", True)
    ]
    assert [title for _, title, _ in shown.assemblies] == ["AG d’essai"]
    assert [each.mandate.holder for each in shown.deputies] == ["Ali Premier", "Bea Seconde"]
