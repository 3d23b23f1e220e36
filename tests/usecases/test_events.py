"""Events: who is invited, what they are told again, what they answer, who came."""

import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import Role, WrongHat
from governance.queries.event_attendance import at_the_door, everybody_invited
from governance.queries.event_lists import events_page
from governance.queries.event_presence import presence_by_year
from governance.queries.events import event_shown, next_invitation
from governance.register.event_reading import FaultyEvent
from governance.register.events import (
    AnswerChoice,
    AnswersClosed,
    EventFull,
    EventIsOver,
    EventState,
    NobodyToInvite,
    NoSuchEvent,
    NotStartedYet,
    WrongEventState,
)
from governance.usecases.event_answers import (
    AnswerByLink,
    Arrival,
    NoteArrivals,
    add_at_the_door,
    answer_by_link,
    note_arrivals,
    take_back_arrival,
)
from governance.usecases.events import (
    CancelEvent,
    ChangeEvent,
    EventTyped,
    cancel_event,
    change_event,
    close_event,
    invite,
    prepare_event,
    send_event_again,
)
from tests.builders import add_account, add_member, an_actor
from tests.eventing import TYPED, a_gathering


@pytest.fixture
def here(database):
    return a_gathering(database)


def shown(here, event, actor=None):
    return here.read(lambda uow: event_shown(uow, event, actor or here.secretary))


def change(here, event, **changed):
    view = shown(here, event)
    day = view.event.starts_at.date()
    whom = {"colleges": ("structures",), **changed.pop("whom", {})}
    values = {**TYPED, "starts_on": day.isoformat(), **changed}
    command = ChangeEvent(event, EventTyped(values=values, **whom))
    return here.write(lambda uow: change_event(uow, command, by=here.secretary))


def note(here, event, *arrivals):
    command = NoteArrivals(event, arrivals)
    return here.write(lambda uow: note_arrivals(uow, command, by=here.secretary))


def invitations(here, event):
    lines = here.read(lambda uow: everybody_invited(uow, event, here.secretary))
    return {line.number: line for line in lines}


def test_only_the_members_of_the_college_are_invited_and_the_list_is_that_of_the_day(here):
    event = here.sent()
    assert set(invitations(here, event)) == {1, 2, 3, 4}
    with pytest.raises(NobodyToInvite):
        here.write(lambda uow: invite(uow, event, by=here.secretary))
    here.write(lambda uow: add_member(uow, 9, "Nouvelle", college="structures").id)
    assert shown(here, event).to_invite == 1
    done = here.write(lambda uow: invite(uow, event, by=here.secretary))
    assert (done.members, done.by_mail) == (1, 1)
    assert set(invitations(here, event)) == {1, 2, 3, 4, 9}


def test_a_college_and_chosen_members_are_invited_together_and_each_once(here):
    whom = {"colleges": ("structures",), "members": (here.members[1], here.members[101])}
    event = here.sent(whom=whom, numbers="2, 102")
    assert set(invitations(here, event)) == {1, 2, 3, 4, 101, 102}
    everybody = here.sent(whom={"colleges": (), "everybody": True})
    assert set(invitations(here, everybody)) == set(here.members)


def test_who_left_or_is_not_yet_admitted_is_not_invited(here):
    today = here.read(lambda uow: uow.today)
    gone = {"admitted_on": date(2020, 1, 1), "left_on": today}
    here.write(lambda uow: set_days(uow, here.members[1], **gone))
    here.write(lambda uow: set_days(uow, here.members[2], admitted_on=today + timedelta(days=1)))
    here.write(lambda uow: set_days(uow, here.members[3], admitted_on=today))
    assert set(invitations(here, here.sent())) == {3, 4}


def set_days(uow, member, **days):
    from governance.store.members import MemberRow

    row = uow.session.get(MemberRow, member)
    for name, day in days.items():
        setattr(row, name, day)
    uow.session.add(row)


