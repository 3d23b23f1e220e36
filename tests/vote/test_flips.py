"""The nearest flips, beside a search that tries everything."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import cycle, product
from random import Random

import pytest

from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.carry import Bloc, Bound, Tie, carry, passes
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.colleges.single_body import SINGLE_BODY
from governance.vote.flips import fewest
from governance.vote.parts import weigh
from governance.vote.sheet import CountingSheet, Leaving, Reading, Readings, SheetCollege, SheetRules
from governance.vote.tally import count

F = Fraction
OUT, BASE, FOR = Reading.OUT, Reading.BASE, Reading.FOR
READINGS = [
    Readings(OUT, OUT, OUT, OUT, OUT),
    Readings(BASE, BASE, BASE, BASE, OUT),
    Readings(BASE, BASE, BASE, BASE, BASE),
    Readings(FOR, OUT, OUT, OUT, OUT),
    Readings(OUT, BASE, OUT, FOR, FOR),
]
MAJORITIES = [Bound(F(1, 2)), Bound(F(1, 2), at_least=True), Bound(F(2, 3), at_least=True), Bound(F(1, 3))]
BLOCS = [Bloc(bound, tie) for bound in (Bound(F(1, 2)), Bound(F(3, 5), at_least=True)) for tie in Tie]
CARRIED = [(carry, bloc) for carry in COLLEGE_RULES for bloc in (BLOCS if carry == "bloc" else BLOCS[:1])]
POLICIES = list(product(Leaving, Leaving, (Leaving.NEUTRAL, Leaving.STAYS)))
DRAWS = 30  # sheets for each carrying, reading and majority


def a_college(random, rank):
    """Draw a college of at most six members; one in six has nobody, or nobody there, or nobody who speaks."""
    members = random.choice([0, 1, 2, 3, 4, 5, 6])
    entitled = members - random.choice([0, 0, 0, min(1, members)])
    present = random.choice([entitled, entitled, random.randint(0, entitled)])
    said = Counter(random.choice(("for", "against", "for", "against", "abstain", "blank", "silent"))
                   for _ in range(present))  # fmt: skip
    counts = Counts(*(Votes(said[answer]) for answer in ("for", "against", "abstain", "blank")))
    points = F(random.choice([10, 15, 20, 25, 30, 40, 50]), random.choice([1, 1, 3]))
    return SheetCollege(f"c{rank}", "", points, members, entitled, present, counts)


def drawn():
    """Draw sheets so that each carrying, tie, reading, majority and policy is met."""
    random, policies = Random(20241115), cycle(POLICIES)
    for (way, bloc), reading, majority, _ in product(CARRIED, READINGS, MAJORITIES, range(DRAWS)):
        empty, absent, silent = next(policies)
        rules = SheetRules(
            way, reading, majority, empty, absent, silent, bloc,
            max_college_part=random.choice([F(1, 2), F(1, 2), F(2, 5)]),
            min_colleges=random.choice([1, 2, 3]),
        )  # fmt: skip
        yield CountingSheet(rules, tuple(a_college(random, rank) for rank in range(random.randint(1, 4))))


SHEETS = list(drawn())


def verdict(sheet):
    """Count from the start, quorum aside: nothing is kept from another count."""
    heard = [college.heard(sheet.rules.reading) for college in sheet.colleges]
    weights = weigh(sheet, heard).final
    rule = SINGLE_BODY if weights.suspended else COLLEGE_RULES[sheet.rules.carry]
    parts = weights.of(len(sheet.colleges))
    return passes(sheet.rules.majority, carry(rule, heard, parts, weights.base, sheet.rules.bloc))


def with_votes_moved(sheet, rank, votes, *, to_against):
    """Give the sheet where so many voices of one college say the contrary."""
    college = sheet.colleges[rank]
    sign = -1 if to_against else 1
    counts = replace(
        college.counts,
        in_favour=Votes(college.counts.in_favour + sign * votes),
        against=Votes(college.counts.against - sign * votes),
    )
    moved = replace(college, counts=counts)
    return replace(sheet, colleges=(*sheet.colleges[:rank], moved, *sheet.colleges[rank + 1 :]))


def every_flip(sheet):
    """Try every number of voices of every college; keep the smallest that changes the verdict."""
    adopted = verdict(sheet)
    found = {}
    for rank, college in enumerate(sheet.colleges):
        most = college.counts.in_favour if adopted else college.counts.against
        changing = [
            votes
            for votes in range(1, most + 1)
            if verdict(with_votes_moved(sheet, rank, votes, to_against=adopted)) is not adopted
        ]
        assert not changing or changing == list(range(changing[0], most + 1)), "more voices never undo a flip"
        if changing:
            found[college.id] = changing[0]
    return adopted, found


@pytest.mark.parametrize("way", COLLEGE_RULES)
def test_flips_are_the_smallest_and_no_college_that_has_one_is_left_out(way):
    sheets = [sheet for sheet in SHEETS if sheet.rules.carry == way]
    assert len(sheets) >= DRAWS * len(READINGS) * len(MAJORITIES)
    met = Counter()
    for sheet in sheets:
        adopted, expected = every_flip(sheet)
        flips = count(sheet).flips
        assert {flip.college: flip.votes for flip in flips} == expected, sheet
        assert len(flips) == len(expected)
        assert {flip.towards for flip in flips} <= {"against" if adopted else "for"}
        order = [college.id for college in sheet.colleges]
        assert [*flips] == sorted(flips, key=lambda flip: (flip.votes, order.index(flip.college)))
        met[adopted, bool(expected)] += 1
    assert min(met[key] for key in product((True, False), (True, False))) >= 10, "every kind is met"


def test_the_draw_meets_every_rule_and_every_reason_to_leave():
    assert len(SHEETS) >= 5000
    rules = [sheet.rules for sheet in SHEETS]
    assert {(one.empty_college, one.absent_college, one.silent_college) for one in rules} == set(POLICIES)
    assert {one.bloc for one in rules if one.carry == "bloc"} == set(BLOCS)
    assert {one.reading for one in rules} == set(READINGS)
    results = [count(sheet) for sheet in SHEETS[::10]]
    warned = Counter(warning for result in results for warning in result.warnings)
    for reason in ("college_empty", "college_absent", "college_silent", "weights_suspended"):
        assert warned[reason] >= 10
    ties = [
        sheet
        for sheet in SHEETS
        if sheet.rules.carry == "bloc"
        and any(
            b and sheet.rules.bloc.ties(f, b)
            for f, b in (college.heard(sheet.rules.reading) for college in sheet.colleges)
        )
    ]
    assert len(ties) >= 200


@pytest.mark.parametrize("most", range(12))
@pytest.mark.parametrize("least", range(1, 14))
def test_the_search_by_halves_stops_on_the_first_number_that_changes(most, least):
    asked = []

    def changes(votes):
        asked.append(votes)
        return votes >= least

    assert fewest(most, changes) == (least if least <= most else None)
    assert all(1 <= votes <= most for votes in asked)
