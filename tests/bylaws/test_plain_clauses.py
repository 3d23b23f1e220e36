"""The sentence of each clause that few cooperatives have, beside the clause that makes it said."""

from dataclasses import replace
from fractions import Fraction

import pytest

from governance.bylaws.clauses import BelowMinimum, CollegeSeats, Presence, QuorumClause, QuorumOf
from governance.bylaws.document import read_bylaws
from governance.bylaws.models import load_model
from governance.bylaws.plain import say_quorum, sentences
from tests.bylaws.changes import SA, a_document

SPACE, BARE = "\N{NO-BREAK SPACE}", " "
SPLIT = {"chair_part": "1/3", "rounding": "chair"}
TWO_THIRDS_AT_LEAST = {"second_round_part": "2/3", "second_round_at_least": True}
MORE_THAN_HALF = {"second_round_part": "1/2", "second_round_at_least": False}
SECOND_ROUND = "Dans un collège où aucun côté n’atteint la part demandée, un second tour décide, à"


def said(bylaws):
    return [(article, str(sentence).replace(SPACE, BARE)) for article, sentence in sentences(bylaws)]


def bylaws_with_chapter(chapter, clauses):
    document = a_document(SA)
    document[chapter] |= {"article": "99"} | clauses
    return read_bylaws(document)


CLAUSES = [
    ("membership", {"record_date": "second_business_day"},
     "On vote si l’on est sociétaire à cette date : le deuxième jour ouvré avant l’assemblée."),
    ("membership", {"usufruct": "usufructuary"}, "Parts en usufruit, qui vote : l’usufruitier."),
    ("membership", {"list_freeze_days": 16},
     "La liste des sociétaires est arrêtée 16 jours avant l’assemblée."),
    ("colleges", TWO_THIRDS_AT_LEAST, f"{SECOND_ROUND} au moins les deux tiers."),
    ("colleges", MORE_THAN_HALF, f"{SECOND_ROUND} plus de la moitié."),
    ("colleges", {"carry": "bloc", "bloc_part": "2/3", "bloc_at_least": True},
     "Chaque collège donne tous ses points au choix de sa majorité (au moins les deux tiers de ses voix)."),
    ("notice", {"documents_days": 16}, "Les documents partent 16 jours avant l’assemblée."),
    ("second_meeting", {"least_days": 8},
     "La deuxième assemblée se tient au moins 8 jours après la première."),
    ("second_meeting", {"proxies_kept": False},
     "Les pouvoirs sont à redonner pour la deuxième assemblée."),
    ("second_meeting", {"third_call": True}, "Une troisième convocation est possible."),
    ("majority", {"put_again_days": 30},
     "Une résolution qui manque la majorité revient devant une assemblée convoquée sous 30 jours."),
    ("agenda", {"convene_part": "1/5"},
     "Une assemblée est réunie si la demande en est faite par le cinquième des sociétaires."),
    ("agenda", {"off_agenda": "admitted_by_vote", "off_agenda_part": "2/3"},
     "Un point hors de l’ordre du jour est voté si au moins les deux tiers des voix l’admettent."),
    ("proxies", {"members_part": "1/20", "members_part_least": 3},
     "Une même personne reçoit au plus le vingtième des sociétaires en pouvoirs, et au moins 3."),
    ("proxies", {"most_votes": 5}, "Une même personne a au plus 5 voix, la sienne comprise."),
    ("proxies", {"deadline_days": 0}, "Un pouvoir se donne en ligne jusqu’au jour de l’assemblée."),
    ("proxies", {"deadline_days": 1}, "Un pouvoir se donne en ligne jusqu’à la veille de l’assemblée."),
    ("proxies", {"deadline_days": 2}, "Un pouvoir se donne en ligne jusqu’à 2 jours avant l’assemblée."),
    ("proxies", {"deadline_days": 2, "deadline_hour": 18},
     "Ce dernier jour, un pouvoir se donne jusqu’à 18 h, heure de Paris."),
    ("proxies", {"deadline_days": 2, "late_paper": False},
     "Un pouvoir sur papier arrive dans le même délai."),
    ("proxies", {"span_days": 0}, "Un même pouvoir vaut pour deux assemblées le même jour."),
    ("proxies", {"span_days": 7},
     "Un même pouvoir vaut pour deux assemblées à 7 jours d’écart au plus."),
    ("elections", {"list_parity": "alternate"},
     "Sur chaque liste : femmes et hommes en alternance."),
    ("proxies", {"per_college": 2},
     "Une même personne reçoit d’un même collège au plus ce nombre de pouvoirs : 2."),
    ("proxies", {"blank": "split", "blank_split": SPLIT},
     "Pouvoirs en blanc : le tiers au président, le reste aux membres du conseil présents."),
    ("remote", {"mode_switch": True}, "Qui a voté d’avance peut venir et voter autrement."),
    ("board", {"chair_deciding_vote": True},
     "À égalité au conseil, la voix de son président l’emporte."),
    ("board", {"seats": [{"college": "team", "least": 1, "most": None, "term_months": None}]},
     "Sièges du collège « Équipe permanente » : au moins 1."),
    ("board", {"seats": [{"college": "team", "least": 1, "most": 4, "term_months": None}]},
     "Sièges du collège « Équipe permanente » : de 1 à 4."),
]  # fmt: skip


