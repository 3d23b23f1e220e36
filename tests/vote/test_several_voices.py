"""Persons counted in several colleges: one head in the quorum, a caution in the result, exact on a sheet."""

import json
from fractions import Fraction

import pytest

from governance.vote.cautions import cautions
from governance.vote.explanation import explain
from governance.vote.sheet import FaultySheet, parse_sheet, sheet_document
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college

HALF = [{"of": "heads", "part": "1/2"}]


def read(document):
    return parse_sheet(json.dumps(document))


def counted(*colleges):
    sheet = read(a_sheet(*colleges, quorum=HALF))
    return sheet, count(sheet)


@pytest.mark.parametrize(
    ("present", "present_again", "got"),
    [(3, 1, Fraction(5, 12)), (3, 0, Fraction(6, 12)), (4, 1, Fraction(6, 12))],
)
def test_a_head_is_counted_once_in_a_quorum_of_heads(present, present_again, got):
    again = {"again": 2, "present_again": present_again} if present_again else {"again": 2}
    _, result = counted(
        college("A", "40", 3, entitled=7, present=3),
        college("B", "30", present, entitled=7, present=present, **again),
        college("C", "30", entitled=0, present=0),
    )
    assert result.quorum[0].got == got
    assert result.quorum[0].reached is (got >= Fraction(1, 2))


def test_the_quorum_told_is_that_of_heads():
    sheet, result = counted(
        college("A", "40", 3, entitled=7, present=3),
        college("B", "30", 3, entitled=7, present=3, again=2, present_again=1),
    )
    assert (
        "Quorum, electors present or represented: 5 of 12, that is 41.67%. The bound is at least half: it is "
        "not reached, one person short."
    ) in explain(sheet, result, "en")


@pytest.mark.parametrize(("again", "said"), [(1, "Une voix s’ajoute"), (2, "2 voix s’ajoutent")])
def test_the_result_says_how_many_voices_are_added(again, said):
    sheet, result = counted(college("A", "40", 5), college("B", "30", 5, again=again), college("C", "30", 5))
    assert "several_votes" in result.warnings
    told = dict(cautions(sheet, result))["several_votes"]
    assert told.startswith(said)
    assert "article" in told
    assert "several_votes" not in counted(college("A", "40", 5), college("B", "30", 5))[1].warnings


def test_a_sheet_of_single_voices_keeps_its_bytes_and_another_is_read_back():
    plain = read(a_sheet(college("A", "40", 5), college("B", "30", 5)))
    assert not {"again", "present_again"} & set(sheet_document(plain)["colleges"][0])
    sheet = read(a_sheet(college("A", "40", 5), college("B", "30", 5, again=2, present_again=1)))
    document = sheet_document(sheet)
    assert document["colleges"][1] | {"again": 2, "present_again": 1} == document["colleges"][1]
    assert read(document) == sheet


@pytest.mark.parametrize(
    ("again", "present_again", "sound"),
    [(5, 5, True), (6, 0, False), (2, 3, False), (2, 2, True), (-1, 0, False)],
)
def test_no_more_persons_are_counted_elsewhere_than_there_are(again, present_again, sound):
    more = {"again": again, "present_again": present_again}
    document = a_sheet(college("A", "40", 5), college("B", "30", 5, **more))
    if sound:
        assert read(document).colleges[1].again == again
        return
    with pytest.raises(FaultySheet):
        read(document)


@pytest.mark.parametrize("colleges", [("A",), ("A", "B")])
def test_a_sheet_where_everybody_is_counted_in_another_college_is_refused(colleges):
    everybody = [college(key, "1", 5, again=5, present_again=5) for key in colleges]
    with pytest.raises(FaultySheet) as refused:
        read(a_sheet(*everybody, college("C", "1", entitled=0), quorum=HALF))
    (fault,) = refused.value.faults
    assert fault.startswith("colleges\u00a0: chaque personne y est comptée dans un autre collège")
    assert count(read(a_sheet(*everybody, college("C", "1", 1), quorum=HALF))).quorum[0].got == 1
