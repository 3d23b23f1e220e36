"""The company that grew out of an activity: named, described, untied."""

import pytest

from governance.queries.exits import founding, tie_proposed
from governance.queries.lives import life_of
from governance.register.activities import TaskKind
from governance.register.activity_reading import NoSuchActivity
from governance.register.exit_steps import StepState
from governance.register.exit_ties import NotTheirs, NotTied, TiedElsewhere, TieReliedOn
from governance.register.refusals import FaultyMember
from governance.store.exits import described_row
from governance.usecases.exit_ties import (
    AdmitFounded,
    NameStructure,
    UntieStructure,
    admit_founded,
    name_structure,
    untie_structure,
)
from governance.usecases.members import AddMember
from governance.usecases.ties import DescribeStructure, RecordTie, describe_structure, record_tie
from tests.builders import a_cooperative, add_member
from tests.exits import a_company, hosted, leave, shown, write


@pytest.fixture
def home(database):
    made = a_cooperative(database)
    with database.write() as uow:
        uow.enter(made.id)
        add_member(uow, 7, "Levain", first_name="Lou", college="entrepreneurs")
    return made


def name(database, home, left, member):
    return write(
        database, home, lambda uow: name_structure(uow, NameStructure(left, member), by=home.secretary)
    )


def untie(database, home, left):
    return write(database, home, lambda uow: untie_structure(uow, UntieStructure(left), by=home.secretary))


def description(database, home, member):
    with database.read() as uow:
        uow.enter(home.id)
        known = described_row(uow.session, member)
        return known and (known.form, known.origin, known.trade)


def describe(database, home, member, **more):
    typed = {"form": "association", "origin": "elsewhere", "trade": "Théâtre", **more}
    write(
        database,
        home,
        lambda uow: describe_structure(uow, DescribeStructure(member, typed), by=home.secretary),
    )


