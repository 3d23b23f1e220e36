"""The page of an election draws what the result says, in figures that agree with it."""

import re
from dataclasses import replace
from fractions import Fraction
from html import unescape
from types import SimpleNamespace

import pytest

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.tally import count_election
from governance.vote.elections.ties import lot_key
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_sheet
from web.documents.election_view import _grids
from web.drawings.artist import Artist, voices
from web.drawings.elections import election_view
from web.i18n import percent, speaking
from web.render import ENVIRONMENT, macros

NAMES = {"a": "Alix Fournier", "b": "Blaise Nkomo", "c": "Camille Roy", "d": "Dominique Le Goff"}
RANKS = [({"a": 1, "b": 2}, 6), ({"b": 1}, 3), ({"c": 1, "b": 2}, 2), ({"d": 1, "c": 2, "b": 3}, 1)]


def a_view(method, ballots, lang="fr", **more):
    sheet = a_sheet(method, list(NAMES), ballots, **more)
    result = count_election(sheet, ELECTIONS)
    with speaking(lang):
        return election_view(sheet, result, NAMES), sheet, result


def shown(template, lang="fr", **values):
    around = {"request": None, "shell": SimpleNamespace(language=lang, csrf="")}
    with speaking(lang):
        ui = macros(**around)
        return unescape(ENVIRONMENT.get_template(template).render(**values, **around, ui=ui))


def macro(name, *values):
    around = {"request": None, "shell": None}
    return unescape(str(getattr(macros(**around), name)(*values)))


def numbers(drawing):
    return [
        Fraction(width) for width in re.findall(r'<rect class="piece[^"]*"[^>]*width="([0-9.]+)%"', drawing)
    ]


def test_who_is_elected_comes_first_and_what_is_vacant_is_said():
    view, _, _ = a_view("stv", RANKS, seats=2)
    page = shown("polls/verdict.html", view=view)
    assert "Sont élu(e)s" in page
    assert page.index("Alix Fournier") < page.index("Blaise Nkomo")
    alone, _, _ = a_view("stv", [({"a": 1}, 9)], seats=2)
    assert "1 siège reste vacant" in shown("polls/verdict.html", view=alone)


def test_each_round_is_drawn_with_its_table_and_both_say_the_same_figures():
    view, _, result = a_view("stv", RANKS, seats=2)
    assert len(view.rounds) == len(result.count.rounds)
    for bars, one in zip(view.rounds, result.count.rounds, strict=True):
        assert [bar.figure for bar in bars.bars] == [voices(score.figure) for score in one.scores]
        drawing = macro("round_bars", bars, "r")
        figures, table = drawing.split("<table")
        for bar in bars.bars:
            assert f'aria-label="{bar.name} : {bar.figure}"' in figures
            assert re.search(rf"{bar.name}</th>\s*<td[^>]*>{re.escape(bar.figure)}</td>", table)


def test_what_passes_on_is_drawn_apart_and_adds_up_to_the_score():
    view, _, _ = a_view("instant_runoff", [({"a": 1}, 4), ({"b": 1}, 3), ({"c": 1, "b": 2}, 2)])
    second = view.rounds[1]
    gained = next(bar for bar in second.bars if bar.name == NAMES["b"])
    assert (gained.figure, gained.change) == ("5", "+2")
    assert [bar.fate for bar in second.bars] == ["elected", ""]
    kept, more = (Fraction(part.rstrip("%")) for part in (gained.kept, gained.gained))
    assert round(kept / more, 2) == Fraction(3, 2)


def test_somebody_elected_early_stays_elected_in_later_rounds():
    view, _, result = a_view(
        "stv", [({"a": 1, "b": 2}, 8), ({"b": 1}, 2), ({"c": 1}, 3), ({"d": 1}, 1)], seats=2
    )
    assert result.count.rounds[0].elected == ("a",)
    for one in view.rounds:
        assert next(bar.fate for bar in one.bars if bar.name == NAMES["a"]) == "elected"


