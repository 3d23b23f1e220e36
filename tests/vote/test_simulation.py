"""The same voices under other rules, side by side."""

from fractions import Fraction

import pytest

from governance.vote.carry import Bound
from governance.vote.sheet import Leaving, read_sheet
from governance.vote.simulation import (
    SENTENCES,
    Variation,
    differences,
    simulate,
    variations,
)
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college, three

F = Fraction
SPACES = str.maketrans("\u00a0\u202f", "  ")


def simulated(document, *asked):
    return simulate(read_sheet(document), [Variation("in_force"), *asked])


def told(document, asked, lang="fr"):
    before, after = simulated(document, asked)
    return [line.translate(SPACES) for line in differences(before, after, lang)]


@pytest.mark.parametrize("way", ["single_body", "proportional", "bloc", "double_majority"])
def test_the_rules_in_force_come_first_then_the_other_ways_and_each_is_counted_as_a_poll_is(way):
    document = three(carry=way)
    found = simulate(read_sheet(document), variations(read_sheet(document)))
    assert found[0].variation.key == "in_force"
    assert found[0].result == count(read_sheet(document))
    others = [one.variation.key for one in found[1:]]
    assert others == [
        each for each in ("single_body", "proportional", "bloc", "double_majority") if each != way
    ]
    for one in found[1:]:
        assert one.result == count(read_sheet(three(carry=one.variation.key)))


def test_what_one_would_change_comes_second_and_only_when_it_changes_something():
    sheet = read_sheet(three())
    nothing = Variation("changed")
    assert not nothing.changes
    assert [each.key for each in variations(sheet, nothing)][:2] == ["in_force", "single_body"]
    for some in (
        Variation("changed", carry="bloc"),
        Variation("changed", empty_college=Leaving.STAYS),
        Variation("changed", absent_college=Leaving.STAYS),
        Variation("changed", majority=Bound(F(2, 3))),
        Variation("changed", points={"A": F(10)}),
    ):
        assert some.changes
        assert [each.key for each in variations(sheet, some)][:2] == ["in_force", "changed"]


def test_one_college_is_carried_alike_by_every_rule_so_no_other_is_shown():
    sheet = read_sheet(a_sheet(college("all", "1", 6, 4), carry="single_body"))
    assert [each.key for each in variations(sheet)] == ["in_force"]
    changed = Variation("changed", majority=Bound(F(2, 3)))
    assert [each.key for each in variations(sheet, changed)] == ["in_force", "changed"]
    two = read_sheet(a_sheet(college("A", "1", 6, 4), college("B", "1", 6, 4)))
    assert [each.key for each in variations(two)] == ["in_force", "single_body", "bloc", "double_majority"]


def test_a_variation_changes_what_it_names_and_nothing_else():
    sheet = read_sheet(three(empty_college="share_equally", absent_college="neutral", min_colleges=2))
    varied = Variation(
        "changed",
        "bloc",
        Leaving.STAYS,
        Leaving.SHARE_PRO_RATA,
        Bound(F(3, 5), at_least=True),
        {"B": F(1, 3)},
    ).of(sheet)
    rules = varied.rules
    assert (rules.carry, rules.empty_college, rules.absent_college) == ("bloc", "stays", "share_pro_rata")
    assert rules.majority == Bound(F(3, 5), at_least=True)
    assert (rules.reading, rules.bloc, rules.min_colleges) == (sheet.rules.reading, sheet.rules.bloc, 2)
    assert [each.points for each in varied.colleges] == [40, F(1, 3), 30]
    assert [each.counts for each in varied.colleges] == [each.counts for each in sheet.colleges]
    assert Variation("in_force").of(sheet) == sheet


def test_shares_of_the_total_add_up_to_what_the_result_says():
    for way in ("single_body", "proportional", "bloc", "double_majority"):
        (one,) = simulate(read_sheet(three(carry=way)), [Variation(way, carry=way)])
        assert sum(share for share, _ in one.shares()) == 1
        assert sum(brought for _, brought in one.shares()) == one.result.part
    gone = college("D", "10", entitled=0)
    stays = a_sheet(college("A", "50", 9, 1), college("B", "40", 9, 1), gone, empty_college="stays")
    (one,) = simulate(read_sheet(stays), [Variation("in_force")])
    assert [share for share, _ in one.shares()] == [F(1, 2), F(2, 5), 0]
    neutral = {**stays, "rules": {**stays["rules"], "empty_college": "neutral"}}
    (one,) = simulate(read_sheet(neutral), [Variation("in_force")])
    assert one.shares() == ((F(5, 9), F(1, 2)), (F(4, 9), F(2, 5)), (0, 0))
    nothing = a_sheet(college("A", "1", abstain=9))
    (one,) = simulate(read_sheet(nothing), [Variation("in_force")])
    assert one.shares() == ((0, 0),)


def test_a_contrary_decision_says_which_college_made_it():
    assert told(three(), Variation("bloc", carry="bloc")) == [
        "Décision contraire : adoptée, avec 70,00 % pour au lieu de 36,84 %.",
        "« A » apporte 40,00 % pour au lieu de 21,05 %.",
        "« B » apporte 30,00 % pour au lieu de 15,79 %.",
    ]


