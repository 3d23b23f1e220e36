"""A meeting that could not decide meets again: what goes with it, and what is refused."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly import second_call
from governance.assembly.stages import WrongStage
from governance.bylaws.clauses import Holder
from governance.queries.agenda import agenda_items
from governance.queries.second_calls import second_call_view
from governance.store.assemblies import AssemblyRow, AttachmentRow
from governance.store.notice_facts import notice_facts
from governance.store.preparation import rules_of
from governance.store.unit_of_work import PARIS
from governance.usecases.agenda import AddItem, ItemFields, add_item
from governance.usecases.assemblies import (
    CancelAssembly,
    ChangeAssembly,
    cancel_assembly,
    change_assembly,
)
from governance.usecases.attendance import MarkPresent, close_session, mark_present
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.elections import ChooseWay, SetContest, choose_way, set_contest
from governance.usecases.outside_proxies import MarkOutside, Outside, mark_outside
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.second_calls import CallAgain, call_again
from governance.vote.elections.preparing import Shown
from tests.bylaws.changes import bylaws_with
from tests.electing import an_election
from tests.meetings import a_meeting
from tests.preparing import fields
from tests.usecases.test_voting_at_once import together

MANY = {"entrepreneurs": 8, "team": 2, "structures": 2}


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def later(uow, days=40):
    return datetime.combine(uow.today + timedelta(days=days), datetime.min.time(), PARIS).replace(hour=18)


def close(database, meeting):
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))


def again(database, meeting, days=40, by=None):
    def act(uow):
        command = CallAgain(meeting.assembly, later(uow, days), "Salle Haute")
        return call_again(uow, command, by=by or meeting.secretary)

    return within(database, meeting, act)


@pytest.fixture
def empty(database):
    """Twelve members, two there: one sixth, under the fifth that an SA asks for."""
    meeting = a_meeting(database, colleges=MANY, absent=10)
    close(database, meeting)
    return meeting


def test_the_items_papers_and_proxies_of_a_meeting_without_quorum_go_to_the_second(database):
    meeting = a_meeting(database, colleges=MANY, absent=10)
    principal, holder = meeting.voters[4].hat.member, meeting.voters[5].hat.member

    def before(uow):
        mark_represented(uow, MarkRepresented(meeting.assembly, principal, holder), by=meeting.secretary)
        uow.session.add(
            AttachmentRow(
                cooperative_id=uow.tenant, assembly_id=meeting.assembly, resolution_id=meeting.resolutions[1],
                title="Comptes", filename="comptes.pdf", media_type="application/pdf", content=b"%PDF-1.7",
                size=8, sha256="0" * 64, added_at=uow.now,
            )
        )  # fmt: skip

    within(database, meeting, before)
    close(database, meeting)
    made = again(database, meeting)

    def read(uow):
        row = uow.session.get(AssemblyRow, made)
        items = agenda_items(uow, made)
        paper = uow.session.connection().execute(
            text("SELECT resolution_id, title FROM attachments WHERE assembly_id = :it"), {"it": made}
        )
        proxy = uow.session.connection().execute(
            text("SELECT principal_id, holder_id FROM proxies WHERE assembly_id = :it"), {"it": made}
        )
        facts = notice_facts(uow, row, rules_of(uow, row), page="")
        first = uow.session.get(AssemblyRow, meeting.assembly)
        return row, items, paper.all(), proxy.all(), (facts, first.held_at)

    row, items, paper, proxy, (facts, first_held_at) = within(database, meeting, read)
    assert (row.call, row.second_of, row.stage) == ("second", meeting.assembly, "draft")
    assert [(item.number, item.title) for item in items] == [(1, "Résolution 1"), (2, "Résolution 2")]
    assert paper == [(items[1].id, "Comptes")]
    assert proxy == [(principal, holder)]
    assert (facts.first_held_at, facts.first_missed) == (first_held_at, second_call.Missed.QUORUM)


def test_an_ordinary_second_meeting_of_an_sa_decides_without_quorum(database, empty):
    made = again(database, empty, days=11)

    def hold(uow):
        row = uow.session.get(AssemblyRow, made)
        row.stage, row.convened_at, row.opened_at = "open", uow.now, uow.now
        uow.session.add(row)
        uow.session.flush()  # presence is noted on an open meeting
        mark_present(uow, MarkPresent(made, empty.voters[0].hat.member), by=empty.secretary)
        item = agenda_items(uow, made)[0].id
        return open_poll(uow, OpenPoll(made, item), by=empty.secretary)

    poll = within(database, empty, hold)
    voter = empty.voters[0]
    within(database, empty, lambda uow: cast_ballot(uow, CastBallot(poll, "for", voter), by=voter))
    assert within(database, empty, lambda uow: close_poll(uow, poll, by=empty.secretary)).adopted


def test_an_election_goes_with_those_who_stand(database):
    election = an_election(database, "plurality", colleges=MANY, absent=10)
    close(database, election)
    made = again(database, election)

    def read(uow):
        item = agenda_items(uow, made)[0].id
        found = uow.session.connection().execute(
            text("SELECT name FROM candidates WHERE resolution_id = :it ORDER BY name"), {"it": item}
        )
        return item, found.scalars().all()

    item, names = within(database, election, read)
    assert names == ["Alix Fournier", "Blaise Nkomo", "Camille Roy"]
    with pytest.raises(second_call.SecondAgendaKept):
        within(
            database,
            election,
            lambda uow: choose_way(uow, ChooseWay(made, item, "yes_no"), by=election.secretary),
        )
    command = SetContest(made, item, 2, "", "", None, Shown.ALPHABETICAL, {})
    with pytest.raises(second_call.SecondAgendaKept):
        within(database, election, lambda uow: set_contest(uow, command, by=election.secretary))


def test_what_was_decided_while_the_quorum_stood_is_not_called_again(database):
    meeting = a_meeting(database, colleges={"entrepreneurs": 5, "team": 5}, absent=2)

    def decide(uow):
        poll = open_poll(uow, OpenPoll(meeting.assembly, meeting.resolutions[0]), by=meeting.secretary)
        uow.session.flush()  # its electors are there
        close_poll(uow, poll, by=meeting.secretary)
        uow.session.connection().execute(text("UPDATE attendance SET left_at = arrived_at"))

    within(database, meeting, decide)
    close(database, meeting)
    made = again(database, meeting)
    items = within(database, meeting, lambda uow: agenda_items(uow, made))
    assert [item.title for item in items] == ["Résolution 2"]


def test_a_sarl_calls_again_what_missed_the_majority_of_all_the_members(database):
    bylaws = bylaws_with("identity.form", "sarl")
    meeting = a_meeting(database, colleges={"entrepreneurs": 5, "team": 5}, absent=6, model=bylaws)

    def vote(uow):
        first = uow.session.get_one(AssemblyRow, meeting.assembly)
        first.remote_allowed = False  # a SARL approves its accounts in the room
        for item, answer in zip(meeting.resolutions, ("for", "against"), strict=True):
            poll = open_poll(uow, OpenPoll(meeting.assembly, item), by=meeting.secretary)
            uow.session.flush()  # its electors are there
            for voter in meeting.voters[:4]:
                cast_ballot(uow, CastBallot(poll, answer, voter), by=voter)
            close_poll(uow, poll, by=meeting.secretary)

    within(database, meeting, vote)
    close(database, meeting)
    view = within(database, meeting, lambda uow: second_call_view(uow, meeting.assembly, meeting.secretary))
    assert view.missed is second_call.Missed.MAJORITY
    assert view.left == ("Résolution 1", "Résolution 2")  # four of ten for: not the majority of all
    again(database, meeting)


def test_a_meeting_that_could_decide_is_not_called_again(database):
    meeting = a_meeting(database, colleges=MANY)
    close(database, meeting)
    assert (
        within(database, meeting, lambda u: second_call_view(u, meeting.assembly, meeting.secretary)) is None
    )
    with pytest.raises(second_call.NothingMissed):
        again(database, meeting)


def test_an_open_meeting_is_not_called_again(database):
    meeting = a_meeting(database, colleges=MANY, absent=10)
    with pytest.raises(WrongStage):
        again(database, meeting)


def test_only_the_secretary_calls_again(database, empty):
    with pytest.raises(WrongHat):
        again(database, empty, by=empty.voters[0])
    assert empty.voters[0].hat.role is Role.MEMBER


def test_two_calls_at_once_make_one_second_meeting(database, empty):
    found = together(*[lambda: again(database, empty)] * 2)
    assert sum(isinstance(one, second_call.AlreadyCalledAgain) for one in found) == 1
    assert sum(isinstance(one, UUID) for one in found) == 1


def test_a_second_call_given_up_may_be_prepared_again_and_never_a_third(database, empty):
    made = again(database, empty)
    within(database, empty, lambda uow: cancel_assembly(uow, CancelAssembly(made), by=empty.secretary))
    second = again(database, empty)

    def third(uow):
        row = uow.session.get(AssemblyRow, second)
        row.stage, row.convened_at, row.opened_at, row.closed_at = "closed", uow.now, uow.now, uow.now
        uow.session.add(row)
        uow.session.flush()  # the use case reads it
        return call_again(uow, CallAgain(second, later(uow), "Salle"), by=empty.secretary)

    with pytest.raises(second_call.NoThirdCall):
        within(database, empty, third)


def test_the_agenda_of_a_second_call_does_not_change_nor_its_day_out_of_bounds(database, empty):
    made = again(database, empty)
    with pytest.raises(second_call.SecondAgendaKept):
        within(
            database,
            empty,
            lambda uow: add_item(uow, AddItem(made, ItemFields("Autre", "")), by=empty.secretary),
        )
    with pytest.raises(second_call.SecondMeetingTooSoon):
        within(
            database,
            empty,
            lambda uow: change_assembly(uow, ChangeAssembly(made, fields(uow, days=0)), by=empty.secretary),
        )


def test_a_proxy_that_left_the_college_since_is_not_kept_and_the_log_counts_it(database):
    meeting = a_meeting(database, colleges=MANY, absent=10)
    given = [(4, 5), (3, 5), (6, 7)]

    def before(uow):
        for principal, holder in given:
            pair = (meeting.voters[at].hat.member for at in (principal, holder))
            mark_represented(uow, MarkRepresented(meeting.assembly, *pair), by=meeting.secretary)
        spouse = MarkOutside(
            meeting.assembly, meeting.voters[8].hat.member, Outside("Jo Dehors", Holder.SPOUSE)
        )
        mark_outside(uow, spouse, by=meeting.secretary)
        moved = text("UPDATE members SET college = 'team' WHERE id = :it")
        uow.session.connection().execute(moved, {"it": meeting.voters[7].hat.member})

    within(database, meeting, before)
    close(database, meeting)
    made = again(database, meeting)

    def read(uow):
        proxy = text("SELECT coalesce(outsider, holder_id::text) FROM proxies WHERE assembly_id = :it")
        act = text("SELECT line FROM acts WHERE log = :log AND line LIKE '%assembly.call_again%'")
        facts = {"it": made, "log": f"{meeting.cooperative.id}/{made}"}
        connection = uow.session.connection()
        return connection.execute(proxy, facts).scalars().all(), connection.execute(act, facts).scalar_one()

    kept, line = within(database, meeting, read)
    assert sorted(kept) == sorted([str(meeting.voters[5].hat.member)] * 2 + ["Jo Dehors"])
    assert '"proxies":3' in line
    assert '"proxies_left":1' in line
