"""Those interested in a vote, on its sheet: counted apart, said, and never more than the members."""

import json

import pytest

from governance.vote.cautions import aside
from governance.vote.command import told_documents
from governance.vote.sheet import FaultySheet, parse_sheet, sheet_document
from tests.vote.sheets import a_sheet, college


def read(document):
    return parse_sheet(json.dumps(document))


def test_a_sheet_says_how_many_and_is_read_back():
    sheet = read(a_sheet(college("A", "40", 5, interested=1, present=6), college("B", "30", 5, interested=1)))
    assert [one["interested"] for one in sheet_document(sheet)["colleges"]] == [1, 1]
    assert read(sheet_document(sheet)) == sheet
    assert aside(sheet) == ("N’ont pas pris part au vote, intéressés\u00a0: 2.",)
    assert aside(sheet, "en", "art. L. 225-40") == (
        "Took no part in the vote, being interested in it: 2 (art. L. 225-40).",
    )


def test_a_sheet_without_them_keeps_its_bytes_and_says_nothing():
    sheet = read(a_sheet(college("A", "40", 5)))
    assert "interested" not in sheet_document(sheet)["colleges"][0]
    assert aside(sheet) == ()


def test_the_count_from_a_file_says_them_too():
    document = a_sheet(college("A", "40", 5, interested=2, present=7))
    ((sentences, faults),) = told_documents([json.dumps(document)])
    assert faults == []
    assert sentences[-1] == "N’ont pas pris part au vote, intéressés\u00a0: 2."


@pytest.mark.parametrize(("interested", "sound"), [(5, True), (6, False), (-1, False)])
def test_no_more_are_interested_than_there_are_members(interested, sound):
    document = a_sheet(college("A", "40", 0, entitled=4, present=4, members=5, interested=interested))
    if sound:
        assert read(document).colleges[0].interested == 5
        return
    with pytest.raises(FaultySheet):
        read(document)
