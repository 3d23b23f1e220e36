"""What deserves a look beside a result, in full sentences that name the colleges."""

import json

import pytest

from governance.vote.cautions import cautions, passed_before_quorum
from governance.vote.command import count_documents
from governance.vote.sheet import read_sheet
from governance.vote.tally import count
from tests.vote.sheets import VOTES_CAST, a_sheet, college, counted, three

SPACES = str.maketrans("\u00a0\u202f", "  ")


def warned(document, lang="fr"):
    sheet = read_sheet(document)
    return [(name, said.translate(SPACES)) for name, said in cautions(sheet, count(sheet), lang)]


def sentences(document, name, lang="fr"):
    return [said for warning, said in warned(document, lang) if warning == name]


def large(key, points, in_favour=9, against=1):
    return college(key, points, in_favour, against)


def test_a_quiet_result_has_nothing_to_say():
    assert warned(a_sheet(large("A", "40"), large("B", "30"), large("C", "30"))) == []


@pytest.mark.parametrize(
    ("document", "views", "court"),
    [
        (
            three(carry="bloc"),
            (
                "les pour et les contre de tous, additionnés : rejetée ; une personne, une voix, sans "
                "collèges : rejetée ; chaque collège au prorata de ses voix : rejetée ; chaque collège "
                "d’un seul bloc : adoptée"
            ),
            "Ce compte adopte sans plus de voix pour que de voix contre. La Cour de cassation exige",
        ),
        (
            three(carry="proportional"),
            "chaque collège d’un seul bloc : adoptée",
            "Ce compte rejette, et il n’y a pas plus de voix pour que de voix contre",
        ),
        (
            a_sheet(college("all", "1", 6, 5), carry="single_body", majority={"part": "2/3"}),
            (
                "(les pour et les contre de tous, additionnés : adoptée ; une personne, une voix, sans "
                "collèges : rejetée)"
            ),
            "Ce compte rejette alors qu’il y a plus de voix pour que de voix contre.",
        ),
        (
            a_sheet(large("A", "50", 5, 4), large("B", "30", 5, 4), large("C", "20", 1, 1), carry="bloc",
                    majority={"part": "2/3"}),
            "chaque collège au prorata de ses voix : rejetée ; chaque collège d’un seul bloc : adoptée",
            "Ce compte adopte avec plus de voix pour que de voix contre",
        ),
    ],
)  # fmt: skip
def test_views_that_disagree_are_listed_with_the_floor_of_the_court(document, views, court):
    (said,) = sentences(document, "views_disagree")
    assert views in said
    assert court in said
    assert "Seule la règle des statuts décide." in said
    assert "15 novembre 2024, n° 23-16.670" in said
    (english,) = sentences(document, "views_disagree", "en")
    assert "15 November 2024, no. 23-16.670" in english


def test_a_view_that_has_no_object_is_not_listed():
    document = a_sheet(large("A", "40", 5, 4), college("B", "60", entitled=0), majority={"part": "2/3"})
    (said,) = sentences(document, "views_disagree")
    assert "bloc" not in said
    assert "prorata" not in said


def test_each_small_college_is_named_with_its_number():
    document = a_sheet(
        college("Salariés", "40", 1, 0), college("Usagers", "30", 2, 2), college("Soutiens", "30", 3, 2)
    )
    assert sentences(document, "small_college") == [
        (
            "Une seule personne du collège « Salariés » prend part à ce vote : le détail de ce "
            "collège dit ce qu’elle a voté."
        ),
        (
            "Seules 4 personnes du collège « Usagers » prennent part à ce vote, moins de cinq : le "
            "détail de ce collège peut révéler ce que chacune a voté."
        ),
    ]
    assert sentences(document, "one_voter_carries_college") == [
        (
            "Dans le collège « Salariés », une seule voix compte : elle décide seule de 40,00 % "
            "des points de collège."
        )
    ]


