"""The words of the minutes, over figures nobody types."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from governance.actors import Role, WrongHat
from governance.assembly.minutes_draft import (
    MinutesDraft,
    MinutesMoved,
    MinutesNotReady,
    TextTooLong,
)
from governance.assembly.refusals import NoSuchAssembly, WrongStage
from governance.queries.minutes import draft_papers, minutes_status, minutes_view
from governance.register.shares import Movement, MovementKind
from governance.store.shares import append_movement
from governance.usecases.minutes import (
    EditMinutes,
    SignMinutes,
    edit_minutes,
    sign_minutes,
)
from governance.vote.cautions import cautions
from governance.vote.result import read_result
from governance.vote.sheet import read_sheet
from tests.builders import a_cooperative
from tests.meetings import a_meeting
from tests.minuting import (
    SMALL,
    WRITTEN,
    a_deserted_meeting,
    a_held_meeting,
    acts,
    enter,
    jobs,
    seen,
    sign,
    view,
    within,
    write,
)
from web.delivery.pdf import register_copy


@pytest.fixture
def meeting(database):
    return a_held_meeting(database)


def test_the_capital_of_the_minutes_is_the_one_of_the_day_of_the_assembly(database, meeting):
    member = meeting.voters[0].hat.member

    def subscribe(shares, days):
        def act(uow):
            movement = Movement(MovementKind.SUBSCRIPTION, shares, uow.today + timedelta(days=days))
            append_movement(uow.session, uow.tenant, member, movement, uow.now)

        within(database, meeting, act)

    before = view(database, meeting).facts.cooperative.capital or 0
    subscribe(7, 0)
    of_the_day = view(database, meeting).facts.cooperative.capital
    assert of_the_day > before
    subscribe(50, 1)
    assert view(database, meeting).facts.cooperative.capital == of_the_day


def test_a_count_that_deserves_a_look_says_so_in_the_minutes(database, meeting):
    facts = view(database, meeting).facts
    for resolution in facts.resolutions:
        sheet, result = read_sheet(resolution.sheet), read_result(resolution.result)
        warned = [sentence for _, sentence in cautions(sheet, result)]
        assert warned
        assert list(resolution.explanation[-len(warned) :]) == warned


def test_the_minutes_are_proposed_from_what_happened(database, meeting):
    facts = view(database, meeting).facts
    assert facts.convening.channels == {"courriel": 11, "lettre": 1}
    assert [(row.registered, row.present) for row in facts.attendance][:2] == [(4, 4), (2, 2)]
    assert [resolution.adopted for resolution in facts.resolutions] == [True, False]
    assert "Le texte lu n’était pas le bon." in facts.resolutions[1].outcome
    assert facts.prose.opening.startswith("La séance est ouverte.")
    assert facts.prose.debates[1] == "Le texte de la résolution est présenté, puis mis aux voix."
    assert not facts.lacks_quorum


def test_a_result_in_the_minutes_is_the_declared_one(database, meeting):
    asked = text("SELECT result, sheet FROM results r JOIN polls p ON p.id = r.poll_id ORDER BY p.number")
    declared = seen(database, meeting, lambda uow: uow.session.connection().execute(asked).all())
    resolutions = view(database, meeting).facts.resolutions
    assert [(r.result, r.sheet) for r in resolutions] == [tuple(row) for row in declared]


def test_what_is_typed_is_kept_and_shown(database, meeting):
    assert write(database, meeting) == 1
    shown = view(database, meeting)
    assert shown.revision == 1
    assert shown.facts.prose.debates[1] == "Personne ne demande la parole."
    assert shown.facts.chair.name == "Claire Ozanne"
    assert shown.missing == ()


def test_a_proposed_sentence_left_as_it_is_follows_later_facts(database, meeting):
    proposed = view(database, meeting).facts.prose
    write(database, meeting, replace(WRITTEN, opening=proposed.opening, closing="Autre fin."))
    draft = view(database, meeting).draft
    assert (draft.opening, draft.closing) == (None, "Autre fin.")


def test_an_older_page_replaces_nothing(database, meeting):
    write(database, meeting)
    with pytest.raises(MinutesMoved):
        write(database, meeting, MinutesDraft(closing="Perdu ?"), revision=0)
    assert view(database, meeting).draft.closing is None


def test_the_log_keeps_the_hash_of_the_words_and_not_the_words(database, meeting):
    write(database, meeting)
    (line,) = acts(database, meeting, "minutes.edit")
    assert '"prose":"' in line
    assert "parole" not in line
    assert "Ozanne" not in line


@pytest.mark.parametrize("bad", [MinutesDraft(opening="a" * 20_001), MinutesDraft(debates={1: "a\x00b"})])
def test_a_text_that_is_too_long_or_no_text_is_refused(database, meeting, bad):
    with pytest.raises(TextTooLong):
        write(database, meeting, bad)


def test_only_the_secretary_writes_and_signs(database, meeting):
    for role in (Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR):
        other = replace(meeting.secretary, hat=replace(meeting.secretary.hat, role=role))
        for act in (
            lambda uow, by: edit_minutes(uow, EditMinutes(meeting.assembly, 0, WRITTEN), by=by),
            lambda uow, by: sign_minutes(uow, SignMinutes(meeting.assembly, 0), by=by),
        ):
            with pytest.raises(WrongHat):
                within(database, meeting, lambda uow, act=act, other=other: act(uow, other))


def test_a_member_reads_no_draft(database, meeting):
    with pytest.raises(WrongHat):
        seen(database, meeting, lambda uow: minutes_view(uow, meeting.assembly, meeting.voters[0]))
    status = seen(database, meeting, lambda uow: minutes_status(uow, meeting.assembly, meeting.voters[0]))
    assert status.entry is None


def test_another_cooperative_finds_no_such_assembly(database, meeting):
    other = a_cooperative(database)
    with database.read() as uow:
        uow.enter(other.id)
        with pytest.raises(NoSuchAssembly):
            minutes_status(uow, meeting.assembly, other.secretary)


def test_minutes_without_debates_nor_bureau_cannot_be_signed_and_say_why(database, meeting):
    write(database, meeting, MinutesDraft())
    with pytest.raises(MinutesNotReady) as refused:
        sign(database, meeting)
    assert refused.value.items == ("la composition du bureau", "un résumé des débats")
    assert "R. 225-106" in str(refused.value.source)
    assert jobs(database, meeting) == []


def test_a_blank_left_to_fill_keeps_the_minutes_from_being_signed(database, meeting):
    write(database, meeting, replace(WRITTEN, closing="Levée à [à compléter : heure]."))
    with pytest.raises(MinutesNotReady):
        sign(database, meeting)


def test_a_technical_incident_must_be_told(database, meeting):
    write(database, meeting, replace(WRITTEN, technical_incident=True))
    with pytest.raises(MinutesNotReady):
        sign(database, meeting)
    write(database, meeting, replace(WRITTEN, technical_incident=True, incidents="Coupure."), revision=1)
    sign(database, meeting, revision=2)


def test_an_open_assembly_may_be_written_but_not_signed(database):
    meeting = a_meeting(database, colleges=SMALL)
    write(database, meeting)
    with pytest.raises(WrongStage):
        sign(database, meeting)


def test_what_is_signed_is_what_was_read(database, meeting):
    write(database, meeting)
    write(database, meeting, replace(WRITTEN, closing="Fin."), revision=1)
    with pytest.raises(MinutesMoved):
        sign(database, meeting, revision=1)


def test_two_tabs_that_save_at_once_keep_one_text_and_refuse_the_other(database, meeting):
    outcomes = []

    def work(words):
        try:
            outcomes.append(write(database, meeting, MinutesDraft(closing=words)))
        except MinutesMoved:
            outcomes.append("moved")

    threads = [threading.Thread(target=work, args=(words,)) for words in ("Un.", "Deux.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [1, "moved"]


def test_a_meeting_without_quorum_gets_minutes_that_say_only_that(database):
    meeting = a_deserted_meeting(database)
    shown = view(database, meeting)
    assert shown.facts.lacks_quorum
    assert "procès-verbal de carence" in shown.facts.prose.opening
    officers = MinutesDraft(chair="Claire Ozanne", secretary="Jeanne Roussel")
    write(database, meeting, officers)
    sign(database, meeting)
    assert enter(database, meeting, register_copy) == 1


def test_a_large_meeting_needs_no_more_statements_than_a_small_one(database):
    small, larger = a_held_meeting(database), a_held_meeting(database, **dict.fromkeys(SMALL, 9))
    counted = []
    for meeting in (small, larger):
        statements = []
        with database.read() as uow:
            uow.enter(meeting.cooperative.id)
            connection = uow.session.connection()

            def note(*arguments, statements=statements):
                statements.append(arguments[2])

            event.listen(connection, "before_cursor_execute", note)
            draft_papers(uow, meeting.assembly, meeting.secretary)
            minutes_view(uow, meeting.assembly, meeting.secretary)
            event.remove(connection, "before_cursor_execute", note)
        counted.append(len(statements))
    assert counted[0] == counted[1]
