"""At a second call the caps hold again: who gave first is kept, nothing passes the bylaws."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from governance.assembly.proxy_caps import HeldProxy, within_caps
from governance.bylaws.models import load_model
from governance.bylaws.rules import rules_for
from governance.law.legal_forms import AssemblyKind, Call
from tests.bylaws.changes import SA

OPEN = {"per_holder": None, "same_college": False}


def kept(proxies, members=100, **clause):
    bylaws = load_model(SA)
    own = replace(bylaws, proxies=replace(bylaws.proxies, **{**OPEN, **clause}))
    rules = rules_for(own, AssemblyKind.ORDINARY, Call.SECOND, date(2027, 6, 24))
    held = [HeldProxy(at, *proxy) for at, proxy in enumerate(proxies, 1)]
    return [proxy.id for proxy in within_caps(held, rules, members)]


THREE = [("ana", "team", "team")] * 3


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ({}, [1, 2, 3]),
        ({"per_holder": 2}, [1, 2]),
        ({"per_holder": 3}, [1, 2, 3]),
        ({"most_votes": 2}, [1]),
        ({"members_part": Fraction(1, 50)}, [1, 2]),
        ({"per_college": 1}, [1]),
    ],
)
def test_the_first_given_are_kept_up_to_each_cap(clause, expected):
    assert kept(THREE, **clause) == expected


def test_each_holder_and_each_college_has_its_own_count():
    held = [
        ("ana", "team", "team"), ("bo", "team", "team"), ("ana", "users", "team"), ("ana", "team", "team"),
    ]  # fmt: skip
    assert kept(held, per_college=1) == [1, 2, 3]
    assert kept(held, per_holder=1) == [1, 2]


def test_a_holder_who_changed_college_is_left_out_where_proxies_stay_within_one():
    held = [("ana", "team", "users"), ("bo", "team", "team")]
    assert kept(held, same_college=True) == [2]
    assert kept(held) == [1, 2]


def test_a_blank_proxy_is_kept_whatever_the_caps():
    assert kept([(None, "team", ""), (None, "team", "")], per_holder=0, same_college=True) == [1, 2]


def test_a_part_of_fewer_members_keeps_fewer_proxies():
    assert kept(THREE, members=149, members_part=Fraction(1, 50)) == [1, 2]
    assert kept(THREE, members=150, members_part=Fraction(1, 50)) == [1, 2, 3]


def test_who_is_no_member_has_no_college_and_no_vote_of_their_own():
    outside = [("jo", "team", "", True), ("jo", "users", "", True), ("jo", "team", "", True)]
    assert kept(outside, same_college=True) == [1, 2, 3]
    assert kept(outside, most_votes=2) == [1, 2]
