"""Traps about members and capital: conflicts, leavers, holdings, the public, employed entrepreneurs."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law import annual, cae, cross_holdings, members, reserves, review, shares, unions, votes
from governance.law.legal_forms import CompanyForm
from governance.register.members import is_member
from governance.sources import ChangedBy
from tests.vote.sheets import a_sheet, college, counted

SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
TODAY = date(2026, 11, 24)
HAIR = Fraction(1, 10_000)


def line(rules, key, form=SA, day=TODAY):
    return next(rule.line(form, day) for rule in rules if rule.key == key)


def test_trap_15_the_interested_member_stays_in_the_quorum_of_an_sa_and_votes_in_no_sarl():
    assert votes.CONFLICT[SA].on(date(2019, 5, 23)) == "out_of_both"
    assert votes.CONFLICT[SA].on(date(2019, 5, 24)) == "out_of_majority"
    assert votes.CONFLICT[SARL].on(TODAY) == "out_of_both"
    # ten members: one speaks, for; another is there and interested; the quorum is one fifth
    fifth = {"carry": "single_body", "quorum": [{"of": "heads", "part": "1/5"}]}
    sa = counted(a_sheet(college("all", "1", 1, 0, members=10, entitled=10, present=2), **fifth))
    assert (sa.quorum[0].got, sa.in_favour, sa.base, sa.adopted) == (Fraction(2, 10), 1, 1, True)
    sarl = counted(a_sheet(college("all", "1", 1, 0, members=10, entitled=9, present=1), **fifth))
    assert (sarl.quorum[0].got, sarl.quorum[0].reached, sarl.adopted) == (Fraction(1, 9), False, None)


def test_trap_16_the_member_of_a_sas_votes_on_their_agreement_and_on_their_exclusion():
    assert votes.CONFLICT[SAS].on(TODAY) == "votes"
    for form in CompanyForm:
        found = line(members.RULES, "vote_not_removed", form)
        assert "sa propre exclusion" in str(found.value)
        assert found.changed_by is ChangedBy.LAW


@pytest.mark.parametrize(
    ("day", "voter"), [(date(2027, 6, 23), True), (date(2027, 6, 24), False), (date(2027, 6, 25), False)]
)
def test_trap_37_who_has_left_waits_for_their_money_and_does_not_vote(day, voter):
    assert is_member(date(2020, 1, 1), date(2027, 6, 24), day) is voter
    assert shares.liable_until(date(2027, 6, 24)) == date(2032, 6, 24)


def test_the_company_of_a_former_entrepreneur_is_a_new_member_in_the_law():
    founder_left_on, company_admitted_on = date(2026, 9, 1), date(2026, 10, 1)
    between = date(2026, 9, 15)
    assert not is_member(date(2020, 1, 1), founder_left_on, between)
    assert not is_member(company_admitted_on, None, between)
    assert "rien ne se transmet" in str(line(cae.RULES, "entrepreneur_leaving").value)


def test_holdings_over_a_tenth_and_control_cancel_votes_in_the_law():
    def found(ours, *, controlled=False):
        return cross_holdings.breaches(
            SA,
            member_by_shares=True,
            cooperative_holds=ours,
            member_holds=Fraction(1, 100),
            controlled=controlled,
        )

    assert found(Fraction(1, 10)) == []
    assert len(found(Fraction(1, 10) + HAIR)) == 1
    assert len(found(Fraction(0), controlled=True)) == 1


def test_the_half_of_public_bodies_is_a_cap_on_capital_in_the_law_of_the_day():
    assert shares.public_breaches(Fraction(1, 2), TODAY) == []
    assert len(shares.public_breaches(Fraction(1, 2) + HAIR, TODAY)) == 1
    assert "capital" in str(line(shares.RULES, "public_capital").value)
    assert len(shares.public_breaches(Fraction(1, 5) + HAIR, date(2014, 8, 1))) == 1


def test_trap_54_there_is_no_yearly_approval_but_a_report_and_a_review():
    assert "aucun" in str(line(review.RULES, "prefect_approval").value)
    assert review.review_by(date(2022, 6, 30)) == date(2027, 6, 30)
    assert "chaque année" in str(line(annual.RULES, "project_report").value)


def test_trap_55_half_of_what_the_legal_reserve_leaves_is_kept():
    assert reserves.breaches(Fraction(1, 2)) == []
    assert len(reserves.breaches(Fraction(1, 2) - HAIR)) == 1
    assert reserves.reserved_in_all(Fraction(1, 2)) == Fraction(575, 1000)


def test_one_member_one_vote_is_not_the_rule_of_unions():
    assert line(unions.RULES, "union_weighting").changed_by is ChangedBy.BYLAWS
    assert unions.breaches(votes=Fraction(65, 100), directors=Fraction(1, 2)) == []


@pytest.mark.parametrize(("day", "late"), [(date(2027, 3, 1), False), (date(2027, 3, 2), True)])
def test_trap_57_an_entrepreneur_past_three_years_is_no_longer_a_prospect(day, late):
    assert bool(cae.breaches("Camille", date(2024, 3, 1), day)) is late
