"""Proxies: who may hold them, when they end, and in whose college they vote."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from governance.actors import WrongHat
from governance.assembly import proxy_refusals as refused
from governance.assembly import refusals
from governance.bylaws.models import load_model
from governance.store.assemblies import AssemblyRow
from governance.store.minutes_facts import gathered
from governance.usecases.attendance import MarkPresent, join_remotely, mark_left, mark_present
from governance.usecases.casting import CastBallot, Receipt, cast_ballot
from governance.usecases.polls import close_poll
from governance.usecases.proxies import MarkRepresented, give_proxy, mark_represented, withdraw_proxy
from tests.meetings import a_meeting, a_poll
from tests.usecases.test_voting_at_once import together

COLLEGES = {"partners": 2, "entrepreneurs": 6}


@pytest.fixture
def meeting(database):
    """Two partners and two entrepreneurs there, four entrepreneurs absent."""
    return a_meeting(database, colleges=COLLEGES, absent=4)


def within(database, meeting, act):
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return act(uow)


def represent(database, meeting, principal, holder, by=None):
    command = MarkRepresented(meeting.assembly, principal.hat.member, holder.hat.member)
    return within(database, meeting, lambda u: mark_represented(u, command, by=by or meeting.secretary))


def arrive(database, meeting, voter):
    command = MarkPresent(meeting.assembly, voter.hat.member)
    return within(database, meeting, lambda u: mark_present(u, command, by=meeting.secretary))


def vote(database, meeting, poll, by, right=None, choice="for"):
    command = CastBallot(poll, choice, by, right.hat.member if right else None)
    return within(database, meeting, lambda u: cast_ballot(u, command, by=by))


def leave(database, meeting, voter):
    within(
        database, meeting, lambda u: mark_left(u, meeting.assembly, voter.hat.member, by=meeting.secretary)
    )


def three_days_before(database, meeting):
    within(
        database,
        meeting,
        lambda u: u.session.connection().execute(
            text("UPDATE assemblies SET held_at = held_at + interval '3 days' WHERE id = :a"),
            {"a": meeting.assembly},
        ),
    )


def modes(database, meeting):
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        found = uow.session.connection().execute(
            text("SELECT member_id, mode FROM attendance WHERE assembly_id = :a AND left_at IS NULL"),
            {"a": meeting.assembly},
        )
        return dict(found.all())


def test_a_holder_takes_two_proxies_and_not_a_third(database, meeting):
    holder, absent = meeting.voters[2], meeting.voters[4:]
    for principal in absent[:2]:
        represent(database, meeting, principal, holder)
    with pytest.raises(refused.TooManyProxies) as error:
        represent(database, meeting, absent[2], holder)
    assert (error.value.limit, error.value.source.article) == (2, "24")


def test_two_proxies_given_at_once_do_not_pass_the_limit(database, meeting):
    holder, absent = meeting.voters[2], meeting.voters[4:]
    outcomes = together(*(lambda p=p: represent(database, meeting, p, holder) for p in absent))
    assert sum(isinstance(found, refused.TooManyProxies) for found in outcomes) == 2


@pytest.mark.parametrize(
    ("caps", "allowed", "refusal"),
    [
        ({"per_holder": None, "most_votes": 2}, 1, refused.TooManyProxies),
        ({"per_holder": None, "members_part": Fraction(1, 3)}, 2, refused.TooManyProxies),
        (
            {"per_holder": None, "members_part": Fraction(1, 9), "members_part_least": 1},
            1,
            refused.TooManyProxies,
        ),
        ({"per_holder": 4, "per_college": 1}, 1, refused.TooManyOfOneCollege),
    ],
)
def test_each_cap_of_the_bylaws_is_kept_when_a_proxy_is_noted(database, caps, allowed, refusal):
    bylaws = load_model("five_colleges_proportional")
    own = replace(bylaws, proxies=replace(bylaws.proxies, **caps))
    meeting = a_meeting(database, colleges=COLLEGES, absent=4, model=own)
    holder, absent = meeting.voters[2], meeting.voters[4:]
    for principal in absent[:allowed]:
        represent(database, meeting, principal, holder)
    with pytest.raises(refusal) as error:
        represent(database, meeting, absent[allowed], holder)
    assert (error.value.limit, error.value.source.article) == (allowed, "24")


def test_a_proxy_stays_within_the_college_when_the_bylaws_say_so(database, meeting):
    with pytest.raises(refused.OtherCollege) as error:
        represent(database, meeting, meeting.voters[4], meeting.voters[0])
    assert error.value.source.article == "24"


def test_a_proxy_is_never_passed_on(database, meeting):
    first, second, third, _ = meeting.voters[4:]
    represent(database, meeting, first, second)
    with pytest.raises(refused.HolderIsRepresented):
        represent(database, meeting, third, first)
    with pytest.raises(refused.PrincipalHoldsProxies):
        represent(database, meeting, second, meeting.voters[2])


def test_a_member_gives_one_proxy_to_somebody_else_who_is_named(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    with pytest.raises(refused.ProxyToOneself):
        represent(database, meeting, principal, principal)
    three_days_before(database, meeting)
    represent(database, meeting, principal, holder)
    with pytest.raises(refused.AlreadyRepresented):
        represent(database, meeting, principal, meeting.voters[3])


def test_who_is_there_gives_no_proxy_and_who_left_may(database, meeting):
    principal, holder = meeting.voters[2], meeting.voters[3]
    with pytest.raises(refused.PrincipalIsThere):
        represent(database, meeting, principal, holder)
    within(
        database,
        meeting,
        lambda u: mark_left(u, meeting.assembly, principal.hat.member, by=meeting.secretary),
    )
    represent(database, meeting, principal, holder)
    assert modes(database, meeting)[principal.hat.member] == "proxy"


def test_a_proxy_given_on_line_counts_from_the_arrival_of_its_holder(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[5]
    three_days_before(database, meeting)
    within(database, meeting, lambda u: give_proxy(u, meeting.assembly, holder.hat.member, by=principal))
    assert principal.hat.member not in modes(database, meeting)
    arrive(database, meeting, holder)
    assert modes(database, meeting)[principal.hat.member] == "proxy"
    leave(database, meeting, holder)
    assert principal.hat.member not in modes(database, meeting)


def test_in_an_sa_no_proxy_is_given_on_line_after_three_o_clock_the_day_before(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    with pytest.raises(refused.ProxyTooLate) as error:
        within(database, meeting, lambda u: give_proxy(u, meeting.assembly, holder.hat.member, by=principal))
    assert "225-80" in error.value.source.article.replace(" ", "").replace("\xa0", "")
    represent(database, meeting, principal, holder)


def test_a_member_marks_nobody_represented_and_withdraws_no_proxy_but_their_own(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    with pytest.raises(WrongHat):
        represent(database, meeting, principal, holder, by=holder)
    represent(database, meeting, principal, holder)
    with pytest.raises(WrongHat):
        within(
            database, meeting, lambda u: withdraw_proxy(u, meeting.assembly, principal.hat.member, by=holder)
        )
    within(
        database, meeting, lambda u: withdraw_proxy(u, meeting.assembly, principal.hat.member, by=principal)
    )
    assert principal.hat.member not in modes(database, meeting)
    with pytest.raises(refused.NoProxyGiven):
        within(
            database,
            meeting,
            lambda u: withdraw_proxy(u, meeting.assembly, principal.hat.member, by=principal),
        )


def test_the_holder_casts_one_ballot_per_right_each_with_its_receipt(database, meeting):
    principal, holder, other = meeting.voters[4], meeting.voters[2], meeting.voters[3]
    proxy = represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)
    own = vote(database, meeting, poll, holder)
    given = vote(database, meeting, poll, holder, principal, "against")
    assert own.leaf != given.leaf
    assert vote(database, meeting, poll, holder, principal, "against") == given
    with pytest.raises(WrongHat):
        vote(database, meeting, poll, other, principal, "against")
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        line = (
            uow.session.connection()
            .execute(
                text("SELECT line FROM acts WHERE log = :log AND seq = :seq"),
                {"log": f"{meeting.cooperative.id}/{meeting.assembly}", "seq": given.seq},
            )
            .scalar_one()
        )
    act = json.loads(line)
    assert (act["under"], act["right"]) == (f"proxy:{proxy}", str(principal.hat.member))
    assert act["by"] == str(holder.account)


def test_the_vote_counts_in_the_college_of_the_principal(database):
    meeting = a_meeting(database, colleges=COLLEGES, absent=4, model="no_college")
    principal, holder = meeting.voters[4], meeting.voters[0]
    represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, holder, principal, "against")
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert uow.box.counts(poll) == {"entrepreneurs": {"against": 1}}


def test_who_is_represented_does_not_vote_until_they_come_which_ends_the_proxy(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)
    with pytest.raises(refusals.NotPresent):
        vote(database, meeting, poll, principal)
    within(database, meeting, lambda u: join_remotely(u, meeting.assembly, by=principal))
    with pytest.raises(WrongHat):
        vote(database, meeting, poll, holder, principal)
    assert isinstance(vote(database, meeting, poll, principal), Receipt)


def test_a_principal_who_comes_after_the_holder_voted_votes_in_the_next_poll_only(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, holder, principal)
    arrive(database, meeting, principal)
    with pytest.raises(refusals.AlreadyVoted):
        vote(database, meeting, poll, principal, choice="against")
    within(database, meeting, lambda u: close_poll(u, poll, by=meeting.secretary))
    following = a_poll(database, meeting, 1)
    assert isinstance(vote(database, meeting, following, principal), Receipt)
    with pytest.raises(WrongHat):
        vote(database, meeting, following, holder, principal)


def test_a_withdrawn_proxy_opens_no_vote_at_home(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)
    within(
        database, meeting, lambda u: withdraw_proxy(u, meeting.assembly, principal.hat.member, by=principal)
    )
    with pytest.raises(refusals.NotPresent):
        vote(database, meeting, poll, principal)
    with pytest.raises(WrongHat):
        vote(database, meeting, poll, holder, principal)


def test_the_holder_the_principal_and_the_desk_at_once_leave_one_ballot(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    represent(database, meeting, principal, holder)
    poll = a_poll(database, meeting)

    def come_and_vote():
        within(database, meeting, lambda u: join_remotely(u, meeting.assembly, by=principal))
        return vote(database, meeting, poll, principal, choice="against")

    outcomes = together(
        come_and_vote,
        *(lambda: vote(database, meeting, poll, holder, principal) for _ in range(4)),
        lambda: vote(database, meeting, poll, meeting.secretary, principal, "abstain"),
    )
    receipts = {found for found in outcomes if isinstance(found, Receipt)}
    assert len(receipts) == 1, outcomes
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        assert len(uow.box.opened(poll)) == 1


def test_the_quorum_and_the_minutes_count_who_is_represented(database, meeting):
    absent, holder = meeting.voters[4:], meeting.voters[2]
    for principal in absent[:2]:
        represent(database, meeting, principal, holder)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        row = uow.session.get_one(AssemblyRow, meeting.assembly)
        found = {college.id: college for college in gathered(uow, row).facts.attendance}
    team = found["entrepreneurs"]
    assert (team.registered, team.present, team.remote, team.represented) == (6, 2, 0, 2)
    poll = a_poll(database, meeting)
    declared = within(database, meeting, lambda u: close_poll(u, poll, by=meeting.secretary))
    assert all(condition.reached for condition in declared.quorum)
    with database.read() as uow:
        uow.enter(meeting.cooperative.id)
        sheet = uow.session.connection().execute(
            text("SELECT sheet FROM results WHERE poll_id = :p"), {"p": poll}
        )
        colleges = {c["id"]: c["present"] for c in sheet.scalar_one()["colleges"]}
    assert colleges["entrepreneurs"] == 4


def test_the_database_refuses_a_proxy_without_a_holder_or_two_from_one_principal(database, meeting):
    principal, holder = meeting.voters[4], meeting.voters[2]
    represent(database, meeting, principal, holder)
    for statement in (
        "UPDATE attendance SET holder_id = NULL WHERE mode = 'proxy'",
        "UPDATE attendance SET mode = 'room' WHERE mode = 'proxy'",
    ):
        with pytest.raises(DBAPIError, match="proxy_has_a_holder"):
            within(database, meeting, lambda u, s=statement: u.session.connection().execute(text(s)))
    again = text(
        "INSERT INTO proxies"
        " (id, cooperative_id, assembly_id, principal_id, holder_id, given_at, recorded_by)"
        " SELECT gen_random_uuid(), cooperative_id, assembly_id, principal_id, holder_id, given_at,"
        " recorded_by FROM proxies"
    )
    with pytest.raises(refused.AlreadyRepresented):
        within(database, meeting, lambda u: u.session.connection().execute(again))


def test_somebody_of_another_cooperative_holds_nothing_here(database, meeting):
    other = a_meeting(database, colleges=COLLEGES)
    with pytest.raises(Exception, match="n’existe pas"):
        represent(database, meeting, meeting.voters[4], other.voters[2])
    stranger = replace(meeting.voters[4], hat=replace(meeting.voters[4].hat, member=None))
    with pytest.raises(Exception, match="n’existe pas"):
        within(database, meeting, lambda u: give_proxy(u, meeting.assembly, other.assembly, by=stranger))