@pytest.mark.parametrize(("chapter", "clauses", "sentence"), CLAUSES)
def test_a_clause_is_said_under_its_article(chapter, clauses, sentence):
    assert ("99", sentence) in said(bylaws_with_chapter(chapter, clauses))


@pytest.mark.parametrize(("chapter", "clauses", "sentence"), CLAUSES)
def test_who_does_not_have_the_clause_does_not_read_it(chapter, clauses, sentence):
    assert sentence not in [words for _, words in said(load_model(SA))]


def test_a_part_given_for_what_is_not_admitted_in_session_is_not_said():
    bylaws = bylaws_with_chapter("agenda", {"off_agenda": "law", "off_agenda_part": "2/3"})
    assert not [words for _, words in said(bylaws) if "hors de l’ordre du jour" in words]


@pytest.mark.parametrize(
    ("least", "sentences_said"),
    [(1, []), (2, ["Le collège « Salariés-entrepreneurs » ne compte qu’à partir de 2 membres."])],
)
def test_a_college_that_counts_from_two_members_is_said_and_from_one_is_not(least, sentences_said):
    document = a_document(SA)
    document["colleges"]["items"][0]["min_members"] = least
    found = [words for _, words in said(read_bylaws(document)) if "ne compte qu’à partir de" in words]
    assert found == sentences_said


def with_first_college(bylaws, **changes):
    first, *others = bylaws.colleges.items
    return replace(bylaws, colleges=replace(bylaws.colleges, items=(replace(first, **changes), *others)))


@pytest.mark.parametrize(("other", "name"), [("team", "Équipe permanente"), ("gone", "gone")])
def test_a_college_too_small_votes_with_another_said_by_its_name_or_else_its_identifier(other, name):
    merged = {"min_members": 3, "below_min": BelowMinimum.MERGED, "merged_into": other}
    sentence = f"Sous 3 membres, le collège « Salariés-entrepreneurs » vote avec « {name} », points ajoutés."
    assert ("17.1", sentence) in said(with_first_college(load_model(SA), **merged))


def test_the_seats_of_a_college_that_is_no_more_are_said_by_its_identifier():
    """While two versions are compared, a chapter of the new one may stand beside one of the old."""
    bylaws = load_model(SA)
    seats = (CollegeSeats(college="gone", least=2, most=None, term_months=None),)
    bylaws = replace(bylaws, board=replace(bylaws.board, seats=seats))
    assert ("26", "Sièges du collège « gone » : au moins 2.") in said(bylaws)


@pytest.mark.parametrize(
    ("names", "name"), [({"team": "Équipe permanente"}, "Équipe permanente"), ({}, "team")]
)
def test_the_quorum_of_one_college_names_it_or_else_gives_its_identifier(names, name):
    clause = QuorumClause(QuorumOf.COLLEGE, Fraction(1, 4), "team", Presence.IN_ROOM)
    words = str(say_quorum((clause,), names)).replace(SPACE, BARE)
    assert words == f"au moins le quart des membres du collège « {name} », dans la salle"