def test_only_colleges_in_play_are_carried_by_one_voice():
    reading = {**VOTES_CAST, "absent": "base"}
    absent = college("D", "10", entitled=1, present=0)
    document = a_sheet(
        college("A", "40", 1, abstain=9), large("B", "30"), large("C", "20"), absent, reading=reading
    )
    (said,) = sentences(document, "one_voter_carries_college")
    assert "« A »" in said


def test_answers_that_count_in_favour_are_listed():
    said = college("all", "1", 6, 4, abstain=3, blank=1)
    document = a_sheet(said, carry="single_body", reading={**VOTES_CAST, "abstain": "for", "blank": "for"})
    assert sentences(document, "counts_for") == [
        "Ces règles comptent comme « pour » des réponses qui ne le disent pas : 3 abstentions, 1 blanc."
    ]


def test_points_that_stay_without_a_college_are_measured():
    gone = college("D", "10", entitled=0)
    document = a_sheet(large("A", "40"), large("B", "30"), large("C", "20"), gone, empty_college="stays")
    assert sentences(document, "stays_weighs_against") == [
        (
            "10,00 % des points de collège restent dans le total alors qu’aucun collège en jeu ne "
            "les porte : ils pèsent contre la résolution."
        )
    ]
    tied = [large("A", "40", 5, 5), large("B", "30"), large("C", "20"), gone]
    same = a_sheet(*tied, empty_college="stays", carry="bloc", bloc={"tie": "leaves_base"})
    assert sentences(same, "stays_weighs_against")[0].startswith("10,00 %")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (("50", "40", "10"), []),
        (
            ("55", "36", "9"),
            [
                (
                    "Dans ce vote, le collège « A » tient 55,00 % du total, plus que les 50,00 % qu’un "
                    "collège peut avoir."
                ),
                (
                    "Dans ce vote, le collège « C » tient 9,00 % du total, moins que les 10,00 % qu’un "
                    "collège doit avoir."
                ),
            ],
        ),
    ],
)
def test_a_college_out_of_bounds_is_named_with_its_part_and_the_bound(points, said):
    document = a_sheet(*(large(key, each) for key, each in zip("ABC", points, strict=True)))
    assert sentences(document, "college_out_of_bounds") == said


def test_bounds_are_judged_on_the_total_left_and_too_few_colleges_are_counted():
    gone = college("C", "10", abstain=9)
    document = a_sheet(large("A", "50"), large("B", "40"), gone)
    assert sentences(document, "college_out_of_bounds") == [
        (
            "Dans ce vote, le collège « A » tient 55,56 % du total, plus que les 50,00 % qu’un "
            "collège peut avoir."
        ),
        "Collèges en jeu dans ce vote : 2. D’après les règles, il en faut au moins 3.",
    ]


def test_suspended_weights_and_a_majority_under_half_are_told():
    suspended = a_sheet(large("A", "40"), college("B", "60", entitled=0))
    assert sentences(suspended, "weights_suspended") == [
        "Les points de collège sont suspendus : chaque collège ne compte plus que par le nombre de ses voix."
    ]
    tie = a_sheet(large("all", "1"), carry="single_body", majority={"part": "1/2", "at_least": True})
    assert sentences(tie, "majority_under_half") == [
        (
            "La majorité demandée par ces règles (au moins la moitié) ne dépasse pas la moitié : "
            "une égalité, ou moins, suffit à adopter."
        )
    ]


@pytest.mark.parametrize("carry", ["single_body", "proportional", "bloc", "double_majority"])
@pytest.mark.parametrize("voices", [(9, 1), (5, 5), (1, 9)])
def test_what_the_count_said_is_known_even_when_the_quorum_is_missed(carry, voices):
    colleges = [large("A", "40", *voices), large("B", "40", *voices), large("C", "20", 1, 9)]
    met = read_sheet(a_sheet(*colleges, carry=carry))
    missed = read_sheet(a_sheet(*colleges, college("D", "1", entitled=999, present=0), carry=carry,
                                quorum=[{"of": "heads", "part": "1"}]))  # fmt: skip
    assert count(missed).adopted is None
    assert passed_before_quorum(met, count(met)) is count(met).adopted
    assert passed_before_quorum(missed, count(missed)) is count(met).adopted