def test_the_duels_are_a_table_where_the_winner_of_each_stands_out():
    view, _, result = a_view(
        "schulze", [({"a": 1, "b": 2, "c": 3}, 3), ({"b": 1, "c": 2}, 2), ({"c": 1, "a": 2}, 1)]
    )
    grid = view.grids[0]
    names = list(grid.columns)
    for one, cells in grid.rows:
        for other, (_, higher) in zip(names, cells, strict=True):
            if one != other:
                back = dict(grid.rows)[other][names.index(one)][1]
                assert not (higher and back)
    assert NAMES[result.count.elected[0]] in {duel.name for duel in view.duels}
    assert "<strong>" in macro("grid", grid)
    assert "Duels" in grid.caption


def test_a_profile_of_grades_fills_its_bar_and_says_the_majority_grade():
    grades = [({"a": 6, "b": 3, "c": 0}, 3), ({"a": 5, "b": 4, "c": 1}, 4), ({"a": 2, "b": 6}, 2)]
    view, _, _ = a_view("majority_judgment", grades)
    assert [profile.word for profile in view.profiles] == ["Très bien", "Bien", "À rejeter", "À rejeter"]
    for profile in view.profiles:
        assert abs(sum(Fraction(piece.width.rstrip("%")) for piece in profile.pieces) - 100) < 1
    english, _, _ = a_view("majority_judgment", grades, lang="en")
    assert english.profiles[0].word == "Very good"
    drawing = macro("profiles", view)
    assert drawing.index("<svg") < drawing.index("<table")


def test_points_of_colleges_are_said_as_percentages_of_the_whole():
    ballots = {"A": [({"a": 1}, 3)], "B": [({"b": 1}, 30)]}
    view, _, result = a_view("instant_runoff", ballots, carry="proportional", points={"A": "60", "B": "40"})
    assert [bar.figure for bar in view.rounds[0].bars] == [percent(Fraction(3, 5)), percent(Fraction(2, 5))]
    assert [college[3] for college in view.colleges] == [percent(one.part) for one in result.colleges]


def test_a_tie_drawn_by_lot_shows_the_draw_that_anybody_can_redo():
    view, _, _ = a_view("instant_runoff", [({"a": 1}, 3), ({"b": 1}, 3)], ties=["lot"], seed="graine")
    (tie,) = view.ties
    assert tie.settled == "par tirage au sort"
    assert [(option, key) for _, option, key in tie.draw] == sorted(
        ((option, lot_key("graine", option)) for option in ("a", "b")), key=lambda pair: pair[1]
    )
    assert "départagée par tirage au sort" in shown("polls/verdict.html", view=view)


def test_a_tie_that_no_rule_settles_says_so_and_elects_nobody_of_it():
    view, _, _ = a_view("instant_runoff", [({"a": 1}, 3), ({"b": 1}, 3)])
    page = shown("polls/verdict.html", view=view)
    assert "Aucune règle des statuts ne les départage" in page
    assert "Est élu" not in page


@pytest.mark.parametrize(("voters", "few"), [(4, True), (5, False)])
def test_under_five_ballots_only_totals_are_shown(voters, few):
    view, _, _ = a_view("stv", [({"a": 1, "b": 2}, voters)])
    assert view.few is few
    assert bool(view.rounds) is not few
    assert ("valid", voters) in view.counts
    duels, _, _ = a_view("schulze", [({"a": 1, "b": 2}, voters)])
    assert bool(duels.grids) is not few
    grades, _, _ = a_view("majority_judgment", [({"a": 6}, voters)])
    assert bool(grades.profiles) is not few
    names, _, _ = a_view("consultation", [({"a": 1}, voters)], seats=0)
    assert names.rounds


def test_a_consultation_says_it_decides_nothing():
    view, _, _ = a_view("consultation", [({"a": 1}, 6)], seats=0)
    assert "ne décide rien" in shown("polls/verdict.html", view=view)
    assert "decides nothing" in shown("polls/verdict.html", lang="en", view=view)


