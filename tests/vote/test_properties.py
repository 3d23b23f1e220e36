"""What holds for every sheet, drawn at random."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.vote.parts import share, weigh
from governance.vote.result import read_result, result_document
from governance.vote.sheet import parse_sheet, read_sheet, sheet_document
from governance.vote.tally import count
from tests.vote.sheets import counted, sheets

SOME = settings(max_examples=60, deadline=None)
SHARES = st.lists(st.fractions(Fraction(1, 50), 1, max_denominator=50), min_size=1, max_size=6)


@SOME
@given(sheets(), st.data())
def test_the_order_of_the_colleges_changes_nothing(document, data):
    before = result_document(counted(document))
    document["colleges"] = data.draw(st.permutations(document["colleges"]))
    after = result_document(counted(document))
    for each in (before, after):
        each["colleges"] = {college["id"]: college for college in each["colleges"]}
        each["flips"] = {flip["college"]: flip for flip in each["flips"]}
    assert before == after


@SOME
@given(sheets(), st.fractions(Fraction(1, 1000), 1000))
def test_the_unit_of_points_changes_nothing(document, unit):
    before = counted(document)
    for college in document["colleges"]:
        college["points"] = str(Fraction(college["points"]) * unit)
    assert counted(document) == before


@SOME
@given(sheets(), st.data())
def test_a_silent_voice_turned_into_for_never_turns_adopted_into_rejected(document, data):
    answers = ("for", "against", "abstain", "blank", "spoiled")
    silent = [c for c in document["colleges"] if c["present"] > sum(c[answer] for answer in answers)]
    before = counted(document)
    if silent:
        data.draw(st.sampled_from(silent))["for"] += 1
        after = counted(document)
        assert not (before.adopted is True and after.adopted is not True)


@SOME
@given(sheets())
def test_the_parts_in_play_add_up_to_at_most_the_base(document):
    sheet = read_sheet(document)
    weighing = weigh(sheet, [college.heard(sheet.rules.reading) for college in sheet.colleges])
    for weights in (weighing.after_empty, weighing.final):
        if not weights.suspended:
            assert weights.held <= weights.base <= 1
            if {document["rules"][f"{why}_college"] for why in ("empty", "absent", "silent")} == {"neutral"}:
                assert weights.held == weights.base


@SOME
@given(SHARES, st.fractions(0, 1, max_denominator=50), st.fractions(Fraction(1, 10), 1), st.booleans())
def test_sharing_puts_nobody_above_the_ceiling_who_was_not_and_takes_from_nobody(
    parts, spare, ceiling, equally
):
    before = dict(enumerate(parts))
    after = share(before, spare, ceiling, equally=equally)
    for college, part in after.items():
        assert part >= before[college]
        assert part <= ceiling or part == before[college]
    placed = sum(after.values()) - sum(before.values())
    assert placed == spare or (placed < spare and all(part >= ceiling for part in after.values()))


@SOME
@given(SHARES, st.fractions(0, 1, max_denominator=50), st.fractions(Fraction(1, 10), 1), st.booleans())
def test_sharing_agrees_with_its_pencil_form(parts, spare, ceiling, equally):
    before = dict(enumerate(parts))
    after = share(before, spare, ceiling, equally=equally)
    below = [college for college, part in after.items() if part < ceiling]
    if below:
        one = below[0]
        gift, factor = after[one] - before[one], after[one] / before[one]
        for college, part in before.items():
            wanted = part + gift if equally else part * factor
            assert after[college] == (part if part >= ceiling else min(wanted, ceiling))


@SOME
@given(sheets())
def test_a_quorum_does_not_move_when_ballots_do(document):
    before = counted(document).quorum
    for college in document["colleges"]:
        for answer in ("for", "against", "blank", "spoiled"):
            college[answer] = 0
        college["abstain"] = college["present"]
    assert counted(document).quorum == before


@SOME
@given(sheets())
def test_a_sheet_and_a_result_survive_being_written_and_read(document):
    sheet = read_sheet(document)
    assert parse_sheet(json.dumps(sheet_document(sheet))) == sheet
    result = count(sheet)
    assert read_result(json.loads(json.dumps(result_document(result)))) == result


@settings(max_examples=50, deadline=None)
@given(sheets(most=6))
def test_flips_are_the_smallest_there_are(document):
    def verdict(changed):
        # The verdict before quorum: the same sheet without its conditions of presence.
        return counted({**changed, "rules": {**changed["rules"], "quorum": []}}).adopted

    adopted = verdict(document)
    said, other = ("for", "against") if adopted else ("against", "for")
    expected = {}
    for rank, college in enumerate(document["colleges"]):
        for votes in range(1, college[said] + 1):
            moved = {**college, said: college[said] - votes, other: college[other] + votes}
            others = document["colleges"]
            if verdict({**document, "colleges": [*others[:rank], moved, *others[rank + 1 :]]}) != adopted:
                expected[college["id"]] = votes
                break
    flips = counted(document).flips
    assert {flip.college: flip.votes for flip in flips} == expected
    assert all(flip.towards == other for flip in flips)
    assert [flip.votes for flip in flips] == sorted(flip.votes for flip in flips)
