"""How a rule is said."""

from datetime import date
from fractions import Fraction

from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always, everywhere, said, say_at_least, say_more_than, say_part
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
