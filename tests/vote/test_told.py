"""What members read of small elections, whole, in French then in English, as approved texts.

`python -m tests.vote.test_told` writes the texts again: read the difference before committing it.
"""

import re
from copy import deepcopy
from pathlib import Path

import pytest

from governance.vote.elections.explanation import Speaker, explain_election
from governance.vote.elections.sheet import read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.explanation import Teller
from governance.vote.methods import ELECTIONS
from tests.vote.elections import a_document

FOLDER = Path(__file__).parent / "told"
NAMES = {"a": "Ada", "b": "Blaise", "c": "Chloé", "d": "Driss", "e": "Élise", "f": "Firmin"}
PERSONS = {"a": ("Ada", "Anselme", "Aude"), "b": ("Blaise", "Basile")}
COLLEGES = {"carry": "proportional", "points": {"Usagers": "50", "Salariés": "30", "Soutiens": "20"}}
TWO_COLLEGES = {"carry": "proportional", "points": {"Usagers": "60", "Salariés": "40"}}
SUSPENDED = {"empty_college": "share_equally", "min_colleges": 3}
TWO_THIRDS = {"majority": {"part": "2/3", "at_least": True}}
LAST = {"rounds": "one", "last_round": "relative"}
CYCLE = {"a>b>c": 4, "b>c>a": 3, "c>a>b": 2}


def dated(ranks, rule):
    return [{"id": one, rule: rank} for one, rank in ranks.items()]


