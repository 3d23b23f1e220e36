"""How an election will be held, told alike by the page, the letter and the mail of the notice."""

import pytest

from governance.assembly.papers import Candidacy, DraftResolution, WayOfVoting
from governance.bylaws.electing import EACH_ROUND
from tests.electing import an_election
from tests.minuting import words
from tests.papers import a_notice, a_recipient
from tests.web.people import browse_as, closing  # noqa: F401 - a fixture of every test here
from tests.web.test_election_pages import plain
from tests.web.test_mail import an_envelope
from tests.web.test_polls_pages import at
from web.ballots.told import heading_of, vote_lines
from web.delivery.mail import notice_mail
from web.delivery.pdf import notice_pdf
from web.i18n import speaking

TWO_ROUNDS = WayOfVoting(
    "plurality", 3, "Équipe permanente", office="administrateur", years=4, rounds=2, majority=(EACH_ROUND,)
)
OPINION = WayOfVoting("consultation", 0)


def test_an_election_says_its_way_its_seats_who_votes_and_its_rounds():
    said = [plain(line) for line in vote_lines(TWO_ROUNDS)]
    assert said[0].startswith("Mode de scrutin : Majorité, sur un ou deux tours. Chaque nom choisi")
    assert said[1] == "3 sièges à pourvoir. Fonction : administrateur. Mandat : 4 ans."
    assert said[2] == "Qui vote : les sociétaires du collège « Équipe permanente », et eux seuls."
    assert said[3].startswith(
        "Deux tours au plus : le second pourvoit les sièges que le premier laisse. À chaque"
    )


@pytest.mark.parametrize(
    ("way", "who"),
    [
        (WayOfVoting("stv", 1, weighed=True), "chaque collège pesant la part que disent les statuts"),
        (WayOfVoting("stv", 1), "chaque voix comptant autant"),
    ],
)
def test_all_vote_together_by_the_parts_of_their_colleges_or_alike(way, who):
    assert who in plain(vote_lines(way)[2])
    assert plain(vote_lines(way)[3]) == "Un seul tour."


def test_answers_lists_and_candidates_have_each_their_heading():
    assert heading_of(OPINION) == "Réponses proposées"
    assert heading_of(WayOfVoting("lists", 3)) == "Listes"
    assert heading_of(TWO_ROUNDS) == heading_of(None) == "Candidatures"
    with speaking("en"):
        assert heading_of(OPINION) == "Answers offered"
    assert not any("siège" in line or "tour" in line for line in vote_lines(OPINION))


def a_voted_notice():
    drafts = (
        DraftResolution(
            1,
            "Élection des administrateurs",
            "On élit.",
            candidates=(Candidacy("Alix Fournier"),),
            way=TWO_ROUNDS,
        ),
        DraftResolution(
            2, "Jour du marché", "On donne son avis.", candidates=(Candidacy("Le samedi"),), way=OPINION
        ),
    )
    return a_notice(drafts=drafts, page="https://collegial.example/coop/x/assemblees/1")


def test_the_letter_and_the_mail_say_it_with_the_address_of_the_explanations():
    letter = words(notice_pdf(a_voted_notice(), a_recipient()))
    mail = notice_mail(a_voted_notice(), an_envelope())
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for paper in (letter, " ".join(plain(text).split()), " ".join(plain(html).split())):
        assert "3 sièges à pourvoir. Fonction : administrateur. Mandat : 4 ans." in paper
        assert "Qui vote : les sociétaires du collège « Équipe permanente », et eux seuls." in paper
        assert "https://collegial.example/modes-de-scrutin" in paper
        assert "Consultation. Les réponses sont additionnées." in paper
    assert "Réponses proposées Le samedi" in letter
    assert "Candidatures Alix Fournier" in letter


def test_a_notice_without_election_says_nothing_of_ways_to_vote():
    assert "modes-de-scrutin" not in words(notice_pdf(a_notice(), a_recipient()))
    assert (
        "Élections et consultations"
        not in notice_mail(a_notice(), an_envelope()).get_body(("plain",)).get_content()
    )


@pytest.mark.parametrize(
    ("method", "seats", "said"),
    [
        ("stv", 2, ["2 sièges à pourvoir.", "Candidatures", "Un seul tour.", "#stv"]),
        ("consultation", 0, ["Réponses proposées", "elle ne décide rien", "#consultation"]),
    ],
)
def test_the_page_of_the_notice_says_how_each_item_will_be_voted_on(site, database, method, seats, said):
    election = an_election(database, method, colleges={"team": 2}, seats=seats)
    page = plain(browse_as(site, election.voters[0]).get(at(election, "")).text)
    assert [one for one in ["Comment on votera", *said] if one not in page] == []
    assert ("Candidatures" in page) is (method == "stv")
