"""A holding in a company that is not a member, read with every fault at once."""

from datetime import date
from fractions import Fraction

import pytest

from governance.register.outside_holdings import read_outside_holding
from governance.register.tie_reading import FaultyTie
from governance.register.ties import StructureForm, TieKind

TODAY = date(2026, 11, 24)
TYPED = {"company": "La Halle", "form": "sas", "siren": "732 829 320", "part": "20 %", "since": "24/11/2026"}


def test_a_holding_is_read_exactly():
    found = read_outside_holding({**TYPED, "price": "4000,50", "decision": "CA"}, TODAY)
    assert (found.company, found.form, found.siren) == ("La Halle", StructureForm.SAS, "732829320")
    assert (found.tie.kind, found.tie.part, found.tie.price) == (TieKind.HOLDING, Fraction(1, 5), 400_050)
    assert (found.tie.since, found.tie.until, found.tie.decision) == (TODAY, None, "CA")


def test_a_number_of_register_is_not_asked_but_checked():
    assert read_outside_holding({**TYPED, "siren": ""}, TODAY).siren == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company", " "),
        ("form", "scop"),
        ("siren", "732829321"),
        ("part", "101 %"),
        ("part", ""),
        ("since", "25/11/2026"),
        ("price", "cher"),
    ],
)
def test_each_fault_names_its_field(field, value):
    with pytest.raises(FaultyTie) as error:
        read_outside_holding({**TYPED, field: value}, TODAY)
    assert [fault.field for fault in error.value.faults] == [field]


def test_all_the_faults_come_at_once():
    with pytest.raises(FaultyTie) as error:
        read_outside_holding({}, TODAY)
    assert {fault.field for fault in error.value.faults} == {"company", "form", "part", "since"}
