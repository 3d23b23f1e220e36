"""Colleges: numbers from article 19 octies, never from the code."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law.colleges import (
    RULES,
    BoundsTooWide,
    CollegeTooStrong,
    CollegeTooWeak,
    TooFewColleges,
    WeighedByCapital,
    bounds_breaches,
    breaches,
)
from governance.law.legal_forms import CompanyForm
from governance.sources import ChangedBy

HALF, TENTH, HAIR = Fraction(1, 2), Fraction(1, 10), Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("part", "lawful"),
    [
        (HALF - HAIR, True),
        (HALF, True),
        (HALF + HAIR, False),
        (TENTH + HAIR, True),
        (TENTH, True),
        (TENTH - HAIR, False),
    ],
)
def test_a_college_holds_from_one_tenth_to_one_half(part, lawful):
    rest = (1 - part) / 2
    found = breaches({"salariés": part, "usagers": rest, "soutiens": rest})
    assert ("salariés" not in {breach.college for breach in found}) is lawful


@given(st.lists(st.integers(1, 60), min_size=3, max_size=6))
def test_every_forbidden_college_is_named_and_no_other(votes):
    parts = {f"collège {rank}": Fraction(vote, sum(votes)) for rank, vote in enumerate(votes)}
    forbidden = {college for college, part in parts.items() if not TENTH <= part <= HALF}
    assert {breach.college for breach in breaches(parts)} == forbidden


def test_the_two_faults_have_two_names():
    found = breaches({"forts": Fraction(55, 100), "moyens": Fraction(40, 100), "faibles": Fraction(5, 100)})
    assert [type(breach) for breach in found] == [CollegeTooStrong, CollegeTooWeak]


def test_there_are_three_colleges_or_none():
    assert breaches({}) == []
    (breach,) = breaches({"salariés": HALF, "usagers": HALF})
    assert isinstance(breach, TooFewColleges)
    assert breaches({"a": HALF, "b": Fraction(1, 4), "c": Fraction(1, 4)}) == []


def test_capital_is_never_a_criterion():
    (breach,) = breaches({"a": HALF, "b": Fraction(1, 4), "c": Fraction(1, 4)}, by_capital=True)
    assert isinstance(breach, WeighedByCapital)


def test_parts_that_do_not_add_up_are_a_bug_of_the_caller():
    with pytest.raises(ValueError, match="add up"):
        breaches({"a": HALF, "b": Fraction(1, 4)})


@pytest.mark.parametrize(
    ("most", "least", "fewest", "lawful"),
    [
        (HALF, TENTH, 3, True),
        (HALF + HAIR, TENTH, 3, False),
        (HALF, TENTH - HAIR, 3, False),
        (HALF, TENTH, 2, False),
        (HALF - HAIR, TENTH + HAIR, 4, True),
    ],
)
def test_a_sharing_stays_inside_the_same_bounds(most, least, fewest, lawful):
    found = bounds_breaches(most, least, fewest)
    assert (not found) is lawful
    assert all(isinstance(breach, BoundsTooWide) for breach in found)


def test_what_distinguishes_colleges_is_the_laws_to_say_and_never_capital():
    (rule,) = [rule for rule in RULES if rule.key == "college_criterion"]
    for form in CompanyForm:
        found = rule.line(form, date(2026, 11, 24))
        assert found.changed_by is ChangedBy.LAW
        assert "jamais le capital" in str(found.value)
