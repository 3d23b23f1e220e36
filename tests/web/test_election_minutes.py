"""The minutes of an election say what a jurist looks for, with the figures of the counting sheet."""

import json

import pytest

from governance.assembly.minutes import ElectionNames, counts, minutes_document
from governance.assembly.papers import Candidacy, DraftResolution
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.outcome import election_document
from governance.vote.elections.sheet import election_sheet_document, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from tests.minuting import words
from tests.papers import a_notice, a_recipient, a_voted_resolution, some_minutes
from tests.vote.elections import a_document
from web.delivery.pdf import minutes_pdf, notice_pdf

NAMES = {"a": "Alix Fournier", "b": "Blaise Nkomo", "c": "Camille Roy", "d": "Dominique Le Goff"}
RANKS = {
    "Salariés": [({"a": 1, "b": 2}, 12), ({"c": 1, "b": 2}, 7)],
    "Usagers": [({"b": 1, "c": 2}, 31), ({"a": 1}, 9), ({"d": 1, "c": 2}, 4)],
}
POINTS = {"Salariés": "60", "Usagers": "40"}


def an_election(method, ballots, *, office="administrateur", years=3, withdrawn=(), **more):
    """Make an election of the minutes, counted."""
    options = [{"id": one, "withdrawn": one in withdrawn} for one in NAMES]
    document = a_document(method, options, ballots, **more)
    for college in document["colleges"]:
        college["entitled"] += 5
        college["present"] += 3
        college |= {"blank": 2, "spoiled": 1}
    sheet = read_election_sheet(document, ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    return a_voted_resolution(
        4,
        title="Élection de deux administrateurs",
        text="L’assemblée élit deux administrateurs.",
        rule="",
        sheet=election_sheet_document(sheet),
        result=election_document(result),
        explanation=tuple(explain_election(sheet, result, ELECTIONS[method], NAMES)),
        election=ElectionNames(NAMES, office, years),
    )


def said(*elections):
    return " ".join(words(minutes_pdf(some_minutes(resolutions=elections))).split())


def test_the_minutes_say_method_candidates_ballots_scores_and_who_is_elected():
    text = said(an_election("stv", RANKS, seats=2, carry="proportional", points=POINTS))
    assert "vote unique transférable, pour 2 sièges à pourvoir" in text
    assert "Dominique Le Goff" in text
    assert "Scrutin public." in text
    assert "Ensemble 69 63 0 4 2 0" in text
    assert "Décompte après décompte" in text
    assert "a été élu(e) administrateur pour trois ans." in text
    assert text.count("a été élu(e)") == 2
    assert "2 élus" in text


def test_who_withdrew_is_said():
    text = said(an_election("consultation", [({"a": 1}, 6), ({"b": 1}, 2)], seats=0, withdrawn=("d",)))
    assert "Dominique Le Goff (réponse retirée)" in text
    assert "Avis, sans décision" in text
    assert "a été élu(e)" not in text


def test_a_tie_is_said_with_the_rule_that_settled_it():
    equal = [({"a": 1}, 6), ({"b": 1}, 6)]
    drawn = said(an_election("instant_runoff", equal, ties=["lot"], seed="AG-2027"))
    assert "départagée par tirage au sort (graine « AG-2027 ») au profit de" in drawn
    bare = said(an_election("instant_runoff", equal))
    assert "aucune règle des statuts ne les départage" in bare
    assert "À égalité" in bare


def test_vacant_seats_are_said():
    text = said(an_election("stv", [({"a": 1}, 6)], seats=2))
    assert "Il reste 1 siège à pourvoir." in text
    assert "Sièges restés vacants" in text


def test_grades_and_duels_are_printed_as_tables():
    grades = [({"a": 6, "b": 3, "c": 1}, 5), ({"a": 4, "b": 5}, 2)]
    assert "Mention majoritaire" in said(an_election("majority_judgment", grades))
    assert "Duels" in said(an_election("schulze", [({"a": 1, "b": 2}, 5), ({"b": 1}, 2)]))


@pytest.mark.parametrize(
    ("years", "words_of_it"), [(None, "a été élu(e) administrateur."), (1, "pour un an."), (9, "pour 9 ans.")]
)
def test_the_term_is_in_words_and_left_out_when_unknown(years, words_of_it):
    assert words_of_it in said(an_election("instant_runoff", [({"a": 1}, 9)], years=years))


def test_the_counts_of_an_election_are_its_valid_ballots_beside_the_others():
    election = an_election("stv", RANKS, seats=2, carry="proportional", points=POINTS)
    first = counts(election.sheet)[0]
    assert (first["valid"], first["blank"], first["spoiled"], first["silent"], first["absent"]) == (
        19,
        2,
        1,
        0,
        2,
    )
    assert "for" not in first
    assert election.adopted is None
    written = minutes_document(some_minutes(resolutions=(election,)))
    json.dumps(written)
    assert written["resolutions"][0]["election"]["names"]["a"] == "Alix Fournier"


def test_the_scores_stand_in_the_minutes_even_of_very_few_ballots():
    assert "Voix obtenues" in said(an_election("instant_runoff", [({"a": 1}, 2)]))


def test_the_figures_of_a_college_are_those_of_its_part():
    text = said(an_election("stv", RANKS, seats=2, carry="proportional", points=POINTS))
    assert "Salariés 19 19 60 %" in text
    assert "Usagers 44 44 40 %" in text


def test_the_notice_shows_who_stands_with_their_presentation():
    draft = DraftResolution(
        1,
        "Élection d’un administrateur",
        "L’assemblée élit un administrateur.",
        candidates=(
            Candidacy("Alix Fournier", "menuisière", "Je veux **ouvrir les comptes**."),
            Candidacy("Blaise Nkomo"),
        ),
    )
    text = words(notice_pdf(a_notice(drafts=(draft,)), a_recipient()))
    assert "Candidatures Alix Fournier – menuisière Je veux ouvrir les comptes. Blaise Nkomo" in text
    assert "Candidatures" not in words(notice_pdf(a_notice(), a_recipient()))
