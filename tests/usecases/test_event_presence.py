"""Presence through the years, at assemblies and at events."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import WrongHat
from governance.queries.event_attendance import everybody_invited
from governance.queries.event_presence import presence_by_year, presence_of
from governance.queries.lives import life_of
from governance.register.refusals import NoSuchMember
from governance.usecases.event_answers import Arrival, NoteArrivals, note_arrivals
from governance.usecases.events import CancelEvent, cancel_event
from tests.eventing import a_gathering
from tests.meetings import add_assembly

_NOTICE = text(
    "INSERT INTO notices (id, cooperative_id, assembly_id, member_id, channel, recipient, address, outcome,"
    " detail, message_id, attempts) VALUES (gen_random_uuid(), :here, :assembly, :member, 'email', 'x',"
    " 'x@exemple.test', 'sent', '', '', 1)"
)
_THERE = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " VALUES (:assembly, :member, :here, 'room', now(), :by)"
)


@pytest.fixture
def here(database):
    return a_gathering(database)


def assembly(here, stage, *, years_ago=0, invited=(), there=()):
    def act(uow):
        wanted = add_assembly(uow, here.home.bylaws, stage=stage)
        connection = uow.session.connection()
        moved = {"id": wanted, "at": uow.now - timedelta(days=366 * years_ago)}
        connection.execute(text("UPDATE assemblies SET held_at = :at WHERE id = :id"), moved)
        facts = {"here": here.home.id, "assembly": wanted, "by": here.secretary.account}
        for number in invited:
            connection.execute(_NOTICE, {**facts, "member": here.members[number]})
        for number in there:
            connection.execute(_THERE, {**facts, "member": here.members[number]})
        return uow.today.year

    return here.write(act)


def event(here, *there, **more):
    made = here.sent(days=0, starts_at="0:00", ends_at="23:59", **more)
    lines = here.read(lambda uow: everybody_invited(uow, made, here.secretary))
    arrivals = tuple(Arrival(one.id, 3) for one in lines if one.number in there)
    here.write(lambda uow: note_arrivals(uow, NoteArrivals(made, arrivals), by=here.secretary))
    return made


def years(here, **whose):
    found = here.read(lambda uow: presence_by_year(uow, **whose))
    return [
        (one.assemblies_invited, one.assemblies_present, one.events_invited, one.events_present)
        for one in found
    ]


def test_assemblies_and_events_are_counted_apart_year_by_year(here):
    assembly(here, "open", invited=(1, 2, 101), there=(1, 101))
    assembly(here, "open", years_ago=1, invited=(1,), there=(1,))
    assembly(here, "convened", invited=(1,))  # not held: counts for nothing
    event(here, 1, 2)
    event(here, whom={"colleges": (), "everybody": True})
    here.sent(days=3)  # to come: counts for nothing
    cancelled = event(here)
    here.write(lambda uow: cancel_event(uow, CancelEvent(cancelled), by=here.secretary))
    assert years(here, member=here.members[1]) == [(1, 1, 2, 1), (1, 1, 0, 0)]
    assert years(here, member=here.members[2]) == [(1, 0, 2, 1)]
    assert years(here, member=here.members[101]) == [(1, 1, 1, 0)]
    assert years(here) == years(here, college="structures") == [(2, 1, 8, 2), (1, 1, 0, 0)]
    assert years(here, college="team") == []  # persons are no structures


def test_a_member_reads_their_own_presence_and_the_office_that_of_all(here):
    event(here, 1)
    mine = here.read(lambda uow: presence_of(uow, here.members[1], here.acting(1)))
    assert [(one.title, one.there, one.is_assembly) for one in mine.latest] == [
        ("Séminaire d’hiver", True, False)
    ]
    assert here.read(lambda uow: presence_of(uow, here.members[2], here.secretary)).latest[0].there is False
    with pytest.raises(WrongHat):
        here.read(lambda uow: presence_of(uow, here.members[2], here.acting(1)))
    with pytest.raises(NoSuchMember):
        here.read(lambda uow: presence_of(uow, here.home.id, here.secretary))


def test_the_life_of_a_structure_tells_the_events_it_came_to(here):
    event(here, 1)
    for number, told in ((1, ["Séminaire d’hiver"]), (2, [])):
        life = here.read(lambda uow, n=number: life_of(uow, here.members[n]))
        assert [one.detail for one in life.events if one.kind == "came"] == told
