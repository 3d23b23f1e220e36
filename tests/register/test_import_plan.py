"""What a file would do, row by row, before anything is written."""

from dataclasses import replace
from datetime import date

import pytest

from governance.bylaws.models import load_model
from governance.register import faults
from governance.register.description import describe, terms_of
from governance.register.import_file import ColumnTwice, EmptyFile, MissingColumns, TableRow, understand
from governance.register.import_plan import Around, Known, Level, Verdict, names_of, plan
from governance.register.members import Member, MemberKind

TERMS = terms_of(load_model("five_colleges_proportional"))
HEADERS = ("Numéro", "Nom", "Prénom", "Catégorie", "Date d'admission")
ALIX = Member(
    12, MemberKind.PERSON, "Exemple", "team", "team", date(2020, 3, 1), first_name="Alix", city="Lyon",
    email="alix@exemple.test",
)  # fmt: skip


def a_table(*rows, headers=HEADERS):
    return [TableRow(number, tuple(cells)) for number, cells in enumerate((headers, *rows), start=1)]


def planned(*rows, headers=HEADERS, existing=(ALIX,), shares=0, **more):
    known = {member.number: Known(member, shares) for member in existing}
    around = Around(TERMS, known, names=names_of(existing), **more)
    return plan(understand(a_table(*rows, headers=headers)), around)


def only(*rows, **more):
    (line,) = planned(*rows, **more).lines
    return line


def reasons(line):
    return [(note.field, note.message) for note in line.notes if note.level is Level.REFUSAL]


def test_a_newcomer_is_added_in_the_only_college_of_the_category():
    line = only(("40", "Dupont", "Zoé", "équipe PERMANENTE", "01/02/2026"))
    assert (line.verdict, line.label, line.member.college) == (Verdict.ADD, "Zoé Dupont", "team")
    assert line.member.admitted_on == date(2026, 2, 1)


def test_a_row_that_says_nothing_new_is_the_same():
    line = only(("12", "Exemple", "Alix", "Équipe permanente", "2020-03-01"))
    assert (line.verdict, line.notes, line.values()) == (Verdict.SAME, (), {})


def test_a_change_is_shown_field_by_field():
    line = only(
        ("12", "Villeurbanne", "neuve@exemple.test"), headers=("N°", "Ville", "E-mail", "Nom"),
    )  # fmt: skip
    assert line.verdict is Verdict.CHANGE
    assert {(note.field, note.old, note.new) for note in line.notes} == {
        ("city", "Lyon", "Villeurbanne"),
        ("email", "alix@exemple.test", "neuve@exemple.test"),
    }


def test_an_empty_cell_erases_what_may_be_empty_and_keeps_the_rest():
    headers = ("Numéro", "Nom", "Ville", "Catégorie")
    line = only(("12", "", "", ""), headers=headers)
    assert [(note.field, note.old, note.new) for note in line.notes] == [("city", "Lyon", "")]
    assert line.member.name == "Exemple"
    assert line.member.category == "team"


def test_what_no_row_names_is_counted_and_never_removed():
    assert planned(("40", "Dupont", "Zoé", "team", "01/02/2026")).absent == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "Dupont", "Zoé", "team", "01/02/2026"), ("number", faults.MISSING)),
        (("douze", "Dupont", "Zoé", "team", "01/02/2026"), ("number", faults.NOT_A_NUMBER)),
        (("40", "", "Zoé", "team", "01/02/2026"), ("name", faults.MISSING)),
        (("40", "Dupont", "", "team", "01/02/2026"), ("first_name", faults.MISSING)),
        (("40", "Dupont", "Zoé", "", "01/02/2026"), ("category", faults.MISSING)),
        (("40", "Dupont", "Zoé", "team", ""), ("admitted_on", faults.MISSING)),
        (("40", "Dupont", "Zoé", "team", "31/02/2026"), ("admitted_on", faults.NOT_A_DATE)),
        (("40", "Dupont", "Zoé", "Equipe permanante", "01/02/2026"), ("category", faults.NEAR_CATEGORY)),
        (("40", "Dupont", "Zoé", "xyz", "01/02/2026"), ("category", faults.UNKNOWN_CATEGORY)),
    ],
)
def test_a_row_is_refused_with_its_reason(row, reason):
    line = only(row)
    assert line.verdict is Verdict.REFUSE
    assert reason in reasons(line)
    assert line.member is None


def test_every_fault_of_a_row_is_told_at_once():
    line = only(("zéro", "", "", "xyz", "hier"))
    assert {field for field, _ in reasons(line)} == {
        "number",
        "name",
        "first_name",
        "category",
        "admitted_on",
    }


def test_the_nearest_name_is_suggested():
    (note,) = only(("40", "Dupont", "Zoé", "Structure essaimée", "01/02/2026")).notes
    assert note.facts["suggestion"] == "Structures essaimées"


def test_a_college_that_does_not_gather_the_category_is_refused():
    row = ("40", "Dupont", "Zoé", "team", "01/02/2026", "Bénéficiaires")
    line = only(row, headers=(*HEADERS, "Collège"))
    assert reasons(line) == [("college", faults.WRONG_COLLEGE)]


