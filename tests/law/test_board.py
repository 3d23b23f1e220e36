"""The board: three to eighteen, six years."""

from datetime import date

import pytest

from governance.law.board import (
    BoardMissing,
    BoardSize,
    ManagementTermTooLong,
    ManagersWithoutTerm,
    TermTooLong,
    breaches,
    management_breaches,
)
from governance.law.legal_forms import CompanyForm

TODAY = date(2026, 11, 23)


def found(form, least, most, years):
    return [type(b) for b in breaches(form, TODAY, least=least, most=most, term_years=years)]


@pytest.mark.parametrize(
    ("least", "most", "lawful"),
    [(3, 18, True), (2, 18, False), (3, 19, False), (5, 4, False), (4, 17, True)],
)
def test_the_board_of_an_sa_has_three_to_eighteen_members(least, most, lawful):
    assert found(CompanyForm.SA, least, most, 6) == ([] if lawful else [BoardSize])


@pytest.mark.parametrize(("years", "lawful"), [(0, False), (1, True), (6, True), (7, False)])
@pytest.mark.parametrize("form", list(CompanyForm))
def test_nobody_sits_more_than_six_years_without_being_elected_again(form, years, lawful):
    assert found(form, 3, 9, years) == ([] if lawful else [TermTooLong])


SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS


@pytest.mark.parametrize(
    ("form", "years", "expected"),
    [
        (SARL, 1, []),
        (SARL, 6, []),
        (SARL, 7, [ManagementTermTooLong]),
        (SARL, 9, [ManagementTermTooLong]),
        (SARL, None, [ManagersWithoutTerm]),
        (SARL, 0, [ManagersWithoutTerm]),
        (SAS, 6, []),
        (SAS, 7, [ManagementTermTooLong]),
        (SAS, None, []),
        (SA, 7, []),
        (SA, None, []),
    ],
)
def test_managers_are_named_for_six_years_at_most_and_a_sarl_says_how_long(form, years, expected):
    assert [type(one) for one in management_breaches(form, years)] == expected


@pytest.mark.parametrize(("form", "sure"), [(SARL, "confirmed"), (SAS, "to be confirmed by counsel")])
def test_the_term_of_managers_is_the_laws_and_that_of_a_president_is_for_counsel(form, sure):
    (found,) = management_breaches(form, 9)
    assert (found.years, found.most) == (9, 6)
    assert (found.source.article, found.source.confidence) == ("6", sure)


def test_an_sa_has_a_board_and_the_others_may_do_without():
    assert found(CompanyForm.SA, None, None, None) == [BoardMissing]
    assert found(CompanyForm.SA, 3, None, 6) == [BoardMissing]
    assert found(CompanyForm.SA, 3, 9, None) == [BoardMissing]
    assert found(CompanyForm.SARL, None, None, None) == []
    assert found(CompanyForm.SAS, None, None, None) == []


def test_a_sas_sizes_its_board_freely():
    assert found(CompanyForm.SAS, 1, 40, 3) == []
