"""Assemblies missed in a row are counted from attendance; membership ends after its steps only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import Role, WrongHat
from governance.assembly.refusals import RegisterIsFinal
from governance.bylaws.choices import Organ
from governance.bylaws.models import load_model
from governance.queries.missed import missed_of, missed_page
from governance.register.letters import LetterChannel, LetterGone, NoAddress, Written
from governance.register.missed import (
    HearingToCome,
    HearingTooSoon,
    MissedState,
    NotDecidedByAssembly,
    NotEnoughMissed,
    NotHeard,
    StepDone,
    SummonsNotServed,
    UnsaidStep,
)
from governance.register.refusals import NoSuchMember
from governance.store.assemblies import ResolutionRow
from governance.store.letters import LetterRow
from governance.store.members import MemberRow
from governance.store.polls import PollRow, ResultRow
from governance.usecases.letters import PostLetter, post_letter
from governance.usecases.missed import (
    DecideOnMember,
    HearMember,
    SummonMember,
    WarnMember,
    end_membership,
    hear_member,
    keep_member,
    summon_member,
    warn_member,
)
from tests.builders import a_cooperative, add_account, an_actor
from tests.missing import add_held, add_reachable

MAIL = Written(LetterChannel.EMAIL, "Objet", "Bonjour,\n\nune phrase.")
PAPER = Written(LetterChannel.LETTER, "Objet", "Bonjour.")


def a_home(database, organ=Organ.BOARD, warned=2, ends=3):
    model = load_model("five_colleges_proportional")
    own = replace(model.membership, article="14.1", missed_warned=warned, missed_ends=ends, excluded_by=organ)
    return a_cooperative(database, replace(model, membership=own))


@pytest.fixture
def home(database):
    return a_home(database)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def missing(database, home, days=(400, 200), **facts):
    """Add a member who missed assemblies held so many days ago; another one came to each."""

    def act(uow):
        member, other = add_reachable(uow, 1), add_reachable(uow, 2, "Venue")
        for ago in days:
            add_held(uow, home, ago, convened=(member.id, other.id), present=(other.id,), **facts)
        return member.id

    return within(database, home, act)


def days_of(database, home, member):
    with database.read() as uow:
        uow.enter(home.id)
        return tuple((uow.today - day).days for day in missed_of(uow, home.secretary, member).days)


def state(database, home, member):
    with database.read() as uow:
        uow.enter(home.id)
        return missed_of(uow, home.secretary, member).state


def warn(database, home, member, letter=MAIL, sent=True):
    def act(uow):
        found = warn_member(uow, WarnMember(member, letter), by=home.secretary)
        uow.session.flush()
        if sent and letter is MAIL:
            row = uow.session.get(LetterRow, found)
            row.outcome, row.concluded_on = "sent", uow.today
        return found

    return within(database, home, act)


def summon(database, home, member, in_days=20, sent=True, letter=MAIL):
    def act(uow):
        command = SummonMember(member, letter, uow.today + timedelta(days=in_days))
        found = summon_member(uow, command, by=home.secretary)
        uow.session.flush()
        if sent:
            row = uow.session.get(LetterRow, found)
            row.outcome, row.concluded_on = "sent", uow.today
        return found

    return within(database, home, act)


def hear(database, home, member, *, spoke=True, words="Malade cette année.", ago=0):
    def act(uow):
        command = HearMember(member, uow.today - timedelta(days=ago), spoke, words)
        hear_member(uow, command, by=home.secretary)

    within(database, home, act)


def decide(database, home, member, act=end_membership, letter=MAIL, resolution=None, words="Le conseil."):
    def run(uow):
        return act(uow, DecideOnMember(member, uow.today, words, letter, resolution), by=home.secretary)

    return within(database, home, run)


def a_bare_home(database, organ=Organ.BOARD):
    """Bylaws that ask no warning: three assemblies missed are enough to summon."""
    return a_home(database, organ, warned=None)


def test_only_those_who_neither_came_nor_were_represented_missed_an_assembly(database, home):
    member = missing(database, home)
    assert days_of(database, home, member) == (400, 200)
    for mode in ("remote", "postal", "blank"):
        within(
            database,
            home,
            lambda uow, mode=mode: add_held(uow, home, 50, convened=(member,), present=(member,), mode=mode),
        )
        assert days_of(database, home, member) == ()


def test_an_assembly_where_one_could_not_vote_neither_counts_nor_stops_the_count(database, home):
    member = missing(database, home)

    def act(uow):
        row = uow.session.get(MemberRow, member)
        row.admitted_on = uow.today - timedelta(days=200)
        add_held(uow, home, 150, convened=(member,), outcome="refused")
        add_held(uow, home, 140, convened=())
        add_held(uow, home, 130, convened=(member,), kind="extraordinary")
        add_held(uow, home, 100, convened=(member,))

    within(database, home, act)
    assert days_of(database, home, member) == (200, 100)
    within(
        database,
        home,
        lambda uow: setattr(
            uow.session.get(MemberRow, member), "admitted_on", uow.today - timedelta(days=199)
        ),
    )
    assert days_of(database, home, member) == (100,)


def test_a_second_call_counts_with_its_first_and_coming_to_one_is_enough(database, home):
    member = missing(database, home, days=(300,))

    def act(uow):
        first = add_held(uow, home, 60, convened=(member,))
        return add_held(uow, home, 40, convened=(member,), second_of=first)

    second = within(database, home, act)
    assert days_of(database, home, member) == (300, 40)
    came = (
        "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
        " VALUES (:assembly, :member, :cooperative, 'room', now(), :by)"
    )
    facts = {"assembly": second, "member": member, "cooperative": home.id, "by": home.secretary.account}
    within(database, home, lambda uow: uow.session.connection().execute(text(came), facts))
    assert days_of(database, home, member) == ()


def test_the_list_counts_each_and_puts_the_most_absent_first(database, home):
    member = missing(database, home)

    def act(uow):
        other = add_reachable(uow, 3, "Distraite")
        add_held(uow, home, 20, convened=(member, other.id))

    within(database, home, act)
    with database.read() as uow:
        uow.enter(home.id)
        found = missed_page(uow, home.secretary)
    assert [(line.number, len(line.days)) for line in found.lines] == [(1, 3), (3, 1)]
    assert found.counts == {3: 1, 1: 1}
    assert found.lines[0].state is MissedState.TO_WARN


def test_one_absence_is_not_enough_to_warn_and_two_are_once(database, home):
    member = missing(database, home, days=(200,))
    with pytest.raises(NotEnoughMissed) as refused:
        warn(database, home, member)
    assert str(refused.value.source) == "article 14.1 de vos statuts"
    within(database, home, lambda uow: add_held(uow, home, 100, convened=(member,)))
    warn(database, home, member)
    assert state(database, home, member) is MissedState.WARNED
    with pytest.raises(StepDone):
        warn(database, home, member)


def test_a_warning_refused_by_the_server_is_written_again(database, home):
    member = missing(database, home)
    letter = warn(database, home, member, sent=False)
    refused = "UPDATE letters SET outcome = 'refused', concluded_on = current_date WHERE id = :letter"
    within(database, home, lambda uow: uow.session.connection().execute(text(refused), {"letter": letter}))
    assert state(database, home, member) is MissedState.TO_WARN
    warn(database, home, member)


def test_the_absence_after_the_warning_lets_one_be_summoned_and_not_before(database, home):
    member = missing(database, home)
    warn(database, home, member)
    with pytest.raises(NotEnoughMissed):
        summon(database, home, member)
    within(database, home, lambda uow: add_held(uow, home, -1, convened=(member,)))
    assert state(database, home, member) is MissedState.TO_SUMMON


def test_one_is_heard_after_the_summons_left_and_silence_counts_from_its_day_only(database):
    home = a_bare_home(database)
    member = missing(database, home, days=(400, 300, 200))
    with pytest.raises(HearingTooSoon):
        summon(database, home, member, in_days=0)
    summon(database, home, member, in_days=1, sent=False)
    with pytest.raises(SummonsNotServed):
        hear(database, home, member)
    gone = "UPDATE letters SET outcome = 'sent', concluded_on = current_date"
    within(database, home, lambda uow: uow.session.connection().execute(text(gone)))
    with pytest.raises(HearingToCome):
        hear(database, home, member, spoke=False)
    with pytest.raises(HearingToCome):
        hear(database, home, member, ago=1)
    with pytest.raises(UnsaidStep):
        hear(database, home, member, words=" ")
    hear(database, home, member)
    assert state(database, home, member) is MissedState.TO_DECIDE


def test_nobody_is_decided_on_unheard(database):
    home = a_bare_home(database)
    member = missing(database, home, days=(400, 300, 200))
    with pytest.raises(NotHeard):
        decide(database, home, member)
    summon(database, home, member)
    for act in (end_membership, keep_member):
        with pytest.raises(NotHeard):
            decide(database, home, member, act)


def test_the_board_ends_membership_from_the_day_after_it_is_written(database):
    home = a_bare_home(database)
    member = missing(database, home, days=(400, 300, 200))
    summon(database, home, member)
    hear(database, home, member)
    with pytest.raises(UnsaidStep):
        decide(database, home, member, words="")
    decide(database, home, member)
    with database.read() as uow:
        uow.enter(home.id)
        assert uow.session.get(MemberRow, member).left_on == uow.today + timedelta(days=1)
        told = missed_of(uow, home.secretary, member)
    assert [step.kind.value for step in told.steps] == ["ended", "heard", "summoned"]
    with pytest.raises(StepDone):
        warn(database, home, member)


def test_who_is_kept_starts_again_from_nothing(database):
    home = a_bare_home(database)
    member = missing(database, home, days=(400, 300, 200))
    summon(database, home, member)
    hear(database, home, member)
    decide(database, home, member, keep_member)
    assert days_of(database, home, member) == ()
    within(database, home, lambda uow: add_held(uow, home, -1, convened=(member,)))
    assert state(database, home, member) is MissedState.FEW


def test_where_the_assembly_excludes_an_adopted_resolution_of_an_extraordinary_one_is_asked(database):
    home = a_bare_home(database, Organ.ASSEMBLY)
    member = missing(database, home, days=(400, 300, 200))
    summon(database, home, member)
    hear(database, home, member)
    with pytest.raises(NotDecidedByAssembly) as refused:
        decide(database, home, member)
    assert refused.value.source.article == "L. 231-6"
    ordinary = adopted_by(database, home, "ordinary")
    with pytest.raises(NotDecidedByAssembly):
        decide(database, home, member, resolution=ordinary)
    rejected = adopted_by(database, home, "extraordinary", adopted=False)
    with pytest.raises(NotDecidedByAssembly):
        decide(database, home, member, resolution=rejected)
    decide(database, home, member, resolution=adopted_by(database, home, "extraordinary"))


def adopted_by(database, home, kind, adopted=True):
    """Add a closed assembly of today and one resolution with a declared result; give the resolution."""

    def act(uow):
        mine, by = {"cooperative_id": uow.tenant}, home.secretary.account
        assembly = add_held(uow, home, 0, convened=(), kind=kind)
        resolution = ResolutionRow(**mine, assembly_id=assembly, position=1, number=1, title="Exclusion")
        uow.session.add(resolution)
        uow.session.flush()
        poll = PollRow(
            **mine, assembly_id=assembly, resolution_id=resolution.id, number=1, state="closed", rules={},
            bylaws_version_id=home.bylaws, opened_at=uow.now, opened_by=by, closed_at=uow.now,
        )  # fmt: skip
        uow.session.add(poll)
        uow.session.flush()
        uow.session.add(
            ResultRow(
                **mine, poll_id=poll.id, sheet={}, result={"adopted": adopted}, sheet_sha256="",
                declared_at=uow.now, declared_by=by,
            )
        )  # fmt: skip
        return resolution.id

    return within(database, home, act)


def test_a_printed_letter_proves_nothing_before_it_is_posted_and_is_noted_once(database, home):
    member = missing(database, home)
    letter = warn(database, home, member, PAPER)

    def post(uow, ago=0):
        return post_letter(uow, PostLetter(letter, uow.today - timedelta(days=ago)), by=home.secretary)

    with pytest.raises(LetterGone):
        within(database, home, lambda uow: post(uow, ago=1))
    within(database, home, post)
    with pytest.raises(LetterGone):
        within(database, home, post)


def test_a_letter_without_address_is_not_written(database, home):
    member = missing(database, home)
    within(database, home, lambda uow: setattr(uow.session.get(MemberRow, member), "email", ""))
    with pytest.raises(NoAddress):
        warn(database, home, member)


def test_a_letter_and_a_step_never_change_afterwards(database, home):
    member = missing(database, home)
    warn(database, home, member)
    with pytest.raises(RegisterIsFinal):
        within(
            database,
            home,
            lambda uow: uow.session.connection().execute(text("UPDATE letters SET outcome = 'sent'")),
        )


def test_only_the_secretary_acts_and_only_on_members_of_today(database, home):
    member = missing(database, home)
    teller = within(database, home, lambda uow: an_actor(home, add_account(uow, "Autre"), Role.AUDITOR))
    with pytest.raises(WrongHat):
        within(database, home, lambda uow: warn_member(uow, WarnMember(member, MAIL), by=teller))
    within(database, home, lambda uow: setattr(uow.session.get(MemberRow, member), "left_on", uow.today))
    with pytest.raises(NoSuchMember):
        warn(database, home, member)
