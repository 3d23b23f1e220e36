"""The sentences a member reads under a result."""

import json

import pytest

from governance.vote.alerts import WARNINGS
from governance.vote.command import count_documents
from governance.vote.explanation import explain
from governance.vote.figures import whole_text
from governance.vote.sentences import SENTENCES
from governance.vote.sheet import read_sheet
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college, three


def told(document, lang="fr", decimals=2):
    sheet = read_sheet(document)
    return [
        line.replace("\u00a0", " ").replace("\u202f", " ")
        for line in explain(sheet, count(sheet), lang, decimals)
    ]


def test_a_member_reads_what_each_college_said_the_sum_the_bound_and_how_near_it_was():
    assert told(three()) == [
        "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont voté.",
        "« A » : pour 10, contre 9, abstentions 0, blancs 0, nuls 0, sans réponse 0, absents 0.",
        (
            "« A » réunit 10 sur 19 au « pour », soit 52,63 % : de ses 40,00 % des points de collège, "
            "21,05 % vont au "
            "« pour »."
        ),
        "« B » : pour 10, contre 9, abstentions 0, blancs 0, nuls 0, sans réponse 0, absents 0.",
        (
            "« B » réunit 10 sur 19 au « pour », soit 52,63 % : de ses 30,00 % des points de collège, "
            "15,79 % vont au "
            "« pour »."
        ),
        "« C » : pour 0, contre 100, abstentions 0, blancs 0, nuls 0, sans réponse 0, absents 0.",
        (
            "« C » réunit 0 sur 100 au « pour », soit 0,00 % : de ses 30,00 % des points de collège, "
            "0,00 % vont au "
            "« pour »."
        ),
        "En tout, 36,84 % des points de collège sont pour, sur 100,00 % qui comptent : cela fait 36,84 %.",
        "Il faut plus de la moitié : ce n’est pas atteint.",
        "La résolution est rejetée.",
        "Au plus près, 7 voix du collège « A », données pour au lieu de contre, auraient changé l’issue.",
    ]


def test_the_same_is_told_in_english():
    lines = told(three(carry="bloc"), "en")
    assert lines[0] == "Each college brings all its points in favour, or none, by what its members voted."
    assert lines[-4:] == [
        "In all, 70.00% of the college points are in favour, out of 100.00% that count: that is 70.00%.",
        "The bound is more than half: it is met.",
        "The resolution is adopted.",
        "A single voice of the college “A”, given against instead of for, would have changed the outcome.",
    ]


TWO_THIRDS = {"part": "2/3", "at_least": True}


@pytest.mark.parametrize(
    ("in_favour", "against", "decimals", "shown"),
    [
        (66666, 33334, 2, "66,67 % (exactement 33333/50000)"),
        (2, 1, 2, "66,67 % (exactement 2/3)"),
        (66660, 33340, 2, "66,66 %."),
        (66666, 33334, 3, "66,666 %."),
        (66, 34, 0, "66 %."),
        (67, 33, 0, "67 % (exactement 67/100)"),
        (99999, 1, 2, "100,00 % (exactement 99999/100000)"),
        (1, 99999, 2, "0,00 % (exactement 1/100000)"),
        (5, 0, 2, "100,00 %."),
    ],
)
def test_the_exact_fraction_stands_beside_a_percentage_that_looks_like_the_bound(
    in_favour, against, decimals, shown
):
    document = a_sheet(college("all", "1", in_favour, against), carry="single_body", majority=TWO_THIRDS)
    (line,) = (line for line in told(document, decimals=decimals) if line.startswith("En tout"))
    assert shown in line


@pytest.mark.parametrize(
    ("majority", "words"),
    [
        ({"part": "1/2"}, "Il faut plus de la moitié :"),
        (TWO_THIRDS, "Il faut au moins les deux tiers :"),
        ({"part": "3/4"}, "Il faut plus des trois quarts :"),
        ({"part": "1", "at_least": True}, "Il faut la totalité :"),
        ({"part": "3/5"}, "Il faut plus de 60,00 % (3/5) :"),
        ({"part": "5/7", "at_least": True}, "Il faut au moins 71,43 % (5/7) :"),
    ],
)
def test_the_bound_is_said_in_words(majority, words):
    assert [line for line in told(three(majority=majority)) if line.startswith(words)]


@pytest.mark.parametrize(
    ("why", "rule", "left", "sentence"),
    [
        ("« D » n’a aucun membre.", "empty_college", {"entitled": 0}, None),
        (
            "Personne du collège « D » ne prend part à ce vote.",
            "absent_college",
            {"entitled": 9, "present": 0},
            None,
        ),
        ("Aucune réponse du collège « D » ne compte.", "silent_college", {"abstain": 9}, None),
        (None, "empty_college", {"entitled": 0}, "share_equally"),
        (None, "empty_college", {"entitled": 0}, "share_pro_rata"),
    ],
)
def test_why_a_college_left_and_what_became_of_its_points(why, rule, left, sentence):
    colleges = [college("A", "30", 9, 1), college("B", "30", 9, 1), college("C", "20", 9, 1)]
    for policy in [sentence] if sentence else ["neutral", "stays"]:
        lines = told(a_sheet(*colleges, college("D", "20", **left), **{rule: policy}))
        assert why is None or why in lines
        words = {
            "neutral": "Les points de « D » sont retirés du total.",
            "stays": "Les points de « D » restent dans le total et pèsent contre.",
            "share_equally": "Les points de « D » sont partagés à égalité entre les collèges en "
            "jeu, sans qu’aucun "
            "en reçoive au-delà de 50,00 % du total.",
            "share_pro_rata": "Les points de « D » sont partagés entre les collèges en jeu en proportion des "
            "leurs, sans qu’aucun en reçoive au-delà de 50,00 % du total.",
        }
        assert words[policy] in lines


