"""The rules of one meeting: bylaws, and the law above them."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.clauses import BlankProxy, Carry, QuorumOf, Weighing
from governance.bylaws.models import MODELS, load_model
from governance.bylaws.rules import (
    BylawsArticle,
    FaultyRules,
    read_rules,
    rules_document,
    rules_for,
)
from governance.law.legal_forms import MEETINGS, AssemblyKind, Call
from governance.sources import Confidence
from tests.bylaws.changes import SA, SARL, SAS, bylaws_with

TODAY = date(2026, 11, 23)
ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY
ANSWERS = ("abstain", "blank", "spoiled", "silent", "absent")


def rules(model, kind=ORDINARY, call=Call.FIRST, day=TODAY):
    return rules_for(load_model(model), kind, call, day)


@pytest.mark.parametrize("key", list(MODELS))
@pytest.mark.parametrize("meeting", MEETINGS)
def test_frozen_rules_are_read_back_the_same_through_json(key, meeting):
    frozen = rules_for(load_model(key), *meeting, TODAY)
    document = json.loads(json.dumps(rules_document(frozen)))
    assert read_rules(document) == frozen
    assert document["format"] == 1


def test_altered_rules_are_refused_with_every_fault():
    document = rules_document(rules(SA))
    document["majority_part"] = 0.5
    document["carry"] = "autre"
    document["surprise"] = 1
    with pytest.raises(FaultyRules) as caught:
        read_rules(document)
    assert len(caught.value.faults) == 3
    with pytest.raises(FaultyRules):
        read_rules([])


def faults_of(document):
    with pytest.raises(FaultyRules) as caught:
        read_rules(document)
    return [(one.article, one.where, str(one.what)) for one in caught.value.faults]


def test_rules_of_another_format_are_refused_even_when_they_can_be_read():
    for wrong in ({"format": 2}, {"format": None}):
        assert faults_of({**rules_document(rules(SA)), **wrong}) == [("", "format", "il faut le format 1")]
    without = rules_document(rules(SA))
    del without["format"]
    assert faults_of(without) == [("", "format", "il faut le format 1")]


def test_each_fault_of_frozen_rules_is_in_its_place():
    wrong = {**rules_document(rules(SA)), "carry": "autre", "majority_part": "x"}
    assert [where for _, where, _ in faults_of(wrong)] == ["carry", "majority_part"]
    assert faults_of([]) == [("", "", "il faut un objet")]


def test_the_caps_on_proxies_and_the_second_round_are_those_of_the_bylaws():
    bylaws = load_model(SAS)
    own = replace(
        bylaws.proxies,
        per_holder=9,
        members_part=Fraction(1, 20),
        members_part_least=3,
        most_votes=5,
        per_college=2,
    )
    colleges = replace(bylaws.colleges, second_round_part=Fraction(1, 2), second_round_at_least=True)
    found = rules_for(replace(bylaws, proxies=own, colleges=colleges), ORDINARY, Call.FIRST, TODAY)
    assert (found.proxies_per_holder, found.proxies_members_part) == (9, Fraction(1, 20))
    assert (found.proxies_members_part_least, found.proxies_most_votes, found.proxies_per_college) == (
        3,
        5,
        2,
    )
    assert (found.second_round_part, found.second_round_at_least) == (Fraction(1, 2), True)


@pytest.mark.parametrize(("votes", "limit"), [(0, 0), (1, 0), (2, 1), (3, 2)])
def test_of_the_votes_of_one_person_one_is_their_own(votes, limit):
    found = replace(rules(SAS), proxies_per_holder=None, proxies_most_votes=votes)
    assert found.proxy_limit(100) == limit


def test_an_sa_decides_by_more_than_half_of_the_votes_cast():
    found = rules(SA)
    assert (found.majority_part, found.majority_at_least) == (Fraction(1, 2), False)
    assert found.reading == dict.fromkeys(ANSWERS, "out")
    assert found.sources["majority"].article == "L. 225-98"


def test_the_same_bylaws_read_an_abstention_of_2018_as_a_vote_against():
    found = rules(SA, day=date(2018, 6, 28))
    assert found.reading == {**dict.fromkeys(ANSWERS, "base"), "absent": "out"}


def test_a_sarl_counts_absent_members_at_the_first_call_and_votes_issued_at_the_second():
    assert rules(SARL).reading == dict.fromkeys(ANSWERS, "base")
    assert rules(SARL, call=Call.SECOND).reading == dict.fromkeys(ANSWERS, "out")
    extraordinary = rules(SARL, EXTRAORDINARY)
    assert extraordinary.reading["absent"] == "out"
    assert extraordinary.reading["abstain"] == "base"
    assert (extraordinary.majority_part, extraordinary.majority_at_least) == (Fraction(2, 3), True)


def test_a_sas_follows_its_bylaws_and_says_which_article():
    found = rules(SAS, EXTRAORDINARY)
    assert (found.majority_part, found.majority_at_least) == (Fraction(2, 3), True)
    assert str(found.sources["majority"]) == "article 22 de vos statuts"


def test_an_article_of_the_bylaws_is_read_as_a_text_is():
    source = BylawsArticle("22")
    assert (source.text, source.article, source.url, source.note) == ("vos statuts", "22", "", "")
    assert source.confidence is Confidence.CONFIRMED


def test_a_sas_whose_bylaws_say_nothing_gets_a_proposal_marked_as_such():
    bylaws = bylaws_with("majority.by_meeting.ordinary_first", None, SAS)
    found = rules_for(bylaws, ORDINARY, Call.FIRST, TODAY)
    assert (found.majority_part, found.majority_at_least) == (Fraction(1, 2), False)
    assert "proposée" in found.sources["majority"].note


@pytest.mark.parametrize(
    ("part", "at_least", "kept"),
    [("2/3", True, Fraction(2, 3)), ("3/4", True, Fraction(3, 4)), ("1/2", False, Fraction(2, 3))],
)
def test_the_law_replaces_a_majority_below_it_and_keeps_one_above(part, at_least, kept):
    clause = {"part": part, "at_least": at_least}
    bylaws = bylaws_with("majority.by_meeting.extraordinary_first", clause)
    found = rules_for(bylaws, EXTRAORDINARY, Call.FIRST, TODAY)
    assert found.majority_part == kept


def test_the_law_replaces_a_quorum_below_it_and_keeps_the_conditions_it_ignores():
    clauses = [{"of": "heads", "part": "1/10"}, {"of": "each_college", "part": "1/3"}]
    bylaws = bylaws_with("quorum.by_meeting.ordinary_first", clauses)
    heads, college = rules_for(bylaws, ORDINARY, Call.FIRST, TODAY).quorum
    assert (heads.of, heads.part, heads.source.article) == (QuorumOf.HEADS, Fraction(1, 5), "L. 225-98")
    assert (college.of, college.part) == (QuorumOf.EACH_COLLEGE, Fraction(1, 3))


def test_a_higher_quorum_is_the_bylaws_to_ask():
    (heads,) = rules(SA).quorum
    assert (heads.part, heads.source) == (Fraction(1, 4), BylawsArticle("21"))
    assert rules(SA, call=Call.SECOND).quorum == ()


@pytest.mark.parametrize(("days", "applied"), [(8, 15), (15, 15), (21, 21)])
def test_notice_is_the_longer_of_the_law_and_the_bylaws(days, applied):
    bylaws = bylaws_with("notice.first_days", days)
    assert rules_for(bylaws, ORDINARY, Call.FIRST, TODAY).notice_days == applied


def test_a_second_call_has_its_own_notice():
    assert rules(SA, call=Call.SECOND).notice_days == 10
    assert rules(SARL, call=Call.SECOND).notice_days == 15


def test_an_sa_votes_by_post_and_lets_blank_proxies_follow_the_board_whatever_its_bylaws_say():
    assert rules_for(bylaws_with("remote.postal_vote", False), ORDINARY, Call.FIRST, TODAY).postal_allowed
    blank = rules_for(bylaws_with("proxies.blank", "refused"), ORDINARY, Call.FIRST, TODAY).blank_proxy
    assert blank is BlankProxy.FOLLOWS_BOARD
    assert rules(SARL).blank_proxy is BlankProxy.REFUSED


@pytest.mark.parametrize(
    ("model", "day", "hybrid", "accounts", "expected", "articles"),
    [
        (SA, date(2024, 9, 13), False, False, (False, False), ("25", "25")),
        (SA, date(2024, 9, 14), False, False, (True, True), ("L. 225-103-1", "L. 225-103-1")),
        (SA, TODAY, True, False, (True, False), ("25", "25")),
        (SA, TODAY, True, True, (True, True), ("25", "25")),
        (SARL, TODAY, False, False, (False, False), ("25", "L. 223-27")),
        (SARL, TODAY, True, True, (True, False), ("25", "L. 223-27")),
        (SAS, TODAY, False, False, (False, False), ("25", "25")),
        (SAS, TODAY, True, True, (True, True), ("25", "25")),
    ],
)
def test_silent_bylaws_of_an_sa_let_members_take_part_remotely_and_a_written_clause_is_followed(
    model, day, hybrid, accounts, expected, articles
):
    bylaws = bylaws_with("remote.hybrid", hybrid, model)
    bylaws = replace(bylaws, remote=replace(bylaws.remote, hybrid_for_accounts=accounts))
    found = rules_for(bylaws, ORDINARY, Call.FIRST, day)
    assert (found.remote_allowed, found.remote_for_accounts) == expected
    cited = found.sources["remote_allowed"], found.sources["remote_for_accounts"]
    assert tuple(source.article for source in cited) == articles


def test_an_unlawful_college_is_represented_as_it_is():
    bylaws = bylaws_with("colleges.items.0.points", "500")
    assert rules_for(bylaws, ORDINARY, Call.FIRST, TODAY).colleges[0].points == 500


def test_where_there_is_no_college_a_proxy_is_not_kept_to_one():
    assert not rules_for(
        bylaws_with("proxies.same_college", True, "no_college"), *MEETINGS[0], TODAY
    ).proxies_same_college
    assert rules_for(bylaws_with("proxies.same_college", True, SA), *MEETINGS[0], TODAY).proxies_same_college


def test_without_colleges_the_assembly_is_one_body():
    found = rules(SAS)
    assert found.carry is Carry.SINGLE_BODY
    (college,) = found.colleges
    assert (college.id, college.name, college.points) == ("all", "Assemblée", 1)
    assert college.categories == ("employees", "customers", "producers")
    assert not found.proxies_same_college


@pytest.mark.parametrize("key", list(MODELS))
@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_rule_says_where_it_comes_from(key, meeting):
    found = rules_for(load_model(key), *meeting, TODAY)
    named = {"carry", "colleges", "reading", "majority", "notice_days", "remote_allowed", "postal_allowed"}
    assert named | {"proxies_per_holder", "blank_proxy", "college_bounds"} <= set(found.sources)
    assert all(str(source) for source in found.sources.values())


@pytest.mark.parametrize(
    ("clauses", "article"),
    [
        ([{"of": "heads", "part": "1/5"}], "21"),
        ([], "L. 225-98"),
        ([{"of": "heads", "part": "0"}], "L. 225-98"),
    ],
)
def test_the_quorum_of_the_law_is_cited_only_when_the_bylaws_ask_for_less(clauses, article):
    bylaws = bylaws_with("quorum.by_meeting.ordinary_first", clauses)
    (heads,) = rules_for(bylaws, ORDINARY, Call.FIRST, TODAY).quorum
    assert (heads.part, heads.source.article) == (Fraction(1, 5), article)


@pytest.mark.parametrize(
    ("day", "part", "article"),
    [
        (date(2022, 1, 18), Fraction(1, 3), "article 22 de vos statuts"),
        (date(2022, 1, 19), Fraction(1, 2), "19 janvier 2022"),
        (date(2024, 11, 14), Fraction(1, 2), "19 janvier 2022"),
        (date(2024, 11, 15), Fraction(1, 2), "15 novembre 2024"),
    ],
)
def test_a_majority_of_a_minority_holds_in_an_sas_until_the_courts_refused_it(day, part, article):
    clause = {"part": "1/3", "at_least": True}
    bylaws = bylaws_with("majority.by_meeting.ordinary_first", clause, SAS)
    found = rules_for(bylaws, ORDINARY, Call.FIRST, day)
    assert found.majority_part == part
    assert article in str(found.sources["majority"])


@pytest.mark.parametrize(("days", "article"), [(15, "R. 225-69"), (16, "19")])
def test_a_notice_equal_to_that_of_the_law_cites_the_law(days, article):
    found = rules_for(bylaws_with("notice.first_days", days), ORDINARY, Call.FIRST, TODAY)
    assert found.sources["notice_days"].article == article


@pytest.mark.parametrize(("members", "limit"), [(19, 1), (20, 1), (39, 1), (40, 2), (100, 4), (1000, 4)])
def test_the_lowest_cap_on_proxies_holds(members, limit):
    found = replace(
        rules(SAS),
        proxies_per_holder=30,
        proxies_members_part=Fraction(1, 20),
        proxies_members_part_least=1,
        proxies_most_votes=5,
    )
    assert found.proxy_limit(members) == limit


def test_without_a_cap_proxies_are_not_limited():
    assert replace(rules(SAS), proxies_per_holder=None).proxy_limit(100) is None


def test_one_voice_each_makes_the_colleges_equal_and_seats_alone_make_one_body():
    found = rules_for(bylaws_with("colleges.weighing", "one_voice"), ORDINARY, Call.FIRST, TODAY)
    assert {college.points for college in found.colleges} == {1}


def test_rules_frozen_before_the_newer_clauses_are_still_read():
    document = rules_document(rules(SA))
    for name in ("weighing", "second_round_part", "second_round_at_least", "proxies_members_part",
                 "proxies_members_part_least", "proxies_most_votes", "proxies_per_college"):  # fmt: skip
        del document[name]
    for college in document["colleges"]:
        for name in ("min_members", "below_min", "merged_into", "max_part"):
            del college[name]
    for quorum in document["quorum"]:
        del quorum["college"], quorum["presence"]
    assert read_rules(document) == rules(SA)


def test_where_no_college_weighs_the_weighing_of_the_bylaws_is_left_aside():
    bylaws = bylaws_with("colleges.weighing", "one_voice", SAS)
    assert not bylaws.colleges.weigh
    assert rules_for(bylaws, ORDINARY, Call.FIRST, TODAY).weighing is Weighing.POINTS
