"""The form to vote by post: printed behind each letter, to a member's name, or left blank."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from governance.assembly.papers import Candidacy, DraftResolution, WayOfVoting
from governance.assembly.postal_form import PostalTerms
from governance.bylaws.choices import BlankProxy
from governance.vote.methods import METHODS
from governance.vote.methods.majority_judgment import words_asked
from tests.minuting import words
from tests.papers import a_notice, a_recipient
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_postal_pages import at, meeting, plain  # noqa: F401 - a fixture
from web.delivery.pdf import notice_pdf, notices_pdf, postal_form_pdf
from web.documents.postal_form import FILLED, form_view

TERMS = PostalTerms(
    paper_by=date(2027, 6, 21),
    electronic_by=datetime(2027, 6, 23, 13, tzinfo=UTC),
    proxies=True,
    same_college=True,
    blank=BlankProxy.FOLLOWS_BOARD,
    again=True,
)


def form_words(recipient=None, **changes):
    return words(postal_form_pdf(a_notice(postal=replace(TERMS, **changes)), recipient))


def elected(method, names=("Alix Fournier", "Bao Lefèvre"), **more):
    way = WayOfVoting(method, 1, **more)
    standing = tuple(Candidacy(name) for name in names)
    return DraftResolution(4, "Élection", "On élit.", candidates=standing, way=way)


def test_the_form_of_a_member_says_who_until_when_and_each_resolution_in_its_order():
    said = form_words(a_recipient())
    assert "Épicerie du Coin SARL" in said
    assert "28 rue des Frères-Lumière" in said
    assert "Sur papier, il doit être reçu le lundi 21 juin 2027 au plus tard." in said
    assert "Par voie électronique, il doit être reçu avant le mercredi 23 juin 2027 à 15 h." in said
    assert said.index("Approbation des comptes") < said.index("Affectation du résultat")
    assert "Pour Contre Abstention" in said
    assert "Ne renvoyez jamais à la fois un pouvoir et un vote par correspondance." in said
    assert "vaut aussi pour l’assemblée suivante" in said


def test_a_blank_form_bears_nobody_s_name():
    said = form_words()
    assert "Épicerie du Coin" not in said
    assert "Nom et prénom, ou dénomination" in said


def test_a_form_offers_only_what_this_meeting_allows():
    alone = form_words(proxies=False, electronic_by=None, again=False)
    assert "pouvoir" not in alone
    assert "électronique" not in alone
    assert "assemblée suivante" not in alone
    assert "sans désigner personne : le président" in form_words()
    assert "sans désigner personne : les statuts" in form_words(blank=BlankProxy.SPLIT)
    assert "sans désigner" not in form_words(blank=BlankProxy.REFUSED)
    assert "un sociétaire de mon collège" in form_words()
    assert "de mon collège" not in form_words(same_college=False)


def test_each_election_says_how_its_boxes_are_filled():
    assert set(FILLED) == set(METHODS) - {"yes_no"}
    ranked = words(postal_form_pdf(a_notice(postal=TERMS, drafts=(elected("stv"),)), None))
    assert "Écrivez 1 devant votre premier choix" in ranked
    assert "Alix Fournier" in ranked
    grades = words_asked("majority_judgment", {"grades": 5})
    judged = words(
        postal_form_pdf(a_notice(postal=TERMS, drafts=(elected("majority_judgment", grades=grades),)), None)
    )
    assert "« Très bien », « Bien », « Passable », « Insuffisant », « À rejeter »" in judged
    named = words(postal_form_pdf(a_notice(postal=TERMS, drafts=(elected("without_candidate"),)), None))
    assert "Alix Fournier" not in named


def test_a_letter_ends_with_the_form_to_its_reader_s_name_when_votes_go_by_post():
    without = words(notice_pdf(a_notice(), a_recipient()))
    both = words(notices_pdf(a_notice(postal=TERMS), [a_recipient(), a_recipient(name="Anh Nguyễn")]))
    assert "Formulaire" not in without
    assert both.count("Formulaire de vote par correspondance ou de pouvoir") == 2
    assert both.count("Anh Nguyễn") == 2


def test_no_form_is_printed_for_a_meeting_without_postal_votes():
    assert form_view(a_notice()) is None
    with pytest.raises(ValueError, match="by post"):
        postal_form_pdf(a_notice(), None)


def test_a_member_takes_the_form_to_their_name_and_the_secretary_a_blank_one(site, meeting):  # noqa: F811
    form = at(meeting, "/correspondance/formulaire.pdf")
    member = browse_as(site, meeting.voters[0])
    assert form in member.get(at(meeting, "/lecture")).text
    mine = words(member.get(form).content)
    assert "Votante 1" in mine
    secretary = browse_as(site, meeting.secretary)
    assert form in secretary.get(at(meeting, "/correspondance")).text
    assert "Votante 1" not in words(secretary.get(form).content)