def test_voices_are_rounded_half_up():
    said = [voices(Fraction(one)) for one in ("3", "5/3", "496398/10000", "1/200", "1249/1000", "0")]
    assert said == ["3", "1,67", "49,64", "0,01", "1,25", "0"]
    with speaking("en"):
        assert voices(Fraction(5000, 3)) == "1,666.67"


SURPLUS = [({"a": 1, "b": 2}, 7), ({"a": 1, "c": 2}, 4), ({"b": 1}, 3), ({"c": 1}, 3)]


def test_the_screen_the_sentences_and_the_minutes_say_the_same_figures():
    view, sheet, result = a_view("stv", SURPLUS, seats=2)
    told = " ".join(explain_election(sheet, result, ELECTIONS["stv"], NAMES))
    (minuted, *_) = _grids(view, Artist(sheet, result, NAMES))
    for bars, column in zip(view.rounds, range(len(view.rounds)), strict=True):
        for bar in bars.bars:
            assert bar.name not in told or f"{bar.name} {bar.figure}" in told or bar.fate == "elected"
            assert dict(minuted.rows)[bar.name][column][0] == bar.figure
    assert view.rounds[1].needed == "5,67"
    assert f"plus de {view.rounds[1].needed}" in told


def test_a_column_of_a_count_adds_up_or_says_that_it_is_rounded():
    view, _, _ = a_view("stv", SURPLUS, seats=2)
    assert [bar.figure for bar in view.rounds[1].bars] == ["6,39", "5,67", "4,94"]
    assert "arrondis à 2 décimales" in view.rounded
    whole, _, _ = a_view("stv", RANKS, seats=2, quota="droop_whole")
    assert whole.rounded == ""


def test_a_score_near_the_bound_is_never_shown_equal_to_it():
    ballots = {"A": [({"a": 1}, 49_999), ({"b": 1}, 50_001)]}
    view, _, _ = a_view("plurality", ballots, carry="proportional", points={"A": "1"})
    assert {bar.name: bar.figure for bar in view.rounds[0].bars} == {
        NAMES["b"]: percent(Fraction(50_001, 100_000), 3),
        NAMES["a"]: percent(Fraction(49_999, 100_000), 3),
        NAMES["c"]: percent(0),
        NAMES["d"]: percent(0),
    }


@pytest.mark.parametrize(
    ("quota", "word"), [("droop", "À dépasser"), ("droop_whole", "À atteindre"), ("hare", "À atteindre")]
)
def test_a_bound_to_exceed_is_not_said_to_be_reached(quota, word):
    view, sheet, result = a_view("stv", RANKS, seats=2, quota=quota)
    drawing = macro("round_bars", view.rounds[0], "r").replace("\u00a0", " ")
    assert f"{word} : {view.rounds[0].needed}" in drawing
    (minuted, *_) = _grids(view, Artist(sheet, result, NAMES))
    assert f"{word} : {view.rounds[0].needed}." in minuted.caption


def test_a_tie_left_for_want_of_a_date_names_the_rules_of_the_bylaws():
    sheet = a_sheet("approval", ["a", "b"], [({"a": 1}, 5), ({"b": 1}, 5)], ties=["seniority", "lot"])
    view = election_view(sheet, count_election(sheet, ELECTIONS), {})
    assert view.ties[0].undated == ("par l’ancienneté dans la coopérative",)


def test_those_present_who_say_nothing_are_told_so_that_the_turnout_adds_up():
    sheet = a_sheet("approval", ["a", "b"], [({"a": 1}, 5), ({"b": 1}, 4)])
    college = sheet.poll.colleges[0]
    more = replace(sheet, poll=replace(sheet.poll, colleges=(replace(college, present=12, entitled=12),)))
    counts = dict(election_view(more, count_election(more, ELECTIONS), {}).counts)
    assert counts["silent"] == 3
    assert counts.pop("present") == sum(counts.values())