CASES = {
    "plurality_first_round_won_by_one": ("plurality", "abc", {"ab": 4, "ac": 3, "a": 2}, {"seats": 2}),
    "plurality_first_round_won_by_nobody": ("plurality", "abcd", {"a": 4, "b": 3, "c": 2}, TWO_THIRDS),
    "plurality_last_round_by_the_highest": ("plurality", "abc", {"ab": 4, "c": 3, "bc": 1},
                                            {"seats": 2, **LAST}),
    "plurality_last_round_by_majority": ("plurality", "abc", {"a": 4, "b": 3, "c": 2}, {"round": 2}),
    "plurality_tie_told_apart_by_age": ("plurality", dated({"a": 3, "b": 2, "c": 1}, "elder"),
                                        {"a": 5, "b": 3, "c": 3}, {"seats": 2, **LAST, "ties": ["eldest"]}),
    "plurality_tie_told_apart_by_youth": ("plurality", dated({"a": 3, "b": 2, "c": 1}, "elder"),
                                          {"a": 5, "b": 3, "c": 3},
                                          {"seats": 2, **LAST, "ties": ["youngest"]}),
    "plurality_by_colleges": ("plurality", "abc",
                              {"Usagers": {"a": 12, "b": 8}, "Salariés": {"b": 3}, "Soutiens": {"c": 700}},
                              {**LAST, **COLLEGES}),
    "plurality_with_two_colleges_in_play": ("plurality", "ab",
                                            {"Usagers": {"a": 12}, "Salariés": {"b": 3}},
                                            {**LAST, **TWO_COLLEGES}),
    "plurality_with_one_college_in_play": ("plurality", "ab",
                                           {"Usagers": {"a": 12, "b": 2}, "Salariés": {}, "Soutiens": {}},
                                           {**LAST, **COLLEGES}),
    "plurality_with_points_suspended": ("plurality", "ab",
                                        {"Usagers": {"a": 12, "b": 2}, "Salariés": {"b": 3}, "Soutiens": {}},
                                        {**LAST, **COLLEGES, "rules": SUSPENDED}),
    "plurality_by_colleges_that_bear_a_name": ("plurality", "ab",
                                               {"usagers": {"a": 101, "b": 100},
                                                "salaries": {"a": 1, "b": 1}},
                                               {**LAST, "carry": "proportional",
                                                "points": {"usagers": "60", "salaries": "40"},
                                                "called": {"usagers": "Les usagers"}}),
    "lists_without_a_quorum": ("lists", "ab", {"a": 6, "b": 3}, {"seats": 2, "absent": 10}),
    "plurality_of_one_name": ("plurality", "a", {"a": 1200, "blank": 34}, {**LAST, "seats": 2}),
    "approval_with_a_threshold": ("approval", "abcd", {"ab": 4, "ac": 3, "b": 2}, {
        "seats": 2, "threshold": "1/2", "reached": False}),
    "approval_that_reaches_is_enough": ("approval", "abc", {"ab": 4, "c": 4}, {
        "seats": 3, "threshold": "1/2", "reached": True}),
    "approval_tie_that_nothing_settles": ("approval", "abc", {"a": 5, "b": 3, "c": 3}, {"seats": 2}),
    "approval_tie_without_a_date": ("approval", [{"id": "a", "senior": 1, "elder": 1}, "b"],
                                    {"a": 5, "b": 5}, {"ties": ["seniority", "eldest", "youngest"]}),
    "approval_tie_told_apart_by_seniority": ("approval", dated({"a": 2, "b": 1}, "senior"),
                                             {"a": 5, "b": 5}, {"ties": ["seniority"]}),
    "approval_tie_drawn_by_lot": ("approval", "abc", {"a": 5, "b": 5}, {
        "ties": ["lot"], "seed": "dés 4 2 6"}),
    "cumulative_points": ("cumulative", "abc", {"a2b1": 4, "c3": 2}, {"seats": 2, "set": {"points": 3}}),
    "cumulative_points_by_colleges": ("cumulative", "abc", {
        "Usagers": {"a2": 3}, "Salariés": {"b1c1": 2}, "Soutiens": {"a1c1": 5}}, {"seats": 2, **COLLEGES}),
    "consultation": ("consultation", "abc", {"a": 3, "b": 2}, {"seats": 0}),
    "consultation_by_colleges": ("consultation", "ab", {
        "Usagers": {"a": 1}, "Salariés": {"b": 2}, "Soutiens": {"a": 1, "b": 2}}, {"seats": 0, **COLLEGES}),
    "lists_by_highest_average": ("lists", [{"id": "a", "places": 3}, {"id": "b", "places": 2}, "c"],
                                 {"a": 60, "b": 36, "c": 4}, {"seats": 5, "threshold": "1/20"}),
    "lists_all_over_the_threshold": ("lists", "abc", {"a": 20, "b": 50, "c": 30}, {
        "seats": 5, "threshold": "1/20"}),
    "lists_with_a_bonus": ("lists", "ab", {"a": 51, "b": 49}, {"seats": 7, "bonus": "1/2", "rule": "hare"}),
    "lists_by_colleges": ("lists", "abc", {
        "Usagers": {"a": 6, "b": 2}, "Salariés": {"b": 3}, "Soutiens": {"a": 700}}, {
        "seats": 3, "threshold": "1/20", **COLLEGES}),
    "lists_by_odd_divisors": ("lists", "ab", {"a": 51, "b": 49}, {"seats": 3, "rule": "sainte_lague"}),
    "lists_by_odd_divisors_from_one_and_four_tenths": ("lists", "ab", {"a": 51, "b": 49}, {
        "seats": 3, "rule": "modified_sainte_lague"}),
    "lists_by_droop_quotient": ("lists", "abc", {"a": 51, "b": 49}, {"seats": 3, "rule": "droop"}),
    "lists_tied_for_the_last_seat": ("lists", "abc", {"a": 6, "b": 3, "c": 3}, {"seats": 2, "rule": "hare"}),
    "instant_runoff_in_three_rounds": ("instant_runoff", "abcdef", {
        "a>b": 5, "b>c": 3, "c>b": 4, "d": 1, "e>c": 1}, {}),
    "instant_runoff_by_colleges": ("instant_runoff", "ab", {
        "Usagers": {"a>b": 2, "b": 1}, "Salariés": {"b": 2}, "Soutiens": {"b>a": 3}}, COLLEGES),
    "stv_passes_on_a_surplus": ("stv", "abcd", {"a>b": 6, "a>c": 3, "c": 2, "d>c": 1, "b": 1}, {"seats": 2}),
    "stv_elects_at_once": ("stv", "abc", {"a>b": 6, "b": 2}, {}),
    "stv_leaves_the_last_first": ("stv", "abcd", {"a": 4, "b>c": 3, "c>b": 2}, {}),
    "stv_with_a_whole_quota": ("stv", "abc", {"a>b": 7, "b": 2, "c": 3}, {
        "seats": 2, "quota": "droop_whole"}),
    "stv_with_the_quota_of_hare": ("stv", "abc", {"a>b": 7, "b": 2, "c": 3}, {"seats": 2, "quota": "hare"}),
    "stv_cut_after_five_decimals": ("stv", "abcd", {"a>b": 5, "a>c": 2, "b": 1, "c": 1, "d": 1}, {
        "seats": 2, "parts": "five"}),
    "stv_cut_after_five_decimals_of_many": ("stv", "abc", {"a>b": 8000, "b": 1000, "c": 2500}, {
        "seats": 2, "parts": "five"}),
    "stv_cut_after_five_decimals_by_colleges": ("stv", "abc", {
        "Usagers": {"a>b": 4, "a>c": 3}, "Salariés": {"b": 2}, "Soutiens": {"c>b": 3}},
        {"seats": 2, "parts": "five", **COLLEGES}),
    "schulze_with_a_condorcet_winner": ("schulze", "abcd", {"a>b>c": 5, "b>a>c": 3, "c>a": 2}, {}),
    "schulze_without_a_condorcet_winner": ("schulze", "abc", CYCLE, {"seats": 2}),
    "schulze_by_margins": ("schulze", "abc", CYCLE, {"strength": "margins"}),
    "schulze_seats_equals": ("schulze", "abc", {"a=b>c": 3, "c>a=b": 2}, {"seats": 2}),
    "majority_judgment_of_seven_grades": ("majority_judgment", "abcd", {
        "a6b4c0": 3, "a5b4c1": 2, "a2b6c0": 2}, {"seats": 2}),
    "majority_judgment_with_a_least_grade": ("majority_judgment", "abc", {
        "a4b2c1": 3, "a3b3c2": 2}, {"seats": 2, "grades": 5, "least": 3}),
    "majority_judgment_with_equal_grades": ("majority_judgment", "ab", {
        "a4b4": 3, "a5b3": 2, "a3b4": 1}, {"grades": 6}),
    "nominations": ("without_candidate", "abc", {"a": 3, "b": 3, "c": 1}, {"seats": 1}),
    "nominations_for_no_seat": ("without_candidate", "abc", {"a": 3, "c": 1}, {"seats": 0}),
    "consent_given": ("without_candidate", "a", {"a1": 9}, {"phase": "consent"}),
    "consent_given_with_one_objection_allowed": ("without_candidate", "a", {"a1": 8, "a0": 1}, {
        "phase": "consent", "objections": 1}),
    "consent_refused": ("without_candidate", "a", {"a1": 8, "a0": 1}, {"phase": "consent"}),
}  # fmt: skip
"""Way to vote, options, ballots with how many say each (by college or not), then what is set."""


