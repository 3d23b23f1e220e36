"""One event for several cooperatives of a group: places are common, names never are."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import WrongHat
from governance.queries.event_attendance import everybody_invited
from governance.queries.events import event_shown
from governance.queries.shared_events import groups_to_share, offered_events
from governance.register.events import (
    AlreadyJoined,
    CannotShare,
    EventFull,
    EventState,
    HostedElsewhere,
    NoSuchEvent,
    WrongEventState,
)
from governance.register.groups import NoSuchGroup
from governance.usecases.event_answers import Arrival, NoteArrivals, note_arrivals
from governance.usecases.events import (
    CancelEvent,
    ChangeEvent,
    EventTyped,
    cancel_event,
    change_event,
    invite,
)
from governance.usecases.groups import (
    AnswerInvitation,
    BeginGroup,
    InviteToGroup,
    LeaveGroup,
    answer_invitation,
    begin_group,
    invite_to_group,
    leave_group,
)
from governance.usecases.shared_events import (
    ChooseGuests,
    JoinEvent,
    ShareEvent,
    choose_guests,
    follow_host,
    join_event,
    share_event,
)
from tests.eventing import TYPED, a_gathering

GUESTS = EventTyped({}, colleges=("structures",))


@pytest.fixture
def three(database):
    """Two cooperatives of one group, and a third outside it; and the group."""
    host, guest, outside = (a_gathering(database) for _ in range(3))
    values = {"kind": "territory", "name": "Vallée", "purpose": "Se voir"}
    group = host.write(lambda uow: begin_group(uow, BeginGroup(values), by=host.secretary))
    asked = InviteToGroup(group, guest.home.slug)
    invitation = host.write(lambda uow: invite_to_group(uow, asked, by=host.secretary))
    accepted = AnswerInvitation(invitation, accept=True)
    guest.write(lambda uow: answer_invitation(uow, accepted, by=guest.secretary))
    return host, guest, outside, group


def share(here, event, group):
    here.write(lambda uow: share_event(uow, ShareEvent(event, group), by=here.secretary))


def join(here, shared, typed=GUESTS):
    event = here.write(lambda uow: join_event(uow, JoinEvent(shared, typed), by=here.secretary))
    here.write(lambda uow: invite(uow, event, by=here.secretary))
    return event


def common(three, **more):
    """Share an event of the host and let the guest invite its structures; give both identifiers."""
    host, guest, _, group = three
    event = host.sent(**more)
    share(host, event, group)
    return event, join(guest, event)


def shown(here, event, actor=None):
    return here.read(lambda uow: event_shown(uow, event, actor or here.secretary))


def change(here, event, **changed):
    day = shown(here, event).event.starts_at.date().isoformat()
    typed = EventTyped({**TYPED, "starts_on": day, **changed}, colleges=("structures",))
    return here.write(lambda uow: change_event(uow, ChangeEvent(event, typed), by=here.secretary))


def totals(here, event):
    found = shown(here, event).shared.totals
    return [(one.here, one.invited, one.people, one.came, one.people_came) for one in found]


def test_each_invites_its_own_and_reads_of_the_other_only_how_many(three):
    host, guest, outside, _group = three
    event, theirs = common(three)
    host.answer(event, 1, "yes", "2")
    guest.answer(theirs, 1, "yes", "3")
    guest.answer(theirs, 2, "maybe", "4")
    assert totals(host, event) == [(True, 4, 2, 0, 0), (False, 4, 3, 0, 0)]
    assert totals(guest, theirs) == [(True, 4, 3, 0, 0), (False, 4, 2, 0, 0)]
    for here, own, other in ((host, event, theirs), (guest, theirs, event), (outside, None, event)):
        with pytest.raises(NoSuchEvent):
            shown(here, other)
        with pytest.raises(NoSuchEvent):
            here.read(lambda uow, h=here, o=other: everybody_invited(uow, o, h.secretary))
        with here.database.read() as uow:
            uow.enter(here.home.id)
            read = uow.session.connection().execute(text("SELECT DISTINCT event_id FROM event_invitations"))
            assert set(read.scalars()) == ({own} if own else set())
    assert shown(guest, theirs, guest.acting(1)).shared.totals == ()  # members read no totals


def test_who_is_outside_the_group_is_offered_nothing_and_joins_nothing(three):
    host, guest, outside, group = three
    event = host.sent()
    share(host, event, group)
    assert [one.id for one in guest.read(lambda uow: offered_events(uow, guest.secretary))] == [event]
    assert outside.read(lambda uow: offered_events(uow, outside.secretary)) == ()
    assert host.read(lambda uow: offered_events(uow, host.secretary)) == ()
    assert guest.read(lambda uow: offered_events(uow, guest.acting(1))) == ()
    for here in (outside, host):
        with pytest.raises(NoSuchEvent):
            join(here, event)
    with pytest.raises(NoSuchGroup):
        share(outside, outside.sent(), group)
    assert outside.read(groups_to_share) == ()
    for table in ("shared_events", "shared_event_totals"):
        count = text(f"SELECT count(*) FROM {table}")
        assert outside.read(lambda uow, c=count: uow.session.connection().execute(c).scalar_one()) == 0
    guest.write(
        lambda uow: leave_group(
            uow, LeaveGroup(group, {"until": f"{uow.today:%d/%m/%Y}"}), by=guest.secretary
        )
    )
    with pytest.raises(NoSuchEvent):
        join(guest, event)


def test_the_places_of_the_room_are_common_even_when_all_answer_at_once(three):
    host, guest, _outside, _group = three
    event, theirs = common(three, capacity="5")
    who = [(here, own, number) for here, own in ((host, event), (guest, theirs)) for number in (1, 2, 3, 4)]
    for here, _own, number in who:
        here.acting(number)
    start, yes, full = threading.Barrier(8), [], []

    def answer(here, own, number):
        start.wait(20)
        try:
            here.answer(own, number, "yes", "1")
            yes.append(number)
        except EventFull:
            full.append(number)

    threads = [threading.Thread(target=answer, args=each) for each in who]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(yes), len(full)) == (5, 3)
    assert shown(host, event).left == shown(guest, theirs).left == 0
    with pytest.raises(EventFull):
        change(host, event, capacity="4")


def test_what_the_host_changes_shows_at_once_and_is_mailed_when_the_guest_says(three):
    host, guest, _outside, _group = three
    event, theirs = common(three)
    assert change(host, event, place="Moulin")
    view = shown(guest, theirs, guest.acting(1))
    assert view.event.place == "Moulin"
    assert [one.field for one in shown(guest, theirs).shared.behind] == ["place"]
    assert guest.write(lambda uow: follow_host(uow, theirs, by=guest.secretary))
    view = shown(guest, theirs)
    assert (view.shared.behind, view.sequence) == ((), 1)
    assert [one.field for one in view.told[1].changes] == ["place"]
    assert not guest.write(lambda uow: follow_host(uow, theirs, by=guest.secretary))
    with pytest.raises(HostedElsewhere):
        change(guest, theirs, place="Ailleurs")
    with pytest.raises(WrongEventState):
        host.write(lambda uow: follow_host(uow, event, by=host.secretary))


def test_who_is_invited_late_is_told_what_it_is_now_and_so_are_the_others(three):
    from tests.builders import add_member

    host, guest, _outside, _group = three
    event, theirs = common(three)
    change(host, event, place="Moulin")
    guest.write(lambda uow: add_member(uow, 9, "Nouvelle", college="structures").id)
    guest.write(lambda uow: invite(uow, theirs, by=guest.secretary))
    view = shown(guest, theirs)
    assert (view.shared.behind, view.sequence, view.total.invited) == ((), 1, 5)


def test_a_cancellation_by_the_host_closes_the_answers_everywhere_at_once(three):
    host, guest, _outside, _group = three
    event, theirs = common(three)
    host.write(lambda uow: cancel_event(uow, CancelEvent(event, "La neige."), by=host.secretary))
    view = shown(guest, theirs, guest.acting(1))
    assert (view.state, view.reason, view.answerable) == (EventState.CANCELLED, "La neige.", False)
    with pytest.raises(WrongEventState):
        guest.answer(theirs, 1, "yes")
    with pytest.raises(WrongEventState):
        guest.write(lambda uow: invite(uow, theirs, by=guest.secretary))
    assert shown(guest, theirs).shared.cancelled
    assert guest.write(lambda uow: follow_host(uow, theirs, by=guest.secretary))
    view = shown(guest, theirs)
    assert (view.state, view.reason, view.shared.cancelled) == (EventState.CANCELLED, "La neige.", False)
    with pytest.raises(WrongEventState):
        join(guest, event)


def test_who_came_is_counted_for_all_and_noted_by_each(three):
    host, guest, _outside, _group = three
    event, theirs = common(three, days=0, starts_at="0:00", ends_at="23:59")
    for here, own, people in ((host, event, 2), (guest, theirs, 3)):
        lines = here.read(lambda uow, h=here, o=own: everybody_invited(uow, o, h.secretary))
        arrivals = NoteArrivals(own, (Arrival(lines[0].id, people),))
        here.write(lambda uow, h=here, a=arrivals: note_arrivals(uow, a, by=h.secretary))
    assert totals(host, event) == [(True, 4, 0, 1, 2), (False, 4, 0, 1, 3)]


def test_an_event_is_shared_once_joined_once_and_an_assembly_is_not_shared(three):
    host, guest, _outside, group = three
    event, theirs = common(three)
    with pytest.raises(CannotShare):
        share(host, event, group)
    with pytest.raises(CannotShare):
        share(guest, theirs, group)
    with pytest.raises(AlreadyJoined):
        join(guest, event)
    with pytest.raises(WrongEventState):
        share(host, host.prepare(), group)
    with pytest.raises(WrongHat):
        host.write(lambda uow: share_event(uow, ShareEvent(event, group), by=host.acting(1)))
    more = ChooseGuests(theirs, EventTyped({}, colleges=("structures", "team")))
    guest.write(lambda uow: choose_guests(uow, more, by=guest.secretary))
    assert shown(guest, theirs).to_invite == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shared_event_totals SET people = 0",
        "INSERT INTO shared_event_totals SELECT * FROM shared_event_totals",
        "DELETE FROM shared_events",
    ],
)
def test_nobody_writes_totals_nor_forgets_what_was_shared(three, statement):
    host = three[0]
    common(three)
    with pytest.raises(DBAPIError, match="permission denied"):
        host.write(lambda uow: uow.session.connection().execute(text(statement)))


def test_a_guest_writes_nothing_of_the_host(three):
    _host, guest, _outside, _group = three
    event, _theirs = common(three)
    changed = text("UPDATE shared_events SET state = 'cancelled' WHERE id = :id")
    done = guest.write(lambda uow: uow.session.connection().execute(changed, {"id": event}).rowcount)
    assert done == 0
