"""The way to vote of the bylaws: each one exists, with settings that it accepts."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.choices import ElectionCarry, ElectionMethod, ListSeats
from governance.bylaws.electing import EACH_ROUND, FIRST_ROUND, RELATIVE, SA_CAUTION, majority_of_bylaws
from governance.bylaws.models import load_model
from governance.law.legal_forms import CompanyForm
from governance.vote.elections.contest import TieRule
from governance.vote.elections.preparing import Candidate, ContestPlan, undated_candidates
from governance.vote.elections.proposed import departures, majority_asked, proposed_way
from governance.vote.methods import ELECTIONS

LIKE_BYLAWS = {"rounds": "one", "last_round": "relative"}
CLAUSE = load_model("no_college").elections  # the highest scores, in one round


@pytest.mark.parametrize("method", list(ElectionMethod))
def test_each_way_to_vote_of_the_bylaws_exists_and_accepts_its_settings(method):
    name, settings = proposed_way(replace(CLAUSE, method=method))
    known = {setting.name: setting for setting in ELECTIONS[name].settings}
    assert all(known[one].fits(value) for one, value in settings.items())


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ({"rounds": 1}, ("plurality", {"rounds": "one", "last_round": "relative"})),
        ({"rounds": 2}, ("plurality", {"rounds": "two", "last_round": "relative"})),
        (
            {"method": ElectionMethod.TWO_ROUNDS, "rounds": 1},
            ("plurality", {"rounds": "two", "last_round": "majority"}),
        ),
        (
            {"method": ElectionMethod.APPROVAL, "names_least": 2, "names_most": 5},
            ("approval", {"least": 2, "most": 5}),
        ),
        (
            {"method": ElectionMethod.APPROVAL, "names_least": 0, "names_most": None},
            ("approval", {"least": 1, "most": 0}),
        ),
        (
            {"method": ElectionMethod.LISTS, "list_threshold": Fraction(1, 20)},
            ("lists", {"rule": "hare", "threshold": "1/20"}),
        ),
        (
            {"method": ElectionMethod.LISTS, "list_seats": ListSeats.HIGHEST_AVERAGE},
            ("lists", {"rule": "dhondt", "threshold": "0"}),
        ),
        ({"method": ElectionMethod.STV}, ("stv", {})),
    ],
)
def test_the_settings_are_those_of_the_clause(clause, expected):
    assert proposed_way(replace(CLAUSE, **clause)) == expected


@pytest.mark.parametrize(
    ("plan", "clause", "expected"),
    [
        (ContestPlan("plurality", settings=LIKE_BYLAWS), {}, ()),
        (ContestPlan("stv"), {}, ("method",)),
        (ContestPlan("plurality"), {}, ("rounds", "last_round")),
        (ContestPlan("plurality", settings={"last_round": "relative"}), {}, ("rounds",)),
        (ContestPlan("consultation", seats=0), {}, ()),
        (ContestPlan("approval"), {"method": ElectionMethod.APPROVAL, "names_least": 1}, ()),
        (ContestPlan("approval"), {"method": ElectionMethod.APPROVAL, "names_least": 2}, ("least",)),
        (ContestPlan("stv"), {"method": ElectionMethod.STV}, ()),
        (
            ContestPlan("stv"),
            {"method": ElectionMethod.STV, "carry": ElectionCarry.EACH_COLLEGE},
            ("college",),
        ),
        (
            ContestPlan("stv", college="team"),
            {"method": ElectionMethod.STV, "carry": ElectionCarry.EACH_COLLEGE},
            (),
        ),
    ],
)
def test_what_departs_from_the_bylaws_is_named(plan, clause, expected):
    found = departures(plan, replace(CLAUSE, **clause), ELECTIONS[plan.method].settings)
    assert found == expected


@pytest.mark.parametrize("form", list(CompanyForm))
@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ({"method": ElectionMethod.PLURALITY, "rounds": 1}, RELATIVE),
        ({"method": ElectionMethod.PLURALITY, "rounds": 2}, FIRST_ROUND),
        ({"method": ElectionMethod.TWO_ROUNDS}, EACH_ROUND),
        ({"method": ElectionMethod.STV}, None),
    ],
)
def test_the_bylaws_and_the_election_say_one_majority_and_warn_a_sa_without_it(form, clause, said):
    clause = replace(CLAUSE, **clause)
    name, settings = proposed_way(clause)
    of_bylaws = majority_of_bylaws(clause, form)
    assert of_bylaws == majority_asked(ContestPlan(name, settings=settings), form)
    assert of_bylaws[:1] == ((said,) if said else of_bylaws[:1])
    assert (SA_CAUTION in of_bylaws) is (form is CompanyForm.SA and said != EACH_ROUND)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, EACH_ROUND),
        ({"rounds": "one"}, EACH_ROUND),
        ({"last_round": "majority"}, EACH_ROUND),
        ({"last_round": "relative"}, FIRST_ROUND),
        ({"last_round": "relative", "rounds": "two"}, FIRST_ROUND),
        ({"last_round": "relative", "rounds": "one"}, RELATIVE),
    ],
)
def test_an_election_by_names_asks_for_the_majority_at_each_round_until_it_is_set_otherwise(settings, said):
    assert majority_asked(ContestPlan("plurality", settings=settings), CompanyForm.SAS) == (said,)


def test_an_organisation_has_no_birth_date_to_give_but_a_day_of_membership():
    standing = [Candidate("a", "Alix"), Candidate("o", "Les Moissons")]
    rules = (TieRule.ELDEST, TieRule.YOUNGEST, TieRule.SENIORITY)
    assert undated_candidates(standing, rules, ageless={"o"}) == (
        (TieRule.ELDEST, ("Alix",)),
        (TieRule.YOUNGEST, ("Alix",)),
        (TieRule.SENIORITY, ("Alix", "Les Moissons")),
    )


def test_candidates_whose_date_is_missing_are_named_for_each_rule_that_needs_it():
    day = date(1980, 6, 24)
    standing = [
        Candidate("a", "Alix", born_on=day),
        Candidate("b", "Blaise", member_since=day),
        Candidate("c", "Camille", withdrawn=True),
    ]
    rules = (TieRule.SENIORITY, TieRule.ELDEST)
    assert undated_candidates(standing, rules) == (
        (TieRule.SENIORITY, ("Alix",)),
        (TieRule.ELDEST, ("Blaise",)),
    )
    assert undated_candidates(standing, (TieRule.LOT, *rules)) == ()
    assert undated_candidates(standing, (TieRule.ELDEST, TieRule.LOT)) == ((TieRule.ELDEST, ("Blaise",)),)
