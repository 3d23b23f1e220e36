"""A cooperative invented in the database itself: real rows, behind the same walls."""

from sqlalchemy import text

from governance.queries.results import outcome
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from web.demo.seed import seed

MANY = 300


def count(database, made, table):
    with database.read() as uow:
        uow.enter(made.cooperative)
        return uow.session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_every_member_has_shares_an_account_and_a_seat_in_the_room(database):
    made = seed(database, MANY)
    for table in ("members", "share_movements", "capacities", "attendance"):
        assert count(database, made, table) == MANY


def test_a_poll_opens_on_five_colleges_all_present(database):
    made = seed(database, MANY)
    with database.write() as uow:
        uow.enter(made.cooperative)
        poll = open_poll(uow, OpenPoll(made.assembly, made.resolutions[0]), by=made.secretary)
    with database.write() as uow:
        uow.enter(made.cooperative)
        close_poll(uow, poll, by=made.secretary)
        sheet = outcome(uow, poll).sheet
    assert len(sheet.colleges) == 5
    assert all(0 < college.members == college.present for college in sheet.colleges)
    assert sum(college.members for college in sheet.colleges) == MANY


def test_names_of_the_invented_can_be_looked_for_and_put_in_order(database):
    made = seed(database, MANY)
    with database.read() as uow:
        uow.enter(made.cooperative)
        rows = uow.session.connection().execute(text("SELECT sort_key, search_key FROM members")).all()
    assert all(sort and search.startswith(" ") and search == search.lower() for sort, search in rows)
