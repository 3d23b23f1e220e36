"""Ties of capital in the register, and what they do to a poll."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import Role, WrongHat
from governance.assembly.refusals import NotAnElector
from governance.queries.attendance import attendance
from governance.queries.polls import booth
from governance.queries.results import outcome
from governance.queries.ties import structure_shown, ties_page
from governance.queries.verification import verification
from governance.register.shares import Movement, MovementKind
from governance.register.tie_reading import AlreadyTied, NoSuchTie, NotAnOrganisation, TieEnded
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.minutes_facts import attendance_facts, gathered
from governance.store.shares import append_movement
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import close_poll
from governance.usecases.ties import (
    DescribeStructure,
    EndTie,
    RecordTie,
    describe_structure,
    end_tie,
    record_tie,
)
from tests.builders import a_cooperative, add_account, add_member, an_actor
from tests.meetings import a_meeting, a_poll

SMALL = {"entrepreneurs": 3, "team": 2, "structures": 2, "beneficiaries": 2, "partners": 2}
COMPANY = {"form": "sas", "origin": "left", "trade": "Boulangerie", "founded_on": "01/02/2024"}


@pytest.fixture
def meeting(database):
    return with_a_company(database)


def with_a_company(database):
    """Give a meeting where the first voter of the structures is a company holding 5 shares of 100."""
    made = a_meeting(database, colleges=SMALL)
    with database.write() as uow:
        uow.enter(made.cooperative.id)
        company, other = structure(made), made.voters[0].hat.member
        row = uow.session.get(MemberRow, company)
        row.kind, row.siren = "organisation", "732829320"
        for member, shares in ((company, 5), (other, 95)):
            movement = Movement(MovementKind.SUBSCRIPTION, shares, uow.today - timedelta(days=30))
            append_movement(uow.session, uow.tenant, member, movement, uow.now)
    return made


def structure(meeting):
    return meeting.voters[5].hat.member


def write(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def tie(database, meeting, **typed):
    def act(uow):
        since = f"{uow.today - timedelta(days=10):%d/%m/%Y}"
        values = {"kind": "holding", "part": "15 %", "since": since, **typed}
        return record_tie(uow, RecordTie(structure(meeting), values), by=meeting.secretary)

    return write(database, meeting, act)


def describe(database, meeting, **changes):
    command = DescribeStructure(structure(meeting), {**COMPANY, **changes})
    write(database, meeting, lambda uow: describe_structure(uow, command, by=meeting.secretary))


def test_trap_39_a_suspended_company_is_on_the_list_without_vote_out_of_quorum_and_majority(
    database, meeting
):
    describe(database, meeting)
    tie(database, meeting)
    poll = a_poll(database, meeting)
    company = meeting.voters[5]
    with pytest.raises(NotAnElector):
        write(database, meeting, lambda uow: cast_ballot(uow, CastBallot(poll, "for", company), by=company))
    shown = write(database, meeting, lambda uow: booth(uow, poll, company))
    assert (shown.is_elector, shown.suspended) == (False, True)
    for voter in (*meeting.voters[:5], *meeting.voters[6:]):
        write(database, meeting, lambda uow, by=voter: cast_ballot(uow, CastBallot(poll, "for", by), by=by))
    write(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    found = write(database, meeting, lambda uow: outcome(uow, poll))
    college = next(one for one in found.sheet.colleges if one.id == "structures")
    assert (college.members, college.entitled, college.present) == (2, 1, 1)
    assert found.result.quorum[0].got == 1
    assert write(database, meeting, lambda uow: verification(uow, poll)).differences == ()


@pytest.mark.parametrize("voted", [False, True])
def test_session_minutes_and_attendance_sheet_leave_a_suspended_company_out_of_the_quorum(
    database, meeting, voted
):
    describe(database, meeting)
    tie(database, meeting)
    if voted:
        poll = a_poll(database, meeting)
        write(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))

    def read(uow):
        row = uow.session.get(AssemblyRow, meeting.assembly)
        return attendance(uow, row), gathered(uow, row).facts, attendance_facts(uow, row)

    seen, minutes, sheet = write(database, meeting, read)
    assert (seen.registered, seen.present) == (10, 10)
    assert sum(college.registered for college in minutes.attendance) == 10
    assert sum(college.taking_part for college in minutes.attendance) == 10
    votes = [line.votes for college in sheet.colleges for line in college.lines]
    assert (len(votes), sum(votes)) == (11, 10)


@pytest.mark.parametrize(
    ("form", "part", "suspended"),
    [("sas", "10 %", False), ("sas", "10,01 %", True), ("", "10,01 %", True)],
)
def test_the_tenth_is_lawful_and_an_unknown_form_is_taken_for_a_company_by_shares(
    database, meeting, form, part, suspended
):
    if form:
        describe(database, meeting, form=form)
    tie(database, meeting, part=part)
    shown = write(database, meeting, lambda uow: structure_shown(uow, structure(meeting), meeting.secretary))
    assert (shown.tied.suspended is not None) is suspended
    row = write(database, meeting, lambda uow: uow.session.get(AssemblyRow, meeting.assembly))
    present = write(database, meeting, lambda uow: attendance(uow, row)).present
    assert present == 11 - suspended


def test_a_sarl_with_more_than_a_tenth_of_the_shares_votes_while_it_sells_the_excess(database, meeting):
    describe(database, meeting, form="sarl")
    tie(database, meeting, part="1 %")
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        more = Movement(MovementKind.SUBSCRIPTION, 8, uow.today)
        append_movement(uow.session, uow.tenant, structure(meeting), more, uow.now)
    shown = write(database, meeting, lambda uow: structure_shown(uow, structure(meeting), meeting.secretary))
    assert (shown.tied.suspended, shown.tied.member_holds) == (None, Fraction(13, 108))
    assert shown.tied.excess is not None
    row = write(database, meeting, lambda uow: uow.session.get(AssemblyRow, meeting.assembly))
    assert write(database, meeting, lambda uow: attendance(uow, row)).present == 11


def test_a_controlled_association_does_not_vote_either(database, meeting):
    describe(database, meeting, form="association")
    tie(database, meeting, kind="control", part="")
    page = write(database, meeting, lambda uow: ties_page(uow, meeting.secretary))
    assert [one.name for one in page.structures if one.suspended] == ["Votante 6"]


def test_a_tie_ends_once_and_gives_the_vote_back(database, meeting):
    made = tie(database, meeting)
    until = write(database, meeting, lambda uow: f"{uow.today:%d/%m/%Y}")

    def end(uow):
        return end_tie(uow, EndTie(made, {"until": until}), by=meeting.secretary)

    assert write(database, meeting, end) == structure(meeting)
    shown = write(database, meeting, lambda uow: structure_shown(uow, structure(meeting), meeting.secretary))
    assert shown.tied.suspended is None
    assert [(one.in_force, str(one.tie.part)) for one in shown.ties] == [(False, "3/20")]
    with pytest.raises(TieEnded):
        write(database, meeting, end)


def test_two_holdings_are_never_in_force_together(database, meeting):
    tie(database, meeting)
    with pytest.raises(AlreadyTied):
        tie(database, meeting, part="5 %")


def test_the_database_itself_rewrites_no_tie(database, meeting):
    made = tie(database, meeting)
    for change in ("part = '1/20'", "until = since + 1, decision = 'autre'"):
        with pytest.raises(DBAPIError):
            write(
                database,
                meeting,
                lambda uow, change=change: uow.session.connection().execute(
                    text(f"UPDATE ties SET {change} WHERE id = :id"), {"id": made}
                ),
            )


def test_a_person_has_no_capital_and_an_unknown_tie_does_not_end(database, meeting):
    person = meeting.voters[0].hat.member
    with pytest.raises(NotAnOrganisation):
        write(
            database,
            meeting,
            lambda uow: describe_structure(uow, DescribeStructure(person, COMPANY), by=meeting.secretary),
        )
    with pytest.raises(NoSuchTie):
        write(
            database, meeting, lambda uow: end_tie(uow, EndTie(person, {"until": ""}), by=meeting.secretary)
        )


def test_only_the_secretary_writes_and_no_member_reads(database, meeting):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        chair = an_actor(meeting.cooperative, add_account(uow, "Prune Présidente"), Role.CHAIR)
        with pytest.raises(WrongHat):
            record_tie(uow, RecordTie(structure(meeting), {}), by=chair)
        with pytest.raises(WrongHat):
            ties_page(uow, meeting.voters[0])


def test_the_list_is_read_page_by_page_tied_ones_first(database):
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        rows = [
            add_member(uow, n, f"Société {n:03d}", first_name="", college="structures") for n in range(1, 54)
        ]
        for row in rows:
            row.kind = "organisation"
        uow.session.flush()
        last = rows[-1].id
        since = f"{uow.today - timedelta(days=1):%d/%m/%Y}"
        typed = {"kind": "holding", "part": "1/20", "since": since}
        record_tie(uow, RecordTie(last, typed), by=home.secretary)
    with database.read() as uow:
        uow.enter(home.id)
        first = ties_page(uow, home.secretary)
        second = ties_page(uow, home.secretary, first.next)
    assert first.structures[0].member == last
    assert len(first.structures) == 50
    assert [one.name for one in second.structures] == ["Société 050", "Société 051", "Société 052"]
    assert second.next is None
