"""What each refusal of the law tells: what happened with its figures, and the text that says so."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law import (
    agenda,
    annual,
    board,
    cae,
    cross_holdings,
    decisions,
    minutes,
    non_cooperators,
    notice,
    shares,
    unions,
)
from governance.law.legal_forms import Call, CompanyForm

F = Fraction
SA, SARL, SAS = CompanyForm.SA, CompanyForm.SARL, CompanyForm.SAS
AG, DAY = date(2027, 6, 24), date(2026, 11, 24)
LATE_REQUEST = (1_000_000, 49_999, date(2027, 5, 31), AG)
TOO_WEAK = (
    "Les demandeurs détiennent ensemble 49999/1000000 du capital. "
    "Il en faut au moins 1/20 pour inscrire un point à l’ordre du jour."
)
TOO_LATE = "La demande est arrivée le 2027-05-31. Elle devait arriver le 2027-05-30 au plus tard."
NOT_YET = "Ada devait être sociétaire le %s au plus tard. Son contrat prend fin."

REFUSALS = [
    (lambda: agenda.request_breaches(SA, *LATE_REQUEST),
     [(TOO_WEAK, "Code de commerce, art. R. 225-71"), (TOO_LATE, "Code de commerce, art. R. 225-72")]),
    (lambda: agenda.request_breaches(SARL, *LATE_REQUEST),
     [(TOO_WEAK, "Code de commerce, art. L. 223-27"), (TOO_LATE, "Code de commerce, art. R. 223-20-3")]),
    (lambda: annual.breaches(SA, date(2026, 12, 31), date(2027, 7, 1)),
     [(("L’exercice a été clos le 2026-12-31 : l’assemblée qui statue sur ses comptes se tient le 2027-06-30 "
       "au plus tard. Elle est prévue le 2027-07-01."), "Code de commerce, art. L. 225-100")]),
    (lambda: board.breaches(SA, DAY, least=2, most=19, term_years=7),
     [("Les statuts prévoient un conseil de 2 à 19 membres. La loi permet de 3 à 18.",
       "Code de commerce, art. L. 225-17"),
      ("Les statuts élisent les administrateurs pour 7 ans. La loi permet 6 ans au plus.",
       "loi n° 47-1775 du 10 septembre 1947, art. 6")]),
    (lambda: board.breaches(SA, DAY, least=None, most=None, term_years=None),
     [("Les statuts ne prévoient pas de conseil. Une SA en a un.", "Code de commerce, art. L. 225-17")]),
    (lambda: cae.breaches("Ada", date(2024, 1, 15), AG),
     [(NOT_YET % "2027-01-15", "Code du travail, art. L. 7331-3")]),
    (lambda: cae.breaches("Ada", date(2024, 7, 15), AG, earlier_months=2),
     [(NOT_YET % "2027-05-15", "Code du travail, art. L. 7331-3")]),
    (lambda: cae.breaches("Ada", date(2024, 6, 24), AG), []),
    (lambda: cae.breaches("Ada", date(2024, 7, 24), AG, earlier_months=1), []),
    (lambda: minutes.breaches(SA, set(minutes.ITEM_NAMES) - {"place"}, DAY),
     [("Il manque au procès-verbal : le lieu.", "Code de commerce, art. R. 225-106")]),
    (lambda: non_cooperators.breaches(non_cooperators=F(1, 2), of_which_not_cooperatives=F(2, 5)),
     [("Les associés non coopérateurs auraient ensemble 1/2 des voix. La loi en permet 49/100 au plus.",
       "loi n° 47-1775 du 10 septembre 1947, art. 3 bis"),
      ("Les associés non coopérateurs auraient ensemble 2/5 des voix. La loi en permet 7/20 au plus.",
       "loi n° 47-1775 du 10 septembre 1947, art. 3 bis")]),
    (lambda: non_cooperators.breaches(non_cooperators=F(49, 100), of_which_not_cooperatives=F(35, 100)), []),
    (lambda: notice.breaches(date(2027, 6, 10), AG, full_days=15, text="article 12"),
     [(("La convocation partirait le 2027-06-10 pour une assemblée le 2027-06-24. Il faut 15 jours pleins "
       "entre les deux : elle devait partir le 2027-06-08 au plus tard."), "article 12")]),
]  # fmt: skip


@pytest.mark.parametrize(("refusals", "expected"), REFUSALS)
def test_a_refusal_tells_its_figures_and_its_text(refusals, expected):
    assert [(said(one), said(one.source)) for one in refusals()] == expected


def said(words):
    return str(words).replace("\u00a0", " ")


def test_a_notice_too_late_says_the_first_day_an_assembly_may_be_held():
    (late,) = notice.breaches(date(2027, 6, 10), AG, full_days=15, text="article 12")
    assert (late.sent_on, late.assembly_on, late.last_day, late.first_assembly_on) == (
        date(2027, 6, 10),
        AG,
        date(2027, 6, 8),
        date(2027, 6, 26),
    )


@pytest.mark.parametrize(("by_shares", "article"), [(True, "L. 233-29"), (False, "L. 233-30")])
def test_votes_suspended_by_cross_holdings_say_both_parts_under_the_article_of_the_member(by_shares, article):
    (found,) = cross_holdings.breaches(
        SA, member_by_shares=by_shares, cooperative_holds=F(1, 4), member_holds=F(1, 5)
    )
    assert {F(1, 4), F(1, 5)} <= {one for one in found.facts().values() if isinstance(one, F)}
    assert found.source.article == article


@pytest.mark.parametrize(("day", "most"), [(date(2014, 8, 1), F(1, 5)), (date(2014, 8, 2), F(1, 2))])
def test_public_bodies_past_their_part_of_the_capital_are_told_it(day, most):
    found = shares.public_breaches(F(3, 4), day)
    assert [(one.part, one.most, one.source.article) for one in found] == [(F(3, 4), most, "19 septies")]
    assert shares.public_breaches(most, day) == []


def test_a_capital_under_both_floors_is_told_what_would_remain_and_each_floor():
    found = shares.floor_breaches(150, stated=2_000, highest=1_000)
    assert [(one.part, one.least) for one in found] == [
        (F(150, 2_000), F(1, 10)),
        (F(150, 1_000), F(1, 4)),
    ]
    assert shares.floor_breaches(250, stated=2_000, highest=1_000) == []


@pytest.mark.parametrize(
    ("stated", "highest", "floor"), [(10_000, 1_000, 1_000), (1_000, 10_000, 2_500), (2_500, 1_000, 250)]
)
def test_the_floor_of_the_capital_is_the_larger_of_a_tenth_and_a_quarter(stated, highest, floor):
    assert shares.capital_floor(stated, highest) == floor


@pytest.mark.parametrize(
    ("form", "decision", "unanimous", "article"),
    [
        (SA, decisions.SpecialDecision.MORE_COMMITMENTS, True, "1836"),
        (SARL, decisions.SpecialDecision.NATIONALITY, True, "L. 223-30"),
        (SA, decisions.SpecialDecision.NATIONALITY, True, "L. 225-97"),
        (SA, decisions.SpecialDecision.MOVE_OFFICE, False, "L. 225-36"),
        (SARL, decisions.SpecialDecision.MOVE_OFFICE, False, "L. 223-30"),
        (SAS, decisions.SpecialDecision.MOVE_OFFICE, False, "L. 227-9"),
    ],
)
def test_what_a_special_decision_needs_is_said_under_its_text(form, decision, unanimous, article):
    found = decisions.needed(form, decision, DAY)
    assert (found.unanimous, found.source.article) == (unanimous, article)


def test_a_notice_of_the_bylaws_that_is_too_short_names_its_call_and_the_days_of_the_law():
    (found,) = notice.bylaws_breaches(SA, Call.SECOND, 9, DAY)
    assert (found.call, found.days, found.required) == (Call.SECOND, 9, 10)


def test_a_union_of_the_social_economy_without_its_share_is_told_both_figures():
    (found,) = unions.breaches(votes=F(64, 100), directors=F(1, 3))
    assert (found.votes, found.directors) == (F(64, 100), F(1, 3))
    assert unions.breaches(votes=F(65, 100), directors=F(1, 2)) == []