def test_the_same_decision_says_what_moved():
    lines = told(three(), Variation("single_body", carry="single_body"))
    assert lines[0] == "Même décision : rejetée, avec 14,49 % pour au lieu de 36,84 %."
    assert lines[1] == (
        "« A » compte pour 13,77 % du total au lieu de 40,00 %, et apporte 7,25 % pour au lieu de 21,05 %."
    )
    assert lines[3] == "« C » compte pour 72,46 % du total au lieu de 30,00 %."
    assert told(three(), Variation("double_majority", carry="double_majority")) == [
        "Même décision, et mêmes chiffres : rejetée, avec 36,84 % pour."
    ]


def test_another_majority_is_told_with_the_one_it_replaces():
    document = a_sheet(college("all", "1", 6, 4), carry="single_body")
    assert told(document, Variation("changed", majority=Bound(F(2, 3), at_least=True))) == [
        "Décision contraire, avec les mêmes 60,00 % pour : rejetée.",
        "Il faut au moins les deux tiers, au lieu de plus de la moitié.",
    ]
    assert told(document, Variation("changed", majority=Bound(F(1, 2)))) == [
        "Même décision, et mêmes chiffres : adoptée, avec 60,00 % pour."
    ]


def test_weights_that_another_policy_suspends_are_told():
    document = a_sheet(
        college("A", "40", 9, 1),
        college("B", "30", 1, 9),
        college("C", "30", entitled=0),
        empty_college="neutral",
    )
    lines = told(document, Variation("changed", empty_college=Leaving.SHARE_EQUALLY))
    assert "Il reste moins de 3 collèges en jeu : les points de collège sont suspendus." in lines
    assert not [line for line in told(document, Variation("bloc", carry="bloc")) if "suspendus" in line]


def test_a_missed_quorum_decides_whatever_the_rules():
    document = three(quorum=[{"of": "heads", "part": "1"}])
    document["colleges"][0]["entitled"] = 99
    assert told(document, Variation("bloc", carry="bloc"))[0] == (
        "Le quorum décide, pas le compte : rien n’est décidé, le quorum manque."
    )
    (one,) = simulated(document)
    assert one.passed is False


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"A": F(98)}, "Le quorum décide, pas le compte : rien n’est décidé, le quorum manque."),
        ({"A": F(98)}, {}, "Ici, le quorum est atteint : adoptée, avec 90,00 % pour."),
        (
            {"A": F(98)},
            {"A": F(99)},
            "Le quorum décide, pas le compte : rien n’est décidé, le quorum manque.",
        ),
    ],
)
def test_points_that_move_a_quorum_of_points_decide_whether_anything_is_decided(before, after, said):
    absent = college("A", "1", entitled=9, present=0)
    document = a_sheet(absent, college("B", "1", 9, 1), quorum=[{"of": "points", "part": "1/2"}])
    pair = simulate(read_sheet(document), [Variation("x", points=before), Variation("y", points=after)])
    assert differences(*pair, "fr")[0].translate(SPACES) == said


IN_BLOCS = {"carry": "bloc", "bloc": {"part": "3/5"}, "second_round": {"part": "1/2"}}


@pytest.mark.parametrize(
    ("before", "after", "french", "english"),
    [
        (
            "proportional",
            "bloc",
            "Ici, rien n’est décidé avant un second tour.",
            "Here, nothing is decided before a second round.",
        ),
        (
            "bloc",
            "proportional",
            "Ici, pas de second tour : adoptée, avec 76,67 % pour.",
            "Here, no second round: adopted, with 76.67% for.",
        ),
    ],
)
def test_a_second_round_that_only_one_of_two_rules_asks_for_is_told(before, after, french, english):
    document = a_sheet(college("A", "1", 5, 5), college("B", "1", 9, 1), college("C", "1", 9, 1), **IN_BLOCS)
    pair = simulate(read_sheet(document), [Variation(way, carry=way) for way in (before, after)])
    assert differences(*pair, "fr")[0].translate(SPACES) == french
    assert differences(*pair, "en")[0] == english


def test_rules_that_miss_the_quorum_decide_nothing_though_the_others_asked_for_a_second_round():
    absent = college("D", "1", entitled=9, present=0)
    spoke = (college("A", "1", 5, 5), college("B", "1", 9, 1), college("C", "1", 9, 1))
    document = a_sheet(*spoke, absent, **IN_BLOCS, quorum=[{"of": "points", "part": "1/2"}])
    assert told(document, Variation("changed", points={"D": F(9)}))[0] == (
        "Le quorum décide, pas le compte : rien n’est décidé, le quorum manque."
    )


def test_nothing_that_counts_has_no_part():
    document = a_sheet(*(college(key, "1", abstain=9) for key in "ABC"))
    assert told(document, Variation("bloc", carry="bloc")) == [
        "Même décision, et mêmes chiffres : rejetée, avec aucune part pour."
    ]


def test_the_same_is_told_in_english_and_no_other_language():
    assert told(three(), Variation("bloc", carry="bloc"), "en")[:2] == [
        "The contrary decision: adopted, with 70.00% for instead of 36.84%.",
        "“A” brings 40.00% for instead of 21.05%.",
    ]
    with pytest.raises(ValueError, match="de"):
        told(three(), Variation("bloc", carry="bloc"), "de")


def test_every_sentence_has_the_same_facts_in_both_languages():
    for french, english in SENTENCES.values():
        facts = [sorted(part.split(")")[0] for part in each.split("%(")[1:]) for each in (french, english)]
        assert facts[0] == facts[1]
