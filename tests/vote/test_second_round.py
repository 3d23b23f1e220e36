"""Where no side carries a college that votes as a bloc, it votes again, and only there."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.bylaws.clauses import BlocTie, Carry, Weighing
from governance.vote.ballots import Counts
from governance.vote.carry import Bound
from governance.vote.cautions import cautions
from governance.vote.command import count_documents
from governance.vote.explanation import explain
from governance.vote.resolve import counted_with, resolved
from governance.vote.result import read_result, result_document
from governance.vote.second_round import after_second_round
from governance.vote.sheet import FaultySheet, SecondRound, read_sheet, sheet_document
from governance.vote.tally import count
from tests.vote.test_resolve import clause, college, rules_with, sheet

F = Fraction
IN_BLOCS = {
    "carry": Carry.BLOC,
    "bloc_tie": BlocTie.AGAINST,
    "second_round_part": F(1, 2),
    "min_colleges": 1,
    "max_college_part": F(1),
}
"""Three fifths carry a college; failing that on both sides, more than half of a second vote does."""


def first_round(*said, **changes):
    """Make the sheet of a first round: (for, against) of colleges A, B, C… of one point each."""
    names = "ABCDEF"[: len(said)]
    rules = rules_with(*(clause(name, 1) for name in names), **{**IN_BLOCS, **changes})
    return sheet(rules, *(college(name, 1, *one) for name, one in zip(names, said, strict=True)))


def words(sentences):
    return " ".join(sentences).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("yes", "no", "again"),
    [
        (60, 40, True),
        (61, 39, False),
        (6001, 3999, False),
        (40, 60, True),
        (39, 61, False),
        (3999, 6001, False),
        (50, 50, True),
        (0, 0, False),
    ],
)
def test_a_college_votes_again_when_neither_side_has_more_than_sixty_per_cent(yes, no, again):
    result = count(first_round((yes, no), (9, 1), (9, 1)))
    assert result.again == (("A",) if again else ())


@pytest.mark.parametrize(
    ("yes", "no", "again"), [(60, 40, False), (59, 41, True), (40, 60, False), (41, 59, True)]
)
def test_sixty_per_cent_itself_carries_where_it_is_enough_to_reach_it(yes, no, again):
    result = count(first_round((yes, no), (9, 1), (9, 1), bloc_at_least=True))
    assert result.again == (("A",) if again else ())


def test_nothing_is_decided_until_the_second_round_though_the_others_would_suffice():
    result = count(first_round((5, 5), (9, 1), (9, 1)))
    assert result.adopted is None
    assert result.flips == ()
    assert "views_disagree" not in result.warnings


def test_without_the_clause_a_divided_college_brings_nothing_and_the_vote_is_decided():
    result = count(first_round((6, 4), (9, 1), (1, 9), second_round_part=None))
    assert result.again == ()
    assert result.adopted is False


def test_a_second_round_needs_blocs_a_quorum_and_weights_in_force():
    assert count(first_round((5, 5), (9, 1), carry=Carry.PROPORTIONAL)).again == ()
    suspended = count(first_round((5, 5), (0, 0), min_colleges=3, empty_college="share_equally"))
    assert str(suspended.weights) == "suspended"
    assert suspended.again == ()
    asked = first_round((5, 5), (9, 1))
    nobody = replace(asked.colleges[1], members=99, entitled=99)
    document = sheet_document(replace(asked, colleges=(asked.colleges[0], nobody)))
    document["rules"]["quorum"] = [{"of": "heads", "part": "1/2"}]
    missed = count(read_sheet(document))
    assert (missed.adopted, missed.again) == (None, ())


@pytest.mark.parametrize(("yes", "no", "carried"), [(50, 50, False), (51, 49, True), (49, 51, False)])
def test_more_than_half_of_the_second_vote_carries_the_college(yes, no, carried):
    first = first_round((5, 5), (9, 1), (1, 9))
    again = first_round((yes, no), (0, 0), (0, 0))
    result = count(after_second_round(first, again, ("A",)))
    assert result.again == ()
    assert result.colleges[0].in_favour == (F(1, 3) if carried else 0)
    assert result.adopted is carried  # two colleges of three, or one


@pytest.mark.parametrize(("yes", "no", "carried"), [(50, 50, True), (49, 51, False)])
def test_half_is_enough_where_the_bylaws_say_at_least(yes, no, carried):
    first = first_round((5, 5), (9, 1), (1, 9), second_round_at_least=True)
    again = first_round((yes, no), (0, 0), (0, 0))
    assert count(after_second_round(first, again, ("A",))).adopted is carried


def test_the_others_keep_the_bound_of_the_first_round():
    first = first_round((5, 5), (61, 39), (39, 61))
    made = after_second_round(first, first_round((9, 1), (0, 0), (0, 0)), ("A",))
    assert made.colleges[1:] == first.colleges[1:]
    assert [one.in_favour for one in count(made).colleges] == [F(1, 3), F(1, 3), 0]
    assert [(flip.college, flip.votes) for flip in count(made).flips] == [("B", 1), ("A", 4)]


def test_who_votes_again_may_be_fewer_and_the_college_may_then_leave_play():
    first = first_round((5, 5), (9, 1), (9, 1))
    nobody = first_round((0, 0), (0, 0), (0, 0))
    people = replace(nobody.colleges[0], members=10, entitled=10)
    made = after_second_round(first, replace(nobody, colleges=(people, *nobody.colleges[1:])), ("A",))
    result = count(made)
    assert result.again == ()
    assert (result.colleges[0].part, result.adopted) == (0, True)


@pytest.mark.parametrize(("there", "counted_before"), [(10, 2), (2, 2), (1, 1), (0, 0)])
def test_further_voices_of_people_counted_elsewhere_stay_out_of_the_quorum_by_heads(there, counted_before):
    first = first_round((5, 5), (9, 1), (9, 1))
    told = replace(first.colleges[0], again=2, present_again=2)
    first = replace(first, colleges=(told, *first.colleges[1:]))
    people = replace(first.colleges[0], present=there, counts=Counts(), again=0, present_again=0)
    made = after_second_round(first, replace(first, colleges=(people, *first.colleges[1:])), ("A",))
    assert (made.colleges[0].again, made.colleges[0].present_again) == (2, counted_before)
    assert read_sheet(sheet_document(made)) == made


@pytest.mark.parametrize(("said", "points"), [((6, 0), 24), ((1, 0), 4), ((0, 0), 4)])
def test_multiplied_voices_are_multiplied_by_the_voices_of_the_second_vote(said, points):
    rules = rules_with(clause("A", 4), clause("B", 1), **{**IN_BLOCS, "weighing": Weighing.MULTIPLIER})
    first = resolved(rules, sheet(rules, college("A", 4, 5, 5), college("B", 1, 30, 0)))
    assert [one.points for one in first.colleges] == [40, 30]
    second = sheet(rules, college("A", 4, *said), college("B", 1, 0, 0))
    for there in (second, resolved(rules, second)):
        made = after_second_round(first, there, ("A",), multiplied=True)
        assert [one.points for one in made.colleges] == [points, 30]


def test_a_merged_college_votes_again_with_the_one_it_is_counted_with():
    rules = rules_with(clause("A", 30), clause("B", 15, least=3, into="A"), clause("C", 55))
    assert counted_with(rules, {"A": 9, "B": 2, "C": 5}) == {"A": "A", "B": "A", "C": "C"}
    assert counted_with(rules, {"A": 9, "B": 3, "C": 5}) == {"A": "A", "B": "B", "C": "C"}


def test_a_second_round_is_held_once():
    first = first_round((5, 5), (9, 1))
    made = after_second_round(first, first_round((5, 5), (0, 0)), ("A",))
    assert count(made).again == ()
    for sheet_again, names in (
        (made, ("A",)),
        (first, ()),
        (first_round((5, 5), second_round_part=None), ("A",)),
    ):
        with pytest.raises(ValueError, match=r"^this first round calls for no second one$"):
            after_second_round(sheet_again, first, names)


def test_a_stranger_counts_both_rounds_again_from_their_sheets():
    first = first_round((5, 5), (9, 1), (1, 9))
    made = after_second_round(first, first_round((6, 4), (0, 0), (0, 0)), ("A",))
    for one, adopted, again in ((first, None, ["A"]), (made, True, None)):
        document = json.loads(json.dumps(sheet_document(one)))
        assert read_sheet(document) == one
        (line, faults), *_ = count_documents([json.dumps(document)])
        assert faults == []
        told = json.loads(line)
        assert (told["adopted"], told.get("again")) == (adopted, again)
        assert read_result(result_document(count(one))) == count(one)


def test_the_sheet_of_other_bylaws_keeps_its_bytes():
    document = sheet_document(first_round((5, 5), second_round_part=None))
    assert "second_round" not in document["rules"]
    assert "again" not in result_document(count(read_sheet(document)))


def test_a_sheet_that_names_no_college_of_the_second_round_is_that_of_the_first():
    document = sheet_document(first_round((5, 5), (9, 1)))
    document["rules"]["second_round"] = {"part": "2/3"}
    assert read_sheet(document).rules.second_round == SecondRound(Bound(F(2, 3)), colleges=())


@pytest.mark.parametrize(
    ("second_round", "place", "said"),
    [
        ({"part": "0"}, ".part", 'il faut plus que zéro, pas « "0" ».'),
        ({"part": "3/2"}, ".part", 'une part ne dépasse pas 1, « "3/2" » le dépasse.'),
        ({}, ".part", "cette clé est obligatoire."),
        ({"part": "1/2", "colleges": ["Z"]}, ".colleges", "« Z » n’est pas un collège de la feuille."),
        ({"part": "1/2", "colleges": ["A", "A"]}, ".colleges", "« A » y est deux fois."),
        ({"part": "1/2", "colleges": "A"}, ".colleges", "il faut une liste, pas « A »."),
        ({"part": "1/2", "colleges": [3]}, ".colleges", "il faut un texte, pas « 3 »."),
    ],
)
def test_a_second_round_that_cannot_be_is_a_fault_of_the_sheet(second_round, place, said):
    assert faults_with(second_round=second_round) == {f"rules.second_round{place} : {said}"}


def test_a_second_round_is_a_fault_where_colleges_do_not_vote_as_blocs():
    assert faults_with(second_round={"part": "1/2"}, carry="proportional") == {
        "rules.second_round : un second tour ne va qu’avec des collèges qui votent d’un seul bloc."
    }


def faults_with(**rules):
    document = sheet_document(first_round((5, 5), (9, 1)))
    document["rules"] |= rules
    with pytest.raises(FaultySheet) as refused:
        read_sheet(document)
    return {words([fault]) for fault in refused.value.faults}


def test_both_rounds_are_explained_in_french_and_in_english():
    first = first_round((5, 5), (9, 1), (1, 9))
    told = words(explain(first, count(first)))
    assert "Ni le « pour » ni le « contre » n’atteint ce qu’il faut, plus de 60,00 % (3/5)" in told
    assert "un second tour est à tenir dans « A ». Il y faudra plus de la moitié pour." in told
    assert "n’est pas adoptée" not in told
    assert "adopted" not in words(explain(first, count(first), "en"))
    assert "in “A”, where more than half in favour" in words(explain(first, count(first), "en"))
    made = after_second_round(first, first_round((6, 4), (0, 0), (0, 0)), ("A",))
    told = words(explain(made, count(made)))
    assert "« A » a voté une seconde fois" in told
    assert "plus de la moitié pour emporter le collège : c’est atteint" in told
    assert "plus de 60,00 % (3/5) pour emporter le collège : ce n’est pas atteint" in told
    assert "est à tenir" not in told
    assert [name for name, _said in cautions(first, count(first))] == []


def test_a_first_round_that_decides_nothing_is_told_without_a_sum_nor_a_majority():
    first = first_round((5, 5), (9, 1))
    assert explain(first, count(first), "en") == [
        "Each college brings all its points in favour, or none, by what its members voted.",
        "“A”: 5 for, 5 against.",
        (
            "“A” has 50.00% of the college points: 5 for, of 10 (50.00%). Neither side reaches what is "
            "needed, more than 60.00% (3/5): this college votes again."
        ),
        "“B”: 9 for, 1 against.",
        (
            "“B” has 50.00% of the college points: 9 for, of 10 (90.00%). The bound to carry the college is "
            "more than 60.00% (3/5): it is met, all its points go in favour."
        ),
        (
            "Nothing is decided: a second round is to be held in “A”, where more than half in favour will be "
            "needed. The votes of the other colleges stay counted."
        ),
    ]


@pytest.mark.parametrize(
    ("said", "french", "english"),
    [
        ([(5, 5), (9, 1), (9, 1)], "«\u00a0A\u00a0»", "“A”"),
        ([(5, 5), (9, 1), (4, 4)], "«\u00a0A\u00a0» et «\u00a0C\u00a0»", "“A” and “C”"),
        ([(5, 5), (4, 4), (4, 5)], "«\u00a0A\u00a0», «\u00a0B\u00a0» et «\u00a0C\u00a0»", "“A”, “B” and “C”"),
    ],
)
def test_the_colleges_that_vote_again_are_listed_with_the_bound_they_will_vote_under(said, french, english):
    first = first_round(*said, second_round_part=F(11, 20))
    first = replace(first, colleges=tuple(replace(one, name="") for one in first.colleges))
    assert (
        f"dans {french}. Il y faudra plus de 55\u00a0% (11/20)"
        in explain(first, count(first), decimals=0)[-1]
    )
    told = explain(first, count(first), "en", decimals=1)[-1]
    assert f"in {english}, where more than 55.0% (11/20)" in told


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=4), st.data())
def test_what_the_first_round_settled_in_a_college_stays_settled(said, data):
    first = first_round(*said)
    result = count(first)
    if not result.again:
        return
    second = first_round(*(data.draw(st.tuples(st.integers(0, 20), st.integers(0, 20))) for _ in said))
    after = count(after_second_round(first, second, result.again))
    assert after.again == ()
    for before, later in zip(result.colleges, after.colleges, strict=True):
        if before.id not in result.again:
            assert (before.f, before.b) == (later.f, later.b)
            assert bool(before.in_favour) is bool(later.in_favour)
