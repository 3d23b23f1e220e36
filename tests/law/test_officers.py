"""Tellers are not drawn from the order of a list."""

from governance.law.officers import tellers_by_votes


def test_the_two_accepting_members_with_most_votes_are_tellers():
    assert tellers_by_votes({"a": 3, "b": 1, "c": 2}, frozenset("abc")) == ("a", "c")
    assert tellers_by_votes({"a": 3, "b": 1, "c": 2}, frozenset("bc")) == ("c", "b")


def test_when_everybody_has_one_vote_somebody_must_choose():
    assert tellers_by_votes({"a": 1, "b": 1, "c": 1}, frozenset("abc")) is None
    assert tellers_by_votes({"a": 2, "b": 1, "c": 1}, frozenset("abc")) is None


def test_two_volunteers_are_the_tellers():
    assert tellers_by_votes({"a": 1, "b": 1, "c": 1}, frozenset("bc")) == ("b", "c")
