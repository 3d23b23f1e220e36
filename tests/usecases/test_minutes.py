"""Minutes from the secretary's draft to the register."""

import subprocess
import threading
from dataclasses import replace
from importlib import import_module
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import NoResultFound

from governance.actors import Role, WrongHat
from governance.assembly.attendance_sheet import SheetTooLong
from governance.assembly.minutes_draft import (
    MinutesBeingSealed,
    MinutesDraft,
    MinutesMoved,
    MinutesNotReady,
    TextTooLong,
)
from governance.assembly.refusals import NoSuchAssembly, WrongStage
from governance.queries.minutes import draft_papers, minutes_status, minutes_view
from governance.queries.registers import attendance_paper, register_page, register_pdf
from governance.store.outbox import JobRow
from governance.usecases.minutes import (
    EditMinutes,
    SealMinutes,
    SignMinutes,
    edit_minutes,
    seal,
    sign_minutes,
)
from tests.builders import a_cooperative, add_account, an_actor
from tests.meetings import a_meeting
from tests.minuting import (
    SMALL,
    WRITTEN,
    a_deserted_meeting,
    a_held_meeting,
    enter,
    seen,
    sign,
    within,
    write,
)
from web.delivery.minutes import seal_minutes
from web.delivery.pdf import register_copy


def a_print(facts, sheet):
    return f"%PDF {facts.register_number} {len(sheet.lines)}".encode()


def view(database, meeting):
    return seen(database, meeting, lambda uow: minutes_view(uow, meeting.assembly, meeting.secretary))


def jobs(database, meeting):
    asked = text(
        "SELECT id FROM jobs WHERE subject = :assembly AND kind = 'seal_minutes' ORDER BY created_at"
    )

    def read(uow):
        found = uow.session.connection().execute(asked, {"assembly": meeting.assembly}).scalars().all()
        return [uow.session.get(JobRow, job) for job in found]

    return seen(database, meeting, read)


def acts(database, meeting, kind):
    asked = text("SELECT line FROM acts WHERE log = :log AND type = :kind ORDER BY seq")
    log = f"{meeting.cooperative.id}/{meeting.assembly}"
    return seen(
        database,
        meeting,
        lambda uow: uow.session.connection().execute(asked, {"log": log, "kind": kind}).scalars().all(),
    )


@pytest.fixture
def meeting(database):
    return a_held_meeting(database)


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


