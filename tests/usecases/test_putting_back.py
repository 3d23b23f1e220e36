"""A second extraordinary meeting without its quorum is put back once, two months after its day at most."""

from datetime import datetime

import pytest
from sqlalchemy import text

from governance.assembly import second_call
from governance.queries.agenda import agenda_items
from governance.queries.assemblies import show_assembly
from governance.queries.notices import convening
from governance.queries.second_calls import second_call_view
from governance.store.assemblies import AssemblyRow
from governance.store.notice_facts import notice_facts
from governance.store.preparation import rules_of
from governance.store.unit_of_work import PARIS
from governance.usecases.assemblies import ChangeAssembly, change_assembly
from governance.usecases.attendance import MarkPresent, close_session, mark_present
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.second_calls import CallAgain, call_again
from tests.meetings import a_meeting
from tests.preparing import fields
from tests.usecases.test_second_calls import MANY, again, close, within

SECOND, LAST, LATE = (datetime(2099, *day, 18, tzinfo=PARIS) for day in ((3, 10), (5, 10), (5, 11)))


@pytest.fixture
def first(database):
    """Twelve members, two there: one sixth, under what any extraordinary meeting needs."""
    meeting = a_meeting(database, colleges=MANY, absent=10)
    principal, holder = meeting.voters[4].hat.member, meeting.voters[5].hat.member

    def change(uow):
        uow.session.connection().execute(
            text("UPDATE assemblies SET kind = 'extraordinary' WHERE id = :it"), {"it": meeting.assembly}
        )
        mark_represented(uow, MarkRepresented(meeting.assembly, principal, holder), by=meeting.secretary)

    within(database, meeting, change)
    close(database, meeting)
    return meeting


@pytest.fixture
def second(database, first):
    """The second meeting, on 10 March 2099."""
    return again(database, first)


def hold(database, meeting, assembly, *, there=0, at=SECOND):
    """Hold an assembly: convened, opened, so many voters there, closed."""

    def act(uow):
        row = uow.session.get(AssemblyRow, assembly)
        row.stage, row.convened_at, row.opened_at, row.held_at = "open", uow.now, uow.now, at
        uow.session.add(row)
        uow.session.flush()  # presence is noted on an open meeting
        for voter in meeting.voters[:there]:
            mark_present(uow, MarkPresent(assembly, voter.hat.member), by=meeting.secretary)
        close_session(uow, assembly, by=meeting.secretary)

    within(database, meeting, act)


def put_back(database, meeting, second, at=LAST):
    return within(
        database,
        meeting,
        lambda uow: call_again(uow, CallAgain(second, at, "Salle"), by=meeting.secretary),
    )


def test_a_second_meeting_without_its_quorum_is_put_back_with_its_items_and_proxies(database, first, second):
    hold(database, first, second, there=2)
    view = within(database, first, lambda uow: second_call_view(uow, second, first.secretary))
    assert (view.put_back, view.days.latest, view.days.latest_source.article) == (
        True, LAST.date(), "L. 225-96"
    )  # fmt: skip
    made = put_back(database, first, second)

    def read(uow):
        row = uow.session.get(AssemblyRow, made)
        proxy = text("SELECT count(*) FROM proxies WHERE assembly_id = :it")
        held = uow.session.connection().execute(proxy, {"it": made}).scalar_one()
        rules = rules_of(uow, row)
        recalled = notice_facts(uow, row, rules, page="").first_held_at
        first_row = uow.session.get(AssemblyRow, first.assembly)
        shown = show_assembly(uow, made, first.secretary)
        days = {one.key for one in convening(uow, made, first.secretary).deadlines}
        return (
            row,
            held,
            (recalled, first_row.held_at),
            rules.rules.quorum,
            agenda_items(uow, made),
            (shown, days),
        )

    row, held, (recalled, first_held_at), quorum, items, (shown, days) = within(database, first, read)
    assert (row.call, row.second_of, row.held_at, held) == ("second", second, LAST, 1)
    assert recalled == first_held_at  # the notice recalls the first meeting, not the second
    assert [str(one.part) for one in quorum] == [
        "1/4"
    ]  # what these bylaws ask of a second meeting, over the fifth of the law
    assert [item.title for item in items] == ["Résolution 1", "Résolution 2"]
    assert shown.put_back
    assert "put_back" not in days


def test_it_is_held_two_months_after_the_second_at_most_and_its_day_may_be_changed_within(
    database, first, second
):
    hold(database, first, second)
    with pytest.raises(second_call.SecondMeetingTooLate) as refused:
        put_back(database, first, second, LATE)
    assert (refused.value.latest, refused.value.source.article) == (LAST.date(), "L. 225-96")
    with pytest.raises(second_call.SecondMeetingTooSoon):
        put_back(database, first, second, SECOND)
    made = put_back(database, first, second)

    def move(at):
        def act(uow):
            moved = fields(uow, days=0, held_at=at)
            change_assembly(uow, ChangeAssembly(made, moved), by=first.secretary)

        return act

    with pytest.raises(second_call.SecondMeetingTooLate):
        within(database, first, move(LATE))
    within(database, first, move(LAST))


def test_a_second_meeting_that_had_its_quorum_is_not_put_back(database, first, second):
    hold(database, first, second, there=3)  # a quarter, what these bylaws ask
    with pytest.raises(second_call.NothingMissed):
        put_back(database, first, second)


def test_a_second_meeting_is_put_back_once_and_never_twice(database, first, second):
    hold(database, first, second)
    made = put_back(database, first, second)
    with pytest.raises(second_call.AlreadyCalledAgain):
        put_back(database, first, second)
    hold(database, first, made, at=LAST)
    assert within(database, first, lambda uow: second_call_view(uow, made, first.secretary)) is None
    with pytest.raises(second_call.NoThirdCall):
        put_back(database, first, made, at=LATE)
