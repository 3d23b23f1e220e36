"""One person, one vote."""

from datetime import date

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.votes import CONFLICT, VOTES_EACH, DecidingVote, breaches, interested
from governance.sources import Confidence


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


@pytest.mark.parametrize(
    ("form", "day", "votes", "in_quorum", "article"),
    [
        (CompanyForm.SA, date(2019, 5, 23), False, False, "L. 225-40"),
        (CompanyForm.SA, date(2019, 5, 24), False, True, "L. 225-40"),
        (CompanyForm.SARL, date(2026, 11, 24), False, False, "L. 223-19"),
        (CompanyForm.SAS, date(2026, 11, 24), True, True, "L. 227-10"),
    ],
)
def test_what_becomes_of_the_vote_of_who_is_interested(form, day, votes, in_quorum, article):
    found = interested(form, day)
    assert (found.votes, found.in_quorum, found.source.article) == (votes, in_quorum, article)


def test_the_text_says_nothing_of_a_proxy_held_for_somebody_else():
    found = interested(CompanyForm.SA, date(2026, 11, 24)).held_source
    assert (found.article, found.confidence) == ("L. 225-40", Confidence.COUNSEL)