def test_signed_minutes_are_entered_with_their_number_and_hash(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    with pytest.raises(MinutesBeingSealed):
        write(database, meeting, revision=1)
    assert enter(database, meeting, a_print) == 1
    shown = view(database, meeting)
    assert (shown.stage, shown.entry.number) == ("minuted", 1)
    kept = seen(database, meeting, lambda uow: register_pdf(uow, 1))
    assert kept.pdf == b"%PDF 1 12"
    (line,) = acts(database, meeting, "minutes.sign")
    assert f'"pdf":"{kept.pdf_sha256}"' in line
    with pytest.raises(MinutesBeingSealed):
        write(database, meeting, revision=1)


def test_entering_twice_counts_once(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    sign(database, meeting)
    (job,) = jobs(database, meeting)
    seal_minutes(database, None, job)
    seal_minutes(database, None, job)
    sign(database, meeting)
    assert len(acts(database, meeting, "minutes.sign")) == 1
    assert seen(database, meeting, register_page).total == 1


def test_signing_twice_at_once_is_signing_once(database, meeting):
    write(database, meeting)
    faults = []

    def work():
        try:
            sign(database, meeting)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(jobs(database, meeting)) == 1


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


def test_a_failed_entry_can_be_started_again(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    within(
        database,
        meeting,
        lambda uow: uow.session.connection().execute(
            text("UPDATE jobs SET state = 'failed', ended_at = now(), detail = 'Panne.' WHERE subject = :a"),
            {"a": meeting.assembly},
        ),
    )
    shown = view(database, meeting)
    assert (shown.sealing, shown.failure) == (False, "Panne.")
    sign(database, meeting)
    assert len(jobs(database, meeting)) == 2


def test_a_page_engine_that_fails_leaves_no_hole_in_the_register(database, meeting):
    write(database, meeting)
    sign(database, meeting)

    def broken(facts, sheet):
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError):
        enter(database, meeting, broken)
    assert enter(database, meeting, a_print) == 1


def test_the_minutes_of_several_assemblies_signed_at_once_are_numbered_without_gap(database):
    first = a_held_meeting(database)
    meetings = [first, *(_another_assembly(database, first) for _ in range(3))]
    for each in meetings:
        write(database, each)
        sign(database, each)
    numbers, faults = [], []

    def work(each):
        try:
            numbers.append(enter(database, each, a_print))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(each,)) for each in meetings * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(numbers) == [1, 1, 2, 2, 3, 3, 4, 4]
    page = seen(database, first, register_page)
    assert [line.number for line in page.lines] == [4, 3, 2, 1]


def _another_assembly(database, meeting):
    """Give the same meeting held once more, in the same cooperative."""
    copy = text(
        "INSERT INTO assemblies SELECT"
        " (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*"
        " FROM assemblies a WHERE a.id = :assembly RETURNING id"
    )
    notices = text(
        "INSERT INTO notices SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(),"
        " 'assembly_id', cast(:copy AS text)))).* FROM notices n WHERE n.assembly_id = :assembly"
    )
    items = text(
        "INSERT INTO resolutions SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),"
        " 'assembly_id', cast(:copy AS text)))).* FROM resolutions r WHERE r.assembly_id = :assembly"
    )
    present = text(
        "INSERT INTO attendance SELECT (jsonb_populate_record(t, jsonb_build_object("
        "'assembly_id', cast(:copy AS text)))).* FROM attendance t WHERE t.assembly_id = :assembly"
    )

    def make(uow):
        connection = uow.session.connection()
        made = connection.execute(copy, {"assembly": meeting.assembly}).scalar_one()
        for statement in (notices, items, present):
            connection.execute(statement, {"assembly": meeting.assembly, "copy": str(made)})
        return made

    return replace(meeting, assembly=within(database, meeting, make))


def test_a_meeting_without_quorum_gets_minutes_that_say_only_that(database):
    meeting = a_deserted_meeting(database)
    shown = view(database, meeting)
    assert shown.facts.lacks_quorum
    assert "procès-verbal de carence" in shown.facts.prose.opening
    officers = MinutesDraft(chair="Claire Ozanne", secretary="Jeanne Roussel")
    write(database, meeting, officers)
    sign(database, meeting)
    assert enter(database, meeting, register_copy) == 1


def test_the_register_refuses_to_change(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, a_print)
    for statement in ("UPDATE minutes_register SET number = 9", "DELETE FROM minutes_register"):
        with pytest.raises(Exception, match=r"registre|permission|register"):
            within(
                database,
                meeting,
                lambda uow, statement=statement: uow.session.connection().execute(text(statement)),
            )


def test_the_printed_minutes_show_the_exact_part_of_the_result_and_no_address(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, register_copy)
    kept = seen(database, meeting, lambda uow: register_pdf(uow, 1))
    facts = view(database, meeting).facts
    words = _words(kept.pdf)
    for resolution in facts.resolutions:
        assert resolution.result["part"] in words
    assert "Registre des délibérations n° 1" in words
    assert "PROJET" not in words
    assert "rue de" not in words
    assert "Votante 12" in words
    with pikepdf.open(BytesIO(kept.pdf)) as pdf:
        assert "resolution-01-depouillement.json" in pdf.attachments


def test_a_draft_is_marked_on_each_page(database, meeting):
    facts, sheet = seen(database, meeting, lambda uow: draft_papers(uow, meeting.assembly, meeting.secretary))
    pdf = register_copy(facts, sheet)
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    assert _words(pdf, "-raw").count("PROJET") == pages
    assert _words(pdf).count("Projet non inscrit au registre") >= pages


def _words(pdf, way="-layout"):
    found = subprocess.run(["pdftotext", way, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def test_the_attendance_sheet_shows_addresses_to_the_office_only_and_stays_as_entered(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, a_print)
    within(
        database,
        meeting,
        lambda uow: uow.session.connection().execute(text("UPDATE members SET name = 'Renommée'")),
    )
    paper = seen(database, meeting, lambda uow: attendance_paper(uow, meeting.assembly, meeting.secretary))
    assert paper.legal_copy
    assert {line.surname for line in paper.sheet.lines} == {f"Votante {number}" for number in range(1, 13)}
    with database.write() as uow:
        auditor = an_actor(meeting.cooperative, add_account(uow, "Aude Itrice"), Role.AUDITOR)
    assert not seen(
        database, meeting, lambda uow: attendance_paper(uow, meeting.assembly, auditor)
    ).legal_copy
    with pytest.raises(WrongHat):
        seen(database, meeting, lambda uow: attendance_paper(uow, meeting.assembly, meeting.voters[0]))


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


def test_minutes_of_an_unsigned_draft_are_not_entered(database, meeting):
    with pytest.raises(NoResultFound):
        within(
            database,
            meeting,
            lambda uow: seal(
                uow, SealMinutes(meeting.assembly, meeting.secretary.account, "secretary"), a_print
            ),
        )
    assert seen(database, meeting, register_page).total == 0


def test_a_sheet_too_long_for_one_document_is_refused_and_not_annexed(database, meeting, monkeypatch):
    for module in ("governance.queries.registers", "governance.usecases.minutes", "web.delivery.pdf"):
        monkeypatch.setattr(import_module(module), "MOST_LINES", 11)
    with pytest.raises(SheetTooLong):
        seen(database, meeting, lambda uow: attendance_paper(uow, meeting.assembly, meeting.secretary))
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, register_copy)
    assert "Votante 12" not in _words(seen(database, meeting, lambda uow: register_pdf(uow, 1)).pdf)
