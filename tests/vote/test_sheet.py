"""Sheets are read strictly, and everything wrong is named at once."""

import json
from fractions import Fraction

import pytest

from governance.vote.sheet import FaultySheet, parse_sheet, read_sheet, sheet_document
from tests.vote.sheets import a_sheet, college, three


def faults(document, lang="fr"):
    with pytest.raises(FaultySheet) as caught:
        read_sheet(document, lang)
    return caught.value.faults


def text_faults(text, lang="fr"):
    with pytest.raises(FaultySheet) as caught:
        parse_sheet(text, lang)
    return caught.value.faults


def with_rule(key, value):
    return a_sheet(college("A", "1", 6, 4), **{key: value})


def with_field(key, value):
    return a_sheet({**college("A", "1", 6, 4), key: value})


def test_what_is_left_out_has_its_value_written_in_the_rules():
    sheet = read_sheet(a_sheet({"id": "A", "points": "40", "entitled": 7, "present": 5}))
    assert sheet_document(sheet) == {
        "rules": {
            "carry": "proportional",
            "bloc": {"part": "1/2", "at_least": False, "tie": "against"},
            "reading": {"abstain": "out", "blank": "out", "spoiled": "out", "silent": "out", "absent": "out"},
            "majority": {"part": "1/2", "at_least": False},
            "empty_college": "share_equally",
            "absent_college": "neutral",
            "silent_college": "neutral",
            "max_college_part": "1/2",
            "min_college_part": "1/10",
            "min_colleges": 3,
            "quorum": [],
        },
        "colleges": [
            {
                "id": "A", "name": "A", "points": "40", "members": 7, "entitled": 7, "present": 5,
                "for": 0, "against": 0, "abstain": 0, "blank": 0, "spoiled": 0,
            }
        ],
    }  # fmt: skip


def test_each_key_of_the_bloc_may_be_left_out():
    assert sheet_document(read_sheet(with_rule("bloc", {"tie": "split"})))["rules"]["bloc"] == {
        "part": "1/2",
        "at_least": False,
        "tie": "split",
    }
    assert read_sheet(with_rule("bloc", {})) == read_sheet(a_sheet(college("A", "1", 6, 4)))


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("40", Fraction(40)),
        ("33.5", Fraction(67, 2)),
        ("100/3", Fraction(100, 3)),
        ("6/4", Fraction(3, 2)),
        ("007.50", Fraction(15, 2)),
        (40, Fraction(40)),
    ],
)
def test_points_are_read_exactly(written, exact):
    assert read_sheet(with_field("points", written)).colleges[0].points == exact


@pytest.mark.parametrize(
    "written",
    ["0", "0/3", "1/0", "", " 1", "1 ", "1\n", "+1", "-1", ".5", "5.", "1/2/3", "1.5/2", "1e3", "٣", "1,5"],
)
def test_points_written_otherwise_are_a_fault(written):
    (fault,) = faults(with_field("points", written))
    assert fault.startswith("colleges[0].points")


@pytest.mark.parametrize("value", [1.0, True, None, [], {}, 0, -3, 1.5, "9" * 1001, 10**1000])
def test_points_that_are_not_exact_are_a_fault(value):
    (fault,) = faults(with_field("points", value))
    assert fault.startswith("colleges[0].points")


@pytest.mark.parametrize("value", ["0", "1.0001", "3/2", 2, 0, True, 1.0, None])
@pytest.mark.parametrize(
    "place", ["rules.majority.part", "rules.bloc.part", "rules.max_college_part", "rules.min_college_part"]
)
def test_a_part_is_above_0_and_at_most_1(place, value):
    _, key, *inner = place.split(".")
    (fault,) = faults(with_rule(key, {"part": value} if inner else value))
    assert fault.startswith(place)


@pytest.mark.parametrize("value", ["1", "1.000", "3/3", 1])
def test_a_part_may_be_the_whole(value):
    assert read_sheet(with_rule("majority", {"part": value})).rules.majority.part == 1


@pytest.mark.parametrize(
    ("value", "lawful"), [("0", True), (0, True), ("1", True), ("11/10", False), (-1, False)]
)
def test_a_quorum_goes_from_0_to_1(value, lawful):
    document = with_rule("quorum", [{"of": "heads", "part": value}])
    if lawful:
        read_sheet(document)
    else:
        assert faults(document)[0].startswith("rules.quorum[0].part")


