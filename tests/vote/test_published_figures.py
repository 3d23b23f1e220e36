"""What leaves a cooperative of a result: nothing that would say who voted what."""

import json
from fractions import Fraction

import pytest

from governance.vote.published import PublishedCollege, PublishedFigures, published_figures, read_published
from governance.vote.quorum import QuorumGot
from governance.vote.sheet import QuorumOf, read_sheet
from governance.vote.tally import count
from tests.vote.sheets import a_sheet, college

F = Fraction


def sheet_with(*present):
    """A sheet of as many colleges; in each everybody present votes for, but one against."""
    quorum = {"quorum": [{"of": "heads", "part": "1/4"}]}
    colleges = [
        college(f"c{at}", "30", max(many - 1, 0), min(many, 1), entitled=20)
        for at, many in enumerate(present)
    ]
    return read_sheet(a_sheet(*colleges, **quorum))


def figures(*present):
    return published_of(sheet_with(*present))


def published(*colleges, **rules):
    return published_of(read_sheet(a_sheet(*colleges, **rules)))


def published_of(sheet):
    return read_published(json.loads(json.dumps(published_figures(sheet, count(sheet)))))


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


@pytest.mark.parametrize(("colleges", "shown"), [(1, 0), (2, 2)])
def test_one_college_is_the_whole_and_is_not_shown_beside_it(colleges, shown):
    assert len(figures(*[9] * colleges).colleges) == shown


def test_the_figures_are_those_of_the_result_and_exact():
    assert figures(9, 7, 5) == PublishedFigures(
        in_favour=18,
        against=3,
        others=0,
        part=F(802, 945),
        quorum=(QuorumGot(QuorumOf.HEADS, F(1, 4), F(21, 60), reached=True),),
        colleges=(
            PublishedCollege("c0", 8, 1, F(8, 27), F(1, 3)),
            PublishedCollege("c1", 6, 1, F(2, 7), F(1, 3)),
            PublishedCollege("c2", 4, 1, F(4, 15), F(1, 3)),
        ),
    )


def test_fewer_than_five_in_all_publish_no_figure_but_that_of_the_quorum():
    found = figures(2, 2, 0)
    assert found == PublishedFigures(None, None, None, None, found.quorum, ())
    assert [one.got for one in found.quorum] == [F(4, 60)]


def test_a_part_is_left_out_where_nothing_counts_or_colleges_do_not_weigh():
    silent = published(college("A", "40", abstain=9), college("B", "60", blank=5))
    assert (silent.in_favour, silent.against, silent.others, silent.part) == (0, 0, 14, None)
    alike = published(college("A", "40", 6, 3), college("B", "60", 5, 1), carry="single_body")
    assert alike.part == F(11, 15)
    assert alike.colleges == (
        PublishedCollege("A", 6, 3, None, None),
        PublishedCollege("B", 5, 1, None, None),
    )


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
