"""How a rule is said."""

from datetime import date
from fractions import Fraction

import pytest

from governance.law.legal_forms import CompanyForm
from governance.law.rule import (
    LawRule,
    Said,
    always,
    everywhere,
    said,
    say_at_least,
    say_more_than,
    say_part,
    told,
)
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, Since

TEXT = commerce("L. 225-98")


def test_a_usual_part_is_said_in_words_and_another_as_a_fraction():
    assert str(say_part(Fraction(2, 3))) == "les deux tiers"
    assert str(say_part(Fraction(7, 19))) == "7/19"
    assert str(say_at_least(Fraction(1, 4))) == "au moins le quart"
    assert str(say_more_than(Fraction(1, 2))) == "plus de la moitié"
    assert str(say_more_than(Fraction(7, 19))) == "plus de 7/19"


def test_a_sentence_and_the_sentences_inside_it_are_translated_one_by_one():
    english = {"au moins %(part)s": "at least %(part)s", "le quart": "one quarter"}
    assert say_at_least(Fraction(1, 4)).text(lambda text: english[text]) == "at least one quarter"


def test_several_facts_are_shown_as_a_list():
    assert str(said("%(names)s.", names=(Said("nom"), "prénom"))) == "nom, prénom."


def test_a_sentence_without_facts_is_shown_as_it_is():
    assert str(Said("10 % au moins")) == "10 % au moins"


def test_a_value_left_to_the_bylaws_is_said_so_and_is_theirs_to_change():
    forms = {**everywhere(15, TEXT), CompanyForm.SAS: always(None, TEXT)}
    rule: LawRule[int] = LawRule("days", "Délai", forms, lambda days: Said(str(days)), ChangedBy.LAW)
    line = rule.line(CompanyForm.SAS, date(2026, 11, 23))
    assert str(line.value) == "les statuts le fixent"
    assert line.changed_by is ChangedBy.BYLAWS
    assert rule.line(CompanyForm.SA, date(2026, 11, 23)).changed_by is ChangedBy.LAW


def test_a_line_gives_the_first_day_of_a_text_that_replaced_another():
    dated: Dated[int | None] = Dated((Since(date.min, 6, TEXT), Since(date(2010, 6, 26), 10, TEXT)))
    rule: LawRule[int] = LawRule(
        "days", "Délai", dict.fromkeys(CompanyForm, dated), lambda days: Said(str(days)), ChangedBy.LAW
    )
    assert rule.line(CompanyForm.SA, date(2010, 6, 25)).since is None
    assert rule.line(CompanyForm.SA, date(2010, 6, 26)).since == date(2010, 6, 26)
    assert str(rule.line(CompanyForm.SA, date(2010, 6, 26)).value) == "10"


@pytest.mark.parametrize(
    ("part", "named", "more"),
    [
        (Fraction(1), "la totalité", "plus de 1"),
        (Fraction(3, 4), "les trois quarts", "plus des trois quarts"),
        (Fraction(2, 3), "les deux tiers", "plus des deux tiers"),
        (Fraction(1, 2), "la moitié", "plus de la moitié"),
        (Fraction(2, 5), "les deux cinquièmes", "plus des deux cinquièmes"),
        (Fraction(1, 3), "le tiers", "plus du tiers"),
        (Fraction(1, 4), "le quart", "plus du quart"),
        (Fraction(1, 5), "le cinquième", "plus du cinquième"),
        (Fraction(1, 10), "le dixième", "plus du dixième"),
        (Fraction(1, 20), "le vingtième", "plus de 1/20"),
    ],
)
def test_each_named_part_has_its_words(part, named, more):
    assert str(say_part(part)) == named
    assert str(say_more_than(part)) == more


def test_a_told_rule_proposes_only_where_the_bylaws_decide_and_speaks_for_each_form():
    rule = told(
        "k", "t", ChangedBy.LAW, sa=("oui", TEXT), sarl=(None, TEXT), sas=(None, TEXT), proposed="non"
    )
    day = date(2026, 11, 24)
    assert rule.line(CompanyForm.SA, day).proposed is None
    assert str(rule.line(CompanyForm.SARL, day).proposed) == "non"
    assert not told("k", "t", ChangedBy.LAW, all_forms=(None, TEXT)).proposed
    with pytest.raises(ValueError, match="says nothing"):
        told("k", "t", ChangedBy.LAW, sa=("oui", TEXT))
