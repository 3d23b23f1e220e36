"""Two cooperatives tie themselves: each side says yes, or nothing is."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.queries.groups import cooperatives_of_group, group_shown, group_ties, groups_page
from governance.register.groups import (
    AlreadyInGroup,
    AlreadyLeaving,
    FaultyGroup,
    GroupKind,
    InvitationClosed,
    NoSuchGroup,
    NoSuchInvitation,
    UnknownCooperative,
)
from governance.usecases.groups import (
    BeginGroup,
    InviteToGroup,
    WithdrawInvitation,
    begin_group,
    invite_to_group,
    withdraw_invitation,
)
from tests.builders import a_cooperative, add_account, an_actor
from tests.grouping import TYPED, a_group, answer, inside, invite, join, leave, seen
from tests.usecases.test_voting_at_once import together


@pytest.fixture
def two(database):
    return a_cooperative(database), a_cooperative(database)


def withdraw(database, home, invitation):
    command = WithdrawInvitation(invitation)
    return inside(database, home, lambda uow: withdraw_invitation(uow, command, by=home.secretary))


def acts_of(database, home):
    read = text("SELECT type FROM acts ORDER BY seq")
    return seen(database, home, lambda uow: uow.session.connection().execute(read).scalars().all())


def shown(database, home, group):
    return seen(database, home, lambda uow: group_shown(uow, group, home.secretary))


def slugs(members):
    return {one.slug for one in members}


def test_a_tie_exists_once_both_sides_accepted(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    assert seen(database, second, group_ties) == ()
    assert slugs(seen(database, first, lambda uow: cooperatives_of_group(uow, group))) == {first.slug}
    (waiting,) = seen(database, second, lambda uow: groups_page(uow, second.secretary)).received
    assert (waiting.group_name, slugs(waiting.members)) == (TYPED["name"], {first.slug})
    answer(database, second, invitation)
    for home, other in ((first, second), (second, first)):
        (tie,) = seen(database, home, group_ties)
        assert (tie.name, tie.kind, tie.in_force) == (TYPED["name"], GroupKind.TERRITORY, True)
        assert slugs(tie.others) == {other.slug}
    assert acts_of(database, first) == ["group.begin", "group.invite"]
    assert acts_of(database, second) == ["group.join"]


def test_a_refusal_leaves_no_tie_and_may_be_followed_by_another_invitation(database, two):
    first, second = two
    group = a_group(database, first)
    answer(database, second, invite(database, first, group, second), accept=False)
    assert seen(database, second, group_ties) == ()
    assert [one.state for one in shown(database, first, group).sent] == ["refused"]
    join(database, first, group, second)
    (tie,) = seen(database, second, group_ties)
    assert (tie.id, tie.name, tie.in_force) == (group, TYPED["name"], True)


def test_who_leaves_keeps_the_dates_and_reads_nobody_any_more(database, two):
    first, second = two
    group = a_group(database, first)
    join(database, first, group, second)
    leave(database, second, group)
    (tie,) = seen(database, second, group_ties)
    assert (tie.in_force, tie.others, tie.until) == (False, (), seen(database, second, lambda uow: uow.today))
    with pytest.raises(NoSuchGroup):
        seen(database, second, lambda uow: cooperatives_of_group(uow, group))
    with pytest.raises(NoSuchGroup):
        leave(database, second, group)
    gone = [one for one in shown(database, first, group).members if one.slug == second.slug]
    assert [one.until is None for one in gone] == [False]
    join(database, first, group, second)
    (tie,) = seen(database, second, group_ties)
    assert (tie.id, tie.name, tie.in_force) == (group, TYPED["name"], True)


def test_an_end_to_come_is_written_once_and_withdraws_what_waits(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    tomorrow = seen(database, first, lambda uow: uow.today) + timedelta(days=1)
    leave(database, first, group, tomorrow.isoformat())
    with pytest.raises(InvitationClosed):
        answer(database, second, invitation)
    with pytest.raises(AlreadyLeaving):
        leave(database, first, group)
    assert [one.id for one in seen(database, first, group_ties) if one.in_force] == [group]


def test_a_day_already_past_is_no_day_to_leave(database, two):
    first, _ = two
    group = a_group(database, first)
    for until in ((seen(database, first, lambda uow: uow.today) - timedelta(days=1)).isoformat(), "hier"):
        with pytest.raises(FaultyGroup):
            leave(database, first, group, until)


def test_nobody_is_invited_twice_nor_when_there_nor_unknown(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    with pytest.raises(AlreadyInGroup):
        invite(database, first, group, second)
    answer(database, second, invitation)
    with pytest.raises(AlreadyInGroup):
        invite(database, first, group, second)
    for typed in ("", "nulle-part", first.slug, first.name):  # every cooperative of tests has that name
        with pytest.raises(UnknownCooperative):
            inside(
                database,
                first,
                lambda u, t=typed: invite_to_group(u, InviteToGroup(group, t), by=first.secretary),
            )


def test_only_an_administrator_or_the_secretary_ties_the_cooperative(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    account = inside(database, second, add_account)
    for role in (Role.CHAIR, Role.TELLER, Role.AUDITOR):
        with pytest.raises(WrongHat):
            answer(database, second, invitation, by=an_actor(second, account, role))
    answer(database, second, invitation, by=an_actor(second, account, Role.ADMINISTRATOR))


def test_an_invitation_is_answered_by_its_side_and_withdrawn_by_the_other(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    with pytest.raises(NoSuchInvitation):
        answer(database, first, invitation)
    with pytest.raises(NoSuchInvitation):
        withdraw(database, second, invitation)
    with pytest.raises(NoSuchInvitation):
        answer(database, a_cooperative(database), invitation)
    withdraw(database, first, invitation)
    with pytest.raises(InvitationClosed):
        answer(database, second, invitation)


def test_a_stranger_neither_enters_nor_invites(database, two):
    first, second = two
    group = a_group(database, first)
    with pytest.raises(NoSuchGroup):
        invite(database, second, group, a_cooperative(database))
    with pytest.raises(NoSuchGroup):
        seen(database, second, lambda uow: group_shown(uow, group, second.secretary))


def test_what_is_typed_of_a_group_is_read_with_every_fault(database, two):
    first, _ = two
    with pytest.raises(FaultyGroup) as refused:
        inside(
            database, first, lambda uow: begin_group(uow, BeginGroup({"kind": "clan"}), by=first.secretary)
        )
    assert [fault.field for fault in refused.value.faults] == ["kind", "name", "purpose"]
    for field, most in (("name", 120), ("purpose", 2000)):
        a_group(database, first, **{field: "a" * most})
        with pytest.raises(FaultyGroup):
            a_group(database, first, **{field: "a" * (most + 1)})


def test_accepting_and_withdrawing_at_once_leaves_one_of_the_two(database, two):
    first, second = two
    for _ in range(12):
        group = a_group(database, first)
        invitation = invite(database, first, group, second)
        found = together(
            lambda i=invitation: answer(database, second, i),
            lambda i=invitation: withdraw(database, first, i),
        )
        refused = [one for one in found if isinstance(one, InvitationClosed)]
        assert len(refused) == 1, found
        tied = group in {one.id for one in seen(database, second, group_ties) if one.in_force}
        assert tied is not isinstance(found[0], InvitationClosed)


def test_two_answers_at_once_make_one_membership(database, two):
    first, second = two
    group = a_group(database, first)
    invitation = invite(database, first, group, second)
    found = together(*[lambda: answer(database, second, invitation)] * 6)
    assert [one for one in found if not isinstance(one, Exception)] == [group]
    assert all(isinstance(one, InvitationClosed) for one in found if isinstance(one, Exception))
