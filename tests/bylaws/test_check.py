"""Every breach of the law that bylaws may contain is found, with its text and its remedy."""

from dataclasses import replace
from datetime import date

import pytest

from governance.bylaws.check import breaches
from governance.bylaws.document import read_bylaws
from governance.law.board import (
    BoardMissing,
    BoardSize,
    ManagementTermTooLong,
    ManagersWithoutTerm,
    TermTooLong,
)
from governance.law.categories import NoBeneficiaries, NoEmployees, NoProducers, TooFewCategories
from governance.law.colleges import (
    BoundsTooWide,
    CollegeTooStrong,
    CollegeTooWeak,
    TooFewColleges,
    WeighedByCapital,
)
from governance.law.legal_forms import Call
from governance.law.majority import (
    CountsFor,
    MajorityTooLow,
    MajorityUnderHalf,
    ReadingForbidden,
    UnanimityForbidden,
)
from governance.law.notice import NoticeTooShort
from governance.law.proxies import BlankProxyImposed, HolderExcluded, HolderForbidden, ProxiesForbidden
from governance.law.quorum import QuorumTooLow
from governance.law.remote import (
    AccountsByVideo,
    PostalVoteRefused,
    RemoteWithoutClause,
    WrittenConsultationForbidden,
)
from governance.law.reserves import ReserveTooLow
from governance.law.votes import DecidingVote
from tests.bylaws.changes import SA, SARL, SAS, a_document, bylaws_with

TODAY = date(2026, 11, 23)
PRESENT = {"abstain": "base", "blank": "base", "spoiled": "base", "silent": "base", "absent": "out"}
PERMANENT = {
    "article": "18",
    "debate_days": 14,
    "debate_least": 7,
    "doubled_on_request": False,
    "vote_days": 7,
}
ONE_FIFTH_LESS = [{"of": "heads", "part": "19/100"}]

CASES = [
    (SA, "categories.3.kind", "other", NoBeneficiaries),
    (SARL, "categories.0.kind", "producers", NoEmployees),
    (SA, "colleges.items.0.points", "75", CollegeTooStrong),
    (SA, "colleges.items.0.points", "5", CollegeTooWeak),
    (SA, "colleges.criterion", "capital", WeighedByCapital),
    (SA, "colleges.max_college_part", "3/5", BoundsTooWide),
    (SA, "quorum.by_meeting.ordinary_first", ONE_FIFTH_LESS, QuorumTooLow),
    (SA, "quorum.by_meeting.ordinary_first", [], QuorumTooLow),
    (SARL, "quorum.by_meeting.extraordinary_second", ONE_FIFTH_LESS, QuorumTooLow),
    (SAS, "majority.by_meeting.ordinary_first.at_least", True, MajorityUnderHalf),
    (SA, "majority.by_meeting.extraordinary_first", {"part": "3/5", "at_least": True}, MajorityTooLow),
    (SARL, "majority.by_meeting.extraordinary_first", {"part": "1", "at_least": True}, UnanimityForbidden),
    (SA, "reading.by_meeting.ordinary_first", PRESENT, ReadingForbidden),
    (SAS, "reading.by_meeting.ordinary_first.abstain", "for", CountsFor),
    (SA, "notice.first_days", 14, NoticeTooShort),
    (SA, "notice.second_days", 9, NoticeTooShort),
    (SARL, "notice.second_days", 14, NoticeTooShort),
    (SA, "proxies.holders", ["member", "spouse"], HolderExcluded),
    (SA, "proxies.holders", ["member", "spouse", "partner", "anyone"], HolderForbidden),
    (SA, "proxies.blank", "refused", BlankProxyImposed),
    (SA, "proxies.per_holder", 0, ProxiesForbidden),
    (SA, "officers.chair_deciding_vote", True, DecidingVote),
    (SA, "board", None, BoardMissing),
    (SA, "board.most", 19, BoardSize),
    (SA, "board.term_years", 7, TermTooLong),
    (SARL, "management.term_years", 7, ManagementTermTooLong),
    (SARL, "management.term_years", None, ManagersWithoutTerm),
    (SAS, "management.term_years", 7, ManagementTermTooLong),
    (SA, "allocation.statutory_reserve_part", "49/100", ReserveTooLow),
    (SA, "remote.postal_vote", False, PostalVoteRefused),
    (SA, "remote.written_consultation", True, WrittenConsultationForbidden),
    (SARL, "remote.hybrid_for_accounts", True, AccountsByVideo),
]


@pytest.mark.parametrize(("model", "path", "value", "breach"), CASES)
def test_one_unlawful_clause_gives_one_kind_of_breach(model, path, value, breach):
    found = breaches(bylaws_with(path, value, model), TODAY)
    assert {type(each) for each in found} == {breach}


@pytest.mark.parametrize(("model", "path", "value", "breach"), CASES)
def test_a_breach_says_what_to_do_and_which_text_says_so(model, path, value, breach):
    for each in breaches(bylaws_with(path, value, model), TODAY):
        assert str(each).endswith(".")
        assert (each.remedy % each.facts()).endswith(".")
        assert each.source.text


def test_two_colleges_are_too_few():
    document = a_document(SARL)
    document["colleges"]["items"][1]["categories"] = ["users", "supporters"]
    document["colleges"]["items"][1]["points"] = "50"
    del document["colleges"]["items"][2]
    assert [type(each) for each in breaches(read_bylaws(document), TODAY)] == [TooFewColleges]


def test_two_categories_are_too_few():
    document = a_document(SAS)
    del document["categories"][2]
    assert [type(each) for each in breaches(read_bylaws(document), TODAY)] == [TooFewCategories]


