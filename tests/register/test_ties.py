"""Ties of capital on a day, and the votes they suspend: on the tenth, and a hair on each side."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import CompanyForm
from governance.register.reading import read_amount, read_part
from governance.register.tie_reading import FaultyTie, read_end, read_tie
from governance.register.ties import (
    CrossHolding,
    StructureForm,
    Tie,
    TieKind,
    cross_holding,
    suspensions,
    to_sell,
)

F = Fraction
TODAY = date(2027, 6, 24)
HAIR = F(1, 10_000)
SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS


def holding(part, since=date(2020, 1, 1), until=None):
    return Tie(TieKind.HOLDING, since, until, part)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (date(2027, 6, 25), None, F(0)),
        (date(2027, 6, 24), None, F(3, 20)),
        (date(2020, 1, 1), date(2027, 6, 24), F(0)),
        (date(2020, 1, 1), date(2027, 6, 25), F(3, 20)),
    ],
)
def test_a_tie_counts_from_its_first_day_to_the_day_before_its_end(since, until, held):
    found = cross_holding(StructureForm.SAS, [holding(F(3, 20), since, until)], TODAY, shares=1, of=100)
    assert found == CrossHolding(StructureForm.SAS, held, F(1, 100), controlled=False)


@pytest.mark.parametrize(
    ("cooperative", "form", "part", "suspended"),
    [
        (SA, StructureForm.SAS, F(1, 10) - HAIR, False),
        (SA, StructureForm.SAS, F(1, 10), False),
        (SA, StructureForm.SAS, F(1, 10) + HAIR, True),
        (SA, StructureForm.SARL, F(1, 10), False),
        (SA, StructureForm.SARL, F(1, 10) + HAIR, True),
        (SA, StructureForm.ASSOCIATION, F(1, 2), False),
        (SA, StructureForm.PUBLIC_BODY, F(1, 2), False),
        (SARL, StructureForm.SARL, F(1, 2), False),
        (SAS, StructureForm.SA, F(1, 10) + HAIR, True),
    ],
)
def test_above_the_tenth_between_companies_the_votes_are_suspended(cooperative, form, part, suspended):
    found = cross_holding(form, [holding(part)], TODAY, shares=1, of=100)
    assert bool(suspensions(cooperative, found)) is suspended


@pytest.mark.parametrize(
    ("form", "shares", "sells"),
    [
        (StructureForm.SARL, 10, False),
        (StructureForm.SARL, 11, True),
        (StructureForm.OTHER_COMPANY, 12, True),
        (StructureForm.SAS, 12, False),
        (StructureForm.ASSOCIATION, 12, False),
    ],
)
def test_a_company_without_shares_sells_what_passes_the_tenth_and_votes(form, shares, sells):
    found = cross_holding(form, [holding(F(1, 100))], TODAY, shares=shares, of=100)
    assert suspensions(SA, found) == []
    assert bool(to_sell(SA, found)) is sells


def test_whoever_is_controlled_does_not_vote_whatever_its_form():
    for form in StructureForm:
        found = cross_holding(form, [Tie(TieKind.CONTROL, date(2020, 1, 1))], TODAY, shares=1, of=100)
        assert len(suspensions(SA, found)) == 1
        assert to_sell(SA, found) == []


def test_without_shares_anywhere_nobody_holds_anything():
    assert cross_holding(StructureForm.SA, [], TODAY, shares=0, of=0).member_holds == 0


@pytest.mark.parametrize(
    ("text", "part"),
    [("1/10", F(1, 10)), ("10 %", F(1, 10)), ("12,5 %", F(1, 8)), ("0,1", F(1, 10)), ("33.5%", F(67, 200))],
)
def test_a_part_is_read_exactly(text, part):
    assert read_part("part", text) == part


@pytest.mark.parametrize("text", ["0", "0 %", "-1/10", "dix", "1/0", "%", "1" * 31, ""])
def test_what_is_no_part_is_refused(text):
    assert read_part("part", text).field == "part"


@pytest.mark.parametrize(
    ("text", "cents"), [("1500", 150_000), ("1 500,5", 150_050), ("0.07 €", 7), ("0", 0)]
)
def test_an_amount_is_read_to_the_cent(text, cents):
    assert read_amount("price", text) == cents


@pytest.mark.parametrize("text", ["1,505", "-1", "mille", "1.2.3", ""])
def test_what_is_no_amount_is_refused(text):
    assert read_amount("price", text).field == "price"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"part": ""}, "part"),
        ({"part": "101 %"}, "part"),
        ({"since": ""}, "since"),
        ({"since": "25/06/2027"}, "since"),
        ({"kind": "friendship"}, "kind"),
        ({"price": "cher"}, "price"),
        ({"decision": "x" * 201}, "decision"),
    ],
)
def test_every_fault_of_a_tie_names_its_field(change, field):
    typed = {"kind": "holding", "part": "100 %", "since": "24/06/2027", **change}
    with pytest.raises(FaultyTie) as refused:
        read_tie(typed, TODAY)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_control_has_neither_part_nor_price():
    typed = {"kind": "control", "part": "10 %", "price": "12", "since": "24/06/2027"}
    assert read_tie(typed, TODAY) == Tie(TieKind.CONTROL, TODAY)


def test_an_end_is_read_with_its_fault():
    with pytest.raises(FaultyTie):
        read_end({"until": ""})
    assert read_end({"until": "24/06/2027"}) == TODAY
