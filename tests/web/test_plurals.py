"""A sentence that takes a number says « 1 jour », never « 1 jours »: in every clause, in both languages."""

import re

import pytest

from governance.bylaws.models import MODELS, load_model
from governance.bylaws.plain import sentences
from governance.law.rule import Said
from governance.words import Sentence
from tests.bylaws.cooperatives import KEYS, bylaws_of
from web.i18n import catalogue, gettext, speaking

SPACE = "\N{NO-BREAK SPACE}"
COUNTED = re.compile(r"%\((\w+)\)[ds] ([a-zéèêàîôûç]+s)\b")
KEPT = {
    "fr": {
        "mois",
        "fois",
        "dans",
        "sous",
        "sans",
        "plus",
        "moins",
        "puis",
        "après",
        "pas",
        "des",
        "les",
        "compris",
        "depuis",
        "vous",
        "ms",
    },
    "en": {"is", "as", "has", "was", "its", "this", "does", "votes", "plus", "less", "unless", "thus"},
}


def test_every_noun_that_follows_a_number_in_a_french_sentence_has_its_singular():
    left = set()
    for message in catalogue.extract():
        if not isinstance(message.id, str):  # it has two forms, and chooses by itself
            continue
        for found in COUNTED.finditer(message.id):
            if found[2] not in KEPT["fr"] and found[0] in Sentence(message.id).agreeing({found[1]: 1}):
                left.add(found[2])
    assert left == set()


@pytest.mark.parametrize(
    ("sentence", "facts", "said"),
    [
        ("au moins %(days)d jours pleins avant", {"days": 1}, "au moins 1 jour plein avant"),
        ("au moins %(days)d jours pleins avant", {"days": 0}, "au moins 0 jour plein avant"),
        ("au moins %(days)d jours pleins avant", {"days": 2}, "au moins 2 jours pleins avant"),
        ("%(count)s assemblées ordinaires à la suite", {"count": "1"}, "1 assemblée ordinaire à la suite"),
        ("de %(least)d à %(most)d membres, élus pour %(years)d ans", {"least": 1, "most": 3, "years": 1},
         "de 1 à 3 membres, élus pour 1 an"),
        ("%(months)d mois, %(votes)d voix", {"months": 1, "votes": 1}, "1 mois, 1 voix"),
        ("%(days)s jours", {"days": "11"}, "11 jours"),
    ],
)  # fmt: skip
def test_what_follows_a_number_agrees_with_it(sentence, facts, said):
    assert Said(sentence, facts).text() == said
    assert (gettext(sentence) % facts).replace(SPACE, " ") == said


def test_english_agrees_too():
    with speaking("en"):
        said = gettext("La liste des sociétaires est arrêtée %(days)d jours avant l’assemblée.")
        assert "1 day before" in said % {"days": 1}
        assert "2 days before" in said % {"days": 2}
        assert "0 days before" in said % {"days": 0}


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("key", [*(f"model_{key}" for key in MODELS), *KEYS])
def test_no_clause_says_one_days_when_each_of_its_numbers_is_one(key, code):
    bylaws = load_model(key.removeprefix("model_")) if key.startswith("model_") else bylaws_of(key)
    plural = re.compile(r"(?<![\d,/-])1 ((?:[a-zéèêàîôûç]+ )??[a-zéèêàîôûç]+s)\b")
    with speaking(code):
        for _article, sentence in sentences(bylaws):
            facts = {name: 1 if type(fact) is int else fact for name, fact in sentence.facts.items()}
            said = Said(sentence.message, facts).text(gettext)
            found = plural.search(said)
            assert found is None or set(found[1].split()) & KEPT[code], said
