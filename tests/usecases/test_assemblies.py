"""Preparing an assembly: who may, when, and what is written."""

from datetime import timedelta
from uuid import uuid4

import pytest

from governance.actors import Role, WrongHat
from governance.assembly.agenda import Template
from governance.assembly.convening import AgendaLocked, HeldInThePast, MissingField
from governance.assembly.papers_required import PaperRefused
from governance.assembly.refusals import NoSuchAssembly, NotOnTheAgenda
from governance.assembly.stages import WrongStage
from governance.queries.agenda import edited_agenda
from governance.queries.assemblies import list_assemblies, show_assembly
from governance.queries.papers import paper_content, papers
from governance.usecases.agenda import (
    AddItem,
    ChangeItem,
    ItemFields,
    MoveItem,
    RemoveItem,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from governance.usecases.assemblies import (
    CancelAssembly,
    ChangeAssembly,
    CreateAssembly,
    NameOfficers,
    cancel_assembly,
    change_assembly,
    create_assembly,
    name_officers,
)
from governance.usecases.papers import AddPaper, RemovePaper, add_paper, remove_paper
from tests.builders import a_cooperative, add_account, add_member, an_actor, as_member
from tests.preparing import Prepared, a_convened, a_draft, fields

PDF = b"%PDF-1.7 comptes"


@pytest.fixture
def annual(database):
    cooperative = a_cooperative(database)
    with database.write() as uow:
        uow.enter(cooperative.id)
        command = CreateAssembly(Template.ANNUAL, fields(uow, fiscal_year="2026"))
        return Prepared(cooperative, create_assembly(uow, command, by=cooperative.secretary))


def agenda_of(database, prepared):
    with database.read() as uow:
        uow.enter(prepared.cooperative.id)
        return edited_agenda(uow, prepared.assembly, prepared.secretary).items


def acting(database, prepared, do, command, by=None):
    with database.write() as uow:
        uow.enter(prepared.cooperative.id)
        return do(uow, command, by=by or prepared.secretary)


def test_an_annual_assembly_starts_with_its_agenda_numbered(database, annual):
    items = agenda_of(database, annual)
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    numbers = [item.number for item in items if item.voted]
    assert numbers == list(range(1, len(numbers) + 1))
    assert any("2026" in item.title for item in items)


def test_only_the_secretary_prepares_an_assembly(database, annual):
    with database.write() as uow:
        uow.enter(annual.cooperative.id)
        for role in (Role.ADMINISTRATOR, Role.CHAIR, Role.TELLER, Role.AUDITOR):
            other = an_actor(annual.cooperative, add_account(uow), role)
            with pytest.raises(WrongHat):
                create_assembly(uow, CreateAssembly(Template.ORDINARY, fields(uow)), by=other)
            with pytest.raises(WrongHat):
                add_item(uow, AddItem(annual.assembly, ItemFields("A", "B")), by=other)


def test_an_assembly_is_neither_yesterday_nor_nowhere(database, annual):
    with database.write() as uow:
        uow.enter(annual.cooperative.id)
        with pytest.raises(HeldInThePast):
            create_assembly(uow, CreateAssembly(Template.ORDINARY, fields(uow, days=-2)), by=annual.secretary)
        with pytest.raises(MissingField):
            create_assembly(
                uow, CreateAssembly(Template.ORDINARY, fields(uow, place=" ")), by=annual.secretary
            )


def test_a_change_is_kept_and_a_cancelled_assembly_changes_no_more(database, annual):
    with database.write() as uow:
        uow.enter(annual.cooperative.id)
        later = fields(uow, days=70, title="Notre assemblée", place="Théâtre")
        change_assembly(uow, ChangeAssembly(annual.assembly, later), by=annual.secretary)
        name_officers(uow, NameOfficers(annual.assembly, "Ana Sol", " ", ("Bo Lin", "")), by=annual.secretary)
    with database.read() as uow:
        uow.enter(annual.cooperative.id)
        shown = show_assembly(uow, annual.assembly, annual.secretary)
    assert (shown.title, shown.place, shown.chair, shown.tellers) == (
        "Notre assemblée", "Théâtre", "Ana Sol", ("Bo Lin",),
    )  # fmt: skip
    assert shown.notice_days == 15
    acting(database, annual, cancel_assembly, CancelAssembly(annual.assembly))
    with pytest.raises(WrongStage):
        acting(database, annual, cancel_assembly, CancelAssembly(annual.assembly))
    with pytest.raises(AgendaLocked):
        acting(database, annual, add_item, AddItem(annual.assembly, ItemFields("A", "B")))


def test_items_are_added_moved_changed_and_removed_and_numbers_follow(database):
    prepared = a_draft(database)
    first = agenda_of(database, prepared)[0]
    second = acting(database, prepared, add_item, AddItem(prepared.assembly, ItemFields("Deux", "Texte")))
    told = acting(
        database, prepared, add_item, AddItem(prepared.assembly, ItemFields("Échanges", "", voted=False))
    )
    acting(database, prepared, move_item, MoveItem(prepared.assembly, told, up=True))
    acting(database, prepared, move_item, MoveItem(prepared.assembly, told, up=True))
    acting(database, prepared, move_item, MoveItem(prepared.assembly, told, up=True))
    items = agenda_of(database, prepared)
    assert [(i.id, i.number) for i in items] == [(told, None), (first.id, 1), (second, 2)]
    change = ChangeItem(prepared.assembly, told, ItemFields("Échanges", "On vote", voted=True))
    acting(database, prepared, change_item, change)
    assert [i.number for i in agenda_of(database, prepared)] == [1, 2, 3]
    acting(database, prepared, remove_item, RemoveItem(prepared.assembly, first.id))
    assert [(i.id, i.position, i.number) for i in agenda_of(database, prepared)] == [
        (told, 1, 1),
        (second, 2, 2),
    ]


def test_an_item_of_another_assembly_is_not_found_here(database):
    here, there = a_draft(database), a_draft(database)
    foreign = agenda_of(database, there)[0].id
    with pytest.raises(NotOnTheAgenda):
        acting(database, here, remove_item, RemoveItem(here.assembly, foreign))
    with pytest.raises(NoSuchAssembly):
        acting(database, here, remove_item, RemoveItem(there.assembly, foreign))


def test_once_convened_the_agenda_is_locked_and_says_which_article(database):
    prepared = a_convened(database)
    item = agenda_of(database, prepared)[0]
    for do, command in (
        (add_item, AddItem(prepared.assembly, ItemFields("A", "B"))),
        (change_item, ChangeItem(prepared.assembly, item.id, ItemFields("A", "B"))),
        (move_item, MoveItem(prepared.assembly, item.id, up=True)),
        (remove_item, RemoveItem(prepared.assembly, item.id)),
    ):
        with pytest.raises(AgendaLocked) as refused:
            acting(database, prepared, do, command)
        assert refused.value.source is not None
        assert "225-105" in refused.value.source.article
    with pytest.raises(WrongStage), database.write() as uow:
        uow.enter(prepared.cooperative.id)
        command = ChangeAssembly(prepared.assembly, fields(uow))
        change_assembly(uow, command, by=prepared.secretary)


def test_a_paper_is_kept_byte_for_byte_with_its_hash_and_given_back(database, annual):
    paper = AddPaper(annual.assembly, "", "c:\\comptes.pdf", PDF, nature="accounts")
    kept = acting(database, annual, add_paper, paper)
    with database.read() as uow:
        uow.enter(annual.cooperative.id)
        view = papers(uow, annual.assembly, annual.secretary)
        back = paper_content(uow, annual.assembly, kept, annual.secretary)
    assert back.content == PDF
    assert (back.filename, back.media_type) == ("comptes.pdf", "application/pdf")
    assert [line.title for line in view.papers] == ["Comptes annuels"]
    assert "accounts" not in {paper.nature for paper in view.missing}
    acting(database, annual, remove_paper, RemovePaper(annual.assembly, kept))
    with pytest.raises(PaperRefused):
        acting(database, annual, add_paper, AddPaper(annual.assembly, "", "x.pdf", b"<svg onload=x>"))


def test_after_the_notice_a_paper_can_be_added_but_none_taken_away(database):
    prepared = a_convened(database)
    kept = acting(database, prepared, add_paper, AddPaper(prepared.assembly, "", "a.pdf", PDF))
    with pytest.raises(AgendaLocked):
        acting(database, prepared, remove_paper, RemovePaper(prepared.assembly, kept))


def test_a_member_sees_an_assembly_only_once_it_is_convened(database):
    draft = a_draft(database, members=1)
    with database.write() as uow:
        uow.enter(draft.cooperative.id)
        account = add_account(uow)
        member = as_member(draft.cooperative, account, add_member(uow, 900, "Lecture"))
        auditor = an_actor(draft.cooperative, account, Role.AUDITOR)
    for reader in (member, auditor):
        with database.read() as uow:
            uow.enter(draft.cooperative.id)
            assert list_assemblies(uow, reader).coming == ()
            with pytest.raises(NoSuchAssembly):
                show_assembly(uow, draft.assembly, reader)
            with pytest.raises(NoSuchAssembly):
                papers(uow, draft.assembly, reader)
            with pytest.raises(WrongHat):
                edited_agenda(uow, draft.assembly, reader)


def test_each_act_is_in_the_log_of_the_assembly_and_names_nobody(database, annual):
    acting(database, annual, name_officers, NameOfficers(annual.assembly, "Ana Zazou", "", ("Bo Zazou",)))
    acting(database, annual, add_paper, AddPaper(annual.assembly, "Titre Zazou", "a.pdf", PDF))
    with database.read() as uow:
        uow.enter(annual.cooperative.id)
        found = uow.session.connection().exec_driver_sql(
            "SELECT type, line FROM acts WHERE log = %s ORDER BY seq",
            (f"{annual.cooperative.id}/{annual.assembly}",),
        )
        acts = found.all()
    assert [act.type for act in acts] == ["assembly.create", "assembly.change", "paper.add"]
    assert not any("Zazou" in act.line for act in acts)


def test_an_unknown_assembly_is_told_plainly(database, annual):
    with pytest.raises(NoSuchAssembly):
        acting(database, annual, cancel_assembly, CancelAssembly(uuid4()))


def test_changing_the_day_is_refused_when_it_is_over(database, annual):
    with database.write() as uow:
        uow.enter(annual.cooperative.id)
        past = fields(uow, days=0)
        past = type(past)(title="", held_at=uow.now - timedelta(days=3), place="Ici")
        with pytest.raises(HeldInThePast):
            change_assembly(uow, ChangeAssembly(annual.assembly, past), by=annual.secretary)
