"""What the answers of several cooperatives make together; bounds stood on, under and over."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.assembly.shared_refusals import FaultyShared, read_reason, read_shared
from governance.assembly.shared_resolutions import (
    AGAINST,
    Position,
    PublishedFact,
    Standing,
    Told,
    Whole,
    WholeRule,
    position,
    text_fingerprint,
    whole,
)

TEXT, OTHER = "a" * 64, "b" * 64
YES, NO = Position(Standing.ADOPTED, settled=True), Position(Standing.REJECTED, settled=True)
OPEN = Position(Standing.CONVENED)
PASSED = [PublishedFact(Told.TAKEN, TEXT), PublishedFact(Told.CONVENED, TEXT)]
CLOSED, LACKED = PublishedFact(Told.CLOSED, TEXT), PublishedFact(Told.LACKED, TEXT)


def voted(adopted, text=TEXT):
    return PublishedFact(Told.VOTED, text, adopted)


def stands(*facts, in_group=True):
    return position(facts, TEXT, in_group=in_group)


@pytest.mark.parametrize(
    ("facts", "standing", "settled"),
    [
        ([], Standing.WAITING, False),
        (PASSED[:1], Standing.TAKEN, False),
        ([PASSED[0], PublishedFact(Told.REMOVED, TEXT)], Standing.WAITING, False),
        (PASSED, Standing.CONVENED, False),
        ([*PASSED, PublishedFact(Told.CANCELLED, TEXT)], Standing.WAITING, False),
        ([*PASSED, voted(True)], Standing.ADOPTED, False),
        ([*PASSED, voted(True), CLOSED], Standing.ADOPTED, True),
        ([*PASSED, voted(False), CLOSED], Standing.REJECTED, True),
        ([*PASSED, voted(None), CLOSED], Standing.NO_DECISION, True),
        ([*PASSED, voted(None), LACKED], Standing.NO_DECISION, True),
        ([*PASSED, voted(False), LACKED], Standing.NO_DECISION, True),
        ([*PASSED, LACKED], Standing.NOT_VOTED, True),
        ([*PASSED, voted(False), LACKED, PASSED[0]], Standing.TAKEN, False),
        ([*PASSED, voted(True, OTHER), CLOSED], Standing.OTHER_TEXT, True),
        ([*PASSED, voted(True), PublishedFact(Told.ANNULLED, TEXT)], Standing.CONVENED, False),
        ([*PASSED, voted(True), PublishedFact(Told.ANNULLED, TEXT), CLOSED], Standing.NOT_VOTED, True),
        ([*PASSED, CLOSED], Standing.NOT_VOTED, True),
        ([*PASSED, voted(True), CLOSED, PublishedFact(Told.MINUTED, TEXT)], Standing.ADOPTED, True),
        ([PublishedFact(Told.DECLINED)], Standing.DECLINED, True),
    ],
)
def test_a_cooperative_stands_where_its_publications_put_it(facts, standing, settled):
    found = stands(*facts)
    assert (found.standing, found.settled) == (standing, settled)


def test_a_text_that_was_changed_is_seen_before_any_vote():
    assert not stands(PublishedFact(Told.TAKEN, OTHER)).same
    assert stands(PublishedFact(Told.TAKEN, OTHER), PublishedFact(Told.TAKEN, TEXT)).same


def test_who_left_counts_only_what_it_had_settled():
    assert stands(*PASSED, in_group=False) == Position(Standing.LEFT, settled=True)
    assert stands(*PASSED, voted(True), in_group=False).standing is Standing.LEFT
    assert stands(*PASSED, voted(True), CLOSED, in_group=False).standing is Standing.ADOPTED


@pytest.mark.parametrize(
    ("facts", "again"),
    [
        ([], True),
        (PASSED[:1], False),
        ([*PASSED, voted(None)], False),
        ([*PASSED, voted(None), CLOSED], True),
        ([*PASSED, voted(True, OTHER), CLOSED], True),
        ([*PASSED, CLOSED], True),
        ([*PASSED, voted(False), CLOSED], False),
        ([*PASSED, voted(True), CLOSED], False),
        ([PublishedFact(Told.DECLINED)], False),
    ],
)
def test_a_resolution_is_taken_again_only_where_nothing_was_decided(facts, again):
    assert stands(*facts).may_take is again


@pytest.mark.parametrize(
    ("rule", "needed", "positions", "found"),
    [
        (WholeRule.ALL, None, [YES, YES, YES], Whole.MET),
        (WholeRule.ALL, None, [YES, YES, OPEN], Whole.OPEN),
        (WholeRule.ALL, None, [YES, NO, OPEN], Whole.FAILED),
        (WholeRule.AT_LEAST, 2, [YES, OPEN, OPEN], Whole.OPEN),
        (WholeRule.AT_LEAST, 2, [YES, YES, OPEN], Whole.MET),
        (WholeRule.AT_LEAST, 2, [YES, NO, OPEN], Whole.OPEN),
        (WholeRule.AT_LEAST, 2, [YES, NO, NO], Whole.FAILED),
        (WholeRule.AT_LEAST, 3, [YES, YES, YES], Whole.MET),
        (WholeRule.AT_LEAST, 1, [NO, NO, NO], Whole.FAILED),
        (WholeRule.EACH, None, [YES, NO, OPEN], Whole.OPEN),
        (WholeRule.EACH, None, [YES, NO, NO], Whole.SETTLED),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.ADOPTED)], Whole.OPEN),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.REJECTED)], Whole.OPEN),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.DECLINED, settled=True)], Whole.FAILED),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.LEFT, settled=True)], Whole.FAILED),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.OTHER_TEXT, settled=True)], Whole.OPEN),
        (WholeRule.ALL, None, [YES, YES, Position(Standing.NO_DECISION, settled=True)], Whole.OPEN),
    ],
)
def test_the_rule_of_the_whole_is_told_exactly(rule, needed, positions, found):
    assert whole(rule, needed, positions) is found


@given(
    st.sampled_from(WholeRule),
    st.lists(st.sampled_from([YES, NO, OPEN, *(Position(one, settled=True) for one in AGAINST)]), min_size=2),
    st.integers(min_value=1),
    st.data(),
)
def test_once_final_no_answer_that_is_missing_can_change_the_whole(rule, positions, most, data):
    needed = 1 + most % len(positions) if rule is WholeRule.AT_LEAST else None
    before = whole(rule, needed, positions)
    later = [data.draw(st.sampled_from([YES, NO])) if one is OPEN else one for one in positions]
    if before is not Whole.OPEN:
        assert whole(rule, needed, later) is before
    assert whole(rule, needed, later) is not Whole.OPEN


def test_a_stranger_recomputes_the_fingerprint_with_one_line():
    assert text_fingerprint("Un titre", "Un\ntexte.") == hashlib.sha256(b"Un titre\n\nUn\ntexte.").hexdigest()
    assert text_fingerprint(" Un titre ", "Un\r\ntexte.\r\n") == text_fingerprint("Un titre", "Un\ntexte.")
    assert text_fingerprint("Un titre", "Un texte.") != text_fingerprint("Un titre", "Un texte")


TYPED = {"title": "T", "text": "Texte", "kind": "ordinary", "rule": "all", "needed": "", "wished_on": ""}


@pytest.mark.parametrize(
    ("values", "asked", "fields"),
    [
        ({"title": "", "text": " "}, 2, ["title", "text"]),
        ({"title": "a" * 301}, 2, ["title"]),
        ({"text": "a" * 20_001}, 2, ["text"]),
        ({"kind": "mixte", "rule": "majorité"}, 2, ["kind", "rule"]),
        ({"rule": "at_least", "needed": ""}, 2, ["needed"]),
        ({"rule": "at_least", "needed": "0"}, 2, ["needed"]),
        ({"rule": "at_least", "needed": "3"}, 2, ["needed"]),
        ({"wished_on": "bientôt"}, 2, ["wished_on"]),
        ({}, 1, ["asked"]),
    ],
)
def test_what_is_typed_is_read_with_every_fault(values, asked, fields):
    with pytest.raises(FaultyShared) as refused:
        read_shared({**TYPED, **values}, asked)
    assert [fault.field for fault in refused.value.faults] == fields


def test_the_longest_texts_and_the_greatest_number_are_kept():
    read = read_shared(
        {**TYPED, "title": "a" * 300, "text": "b" * 20_000, "rule": "at_least", "needed": "2"}, 2
    )
    assert (len(read.text.title), len(read.text.text), read.needed) == (300, 20_000, 2)
    assert read_shared({**TYPED, "needed": "9"}, 2).needed is None
    assert len(read_reason({"reason": "a" * 500})) == 500
    for reason in ("", "a" * 501):
        with pytest.raises(FaultyShared):
            read_reason({"reason": reason})
