"""Figures through the years: exact, and unknown rather than zero."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlmodel import select

from governance.actors import Role
from governance.queries.ecosystem_figures import MOST, ecosystem_figures
from governance.register.ecosystem_figures import PUBLIC, Figure, Measure, added, ratio
from governance.store.assemblies import AssemblyRow
from governance.store.contributions import ContributionRateRow, DeclaredBaseRow
from governance.store.events import EventInvitationRow, EventRow
from governance.store.members import MemberRow
from governance.store.structures import StructureJobsRow
from governance.store.ties import StructureRow
from governance.usecases.casting import CastBallot, cast_ballots
from governance.usecases.polls import close_poll
from tests.builders import add_account, an_actor
from tests.ecosystems import an_ecosystem
from tests.eventing import a_gathering
from tests.meetings import a_meeting, a_poll


@pytest.fixture(scope="module")
def around(database):
    """Six structures since May 2021; jobs of 2022 told by two of them, one corrected; dues of 2023."""
    made = an_ecosystem(database)
    by = made.home.secretary.account
    first, second, third = made.structures[:3]
    with database.write() as uow:
        uow.enter(made.home.id)
        same = {"cooperative_id": uow.tenant, "recorded_at": uow.now, "recorded_by": by}
        for member, line, jobs in ((first, 1, "3"), (first, 2, "9/2"), (second, 1, "2")):
            uow.session.add(StructureJobsRow(member_id=member, year=2022, line=line, jobs=jobs, **same))
        uow.session.add(
            ContributionRateRow(member_id=first, base="turnover", part="1/3", since=date(2022, 1, 1), **same)
        )
        corrected = {**same, "recorded_at": uow.now - timedelta(days=1)}  # by the line that follows
        for member, amount, recorded in ((first, 700, corrected), (first, 100, same), (third, 90_000, same)):
            uow.session.add(
                DeclaredBaseRow(
                    member_id=member,
                    starts_on=date(2023, 1, 1),
                    ends_on=date(2023, 6, 30),
                    amount=amount,
                    **recorded,
                )
            )
        known = uow.session.exec(select(StructureRow).where(StructureRow.member_id == third)).one()
        known.ceased_on = date(2024, 12, 31)
    return made


def figures(database, around, *, actor=None, college=""):
    with database.read() as uow:
        uow.enter(around.home.id)
        return ecosystem_figures(uow, actor or around.home.secretary, college)


def of_year(view, year, measure):
    (found,) = [one for one in view.years if one.year == year]
    return found.figures[measure]


def test_structures_are_those_alive_on_the_last_day_of_the_year(database, around):
    view = figures(database, around)
    assert view.years[0].year == 2021
    assert [of_year(view, year, Measure.STRUCTURES).value for year in (2021, 2023, 2024, 2025)] == [
        6,
        6,
        5,
        5,
    ]
    assert view.years[-1].running
    assert not view.years[0].running


def test_jobs_are_the_last_ones_declared_and_a_year_without_any_is_unknown(database, around):
    view = figures(database, around)
    assert of_year(view, 2022, Measure.JOBS) == Figure(Fraction(13, 2), 6, 2)
    for year in (2021, 2023):
        assert of_year(view, year, Measure.JOBS).value is None


def test_shares_are_out_of_all_that_exist(database, around):
    assert of_year(figures(database, around), 2021, Measure.SHARES) == Figure(Fraction(12), 12)


def test_what_was_paid_is_of_holdings_in_force_and_zero_only_once_they_ended(database, around):
    view = figures(database, around)
    assert of_year(view, 2023, Measure.INVESTED) == Figure(Fraction(200_000), 1, 1)
    assert of_year(view, 2024, Measure.INVESTED) == Figure(Fraction(0), 0, 0)
    assert of_year(view, 2022, Measure.INVESTED).value == 200_000


def test_before_any_holding_what_was_paid_is_unknown(database):
    view = figures(database, an_ecosystem(database, 1, tied=False))
    assert of_year(view, 2023, Measure.INVESTED).value is None
    assert of_year(view, 2023, Measure.SHARES).value is None


def test_a_contribution_is_that_of_statements_and_who_has_no_rate_owes_nothing_known(database, around):
    view = figures(database, around)
    assert of_year(view, 2023, Measure.CONTRIBUTION) == Figure(Fraction(33), None, 1)
    assert of_year(view, 2022, Measure.CONTRIBUTION).value is None


def test_a_cooperative_without_structure_has_no_year(database):
    view = figures(database, an_ecosystem(database, 0))
    assert view.years == ()
    assert view.assemblies == ()


def test_at_most_the_last_years_are_shown(database):
    around = an_ecosystem(database, 1)
    with database.write() as uow:
        uow.enter(around.home.id)
        uow.session.get(MemberRow, around.structures[0]).admitted_on = date(1990, 1, 1)
    assert len(figures(database, around).years) == MOST


@pytest.mark.parametrize("role", [Role.TELLER, Role.MEMBER])
def test_amounts_jobs_and_shares_are_for_the_office(database, around, role):
    with database.write() as uow:
        account = add_account(uow)
        uow.session.expunge(account)
    view = figures(database, around, actor=an_actor(around.home, account, role))
    assert set(view.measures) == PUBLIC
    assert all(set(year.figures) == PUBLIC for year in view.years)


@pytest.fixture(scope="module")
def meeting(database):
    """Three structures and a person; two structures present, one ballot of theirs in the one closed poll."""
    made = a_meeting(database, colleges={"team": 1, "structures": 3}, absent=1)
    with database.write() as uow:
        uow.enter(made.cooperative.id)
        for voter in made.voters[1:]:
            uow.session.get(MemberRow, voter.hat.member).kind = "organisation"
    poll = a_poll(database, made)
    with database.write() as uow:
        uow.enter(made.cooperative.id)
        cast_ballots(uow, poll, [CastBallot(poll, "for", voter) for voter in made.voters[:2]])
        close_poll(uow, poll, by=made.secretary)
        row = uow.session.get(AssemblyRow, made.assembly)
        row.stage, row.closed_at = "closed", uow.now
    return made


def test_presence_and_turnout_are_of_structures_alone_and_of_assemblies_past(database, meeting):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        view = ecosystem_figures(uow, meeting.secretary)
        other = ecosystem_figures(uow, meeting.secretary, "structures")
        wrong = ecosystem_figures(uow, meeting.secretary, "nobody")
    (one,) = view.assemblies
    assert (one.presence, one.turnout) == (Figure(Fraction(2), 3), Figure(Fraction(1), 3))
    assert view.years[-1].figures[Measure.PRESENCE].part == Fraction(2, 3)
    assert view.years[0].figures[Measure.TURNOUT].value is None
    assert [college for college, _ in view.colleges] == ["structures"]
    assert other.assemblies == view.assemblies
    assert wrong.college == ""


def test_two_assemblies_of_a_year_add_up_number_by_number():
    assert added([ratio(1, 2), ratio(9, 10), ratio(0, 0)]) == Figure(Fraction(10), 12)
    assert added([ratio(0, 0)]).value is None
    assert added([]).value is None
    assert ratio(0, 5).part == 0


def test_presence_at_events_is_of_structures_invited_once_the_event_is_over(database):
    here = a_gathering(database, structures=4)
    event = here.sent(days=0, starts_at="0:01", ends_at="23:59", whom={"colleges": ("structures", "team")})
    here.sent(days=3)

    def over(uow):
        for row in uow.session.exec(select(EventInvitationRow).where(EventInvitationRow.event_id == event)):
            if row.member_id in (here.members[1], here.members[2], here.members[4], here.members[101]):
                row.came, row.came_at = 2, uow.now
        found = uow.session.get(EventRow, event)
        found.state, found.ended_at = "over", uow.now

    before = here.read(lambda uow: ecosystem_figures(uow, here.secretary))
    here.write(over)
    view = here.read(lambda uow: ecosystem_figures(uow, here.secretary))
    assert before.events == ()
    assert [(one.presence, one.turnout) for one in view.events] == [(Figure(Fraction(3), 4), None)]
    assert view.years[-1].figures[Measure.SEMINARS] == Figure(Fraction(3), 4)
    assert view.years[0].figures[Measure.SEMINARS].value is None
    assert view.years[-1].figures[Measure.PRESENCE].value is None
