"""Reading an event, its hours in Paris, its answers, and the places of its room."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from governance.register.event_reading import (
    FaultyEvent,
    paris_moment,
    read_answer,
    read_colleges,
    read_event,
    read_hour,
    read_people,
)
from governance.register.events import (
    AnswerChoice,
    AnswersClosed,
    EventFull,
    EventKind,
    EventState,
    NoPlaceLeft,
    NotStartedYet,
    WrongEventState,
    changes,
    ensure_answerable,
    ensure_day_has_come,
    ensure_room,
)
from governance.register.faults import Fault

TYPED = {
    "kind": "seminar", "title": "Séminaire", "place": "Ferme", "starts_on": "24/06/2027",
    "starts_at": "9:00", "ends_at": "17:00",
}  # fmt: skip


def typed(**changed):
    return read_event({**TYPED, **changed})


def faults(**changed):
    with pytest.raises(FaultyEvent) as refused:
        typed(**changed)
    return {fault.field for fault in refused.value.faults}


def test_an_event_is_read_with_the_hours_of_paris():
    event = typed(capacity="1 200", answer_by="2027-06-20", link="https://visio.example/a?b=1")
    assert (event.kind, event.capacity) == (EventKind.SEMINAR, 1200)
    assert event.starts_at == datetime(2027, 6, 24, 7, 0, tzinfo=UTC)  # summer time: two hours ahead
    assert event.ends_at == datetime(2027, 6, 24, 15, 0, tzinfo=UTC)
    assert typed(starts_on="24/01/2027").starts_at == datetime(2027, 1, 24, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("9", time(9)), ("18 h 05", time(18, 5)), ("18h", time(18)), ("0:00", time(0)), ("23:59", time(23, 59))],
)
def test_an_hour_is_read_as_people_write_it(text, hour):
    assert read_hour("starts_at", text) == hour


@pytest.mark.parametrize("text", ["24:00", "12:60", "midi", "9:5", "-1:00", "9:00:00", "٩:٠٠"])
def test_what_is_no_hour_is_said(text):
    assert isinstance(read_hour("starts_at", text), Fault)


def test_an_hour_that_clocks_jump_over_is_refused_and_its_neighbours_are_not():
    jump = date(2027, 3, 28)  # at 2:00 it is 3:00
    assert paris_moment(jump, time(1, 59)) == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert paris_moment(jump, time(2, 0)) is None
    assert paris_moment(jump, time(2, 59)) is None
    assert paris_moment(jump, time(3, 0)) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert faults(starts_on="28/03/2027", starts_at="2:30") == {"starts_at"}


def test_of_an_hour_that_comes_twice_the_first_is_meant_and_lengths_are_real():
    back = date(2027, 10, 31)  # at 3:00 it is 2:00 again
    assert paris_moment(back, time(2, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert paris_moment(back, time(3, 0)) == datetime(2027, 10, 31, 2, 0, tzinfo=UTC)
    night = typed(starts_on="30/10/2027", starts_at="22:00", ends_on="31/10/2027", ends_at="6:00")
    assert night.ends_at - night.starts_at == timedelta(hours=9)


def test_an_event_ends_after_it_begins_and_within_thirty_one_days():
    assert faults(ends_at="9:00") == {"ends_at"}
    assert typed(ends_at="9:01").ends_at > typed().starts_at
    assert faults(ends_on="23/06/2027") == {"ends_on"}
    assert typed(starts_on="01/06/2027", ends_on="02/07/2027", ends_at="9:00")
    assert faults(starts_on="01/06/2027", ends_on="02/07/2027", ends_at="9:01") == {"ends_on"}


def test_all_faults_are_told_at_once():
    found = faults(
        kind="fête", title="", place="", starts_on="hier", starts_at="", ends_at="25:00", capacity="0",
        link="javascript:alert(1)", answer_by="demain", description="x" * 20_001,
    )  # fmt: skip
    assert found == {
        "kind", "title", "starts_on", "starts_at", "ends_at", "capacity", "link", "answer_by", "description",
    }  # fmt: skip


def test_an_event_is_somewhere_in_a_room_or_behind_a_link():
    assert faults(place="") == {"place"}
    assert typed(place="", link="https://visio.example").link == "https://visio.example"
    for wrong in ("visio.example", "https://a b", "https://a\"onclick='x", "ftp://visio.example"):
        assert faults(link=wrong) == {"link"}


def test_a_room_holds_from_one_person_to_a_hundred_thousand():
    assert faults(capacity="0") == faults(capacity="100 001") == faults(capacity="1,5") == {"capacity"}
    assert typed(capacity="1").capacity == 1
    assert typed(capacity="100 000").capacity == 100_000
    assert typed(capacity="").capacity is None


def test_answers_are_taken_until_the_end_of_the_last_day_in_paris_never_after_the_start():
    event = typed(answer_by="20/06/2027")
    last = datetime(2027, 6, 20, 22, 0, tzinfo=UTC)  # midnight in Paris
    assert event.answers_until == last
    ensure_answerable(event, EventState.SENT, last - timedelta(microseconds=1))
    with pytest.raises(AnswersClosed):
        ensure_answerable(event, EventState.SENT, last)
    same_day = typed(answer_by="24/06/2027")
    assert same_day.answers_until == typed().answers_until == typed().starts_at
    assert faults(answer_by="25/06/2027") == {"answer_by"}
    clocks_change = typed(starts_on="02/11/2027", answer_by="31/10/2027")
    assert clocks_change.answers_until == datetime(2027, 10, 31, 23, 0, tzinfo=UTC)  # a day of 25 hours


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED, EventState.OVER])
def test_nobody_answers_before_the_invitations_or_after_the_end(state):
    with pytest.raises(WrongEventState):
        ensure_answerable(typed(), state, datetime(2027, 1, 1, tzinfo=UTC))


def test_the_last_place_is_given_and_not_one_more():
    ensure_room(10, 9, 1)
    with pytest.raises(EventFull) as refused:
        ensure_room(10, 9, 2)
    assert refused.value.left == 1
    assert "Venez moins nombreux" in refused.value.remedy
    for taken in (10, 11):
        with pytest.raises(NoPlaceLeft) as full:
            ensure_room(10, taken, 1)
        assert full.value.left == 0
        assert "liste d’attente" in full.value.remedy
    ensure_room(None, 10**6, 50)


def test_presence_is_noted_from_the_day_itself_in_paris():
    starts = datetime(2027, 6, 24, 7, 0, tzinfo=UTC)
    ensure_day_has_come(starts, datetime(2027, 6, 23, 22, 0, tzinfo=UTC))  # midnight in Paris
    with pytest.raises(NotStartedYet):
        ensure_day_has_come(starts, datetime(2027, 6, 23, 21, 59, tzinfo=UTC))


def test_an_answer_brings_nobody_with_a_no_and_from_one_to_fifty_otherwise():
    assert read_answer({"choice": "no", "people": "12"}).people == 0
    assert read_answer({"choice": "yes"}).people == 1
    assert read_answer({"choice": "maybe", "people": "50"}).choice is AnswerChoice.MAYBE
    for wrong in (
        {"choice": ""},
        {"choice": "oui"},
        {"choice": "yes", "people": "51"},
        {"choice": "yes", "people": "0"},
    ):
        with pytest.raises(FaultyEvent):
            read_answer(wrong)
    assert (read_people(""), read_people("3")) == (1, 3)
    with pytest.raises(FaultyEvent):
        read_people("trois")


def test_colleges_are_those_of_the_bylaws_in_their_order():
    assert read_colleges(("b", "a"), ("a", "b", "c")) == ("a", "b")
    with pytest.raises(FaultyEvent):
        read_colleges(("d",), ("a", "b"))


def test_what_changed_is_told_field_by_field():
    before, after = typed(), typed(place="Moulin", starts_at="10:00")
    assert [one.field for one in changes(before, after)] == ["place", "starts_at"]
    assert changes(before, typed()) == []