@pytest.mark.parametrize(
    "key", ["entitled", "present", "members", "for", "against", "abstain", "blank", "spoiled"]
)
@pytest.mark.parametrize("value", [-1, "3", 3.0, True, None, [3], 10**1000])
def test_a_count_is_a_whole_number(key, value):
    assert [
        fault for fault in faults(with_field(key, value)) if fault.startswith(f"colleges[0].{key}\u00a0:")
    ]


@pytest.mark.parametrize("value", [0, -1, "3", 3.0, True, None])
def test_the_number_of_colleges_is_a_whole_number_above_0(value):
    (fault,) = faults(with_rule("min_colleges", value))
    assert fault.startswith("rules.min_colleges")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("carry", "plurality"),
        ("carry", ["proportional"]),
        ("empty_college", "share"),
        ("absent_college", None),
        ("silent_college", "share_equally"),
        ("silent_college", "share_pro_rata"),
        ("majority", "1/2"),
        ("majority", {"part": "1/2", "at_least": "true"}),
        ("majority", {"part": "1/2", "at_least": 1}),
        ("bloc", None),
        ("bloc", {"tie": "for"}),
        ("reading", []),
        ("quorum", None),
        ("quorum", {"of": "heads", "part": "1/2"}),
        ("quorum", [["heads", "1/2"]]),
        ("quorum", [{"of": "voices", "part": "1/2"}]),
    ],
)
def test_a_rule_out_of_its_list_is_a_fault(key, value):
    (fault,) = faults(with_rule(key, value))
    assert fault.startswith(f"rules.{key}")


@pytest.mark.parametrize(
    "key", ["carry", "reading", "majority", "empty_college", "absent_college", "silent_college"]
)
def test_a_missing_rule_is_a_fault(key):
    document = three()
    del document["rules"][key]
    assert faults(document) == (f"rules.{key}\u00a0: cette clé est obligatoire.",)


@pytest.mark.parametrize("key", ["id", "points", "entitled", "present"])
def test_a_missing_field_of_a_college_is_a_fault(key):
    document = a_sheet(college("A", "1", 6, 4))
    del document["colleges"][0][key]
    assert faults(document) == (f"colleges[0].{key}\u00a0: cette clé est obligatoire.",)


@pytest.mark.parametrize("answer", ["abstain", "blank", "spoiled", "silent", "absent"])
def test_a_missing_reading_is_a_fault(answer):
    document = three()
    del document["rules"]["reading"][answer]
    assert faults(document) == (f"rules.reading.{answer}\u00a0: cette clé est obligatoire.",)


@pytest.mark.parametrize(
    "path", ["", "rules", "rules.bloc", "rules.reading", "rules.majority", "rules.quorum", "colleges"]
)
def test_an_unknown_key_is_a_fault_at_any_level(path):
    document = three(bloc={}, quorum=[{"of": "heads", "part": "1/2"}])
    inside = document
    for key in filter(None, path.split(".")):
        inside = inside[key]
    (inside[0] if isinstance(inside, list) else inside)["note"] = "x"
    (fault,) = faults(document)
    assert fault.endswith("note\u00a0: cette clé n’existe pas.")


@pytest.mark.parametrize(
    ("once", "twice"),
    [
        ('"rules":', '"rules": {}, "rules":'),
        ('"carry":', '"carry": "bloc", "carry":'),
        ('"silent":', '"silent": "out", "silent":'),
        ('"id":', '"id": "A", "id":'),
    ],
)
def test_a_repeated_key_is_a_fault_at_any_level(once, twice):
    text = json.dumps(a_sheet(college("A", "1", 6, 4)))
    (fault,) = text_faults(text.replace(once, twice, 1))
    assert fault.endswith("cette clé est écrite plusieurs fois.")


@pytest.mark.parametrize("value", ["", None, 3, ["A"], "\ud800"])
def test_the_identifier_of_a_college_is_a_text_that_says_something(value):
    (fault,) = faults(with_field("id", value))
    assert fault.startswith("colleges[0].id")


@pytest.mark.parametrize("value", [None, 3, "\udfff"])
def test_the_name_of_a_college_is_a_text(value):
    (fault,) = faults(with_field("name", value))
    assert fault.startswith("colleges[0].name")


def test_two_colleges_with_one_identifier_are_a_fault():
    assert faults(a_sheet(college("A", "1", 1), college("A", "1", 1))) == (
        "colleges\u00a0: plusieurs collèges ont l’identifiant «\u00a0A\u00a0».",
    )


