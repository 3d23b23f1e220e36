"""The table of the law."""

from datetime import date

import pytest

from governance.law import ALL_RULES
from governance.law.legal_forms import CompanyForm
from governance.law.table import law_table, who_changes
from governance.sources import ChangedBy, Confidence

TODAY = date(2026, 11, 23)


def line(key, form, day=TODAY):
    return next(line for line in law_table(day, form) if line.key == key)


def test_every_rule_has_a_line_for_each_form():
    assert len(law_table(TODAY)) == 3 * len(ALL_RULES)
    assert {line.form for line in law_table(TODAY, CompanyForm.SARL)} == {CompanyForm.SARL}


def test_no_two_rules_share_a_key():
    keys = [rule.key for rule in ALL_RULES]
    assert len(keys) == len(set(keys))


def test_every_line_says_something_and_cites_a_text():
    for row in law_table(TODAY) + law_table(date(2018, 6, 30)) + law_table(date(2008, 1, 1)):
        assert row.title
        assert str(row.value)
        assert row.source.text
        assert "%(" not in str(row.value)


def test_the_table_says_the_law_of_the_day_asked_for():
    assert "10 jours" in str(line("notice_days_second", CompanyForm.SA).value)
    assert "6 jours" in str(line("notice_days_second", CompanyForm.SA, date(2009, 5, 1)).value)
    assert "présents" in str(line("majority_ordinary_first", CompanyForm.SA, date(2018, 5, 1)).value)
    assert "exprimées" in str(line("majority_ordinary_first", CompanyForm.SA).value)


def test_a_sas_leaves_most_of_it_to_its_bylaws():
    row = line("notice_days_first", CompanyForm.SAS)
    assert str(row.value) == "les statuts le fixent"
    assert row.changed_by is ChangedBy.BYLAWS


def test_the_bounds_of_colleges_are_marked_for_counsel():
    assert line("college_most", CompanyForm.SA).confidence is Confidence.COUNSEL
    assert line("college_most", CompanyForm.SA).changed_by is ChangedBy.LAW


@pytest.mark.parametrize(
    ("key", "form", "words"),
    [
        ("accounts_filing", CompanyForm.SA, "2 mois"),
        ("cooperative_review", CompanyForm.SA, "5 ans"),
        ("nullity_action", CompanyForm.SA, "2 ans"),
        ("proxy_span", CompanyForm.SA, "15 jours"),
        ("proxy_span", CompanyForm.SA, "l’une ordinaire, l’autre extraordinaire"),
        ("entrepreneur_trial", CompanyForm.SAS, "8 mois"),
        ("entrepreneur_interviews", CompanyForm.SA, "2 entretiens par an"),
        ("review_at_once", CompanyForm.SA, "au moins égale à la moitié"),
        ("proxy_span", CompanyForm.SARL, "7 jours"),
        ("extraordinary_second_put_back", CompanyForm.SA, "2 mois"),
        ("extraordinary_second_put_back", CompanyForm.SARL, "2 mois"),
        ("leaver_liability", CompanyForm.SA, "5 ans"),
        ("capital_floor", CompanyForm.SA, "le dixième"),
        ("legal_reserve", CompanyForm.SA, "3/20"),
        ("cross_holding", CompanyForm.SAS, "plus du dixième"),
        ("cross_holding_other", CompanyForm.SA, "plus du dixième"),
        ("cross_holding_sale", CompanyForm.SARL, "1 an"),
        ("control_presumed", CompanyForm.SA, "plus des deux cinquièmes"),
        ("postal_request", CompanyForm.SA, "6e jour"),
        ("entrepreneur_member_within", CompanyForm.SAS, "36 mois"),
        ("board_size", CompanyForm.SA, "de 3 à 18"),
        ("votes_each", CompanyForm.SARL, "1 voix"),
        ("categories_count", CompanyForm.SA, "au moins 3"),
        ("public_capital", CompanyForm.SA, "la moitié"),
    ],
)
def test_the_table_spells_the_numbers_of_the_articles(key, form, words):
    assert f" {words}" in f" {line(key, form).value}"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("votes_each", "la loi seule"),
        ("notice_days_first", "les statuts, pour exiger davantage"),
        ("agenda_request_part", "les statuts, en faveur des sociétaires"),
        ("usufruct", "les statuts"),
        ("evote_level", "la secrétaire"),
    ],
)
def test_the_table_says_who_may_change_a_rule_and_which_way(key, words):
    assert str(who_changes(line(key, CompanyForm.SA))) == words
