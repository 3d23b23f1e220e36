"""A file of members, from its arrival to the register, on a real database."""

import json
import threading
import time

import pytest
from sqlalchemy import text
from sqlmodel import select

from governance.actors import Role, WrongHat
from governance.errors import GovernanceError
from governance.queries.member_imports import import_shown, original
from governance.register import faults
from governance.register.import_file import EmptyFile, TableRow
from governance.register.refusals import (
    FileTooLarge,
    ImportDecided,
    NoSuchImport,
    NothingToApply,
    RegisterMoved,
)
from governance.store.assemblies import AssemblyRow
from governance.store.members import MemberRow
from governance.store.outbox import JobRow
from governance.store.shares import ShareMovementRow
from governance.usecases.member_imports import (
    ReceiveFile,
    abandon_import,
    confirm_import,
    preview,
    read_later,
    receive_file,
)
from tests.builders import a_cooperative, add_account, add_member, an_actor
from web.delivery.imports import apply_import, read_import
from web.documents.member_files import write_csv

HEADERS = ("Numéro", "Nom", "Prénom", "Catégorie", "Date d'admission", "Parts", "Courriel")


def a_row(number, **more):
    row = {
        "Numéro": str(number), "Nom": f"Exemple {number}", "Prénom": "Alix", "Catégorie": "team",
        "Date d'admission": "01/02/2026", "Parts": "5", "Courriel": "",
    }  # fmt: skip
    return tuple({**row, **more}.values())


def a_table(*rows):
    return [TableRow(number, tuple(row)) for number, row in enumerate((HEADERS, *rows), start=1)]


@pytest.fixture
def home(database):
    return a_cooperative(database)


def within(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def received(database, home, *rows, content=b"x", **more):
    """Receive a file and preview its rows."""

    def act(uow):
        command = ReceiveFile("liste.csv", "text/csv", content, **more)
        found = receive_file(uow, command, by=home.secretary)
        if rows:
            preview(uow, found, a_table(*rows), by=home.secretary)
        return found

    return within(database, home, act)


def confirm(database, home, found):
    return within(database, home, lambda uow: confirm_import(uow, found, by=home.secretary))


def shown(database, home, found, **more):
    return within(database, home, lambda uow: import_shown(uow, found, by=home.secretary, **more))


def members(database, home):
    asked = select(MemberRow).order_by(MemberRow.number)
    return within(database, home, lambda uow: list(uow.session.exec(asked)))


def movements(database, home):
    asked = select(ShareMovementRow).order_by(ShareMovementRow.sequence)
    return within(database, home, lambda uow: list(uow.session.exec(asked)))


def convene(database, home):
    def act(uow):
        uow.session.add(
            AssemblyRow(
                cooperative_id=home.id, title="AG", kind="ordinary", held_at=uow.now, place="Lyon",
                stage="convened", convened_at=uow.now, bylaws_version_id=home.bylaws, created_at=uow.now,
            )
        )  # fmt: skip

    within(database, home, act)


def test_nothing_is_written_before_the_confirmation(database, home):
    found = received(database, home, a_row(1), a_row(2))
    assert members(database, home) == []
    view = shown(database, home, found)
    assert (view.stage, view.counts) == ("previewed", {"add": 2, "change": 0, "same": 0, "refuse": 0})


def test_a_confirmed_file_adds_members_with_numbered_movements_and_one_act(database, home):
    found = received(database, home, a_row(1), a_row(2, Parts="0"), a_row(3), a_row(0))
    assert confirm(database, home, found) is True
    assert [(row.number, row.college, row.sort_key) for row in members(database, home)] == [
        (number, "team", f"exemple{number}|alix|Exemple {number}|Alix") for number in (1, 2, 3)
    ]
    assert [(row.sequence, row.kind, row.shares) for row in movements(database, home)] == [
        (1, "opening", 5),
        (2, "opening", 5),
    ]
    lines = within(
        database,
        home,
        lambda uow: uow.session.connection().execute(text("SELECT line FROM acts")).scalars().all(),
    )
    (act,) = [json.loads(line) for line in lines]
    assert act["type"] == "register.import"
    assert (act["add"], act["refuse"], act["movements"], act["import"]) == (3, 1, 2, str(found))
    assert "Exemple" not in lines[0]


def test_a_second_file_changes_members_and_adjusts_shares_only_when_asked(database, home):
    confirm(database, home, received(database, home, a_row(1), a_row(2)))
    row = a_row(1, Parts="8", Courriel="alix@exemple.test")
    confirm(database, home, received(database, home, row))
    assert members(database, home)[0].email == "alix@exemple.test"
    assert len(movements(database, home)) == 2
    confirm(database, home, received(database, home, row, a_row(2, Parts="1"), adjust_shares=True))
    assert [(m.sequence, m.kind, m.shares) for m in movements(database, home)[2:]] == [
        (3, "subscription", 3),
        (4, "redemption", -4),
    ]


def test_a_file_applied_twice_is_refused(database, home):
    found = received(database, home, a_row(1))
    confirm(database, home, found)
    with pytest.raises(ImportDecided):
        confirm(database, home, found)


def test_a_file_that_does_nothing_is_not_applied(database, home):
    confirm(database, home, received(database, home, a_row(1)))
    with pytest.raises(NothingToApply):
        confirm(database, home, received(database, home, a_row(1), a_row(0)))


def test_a_register_that_changed_after_the_preview_refuses_the_confirmation(database, home):
    found = received(database, home, a_row(1))
    confirm(database, home, received(database, home, a_row(2)))
    with pytest.raises(RegisterMoved):
        confirm(database, home, found)
    assert [row.number for row in members(database, home)] == [2]


def test_an_assembly_convened_after_the_preview_refuses_the_confirmation(database, home):
    found = received(database, home, a_row(1))
    convene(database, home)
    with pytest.raises(RegisterMoved):
        confirm(database, home, found)
    line = shown(database, home, received(database, home, a_row(1))).lines[0]
    assert line.verdict == "add"


def test_a_college_does_not_change_by_a_file_while_an_assembly_is_convened(database, home):
    confirm(database, home, received(database, home, a_row(1)))
    convene(database, home)
    found = received(database, home, a_row(1, Catégorie="Bénéficiaires"))
    (line,) = shown(database, home, found).lines
    assert (line.verdict, line.notes[0].message) == ("refuse", faults.COLLEGE_FROZEN)


def test_of_two_confirmations_at_once_one_is_applied(database, home):
    found = received(database, home, *(a_row(number) for number in range(1, 51)))
    start, results = threading.Barrier(2), []

    def act():
        start.wait()
        try:
            results.append(confirm(database, home, found))
        except GovernanceError as error:
            results.append(type(error))

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, results)) == sorted(map(str, [True, ImportDecided]))
    assert [row.sequence for row in movements(database, home)] == list(range(1, 51))


