"""One resolution through several assemblies: each decides at home, all read what each decided."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.agenda import Template
from governance.assembly.convening import AgendaLocked
from governance.assembly.shared_refusals import (
    AnsweredAlready,
    FaultyShared,
    NoSuchShared,
    NotAsked,
    NotTaken,
    NotTheAuthor,
    OtherKindOfAssembly,
    SharedTextChanged,
    SharedTextFrozen,
)
from governance.assembly.shared_resolutions import Position, Standing, Whole, text_fingerprint
from governance.queries.results import outcome
from governance.queries.shared_resolutions import shared_of_group
from governance.register.groups import NoSuchGroup
from governance.usecases.agenda import ChangeItem, ItemFields, RemoveItem, change_item, remove_item
from governance.usecases.assemblies import (
    CancelAssembly,
    ChangeAssembly,
    CreateAssembly,
    cancel_assembly,
    change_assembly,
    create_assembly,
)
from governance.usecases.polls import AnnulPoll, annul_poll
from governance.usecases.second_calls import CallAgain, call_again
from governance.usecases.shared_resolutions import (
    DeclineShared,
    ProposeShared,
    RenewShared,
    RewriteShared,
    TakeShared,
    decline_shared,
    propose_shared,
    renew_shared,
    rewrite_shared,
    take_shared,
)
from tests.builders import a_cooperative, add_account, an_actor
from tests.grouping import inside, join, leave, seen
from tests.preparing import fields
from tests.sharing import TEXT, TYPED, a_shared, decide, finish, gather, summon, vote
from tests.usecases.test_voting_at_once import together

NEW = {"title": TEXT.title, "text": "L’assemblée approuve l’atelier commun **et son budget**."}


def act(shared, side, use_case, command):
    return inside(shared.database, side.home, lambda uow: use_case(uow, command, by=side.home.secretary))


def rewrite(shared, side=None, **values):
    return act(
        shared, side or shared.sides[0], rewrite_shared, RewriteShared(shared.resolution, {**NEW, **values})
    )


def decline(shared, side, reason="Notre assemblée en a décidé autrement."):
    return act(shared, side, decline_shared, DeclineShared(shared.resolution, {"reason": reason}))


def line_of(shared, reader, side):
    return next(one for one in shared.read(reader).line.asked if one.slug == side.home.slug)


def test_a_resolution_is_followed_from_one_cooperative_to_the_other_up_to_the_whole(database):
    shared = a_shared(database)
    first, second = shared.sides
    assert shared.standings(second) == {first.home.slug: "waiting", second.home.slug: "waiting"}
    poll = decide(shared, first, in_favour=6)
    read = shared.read(second)
    assert shared.standings(second) == {first.home.slug: "adopted", second.home.slug: "waiting"}
    assert (read.line.whole, read.line.adopted, read.line.wanted, read.frozen) == (Whole.OPEN, 1, 2, True)
    told = line_of(shared, second, first)
    declared = seen(database, first.home, lambda uow: outcome(uow, poll))
    assert (told.figures.in_favour, told.figures.against, told.figures.others) == (6, 0, 0)
    assert (told.figures.part, told.sheet_sha256) == (declared.result.part, declared.sheet_sha256)
    assert told.figures.part == Fraction(1)
    decide(shared, second, in_favour=6)
    for side in shared.sides:
        assert shared.read(side).line.whole is Whole.MET


def test_the_item_says_the_shared_text_word_for_word(database):
    shared = a_shared(database)
    side = shared.sides[1]
    item = shared.take(side)
    said = seen(
        database, side.home,
        lambda uow: uow.session.connection().execute(
            text("SELECT title, text FROM resolutions WHERE id = :id"), {"id": item}
        ).one(),
    )  # fmt: skip
    assert text_fingerprint(*said) == shared.read(side).sha256
    assert (*said,) == (TEXT.title, TEXT.text)


def test_a_rejection_settles_a_whole_that_needs_everybody_and_a_decline_too(database):
    shared = a_shared(database)
    first, second = shared.sides
    decide(shared, first, in_favour=1)
    assert shared.standings(second)[first.home.slug] == "rejected"
    assert shared.read(second).line.whole is Whole.FAILED
    other = a_shared(database)
    decline(other, other.sides[1])
    told = line_of(other, other.sides[0], other.sides[1])
    assert (told.position.standing, told.reason) == (
        Standing.DECLINED,
        "Notre assemblée en a décidé autrement.",
    )
    assert other.read(other.sides[0]).line.whole is Whole.FAILED
    for refused in (lambda: decline(other, other.sides[1]), lambda: other.take(other.sides[1])):
        with pytest.raises(AnsweredAlready):
            refused()


def test_at_least_two_of_three_is_met_by_two_and_failed_by_two_refusals(database):
    shared = a_shared(database, sides=3, rule="at_least", needed="2")
    decide(shared, shared.sides[0], in_favour=6)
    decline(shared, shared.sides[1])
    assert shared.read(shared.sides[0]).line.whole is Whole.OPEN
    decide(shared, shared.sides[2], in_favour=6)
    assert shared.read(shared.sides[0]).line.whole is Whole.MET


def test_a_vote_may_be_annulled_until_the_session_closes_so_the_whole_waits_for_it(database):
    shared = a_shared(database, rule="at_least", needed="1")
    side, other = shared.sides
    item = shared.take(side)
    summon(shared, side)
    gather(shared, side)
    poll = vote(shared, side, item, in_favour=6)
    read = shared.read(other)
    assert (line_of(shared, other, side).position.standing, read.line.whole) == (Standing.ADOPTED, Whole.OPEN)
    act(shared, side, annul_poll, AnnulPoll(poll, "Un bulletin en trop"))
    assert line_of(shared, other, side).position.standing is Standing.CONVENED
    assert line_of(shared, other, side).figures is None
    finish(shared, side)
    assert line_of(shared, other, side).position.standing is Standing.NOT_VOTED
    assert line_of(shared, side, side).position.may_take


def test_a_local_change_of_text_is_seen_and_its_vote_does_not_count(database):
    shared = a_shared(database)
    side, other = shared.sides
    item = shared.take(side)
    changed = ItemFields(TEXT.title, TEXT.text + " À l’essai.")
    act(shared, side, change_item, ChangeItem(side.assembly, item, changed))
    assert not line_of(shared, other, side).position.same
    summon(shared, side)
    assert not shared.read(other).frozen
    gather(shared, side)
    vote(shared, side, item, in_favour=6)
    finish(shared, side)
    assert line_of(shared, other, side).position.standing is Standing.OTHER_TEXT
    assert shared.read(other).line.whole is Whole.OPEN


def test_a_form_sent_again_with_its_own_line_ends_changes_nothing(database):
    shared = a_shared(database, text="Un.\n\nDeux.")
    side = shared.sides[1]
    item = shared.take(side)
    act(
        shared,
        side,
        change_item,
        ChangeItem(side.assembly, item, ItemFields(TEXT.title, "Un.\r\n\r\nDeux.\r\n")),
    )
    assert line_of(shared, side, side).position.same


def test_a_new_version_before_any_notice_is_taken_up_or_stops_the_notice(database):
    shared = a_shared(database)
    side = shared.sides[1]
    shared.take(side)
    assert rewrite(shared) == 2
    assert rewrite(shared) == 2
    assert not line_of(shared, side, side).position.same
    with pytest.raises(SharedTextChanged) as refused:
        summon(shared, side)
    assert TEXT.title in str(refused.value)
    act(shared, side, renew_shared, RenewShared(shared.resolution))
    assert line_of(shared, side, side).position.same
    summon(shared, side)
    with pytest.raises(SharedTextFrozen):
        rewrite(shared, text="Encore autre chose.")
    assert len(shared.read(side).versions) == 2


def test_a_notice_and_a_new_version_at_once_never_leave_a_former_text_convened(database):
    for _ in range(4):
        shared = a_shared(database)
        side = shared.sides[1]
        shared.take(side)
        together(lambda s=shared: rewrite(s), lambda s=shared, d=side: summon(s, d))
        told = line_of(shared, side, side)
        if told.position.standing is Standing.CONVENED:
            assert told.position.same
        else:
            assert len(shared.read(side).versions) == 2


def test_taken_twice_at_once_it_is_on_one_agenda(database):
    shared = a_shared(database)
    side = shared.sides[1]
    found = together(*[lambda: shared.take(side)] * 4)
    assert len([one for one in found if not isinstance(one, Exception)]) == 1
    assert all(isinstance(one, AnsweredAlready) for one in found if isinstance(one, Exception))


def test_removing_the_item_or_the_assembly_lets_it_be_taken_elsewhere(database):
    shared = a_shared(database)
    side, other = shared.sides
    item = shared.take(side)
    with pytest.raises(AnsweredAlready):
        shared.take(side)
    act(shared, side, remove_item, RemoveItem(side.assembly, item))
    assert line_of(shared, other, side).position.standing is Standing.WAITING
    shared.take(side)
    act(shared, side, cancel_assembly, CancelAssembly(side.assembly))
    assert (line_of(shared, other, side).position.standing, line_of(shared, other, side).held_on) == (
        Standing.WAITING,
        None,
    )
    with pytest.raises(AgendaLocked):
        shared.take(side)


def test_another_day_of_the_assembly_is_told(database):
    shared = a_shared(database)
    side, other = shared.sides
    shared.take(side)
    before = line_of(shared, other, side).held_on
    inside(
        database, side.home,
        lambda uow: change_assembly(
            uow, ChangeAssembly(side.assembly, fields(uow, days=75)), by=side.home.secretary
        ),
    )  # fmt: skip
    assert line_of(shared, other, side).held_on == before + timedelta(days=15)


def test_the_assembly_is_of_the_kind_that_the_resolution_asks(database):
    shared = a_shared(database, kind="extraordinary")
    side = shared.sides[0]
    with pytest.raises(OtherKindOfAssembly):
        shared.take(side)
    day = seen(database, side.home, fields)
    made = act(shared, side, create_assembly, CreateAssembly(Template.EXTRAORDINARY, day))
    act(shared, side, take_shared, TakeShared(shared.resolution, made))


def test_who_left_publishes_nothing_more_and_its_own_vote_goes_on(database):
    shared = a_shared(database)
    side, other = shared.sides[1], shared.sides[0]
    item = shared.take(side)
    summon(shared, side)
    leave(database, side.home, shared.group)
    gather(shared, side)
    poll = vote(shared, side, item, in_favour=6)
    finish(shared, side)
    assert seen(database, side.home, lambda uow: outcome(uow, poll)).result.adopted
    assert line_of(shared, other, side).position.standing is Standing.LEFT
    assert line_of(shared, other, side).figures is None
    assert shared.read(other).line.whole is Whole.FAILED
    with pytest.raises(NoSuchShared):
        shared.read(side)
    join(database, other.home, shared.group, side.home)
    assert shared.read(side).line.group == shared.group


def test_a_first_meeting_without_quorum_settles_nothing_and_its_second_call_goes_on(database):
    shared = a_shared(database, rule="at_least", needed="2")
    side, other = shared.sides
    shared.take(side)
    summon(shared, side)
    gather(shared, side, there=0)
    finish(shared, side)
    assert line_of(shared, other, side).position == Position(Standing.NOT_VOTED, settled=True)
    assert shared.read(other).line.whole is Whole.OPEN
    day = seen(database, side.home, lambda uow: uow.now + timedelta(days=30))
    second = act(shared, side, call_again, CallAgain(side.assembly, day, "Salle des fêtes"))
    assert line_of(shared, other, side).position == Position(Standing.TAKEN)
    assert shared.read(side).own.assembly == second
    assert line_of(shared, other, side).held_on == seen(database, side.home, lambda u: u.today) + timedelta(
        days=30
    )


def test_figures_of_colleges_are_kept_back_when_one_has_few_voters(database):
    shared = a_shared(database, voters=4)
    side, other = shared.sides
    decide(shared, side, in_favour=4)
    told = line_of(shared, other, side).figures
    assert (told.in_favour, told.against, told.part, told.colleges) == (None, None, None, ())
    assert line_of(shared, other, side).position.standing is Standing.ADOPTED


def test_only_the_secretary_of_a_cooperative_that_is_asked_answers(database):
    shared = a_shared(database)
    first, second = shared.sides
    third = a_cooperative(database)
    join(database, first.home, shared.group, third)
    with pytest.raises(NotAsked):
        inside(database, third, lambda u: decline_shared(
            u, DeclineShared(shared.resolution, {"reason": "Non"}), by=third.secretary))  # fmt: skip
    with pytest.raises(NotTheAuthor):
        rewrite(shared, second)
    with pytest.raises(NotTaken):
        act(shared, second, renew_shared, RenewShared(shared.resolution))
    account = inside(database, second.home, add_account)
    chair = an_actor(second.home, account, Role.CHAIR)
    for use_case, command in (
        (take_shared, TakeShared(shared.resolution, second.assembly)),
        (decline_shared, DeclineShared(shared.resolution, {"reason": "Non"})),
        (propose_shared, ProposeShared(shared.group, TYPED, (first.home.slug, second.home.slug))),
    ):
        with pytest.raises(WrongHat):
            inside(database, second.home, lambda u, a=use_case, c=command: a(u, c, by=chair))


def test_a_stranger_is_neither_asked_nor_told(database):
    shared = a_shared(database)
    stranger = a_cooperative(database)
    command = ProposeShared(shared.group, TYPED, (shared.sides[0].home.slug, stranger.slug))
    with pytest.raises(FaultyShared):
        act(shared, shared.sides[0], propose_shared, command)
    for refused, use_case, asked in (
        (NoSuchGroup, propose_shared, ProposeShared(shared.group, TYPED, (stranger.slug,))),
        (NoSuchShared, decline_shared, DeclineShared(shared.resolution, {"reason": "Non"})),
    ):
        with pytest.raises(refused):
            inside(database, stranger, lambda u, a=use_case, c=asked: a(u, c, by=stranger.secretary))
    with pytest.raises(NoSuchGroup):
        seen(database, stranger, lambda uow: shared_of_group(uow, shared.group))
    assert [
        one.id for one in seen(database, shared.sides[1].home, lambda u: shared_of_group(u, shared.group))
    ] == [shared.resolution]