def test_most_points_without_most_colleges_do_not_pass_a_double_majority():
    colleges = [large("A", "50", 10, 0), large("B", "25", 5, 5), large("C", "25", 5, 5)]
    sheet = read_sheet(a_sheet(*colleges, carry="double_majority"))
    assert passed_before_quorum(sheet, count(sheet)) is False


def test_a_majority_of_colleges_is_asked_only_by_the_rule_that_needs_it():
    colleges = [large("A", "50", 10, 0), large("B", "25", 4, 6), large("C", "25", 4, 6)]
    sheet = read_sheet(a_sheet(*colleges))
    assert (count(sheet).colleges_for, passed_before_quorum(sheet, count(sheet))) == (1, True)


def test_half_of_the_colleges_is_not_most_of_them_and_none_is_not_one():
    two = a_sheet(large("A", "60", 10, 0), large("B", "40", 4, 6), carry="double_majority")
    assert passed_before_quorum(read_sheet(two), counted(two)) is False
    one = a_sheet(large("A", "60", 4, 6), carry="double_majority", majority={"part": "1/3"})
    assert passed_before_quorum(read_sheet(one), counted(one)) is False


def test_two_colleges_are_enough_to_list_every_view_in_each_language():
    document = a_sheet(large("A", "60", 6, 4), large("B", "40", 1, 9), carry="bloc")
    (french,) = sentences(document, "views_disagree")
    assert "rejetée ; chaque collège au prorata de ses voix : rejetée ; chaque collège d’un seul" in french
    (english,) = sentences(document, "views_disagree", "en")
    assert "rejected; each college in proportion to its voices: rejected; each college as a bloc" in english


def test_without_a_language_they_are_told_in_french():
    sheet = read_sheet(three(carry="bloc"))
    assert cautions(sheet, count(sheet)) == cautions(sheet, count(sheet), "fr")


def test_a_college_on_a_bound_is_within_it_whatever_the_others():
    above = a_sheet(college("E", "1", entitled=0), large("A", "55"), large("B", "35"), large("C", "9"))
    said = sentences(
        {**above, "rules": {**above["rules"], "empty_college": "stays"}}, "college_out_of_bounds"
    )
    assert [line.split(" tient ")[0] for line in said] == [
        "Dans ce vote, le collège « A »",
        "Dans ce vote, le collège « C »",
    ]
    exactly = a_sheet(large("A", "50"), large("B", "41"), large("C", "9"))
    (line,) = sentences(exactly, "college_out_of_bounds")
    assert "« C » tient 9,00 %" in line
    tenth = a_sheet(large("A", "55"), large("B", "35"), large("C", "10"))
    (line,) = sentences(tenth, "college_out_of_bounds")
    assert "« A » tient 55,00 %" in line


def test_what_a_truncated_sheet_has_lost_is_told_by_the_command_line():
    document = three(carry="bloc")
    document["rules"]["quorum"] = []
    ((whole, _),) = count_documents([json.dumps(document)])
    assert "La feuille ne donne pas" not in whole
    del document["rules"]["quorum"], document["colleges"][1]["against"]
    ((line, faults),) = count_documents([json.dumps(document)])
    told = " ".join(json.loads(line)["explanation"]).replace("\u00a0", " ")
    assert faults == []
    for place in ("rules.quorum", "colleges[1].against"):
        assert f"La feuille ne donne pas {place} : ce compte est fait sans" in told
    assert "colleges[0]" not in told


def test_the_command_line_tells_them_after_the_explanation():
    ((line, _),) = count_documents([json.dumps(three(carry="bloc"))])
    told = json.loads(line)["explanation"]
    assert "n° 23-16.670" in told[-1]
    ((line, _),) = count_documents([json.dumps(three(carry="bloc"))], "en")
    told = json.loads(line)["explanation"]
    assert told[0].startswith("Each college brings")
    assert "no. 23-16.670" in told[-1]
