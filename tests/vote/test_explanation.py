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
from tests.vote.sheets import VOTES_CAST, a_sheet, college, three


def told(document, lang="fr", decimals=2):
    sheet = read_sheet(document)
    return [
        line.replace("\u00a0", " ").replace("\u202f", " ")
        for line in explain(sheet, count(sheet), lang, decimals)
    ]


def test_a_member_reads_what_each_college_said_the_sum_the_bound_and_how_near_it_was():
    assert told(three()) == [
        "Chaque collège apporte ses points au « pour » en proportion de ce que ses membres ont voté.",
        "« A » : 10 pour, 9 contre.",
        (
            "« A » a 40,00 % des points de collège : 10 pour sur 19 (52,63 %), il en apporte donc "
            "21,05 % au « pour »."
        ),
        "« B » : 10 pour, 9 contre.",
        (
            "« B » a 30,00 % des points de collège : 10 pour sur 19 (52,63 %), il en apporte donc "
            "15,79 % au « pour »."
        ),
        "« C » : 0 pour, 100 contre.",
        (
            "« C » a 30,00 % des points de collège : 0 pour sur 100 (0,00 %), il en apporte donc "
            "0,00 % au « pour »."
        ),
        "En tout, 21,05 % + 15,79 % = 36,84 % des points de collège vont au « pour ».",
        "Il faut plus de la moitié : ce n’est pas atteint.",
        "La résolution est rejetée.",
        (
            "Au plus près, 7 voix du collège « A », données pour au lieu de contre, auraient "
            "changé l’issue de ce compte."
        ),
    ]


def test_the_same_is_told_in_english():
    lines = told(three(carry="bloc"), "en")
    assert lines[0] == "Each college brings all its points in favour, or none, by what its members voted."
    assert lines[2] == (
        "“A” has 40.00% of the college points: 10 for, of 19 (52.63%). The bound to carry the "
        "college is more than half: it is met, all its points go in favour."
    )
    assert lines[-4:] == [
        "In all, 40.00% + 30.00% = 70.00% of the college points go in favour.",
        "The bound is more than half: it is met.",
        "The resolution is adopted.",
        (
            "A single voice of the college “A” or of the college “B”, given against instead of for, "
            "would have changed the outcome of this count."
        ),
    ]


def test_parts_that_do_not_add_up_once_rounded_are_said_to_be_added_before():
    colleges = [college(key, "1", 1, 1) for key in "ABC"]
    lines = told(a_sheet(*colleges, majority={"part": "2/3"}))
    assert "En tout, 16,67 % + 16,67 % + 16,67 % = 50,00 % des points de collège vont au « pour »." in lines
    assert "Ces parts sont ajoutées avant d’être arrondies." in lines
    assert "Ces parts sont ajoutées avant d’être arrondies." not in told(three())


def test_a_base_that_is_not_the_whole_is_told_with_the_division():
    gone = college("D", "10", entitled=9, present=0)
    lines = told(a_sheet(college("A", "45", 9, 1), college("B", "25", 9, 1), college("C", "20", 1, 9), gone))
    at = lines.index("En tout, 40,50 % + 22,50 % + 2,00 % = 65,00 % des points de collège vont au « pour ».")
    assert lines[at + 1] == (
        "Les points qui comptent dans ce vote font 90,00 % du tout : 65,00 % sur 90,00 %, cela fait 72,22 %."
    )
    assert not [line for line in told(three()) if line.startswith("Les points qui comptent")]


SAID = {"in_favour": 7, "against": 3, "abstain": 1, "blank": 2, "spoiled": 3, "present": 17, "entitled": 24}


@pytest.mark.parametrize(
    ("reading", "sentences"),
    [
        (
            {},
            [(
                 "Ne comptent ni pour ni contre, d’après les règles : 1 abstention, 2 blancs, 3 nuls, 1 "
                 "présent sans réponse."
             )],
        ),
        (
            {"abstain": "for", "blank": "base", "absent": "base"},
            ["Comptent comme des voix pour, d’après les règles : 1 abstention.",
             (
                 "Comptent dans le total sans être pour, d’après les règles : 2 blancs, 7 absents. Ces "
                 "voix pèsent donc contre."
             ),
             "Ne comptent ni pour ni contre, d’après les règles : 3 nuls, 1 présent sans réponse."],
        ),
    ],
)  # fmt: skip
def test_how_each_answer_is_read_is_told_once(reading, sentences):
    said = college("all", "1", **SAID)
    lines = told(a_sheet(said, carry="single_body", reading={**VOTES_CAST, **reading}))
    assert lines[0] == "Toutes les voix sont additionnées : chacune compte autant."
    assert lines[1 : 1 + len(sentences)] == sentences
    assert lines[1 + len(sentences)] == (
        "« all » : 7 pour, 3 contre, 1 abstention, 2 blancs, 3 nuls, 1 présent sans réponse, 7 absents."
    )
    assert ("« all » apporte ainsi 8 au « pour », sur 20 au total." in lines) is bool(reading)


def test_several_of_each_answer_and_one_of_each_are_said_in_their_number():
    ones = college("A", "1", 5, 5, abstain=2, blank=1, spoiled=1, present=16, entitled=17)
    assert told(a_sheet(ones, carry="single_body"))[2] == (
        "« A » : 5 pour, 5 contre, 2 abstentions, 1 blanc, 1 nul, 2 présents sans réponse, 1 absent."
    )


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
        (4, 996, 0, "0 % (exactement 1/250)"),
        (996, 4, 0, "100 % (exactement 249/250)"),
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
    assert f"cela fait {shown}" in line


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