def test_bylaws_without_colleges_refuse_a_college_and_ask_for_none():
    terms = terms_of(load_model("no_college"))
    category = next(iter(terms.category_names))
    cells = {"number": "1", "name": "D", "first_name": "Z", "category": category, "admitted_on": "2026-01-01"}
    assert describe(cells, terms).member.college == ""
    assert describe({**cells, "college": "A"}, terms).faults[0].message == faults.NO_COLLEGES


def test_one_number_on_two_rows_refuses_both_and_names_them():
    row = ("40", "Dupont", "Zoé", "team", "01/02/2026")
    lines = planned(row, row).lines
    assert [line.verdict for line in lines] == [Verdict.REFUSE, Verdict.REFUSE]
    assert lines[0].notes[0].facts == {"number": 40, "rows": "2, 3"}


def test_a_college_does_not_change_while_an_assembly_is_convened():
    row = ("12", "Exemple", "Alix", "Bénéficiaires", "01/03/2020")
    assert reasons(only(row, college_frozen=True)) == [("college", faults.COLLEGE_FROZEN)]
    assert only(row).verdict is Verdict.CHANGE


def test_a_namesake_with_another_number_is_a_doubt_and_not_a_refusal():
    line = only(("40", "EXEMPLE", "alix", "team", "01/02/2026"))
    assert line.verdict is Verdict.ADD
    assert [(note.message, note.facts["number"]) for note in line.notes] == [(faults.SAME_NAME, 12)]


def test_leaving_before_admission_is_refused():
    row = ("40", "Dupont", "Zoé", "team", "01/02/2026", "31/01/2026")
    assert reasons(only(row, headers=(*HEADERS, "Date de sortie"))) == [("left_on", faults.LEFT_BEFORE)]


def test_an_agreement_to_be_convened_by_email_needs_an_address():
    row = ("40", "Dupont", "Zoé", "team", "01/02/2026", "01/02/2026")
    line = only(row, headers=(*HEADERS, "Accord convocation électronique (date)"))
    assert reasons(line) == [("email_notice_since", faults.CONSENT_WITHOUT_EMAIL)]


def test_a_company_is_named_by_its_denomination_and_needs_no_first_name():
    headers = ("Numéro", "Dénomination", "SIREN", "Catégorie", "Date d'admission", "Représentant")
    row = ("41", "Boulangerie Exemple", "732829320", "Structures essaimées", "01/02/2026", "Lou Exemple")
    line = only(row, headers=headers)
    assert (line.verdict, line.member.kind) == (Verdict.ADD, MemberKind.ORGANISATION)
    assert line.values()["search_key"] == " boulangerie exemple lou exemple"


SHARES = (*HEADERS, "Parts")


def test_the_shares_of_a_newcomer_open_their_register():
    line = only(("40", "Dupont", "Zoé", "team", "01/02/2026", "5"), headers=SHARES)
    assert (line.shares, line.values()["movement"]) == (5, "opening")


def test_fewer_shares_than_the_bylaws_ask_is_a_doubt():
    line = only(("40", "Dupont", "Zoé", "team", "01/02/2026", "4"), headers=SHARES)
    assert (line.verdict, line.notes[0].message, line.notes[0].facts) == (
        Verdict.ADD,
        faults.FEW_SHARES,
        {"least": 5},
    )


def test_a_difference_of_shares_is_only_told_unless_it_is_asked_for():
    row = ("12", "Exemple", "Alix", "team", "01/03/2020", "8")
    told = only(row, headers=SHARES, shares=10)
    assert (told.verdict, told.shares, told.notes[0].message) == (Verdict.SAME, 0, faults.SHARES_DIFFER)
    asked = only(row, headers=SHARES, shares=10, adjust_shares=True)
    assert (asked.verdict, asked.shares, asked.values()["movement"]) == (Verdict.CHANGE, -2, "redemption")


def test_the_header_is_found_under_titles_and_merged_cells():
    titles = [TableRow(1, ("Liste des sociétaires", "", "")), TableRow(2, ("Identité", "", ""))]
    rows = a_table(("1", "A", "B", "team", "2020-01-01"))
    table = [*titles, *(replace(row, number=row.number + 2) for row in rows)]
    file = understand(table)
    assert [row.number for row in file.rows] == [4]
    assert set(file.fields) == {"number", "name", "first_name", "category", "admitted_on"}


def test_missing_columns_are_named_with_what_was_found():
    with pytest.raises(MissingColumns) as refusal:
        understand(a_table(("a", "b"), headers=("Prénom", "Âge du capitaine")))
    assert refusal.value.missing == ("Numéro", "Nom ou dénomination")
    assert refusal.value.found == ("Prénom", "Âge du capitaine")


def test_two_columns_for_one_thing_are_refused():
    with pytest.raises(ColumnTwice):
        understand(a_table(("1", "a", "b"), headers=("Numéro", "Nom", "N°")))


def test_a_file_without_rows_is_refused():
    with pytest.raises(EmptyFile):
        understand(a_table())
    with pytest.raises(EmptyFile):
        understand([])


def test_unknown_columns_are_listed_and_left():
    file = understand(a_table(("1", "A", "?"), headers=("Numéro", "Nom", "Remarque")))
    assert file.ignored == ("Remarque",)
