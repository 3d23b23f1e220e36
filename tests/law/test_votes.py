"""One person, one vote."""

from datetime import date

from governance.law.legal_forms import CompanyForm
from governance.law.votes import CONFLICT, VOTES_EACH, DecidingVote, breaches


def test_a_member_has_one_vote():
    assert VOTES_EACH == 1


def test_the_chair_of_the_assembly_has_no_second_vote():
    (breach,) = breaches(chair_deciding_vote=True)
    assert isinstance(breach, DecidingVote)
    assert breaches(chair_deciding_vote=False) == []


def test_the_interested_member_votes_in_a_sas_only():
    day = date(2026, 11, 23)
    assert [CONFLICT[form].on(day) for form in CompanyForm] == ["out_of_majority", "out_of_both", "votes"]


def test_an_interested_member_left_the_quorum_of_an_sa_until_the_law_of_may_2019():
    rule = CONFLICT[CompanyForm.SA]
    assert rule.on(date(2018, 6, 1)) == rule.on(date(2019, 5, 23)) == "out_of_both"
    assert rule.on(date(2019, 5, 24)) == rule.on(date(2026, 11, 23)) == "out_of_majority"