WORDS = {
    "neutral": "Ses points de collège (20,00 % du tout) sont retirés du total, qui en devient plus petit.",
    "stays": (
        "Ses points de collège (20,00 % du tout) restent dans le total, sans rien au « pour » "
        ": ils pèsent contre."
    ),
    "share_equally": (
        "Ses points de collège (20,00 % du tout) sont partagés à égalité entre les collèges en "
        "jeu, sans qu’aucun en reçoive au-delà de 50,00 % du total."
    ),
    "share_pro_rata": (
        "Ses points de collège (20,00 % du tout) sont partagés entre les collèges en jeu en "
        "proportion des leurs, sans qu’aucun en reçoive au-delà de 50,00 % du total."
    ),
}


@pytest.mark.parametrize(
    ("why", "rule", "left", "policies"),
    [
        ("« D » n’a aucun membre.", "empty_college", {"entitled": 0}, WORDS),
        (
            "Personne de « D » ne prend part à ce vote, ni présent ni représenté.",
            "absent_college",
            {"entitled": 9, "present": 0},
            WORDS,
        ),
        (
            "Aucun membre de « D » ne peut voter sur cette résolution.",
            "absent_college",
            {"members": 9, "entitled": 0},
            WORDS,
        ),
        (
            "Aucune des réponses de « D » ne compte.",
            "silent_college",
            {"abstain": 9},
            ("neutral", "stays"),
        ),
    ],
)
def test_why_a_college_left_and_what_became_of_its_points(why, rule, left, policies):
    colleges = [college("A", "30", 9, 1), college("B", "30", 9, 1), college("C", "20", 9, 1)]
    for policy in policies:
        lines = told(a_sheet(*colleges, college("D", "20", **left), **{rule: policy}))
        at = lines.index(why)
        assert lines[at + 1] == WORDS[policy]
        spoken = [line for line in lines if line.startswith("« D » :")]
        assert bool(spoken) is (rule == "silent_college")


@pytest.mark.parametrize(
    ("tie", "end"),
    [
        ("against", "d’après les règles, aucun de ses points ne va au « pour »."),
        ("split", "d’après les règles, la moitié de ses points, 20,00 %, va au « pour »."),
        ("leaves_base", "d’après les règles, ses points sont retirés du total."),
    ],
)
def test_a_tie_inside_a_college_is_told(tie, end):
    document = a_sheet(college("A", "40", 5, 5), college("B", "60", 9, 1), carry="bloc", bloc={"tie": tie})
    assert told(document)[2] == (
        f"« A » a 40,00 % des points de collège, et se partage en deux moitiés égales (5 sur 10) : {end}"
    )


def test_suspended_weights_and_a_double_majority_are_told():
    suspended = told(a_sheet(college("A", "40", 9, 1), college("B", "60", entitled=0)))
    assert suspended[0] == (
        "Il reste moins de 3 collèges en jeu : leurs points sont suspendus pour ce vote, et "
        "les voix de tous les collèges sont additionnées."
    )
    assert "En tout, 9 voix sont pour, sur 10 qui comptent : cela fait 90,00 %." in suspended
    double = told(three(carry="double_majority"))
    assert (
        "Il faut aussi que plus de la moitié des collèges en jeu soient favorables, chacun à "
        "plus de la moitié de ses voix : 2 sur 3 le sont, c’est atteint."
    ) in double
    missed = told(
        a_sheet(college("A", "50", 9, 1), college("B", "50", 1, 9), carry="double_majority", min_colleges=1)
    )
    assert "1 sur 2 le sont, ce n’est pas atteint." in missed[-3]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            three(carry="bloc"),
            (
                "Une seule voix du collège « A » ou du collège « B », donnée contre au lieu de pour, aurait "
                "changé l’issue de ce compte."
            ),
        ),
        (
            a_sheet(college("all", "1", 4, 6), carry="single_body"),
            "Au plus près, 2 voix, données pour au lieu de contre, auraient changé l’issue de ce compte.",
        ),
        (
            a_sheet(college("all", "1", 8, 4), carry="single_body"),
            "Au plus près, 2 voix, données contre au lieu de pour, auraient changé l’issue de ce compte.",
        ),
        (
            a_sheet(college("all", "1", 5, 5), carry="single_body"),
            "Une seule voix, donnée pour au lieu de contre, aurait changé l’issue de ce compte.",
        ),
        (
            a_sheet(college("all", "1", abstain=5), carry="single_body"),
            "Aucune voix donnée dans l’autre sens n’aurait changé l’issue de ce compte.",
        ),
        (
            a_sheet(*(college(key, "1", 9) for key in "ABC"), carry="bloc"),
            (
                "Aucun collège, en donnant ses voix dans l’autre sens, n’aurait changé à lui seul "
                "l’issue de ce compte."
            ),
        ),
    ],
)
def test_the_nearest_flip_is_told_with_its_number_its_college_and_its_way(document, sentence):
    assert told(document)[-1] == sentence


def test_nothing_counted_is_told():
    assert "Rien de ce qui a été dit ne compte : rien ne peut être adopté." in told(
        a_sheet(college("A", "1", abstain=9))
    )


def test_large_numbers_are_grouped():
    document = a_sheet(college("all", "1", 66666, 33334), carry="single_body")
    assert "66 666 pour, 33 334 contre" in told(document)[1]
    assert "66,666 for, 33,334 against" in told(document, "en")[1]


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


def test_french_punctuation_stays_with_its_words():
    sheet = read_sheet(three())
    lines = explain(sheet, count(sheet))
    assert lines[1] == "«\u00a0A\u00a0»\u00a0: 10 pour, 9 contre."
    assert not [line for line in lines if " :" in line or "« " in line or " »" in line or " %" in line]
    english = explain(sheet, count(sheet), "en")
    assert not [line for line in english if "\u00a0" in line]
