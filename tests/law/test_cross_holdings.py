"""Cross-holdings: more than ten per cent, and control."""

from fractions import Fraction

import pytest

from governance.law.cross_holdings import (
    ControlledByCooperative,
    Seller,
    VotesSuspended,
    breaches,
    controls,
    must_sell,
)
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


SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
FIFTH = Fraction(1, 5)


@pytest.mark.parametrize(
    ("form", "by_shares", "ours", "theirs", "seller"),
    [
        # two companies by shares: the smaller part goes, both when they are equal
        (SA, True, FIFTH, TENTH, Seller.MEMBER),
        (SAS, True, TENTH, FIFTH, Seller.COOPERATIVE),
        (SA, True, FIFTH, FIFTH, Seller.BOTH),
        (SA, True, TENTH, TENTH, Seller.NOBODY),
        (SA, True, TENTH + HAIR, TENTH, Seller.MEMBER),
        (SA, True, FIFTH, Fraction(0), Seller.NOBODY),
        # a cooperative by shares and another company: the other one gives way
        (SA, False, TENTH + HAIR, FIFTH, Seller.MEMBER),
        (SA, False, TENTH, TENTH + HAIR, Seller.MEMBER),
        (SA, False, TENTH, TENTH, Seller.NOBODY),
        # a SARL whose member is by shares gives way itself
        (SARL, True, HAIR, TENTH + HAIR, Seller.COOPERATIVE),
        (SARL, True, TENTH + HAIR, TENTH, Seller.COOPERATIVE),
        (SARL, True, TENTH, TENTH, Seller.NOBODY),
        # two companies without shares
        (SARL, False, FIFTH, FIFTH, Seller.NOBODY),
    ],
)
def test_who_must_sell_for_each_pair_of_forms(form, by_shares, ours, theirs, seller):
    found = must_sell(form, member_by_shares=by_shares, cooperative_holds=ours, member_holds=theirs)
    assert found is seller


def test_when_the_cooperative_must_sell_its_member_still_votes():
    assert found(SA, by_shares=True, ours=TENTH, theirs=FIFTH) == []
    assert found(SARL, by_shares=True, ours=FIFTH, theirs=FIFTH) == []
    assert len(found(SA, by_shares=True, ours=FIFTH, theirs=FIFTH)) == 1


@pytest.mark.parametrize(
    ("votes", "larger", "control"),
    [
        (Fraction(2, 5), False, False),
        (Fraction(2, 5) + HAIR, False, True),
        (Fraction(2, 5) + HAIR, True, False),
        (Fraction(1, 2), True, False),
        (Fraction(1, 2) + HAIR, True, True),
    ],
)
def test_more_than_forty_per_cent_presumes_control_when_nobody_holds_more(votes, larger, control):
    assert controls(votes=votes, larger_holder=larger) is control
    assert controls(votes=Fraction(0), larger_holder=True, in_fact=True)
