"""Blank proxies that bylaws share: they wait, they are shared once, their holders vote them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly import blank_sharing as sharing
from governance.assembly.stages import WrongStage
from governance.bylaws.clauses import BlankProxy, BlankRounding, BlankSplit
from governance.bylaws.models import load_model
from governance.errors import NotFound
from governance.queries.attendance import attendance
from governance.queries.blank_sharing import blank_sharing_page
from governance.queries.polls import now
from governance.queries.session import session_view
from governance.store.assemblies import AssemblyRow
from governance.store.minutes_facts import attendance_facts, gathered
from governance.usecases.attendance import MarkPresent, close_session, mark_left, mark_present
from governance.usecases.blank_proxies import ShareBlank, share_blank_proxies
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.proxies import MarkRepresented, give_proxy, mark_represented, withdraw_proxy
from tests.builders import add_account, an_actor
from tests.meetings import a_meeting, a_poll
from tests.minuting import within

TWO_FIFTHS = BlankSplit(Fraction(2, 5), BlankRounding.CHAIR)


def a_sas(split=TWO_FIFTHS, **clause):
    bylaws = load_model("no_college")
    own = {"blank": BlankProxy.SPLIT, "blank_split": split, **clause}
    return replace(bylaws, proxies=replace(bylaws.proxies, **own))


@pytest.fixture
def meeting(database):
    """Four members there, six who gave a blank proxy; one proxy each at most."""
    made = a_meeting(database, colleges={"team": 10}, absent=6, model=a_sas(per_holder=1))
    for principal in made.voters[4:]:
        note(database, made, principal)
    return made


def note(database, meeting, principal, holder=None):
    command = MarkRepresented(meeting.assembly, principal.hat.member, holder and holder.hat.member)
    within(database, meeting, lambda uow: mark_represented(uow, command, by=meeting.secretary))


def share(database, meeting, chair=0, board=(1, 2), by=None):
    members = [voter.hat.member for voter in meeting.voters]
    named = members[chair] if chair is not None else None
    command = ShareBlank(meeting.assembly, named, tuple(members[at] for at in board))
    return within(
        database, meeting, lambda uow: share_blank_proxies(uow, command, by=by or meeting.secretary)
    )


def room(database, meeting):
    def read(uow):
        return attendance(uow, uow.session.get(AssemblyRow, meeting.assembly)).present

    return within(database, meeting, read)


def minutes(database, meeting):
    def read(uow):
        return gathered(uow, uow.session.get(AssemblyRow, meeting.assembly)).facts.remarks

    return within(database, meeting, read)


def test_they_wait_and_count_for_nobody_until_they_are_shared(database, meeting):
    assert room(database, meeting) == 4
    seen = within(database, meeting, lambda uow: session_view(uow, meeting.assembly, meeting.secretary))
    assert seen.blank_waiting == 6
    share(database, meeting)
    assert room(database, meeting) == 10
    seen = within(database, meeting, lambda uow: session_view(uow, meeting.assembly, meeting.secretary))
    assert seen.blank_waiting == 0


def test_two_fifths_of_six_are_three_for_the_chair_and_the_board_has_two_and_one(database, meeting):
    shares = share(database, meeting)
    assert [(one.quality, len(one.proxies)) for one in shares] == [("chair", 3), ("board", 2), ("board", 1)]
    (found,) = minutes(database, meeting)
    assert found == (
        "6 pouvoirs en blanc ont été partagés selon l’article 24 des statuts : "
        "Alix Votante 1 (président de l’assemblée) : 3, Alix Votante 2 (membre du conseil) : 2, "
        "Alix Votante 3 (membre du conseil) : 1. Chacun les vote comme ceux qu’il a reçus. "
        "La loi ne dit rien de ce partage, qui reste à confirmer par un juriste."
    )

    def sheet(uow):
        facts = attendance_facts(uow, uow.session.get(AssemblyRow, meeting.assembly))
        return {line.surname: line.holder for line in facts.lines if line.holder}

    assert within(database, meeting, sheet)["Votante 10"] == "Alix Votante 3 (pouvoir en blanc partagé)"


def test_the_holder_votes_them_and_they_do_not_use_up_the_cap(database, meeting):
    share(database, meeting)
    poll = a_poll(database, meeting)
    chair, principal = meeting.voters[0], meeting.voters[4]
    command = CastBallot(poll, "against", chair, principal.hat.member)
    within(database, meeting, lambda uow: cast_ballot(uow, command, by=chair))
    found = text("SELECT choice FROM ballots WHERE poll_id = :poll AND member_id = :it")
    facts = {"poll": poll, "it": principal.hat.member}
    cast = within(database, meeting, lambda uow: uow.session.connection().execute(found, facts).scalar_one())
    assert cast == "against"
    leave = meeting.voters[3]
    within(
        database,
        meeting,
        lambda uow: mark_left(uow, meeting.assembly, leave.hat.member, by=meeting.secretary),
    )
    note(database, meeting, leave, chair)


def test_one_noted_later_is_shared_by_itself_and_nothing_is_shared_twice(database, meeting):
    share(database, meeting)
    with pytest.raises(sharing.NothingToShare):
        share(database, meeting)
    principal = meeting.voters[-1]
    within(
        database,
        meeting,
        lambda uow: withdraw_proxy(uow, meeting.assembly, principal.hat.member, by=meeting.secretary),
    )
    note(database, meeting, principal)
    assert [(one.quality, len(one.proxies)) for one in share(database, meeting)] == [("chair", 1)]


def test_a_principal_who_comes_takes_their_vote_back(database, meeting):
    share(database, meeting)
    principal = meeting.voters[4]
    command = MarkPresent(meeting.assembly, principal.hat.member)
    within(database, meeting, lambda uow: mark_present(uow, command, by=meeting.secretary))
    assert within(database, meeting, lambda uow: now(uow, meeting.assembly, principal)).is_present


def test_what_was_never_shared_is_said_in_the_minutes(database, meeting):
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    assert minutes(database, meeting) == ("6 pouvoirs en blanc n’ont pas été partagés et n’ont pas voté.",)


@pytest.mark.parametrize(
    ("chair", "board", "refusal"),
    [
        (None, (1,), sharing.ChairToName),
        (0, (), sharing.BoardToName),
        (0, (0,), sharing.SharedTwice),
        (0, (1, 5), sharing.SharerNotThere),
    ],
)
def test_those_who_receive_them_are_named_once_and_are_there(database, meeting, chair, board, refusal):
    with pytest.raises(refusal):
        share(database, meeting, chair, board)
    assert room(database, meeting) == 4


def test_a_stranger_receives_none(database, meeting):
    other = a_meeting(database, colleges={"team": 1}, model=a_sas())
    command = ShareBlank(meeting.assembly, other.voters[0].hat.member, (meeting.voters[1].hat.member,))
    with pytest.raises(NotFound):
        within(database, meeting, lambda uow: share_blank_proxies(uow, command, by=meeting.secretary))


def test_a_teller_shares_nothing_nor_does_anyone_once_the_session_is_closed(database, meeting):
    with database.write() as uow:
        teller = an_actor(meeting.cooperative, add_account(uow), Role.TELLER)
    with pytest.raises(WrongHat):
        share(database, meeting, by=teller)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))
    with pytest.raises(WrongStage):
        share(database, meeting)


def test_where_the_law_has_them_follow_the_board_nothing_is_shared(database):
    bylaws = load_model("five_colleges_proportional")
    own = replace(bylaws.proxies, blank=BlankProxy.SPLIT, blank_split=TWO_FIFTHS)
    meeting = a_meeting(database, colleges={"team": 4}, absent=1, model=replace(bylaws, proxies=own))
    note(database, meeting, meeting.voters[-1])
    with pytest.raises(sharing.BlankNotShared) as error:
        share(database, meeting)
    assert error.value.source.article == "L. 225-106"
    with pytest.raises(sharing.BlankNotShared):
        within(database, meeting, lambda uow: blank_sharing_page(uow, meeting.assembly, meeting.secretary))


def test_a_member_gives_one_on_line_where_it_is_shared(database):
    meeting = a_meeting(database, colleges={"team": 3}, absent=1, model=a_sas())
    within(database, meeting, lambda uow: give_proxy(uow, meeting.assembly, None, by=meeting.voters[-1]))
    assert [one.quality for one in share(database, meeting, 0, (1,))] == ["chair"]
