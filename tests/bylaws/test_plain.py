"""Bylaws in plain sentences."""

import pytest

from governance.bylaws.models import MODELS, load_model
from governance.bylaws.plain import sentences
from tests.bylaws.changes import SA, SARL, SAS, bylaws_with

SPACE, BARE = "\N{NO-BREAK SPACE}", " "


def said(bylaws):
    return [(article, str(sentence).replace(SPACE, BARE)) for article, sentence in sentences(bylaws)]


@pytest.mark.parametrize("key", list(MODELS))
def test_every_sentence_is_whole_and_cites_its_article(key):
    for article, sentence in said(load_model(key)):
        assert article
        assert sentence.endswith(".")
        assert "%(" not in sentence
        assert "%%" not in sentence


def test_a_college_is_said_with_its_points():
    assert ("17.1", "Le collège « Salariés-entrepreneurs » porte 30 points sur 100.") in said(load_model(SA))


def test_a_bloc_is_said_with_what_wins_it():
    expected = "Chaque collège donne tous ses points au choix de sa majorité (plus de la moitié de ses voix)."
    assert ("15", expected) in said(load_model(SARL))


def test_one_body_is_said_when_there_is_no_college():
    assert ("16", "Toutes les voix sont comptées ensemble : un sociétaire, une voix.") in said(
        load_model(SAS)
    )


def test_what_is_left_to_the_law_is_said_so():
    expected = "Majorité pour l’assemblée ordinaire, première convocation : celle de la loi."
    assert ("22", expected) in said(load_model(SA))


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("proxies.per_holder", None, "Le nombre de pouvoirs d’une même personne n’est pas limité."),
        ("officers.chair_deciding_vote", True,
         "À égalité, le président de l’assemblée a une voix prépondérante."),
        ("remote.hybrid", False,
         "Rien n’est dit de la participation à distance : dans une SA, la loi la permet."),
        ("remote.written_consultation", True,
         "Les sociétaires peuvent être consultés par écrit, sans réunion."),
    ],
)  # fmt: skip
def test_a_changed_clause_changes_its_sentence(path, value, expected):
    assert expected in [sentence for _, sentence in said(bylaws_with(path, value))]


@pytest.mark.parametrize("model", [SARL, SAS])
def test_outside_an_sa_members_take_part_in_the_room_when_the_bylaws_are_silent(model):
    bylaws = bylaws_with("remote.hybrid", value=False, model=model)
    assert "On participe à l’assemblée sur place." in [sentence for _, sentence in said(bylaws)]


def test_a_sentence_can_be_said_in_another_language():
    english = {"À égalité, la résolution est rejetée.": "A tie rejects the resolution."}
    texts = [sentence.text(lambda text: english.get(text, text)) for _, sentence in sentences(load_model(SA))]
    assert "A tie rejects the resolution." in texts
