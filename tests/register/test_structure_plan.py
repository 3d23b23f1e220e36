"""What a file of structures would do: whom a row is about, what changes, what is refused and why."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from governance.register import faults
from governance.register.import_file import ColumnTwice, EmptyFile, MissingColumns, TableRow, understand_as
from governance.register.import_plan import Level, Verdict
from governance.register.structure_file import STRUCTURE_COLUMN_NAMES, STRUCTURE_COLUMNS
from governance.register.structure_plan import KnownStructure, jobs_text, plan_structures, typed_structure
from governance.register.structures import STRUCTURE_FIELDS, Structure
from governance.register.ties import Origin, StructureForm, Tie, TieKind
from governance.units import Cents, exact_percent

TODAY = date(2027, 6, 24)
SIREN, OTHER = "732829320", "404833048"
PAIN = Structure(StructureForm.SAS, Origin.LEFT, "Pain", date(2020, 1, 1), "73282932000074", "RCS Lyon")
HELD = Tie(TieKind.HOLDING, date(2021, 1, 1), None, Fraction(1, 10), Cents(200_000), "Conseil")
TIE = UUID(int=9)


def known(number=1, siren=SIREN, structure=PAIN, jobs=None, ties=((TIE, HELD),), shares=20):
    told = {"name": f"Structure {number}", "address": "1 rue Neuve", "postcode": "69007", "city": "Lyon"}
    return KnownStructure(UUID(int=number), number, siren, told, structure, jobs or {}, ties, shares)


def planned(*rows, about=None):
    """Plan rows given as mappings from headers to cells."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    table = [TableRow(1, tuple(headers))]
    table += [
        TableRow(at, tuple(row.get(header, "") for header in headers)) for at, row in enumerate(rows, start=2)
    ]
    return plan_structures(understand_as(table, STRUCTURE_COLUMNS), about or [known()], TODAY)


def line(about=None, **row):
    """Plan one row, its headers written with underscores for spaces."""
    cells = {header.replace("_", " "): cell for header, cell in row.items()}
    return planned(cells, about=[about or known()]).lines[0]


def noted(found, level):
    return [(note.field, note.old, note.new) for note in found.notes if note.level is level]


def refusals(found):
    assert found.verdict is Verdict.REFUSE
    return [(note.field, note.message) for note in found.notes]


@pytest.mark.parametrize("row", [{"Numéro": "1"}, {"SIREN": "732 829 320"}, {"Numéro": "1", "SIREN": SIREN}])
def test_a_structure_is_known_by_its_number_or_its_siren(row):
    found = planned(row)
    assert (found.lines[0].verdict, found.lines[0].label, found.absent) == (Verdict.SAME, "Structure 1", 0)
    assert found.lines[0].values() == {}


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"Numéro": "7"}, "number", faults.NO_SUCH_STRUCTURE),
        ({"SIREN": OTHER}, "siren", faults.NO_SUCH_STRUCTURE),
        ({"Numéro": "7", "SIREN": SIREN}, "number", faults.NO_SUCH_STRUCTURE),
        ({"Numéro": "1", "SIREN": OTHER}, "siren", faults.TWO_STRUCTURES),
        ({"Numéro": "un", "SIREN": SIREN}, "number", faults.NOT_A_NUMBER),
        ({"Numéro": "1", "SIREN": "732829321"}, "siren", faults.NOT_A_SIREN),
        ({"Numéro": "", "SIREN": "", "Nom": "Qui"}, "siren", faults.NO_SUCH_STRUCTURE),
    ],
)
def test_a_row_about_nobody_or_about_two_is_refused(row, field, message):
    assert refusals(planned(row).lines[0]) == [(field, message)]


def test_a_number_and_a_siren_of_two_structures_do_not_agree():
    both = [known(), known(2, OTHER)]
    assert refusals(planned({"N": "1", "SIREN": OTHER}, about=both).lines[0])[0][1] == faults.TWO_STRUCTURES


def test_a_structure_named_twice_is_refused_on_both_rows_and_the_others_are_counted_absent():
    found = planned({"N": "1", "SIREN": ""}, {"N": "", "SIREN": SIREN}, about=[known(), known(2, OTHER)])
    assert [refusals(one)[0] for one in found.lines] == [("number", faults.STRUCTURE_TWICE)] * 2
    assert (found.absent, found.counts["refuse"]) == (1, 2)


def test_columns_that_are_not_there_change_nothing_and_an_empty_cell_erases():
    assert line(N="1", Métier="Brioche").described["registration"] == "RCS Lyon"
    found = line(N="1", Immatriculation="", Forme_juridique="", Origine="")
    assert noted(found, Level.CHANGE) == [("registration", "RCS Lyon", "")]
    assert found.described == typed_structure(PAIN) | {"registration": ""}


def test_a_structure_described_for_the_first_time_is_told_apart():
    found = line(known(structure=None, ties=()), N="1", Forme="SARL", Origine="née ailleurs", Métier="Pain")
    assert found.verdict is Verdict.ADD
    assert (found.described["form"], found.described["origin"]) == ("sarl", "elsewhere")
    assert refusals(line(known(structure=None, ties=()), N="1", Métier="Pain")) == [
        ("form", faults.CHOOSE), ("origin", faults.CHOOSE),
    ]  # fmt: skip