@pytest.mark.parametrize("colleges", [[], None, {}, "A", [None], [[]]])
def test_there_is_at_least_one_college(colleges):
    assert faults({**three(), "colleges": colleges})


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"members": 9}, "colleges[0]\u00a0: 10 peuvent voter, mais il n’y a que 9 membres."),
        ({"entitled": 9}, "colleges[0]\u00a0: 10 sont présents, mais seuls 9 peuvent voter."),
        ({"blank": 1}, "colleges[0]\u00a0: 11 réponses pour 10 présents."),
    ],
)
def test_a_count_above_the_one_it_is_taken_from_is_a_fault(counts, found):
    assert faults(a_sheet({**college("A", "1", 6, 4), **counts})) == (found,)


def test_all_faults_come_at_once():
    document = three(carry="plurality", majority={"part": "2"}, extra=1)
    document["colleges"][0]["points"] = 0.5
    document["colleges"][2]["id"] = "B"
    places = [fault.split("\u00a0:")[0] for fault in faults(document)]
    assert sorted(places) == [
        "colleges",
        "colleges[0].points",
        "rules.carry",
        "rules.extra",
        "rules.majority.part",
    ]


@pytest.mark.parametrize("document", [None, [], "", 3, True])
def test_a_sheet_is_an_object(document):
    assert faults(document) == text_faults(json.dumps(document))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}}",
        "null null",
        "{'rules': 1}",
        b"\xff\xfe",
        b'{"rules": "\xe9"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
        "-" + "9" * 10_000,
        "NaN",
        "1e999",
        "\ufeff{}",
    ],
)
def test_a_text_that_cannot_be_read_is_a_fault_and_nothing_worse(text):
    assert len(text_faults(text)) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_only_utf_8_is_read(encoding):
    text = json.dumps({**three(), "note": "é"}, ensure_ascii=False)
    assert text_faults(text.encode(encoding))[0].startswith("Le document n’est pas")


def test_a_number_in_digits_is_read_up_to_a_thousand_of_them():
    text = json.dumps(with_field("points", "HERE"))
    longest = "9" * 1000
    assert parse_sheet(text.replace('"HERE"', longest)).colleges[0].points == int(longest)
    assert text_faults(text.replace('"HERE"', longest + "9"))


@pytest.mark.parametrize("number", ["1.50", "1e2", "-1", "NaN", "Infinity"])
def test_a_number_that_is_not_one_of_ours_is_shown_as_it_is_written(number):
    text = json.dumps(with_field("points", "HERE"))
    (fault,) = text_faults(text.replace('"HERE"', number))
    assert fault.endswith(f"pas «\u00a0{number}\u00a0».")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1.0", "1e2", "-0.0", "9" * 5000, "-1"])
@pytest.mark.parametrize("key", ["points", "present", "for"])
def test_a_number_not_written_as_digits_only_is_a_fault(key, number):
    text = json.dumps({**three(), "colleges": [{**college("A", "1", 6, 4), key: "HERE"}]})
    assert [fault for fault in text_faults(text.replace('"HERE"', number)) if f"[0].{key}" in fault]


def test_minus_nought_is_nought_for_a_count_but_is_not_digits_only():
    text = json.dumps(a_sheet({**college("A", "1", 6, 4), "blank": "HERE"}))
    assert parse_sheet(text.replace('"HERE"', "-0")).colleges[0].counts.blank == 0
    quorum = json.dumps(with_rule("quorum", [{"of": "heads", "part": "HERE"}]))
    assert text_faults(quorum.replace('"HERE"', "-0"))


def test_a_mark_of_byte_order_before_utf_8_is_ignored():
    sheet = json.dumps(three(), ensure_ascii=False).encode()
    assert parse_sheet(b"\xef\xbb\xbf" + sheet) == parse_sheet(sheet)


def test_faults_are_also_said_in_english():
    assert faults({}, "en") == ("rules: this key is required.", "colleges: this key is required.")
    assert text_faults("{}", "en") == faults({}, "en")
    assert text_faults("{", "en") == ("The document is not JSON: line 1, column 2.",)


def test_the_error_reads_as_one_sentence():
    with pytest.raises(FaultySheet) as caught:
        read_sheet({})
    assert str(caught.value) == (
        "Cette feuille de comptage ne peut pas être comptée\u00a0: rules\u00a0: cette clé est obligatoire. "
        "colleges\u00a0: cette clé est obligatoire."
    )
