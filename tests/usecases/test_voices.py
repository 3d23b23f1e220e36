"""One person in several colleges, where bylaws say so: a voice in each, one head, and it is always said."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text

from governance.actors import Hat, Role, WrongHat
from governance.assembly import proxy_refusals
from governance.bylaws.clauses import QuorumClause, QuorumOf
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.queries.attendance import attendance
from governance.queries.results import outcome
from governance.queries.verification import verification
from governance.queries.voices import voices_page
from governance.register.refusals import CollegeIsFrozen, NoSuchMember
from governance.register.voices import (
    CategoryOfAnotherCollege,
    VoiceAlreadyThere,
    VoiceNotGiven,
    VoiceOfAPersonOnly,
)
from governance.store.assemblies import AssemblyRow
from governance.store.bylaws import BylawsVersionRow
from governance.store.hats import hats_here
from governance.store.members import MemberRow
from governance.store.minutes_facts import gathered
from governance.store.polls import ElectorRow
from governance.store.preparation import reached
from governance.usecases.attendance import MarkPresent, mark_left, mark_present
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import close_poll
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.voices import AddVoice, add_voice, end_voice
from tests.meetings import a_meeting, a_poll
from tests.minuting import within


def bylaws(several=True, half_of_heads=False):
    found = load_model("three_colleges_bloc")
    colleges = replace(found.colleges, several_per_person=several)
    if half_of_heads:
        by = found.quorum.by_meeting
        clause = (QuorumClause(QuorumOf.HEADS, Fraction(1, 2)),)
        found = replace(found, quorum=replace(found.quorum, by_meeting=replace(by, ordinary_first=clause)))
    return replace(found, colleges=colleges)


FIRST, SECOND, THIRD = (college.id for college in load_model("three_colleges_bloc").colleges.items)
CATEGORY = {college.id: college.categories[0] for college in load_model("three_colleges_bloc").colleges.items}


@pytest.fixture
def meeting(database):
    """Four members of the first college, two of them there, and two of the second, there."""
    return a_meeting(database, colleges={SECOND: 2, FIRST: 4}, absent=2, model=bylaws())


def draft(database, meeting, stage="closed"):
    """Take the assembly out of the way of the register, or bring it back."""
    moved = text(
        "UPDATE assemblies SET stage = cast(:stage AS varchar),"
        " closed_at = CASE WHEN :stage = 'closed' THEN opened_at END WHERE id = :it"
    )
    facts = {"it": meeting.assembly, "stage": stage}
    within(database, meeting, lambda uow: uow.session.connection().execute(moved, facts))


def give(database, meeting, at=-1, college=SECOND, category=None, by=None):
    draft(database, meeting)
    command = AddVoice(meeting.voters[at].hat.member, college, category or CATEGORY[college])
    try:
        return within(database, meeting, lambda uow: add_voice(uow, command, by=by or meeting.secretary))
    finally:
        draft(database, meeting, "open")


def under(meeting, voice, at=-1):
    """Give the person under the hat of a further voice."""
    actor = meeting.voters[at]
    return replace(actor, hat=Hat(f"member:{voice}", Role.MEMBER, actor.hat.label, voice, SECOND))


def arrive(database, meeting, at=-1):
    command = MarkPresent(meeting.assembly, meeting.voters[at].hat.member)
    within(database, meeting, lambda uow: mark_present(uow, command, by=meeting.secretary))


def room(database, meeting):
    def read(uow):
        found = attendance(uow, uow.session.get(AssemblyRow, meeting.assembly))
        return found.present, found.registered, {one.id: one.present for one in found.colleges}

    return within(database, meeting, read)


def vote(database, meeting, poll, actor, choice="for"):
    command = CastBallot(poll, choice, actor)
    return within(database, meeting, lambda uow: cast_ballot(uow, command, by=actor))


def test_a_voice_is_a_record_of_its_own_and_says_nothing_twice(database, meeting):
    voice = give(database, meeting)

    def read(uow):
        row, first = uow.session.get(MemberRow, voice), meeting.voters[-1].hat.member
        return row, uow.session.get(MemberRow, first), voices_page(uow, voice, by=meeting.secretary)

    row, first, page = within(database, meeting, read)
    assert (row.same_as, row.college, row.number, row.name) == (first.id, SECOND, 7, first.name)
    assert [(one.number, one.first) for one in page.voices] == [(6, True), (7, False)]
    assert page.allowed
    rename = text("UPDATE members SET name = 'Renommée', email = 'neuve@exemple.test' WHERE id = :it")
    within(database, meeting, lambda uow: uow.session.connection().execute(rename, {"it": first.id}))
    row = within(database, meeting, lambda uow: uow.session.get(MemberRow, voice))
    assert (row.name, row.email) == ("Renommée", "neuve@exemple.test")
    leave = text("UPDATE members SET left_on = admitted_on WHERE id = :it")
    within(database, meeting, lambda uow: uow.session.connection().execute(leave, {"it": first.id}))
    row = within(database, meeting, lambda uow: uow.session.get(MemberRow, voice))
    assert row.left_on is not None


def test_the_person_has_a_hat_a_receipt_and_a_ballot_in_each_college(database, meeting):
    voice = give(database, meeting)
    arrive(database, meeting)
    hats = within(database, meeting, lambda uow: hats_here(uow, meeting.voters[-1].account))
    assert [(hat.college, hat.label) for hat in hats] == [
        (FIRST, "Alix Votante 6"), (SECOND, "Alix Votante 6 – 7"),
    ]  # fmt: skip
    poll = a_poll(database, meeting)
    first = vote(database, meeting, poll, meeting.voters[-1])
    second = vote(database, meeting, poll, under(meeting, voice), "against")
    assert first.leaf != second.leaf
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    sheet = within(database, meeting, lambda uow: outcome(uow, poll)).sheet
    counted = {one.id: (one.present, one.again, one.present_again) for one in sheet.colleges}
    assert counted == {FIRST: (3, 0, 0), SECOND: (3, 1, 1), THIRD: (0, 0, 0)}
    assert within(database, meeting, lambda uow: verification(uow, poll)).differences == ()


def test_the_person_is_one_head_in_the_quorum_and_comes_and_goes_once(database, meeting):
    give(database, meeting)
    assert room(database, meeting)[:2] == (4, 6)
    arrive(database, meeting)
    assert room(database, meeting) == (5, 6, {FIRST: 3, SECOND: 3, THIRD: 0})
    member = meeting.voters[-1].hat.member
    within(database, meeting, lambda uow: mark_left(uow, meeting.assembly, member, by=meeting.secretary))
    assert room(database, meeting) == (4, 6, {FIRST: 2, SECOND: 2, THIRD: 0})


def test_a_quorum_of_heads_is_not_reached_by_voices(database):
    made = a_meeting(database, colleges={SECOND: 1, FIRST: 3}, absent=3, model=bylaws(half_of_heads=True))
    give(database, made, 0, FIRST)

    def reached_now(uow):
        return attendance(uow, uow.session.get(AssemblyRow, made.assembly)).quorum

    arrive(database, made, 0)
    (condition,) = within(database, made, reached_now)
    assert (condition.got, condition.reached) == (Fraction(1, 4), False)
    arrive(database, made, 1)
    (condition,) = within(database, made, reached_now)
    assert (condition.got, condition.reached) == (Fraction(1, 2), True)

    def minutes(uow):
        return gathered(uow, uow.session.get(AssemblyRow, made.assembly)).facts.quorum

    assert within(database, made, minutes)[0].got == Fraction(1, 2)


def test_every_result_says_that_the_law_gives_one_vote(database, meeting):
    give(database, meeting)
    poll = a_poll(database, meeting)
    vote(database, meeting, poll, meeting.voters[0])
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    found = within(database, meeting, lambda uow: outcome(uow, poll))
    assert "several_votes" in found.result.warnings

    def minutes(uow):
        facts = gathered(uow, uow.session.get(AssemblyRow, meeting.assembly)).facts
        return " ".join(facts.resolutions[0].explanation)

    said = within(database, meeting, minutes)
    assert "la loi donne une seule voix à chacun (loi du 10 septembre 1947, articles 1er et 9)" in said


def test_bylaws_that_give_one_voice_no_longer_hear_the_others(database, meeting):
    voice = give(database, meeting)
    arrive(database, meeting)
    document = bylaws_document(bylaws(several=False))

    def amend(uow):
        row = BylawsVersionRow(
            cooperative_id=uow.tenant, number=2, document=document, sha256="0" * 64,
            adopted_on=uow.today, in_force_from=uow.today, recorded_at=uow.now,
        )  # fmt: skip
        uow.session.add(row)

    within(database, meeting, amend)
    poll = a_poll(database, meeting)
    row = within(database, meeting, lambda uow: uow.session.get(ElectorRow, (poll, voice)))
    assert not row.entitled


def test_caps_and_substitution_are_those_of_the_person(database):
    found = bylaws()
    own = replace(found, proxies=replace(found.proxies, per_holder=1, same_college=False))
    made = a_meeting(database, colleges={SECOND: 2, FIRST: 4}, absent=4, model=own)
    voice = give(database, made, 1, FIRST)
    holder, absent = made.voters[1].hat.member, [one.hat.member for one in made.voters[2:]]

    def note(principal, to):
        command = MarkRepresented(made.assembly, principal, to)
        within(database, made, lambda uow: mark_represented(uow, command, by=made.secretary))

    with pytest.raises(proxy_refusals.ProxyToOneself):
        note(voice, holder)
    note(absent[0], voice)
    with pytest.raises(proxy_refusals.TooManyProxies):
        note(absent[1], holder)
    with pytest.raises(proxy_refusals.PrincipalHoldsProxies):
        note(holder, absent[1])
    other = give(database, made, 3, SECOND)
    note(other, made.voters[0].hat.member)
    with pytest.raises(proxy_refusals.HolderIsRepresented):
        note(absent[2], absent[1])


def test_one_notice_is_sent_to_the_person(database, meeting):
    before = within(database, meeting, lambda uow: reached(uow, None, uow.today))
    give(database, meeting)
    assert within(database, meeting, lambda uow: reached(uow, None, uow.today)) == before


@pytest.mark.parametrize(
    ("college", "category", "refusal"),
    [
        (FIRST, None, VoiceAlreadyThere),
        (SECOND, CATEGORY[FIRST], CategoryOfAnotherCollege),
        ("nowhere", "nothing", CategoryOfAnotherCollege),
    ],
)
def test_a_voice_is_in_another_college_of_the_bylaws(database, meeting, college, category, refusal):
    with pytest.raises(refusal):
        give(database, meeting, -1, college, category)


def test_it_is_given_once_to_a_person_and_taken_back(database, meeting):
    voice = give(database, meeting)
    with pytest.raises(VoiceAlreadyThere):
        give(database, meeting)
    with pytest.raises(CollegeIsFrozen):
        within(database, meeting, lambda uow: end_voice(uow, voice, by=meeting.secretary))
    draft(database, meeting)
    with pytest.raises(VoiceOfAPersonOnly):
        within(
            database,
            meeting,
            lambda uow: add_voice(uow, AddVoice(voice, THIRD, CATEGORY[THIRD]), by=meeting.secretary),
        )
    with pytest.raises(WrongHat):
        within(database, meeting, lambda uow: end_voice(uow, voice, by=meeting.voters[-1]))
    within(database, meeting, lambda uow: end_voice(uow, voice, by=meeting.secretary))
    with pytest.raises(NoSuchMember):
        within(database, meeting, lambda uow: end_voice(uow, voice, by=meeting.secretary))
    with pytest.raises(NoSuchMember):
        own = meeting.voters[-1].hat.member
        within(database, meeting, lambda uow: end_voice(uow, own, by=meeting.secretary))
    draft(database, meeting, "open")
    arrive(database, meeting)
    assert room(database, meeting) == (5, 6, {FIRST: 3, SECOND: 2, THIRD: 0})


def test_bylaws_that_do_not_say_so_refuse_it_with_their_article(database):
    made = a_meeting(database, colleges={FIRST: 2, SECOND: 1}, model=bylaws(several=False))
    with pytest.raises(VoiceNotGiven) as error:
        give(database, made, 0)
    assert error.value.source.article == load_model("three_colleges_bloc").colleges.article
