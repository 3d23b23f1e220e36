"""Election without candidate: who is named, whether consent is given, and the bound of objections."""

from fractions import Fraction

import pytest

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.marks import NumberOutOfBounds, TooManyChosen, parse_marks
from governance.vote.elections.method import MORE_SEATS_THAN_NONE, NO_OPTION
from governance.vote.elections.outcome import ElectionState, Score
from governance.vote.methods.without_candidate import ONE_PERSON, ONE_SEAT, WITHOUT_CANDIDATE
from tests.vote.elections import a_sheet, elected
from tests.vote.ranked_ballots import a_race

NAMED = [({"a": 1}, 3), ({"b": 1}, 5), ({"c": 1}, 5)]
LABELS = {"a": "Alix", "b": "Bo", "c": "Cy", "d": "Dom"}


def test_a_nomination_counts_who_is_named_and_elects_nobody():
    result = elected("without_candidate", "abcd", NAMED)
    assert result.state is ElectionState.SECOND_ROUND
    assert result.count.rounds[0].scores == (
        Score("b", Fraction(5)),
        Score("c", Fraction(5)),
        Score("a", Fraction(3)),
        Score("d", Fraction(0)),
    )
    assert (result.count.elected, result.count.vacant, result.count.ties) == ((), 1, ())
    assert result.count.runoff == ("b", "c", "a")


def test_a_nomination_for_no_seat_is_an_advice():
    result = elected("without_candidate", "abcd", NAMED, seats=0)
    assert (result.state, result.count.runoff, result.count.vacant) == (ElectionState.ADVICE, (), 0)


def test_a_nomination_in_which_nobody_is_named_leaves_the_seats_to_fill():
    result = elected("without_candidate", "ab", [], seats=2)
    assert (result.state, result.count.vacant, result.count.runoff) == (ElectionState.VACANT, 2, ())


@pytest.mark.parametrize(
    ("consents", "objections", "most", "given"),
    [
        (9, 0, 0, True),
        (9, 1, 0, False),
        (9, 1, 1, True),
        (9, 2, 1, False),
        (1, 0, 0, True),
        (0, 0, 0, False),
        (0, 1, 1, False),
    ],
)
def test_consent_is_given_without_more_objections_than_the_bylaws_allow(consents, objections, most, given):
    ballots = [(says, number) for says, number in [({"a": 1}, consents), ({"a": 0}, objections)] if number]
    result = elected("without_candidate", "a", ballots, phase="consent", objections=most)
    assert result.state is (ElectionState.COMPLETE if given else ElectionState.VACANT)
    assert result.count.elected == (("a",) if given else ())
    assert (result.count.vacant, result.count.seats_of) == (0 if given else 1, {"a": 1} if given else {})
    assert result.count.figures == {"consents": str(consents), "objections": str(objections)}
    assert result.count.rounds[0].scores == (Score("a", Fraction(consents)),)
    assert result.count.rounds[0].elected == result.count.elected


def test_one_objection_is_heard_whatever_its_college_weighs():
    ballots = {"A": [({"a": 1}, 1)], "B": [({"a": 1}, 199), ({"a": 0}, 1)]}
    more = {"carry": "proportional", "points": {"A": "90", "B": "10"}, "phase": "consent"}
    result = elected("without_candidate", "a", ballots, **more)
    assert result.state is ElectionState.VACANT
    assert result.count.rounds[0].scores[0].figure == Fraction(9, 10) + Fraction(1, 10) * Fraction(199, 200)
    assert result.count.figures == {"consents": "200", "objections": "1"}


@pytest.mark.parametrize(
    ("phase", "options", "seats", "faults"),
    [
        ("nomination", "abc", 0, []),
        ("nomination", "abc", 3, []),
        ("nomination", "", 1, [NO_OPTION]),
        ("consent", "a", 1, []),
        ("consent", "a", 0, [MORE_SEATS_THAN_NONE]),
        ("consent", "ab", 1, [ONE_PERSON]),
        ("consent", "a", 2, [ONE_SEAT]),
        ("consent", "", 1, [NO_OPTION]),
    ],
)
def test_a_consent_is_about_one_person_and_one_seat(phase, options, seats, faults):
    contest = a_race("without_candidate", options, seats, phase=phase)
    assert WITHOUT_CANDIDATE.faults(contest) == faults


@pytest.mark.parametrize(
    ("phase", "says", "error"),
    [
        ("nomination", '{"a":1}', None),
        ("nomination", '{"a":0}', NumberOutOfBounds),
        ("nomination", '{"a":2}', NumberOutOfBounds),
        ("nomination", '{"a":1,"b":1}', TooManyChosen),
        ("consent", '{"a":1}', None),
        ("consent", '{"a":0}', None),
        ("consent", '{"a":2}', NumberOutOfBounds),
    ],
)
def test_a_ballot_names_one_person_or_consents_or_objects(phase, says, error):
    contest = a_race("without_candidate", "ab" if phase == "nomination" else "a", phase=phase)
    if error is None:
        WITHOUT_CANDIDATE.check(parse_marks(says), contest)
    else:
        with pytest.raises(error):
            WITHOUT_CANDIDATE.check(parse_marks(says), contest)


def told(options, ballots, lang="fr", **more):
    sheet = a_sheet("without_candidate", options, ballots, **more)
    result = elected("without_candidate", options, ballots, **more)
    return explain_election(sheet, result, WITHOUT_CANDIDATE, LABELS, lang)[1:]


def test_a_nomination_is_told_without_a_winner():
    assert told("abcd", NAMED) == [
        "Bo, nominations : 5.",
        "Cy, nominations : 5.",
        "Alix, nominations : 3.",
        "Le plus souvent nommé : Bo et Cy. Cela ne décide rien : on entend les raisons de chacun.",
        "Personne n’est élu à cette étape. Sièges à pourvoir : 1.",
        "La suite : une nouvelle nomination, ou une proposition parmi Bo, Cy et Alix. Sièges : 1.",
    ]
    assert told("ab", [], seats=0, lang="en") == ["This count of nominations decides nothing."]


def test_a_consent_is_told_with_its_objections():
    said = [({"a": 1}, 8), ({"a": 0}, 1)]
    assert told("a", said, phase="consent") == [
        "Personne proposée : Alix. Consentements : 8 ; objections : 1.",
        (
            "Objections admises au plus : 0. Le consentement n’est pas donné : on améliore la proposition, "
            "puis une nouvelle étape de consentement est ouverte."
        ),
        "Personne n’est élu à cette étape. Sièges à pourvoir : 1.",
    ]
    assert told("a", said, "en", phase="consent", objections=1) == [
        "Person proposed: Alix. Consents: 8; objections: 1.",
        "Objections allowed at most: 1. Consent is given.",
        "Elected: Alix.",
    ]