def test_without_employees_producers_are_needed():
    document = a_document(SARL)
    document["identity"]["has_employees"] = False
    document["categories"][0]["kind"] = "volunteers"
    assert [type(each) for each in breaches(read_bylaws(document), TODAY)] == [NoProducers]


def test_assemblies_only_at_a_distance_need_remote_participation():
    document = a_document(SAS)
    document["remote"] |= {"hybrid": False, "hybrid_for_accounts": False, "remote_only": True}
    assert [type(each) for each in breaches(read_bylaws(document), TODAY)] == [RemoteWithoutClause]


def test_all_the_breaches_come_at_once():
    document = a_document(SA)
    document["notice"]["first_days"] = 8
    document["allocation"]["statutory_reserve_part"] = "0"
    document["officers"]["chair_deciding_vote"] = True
    found = breaches(read_bylaws(document), TODAY)
    assert [type(each) for each in found] == [NoticeTooShort, DecidingVote, ReserveTooLow]


def test_bylaws_of_2018_are_judged_by_the_law_of_2018():
    bylaws = bylaws_with("reading.by_meeting.ordinary_first", PRESENT)
    assert breaches(bylaws, date(2018, 6, 28)) == []
    assert breaches(bylaws, TODAY)


def test_a_quorum_by_college_does_not_replace_the_quorum_of_the_law():
    clause = [{"of": "each_college", "part": "1"}]
    found = breaches(bylaws_with("quorum.by_meeting.ordinary_first", clause), TODAY)
    assert [type(each) for each in found] == [QuorumTooLow]


@pytest.mark.parametrize(
    ("model", "path", "value", "breach"),
    [
        (SA, "proxies.most_votes", 1, "ProxiesForbidden"),
        (SA, "proxies.per_college", 0, "ProxiesForbidden"),
        (SA, "membership.record_date", "notice_day", "RecordDateTooEarly"),
        (SA, "membership.usufruct", "bare_owner", "OwnerExcluded"),
        (SA, "agenda.may_refuse", True, "RequestRefusable"),
        (SA, "agenda.request_days", 26, "RequestTermTooLong"),
        (SA, "agenda.annual_months", 7, "AnnualTermTooLong"),
        (SA, "remote.postal_deadline_days", 4, "PostalTooEarly"),
        (SA, "second_meeting.advance_votes", "restarted", "SentVotesLost"),
        (SA, "colleges.several_per_person", True, "SeveralVotes"),
        (SA, "colleges.silence_is_for", True, "SilenceCounted"),
        (SA, "colleges.weighing", "multiplier", "VoicesMultiplied"),
        (SA, "colleges.items.0.min_members", 2, "MembersWithoutVote"),
        (SA, "permanent", PERMANENT, "NoMeeting"),
        (SA, "notice.second_days", 9, "NoticeTooShort"),
        (SARL, "second_meeting.proxies_kept", False, "SentVotesLost"),
        (SAS, "membership.paid_up_to_vote", True, "VoteSuspended"),
    ],
)
def test_each_newer_unlawful_clause_gives_its_breach(model, path, value, breach):
    assert [type(each).__name__ for each in breaches(bylaws_with(path, value, model), TODAY)] == [breach]


@pytest.mark.parametrize(("path", "value"), [("proxies.most_votes", 2), ("colleges.weighing", "one_voice")])
def test_a_lawful_newer_clause_gives_none(path, value):
    assert breaches(bylaws_with(path, value, SA), TODAY) == []


def of_two(weighing, points):
    """Bylaws of two colleges, the first with so many points of a hundred."""
    document = a_document(SA)
    categories = [each for college in document["colleges"]["items"] for each in college["categories"]]
    first, second = document["colleges"]["items"][:2]
    first |= {"points": points, "categories": categories[:1]}
    second |= {"points": str(100 - int(points)), "categories": categories[1:]}
    document["colleges"] |= {"items": [first, second], "weighing": weighing, "min_colleges": 2}
    return read_bylaws(document)


def colleges_breaches(bylaws):
    kept = ("TooFewColleges", "CollegeTooStrong", "CollegeTooWeak", "VoicesMultiplied")
    return [type(each).__name__ for each in breaches(bylaws, TODAY) if type(each).__name__ in kept]


def test_multiplied_voices_are_compared_by_nothing_but_their_number():
    assert colleges_breaches(of_two("multiplier", "90")) == ["TooFewColleges", "VoicesMultiplied"]


def test_points_are_compared_with_the_bounds_of_the_law():
    found = colleges_breaches(of_two("points", "92"))
    assert found == ["TooFewColleges", "CollegeTooStrong", "CollegeTooWeak"]


def test_one_voice_each_makes_equal_colleges_whatever_their_points():
    bylaws = bylaws_with("colleges.weighing", "one_voice")
    strong = bylaws_with("colleges.items.0.points", "75", SA)
    strong = replace(strong, colleges=replace(strong.colleges, weighing=bylaws.colleges.weighing))
    assert colleges_breaches(strong) == []
    assert colleges_breaches(of_two("one_voice", "92")) == ["TooFewColleges"]


def test_an_item_admitted_in_session_is_off_the_agenda_of_an_sa():
    document = a_document(SA)
    document["agenda"] |= {"off_agenda": "admitted_by_vote", "off_agenda_part": "2/3"}
    assert [type(each).__name__ for each in breaches(read_bylaws(document), TODAY)] == ["VotedOffAgenda"]


def test_the_second_notice_is_named_as_the_second():
    (found,) = breaches(bylaws_with("notice.second_days", 9), TODAY)
    assert (found.call, found.days, found.required) == (Call.SECOND, 9, 10)
