"""A college that no side carried votes again, alone, on the same text; the others stay counted."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.assembly import refusals
from governance.bylaws.clauses import BlocTie
from governance.bylaws.models import load_model
from governance.queries.minutes import minutes_view
from governance.queries.polls import booth, declared
from governance.queries.results import outcome
from governance.queries.session import agenda_lines, session_view
from governance.queries.verification import verification
from governance.store.polls import PollRow, ResultRow
from governance.usecases.attendance import close_session, mark_left
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import AnnulPoll, OpenPoll, annul_poll, close_poll, open_poll
from governance.vote.cautions import cautions
from tests.meetings import a_meeting

COLLEGES = {"workers": 10, "users": 5, "partners": 5, "supporters": 5}
F = Fraction


def bylaws(**changes):
    """Give bylaws where three fifths carry a college, and more than half of a second vote does."""
    model = load_model("four_colleges_bloc")
    own = replace(
        model.colleges,
        bloc_part=F(3, 5),
        bloc_at_least=False,
        bloc_tie=BlocTie.AGAINST,
        second_round_part=F(1, 2),
        **changes,
    )
    return replace(model, colleges=own)


@pytest.fixture
def meeting(database):
    return a_meeting(database, colleges=COLLEGES, model=bylaws())


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def opened(database, meeting):
    command = OpenPoll(meeting.assembly, meeting.resolutions[0])
    return within(database, meeting, lambda uow: open_poll(uow, command, by=meeting.secretary))


def voted(database, meeting, poll, **yes):
    """Have everybody of these colleges vote, so many of each for, the others against, and close."""

    def act(uow):
        for college, number in yes.items():
            voters = [one for one in meeting.voters if one.hat.college == college]
            for rank, voter in enumerate(voters):
                choice = "for" if rank < number else "against"
                cast_ballot(uow, CastBallot(poll, choice, voter), by=voter)

    within(database, meeting, act)
    return within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))


def first_round(database, meeting):
    """Hold a first round that only divides the workers, five to five."""
    poll = opened(database, meeting)
    result = voted(database, meeting, poll, workers=5, users=5, partners=0, supporters=5)
    assert result.again == ("workers",)
    return poll


def test_only_the_divided_college_votes_again_and_decides(database, meeting):
    first = first_round(database, meeting)
    second = opened(database, meeting)
    assert second != first
    workers = {one.hat.member for one in meeting.voters if one.hat.college == "workers"}
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        listed = uow.session.connection().execute(
            text("SELECT member_id FROM electors WHERE poll_id = :poll"), {"poll": second}
        )
        assert {row[0] for row in listed} == workers
        row = uow.session.get_one(PollRow, second)
        assert (row.round, row.rules) == (2, uow.session.get_one(PollRow, first).rules)
    result = voted(database, meeting, second, workers=6)
    assert (result.adopted, result.again) == (True, ())
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        told = outcome(uow, second)
        assert told.round == 2
        assert [poll for _number, poll in told.rounds] == [first, second]
        college = {one.id: one for one in told.sheet.colleges}
        assert (college["workers"].counts.in_favour, college["users"].counts.in_favour) == (6, 5)
        assert cautions(told.sheet, told.result) is not None


@pytest.mark.parametrize(("yes", "adopted"), [(4, False), (5, False), (6, True)])
def test_more_than_half_of_the_second_vote_is_needed(database, meeting, yes, adopted):
    first_round(database, meeting)  # users and supporters are for: the workers bring the majority, or not
    result = voted(database, meeting, opened(database, meeting), workers=yes)
    assert (result.colleges[0].in_favour > 0) is adopted


def test_nothing_is_published_as_decided_between_the_rounds(database, meeting):
    poll = first_round(database, meeting)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        line = agenda_lines(uow, meeting.assembly)[0]
        assert (line.adopted, line.again, line.may_go_on) == (None, True, True)
        view = session_view(uow, meeting.assembly, meeting.secretary)
        assert [one.poll for one in view.waiting_lines] == [poll]
        assert declared(uow, meeting.assembly)[0].again


def test_a_member_of_another_college_is_no_elector_of_the_second_round(database, meeting):
    first_round(database, meeting)
    second = opened(database, meeting)
    user = next(one for one in meeting.voters if one.hat.college == "users")
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        view = booth(uow, second, user)
        assert (view.is_elector, view.round) == (False, 2)
    with pytest.raises(refusals.NotAnElector):
        within(database, meeting, lambda uow: cast_ballot(uow, CastBallot(second, "for", user), by=user))


def test_there_is_no_third_round_and_none_where_nobody_is_divided(database, meeting):
    first_round(database, meeting)
    voted(database, meeting, opened(database, meeting), workers=5)  # divided again: the tie rule speaks
    with pytest.raises(refusals.AlreadyPutToTheVote):
        opened(database, meeting)


def test_a_settled_first_round_calls_for_no_second(database, meeting):
    poll = opened(database, meeting)
    result = voted(database, meeting, poll, workers=7, users=5, partners=0, supporters=5)
    assert (result.again, result.adopted) == ((), True)
    with pytest.raises(refusals.AlreadyPutToTheVote):
        opened(database, meeting)


def test_both_rounds_are_found_again_from_the_log_and_the_box(database, meeting):
    first = first_round(database, meeting)
    second = opened(database, meeting)
    voted(database, meeting, second, workers=6)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert verification(uow, first).differences == ()
        assert verification(uow, second).differences == ()
        assert verification(uow, second).ballots == 10


def test_a_first_round_altered_after_the_second_is_named(database, meeting):
    first = first_round(database, meeting)
    second = opened(database, meeting)
    voted(database, meeting, second, workers=6)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        row = uow.session.get_one(ResultRow, first)
        sheet = {**row.sheet, "colleges": [dict(one) for one in row.sheet["colleges"]]}
        sheet["colleges"][1]["name"] = "Autres"
        row.sheet = sheet
        with uow.session.no_autoflush:
            places = {one.where for one in verification(uow, second).differences}
        uow.session.expunge_all()
    assert "first round/sheet" in places


def test_the_first_round_cannot_be_annulled_alone(database, meeting):
    first = first_round(database, meeting)
    second = opened(database, meeting)

    def annul(poll):
        within(
            database, meeting, lambda uow: annul_poll(uow, AnnulPoll(poll, "Erreur"), by=meeting.secretary)
        )

    with pytest.raises(refusals.SecondRoundStands):
        annul(first)
    annul(second)
    again = opened(database, meeting)  # the second round may be held once more
    voted(database, meeting, again, workers=6)
    annul(again)
    annul(first)
    assert opened(database, meeting)  # and so may the first


def test_who_left_before_the_second_round_is_counted_absent_there(database, meeting):
    first_round(database, meeting)
    gone = [one.hat.member for one in meeting.voters if one.hat.college == "workers"][-3:]
    for member in gone:
        within(
            database,
            meeting,
            lambda uow, m=member: mark_left(uow, meeting.assembly, m, by=meeting.secretary),
        )
    second = opened(database, meeting)
    result = within(database, meeting, lambda uow: close_poll(uow, second, by=meeting.secretary))
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        college = outcome(uow, second).sheet.colleges[0]
    assert (college.members, college.present) == (10, 7)
    assert result.colleges[0].b == 0


def test_the_minutes_tell_both_rounds_and_count_everybody_present(database, meeting):
    first_round(database, meeting)
    voted(database, meeting, opened(database, meeting), workers=6)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        view = minutes_view(uow, meeting.assembly, meeting.secretary)
    told = [one for one in view.facts.resolutions if one.number == 1]
    assert [one.title for one in told] == ["Résolution 1", "Résolution 1 (tour 2)"]
    assert told[0].result["again"] == ["workers"]
    assert told[1].adopted is True
    assert sum(one.registered for one in view.facts.attendance) == 25
    assert view.parts[0].again is False


def test_a_small_college_merged_into_the_divided_one_votes_again_with_it(database):
    own = bylaws()
    items = tuple(
        replace(one, min_members=3, below_min="merged", merged_into="workers")
        if one.id == "partners"
        else one
        for one in own.colleges.items
    )
    merged = replace(own, colleges=replace(own.colleges, items=items))
    meeting = a_meeting(database, colleges={**COLLEGES, "partners": 2}, model=merged)
    poll = opened(database, meeting)
    result = voted(database, meeting, poll, workers=5, users=5, partners=1, supporters=5)
    assert result.again == ("workers",)
    second = opened(database, meeting)
    result = voted(database, meeting, second, workers=6, partners=2)
    assert (result.colleges[0].f, result.colleges[0].b) == (8, 12)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert verification(uow, poll).differences == ()
        assert verification(uow, second).differences == ()