def marks(method, said):
    if method in ("instant_runoff", "stv", "schulze"):
        places = enumerate(said.split(">"), 1)
        return {option: rank for rank, equals in places for option in equals.split("=")}
    return {option: int(number or 1) for option, number in re.findall(r"([a-f])(\d?)", said)}


def document_of(key):
    method, options, said, more = deepcopy(CASES[key])
    by_college = said if any(isinstance(one, dict) for one in said.values()) else {"all": said}
    ballots = {
        name: [(marks(method, says), number) for says, number in votes.items() if says != "blank"]
        for name, votes in by_college.items()
    }
    settings, absent = more.pop("set", {}), more.pop("absent", 0)
    rules, called = more.pop("rules", {}), more.pop("called", {})
    document = a_document(method, list(options), ballots, **more)
    document["election"]["settings"] |= settings
    for college, votes in zip(document["colleges"], by_college.values(), strict=True):
        college["blank"] = votes.get("blank", 0)
        college["present"] = sum(votes.values())
        college["entitled"] = college["present"] + absent
        college["name"] = called.get(college["id"], college["id"])
    document["rules"] |= rules
    document["rules"]["quorum"] = [{"of": "heads", "part": "1/2"}]
    return document


def told(key, lang):
    method = ELECTIONS[CASES[key][0]]
    sheet = read_election_sheet(document_of(key), ELECTIONS)
    persons = PERSONS if method.name == "lists" else {}
    lines = explain_election(sheet, count_election(sheet, ELECTIONS), method, NAMES, lang, persons=persons)
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def text_of(key):
    return "\n".join([*told(key, "fr"), "", *told(key, "en")]) + "\n"


