"""Postal forms: in time or refused, frozen at the opening, one vote each, told on every paper."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from governance.actors import WrongHat
from governance.assembly.attendance_sheet import Participation
from governance.assembly.convening import AgendaLocked
from governance.assembly.postal import (
    AlreadyByPost,
    AnswerMissing,
    NoSuchForm,
    NotReceivedYet,
    PostalNotAllowed,
    PostalTooLate,
    VotedByPost,
)
from governance.assembly.refusals import AlreadyVoted
from governance.assembly.stages import WrongStage
from governance.errors import NotFound
from governance.queries.attendance import attendance
from governance.queries.verification import verification
from governance.store import preparation
from governance.store.assemblies import AssemblyRow
from governance.store.elections import CandidateRow, ContestRow, candidates_of
from governance.store.members import MemberRow
from governance.store.minutes_facts import attendance_facts, gathered
from governance.store.postal import forms
from governance.usecases.agenda import (
    AddItem,
    ChangeItem,
    ItemFields,
    RemoveItem,
    add_item,
    change_item,
    remove_item,
)
from governance.usecases.attendance import (
    MarkPresent,
    close_session,
    join_remotely,
    mark_present,
    open_session,
)
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.postal import (
    AnswerByPost,
    RecordPostalForm,
    answer_by_post,
    record_postal_form,
    withdraw_postal_form,
)
from governance.usecases.proxies import MarkRepresented, mark_represented
from governance.usecases.second_calls import CallAgain, call_again
from tests.by_post import convened, received, stand
from tests.minuting import within


def opened(database, meeting, **more):
    within(database, meeting, lambda uow: open_session(uow, meeting.assembly, by=meeting.secretary, **more))


def present(database, meeting, *voters):
    for voter in voters:
        command = MarkPresent(meeting.assembly, voter.hat.member)
        within(database, meeting, lambda uow, c=command: mark_present(uow, c, by=meeting.secretary))


def put(database, meeting, at=0):
    command = OpenPoll(meeting.assembly, meeting.resolutions[at])
    return within(database, meeting, lambda uow: open_poll(uow, command, by=meeting.secretary))


def box(database, meeting, poll):
    def read(uow):
        rows = uow.session.connection().execute(
            text("SELECT member_id, choice FROM ballots WHERE poll_id = :poll"), {"poll": poll}
        )
        return {row[0]: row[1] for row in rows}

    return within(database, meeting, read)


def test_a_postal_vote_counts_in_the_quorum_in_the_box_and_on_every_paper(database):
    meeting = convened(database)
    away, silent, there = meeting.voters[0], meeting.voters[1], meeting.voters[2]
    received(database, meeting, away, "against", "spoiled")
    received(database, meeting, silent, "blank", "abstain", electronic=True)
    opened(database, meeting)
    present(database, meeting, there)
    row = within(database, meeting, lambda uow: uow.session.get_one(AssemblyRow, meeting.assembly))
    room = within(database, meeting, lambda uow: attendance(uow, row))
    assert room.present == 3
    poll = put(database, meeting)
    assert box(database, meeting, poll) == {away.hat.member: "against", silent.hat.member: "blank"}
    ballot = CastBallot(poll, "for", there)
    within(database, meeting, lambda uow: cast_ballot(uow, ballot, by=there))
    within(database, meeting, lambda uow: close_poll(uow, poll, by=meeting.secretary))
    assert within(database, meeting, lambda uow: verification(uow, poll)).differences == ()
    facts = within(database, meeting, lambda uow: gathered(uow, row).facts)
    assert sum(college.postal for college in facts.attendance) == 2
    assert sum(college.taking_part for college in facts.attendance) == 3
    sheet = within(database, meeting, lambda uow: attendance_facts(uow, row))
    kinds = [line.participation for line in sheet.lines]
    assert kinds.count(Participation.POSTAL) == 2
    assert sheet.postal_forms_annexed == 2
    second = put(database, meeting, 1)
    assert box(database, meeting, second) == {away.hat.member: "spoiled", silent.hat.member: "abstain"}


def test_trap_25_no_amendment_meets_a_form_received_on_the_first_text(database):
    meeting = convened(database)
    away, first = meeting.voters[0], meeting.resolutions[0]
    received(database, meeting, away, "for", "against")
    amended = ItemFields("Autre titre", "Autre texte")
    edits = (
        (add_item, AddItem(meeting.assembly, amended)),
        (change_item, ChangeItem(meeting.assembly, first, amended)),
        (remove_item, RemoveItem(meeting.assembly, first)),
    )

    def agenda(uow):
        return [(row.id, row.title, row.text) for row in preparation.items(uow.session, meeting.assembly)]

    def refused():
        for edit, command in edits:
            with pytest.raises(AgendaLocked):
                within(database, meeting, lambda uow, e=edit, c=command: e(uow, c, by=meeting.secretary))
        return within(database, meeting, agenda)

    sent = refused()
    opened(database, meeting)
    present(database, meeting, *meeting.voters[4:])
    assert refused() == sent
    poll = put(database, meeting, 1)
    assert refused() == sent
    assert box(database, meeting, poll) == {away.hat.member: "against"}


def test_who_voted_by_post_never_votes_twice(database):
    meeting = convened(database)
    away = meeting.voters[0]
    received(database, meeting, away, "for", "for")
    opened(database, meeting)
    present(database, meeting, *meeting.voters[4:])
    poll = put(database, meeting)
    arriving = MarkPresent(meeting.assembly, away.hat.member)
    refusals = (
        (VotedByPost, lambda uow: mark_present(uow, arriving, by=meeting.secretary)),
        (VotedByPost, lambda uow: join_remotely(uow, meeting.assembly, by=away)),
        (AlreadyVoted, lambda uow: cast_ballot(uow, CastBallot(poll, "against", away), by=away)),
        (
            AlreadyVoted,
            lambda uow: cast_ballot(
                uow, CastBallot(poll, "against", meeting.secretary, away.hat.member), by=meeting.secretary
            ),
        ),
    )
    for refusal, act in refusals:
        with pytest.raises(refusal):
            within(database, meeting, act)


def test_the_bylaws_may_let_who_comes_vote_again_and_the_form_is_set_aside(database):
    meeting = convened(database, mode_switch=True)
    back = meeting.voters[0]
    received(database, meeting, back, "for", "for")
    opened(database, meeting)
    present(database, meeting, *meeting.voters[4:])
    first = put(database, meeting)
    within(database, meeting, lambda uow: close_poll(uow, first, by=meeting.secretary))
    present(database, meeting, back)
    second = put(database, meeting, 1)
    assert box(database, meeting, first) == {back.hat.member: "for"}
    assert box(database, meeting, second) == {}
    within(database, meeting, lambda uow: cast_ballot(uow, CastBallot(second, "against", back), by=back))


@pytest.mark.parametrize(
    ("days", "electronic", "counted"), [(3, False, True), (2, False, False), (2, True, True)]
)
def test_a_late_form_is_refused_with_its_limit(database, days, electronic, counted):
    meeting = convened(database)
    if counted:
        received(database, meeting, meeting.voters[0], "for", "for", days=days, electronic=electronic)
        return
    with pytest.raises(PostalTooLate) as refused:
        received(database, meeting, meeting.voters[0], "for", "for", days=days, electronic=electronic)
    assert (refused.value.received_at.date() - refused.value.limit).days == 1
    assert refused.value.source.article == "R. 225-77"


def test_a_form_is_entered_once_whole_by_the_secretary_before_the_opening(database):
    meeting = convened(database)
    voter = meeting.voters[0]
    with pytest.raises(NotReceivedYet):
        received(database, meeting, voter, "for", "for", days=-1)
    with pytest.raises(AnswerMissing) as refused:
        received(database, meeting, voter, "for")
    assert refused.value.titles == ("Résolution 2",)
    with pytest.raises(AnswerMissing):
        received(database, meeting, voter, "for", "peut-être")
    form = received(database, meeting, voter, "for", "for")
    with pytest.raises(AlreadyByPost):
        received(database, meeting, voter, "against", "for")
    within(database, meeting, lambda uow: withdraw_postal_form(uow, form, by=meeting.secretary))
    with pytest.raises(NoSuchForm):
        within(database, meeting, lambda uow: withdraw_postal_form(uow, form, by=meeting.secretary))
    kept = received(database, meeting, voter, "against", "for")
    with pytest.raises(WrongHat):
        within(database, meeting, lambda uow: withdraw_postal_form(uow, kept, by=voter))
    opened(database, meeting)
    with pytest.raises(WrongStage):
        within(database, meeting, lambda uow: withdraw_postal_form(uow, kept, by=meeting.secretary))
    with pytest.raises(WrongStage):
        received(database, meeting, meeting.voters[1], "for", "for")
    present(database, meeting, *meeting.voters[4:])
    assert box(database, meeting, put(database, meeting)) == {voter.hat.member: "against"}


def test_who_is_no_member_on_the_day_has_no_postal_vote(database):
    meeting = convened(database)
    gone, never = meeting.voters[0], meeting.voters[1]

    def leave(who):
        def act(uow):
            uow.session.get_one(MemberRow, who.hat.member).left_on = uow.today

        within(database, meeting, act)

    leave(never)
    with pytest.raises(NotFound):
        received(database, meeting, never, "for", "for")
    received(database, meeting, gone, "for", "for")
    leave(gone)
    opened(database, meeting)
    present(database, meeting, *meeting.voters[4:])
    assert box(database, meeting, put(database, meeting)) == {}


def test_a_proxy_speaks_only_where_the_form_says_nothing(database):
    meeting = convened(database)
    principal, holder = meeting.voters[0], meeting.voters[1]
    received(database, meeting, principal, "for", "blank")
    give = MarkRepresented(meeting.assembly, principal.hat.member, holder.hat.member)
    within(database, meeting, lambda uow: mark_represented(uow, give, by=meeting.secretary))
    opened(database, meeting)
    present(database, meeting, holder, *meeting.voters[4:])
    first = put(database, meeting)
    assert box(database, meeting, first) == {principal.hat.member: "for"}
    within(database, meeting, lambda uow: close_poll(uow, first, by=meeting.secretary))
    second = put(database, meeting, 1)
    spoken = CastBallot(second, "against", holder, principal.hat.member)
    within(database, meeting, lambda uow: cast_ballot(uow, spoken, by=holder))
    assert box(database, meeting, second) == {principal.hat.member: "against"}


def test_a_form_answers_an_election_and_a_vote_for_who_withdrew_is_spoiled(database):
    meeting = convened(database)
    item = meeting.resolutions[0]

    def stand(uow):
        uow.session.add(
            ContestRow(cooperative_id=uow.tenant, resolution_id=item, method="plurality", seats=1)
        )
        rows = [
            CandidateRow(cooperative_id=uow.tenant, resolution_id=item, name=name)
            for name in ("Alix Fournier", "Blaise Nkomo")
        ]
        uow.session.add_all(rows)
        return [row.option for row in rows]

    alix, blaise = within(database, meeting, stand)
    said = {meeting.voters[0]: alix, meeting.voters[1]: blaise, meeting.voters[3]: None}
    for voter, option in said.items():
        command = RecordPostalForm(meeting.assembly, voter.hat.member, None, {meeting.resolutions[1]: "for"})
        form = within(
            database,
            meeting,
            lambda uow, c=command: record_postal_form(
                uow, replace(c, received_at=uow.now - timedelta(days=5)), by=meeting.secretary
            ),
        )
        if option:
            answer = AnswerByPost(form, item, f'{{"{option}":1}}')
            within(database, meeting, lambda uow, a=answer: answer_by_post(uow, a, by=meeting.secretary))

    def leave(uow):
        row = uow.session.connection().execute(
            text("UPDATE candidates SET withdrawn_at = now() WHERE name = 'Blaise Nkomo'")
        )
        assert row.rowcount == 1

    within(database, meeting, leave)
    opened(database, meeting, knowing=True)
    present(database, meeting, *meeting.voters[4:])
    poll = put(database, meeting)
    kept = box(database, meeting, poll)
    assert kept[meeting.voters[0].hat.member] == f'{{"{alix}":1}}'
    assert (kept[meeting.voters[1].hat.member], kept[meeting.voters[3].hat.member]) == ("spoiled", "blank")


def test_a_meeting_without_postal_votes_takes_no_form(database):
    meeting = convened(database, model="no_college", postal_vote=False)
    with pytest.raises(PostalNotAllowed):
        received(database, meeting, meeting.voters[0], "for", "for")


def test_a_form_is_good_for_the_second_call_on_the_same_agenda(database):
    meeting = convened(database)
    received(database, meeting, meeting.voters[0], "for", "blank")
    opened(database, meeting)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))

    def again(uow):
        command = CallAgain(meeting.assembly, uow.now + timedelta(days=40), "Salle Haute")
        made = call_again(uow, command, by=meeting.secretary)
        uow.session.flush()
        titles = {str(one.id): one.title for one in preparation.items(uow.session, made)}
        return [(form.member, form.choices) for form in forms(uow.session, made)], titles

    kept, titles = within(database, meeting, again)
    assert [(member, {titles[item]: said for item, said in choices.items()}) for member, choices in kept] == [
        (meeting.voters[0].hat.member, {"Résolution 1": "for", "Résolution 2": "blank"})
    ]


@pytest.mark.parametrize("said", ['{"%s":1}', "abstain", "spoiled"])
def test_what_a_form_says_of_an_election_goes_to_the_second_call_with_those_who_stand(database, said):
    meeting = convened(database)
    item = meeting.resolutions[0]
    alix = within(database, meeting, lambda uow: stand(uow, item))
    form = received(database, meeting, meeting.voters[0], "", "for")
    answer = AnswerByPost(form, item, said.replace("%s", alix))
    within(database, meeting, lambda uow: answer_by_post(uow, answer, by=meeting.secretary))
    opened(database, meeting)
    within(database, meeting, lambda uow: close_session(uow, meeting.assembly, by=meeting.secretary))

    def again(uow):
        command = CallAgain(meeting.assembly, uow.now + timedelta(days=40), "Salle Haute")
        made = call_again(uow, command, by=meeting.secretary)
        uow.session.flush()
        second = preparation.items(uow.session, made)[0].id
        (form,) = forms(uow.session, made)
        return candidates_of(uow.session, second)[0].option, form.choices[str(second)]

    option, kept = within(database, meeting, again)
    assert option != alix
    assert kept == said.replace("%s", option)
