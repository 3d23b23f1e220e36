"""Signed minutes on their way to a register that only grows."""

import threading
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from io import BytesIO

import pikepdf
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import NoResultFound

from governance.actors import Role, WrongHat
from governance.assembly.attendance_sheet import SheetTooLong
from governance.assembly.minutes_draft import (
    MinutesBeingSealed,
)
from governance.queries.minutes import draft_papers
from governance.queries.registers import attendance_paper, register_page, register_pdf
from governance.usecases.minutes import (
    SealMinutes,
    seal,
)
from tests.builders import add_account, an_actor
from tests.minuting import (
    a_held_meeting,
    a_print,
    a_print_of_the_copy,
    acts,
    enter,
    jobs,
    seen,
    settle_at,
    sign,
    view,
    within,
    words,
    write,
)
from web.delivery.minutes import seal_minutes
from web.delivery.pdf import member_copy, register_copy


@pytest.fixture
def meeting(database):
    return a_held_meeting(database)


def test_signed_minutes_are_entered_with_their_number_and_hash(database, meeting):
    write(database, meeting)
    sign(database, meeting)
    with pytest.raises(MinutesBeingSealed):
        write(database, meeting, revision=1)
    assert enter(database, meeting, a_print) == 1
    shown = view(database, meeting)
    assert (shown.stage, shown.entry.number) == ("minuted", 1)
    kept = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.secretary))
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
    settle_at(database, meeting, "9 impasse des Essais")
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, register_copy)
    kept = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.secretary))
    facts = view(database, meeting).facts
    printed = words(kept.pdf)
    for resolution in facts.resolutions:
        assert resolution.result["part"] in printed
    assert "Registre des délibérations n° 1" in printed
    assert "PROJET" not in printed
    assert "impasse" not in printed
    assert "Votante 12" in printed
    with pikepdf.open(BytesIO(kept.pdf)) as pdf:
        assert "resolution-01-comptage.json" in pdf.attachments


def test_members_read_a_copy_whose_annex_tells_who_came_and_nothing_of_what_they_hold(database, meeting):
    settle_at(database, meeting, "9 impasse des Essais")
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, register_copy, member_copy)
    original = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.secretary))
    copy = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.voters[0]))
    assert (original.is_copy, copy.is_copy) == (False, True)
    assert sha256(copy.pdf).hexdigest() == copy.pdf_sha256 != original.pdf_sha256
    printed, whole = words(copy.pdf), words(original.pdf)
    assert "Copie pour les sociétaires" in printed
    assert original.pdf_sha256 in printed.replace("\n", "").replace(" ", "")
    annexed, kept = printed.split("Annexe")[1], whole.split("Annexe")[1]
    for told in ("Votante 12", "Présent", "Participation", "prenant part", "Exemplaire des sociétaires"):
        assert told in annexed, told
    for held in ("Parts", "Voix", "impasse", "n° 12"):
        assert held not in annexed.replace("sans adresses, parts ni voix", ""), held
    for held in ("Parts", "Voix", "n° 12"):
        assert held in kept, held
    with pikepdf.open(BytesIO(copy.pdf)) as pdf:
        assert "resolution-01-comptage.json" in pdf.attachments
        assert b"Votante" not in pdf.attachments["proces-verbal.json"].get_file().read_bytes()
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER):
        with database.write() as uow:
            reader = an_actor(meeting.cooperative, add_account(uow, "Aude Itrice"), role)
        assert not seen(database, meeting, lambda uow, reader=reader: register_pdf(uow, 1, reader)).is_copy


def test_minutes_entered_before_there_were_copies_are_read_by_members_as_they_were_entered(
    database, addresses, meeting
):
    write(database, meeting)
    sign(database, meeting)
    enter(database, meeting, a_print)
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("ALTER TABLE minutes_register DISABLE TRIGGER USER")
        owner.execute("SELECT set_config('app.cooperative', %s, false)", [str(meeting.cooperative.id)])
        owner.execute("UPDATE minutes_register SET copy_pdf = NULL, copy_sha256 = NULL")
        owner.execute("ALTER TABLE minutes_register ENABLE TRIGGER USER")
    read = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.voters[0]))
    assert (read.is_copy, read.pdf) == (False, b"%PDF 1 12")


def test_a_draft_is_marked_on_each_page(database, meeting):
    facts, sheet = seen(database, meeting, lambda uow: draft_papers(uow, meeting.assembly, meeting.secretary))
    pdf = register_copy(facts, sheet)
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    assert words(pdf, "-raw").count("PROJET") == pages
    assert words(pdf).count("Projet non inscrit au registre") >= pages


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


def test_minutes_of_an_unsigned_draft_are_not_entered(database, meeting):
    with pytest.raises(NoResultFound):
        within(
            database,
            meeting,
            lambda uow: seal(
                uow,
                SealMinutes(meeting.assembly, meeting.secretary.account, "secretary"),
                a_print,
                a_print_of_the_copy,
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
    kept = seen(database, meeting, lambda uow: register_pdf(uow, 1, meeting.secretary))
    assert "Votante 12" not in words(kept.pdf)
