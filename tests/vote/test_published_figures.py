"""What leaves a cooperative of a result: nothing that would say who voted what."""

import pytest

from governance.vote.published import published_figures, read_published
from governance.vote.sheet import read_sheet
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college


def sheet_with(*present):
    """A sheet of as many colleges; in each everybody present votes for, but one against."""
    quorum = {"quorum": [{"of": "heads", "part": "1/4"}]}
    colleges = [
        college(f"c{at}", "30", max(many - 1, 0), min(many, 1), entitled=20)
        for at, many in enumerate(present)
    ]
    return read_sheet(a_sheet(*colleges, **quorum))


def figures(*present):
    sheet = sheet_with(*present)
    return read_published(published_figures(sheet, count(sheet)))


@pytest.mark.parametrize(("smallest", "shown"), [(4, False), (5, True), (6, True), (1, False), (0, True)])
def test_colleges_are_shown_from_five_voters_present_in_each_that_came(smallest, shown):
    found = figures(9, 9, smallest)
    assert (len(found.colleges) == 3) is shown
    assert found.in_favour is not None


@pytest.mark.parametrize(("present", "shown"), [((2, 2, 0), False), ((2, 2, 1), True)])
def test_totals_are_shown_from_five_voters_in_all(present, shown):
    found = figures(*present)
    assert (found.in_favour is not None) is shown
    assert (found.part is not None) is shown
    assert found.colleges == ()


def test_the_figures_are_those_of_the_result_and_exact():
    sheet = sheet_with(9, 7, 5)
    result = count(sheet)
    found = read_published(published_figures(sheet, result))
    assert (found.in_favour, found.against, found.others) == (18, 3, 0)
    assert found.part == result.part
    assert [one.brought for one in found.colleges] == [one.in_favour for one in result.colleges]
    assert [(one.got, one.reached) for one in found.quorum] == [
        (one.got, one.reached) for one in result.quorum
    ]


def test_nothing_but_names_of_colleges_and_figures_leaves():
    document = published_figures(sheet_with(9, 9, 9), count(sheet_with(9, 9, 9)))
    assert set(document) == {"for", "against", "others", "part", "quorum", "colleges"}
    assert {key for one in document["colleges"] for key in one} == {
        "name",
        "for",
        "against",
        "brought",
        "part",
    }
