"""The ballot papers: what each shape offers, what was typed and is shown again, what a ballot said."""

import re
from html import unescape

import pytest

from governance.vote.elections.contest import Contest, Option, Shape
from governance.vote.elections.marks import said_in_form
from governance.vote.methods import ELECTIONS, METHODS, read_vote
from web.ballots.form import SaidForm
from web.ballots.paper import BallotPaper, Choice, said_on
from web.ballots.ways import WAYS
from web.render import ENVIRONMENT

CHOICES = (
    Choice("a", "Alix Fournier", "Menuisière", "Je veux **ouvrir les comptes**."),
    Choice("b", "Blaise Nkomo"),
    Choice("c", "Camille Roy"),
    Choice("w", "Walid Perrin", withdrawn=True),
)
EACH = pytest.mark.parametrize("method", ELECTIONS)


def a_paper(method, typed=None, seats=1, **more):
    options = tuple(Option(choice.id, withdrawn=choice.withdrawn) for choice in CHOICES)
    return BallotPaper(method, Contest(method, seats, options), CHOICES, typed=typed or {}, **more)


def shown(paper):
    """Print the booth of a paper, without the page around it."""
    return unescape(ENVIRONMENT.get_template(f"polls/methods/{paper.method}.html").render(paper=paper))


def filled(html):
    """Read the fields of a booth as a browser would send them."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if ' type="number"' in tag or " checked" in tag:
            fields.setdefault(name[1], []).append(value[1] if value else "")
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        fields[name] = [chosen[1] if chosen else ""]
    return fields


TYPED = {
    Shape.ONE: {"mark": ["b"]},
    Shape.MANY: {"mark": ["a"]},
    Shape.POINTS: {"mark_a": ["1"]},
    Shape.RANKS: {"mark_b": ["1"], "mark_a": ["2"]},
    Shape.GRADES: {"mark_a": ["2"], "mark_b": ["0"], "mark_c": ["1"]},
}


@EACH
def test_a_booth_shows_again_all_that_was_typed(method):
    typed = TYPED[ELECTIONS[method].shape]
    assert said_in_form(filled(shown(a_paper(method, typed)))) == said_in_form(typed)


@EACH
@pytest.mark.parametrize("word", ["blank", "abstain"])
def test_a_booth_offers_a_blank_ballot_and_abstention(method, word):
    page = shown(a_paper(method))
    field = re.search(rf'name="(\w+)" value="{word}"', page)[1]
    assert said_in_form(filled(shown(a_paper(method, {field: [word]})))) == word


@EACH
def test_a_booth_alone_offers_no_spoiled_ballot_and_the_desk_does(method):
    assert 'value="spoiled"' not in shown(a_paper(method))
    assert 'value="spoiled"' in shown(a_paper(method, at_desk=True))


@EACH
def test_a_booth_says_who_withdrew_and_does_not_let_anybody_choose_them(method):
    page = shown(a_paper(method))
    assert "<s>Walid Perrin</s>" in page
    assert 'value="w"' not in page
    assert "mark_w" not in page


@EACH
def test_a_booth_gives_the_presentation_and_every_field_has_its_label(method):
    page = shown(a_paper(method))
    assert "<strong>ouvrir les comptes</strong>" in page
    ids = re.findall(r'<(?:input|select)[^>]*\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {f'for="{one}"' in page for one in ids} == {True}


@EACH
def test_what_a_booth_offers_is_what_the_way_to_vote_accepts(method):
    paper = a_paper(method)
    shape = ELECTIONS[method].shape
    if shape is Shape.MANY:
        least, most = paper.bounds
        offered = [{"mark": list(paper.about.ids)[:least]}, {"mark": list(paper.about.ids)[:most]}]
    elif shape is Shape.POINTS:
        offered = [{"mark_a": [str(paper.points[1])]}]
    elif shape is Shape.GRADES:
        offered = [{f"mark_{one}": [str(grade)] for one in paper.about.ids} for grade, _ in paper.grades]
    else:
        offered = [TYPED[shape]]
    for typed in offered:
        assert read_vote(method, said_in_form(typed), paper.about)


def test_two_ballots_of_one_page_share_no_identifier():
    mine, theirs = (shown(a_paper("consultation", key=key)) for key in ("", "p1"))
    assert not set(re.findall(r'id="([^"]+)"', mine)) & set(re.findall(r'id="([^"]+)"', theirs))


def test_a_ballot_is_said_to_its_voter_by_names_best_choice_first():
    paper = a_paper("instant_runoff")
    said = said_on('{"a":2,"b":1}', paper)
    assert said.lines == (("Blaise Nkomo", 1), ("Alix Fournier", 2))
    page = ENVIRONMENT.get_template("polls/said.html").render(said=said)
    assert page.index("Blaise Nkomo") < page.index("Alix Fournier")
    assert said_on("blank", paper).word == "blank"
    assert said_on("against", BallotPaper("yes_no")).word == "against"


def test_a_ballot_of_grades_is_said_with_their_words():
    said = said_on('{"a":6,"b":0,"c":5}', a_paper("majority_judgment"))
    page = unescape(ENVIRONMENT.get_template("polls/said.html").render(said=said))
    assert [page.index(word) for word in ("Excellent", "Très bien", "À rejeter")] == sorted(
        page.index(word) for word in ("Excellent", "Très bien", "À rejeter")
    )


def test_a_consent_is_asked_by_two_answers_and_said_back():
    contest = Contest("without_candidate", 1, (Option("a"),), settings={"phase": "consent"})
    paper = BallotPaper("without_candidate", contest, CHOICES[:1], typed={"mark_a": ["0"]})
    assert read_vote("without_candidate", said_in_form(filled(shown(paper))), contest) == '{"a":0}'
    page = unescape(ENVIRONMENT.get_template("polls/said.html").render(said=said_on('{"a":0}', paper)))
    assert "J’ai une objection" in page


def test_a_form_keeps_numbers_choices_and_words_and_nothing_else():
    form = SaidForm.model_validate({"mark": ["a"], "choice": "", "mark_b": "2", "csrf": "secret"})
    assert form.typed == {"choice": [""], "mark": ["a"], "mark_b": ["2"]}


def test_every_way_to_vote_has_its_words():
    assert set(WAYS) == METHODS
