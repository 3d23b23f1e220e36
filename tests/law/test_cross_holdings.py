"""Cross-holdings: more than ten per cent, and control."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.cross_holdings import (
    ControlledByCooperative,
    ExcessToSell,
    Seller,
    VotesSuspended,
    breaches,
    controls,
    excess_breaches,
    must_sell,
    sell_by,
)
from governance.law.legal_forms import CompanyForm
from governance.sources import Confidence

TENTH, HAIR = Fraction(1, 10), Fraction(1, 10_000)


def found(cooperative, *, by_shares, ours, theirs, controlled=False):
    return breaches(
        cooperative,
        member_by_shares=by_shares,
        cooperative_holds=ours,
        member_holds=theirs,
        controlled=controlled,
    )


def excess(cooperative, *, by_shares, ours, theirs):
    return excess_breaches(
        cooperative, member_by_shares=by_shares, cooperative_holds=ours, member_holds=theirs
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
def test_a_sarl_of_which_the_cooperative_holds_a_tenth_at_most_sells_its_excess_and_keeps_its_vote(
    theirs, lawful
):
    assert found(CompanyForm.SA, by_shares=False, ours=Fraction(1, 20), theirs=theirs) == []
    assert (not excess(CompanyForm.SA, by_shares=False, ours=Fraction(1, 20), theirs=theirs)) is lawful


def test_a_sarl_that_holds_twelve_hundredths_is_told_what_it_sells_under_its_article():
    (over,) = excess(CompanyForm.SA, by_shares=False, ours=Fraction(1, 100), theirs=Fraction(12, 100))
    assert isinstance(over, ExcessToSell)
    assert (over.cooperative_holds, over.member_holds) == (Fraction(1, 100), Fraction(12, 100))
    assert (over.source.article, over.source.confidence) == ("L. 233-30", Confidence.COUNSEL)


def test_equal_parts_between_companies_by_shares_come_down_to_a_tenth_and_keep_the_vote():
    equal = {"by_shares": True, "ours": Fraction(1, 5), "theirs": Fraction(1, 5)}
    assert found(CompanyForm.SA, **equal) == []
    (over,) = excess(CompanyForm.SA, **equal)
    assert (over.source.article, over.source.confidence) == ("L. 233-29", Confidence.COUNSEL)


def test_whose_vote_is_suspended_is_not_told_to_sell_an_excess():
    assert excess(CompanyForm.SA, by_shares=False, ours=TENTH + HAIR, theirs=Fraction(1, 5)) == []
    assert excess(CompanyForm.SA, by_shares=True, ours=Fraction(1, 5), theirs=Fraction(1, 8)) == []
    assert excess(CompanyForm.SARL, by_shares=True, ours=Fraction(1, 5), theirs=Fraction(1, 20)) == []


@pytest.mark.parametrize(
    ("start", "last"),
    [(date(2026, 11, 24), date(2027, 11, 24)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_year_is_given_to_sell(start, last):
    assert sell_by(start) == last


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
        (SA, False, TENTH, TENTH + HAIR, Seller.MEMBER_EXCESS),
        (SAS, False, HAIR, FIFTH, Seller.MEMBER_EXCESS),
        (SA, False, TENTH, TENTH, Seller.NOBODY),
        # a SARL whose member is by shares gives way itself
        (SARL, True, HAIR, TENTH + HAIR, Seller.COOPERATIVE),
        (SARL, True, TENTH + HAIR, TENTH, Seller.COOPERATIVE_EXCESS),
        (SARL, True, TENTH + HAIR, TENTH + HAIR, Seller.COOPERATIVE),
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
    assert len(found(SA, by_shares=True, ours=FIFTH, theirs=FIFTH - HAIR)) == 1


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