def test_what_cannot_be_read_is_told_with_the_rest(here):
    with pytest.raises(FaultyEvent) as refused:
        here.prepare(title="", numbers="7777 x", whom={"colleges": ("inconnu",)})
    assert {fault.field for fault in refused.value.faults} == {"title", "colleges"}
    with pytest.raises(FaultyEvent) as refused:
        here.prepare(numbers="7777 x")
    assert [fault.field for fault in refused.value.faults] == ["numbers"]
    assert refused.value.faults[0].facts["numbers"] == "7777, x"
    with pytest.raises(FaultyEvent) as refused:
        here.prepare(whom={"colleges": ()})
    assert [fault.field for fault in refused.value.faults] == ["audience"]


def test_the_last_answer_counts_and_only_of_those_invited(here):
    event = here.sent()
    here.answer(event, 1, "yes", "3", "Ana et deux autres")
    here.answer(event, 2, "maybe")
    here.answer(event, 1, "yes", "2")
    with pytest.raises(NoSuchEvent):
        here.answer(event, 101, "yes")
    total = shown(here, event).total
    assert (total.invited, total.yes, total.maybe, total.silent, total.people) == (4, 1, 1, 2, 2)
    mine = shown(here, event, here.acting(1)).mine
    assert (mine.answer.choice, mine.answer.people) == (AnswerChoice.YES, 2)
    here.answer(event, 1, "no", "5")
    assert shown(here, event).total.people == 0


def test_answers_stop_after_the_last_day(here):
    event = here.sent()
    here.write(
        lambda uow: uow.session.connection().execute(
            text("UPDATE events SET answer_by = :day WHERE id = :id"),
            {"day": uow.today - timedelta(days=1), "id": event},
        )
    )
    with pytest.raises(AnswersClosed):
        here.answer(event, 1, "yes")
    assert not shown(here, event, here.acting(1)).answerable


def test_the_last_places_are_given_once_even_when_all_answer_at_once(database):
    here = a_gathering(database, structures=12)
    event = here.sent(capacity="10")
    actors = {number: here.acting(number) for number in range(1, 13)}
    start, full, yes = threading.Barrier(12), [], []

    def answer(number):
        assert actors[number]
        start.wait(20)
        try:
            here.answer(event, number, "yes", "2")
            yes.append(number)
        except EventFull as error:
            full.append(error.left)

    threads = [threading.Thread(target=answer, args=(number,)) for number in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(yes), full) == (5, [0] * 7)
    view = shown(here, event)
    assert (view.total.people, view.left) == (10, 0)
    here.answer(event, yes[0], "yes", "1")  # one place is free again
    with pytest.raises(EventFull) as refused:
        here.answer(event, next(iter(set(actors) - set(yes))), "yes", "2")
    assert refused.value.left == 1


def test_a_room_cannot_become_smaller_than_those_who_come(here):
    event = here.sent(capacity="5")
    here.answer(event, 1, "yes", "3")
    with pytest.raises(EventFull):
        change(here, event, capacity="2")
    assert change(here, event, capacity="3")
    assert shown(here, event).left == 0


def test_the_invited_are_told_what_changed_and_nothing_when_nothing_did(here):
    event = here.sent()
    before = shown(here, event).sequence
    assert not change(here, event)
    assert change(here, event, place="Moulin de la Rive")
    view = shown(here, event)
    assert (before, view.sequence) == (0, 1)
    assert [[one.field for one in version.changes] for version in view.told] == [[], ["place"]]
    with pytest.raises(DBAPIError, match="permission denied"):
        here.write(lambda uow: uow.session.connection().execute(text("DELETE FROM event_versions")))


def test_a_draft_changes_without_telling_and_is_invisible_to_members(here):
    event = here.prepare()
    assert not change(here, event, title="Autre titre")
    view = shown(here, event)
    assert (view.event.title, view.told, view.state) == ("Autre titre", (), EventState.DRAFT)
    with pytest.raises(NoSuchEvent):
        shown(here, event, here.acting(1))


