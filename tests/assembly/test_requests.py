"""Who may have an item put on the agenda, until when, and when it may not be turned down."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from governance.assembly.requests import (
    LawfulRequest,
    RequestOf,
    Support,
    Supporting,
    ensure_may_refuse,
    is_lawful,
    request_term,
    rights,
)
from governance.bylaws.models import load_model
from governance.law.legal_forms import CompanyForm

DAY = date(2027, 6, 24)


def bylaws(form=CompanyForm.SA, **changes):
    model = load_model("five_colleges_proportional")
    own = replace(model.agenda, article="18", members_part=None, votes_part=None, request_days=None)
    identity = replace(model.identity, form=form, nominal_value=100_00)
    return replace(model, identity=identity, agenda=replace(own, **changes))


def support(shares=0, of=1000, colleges=((100, 0),)):
    found = tuple(Supporting(Fraction(50), members, supporters) for members, supporters in colleges)
    return Support(shares, of, found)


@pytest.mark.parametrize("form", [CompanyForm.SA, CompanyForm.SARL])
@pytest.mark.parametrize(("shares", "reached"), [(49, False), (50, True), (51, True)])
def test_a_twentieth_of_the_capital_is_enough(form, shares, reached):
    (found,) = rights(bylaws(form), support(shares), DAY)
    assert (found.of, found.needed, found.reached) == (RequestOf.CAPITAL, Fraction(1, 20), reached)


@pytest.mark.parametrize(("shares", "reached"), [(362, False), (363, True)])
def test_above_750_000_euros_of_capital_the_scale_of_an_sa_is_exact_to_the_share(shares, reached):
    (found,) = rights(bylaws(), support(shares, 10_000), DAY)
    assert found.needed == Fraction(36_250, 1_000_000)  # 4 % of 750,000 and 2.5 % of 250,000 euros
    assert found.reached is reached


@pytest.mark.parametrize(("shares", "reached"), [(499, False), (500, True)])
def test_an_sarl_asks_a_twentieth_whatever_its_capital(shares, reached):
    (found,) = rights(bylaws(CompanyForm.SARL), support(shares, 10_000), DAY)
    assert found.reached is reached


@pytest.mark.parametrize(("supporters", "reached"), [(9, False), (10, True), (11, True)])
def test_a_tenth_of_the_members_is_enough_where_the_bylaws_say_so(supporters, reached):
    asked = rights(bylaws(members_part=Fraction(1, 10)), support(colleges=((40, supporters), (60, 0))), DAY)
    members = asked[1]
    assert (members.of, members.reached, str(members.source)) == (
        RequestOf.MEMBERS, reached, "article 18 de vos statuts",
    )  # fmt: skip


def test_votes_follow_the_part_of_each_college_and_leave_empty_ones_out():
    two = Support(
        0,
        1000,
        (Supporting(Fraction(40), 4, 1), Supporting(Fraction(10), 100, 50), Supporting(Fraction(50), 0, 0)),
    )
    found = rights(bylaws(votes_part=Fraction(3, 10)), two, DAY)[1]
    assert (found.of, found.held, found.reached) == (
        RequestOf.VOTES,
        Fraction(40, 4 * 50) + Fraction(10 * 50, 100 * 50),
        True,
    )


def test_a_silent_sas_gives_the_right_to_nobody():
    assert rights(bylaws(CompanyForm.SAS), support(1000), DAY) == ()


@pytest.mark.parametrize(
    ("form", "days", "before"),
    [
        (CompanyForm.SA, None, 25),
        (CompanyForm.SARL, None, 25),
        (CompanyForm.SA, 20, 20),
        (CompanyForm.SA, 40, 25),
        (CompanyForm.SAS, 30, 30),
    ],
)
def test_a_request_arrives_25_days_before_and_bylaws_only_give_more_time(form, days, before):
    term = request_term(bylaws(form, request_days=days), DAY)
    assert term.last_day == DAY - timedelta(days=before)
    found = rights(bylaws(form, members_part=Fraction(1, 10)), support(colleges=((10, 1),)), DAY)
    assert is_lawful(found, term.last_day, term)
    assert not is_lawful(found, term.last_day + timedelta(days=1), term)


def test_a_silent_sas_takes_requests_until_the_notice():
    assert request_term(bylaws(CompanyForm.SAS), DAY).last_day is None


def test_support_under_the_part_or_from_nobody_is_no_right_and_the_works_council_needs_none():
    term = request_term(bylaws(), DAY)
    few = rights(bylaws(), support(49), DAY)
    assert not is_lawful(few, date(2027, 1, 1), term)
    assert is_lawful(few, date(2027, 1, 1), term, from_council=True)
    assert not is_lawful(few, date(2027, 6, 1), term, from_council=True)


@pytest.mark.parametrize(
    ("form", "may_refuse", "article"),
    [
        (CompanyForm.SA, True, "R. 225-74"),
        (CompanyForm.SARL, True, "R. 223-20-3"),
        (CompanyForm.SA, False, "R. 225-74"),
        (CompanyForm.SAS, False, "18"),
    ],
)
def test_a_lawful_request_is_never_refused_and_the_refusal_names_the_article(form, may_refuse, article):
    with pytest.raises(LawfulRequest) as refused:
        ensure_may_refuse(bylaws(form, may_refuse=may_refuse))
    assert refused.value.source.article == article


def test_a_sas_whose_bylaws_say_so_may_refuse():
    ensure_may_refuse(bylaws(CompanyForm.SAS, may_refuse=True))
