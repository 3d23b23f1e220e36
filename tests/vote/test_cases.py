"""The cases computed by hand, one file a subject, readable by a jurist."""

from pathlib import Path

import pytest
import yaml

from governance.vote.result import result_document
from tests.vote.sheets import a_sheet, college, counted

FILES = sorted((Path(__file__).parent.parent / "cases").glob("counting_*.yaml"))
CASES = [case for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def as_college(line):
    said = {"in_favour": line.get("for", 0), "against": line.get("against", 0)}
    others = {key: value for key, value in line.items() if key not in {"id", "points", "for", "against"}}
    return college(line["id"], line["points"], **said, **others)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_count_is_the_one_made_by_hand(case):
    result = counted(a_sheet(*map(as_college, case["colleges"]), **case.get("rules", {})))
    found = result_document(result)
    found["by_college"] = {one["id"]: one for one in found["colleges"]}
    for key, expected in case["expected"].items():
        if key == "by_college":
            for name, facts in expected.items():
                assert {fact: found[key][name][fact] for fact in facts} == facts, f"{case['why']} {name}"
        else:
            assert found[key] == expected, f"{key}: {case['why']}"


def test_every_case_says_why_and_has_its_own_name():
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names)) >= 40
    assert all(case["why"].strip().endswith(".") for case in CASES)