@pytest.mark.parametrize("tie", ["against", "split", "leaves_base"])
def test_a_tie_inside_a_college_is_told(tie):
    document = a_sheet(college("A", "40", 5, 5), college("B", "60", 9, 1), carry="bloc", bloc={"tie": tie})
    line = told(document)[2]
    assert "5 sur 10" in line
    assert ("moitiés égales" in line) is (tie != "against")


def test_a_missed_quorum_is_told_and_decides_nothing():
    document = a_sheet(
        college("A", "40", 9, 1, entitled=100),
        carry="single_body",
        quorum=[{"of": of, "part": "1/10"} for of in ("heads", "points")]
        + [{"of": "each_college", "part": "1/5"}],
    )
    lines = told(document)
    assert lines[-5:-1] == [
        (
            "Quorum : 10,00 % (exactement 1/10) des électeurs sont présents ou représentés. Il faut au moins "
            "10,00 % (1/10) : il est atteint."
        ),
        (
            "Quorum en points de collège : la présence vaut 10,00 % (exactement 1/10). Il faut "
            "au moins 10,00 % (1/10) : il est atteint."
        ),
        (
            "Quorum dans chaque collège : présence d’au moins 10,00 %. Il faut au moins le "
            "cinquième : il n’est pas "
            "atteint."
        ),
        "Le quorum n’est pas atteint : rien n’est décidé, quel que soit le compte.",
    ]


def test_suspended_weights_and_a_double_majority_are_told():
    suspended = told(a_sheet(college("A", "40", 9, 1), college("B", "60", entitled=0)))
    assert suspended[0].startswith("Trop peu de collèges restent en jeu")
    assert "« B » n’apporte aucune voix qui compte." in suspended
    double = told(three(carry="double_majority"))
    assert (
        "Il faut aussi que plus de la moitié des collèges en jeu soient favorables (2 sur 3) : c’est atteint."
        in double
    )


def test_nothing_counted_is_told():
    assert "Rien de ce qui a été dit ne compte : rien ne peut être adopté." in told(
        a_sheet(college("A", "1", abstain=9))
    )


def test_large_numbers_are_grouped():
    document = a_sheet(college("all", "1", 66666, 33334), carry="single_body")
    assert "pour 66 666, contre 33 334" in told(document)[1]
    assert "for 66,666, against 33,334" in told(document, "en")[1]


def test_every_sentence_is_written_in_both_languages_with_the_same_facts():
    for french, english in [*SENTENCES.values()]:
        assert sorted(part.split(")")[0] for part in french.split("%(")[1:]) == sorted(
            part.split(")")[0] for part in english.split("%(")[1:]
        )
        assert "'" not in french
    assert all(sentence.endswith(".") for sentence in WARNINGS.values())


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="no sentences in 'de'"):
        told(three(), "de")


def test_documents_are_counted_in_order_and_a_faulty_one_says_why():
    good = json.dumps(three())
    lines = list(count_documents([good, "{}", good.encode()], "fr"))
    assert [faults == [] for _, faults in lines] == [True, False, True]
    assert json.loads(lines[1][0]) == {"faults": lines[1][1]}
    assert lines[0] == lines[2]
    result = json.loads(lines[0][0])
    assert list(result) == [
        "adopted", "for", "base", "part", "weights", "colleges_for", "colleges_in_play", "quorum", "colleges",
        "views", "warnings", "flips", "explanation",
    ]  # fmt: skip
    assert next(iter(count_documents(["{}"], "en")))[1][0] == "rules: this key is required."


@pytest.mark.parametrize("name", ["ligne\nsuite", "\u2028\u2029\u0085", "\x00\x1b[2J", "é" * 5000, "💶"])
def test_a_name_never_breaks_the_line(name):
    document = three()
    document["colleges"][0]["name"] = name
    ((line, _),) = count_documents([json.dumps(document, ensure_ascii=False)])
    assert line.isascii()
    assert len(line.splitlines()) == 1


def test_fractions_of_any_length_are_written():
    assert whole_text(10**9001 + 7) == "1" + "0" * 9000 + "7"
    assert whole_text(0) == "0"
    colleges = [college(f"c{rank}", f"1/{10**900 + rank}", 2 * rank + 1, 1) for rank in range(12)]
    ((line, faults),) = count_documents([json.dumps(a_sheet(*colleges))])
    assert not faults
    assert len(json.loads(line)["part"]) > 4300
