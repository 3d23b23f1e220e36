"""Activities hosted, and the people who run them."""

from datetime import timedelta

import pytest

from governance.actors import Role, WrongHat
from governance.queries import activities as queries
from governance.queries.activities import activities_page, activity_shown
from governance.queries.exits import exit_shown
from governance.register.activities import Membership
from governance.register.activity_reading import NoSuchActivity
from governance.usecases.activities import HostActivity, host_activity
from governance.usecases.exit_ties import NameStructure, name_structure
from governance.usecases.exits import NoteTask, note_task
from tests.builders import a_cooperative, add_account, add_member, an_actor
from tests.exits import hosted, leave, write


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


def test_the_list_warns_of_those_whose_three_years_end(database, home):
    hosted(database, home, months=37, people=(("Sam Sel", ""), ("Lou Levain", "7")))
    page = write(database, home, lambda uow: activities_page(uow, home.secretary))
    assert [one.hosted.name for one in page.alerts] == ["Sam Sel"]
    assert page.alerts[0].membership is Membership.LATE
    gone = write(database, home, lambda uow: activities_page(uow, home.secretary, left=True))
    assert gone.activities == ()


def test_before_the_first_day_outside_nothing_has_ended_yet(database, home):
    today = write(database, home, lambda uow: uow.today)
    tomorrow = today + timedelta(days=1)
    activity = hosted(database, home)
    leave(database, home, activity, left_on=f"{tomorrow:%d/%m/%Y}")
    view = write(database, home, lambda uow: activity_shown(uow, activity, home.secretary))
    assert Membership.GONE not in {one.membership for one in view.people}
    assert {one.hosted.last_day for one in view.people} == {today}
    assert (view.ended_on, view.gone) == (tomorrow, False)
    still = write(database, home, lambda uow: activities_page(uow, home.secretary))
    assert [one.id for one in still.activities] == [activity]
    gone = write(database, home, lambda uow: activities_page(uow, home.secretary, left=True))
    assert gone.activities == ()


def test_on_the_first_day_outside_the_activity_is_among_those_that_left(database, home):
    activity = hosted(database, home)
    leave(database, home, activity)
    gone = write(database, home, lambda uow: activities_page(uow, home.secretary, left=True))
    assert [(one.id, one.gone) for one in gone.activities] == [(activity, True)]
    assert write(database, home, lambda uow: activities_page(uow, home.secretary)).activities == ()


def test_activities_are_listed_as_a_french_list_is_accents_apart_page_after_page(database, home, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for name in ("Vannerie", "Épicerie", "Four", "épices"):
        typed = {"name": name, "started_on": "01/02/2024"}
        write(
            database,
            home,
            lambda uow, typed=typed: host_activity(uow, HostActivity(typed), by=home.secretary),
        )
    first = write(database, home, lambda uow: activities_page(uow, home.secretary))
    after = write(database, home, lambda uow: activities_page(uow, home.secretary, after=first.next))
    found = [one.name for page in (first, after) for one in page.activities]
    assert found == ["Épicerie", "épices", "Four", "Vannerie"]
    assert after.next is None


def test_only_the_secretary_writes_and_nothing_unknown_is_touched(database, home):
    activity = hosted(database, home)
    with database.write() as uow:
        uow.enter(home.id)
        chair = an_actor(home, add_account(uow, "Prune Présidente"), Role.CHAIR)
        with pytest.raises(WrongHat):
            host_activity(uow, HostActivity({}), by=chair)
        with pytest.raises(NoSuchActivity):
            note_task(uow, NoteTask(activity, {}), by=home.secretary)
        with pytest.raises(NoSuchActivity):
            name_structure(uow, NameStructure(activity, activity), by=home.secretary)
        with pytest.raises(NoSuchActivity):
            exit_shown(uow, activity, home.secretary)
