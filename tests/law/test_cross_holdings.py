"""Cross-holdings: more than ten per cent, and control."""

from fractions import Fraction

import pytest

from governance.law.cross_holdings import ControlledByCooperative, VotesSuspended, breaches
from governance.law.legal_forms import CompanyForm

TENTH, HAIR = Fraction(1, 10), Fraction(1, 10_000)


def found(cooperative, *, by_shares, ours, theirs, controlled=False):
    return breaches(
        cooperative,
        member_by_shares=by_shares,
        cooperative_holds=ours,
        member_holds=theirs,
        controlled=controlled,
    )


@pytest.mark.parametrize("form", [CompanyForm.SA, CompanyForm.SAS])
@pytest.mark.parametrize("by_shares", [True, False])
@pytest.mark.parametrize(("ours", "lawful"), [(TENTH - HAIR, True), (TENTH, True), (TENTH + HAIR, False)])
def test_a_member_of_which_the_cooperative_holds_more_than_a_tenth_does_not_vote(
    form, by_shares, ours, lawful
):
    result = found(form, by_shares=by_shares, ours=ours, theirs=Fraction(1, 100))
    assert (not result) is lawful
    assert all(isinstance(breach, VotesSuspended) for breach in result)


@pytest.mark.parametrize(("theirs", "lawful"), [(TENTH, True), (TENTH + HAIR, False)])
def test_a_sarl_of_which_the_cooperative_holds_a_part_keeps_to_a_tenth(theirs, lawful):
    assert (not found(CompanyForm.SA, by_shares=False, ours=Fraction(1, 20), theirs=theirs)) is lawful


def test_without_a_tie_in_both_directions_nothing_is_suspended():
    assert found(CompanyForm.SA, by_shares=True, ours=Fraction(1, 2), theirs=Fraction(0)) == []
    assert found(CompanyForm.SA, by_shares=True, ours=Fraction(0), theirs=Fraction(1, 2)) == []


def test_two_sarl_are_not_concerned():
    assert found(CompanyForm.SARL, by_shares=False, ours=Fraction(1, 2), theirs=Fraction(1, 2)) == []


def test_a_member_whom_the_cooperative_controls_never_votes():
    (breach,) = found(
        CompanyForm.SARL, by_shares=False, ours=Fraction(1), theirs=Fraction(1, 100), controlled=True
    )
    assert isinstance(breach, ControlledByCooperative)
