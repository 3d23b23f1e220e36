"""The board: written by hand, entered from an election, out, drawn by lot; and what an election proposes."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from governance.actors import Role
from governance.assembly.convening import MissingField
from governance.assembly.directors import (
    AlreadyOut,
    ElectionNotToEnter,
    NobodyToDraw,
    NoSuchDirector,
    TermOutOfBounds,
)
from governance.bylaws.choices import Renewal
from governance.bylaws.models import load_model
from governance.errors import NotAllowed
from governance.queries.directors import board_page
from governance.queries.elections import election_item
from governance.store.directors import directors_of
from governance.store.journal import ActRow, leaf_hash
from governance.usecases.attendance import close_session
from governance.usecases.directors import (
    WriteDirector,
    draw_leavers,
    end_director,
    enter_elected,
    write_director,
)
from governance.usecases.elections import ChooseWay, choose_way
from governance.vote.elections.lot import drawn_from
from governance.vote.renewal import draw
from tests.builders import add_account, an_actor
from tests.electing import an_election, elect, prepared, within

TEAM = {"entrepreneurs": 4, "team": 2}


def by_thirds():
    model = load_model("five_colleges_proportional")
    board = replace(model.board, term_years=6, renewal=Renewal.THIRDS, renewal_months=24, leavers_by_lot=True)
    return replace(model, board=board)


def written(database, draft, number, years_ago, months=72):
    """Write so many directors, elected so many years ago."""

    def act(uow):
        day = date(uow.today.year - years_ago, 1, 2)
        return [
            write_director(uow, WriteDirector(f"Personne {at}", day, months), by=draft.secretary)
            for at in range(number)
        ]

    return within(database, draft, act)


def page_of(database, draft):
    return within(database, draft, board_page)


def test_who_sits_is_written_and_their_term_ends_once(database):
    draft = prepared(database, by_thirds())
    (one,) = written(database, draft, 1, 1)
    view = page_of(database, draft)
    assert [each.name for each in view.sitting] == ["Personne 0"]
    today = within(database, draft, lambda uow: uow.today)

    def end(day):
        within(database, draft, lambda uow: end_director(uow, one, day, by=draft.secretary))

    with pytest.raises(AlreadyOut):
        end(date(today.year - 1, 1, 1))
    end(today)
    assert [each.name for each in page_of(database, draft).past] == ["Personne 0"]
    with pytest.raises(AlreadyOut):
        end(today)
    with pytest.raises(NoSuchDirector):
        within(database, draft, lambda uow: end_director(uow, uuid4(), today, by=draft.secretary))


@pytest.mark.parametrize("months", [0, 73])
def test_a_term_lasts_from_a_month_to_six_years(database, months):
    draft = prepared(database)
    with pytest.raises(TermOutOfBounds):
        written(database, draft, 1, 1, months)
    assert written(database, draft, 1, 1, 1)
    assert written(database, draft, 1, 1, 72)


def test_a_name_and_a_past_election_are_needed(database):
    draft = prepared(database)
    tomorrow = within(database, draft, lambda uow: uow.today + timedelta(days=1))
    for command, error in (
        (WriteDirector(" ", date(2020, 1, 1), 12), MissingField),
        (WriteDirector("Alix", tomorrow, 12), TermOutOfBounds),
    ):
        with pytest.raises(error):
            within(database, draft, lambda uow, c=command: write_director(uow, c, by=draft.secretary))


def test_a_third_is_drawn_once_by_a_seed_that_anyone_draws_again(database):
    draft = prepared(database, by_thirds())
    written(database, draft, 6, 2)
    view = page_of(database, draft)
    assert (view.renewal.to_leave, view.renewal.by_lot, view.renewal.total) == (2, True, 2)
    drawn = within(database, draft, lambda uow: draw_leavers(uow, draft.assembly, by=draft.secretary))
    with database.read() as uow:
        uow.enter(draft.cooperative.id)
        act = uow.session.exec(select(ActRow).where(ActRow.type == "board.draw")).one()
        before = uow.session.exec(
            select(ActRow.line).where(ActRow.log == act.log, ActRow.seq == act.seq - 1)
        ).one()
        known = {one.id.hex: one.director for one in directors_of(uow.session)}
    facts = json.loads(act.line)
    assert facts["head"] == leaf_hash(before).hex()
    assert drawn_from(facts["secret"], facts["head"]).seed == facts["seed"]
    again = draw([known[one] for one in facts["among"]], facts["count"], facts["seed"])
    assert [one.id.hex for one in again] == facts["drawn"] == [one.hex for one in drawn]
    view = page_of(database, draft)
    assert (len(view.renewal.drawn), view.renewal.to_leave, view.renewal.total) == (2, 0, 2)
    with pytest.raises(NobodyToDraw):
        within(database, draft, lambda uow: draw_leavers(uow, draft.assembly, by=draft.secretary))


def test_without_the_clause_nobody_is_drawn(database):
    draft = prepared(database)  # the whole board leaves together
    written(database, draft, 6, 2)
    with pytest.raises(NobodyToDraw):
        within(database, draft, lambda uow: draw_leavers(uow, draft.assembly, by=draft.secretary))


def test_an_election_is_prepared_with_the_seats_to_fill(database):
    draft = prepared(database, by_thirds())
    written(database, draft, 6, 2)
    choose = ChooseWay(draft.assembly, draft.item, "plurality")
    within(database, draft, lambda uow: choose_way(uow, choose, by=draft.secretary))
    view = within(
        database, draft, lambda uow: election_item(uow, draft.assembly, draft.item, draft.secretary)
    )
    assert view.plan.seats == 2
    other = prepared(database, by_thirds())
    choose = ChooseWay(other.assembly, other.item, "stv")
    within(database, other, lambda uow: choose_way(uow, choose, by=other.secretary))
    view = within(
        database, other, lambda uow: election_item(uow, other.assembly, other.item, other.secretary)
    )
    assert view.plan.seats == 1  # nobody is written on the board


def test_the_elected_are_entered_once_and_take_the_place_of_those_who_leave(database):
    election = an_election(database, "plurality", colleges=TEAM, rounds="one", last_round="relative")
    within(
        database,
        election,
        lambda uow: write_director(
            uow, WriteDirector("Sortante", date(uow.today.year - 3, 1, 2), 36), by=election.secretary
        ),
    )
    a, _b, _c = election.options
    poll = elect(database, election, [{a: 1}] * 4)
    with pytest.raises(ElectionNotToEnter):  # an annulled poll may still change it
        within(database, election, lambda uow: enter_elected(uow, poll, by=election.secretary))
    within(
        database,
        election,
        lambda uow: close_session(uow, election.assembly, by=election.secretary),
    )
    view = page_of(database, election)
    assert view.waiting[0].names == ("Alix Fournier",)
    assert within(database, election, lambda uow: enter_elected(uow, poll, by=election.secretary)) == 1
    view = page_of(database, election)
    assert [one.name for one in view.sitting] == ["Alix Fournier"]
    assert view.sitting[0].months == 36
    assert [one.name for one in view.past] == ["Sortante"]
    assert view.waiting == ()
    with pytest.raises(ElectionNotToEnter):
        within(database, election, lambda uow: enter_elected(uow, poll, by=election.secretary))


def test_only_the_secretary_and_the_administrator_write_on_the_board(database):
    draft = prepared(database)
    with database.write() as uow:
        uow.enter(draft.cooperative.id)
        chair = an_actor(draft.cooperative, add_account(uow, "Présidente"), Role.CHAIR)
    command = WriteDirector("A", date(2020, 1, 1), 12)
    with pytest.raises(NotAllowed):
        within(database, draft, lambda uow: write_director(uow, command, by=chair))
