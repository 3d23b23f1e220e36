"""The board: three to eighteen, six years."""

from datetime import date

import pytest

from governance.law.board import BoardMissing, BoardSize, TermTooLong, breaches
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


def test_an_sa_has_a_board_and_the_others_may_do_without():
    assert found(CompanyForm.SA, None, None, None) == [BoardMissing]
    assert found(CompanyForm.SA, 3, None, 6) == [BoardMissing]
    assert found(CompanyForm.SA, 3, 9, None) == [BoardMissing]
    assert found(CompanyForm.SARL, None, None, None) == []
    assert found(CompanyForm.SAS, None, None, None) == []


def test_a_sas_sizes_its_board_freely():
    assert found(CompanyForm.SAS, 1, 40, 3) == []
