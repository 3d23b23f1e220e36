"""Prepositions before names: one rule, wherever a sentence is said."""

from dataclasses import replace

import pytest
from jinja2 import DictLoader
from markupsafe import Markup

from governance.assembly.minutes_draft import proposal
from governance.assembly.papers import Officer
from tests.papers import some_minutes
from web.i18n import gettext, of_name, speaking, to_name
from web.render import create_environment

NAMES = [
    ("Les Passerelles", "des Passerelles", "aux Passerelles"),
    ("Le Fournil des Trois Rives", "du Fournil des Trois Rives", "au Fournil des Trois Rives"),
    ("La Huche Voyageuse", "de La Huche Voyageuse", "à La Huche Voyageuse"),
    ("L’Atelier", "de L’Atelier", "à L’Atelier"),
    ("Lesage", "de Lesage", "à Lesage"),
    ("Alix Votante", "d’Alix Votante", "à Alix Votante"),
    ("Édouard Sorel", "d’Édouard Sorel", "à Édouard Sorel"),
    ("Œuvres communes", "d’Œuvres communes", "à Œuvres communes"),
    ("Hélène Aubrac", "d’Hélène Aubrac", "à Hélène Aubrac"),
    ("Habitat commun", "d’Habitat commun", "à Habitat commun"),
    ("Halle aux grains", "de Halle aux grains", "à Halle aux grains"),
    ("Hassan Benali", "de Hassan Benali", "à Hassan Benali"),
    ("Yves Le Goff", "d’Yves Le Goff", "à Yves Le Goff"),
    ("Yasmine Roy", "de Yasmine Roy", "à Yasmine Roy"),
    ("Onze Heures", "de Onze Heures", "à Onze Heures"),
    ("AMAP du Pré", "d’AMAP du Pré", "à AMAP du Pré"),
    ("A", "de A", "à A"),
    ("3 Rives", "de 3 Rives", "à 3 Rives"),
    ("alice@exemple.test", "de alice@exemple.test", "à alice@exemple.test"),
    ("", "de ", "à "),
]


@pytest.mark.parametrize(("name", "of", "to"), NAMES)
def test_a_preposition_agrees_with_the_name_after_it(name, of, to):
    assert (of_name(name), to_name(name)) == (of, to)
    said = gettext("Sociétaire de %(home)s, donné à <strong>%(home)s</strong> le %(day)s") % {
        "home": name, "day": "8 juin",
    }  # fmt: skip
    before, rest = to.removesuffix(name), name
    if to.startswith("au"):
        before, rest = to.split(" ", 1)[0] + " ", to.split(" ", 1)[1]
    assert said == f"Sociétaire {of}, donné {before}<strong>{rest}</strong> le 8 juin"


@pytest.mark.parametrize(
    ("chair", "said"),
    [
        ("Hélène Aubrac", "sous la présidence d’Hélène Aubrac."),
        ("Claire Ozanne", "présidence de Claire Ozanne."),
    ],
)
def test_the_minutes_proposed_agree_with_the_name_of_the_chair(chair, said):
    facts = replace(some_minutes(), chair=Officer(chair, ""))
    assert said in proposal(facts).opening


def test_sentences_that_begin_with_a_preposition_keep_their_capital():
    assert gettext("De %(name)s à %(other)s") % {"name": "Alix", "other": "Les Halles"} == "D’Alix aux Halles"
    assert gettext("À %(name)s") % {"name": "Le Fournil"} == "Au Fournil"


def test_numbers_parts_and_the_ends_of_other_words_are_left_alone():
    assert gettext("de %(least)s à %(most)s, mode %(way)s") % {
        "least": "1", "most": "12", "way": "Alternatif",
    } == "de 1 à 12, mode Alternatif"  # fmt: skip
    assert gettext("de %(name)s") % {"name": 11} == "de 11"


def test_english_sentences_take_names_as_they_are():
    with speaking("en"):
        said = gettext("Pouvoir de %(name)s") % {"name": "Les Passerelles"}
    assert said == "Proxy of Les Passerelles"


TEMPLATE = (
    "{% trans name=name %}Pouvoir de {{ name }}{% endtrans %}|{{ _('Pouvoir de %(name)s', name=name) }}"
)
PLURAL = (
    "{% trans num=2, name=name %}{{ num }} de {{ name }}{% pluralize %}{{ num }} de {{ name }}{% endtrans %}"
)


def shown(template, name):
    environment = create_environment()
    environment.loader = DictLoader({"said.html": template})
    return environment.get_template("said.html").render(name=name)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Les R&D", "Pouvoir des R&amp;D"), ("<Ali>", "Pouvoir de &lt;Ali&gt;"), ("Élise", "Pouvoir d’Élise")],
)
def test_a_template_says_them_too_and_escapes_the_name(name, said):
    assert shown(TEMPLATE, name) == f"{said}|{said}"
    assert shown(TEMPLATE, Markup("Le Pr&amp;")).startswith("Pouvoir du Pr&amp;|")


def test_a_plural_in_a_template_agrees_too():
    assert shown(PLURAL, "Le Fournil") == "2 du Fournil"
