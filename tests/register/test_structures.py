"""What is read of a structure: its SIRET by key, its register, its days, its jobs year by year."""

from datetime import date
from fractions import Fraction

import pytest

from governance.register import faults
from governance.register.reading import read_siret
from governance.register.structures import Jobs, Structure, read_declared_jobs, read_structure
from governance.register.tie_reading import FaultyTie
from governance.register.ties import Origin, StructureForm

TODAY = date(2027, 6, 24)
SIREN, SIRET = "732829320", "73282932000074"
LA_POSTE = "356000000"


def read(**typed):
    return read_structure({"form": "sas", "origin": "left", **typed}, siren=SIREN, today=TODAY)


def refused(reader, **typed):
    with pytest.raises(FaultyTie) as error:
        reader(**typed)
    return [(fault.field, fault.message) for fault in error.value.faults]


def test_everything_that_identifies_a_structure_is_read():
    found = read(
        trade="Pain", founded_on="01/02/2024", siret="732 829 320 00074", registration="RCS Lyon",
        ceased_on="24/06/2027",
    )  # fmt: skip
    assert found == Structure(
        StructureForm.SAS, Origin.LEFT, "Pain", date(2024, 2, 1), SIRET, "RCS Lyon", TODAY
    )
    assert read() == Structure(StructureForm.SAS, Origin.LEFT)


@pytest.mark.parametrize(
    ("text", "siren", "message"),
    [
        ("7328293200007", SIREN, faults.NOT_A_SIRET),
        ("732829320000745", SIREN, faults.NOT_A_SIRET),
        ("73282932000075", SIREN, faults.NOT_A_SIRET),
        ("73282932100073", "732829321", faults.NOT_A_SIRET),
        ("00000000000000", "", faults.NOT_A_SIRET),
        ("٧٣282932000074", SIREN, faults.NOT_A_SIRET),
        (SIRET, "", faults.SIREN_FIRST),
        (SIRET, "404833048", faults.SIRET_ELSEWHERE),
    ],
)
def test_a_siret_is_refused_with_its_reason(text, siren, message):
    assert read_siret("siret", text, siren).message == message


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("35600000000048", True),  # the seat, by the usual key
        ("35600000009075", True),  # 3+5+6+9+7+5 = 35, that 5 divides
        ("35600000009076", False),  # 36
        ("35600000009074", False),  # 34
    ],
)
def test_la_poste_has_a_key_of_its_own(text, sound):
    assert (read_siret("siret", text, LA_POSTE) == text) is sound


def test_a_sum_that_5_divides_is_no_key_for_anybody_else():
    assert sum(int(digit) for digit in "73282932000054") % 5 == 0
    assert read_siret("siret", "73282932000054", SIREN).message == faults.NOT_A_SIRET


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"form": ""}, "form", faults.CHOOSE),
        ({"origin": "moon"}, "origin", faults.CHOOSE),
        ({"founded_on": "hier"}, "founded_on", faults.NOT_A_DATE),
        ({"siret": "12"}, "siret", faults.NOT_A_SIRET),
        ({"registration": "x" * 201}, "registration", faults.TOO_LONG),
        ({"ceased_on": "demain"}, "ceased_on", faults.NOT_A_DATE),
        ({"ceased_on": "25/06/2027"}, "ceased_on", faults.NOT_YET),
        ({"founded_on": "02/02/2024", "ceased_on": "01/02/2024"}, "ceased_on", faults.CEASED_BEFORE),
    ],
)
def test_each_fault_of_a_structure_names_its_field(change, field, message):
    assert refused(read, **change) == [(field, message)]


def test_a_structure_may_cease_on_the_day_it_was_founded():
    assert read(founded_on="01/02/2024", ceased_on="01/02/2024").ceased_on == date(2024, 2, 1)


def jobs(year="2026", jobs="4"):
    return read_declared_jobs({"year": year, "jobs": jobs}, TODAY)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", Fraction(0)), ("4", Fraction(4)), ("4,5", Fraction(9, 2)), ("4.50", Fraction(9, 2)),
        ("9/2", Fraction(9, 2)),
        ("4,25", Fraction(17, 4)), ("3,85", Fraction(77, 20)), ("1 000", Fraction(1000)),
        ("100000", Fraction(100_000)),
    ],
)  # fmt: skip
def test_jobs_are_exact_to_the_hundredth(text, count):
    assert jobs(jobs=text) == Jobs(2026, count)


@pytest.mark.parametrize("text", ["-1", "4,255", "1/3", "quatre", "100000,5", "1/0", "1e3", "0" * 31])
def test_what_is_no_number_of_jobs_is_refused(text):
    assert refused(jobs, jobs=text) == [("jobs", faults.NOT_JOBS)]


@pytest.mark.parametrize(
    ("year", "sound"), [("1899", False), ("1900", True), ("2027", True), ("2028", False)]
)
def test_jobs_are_declared_for_a_year_begun_from_1900_on(year, sound):
    if sound:
        assert jobs(year=year).year == int(year)
    else:
        assert refused(jobs, year=year) == [("year", faults.NOT_A_YEAR)]


def test_year_and_jobs_are_both_asked():
    assert refused(jobs, year="", jobs="") == [("year", faults.MISSING), ("jobs", faults.MISSING)]
