"""A file of structures: kept, shown, applied whole or not at all."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from governance.actors import Role, WrongHat
from governance.queries.member_imports import import_shown, original
from governance.queries.ties import structure_shown
from governance.register.import_file import TableRow
from governance.register.refusals import ImportDecided, NoSuchImport, NothingToApply, RegisterMoved
from governance.store.journal import ActRow
from governance.store.members import MemberImportRow
from governance.usecases.member_imports import abandon_import, confirm_import, read_file
from governance.usecases.structure_imports import (
    STRUCTURES,
    confirm_structures,
    preview_structures,
    receive_structures,
)
from governance.usecases.ties import RecordTie, record_tie
from tests.builders import a_cooperative, add_account, add_member, an_actor

SIREN, SIRET = "732829320", "73282932000074"


@pytest.fixture
def home(database):
    return a_cooperative(database)


@pytest.fixture
def company(database, home):
    with database.write() as uow:
        uow.enter(home.id)
        row = add_member(uow, 1, "Les Fours réunis", first_name="", college="structures")
        row.kind, row.siren = "organisation", SIREN
        return row.id


def write(database, home, act):
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def table(**row):
    return [TableRow(1, ("number", *row)), TableRow(2, ("1", *row.values()))]


WHOLE = table(
    form="sas", origin="left", siret=SIRET, jobs_2024="4,5", holding="10 %", holding_since="01/02/2024",
    control="oui", control_since="01/02/2024",
)  # fmt: skip


def send(database, home, rows):
    return write(
        database, home, lambda uow: receive_structures(uow, "s.csv", b"whole", rows, by=home.secretary)
    )


def apply(database, home, sent, rows):
    write(database, home, lambda uow: confirm_structures(uow, sent, rows, by=home.secretary))


def shown(database, home, company):
    return write(database, home, lambda uow: structure_shown(uow, company, home.secretary))


def test_a_file_is_shown_then_applied_once_and_its_original_is_kept(database, home, company):
    sent = send(database, home, WHOLE)
    assert shown(database, home, company).structure is None
    view = write(database, home, lambda uow: import_shown(uow, sent, by=home.secretary, about=STRUCTURES))
    assert (view.counts["add"], view.stage, len(view.lines)) == (1, "previewed", 1)
    apply(database, home, sent, WHOLE)
    found = shown(database, home, company)
    assert (found.structure.siret, [str(one.count) for one in found.jobs]) == (SIRET, ["9/2"])
    assert {one.tie.kind.value for one in found.ties if one.in_force} == {"holding", "control"}
    with pytest.raises(ImportDecided):
        apply(database, home, sent, WHOLE)
    assert write(database, home, lambda uow: original(uow, sent, by=home.secretary)).content == b"whole"


def test_each_line_is_an_act_as_if_it_had_been_typed(database, home, company):
    apply(database, home, send(database, home, WHOLE), WHOLE)

    def count(uow):
        asked = select(ActRow.type, func.count()).group_by(ActRow.type)
        return dict(uow.session.exec(asked).all())

    found = write(database, home, count)
    assert {kind: found.get(kind) for kind in ("structure.describe", "structure.jobs", "tie.begin")} == {
        "structure.describe": 1, "structure.jobs": 1, "tie.begin": 2,
    }  # fmt: skip
    assert found["structure.import"] == 1


def test_another_part_ends_the_one_that_runs(database, home, company):
    apply(database, home, send(database, home, WHOLE), WHOLE)
    later = table(holding="5 %", holding_since="01/03/2024")
    apply(database, home, send(database, home, later), later)
    held = [one for one in shown(database, home, company).ties if one.tie.part]
    assert [(str(one.tie.part), one.in_force) for one in held] == [("1/20", True), ("1/10", False)]


def test_when_the_register_moved_nothing_is_applied_until_it_is_shown_again(database, home, company):
    sent = send(database, home, WHOLE)

    def tie(uow):
        since = f"{uow.today - timedelta(days=1):%d/%m/%Y}"
        record_tie(uow, RecordTie(company, {"kind": "control", "since": since}), by=home.secretary)

    write(database, home, tie)
    with pytest.raises(RegisterMoved):
        apply(database, home, sent, WHOLE)
    assert shown(database, home, company).structure is None
    write(database, home, lambda uow: preview_structures(uow, sent, WHOLE, by=home.secretary, moved=True))
    view = write(database, home, lambda uow: import_shown(uow, sent, by=home.secretary, about=STRUCTURES))
    assert (view.moved, view.counts["refuse"]) == (True, 1)
    with pytest.raises(NothingToApply):
        apply(database, home, sent, WHOLE)


def test_a_file_is_dropped_without_a_trace_in_the_register(database, home, company):
    sent = send(database, home, WHOLE)
    write(database, home, lambda uow: abandon_import(uow, sent, by=home.secretary))
    with pytest.raises(ImportDecided):
        apply(database, home, sent, WHOLE)
    assert shown(database, home, company).structure is None


def test_a_file_of_structures_is_never_taken_for_a_file_of_members(database, home, company):
    sent = send(database, home, WHOLE)
    for act in (
        lambda uow: confirm_import(uow, sent, by=home.secretary),
        lambda uow: read_file(uow, sent, WHOLE),
        lambda uow: import_shown(uow, sent, by=home.secretary),
    ):
        with pytest.raises(NoSuchImport):
            write(database, home, act)
    members = write(database, home, lambda uow: uow.session.get(MemberImportRow, sent))
    members.about = "members"
    with database.write() as uow:
        uow.enter(home.id)
        uow.session.add(members)
    with pytest.raises(NoSuchImport):
        apply(database, home, sent, WHOLE)


def test_only_a_secretary_sends_a_file(database, home, company):
    with database.write() as uow:
        uow.enter(home.id)
        chair = an_actor(home, add_account(uow, "Prune Présidente"), Role.CHAIR)
        with pytest.raises(WrongHat):
            receive_structures(uow, "s.csv", b"", WHOLE, by=chair)
