"""Categories: three at least, two of them compulsory."""

import pytest

from governance.law.categories import (
    NoBeneficiaries,
    NoEmployees,
    NoProducers,
    TooFewCategories,
    breaches,
)


def kinds_of(*kinds, has_employees=True):
    return [type(breach) for breach in breaches(kinds, has_employees=has_employees)]


def test_three_categories_with_employees_and_beneficiaries_are_lawful():
    assert kinds_of("employees", "beneficiaries", "other") == []
    assert kinds_of("employees", "beneficiaries", "public", "volunteers") == []


def test_two_categories_are_too_few():
    assert kinds_of("employees", "beneficiaries") == [TooFewCategories]


def test_beneficiaries_are_compulsory():
    assert kinds_of("employees", "other", "public") == [NoBeneficiaries]


def test_producers_do_not_replace_employees_who_exist():
    assert kinds_of("producers", "beneficiaries", "other") == [NoEmployees]


@pytest.mark.parametrize("kind", ["producers", "employees"])
def test_producers_replace_employees_when_there_are_none(kind):
    assert kinds_of(kind, "beneficiaries", "other", has_employees=False) == []


def test_without_employees_nor_producers_a_category_is_missing():
    assert kinds_of("other", "beneficiaries", "public", has_employees=False) == [NoProducers]


def test_every_fault_is_named_at_once():
    assert kinds_of("other") == [TooFewCategories, NoBeneficiaries, NoEmployees]
