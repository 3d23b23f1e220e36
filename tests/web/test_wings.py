"""The drawing of ties: nothing meets, nothing leaves the frame, the same data give the same picture."""

import re
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from web.drawings.bars import BASE, TALL, WIDTH, bars_of
from web.drawings.lettering import shortened, width_of, wrapped
from web.drawings.tiles import tile_map
from web.drawings.wings import FONT, SLOTS, Leaf, Mark, Sector, one_trunk, two_wings

UNHURRIED = settings(deadline=None)  # a busy machine is no fault
names = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "Po"]), min_size=1, max_size=60)
marks = st.sets(st.integers(0, SLOTS - 1)).map(
    lambda slots: tuple(Mark("shares", slot, "parts") for slot in sorted(slots))
)
leaves = st.builds(
    Leaf, names, st.just("#"), st.just("titre"), marks, st.sampled_from(["", "12 structures"]), st.booleans()
)
sectors = st.lists(
    st.builds(
        Sector, names, st.just("#"), st.just("titre"), st.integers(0, 11), st.integers(0, 12),
        st.lists(leaves, max_size=20).map(tuple),
    ),
    max_size=12,
)  # fmt: skip


def boxes(web):
    yield web.hub
    for branch in web.branches:
        yield branch.box
        yield from (end.box for end in branch.ends)


def meet(one, other):
    apart = (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
    return not apart


@UNHURRIED
@given(names, sectors)
def test_no_label_meets_another_and_none_leaves_the_frame(name, around):
    for web in (two_wings(name, around), one_trunk(name, around)):
        placed = list(boxes(web))
        for at, one in enumerate(placed):
            assert not any(meet(one, other) for other in placed[at + 1 :])
            assert one.x >= 0
            assert one.x + one.width <= web.width
            assert one.y >= 0
            assert one.y + one.height <= web.height
            assert len(one.lines) <= 3
            assert all(width_of(line, 13) <= one.width for line in one.lines)


@UNHURRIED
@given(names, sectors)
def test_no_mark_meets_a_label_nor_another_mark(name, around):
    for web in (two_wings(name, around), one_trunk(name, around)):
        spots = [(x, y) for branch in web.branches for end in branch.ends for _, x, y in end.marks]
        assert len(spots) == len(set(spots))
        for x, y in spots:
            assert all(
                not (
                    box.x < x + 9
                    and x - 9 < box.x + box.width
                    and box.y < y + 9
                    and y - 9 < box.y + box.height
                )
                for box in boxes(web)
            )
            assert 9 <= x <= web.width - 9
            assert 9 <= y <= web.height - 9


@UNHURRIED
@given(names, sectors)
def test_everybody_is_drawn_once_and_always_alike(name, around):
    for draw in (two_wings, one_trunk):
        web = draw(name, around)
        drawn = [id(end.leaf) for branch in web.branches for end in branch.ends]
        assert sorted(drawn) == sorted(id(leaf) for sector in around for leaf in sector.leaves)
        assert draw(name, around) == web


@UNHURRIED
@given(names, sectors)
def test_lines_of_one_wing_never_cross(name, around):
    web = two_wings(name, around)
    for west in (True, False):
        side = [one for one in web.branches if (one.box.x < web.hub.x) is west]
        centres = [one.box.y for one in side]
        ends = [end.box.y for one in side for end in one.ends]
        assert centres == sorted(centres)
        assert ends == sorted(ends)


@UNHURRIED
@given(sectors)
def test_the_two_wings_bear_about_as_much(around):
    web = two_wings("Coop", around)
    total = sum(len(one.ends) for one in web.branches)
    west = sum(len(one.ends) for one in web.branches if one.box.x < web.hub.x)
    assert 4 * abs(2 * west - total) <= total + 4


def test_what_is_west_is_on_the_left_and_what_is_north_is_above():
    def sector(name, column, row):
        return Sector(name, "#", name, column, row, (Leaf(name, "#", name),))

    web = two_wings(
        "Coop", [sector("Ain", 10, 6), sector("Nord", 7, 0), sector("Var", 10, 10), sector("Finistère", 0, 3)]
    )
    told = [(one.sector.name, one.box.x < web.hub.x) for one in web.branches]
    assert told == [("Nord", True), ("Finistère", True), ("Ain", False), ("Var", False)]


def test_thirty_one_structures_stand_in_less_than_a_thousand_units():
    many = tuple(Leaf(f"Structure {n}", "#", "") for n in range(31))
    web = two_wings(
        "Coop", [Sector("Rhône", "#", "", 9, 6, many[:20]), Sector("Loire", "#", "", 8, 6, many[20:])]
    )
    assert web.height < 800
    assert all(re.fullmatch(r"[MCHV0-9 .-]+", end.path) for branch in web.branches for end in branch.ends)


@UNHURRIED
@given(names, st.integers(20, 400), st.integers(1, 3))
def test_words_fit_their_room_and_lose_nothing_without_an_ellipsis(text, width, most):
    lines = wrapped(text, width, FONT, most)
    assert len(lines) <= most
    assert all(width_of(line, FONT) <= width for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines).split() == text.split()
    assert width_of(shortened(text, width, FONT), FONT) <= width


@UNHURRIED
@given(st.dictionaries(st.sampled_from(["69", "2A", "974", "?"]), st.integers(1, 500)))
def test_a_square_is_darker_when_it_counts_more(counts):
    drawn = tile_map(counts, "r-94")
    assert len(drawn.tiles) == 101
    for one in drawn.tiles:
        assert one.count == counts.get(one.department.code, 0)
        assert (one.shade == 0) is (one.count == 0)
        assert one.shade <= 4
        assert one.chosen is (one.department.region == "94")
    by_count = sorted(drawn.tiles, key=lambda one: one.count)
    assert [one.shade for one in by_count] == sorted(one.shade for one in by_count)
    assert drawn.elsewhere == counts.get("?", 0)
    assert sum(one.count for one in drawn.filled) + drawn.elsewhere == sum(counts.values())


values = st.lists(st.one_of(st.none(), st.fractions(min_value=0, max_value=10**9)), max_size=20)


@UNHURRIED
@given(values, st.booleans())
def test_a_bar_is_as_high_as_its_value_and_absent_without_data(some, whole):
    drawn = bars_of(
        [(str(at), "", value) for at, value in enumerate(some)], Fraction(10**9) if whole else None
    )
    assert len(drawn) == len(some)
    for bar, value in zip(drawn, some, strict=True):
        assert bar.known is (value is not None)
        assert (bar.height == 0) is (not value)
        assert 0 <= bar.height <= TALL
        assert bar.y + bar.height == BASE
    ordered = sorted((value, bar.height) for bar, value in zip(drawn, some, strict=True) if value is not None)
    assert [height for _, height in ordered] == sorted(height for _, height in ordered)
    for one, after in pairwise(drawn):
        assert one.x + one.width <= after.x
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert drawn == () or drawn[-1].label
