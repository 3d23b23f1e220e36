"""Small counting sheets: the shortest way to write one in a test, and random ones."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from governance.vote.result import Result
from governance.vote.sheet import read_sheet
from governance.vote.tally import count

VOTES_CAST = {"abstain": "out", "blank": "out", "spoiled": "out", "silent": "out", "absent": "out"}

RULES: dict[str, Any] = {
    "carry": "proportional",
    "reading": VOTES_CAST,
    "majority": {"part": "1/2"},
    "empty_college": "share_equally",
    "absent_college": "neutral",
    "silent_college": "neutral",
}


def college(key: str, points: str, in_favour: int = 0, against: int = 0, **others: Any) -> dict[str, Any]:
    """Write a college where everybody came and spoke, unless `others` says otherwise."""
    answers = ("abstain", "blank", "spoiled")
    said = in_favour + against + sum(others.get(answer, 0) for answer in answers)
    present = others.get("present", said)
    roll = {"id": key, "points": points, "entitled": others.get("entitled", present), "present": present}
    return {**roll, "for": in_favour, "against": against, **others}


def a_sheet(*colleges: dict[str, Any], **rules: Any) -> dict[str, Any]:
    """Write a sheet with the usual rules of a SCIC, save those given."""
    return deepcopy({"rules": {**RULES, **rules}, "colleges": list(colleges)})


def counted(document: dict[str, Any]) -> Result:
    """Read a sheet and count it."""
    return count(read_sheet(document))


def three(**rules: Any) -> dict[str, Any]:
    """Write the sheet where the four ways to count disagree."""
    return a_sheet(college("A", "40", 10, 9), college("B", "30", 10, 9), college("C", "30", 0, 100), **rules)


PARTS = st.sampled_from(["1/2", "1/2", "2/3", "3/4", "0.6", "1/3", "1"])
LEAVING = st.sampled_from(["share_equally", "share_pro_rata", "neutral", "stays"])


@st.composite
def colleges(draw: st.DrawFn, key: str, most: int) -> dict[str, Any]:
    """Draw a college: sometimes empty, absent, barred or silent."""
    members = draw(st.integers(0, most))
    entitled = draw(st.one_of(st.just(members), st.integers(0, members)))
    present = draw(st.one_of(st.just(entitled), st.integers(0, entitled)))
    answers = {}
    left = present
    for answer in draw(st.permutations(("for", "against", "abstain", "blank", "spoiled"))):
        answers[answer] = draw(st.integers(0, left))
        left -= answers[answer]
    points = draw(st.sampled_from(["10", "20", "30", "40", "50", "100/3", "33.5", "1/7"]))
    roll = {"id": key, "points": points, "members": members, "entitled": entitled, "present": present}
    return {**roll, **answers}


@st.composite
def sheets(draw: st.DrawFn, most: int = 8) -> dict[str, Any]:
    """Draw any sheet, lawful or not, of one to five colleges of at most `most` members."""
    reading = st.sampled_from(["out", "out", "base", "for"])
    rules = {
        "carry": draw(st.sampled_from(["single_body", "proportional", "bloc", "double_majority"])),
        "bloc": {
            "part": draw(PARTS),
            "at_least": draw(st.booleans()),
            "tie": draw(st.sampled_from(["against", "split", "leaves_base"])),
        },
        "reading": {answer: draw(reading) for answer in VOTES_CAST},
        "majority": {"part": draw(PARTS), "at_least": draw(st.booleans())},
        "empty_college": draw(LEAVING),
        "absent_college": draw(LEAVING),
        "silent_college": draw(st.sampled_from(["neutral", "stays"])),
        "max_college_part": draw(st.sampled_from(["1/2", "2/5", "1"])),
        "min_colleges": draw(st.integers(1, 4)),
        "quorum": [
            {"of": of, "part": draw(st.sampled_from(["0", "1/4", "1/2", "1"]))}
            for of in draw(st.lists(st.sampled_from(["heads", "points", "each_college"]), max_size=2))
        ],
    }
    number = draw(st.integers(1, 5))
    return {"rules": rules, "colleges": [draw(colleges(f"c{rank}", most)) for rank in range(number)]}
