"""Quorum: numbers from the articles, on the bound and a hair on each side."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.quorum import PARTS, QuorumTooLow, breaches, put_back_until, required
from governance.sources import Confidence

TODAY, HAIR = date(2026, 11, 23), Fraction(1, 10_000)
ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY


@pytest.mark.parametrize(
    ("form", "kind", "call", "part"),
    [
        (CompanyForm.SA, ORDINARY, Call.FIRST, Fraction(1, 5)),
        (CompanyForm.SA, ORDINARY, Call.SECOND, 0),
        (CompanyForm.SA, EXTRAORDINARY, Call.FIRST, Fraction(1, 4)),
        (CompanyForm.SA, EXTRAORDINARY, Call.SECOND, Fraction(1, 5)),
        (CompanyForm.SARL, ORDINARY, Call.FIRST, 0),
        (CompanyForm.SARL, ORDINARY, Call.SECOND, 0),
        (CompanyForm.SARL, EXTRAORDINARY, Call.FIRST, Fraction(1, 4)),
        (CompanyForm.SARL, EXTRAORDINARY, Call.SECOND, Fraction(1, 5)),
        (CompanyForm.SAS, ORDINARY, Call.FIRST, None),
        (CompanyForm.SAS, ORDINARY, Call.SECOND, None),
        (CompanyForm.SAS, EXTRAORDINARY, Call.FIRST, None),
        (CompanyForm.SAS, EXTRAORDINARY, Call.SECOND, None),
    ],
)
def test_the_law_asks_for_this_part_of_the_members(form, kind, call, part):
    assert required(form, kind, call, TODAY) == part


@pytest.mark.parametrize(
    ("kind", "call", "bound"),
    [
        (ORDINARY, Call.FIRST, Fraction(1, 5)),
        (EXTRAORDINARY, Call.FIRST, Fraction(1, 4)),
        (EXTRAORDINARY, Call.SECOND, Fraction(1, 5)),
    ],
)
def test_the_bylaws_of_an_sa_may_ask_for_more_and_not_for_less(kind, call, bound):
    assert breaches(CompanyForm.SA, kind, call, bound + HAIR, TODAY) == []
    assert breaches(CompanyForm.SA, kind, call, bound, TODAY) == []
    (low,) = breaches(CompanyForm.SA, kind, call, bound - HAIR, TODAY)
    assert isinstance(low, QuorumTooLow)
    assert low.required == bound
    assert str(bound) in str(low)


def test_the_bylaws_of_a_sas_choose_freely():
    assert breaches(CompanyForm.SAS, EXTRAORDINARY, Call.FIRST, Fraction(0), TODAY) == []


@pytest.mark.parametrize(
    ("form", "kind", "second_on", "until"),
    [
        (CompanyForm.SA, EXTRAORDINARY, date(2027, 8, 24), date(2027, 10, 24)),
        (CompanyForm.SARL, EXTRAORDINARY, date(2027, 12, 31), date(2028, 2, 29)),
        (CompanyForm.SAS, EXTRAORDINARY, date(2027, 8, 24), None),
        (CompanyForm.SA, ORDINARY, date(2027, 8, 24), None),
    ],
)
def test_the_two_months_run_from_the_day_of_the_second_meeting(form, kind, second_on, until):
    assert put_back_until(form, kind, second_on) == until


@pytest.mark.parametrize(
    ("form", "kind", "call", "day", "part"),
    [
        (CompanyForm.SA, ORDINARY, Call.FIRST, date(2005, 7, 27), Fraction(1, 4)),
        (CompanyForm.SA, ORDINARY, Call.FIRST, date(2005, 7, 28), Fraction(1, 5)),
        (CompanyForm.SA, EXTRAORDINARY, Call.FIRST, date(2005, 7, 27), Fraction(1, 3)),
        (CompanyForm.SA, EXTRAORDINARY, Call.FIRST, date(2005, 7, 28), Fraction(1, 4)),
        (CompanyForm.SA, EXTRAORDINARY, Call.SECOND, date(2005, 7, 27), Fraction(1, 4)),
        (CompanyForm.SA, EXTRAORDINARY, Call.SECOND, date(2005, 7, 28), Fraction(1, 5)),
        (CompanyForm.SARL, EXTRAORDINARY, Call.FIRST, date(2005, 8, 3), 0),
        (CompanyForm.SARL, EXTRAORDINARY, Call.FIRST, date(2005, 8, 4), Fraction(1, 4)),
        (CompanyForm.SARL, EXTRAORDINARY, Call.SECOND, date(2005, 8, 3), 0),
        (CompanyForm.SARL, EXTRAORDINARY, Call.SECOND, date(2005, 8, 4), Fraction(1, 5)),
    ],
)
def test_two_laws_of_2005_changed_the_quorums(form, kind, call, day, part):
    assert required(form, kind, call, day) == part


def test_an_older_sarl_is_told_that_it_may_have_another_rule():
    line = PARTS[EXTRAORDINARY, Call.FIRST][CompanyForm.SARL].period(TODAY)
    assert line.source.confidence is Confidence.COUNSEL
    assert "les trois quarts de toutes les parts" in line.source.note
