"""Blank proxies are shared whole, exactly, and the same way for whoever counts again."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.assembly.blank_sharing import (
    BoardToName,
    ChairToName,
    NothingToShare,
    SharedTwice,
    chair_count,
    share_blank,
)
from governance.bylaws.clauses import BlankRounding, BlankSplit

CHAIR, BOARD, NEAREST = BlankRounding.CHAIR, BlankRounding.BOARD, BlankRounding.NEAREST
TWO_FIFTHS, HALF = Fraction(2, 5), Fraction(1, 2)


@pytest.mark.parametrize(
    ("part", "count", "chair", "board", "nearest"),
    [
        (TWO_FIFTHS, 5, 2, 2, 2),
        (TWO_FIFTHS, 6, 3, 2, 2),
        (TWO_FIFTHS, 7, 3, 2, 3),
        (TWO_FIFTHS, 1, 1, 0, 0),
        (TWO_FIFTHS, 2, 1, 0, 1),
        (HALF, 3, 2, 1, 2),
        (HALF, 4, 2, 2, 2),
        (Fraction(1), 3, 3, 3, 3),
    ],
)
def test_the_part_of_the_chair_falls_on_a_whole_number_as_the_bylaws_round_it(
    part, count, chair, board, nearest
):
    found = [chair_count(count, BlankSplit(part, rounding)) for rounding in (CHAIR, BOARD, NEAREST)]
    assert found == [chair, board, nearest]


def test_forty_of_a_hundred_for_the_chair_and_sixty_for_the_board_in_equal_parts():
    shares = share_blank(range(100), BlankSplit(TWO_FIFTHS, CHAIR), "chair", ["ana", "bo", "cleo", "dan"])
    assert [(share.holder, share.quality, len(share.proxies)) for share in shares] == [
        ("chair", "chair", 40), ("ana", "board", 15), ("bo", "board", 15), ("cleo", "board", 15),
        ("dan", "board", 15),
    ]  # fmt: skip


def test_the_chair_has_the_first_and_the_odd_ones_go_one_by_one_to_the_first_of_the_board():
    shares = share_blank([1, 2, 3, 4, 5, 6, 7], BlankSplit(TWO_FIFTHS, BOARD), "chair", ["ana", "bo", "cleo"])
    assert [(share.holder, share.proxies) for share in shares] == [
        ("chair", (1, 2)), ("ana", (3, 4)), ("bo", (5, 6)), ("cleo", (7,)),
    ]  # fmt: skip


def test_who_receives_none_has_no_line():
    shares = share_blank([1], BlankSplit(TWO_FIFTHS, BOARD), "chair", ["ana", "bo"])
    assert [(share.holder, share.proxies) for share in shares] == [("ana", (1,))]
    alone = share_blank([1, 2], BlankSplit(Fraction(1), BOARD), "chair", [])
    assert [(share.holder, share.proxies) for share in alone] == [("chair", (1, 2))]


@pytest.mark.parametrize(
    ("proxies", "chair", "board", "refusal"),
    [
        ([], "chair", ["ana"], NothingToShare),
        ([1, 2, 3], None, ["ana"], ChairToName),
        ([1, 2, 3], "chair", [], BoardToName),
        ([1, 2, 3], "ana", ["ana"], SharedTwice),
        ([1, 2, 3], "chair", ["ana", "ana"], SharedTwice),
    ],
)
def test_a_sharing_without_somebody_to_receive_a_part_is_refused(proxies, chair, board, refusal):
    with pytest.raises(refusal):
        share_blank(proxies, BlankSplit(TWO_FIFTHS, CHAIR), chair, board)


@given(
    st.integers(min_value=1, max_value=400),
    st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100),
    st.sampled_from(list(BlankRounding)),
    st.integers(min_value=1, max_value=9),
)
def test_each_proxy_goes_to_one_person_and_no_part_is_a_whole_proxy_off(count, part, rounding, many):
    board = [f"member {at}" for at in range(many)]
    shares = share_blank(range(count), BlankSplit(part, rounding), "chair", board)
    given_out = [proxy for share in shares for proxy in share.proxies]
    assert given_out == list(range(count))
    counts = {share.holder: len(share.proxies) for share in shares}
    assert abs(counts.get("chair", 0) - part * count) < 1
    others = [counts.get(one, 0) for one in board]
    assert max(others) - min(others) <= 1
    assert others == sorted(others, reverse=True)