@pytest.mark.parametrize("key", CASES)
def test_the_result_is_told_exactly_as_approved(key):
    assert text_of(key) == (FOLDER / f"{key}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("decimals", "quota"), [(1, "4,3"), (2, "4,33"), (4, "4,3333")])
def test_figures_are_told_with_as_many_decimals_as_asked_for(decimals, quota):
    sheet = read_election_sheet(document_of("stv_passes_on_a_surplus"), ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    told_with = " ".join(explain_election(sheet, result, ELECTIONS["stv"], NAMES, decimals=decimals))
    assert f"il faut plus de {quota}." in told_with.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("key", "lost"),
    [
        ("stv_cut_after_five_decimals", "moins de 0,01 et"),
        ("stv_cut_after_five_decimals_by_colleges", "moins de 0,01 % et"),
    ],
)
def test_what_is_cut_is_told_in_whole_hundredths_whatever_the_decimals(key, lost):
    sheet = read_election_sheet(document_of(key), ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    told_with = " ".join(explain_election(sheet, result, ELECTIONS["stv"], NAMES, decimals=6))
    assert lost in told_with.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_list_whose_persons_are_not_known_gives_its_seats_to_nobody_by_name():
    key = "lists_by_highest_average"
    sheet = read_election_sheet(document_of(key), ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    persons = {**PERSONS, "b": ()}
    told_with = explain_election(sheet, result, ELECTIONS["lists"], NAMES, persons=persons)
    seated = [line.replace("\u00a0", " ") for line in told_with if line.startswith("Les sièges de")]
    assert seated == [
        "Les sièges de « Ada » vont aux premiers noms de la liste, dans son ordre : Ada, Anselme et Aude."
    ]


@pytest.mark.parametrize(
    ("options", "french", "english"),
    [
        ((), "", ""),
        ("a", "Ada", "Ada"),
        ("ab", "Ada et Blaise", "Ada and Blaise"),
        ("abz", "Ada, Blaise et z", "Ada, Blaise and z"),
    ],
)
def test_names_are_told_as_a_list_in_words(options, french, english):
    for lang, said in (("fr", french), ("en", english)):
        assert Speaker(Teller(lang, 2), {}, NAMES, in_points=False).names(options) == said


def test_a_result_is_told_in_the_languages_there_are():
    sheet = read_election_sheet(document_of("consultation"), ELECTIONS)
    result = count_election(sheet, ELECTIONS)
    with pytest.raises(ValueError, match="no sentences in 'de'"):
        explain_election(sheet, result, ELECTIONS["consultation"], NAMES, "de")


@pytest.mark.parametrize(
    ("key", "rounds", "tables"),
    [
        ("consultation", ["answers"], []),
        ("nominations", ["nomination"], []),
        ("consent_given", ["consent"], []),
        ("plurality_of_one_name", ["names"], []),
        ("approval_with_a_threshold", ["names"], []),
        ("cumulative_points", ["points"], []),
        ("lists_with_a_bonus", ["lists"], []),
        ("majority_judgment_of_seven_grades", ["judgment"], ["grades"]),
        ("schulze_without_a_condorcet_winner", None, ["duels", "paths"]),
        ("stv_with_a_whole_quota", ["quota", "out", "rest"], []),
    ],
)
def test_each_round_and_each_table_bears_the_name_that_exports_and_verifiers_know(key, rounds, tables):
    count = count_election(read_election_sheet(document_of(key), ELECTIONS), ELECTIONS).count
    assert [table.name for table in count.tables] == tables
    assert rounds is None or [one.name for one in count.rounds] == rounds


def test_each_approved_text_is_that_of_an_election():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CASES)


if __name__ == "__main__":
    for each in CASES:
        (FOLDER / f"{each}.txt").write_text(text_of(each), encoding="utf-8")