def test_a_cancelled_event_is_final_in_the_code_and_in_the_database(here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    invitation = invitations(here, event)[1].id
    here.write(lambda uow: cancel_event(uow, CancelEvent(event, "La neige."), by=here.secretary))
    view = shown(here, event, here.acting(1))
    assert (view.state, view.reason, view.sequence) == (EventState.CANCELLED, "La neige.", 1)
    for again in (
        lambda: here.answer(event, 1, "yes"),
        lambda: change(here, event, title="Non"),
        lambda: here.write(lambda uow: invite(uow, event, by=here.secretary)),
        lambda: here.write(lambda uow: cancel_event(uow, CancelEvent(event), by=here.secretary)),
        lambda: here.write(lambda uow: close_event(uow, event, by=here.secretary)),
        lambda: here.write(lambda uow: send_event_again(uow, event, by=here.secretary)),
        lambda: note(here, event, Arrival(invitation)),
    ):
        with pytest.raises(WrongEventState):
            again()
    for statement in (
        "UPDATE events SET title = 'x' WHERE id = :id",
        "UPDATE event_invitations SET came = 1, came_at = now() WHERE event_id = :id",
        "UPDATE event_invitations SET answer = 'no', answered_at = now() WHERE event_id = :id",
    ):
        with pytest.raises(EventIsOver):
            here.write(lambda uow, s=statement: uow.session.connection().execute(text(s), {"id": event}))
    with pytest.raises(DBAPIError, match="permission denied"):
        here.write(lambda uow: uow.session.connection().execute(text("DELETE FROM event_invitations")))
    with pytest.raises(DBAPIError, match="permission denied"):
        change_college = "UPDATE event_invitations SET college = 'team'"
        here.write(lambda uow: uow.session.connection().execute(text(change_college)))


def test_who_came_is_noted_several_at_once_taken_back_and_closed(here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    ids = {number: line.id for number, line in invitations(here, event).items()}
    assert note(here, event, Arrival(ids[1], 3, "Ana"), Arrival(ids[2]), Arrival(uuid4())) == 2
    assert note(here, event, Arrival(ids[1], 9)) == 0  # noted already: it stays as it was
    assert here.write(lambda uow: take_back_arrival(uow, event, ids[2], by=here.secretary))
    assert not here.write(lambda uow: take_back_arrival(uow, event, ids[2], by=here.secretary))
    here.write(lambda uow: add_at_the_door(uow, event, here.members[101], by=here.secretary))
    here.write(lambda uow: add_at_the_door(uow, event, here.members[101], by=here.secretary))
    total = shown(here, event).total
    assert (total.invited, total.came, total.people_came) == (5, 2, 4)
    here.write(lambda uow: close_event(uow, event, by=here.secretary))
    with pytest.raises(WrongEventState):
        note(here, event, Arrival(ids[3]))
    assert here.read(lambda uow: presence_by_year(uow, member=here.members[1]))[0].events_present == 1
    told = here.read(lambda uow: presence_by_year(uow, college="structures"))[0]
    assert (told.events_invited, told.events_present) == (4, 1)
    everybody = here.read(lambda uow: presence_by_year(uow))[0]
    assert (everybody.events_invited, everybody.events_present) == (4, 1)  # organisations alone


def test_two_desks_noting_the_same_person_at_once_count_them_once(here):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    invitation = invitations(here, event)[1].id
    start, noted = threading.Barrier(4), []

    def desk():
        start.wait(20)
        noted.append(note(here, event, Arrival(invitation, 2)))

    threads = [threading.Thread(target=desk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(noted) == [0, 0, 0, 1]


def test_nobody_is_noted_present_before_the_day(here):
    event = here.sent(days=2)
    with pytest.raises(NotStartedYet):
        note(here, event, Arrival(invitations(here, event)[1].id))
    with pytest.raises(NotStartedYet):
        here.write(lambda uow: close_event(uow, event, by=here.secretary))


def test_a_link_answers_for_its_invitation_and_in_its_cooperative_alone(here, database):
    event = here.sent()
    invitation = invitations(here, event)[1].id
    values = {"choice": "yes", "people": "2", "name": "Le voisin"}

    def answer(slug, which):
        with database.write() as uow:
            return answer_by_link(uow, AnswerByLink(slug, which, values))

    assert answer(here.home.slug, invitation).people == 2
    assert shown(here, event, here.acting(1)).mine.answer.name == "Le voisin"
    elsewhere = a_gathering(database)
    for slug, which in (
        (elsewhere.home.slug, invitation),
        ("nulle-part", invitation),
        (here.home.slug, uuid4()),
    ):
        with pytest.raises(NoSuchEvent):
            answer(slug, which)


def test_the_door_finds_by_name_number_and_state_and_offers_those_not_invited(here):
    event = here.sent(days=0, starts_at="23:58", ends_at="23:59")
    here.answer(event, 2, "yes")

    def door(**look):
        return here.read(lambda uow: at_the_door(uow, event, here.secretary, **look))

    assert [line.number for line in door(search="fourn 003").lines] == [3]
    assert [line.number for line in door(search="4").lines] == [4]
    assert [line.number for line in door(show="expected").lines] == [2]
    assert [name for _, name in door(search="salariée 101").others] == ["Alix Salariée 101"]
    note(here, event, Arrival(invitations(here, event)[2].id))
    assert [line.number for line in door(show="came").lines] == [2]
    assert [line.number for line in door(show="silent").lines] == [1, 3, 4]


def test_a_long_list_is_read_page_by_page(database):
    here = a_gathering(database, structures=53, team=0)
    event = here.sent()
    first = here.read(lambda uow: at_the_door(uow, event, here.secretary))
    rest = here.read(lambda uow: at_the_door(uow, event, here.secretary, after=first.next))
    assert [len(first.lines), len(rest.lines), rest.next] == [50, 3, None]
    assert {line.number for line in (*first.lines, *rest.lines)} == set(range(1, 54))


def test_each_role_does_what_is_its_own(here, database):
    event = here.sent(days=0, starts_at="0:00", ends_at="23:59")
    with database.write() as uow:
        account = add_account(uow, "Personne")
    member = here.acting(1)
    for role in set(Role) - {Role.MEMBER, Role.SECRETARY}:
        actor = an_actor(here.home, account, role)
        assert shown(here, event, actor).total.invited == 4
        with pytest.raises(WrongHat):
            here.write(lambda uow, a=actor: invite(uow, event, by=a))
    for forbidden in (
        lambda uow: prepare_event(uow, EventTyped(TYPED), by=member),
        lambda uow: note_arrivals(uow, NoteArrivals(event, ()), by=member),
        lambda uow: at_the_door(uow, event, member),
        lambda uow: close_event(uow, event, by=an_actor(here.home, account, Role.TELLER)),
    ):
        with pytest.raises(WrongHat):
            here.write(forbidden)


def test_a_member_sees_their_events_alone_and_the_next_one_first(here):
    later, soon = here.sent(days=40), here.sent(days=10)
    here.prepare(days=5)
    cancelled = here.sent(days=3)
    here.write(lambda uow: cancel_event(uow, CancelEvent(cancelled), by=here.secretary))
    listed = here.read(lambda uow: events_page(uow, here.acting(1)))
    assert [one.id for one in listed.events] == [cancelled, soon, later]
    assert here.read(lambda uow: next_invitation(uow, here.members[1])).id == soon
    assert here.read(lambda uow: events_page(uow, here.acting(101))).events == ()
    assert here.read(lambda uow: next_invitation(uow, here.members[101])) is None
    assert len(here.read(lambda uow: events_page(uow, here.secretary)).events) == 4


def test_another_cooperative_finds_nothing(here, database):
    event = here.sent()
    other = a_gathering(database)
    with pytest.raises(NoSuchEvent):
        other.read(lambda uow: event_shown(uow, event, other.secretary))
    assert other.read(lambda uow: events_page(uow, other.secretary)).events == ()
    with (
        pytest.raises(DBAPIError),
        database.write() as uow,
    ):  # a member of another cooperative cannot be invited
        uow.enter(other.home.id)
        uow.session.connection().execute(
            text(
                "INSERT INTO event_invitations (id, cooperative_id, event_id, member_id, college, invited_at,"
                " at_the_door, mail, mail_detail, mail_attempts, message_id, people, answer_name, came_name)"
                " VALUES (gen_random_uuid(), :here, :event, :member, '', now(), false, 'none', '', 0, '', 0,"
                " '', '')"
            ),
            {"here": other.home.id, "event": event, "member": other.members[1]},
        )
