"""The drawings of a result: exact widths, who counts without a ballot, and the table that follows."""

from dataclasses import replace
from fractions import Fraction

import pytest

from governance.vote.sheet import CountingSheet, read_sheet
from governance.vote.tally import count
from tests.web.test_render import ui
from web.drawings import CollegeBar, CollegeBars, QuorumBar, bars_of, quorum_bars_of


def three_colleges() -> CollegeBars:
    return CollegeBars(
        (
            CollegeBar("Salariés", Fraction(2, 5), 7, 3, 1, 1, 0, Fraction(4, 15)),
            CollegeBar("Usagers", Fraction(2, 5), 0, 0, 0, 0, 0, Fraction(0)),
            CollegeBar("<Partenaires>", Fraction(1, 5), 1, 2, 0, 0, 0, Fraction(1, 15)),
        ),
        bound=Fraction(1, 2),
        total=Fraction(1),
    )


def test_the_bars_of_a_drawing_have_exact_widths():
    view = three_colleges()
    salaries, silent, partners = view.colleges
    assert [(p.kind, p.start, p.width) for p in view.pieces(salaries)] == [
        ("for", "0.000%", "23.333%"),
        ("against", "23.333%", "10.000%"),
        ("abstain", "33.333%", "3.333%"),
        ("blank", "36.667%", "3.333%"),
    ]
    assert view.pieces(silent) == ()
    assert view.width(partners) == "20.000%"
    assert view.marker == "50.000%"
    assert view.carried == Fraction(1, 3)
    assert [(p.start, p.width) for p in view.sums()] == [("0.000%", "26.667%"), ("26.667%", "6.667%")]


def test_the_bound_follows_a_smaller_base():
    colleges = (CollegeBar("A", Fraction(2, 5), 1, 0, 0, 0, 0, Fraction(2, 5)),)
    view = CollegeBars(colleges, bound=Fraction(1, 2), total=Fraction(2, 5), at_least=True)
    assert view.width(colleges[0]) == "100.000%"
    assert view.marker == "50.000%"
    assert view.carried == 1
    assert "il en faut au moins 1/2" in ui().college_bars(view)


def a_sheet(carry: str = "proportional", **rules: object) -> CountingSheet:
    out = dict.fromkeys(("abstain", "blank", "spoiled", "silent", "absent"), "out")
    policies = dict.fromkeys(("empty_college", "absent_college", "silent_college"), "neutral")
    said = {"A": ("40", 10, 7, 3), "B": ("30", 10, 1, 4), "C": ("30", 0, 0, 0)}
    colleges = [
        {"id": key, "points": points, "entitled": 20, "present": present, "for": for_, "against": against}
        for key, (points, present, for_, against) in said.items()
    ]
    majority = {"part": "1/2"}
    quorum = [{"of": "heads", "part": "1/4"}]
    base = {"carry": carry, "reading": out, "majority": majority, "quorum": quorum, **policies}
    return read_sheet({"rules": base | rules, "colleges": colleges})


@pytest.mark.parametrize("carry", ["proportional", "single_body", "bloc"])
def test_a_drawing_gives_the_part_of_the_result(carry):
    sheet = a_sheet(carry)
    result = count(sheet)
    view = bars_of(sheet, result)
    assert view.carried == result.part
    assert view.adopted == result.adopted
    assert view.weighted is (carry != "single_body")
    assert "<table" in ui().college_bars(view)


def test_a_drawing_says_when_the_majority_is_not_of_the_whole():
    sheet = a_sheet()
    html = ui().college_bars(bars_of(sheet, count(sheet)))
    assert "(7/10) des parts" in html


def test_a_drawing_says_who_counts_without_a_ballot():
    reading = dict.fromkeys(("abstain", "blank", "spoiled"), "out") | {"silent": "base", "absent": "out"}
    sheet = a_sheet(reading=reading)
    view = bars_of(sheet, count(sheet))
    assert [college.unsaid for college in view.colleges] == [0, 5, 0]
    assert [(piece.kind, piece.width) for piece in view.pieces(view.colleges[1])] == [
        ("for", "4.286%"),
        ("against", "17.143%"),
    ]
    html = ui().college_bars(view)
    assert html.count("1 pour, 4 contre, 5 sans bulletin, qui comptent") == 2
    assert html.count("5 sans bulletin, qui comptent") == 3


@pytest.mark.parametrize(("against", "aside"), [(6, False), (7, True), (8, False)])
def test_a_drawing_says_which_college_voted_and_is_left_out(against, aside):
    sheet = a_sheet("bloc", bloc={"part": "1/2", "tie": "leaves_base"})
    first, *others = sheet.colleges
    counts = replace(first.counts, against=against)
    sheet = replace(sheet, colleges=(replace(first, present=20, counts=counts), *others))
    view = bars_of(sheet, count(sheet))
    assert [college.aside for college in view.colleges] == [aside, False, False]
    said = "se partage en deux moitiés égales : sa part ne compte pas"
    html = ui().college_bars(view).replace("\xa0", " ")
    assert html.count(said) == (3 if aside else 0)


def test_each_condition_of_quorum_is_drawn():
    sheet = a_sheet()
    (bar,) = quorum_bars_of(sheet, count(sheet))
    assert (bar.got, bar.part, bar.present, bar.entitled, bar.reached) == (
        Fraction(1, 3),
        Fraction(1, 4),
        20,
        60,
        True,
    )
    assert bar.width == "33.333%"


def test_a_result_with_nothing_in_it_is_still_drawn():
    assert "<table" in ui().college_bars(CollegeBars((), bound=Fraction(1, 2), total=Fraction(0)))


def test_each_drawing_is_named_and_followed_by_its_table():
    for html in (
        ui().college_bars(three_colleges()),
        ui().quorum_bar(QuorumBar("Présents", Fraction(1, 4), Fraction(1, 5), 5, 20, reached=True)),
    ):
        assert 'role="img"' in html
        assert "<title" in html
        assert html.index("<svg") < html.index("<table")
        assert "style=" not in html


def test_a_drawing_says_what_its_table_says():
    html = ui().college_bars(three_colleges())
    assert "7 pour, 3 contre, 1 abstention, 1 blanc" in html
    assert "personne ne s’est exprimé" in html
    assert "&lt;Partenaires&gt;" in html
    assert "(4/15)" in html
