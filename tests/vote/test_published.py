"""Results that cooperatives and bodies near them published, made again from their own numbers."""

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from apportionment import methods as outside

from governance.units import parse_part, percent
from governance.vote.apportion import SeatRule, apportion
from governance.vote.result import result_document
from tests.vote.elections import elected
from tests.vote.sheets import a_sheet, counted
from tests.vote.test_cases import as_college

FILE = Path(__file__).parent.parent / "cases" / "published_results.yaml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))
FIGURES = [(case["case"], figure) for case in CASES for figure in case.get("figures", ())]


def having(key):
    return pytest.mark.parametrize(
        "case", [case for case in CASES if key in case], ids=lambda case: case["case"]
    )


def least(whole, bound, *, strictly):
    """Give the smallest number out of `whole` that reaches (or exceeds) a part."""
    wanted = parse_part(bound) * whole
    return next(n for n in range(whole + 1) if (n > wanted if strictly else n >= wanted))


def computed(figure):
    """Give a figure as its source would print it, from the numbers the source gives."""
    if "of" in figure:
        return percent(Fraction(figure["of"], figure["out_of"]), figure["decimals"])
    if "least" in figure:
        strictly = "exceeding" in figure
        return str(least(figure["least"], figure["exceeding" if strictly else "reaching"], strictly=strictly))
    if "product" in figure:
        return str(figure["product"][0] * figure["product"][1])
    whole = sum(parse_part(str(term)) for term in figure["sum"])
    return str(whole) if whole.denominator == 1 else f"{float(whole):.2f}".rstrip("0")


@pytest.mark.parametrize(
    ("name", "figure"), FIGURES, ids=[f"{name}, {figure['what']}" for name, figure in FIGURES]
)
def test_a_printed_figure_is_what_its_own_numbers_give_or_the_case_says_which_is_wrong(name, figure):
    found, printed = computed(figure), figure["printed"]
    if "wrong" in figure:
        assert found == figure["computed"] != printed, name
        assert figure["wrong"].strip().endswith(".")
    elif "." in found and "." not in printed:
        assert found == f"{printed}.{'0' * figure['decimals']}", "zeros were dropped"
    else:
        assert found == printed, name


@having("colleges")
def test_the_printed_outcome_is_the_one_counted(case):
    result = counted(a_sheet(*map(as_college, case["colleges"]), **case.get("rules", {})))
    found = result_document(result)
    by_college = {one["id"]: one for one in found["colleges"]}
    for key, wanted in case["expected"].items():
        if key == "by_college":
            for college, facts in wanted.items():
                assert {fact: by_college[college][fact] for fact in facts} == facts, case["why"]
        else:
            assert found[key] == wanted, f"{key}: {case['why']}"


@having("seats")
def test_the_printed_seats_are_those_of_the_highest_average_after_the_bonus_of_the_first_list(case):
    votes, printed, bonus = (case["seats"][key] for key in ("votes", "printed", "bonus"))
    seats = sum(printed)
    assert bonus in {0, -(-seats // 2)}, "half of the seats, rounded up"
    shared = outside.compute("dhondt", votes, seats - bonus, verbose=False)
    shared[votes.index(max(votes))] += bonus
    assert shared == printed
    ours = elected("lists", ("first", "second"), [({"first": 1}, votes[0]), ({"second": 1}, votes[1])],
                   seats=seats, bonus="1/2" if bonus else "0")  # fmt: skip
    assert [ours.count.seats_of.get(name, 0) for name in ("first", "second")] == printed
    if bonus:
        assert outside.compute("dhondt", votes, seats, verbose=False) != printed, "without it, another result"


@having("shared")
def test_the_seats_of_the_colleges_are_those_of_the_largest_remainder_of_their_points(case):
    points, printed = case["shared"]["points"], case["shared"]["printed"]
    assert outside.compute("hamilton", points, sum(printed), verbose=False) == printed
    by_college = {str(rank): Fraction(each) for rank, each in enumerate(points)}
    ours = apportion(SeatRule.LARGEST_REMAINDER_HARE, by_college, sum(printed), lambda tied, seats: None)
    assert [ours.seats_of[college] for college in by_college] == printed


@having("rounding")
def test_two_thirds_less_one_and_one_third_plus_one_lose_no_vote(case):
    asked = case["rounding"]
    total = asked["total"]
    assert (2 * total) // 3 - 1 == asked["two_thirds_less_one"]
    assert -(-total // 3) + 1 == asked["one_third_plus_one"]
    for other in range(3, 400):
        assert ((2 * other) // 3 - 1) + (-(-other // 3) + 1) == other


@having("remainders")
def test_blank_proxies_need_a_rule_of_rounding_that_the_page_does_not_give(case):
    asked = case["remainders"]
    exact = [parse_part(part) * asked["total"] for part in asked["parts"]]
    assert all(part.denominator != 1 for part in exact)
    weights = [int(part * 100) for part in map(parse_part, asked["parts"])]
    assert outside.compute("hamilton", weights, asked["total"], verbose=False) == asked["printed"]
    assert asked["printed"][0] > 30, "more than the same page lets one holder have"


@having("scale")
def test_the_scale_of_the_clubs_steps_where_it_says(case):
    def votes(licences):
        if licences >= 60:
            return 3 + (licences - 60) // 30 + 1
        return 1 + (licences >= 15) + (licences >= 35)

    assert {licences: votes(licences) for licences in case["scale"]} == case["scale"]


def test_no_two_camps_of_the_audacieuse_weigh_the_same():
    points = (35, 35, 20, 10)
    camps = [sum(camp) for size in range(5) for camp in combinations(points, size)]
    assert 50 not in camps


def test_every_case_names_its_public_source_and_says_why():
    for case in CASES:
        sources = case["source"] if isinstance(case["source"], list) else [case["source"]]
        assert all(source.startswith(("https://", "http://")) for source in sources)
        assert case["why"].strip().endswith(".")
    assert len({case["case"] for case in CASES}) == len(CASES) >= 40
