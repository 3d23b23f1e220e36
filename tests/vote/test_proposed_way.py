"""The way to vote of the bylaws: each one exists, with settings that it accepts."""

from dataclasses import replace
from fractions import Fraction

import pytest

from governance.bylaws.choices import ElectionMethod, ListSeats
from governance.bylaws.models import load_model
from governance.vote.elections.proposed import proposed_way
from governance.vote.methods import ELECTIONS

CLAUSE = load_model("five_colleges_proportional").elections


@pytest.mark.parametrize("method", list(ElectionMethod))
def test_each_way_to_vote_of_the_bylaws_exists_and_accepts_its_settings(method):
    name, settings = proposed_way(replace(CLAUSE, method=method))
    known = {setting.name: setting for setting in ELECTIONS[name].settings}
    assert all(known[one].fits(value) for one, value in settings.items())


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ({"rounds": 1}, ("plurality", {"rounds": "one"})),
        ({"rounds": 2}, ("plurality", {"rounds": "two"})),
        ({"method": ElectionMethod.TWO_ROUNDS, "rounds": 1}, ("plurality", {"rounds": "two"})),
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
