"""The quorum of one named college: measured there alone, written in the sheet, said in words."""

import json

import pytest

from governance.vote.explanation import explain
from governance.vote.result import read_result, result_document
from governance.vote.sheet import FaultySheet, read_sheet, sheet_document
from governance.vote.tally import count

READING = dict.fromkeys(("abstain", "blank", "spoiled", "silent", "absent"), "out")


def a_sheet(present, quorum):
    return {
        "rules": {
            "carry": "proportional",
            "reading": READING,
            "majority": {"part": "1/2"},
            "empty_college": "neutral",
            "absent_college": "neutral",
            "silent_college": "neutral",
            "quorum": [quorum],
        },
        "colleges": [
            {
                "id": "A",
                "name": "Porteurs",
                "points": "50",
                "entitled": 4,
                "present": present,
                "for": present,
            },
            {"id": "B", "points": "50", "entitled": 100, "present": 100, "for": 100},
        ],
    }


THREE_QUARTERS = {"of": "college", "part": "3/4", "college": "A"}


@pytest.mark.parametrize(("present", "reached"), [(2, False), (3, True), (4, True)])
def test_three_quarters_of_one_college_are_measured_there_alone(present, reached):
    sheet = read_sheet(a_sheet(present, THREE_QUARTERS))
    result = count(sheet)
    (quorum,) = result.quorum
    assert (quorum.reached, quorum.college) == (reached, "A")
    assert result.adopted is (True if reached else None)
    assert read_sheet(json.loads(json.dumps(sheet_document(sheet)))) == sheet
    assert read_result(result_document(result)).quorum == result.quorum
    for lang in ("fr", "en"):
        assert any(line.startswith("Quorum") and "Porteurs" in line for line in explain(sheet, result, lang))


def test_a_college_where_nobody_is_entitled_does_not_reach_it():
    document = a_sheet(0, THREE_QUARTERS)
    document["colleges"][0] |= {"members": 4, "entitled": 0, "for": 0}
    assert count(read_sheet(document)).adopted is None


def test_it_is_that_of_the_same_college_even_when_nobody_is_entitled_anywhere():
    document = a_sheet(0, THREE_QUARTERS)
    document["colleges"] = [
        {**one, "members": 4, "entitled": 0, "present": 0, "for": 0} for one in document["colleges"]
    ]
    (quorum,) = count(read_sheet(document)).quorum
    assert (quorum.college, quorum.got, quorum.reached) == ("A", 0, False)


@pytest.mark.parametrize(
    "quorum",
    [
        {"of": "college", "part": "3/4"},
        {"of": "college", "part": "3/4", "college": "C"},
        {"of": "heads", "part": "3/4", "college": "A"},
    ],
)
def test_only_the_quorum_of_one_college_names_one_of_the_sheet(quorum):
    with pytest.raises(FaultySheet) as refused:
        read_sheet(a_sheet(3, quorum))
    (fault,) = refused.value.faults
    assert fault.startswith("rules.quorum[0]")


def test_other_quorums_are_written_as_before():
    sheet = read_sheet(a_sheet(3, {"of": "heads", "part": "1/5"}))
    assert sheet_document(sheet)["rules"]["quorum"] == [{"of": "heads", "part": "1/5"}]
    assert set(result_document(count(sheet))["quorum"][0]) == {"of", "part", "got", "reached"}