def test_two_files_at_once_never_number_two_movements_alike(database, home):
    files = [received(database, home, a_row(number)) for number in (1, 2)]
    start, results = threading.Barrier(2), []

    def act(found):
        start.wait()
        try:
            results.append(confirm(database, home, found))
        except RegisterMoved:
            results.append("moved")

    threads = [threading.Thread(target=act, args=(found,)) for found in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(map(str, results)) == ["True", "moved"]
    assert len(members(database, home)) == 1


def test_only_the_secretary_imports(database, home):
    found = received(database, home, a_row(1))
    for role in set(Role) - {Role.SECRETARY}:
        with pytest.raises(WrongHat):
            within(database, home, lambda uow, role=role: _as(uow, home, role, found))


def _as(uow, home, role, found):
    other = an_actor(home, add_account(uow), role)
    try:
        receive_file(uow, ReceiveFile("a", "b", b"c"), by=other)
    except WrongHat:
        confirm_import(uow, found, by=other)


def test_a_file_too_large_is_refused(database, home):
    with pytest.raises(FileTooLarge):
        received(database, home, content=b"0" * 10_000_001)


def test_a_file_without_rows_is_refused_and_not_kept(database, home):
    with pytest.raises(EmptyFile):
        received(database, home, HEADERS[:0])


def test_the_original_is_kept_as_it_was_sent(database, home):
    found = received(database, home, a_row(1), content=b"\x00\xff")
    file = within(database, home, lambda uow: original(uow, found, by=home.secretary))
    assert (file.filename, file.content) == ("liste.csv", b"\x00\xff")


def test_another_cooperative_sees_neither_the_file_nor_the_members(database, home):
    found = received(database, home, a_row(1))
    confirm(database, home, found)
    other = a_cooperative(database)
    assert members(database, other) == []
    with pytest.raises(NoSuchImport):
        shown(database, other, found)
    with pytest.raises(NoSuchImport):
        confirm(database, other, found)
    confirm(database, other, received(database, other, a_row(1)))
    assert [row.sequence for row in movements(database, other)] == [1]


def test_an_abandoned_file_is_not_applied(database, home):
    found = received(database, home, a_row(1))
    within(database, home, lambda uow: abandon_import(uow, found, by=home.secretary))
    assert shown(database, home, found).stage == "abandoned"
    with pytest.raises(ImportDecided):
        confirm(database, home, found)


def test_the_preview_shows_fifty_lines_at_a_time_and_filters_them(database, home):
    rows = [a_row(number) for number in range(1, 61)]
    found = received(database, home, *rows, a_row(0))
    first = shown(database, home, found)
    rest = shown(database, home, found, after=first.next_row)
    assert (len(first.lines), len(rest.lines), rest.next_row) == (50, 11, None)
    (refused,) = shown(database, home, found, verdict="refuse").lines
    assert (refused.row, refused.label) == (62, "Alix Exemple 0")


def test_a_change_is_shown_with_names_and_dates(database, home):
    confirm(database, home, received(database, home, a_row(1)))
    found = received(
        database, home, a_row(1, **{"Catégorie": "Bénéficiaires", "Date d'admission": "02/02/2026"})
    )
    notes = {
        note.field: (str(note.old), str(note.new)) for note in shown(database, home, found).lines[0].notes
    }
    assert notes["Catégorie"] == ("Équipe permanente", "Bénéficiaires")
    assert notes["Collège"] == ("Équipe permanente", "Bénéficiaires")
    assert notes["Date d’admission"] == ("2026-02-01", "2026-02-02")


def a_job(database, home, kind):
    asked = select(JobRow).where(JobRow.kind == kind).order_by(JobRow.created_at.desc())
    return within(database, home, lambda uow: uow.session.exec(asked).first())


def queued(database, home, content):
    def act(uow):
        found = receive_file(uow, ReceiveFile("liste.csv", "text/csv", content), by=home.secretary)
        read_later(uow, found, by=home.secretary)
        return found

    return within(database, home, act)


def test_a_long_file_is_read_and_applied_by_the_worker(database, home):
    content = write_csv(HEADERS, [a_row(number) for number in range(1, 2502)])
    found = queued(database, home, content)
    assert shown(database, home, found).stage == "reading"
    read_import(database, None, a_job(database, home, "read_import"))
    read_import(database, None, a_job(database, home, "read_import"))
    view = shown(database, home, found)
    assert (view.stage, view.done, view.total, view.counts["add"]) == ("previewed", 2501, 2501, 2501)
    assert confirm(database, home, found) is False
    job = a_job(database, home, "apply_import")
    apply_import(database, None, job)
    apply_import(database, None, job)
    assert shown(database, home, found).stage == "applied"
    assert len(movements(database, home)) == 2501


def test_a_long_file_whose_register_moved_is_read_again(database, home):
    found = queued(database, home, write_csv(HEADERS, [a_row(number) for number in range(1, 2502)]))
    read_import(database, None, a_job(database, home, "read_import"))
    confirm(database, home, found)

    def change(uow):
        add_member(uow, 9999, "Nouveau", college="team")

    within(database, home, change)
    apply_import(database, None, a_job(database, home, "apply_import"))
    view = shown(database, home, found)
    assert (view.stage, view.moved, view.absent) == ("previewed", True, 1)
    assert len(members(database, home)) == 1


@pytest.mark.parametrize(
    ("content", "fact"), [(b"\x00\x01", "tableur"), ("Prénom;Âge\nA;3\n".encode(), "modèle")]
)
def test_a_file_the_worker_cannot_read_says_why(database, home, content, fact):
    found = queued(database, home, content)
    read_import(database, None, a_job(database, home, "read_import"))
    view = shown(database, home, found)
    assert view.stage == "unreadable"
    assert fact in view.fault["remedy"]


def test_six_hundred_and_forty_rows_are_read_and_applied_in_two_seconds(database, home):
    rows = [a_row(number) for number in range(1, 641)]
    started = time.perf_counter()
    confirm(database, home, received(database, home, *rows))
    assert time.perf_counter() - started < 2
    assert len(members(database, home)) == 640