def test_the_company_founded_is_a_new_member_with_its_whole_life(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    company = a_company(database, home, 8)
    assert shown(database, home, view.id).candidates == ((company, "Le Fournil Neuf"),)
    name(database, home, view.id, company)
    life = write(database, home, lambda uow: life_of(uow, company))
    assert [(event.kind, event.detail) for event in life.events] == [
        ("hosted", "Boulange"),
        ("admitted", "structures"),
        ("left", "Boulange"),
    ]
    assert description(database, home, company) == ("sas", "left", "Boulangerie")


def test_what_is_known_of_the_company_is_kept_whatever_the_exit_says(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    company = a_company(database, home, 8)
    describe(database, home, company)
    proposed = write(database, home, lambda uow: tie_proposed(uow, view.id, company, home.secretary))
    assert (proposed.known.form, proposed.proposed.form) == ("association", "sas")
    name(database, home, view.id, company)
    assert description(database, home, company) == ("association", "elsewhere", "Théâtre")
    untie(database, home, view.id)
    assert description(database, home, company) == ("association", "elsewhere", "Théâtre")


def test_a_tie_written_by_mistake_is_undone_with_the_description_it_wrote(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    wrong, right = a_company(database, home, 8, "Les Voisins"), a_company(database, home, 9)
    name(database, home, view.id, wrong)
    with pytest.raises(TiedElsewhere):
        name(database, home, view.id, right)
    untie(database, home, view.id)
    assert description(database, home, wrong) is None
    with pytest.raises(NotTied):
        untie(database, home, view.id)
    name(database, home, view.id, right)
    assert shown(database, home, view.id).structure_member == right


def test_a_description_completed_since_stays_when_the_tie_is_undone(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    company = a_company(database, home, 8)
    name(database, home, view.id, company)
    describe(database, home, company, form="sas", origin="left", trade="Boulangerie", registration="RCS Lyon")
    untie(database, home, view.id)
    assert description(database, home, company) == ("sas", "left", "Boulangerie")


def test_a_tie_of_capital_written_since_holds_the_company_where_it_is(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    company = a_company(database, home, 8)
    name(database, home, view.id, company)
    typed = {"kind": "holding", "part": "1/10", "since": f"{view.left_on:%d/%m/%Y}"}
    write(database, home, lambda uow: record_tie(uow, RecordTie(company, typed), by=home.secretary))
    with pytest.raises(TieReliedOn):
        untie(database, home, view.id)


def test_one_company_is_born_of_one_exit(database, home):
    first, second = (
        shown(database, home, leave(database, home, hosted(database, home, people=people)))
        for people in ((("Lou Levain", "7"),), (("Sam Sel", ""),))
    )
    company = a_company(database, home, 8)
    name(database, home, first.id, company)
    assert shown(database, home, second.id).candidates == ()
    with pytest.raises(TiedElsewhere):
        name(database, home, second.id, company)


def test_those_that_fit_are_proposed_by_name_the_category_of_structures_born_here_first(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    born = a_company(database, home, 20, "Ancienne Née Ici")
    describe(database, home, born, form="sas", origin="left")
    a_company(database, home, 21, "Zinc et Cie")
    a_company(database, home, 22, "Épicerie du Port")
    a_company(database, home, 23, "Amis du Quartier", college="partners")
    a_company(database, home, 24, "Commune de Saône", college="partners", category="public")
    found = [label for _, label in shown(database, home, view.id).candidates]
    assert found == ["Ancienne Née Ici", "Épicerie du Port", "Zinc et Cie", "Amis du Quartier"]


def test_neither_a_person_nor_an_older_member_nor_a_public_body_is_the_company_founded(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    old = write(
        database,
        home,
        lambda uow: add_member(uow, 9, "Ancienne", first_name="", college="partners", kind="organisation").id,
    )
    person = next(one.member for one in view.activity.people if one.member)
    town = a_company(database, home, 10, "Commune de Saône", college="partners", category="public")
    for wrong in (old, person, town, view.id):
        with pytest.raises(NotTheirs):
            name(database, home, view.id, wrong)
        with pytest.raises(NotTheirs):
            write(database, home, lambda uow, wrong=wrong: tie_proposed(uow, view.id, wrong, home.secretary))


TYPED = {
    "number": "8", "kind": "organisation", "name": "Le Fournil Neuf", "category": "structures",
    "shares": "10", "representative": "Lou Levain",
}  # fmt: skip


def admit(database, home, left, form="sas", organ="le conseil", **typed):
    def act(uow):
        member = AddMember({**TYPED, "admitted_on": f"{uow.today:%d/%m/%Y}", **typed})
        return admit_founded(uow, AdmitFounded(left, member, form, organ), by=home.secretary)

    return write(database, home, act)


def test_the_company_is_admitted_from_its_exit_and_tied_with_who_admitted_it(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    proposed = write(database, home, lambda uow: founding(uow, view.id, home.secretary))
    assert (proposed.name, proposed.form, proposed.representative) == ("Le Fournil Neuf", "sas", "Lou Levain")
    assert proposed.representative_email == "membre7@exemple.test"
    assert (proposed.by.label, proposed.by.article) == ("le conseil", "1")
    company = admit(database, home, view.id, form="sarl")
    again = shown(database, home, view.id)
    assert again.structure_member == company
    found = {task.kind: (task.state, task.organ) for task in again.tasks}
    assert found[TaskKind.ADMIT] == (StepState.SHOWN, "le conseil")
    assert found[TaskKind.SUBSCRIBE][0] is found[TaskKind.REPRESENT][0] is StepState.SHOWN
    assert description(database, home, company) == ("sarl", "left", "Boulangerie")
    with pytest.raises(TiedElsewhere):
        admit(database, home, view.id, number="9")
    with pytest.raises(TiedElsewhere):
        write(database, home, lambda uow: founding(uow, view.id, home.secretary))


def test_an_admission_says_its_form_and_who_admitted(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home)))
    with pytest.raises(FaultyMember) as refused:
        admit(database, home, view.id, form="public_body", organ=" ")
    assert {fault.field for fault in refused.value.faults} == {"legal_form", "organ"}
    assert shown(database, home, view.id).structure_member is None


def test_an_exit_without_company_admits_nobody(database, home):
    view = shown(database, home, leave(database, home, hosted(database, home), reason="job"))
    with pytest.raises(NoSuchActivity):
        admit(database, home, view.id)
    with pytest.raises(NoSuchActivity):
        write(database, home, lambda uow: founding(uow, view.id, home.secretary))