def test_every_fault_of_a_row_is_told_at_once_field_by_field():
    found = line(
        N="1", Forme="coopérative", Date_de_création="hier", SIRET="1", Emplois_2026="beaucoup",
        Capital_de_la_structure_détenu_par_la_coopérative="12 parts", Contrôle_par_la_coopérative="peut-être",
    )  # fmt: skip
    assert refusals(found) == [
        ("form", faults.NOT_LISTED),
        ("founded_on", faults.NOT_A_DATE),
        ("siret", faults.NOT_A_SIRET),
        ("jobs", faults.NOT_JOBS),
        ("holding", faults.NOT_A_PART),
        ("control", faults.NOT_LISTED),
    ]


def test_jobs_come_by_year_and_only_what_differs_is_written():
    found = line(known(jobs={2025: Fraction(3), 2026: Fraction(9, 2)}), N="1", Emplois_2025="3,5",
                 ETP_2026="4,5", Emplois_2024="2", Emplois_2023="")  # fmt: skip
    assert found.jobs == {"2025": "7/2", "2024": "2"}
    assert noted(found, Level.CHANGE) == [("jobs", "2025 : 3", "2025 : 3,5"), ("jobs", "", "2024 : 2")]


def test_the_same_tie_is_not_written_again():
    found = line(N="1", holding="10 %", Participation_depuis_le=date(2021, 1, 1))
    assert (found.verdict, found.ties, found.ends) == (Verdict.SAME, [], {})
    assert line(N="1", holding="1/10").verdict is Verdict.SAME


def test_another_part_later_ends_the_tie_that_runs_and_begins_the_new_one():
    found = line(N="1", holding="5 %", holding_since="01/02/2027", holding_price="100", holding_decision="CA")
    assert found.ends == {str(TIE): "2027-02-01"}
    assert found.ties[0]["part"] == "5 %"
    assert noted(found, Level.CHANGE) == [
        ("holding", "10 %", "5 %"), ("holding_since", "2021-01-01", "2027-02-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "sound"), [("31/12/2020", False), ("01/01/2021", False), ("02/01/2021", True)]
)
def test_a_new_part_begins_after_the_day_the_old_one_began(since, sound):
    found = line(N="1", holding="5 %", holding_since=since)
    if sound:
        assert found.verdict is Verdict.CHANGE
    else:
        assert refusals(found) == [("holding_since", faults.TIE_OVERLAPS)]


@pytest.mark.parametrize(("since", "sound"), [("30/06/2022", False), ("01/07/2022", True)])
def test_a_tie_begins_on_the_first_day_without_the_last_one_at_the_earliest(since, sound):
    ended = Tie(TieKind.HOLDING, date(2021, 1, 1), date(2022, 7, 1), Fraction(1, 10))
    found = line(known(ties=((TIE, ended),)), N="1", holding="5 %", holding_since=since)
    assert (found.verdict is Verdict.CHANGE) is sound


def test_a_tie_of_today_needs_its_day_and_control_is_yes_or_no():
    found = line(known(ties=()), N="1", holding="5 %")
    assert refusals(found) == [("holding_since", faults.MISSING)]
    begun = line(known(ties=()), N="1", control="Oui", control_since="01/02/2027")
    assert [one["kind"] for one in begun.ties] == ["control"]
    assert noted(begun, Level.CHANGE)[0] == ("control", "", "oui")
    assert line(known(ties=()), N="1", control="non").verdict is Verdict.SAME


def test_what_the_register_decides_is_only_pointed_out():
    found = line(
        N="1", Nom="Autre nom", Code_postal="42000", Parts="25", Prix_de_la_participation="1",
        holding="10 %", Dénomination_du_registre="x",
    )  # fmt: skip
    assert found.verdict is Verdict.SAME
    assert [note.field for note in found.notes] == ["holding", "name", "postcode", "shares"]
    assert {note.level for note in found.notes} == {Level.DOUBT}
    assert line(known(siren=""), N="1", SIREN=SIREN).notes[0].message == faults.SAID_ELSEWHERE


def test_a_file_without_number_nor_siren_or_with_one_of_them_twice_is_not_read():
    def read(*headers):
        return understand_as([TableRow(1, headers), TableRow(2, ("1",) * len(headers))], STRUCTURE_COLUMNS)

    with pytest.raises(MissingColumns) as missing:
        read("Métier")
    assert missing.value.missing == ("Numéro ou SIREN",)
    with pytest.raises(ColumnTwice):
        read("Numéro", "N")
    with pytest.raises(EmptyFile):
        understand_as([TableRow(1, ("Numéro",))], STRUCTURE_COLUMNS)


def test_every_column_is_read_by_its_name_and_by_its_identifier():
    for field, name in STRUCTURE_COLUMN_NAMES.items():
        for header in (name, field):
            table = [
                TableRow(1, ("Numéro" if field != "number" else "SIREN", header)),
                TableRow(2, ("1", "2")),
            ]
            assert field in understand_as(table, STRUCTURE_COLUMNS).fields


def test_a_structure_typed_is_read_as_itself():
    assert set(typed_structure(None)) == set(STRUCTURE_FIELDS)
    assert typed_structure(PAIN)["founded_on"] == "2020-01-01"
    assert [jobs_text(one) for one in (None, Fraction(0), Fraction(9, 2), Fraction(1, 2))] == [
        "",
        "0",
        "4,5",
        "0,5",
    ]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Fraction(1), "100 %"),
        (Fraction(1, 8), "12,5 %"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10_000), "0,01 %"),
    ],
)
def test_a_part_is_written_so_that_it_is_read_back_exactly(part, text):
    assert exact_percent(part) == text
