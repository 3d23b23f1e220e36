"""The minutes hold every figure of the counting sheets, and know what the law would miss."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from governance.assembly.minutes import MinutesProse, QuorumCheck, contents, counts, minutes_document, missing
from governance.law.legal_forms import CompanyForm
from tests.papers import MEETING, a_voted_resolution, some_minutes


def missing_items(form=CompanyForm.SA, **changes):
    return {refusal.item for refusal in missing(some_minutes(**changes), form)}


@pytest.mark.parametrize("form", list(CompanyForm))
def test_complete_minutes_lack_nothing(form):
    assert missing(some_minutes(), form) == []


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"meeting": replace(MEETING, held_at=None)}, "date"),
        ({"meeting": replace(MEETING, place="", remote="")}, "place"),
        ({"agenda": ()}, "agenda"),
        ({"secretary": None}, "officers"),
        ({"attendance": ()}, "votes_taking_part"),
        ({"quorum": ()}, "quorum"),
        ({"papers": ()}, "documents"),
        ({"prose": MinutesProse(debates={1: "  "})}, "debates"),
        ({"resolutions": (a_voted_resolution(text=" "),)}, "resolutions"),
        ({"resolutions": (a_voted_resolution(result=None),)}, "results"),
    ],
)
def test_each_item_of_the_commercial_code_is_asked_of_an_sa(changes, item):
    assert missing_items(**changes) == {item}


def test_a_sarl_asks_for_its_members_and_shares_but_not_for_the_quorum():
    assert missing_items(CompanyForm.SARL, members_listed=False, quorum=()) == {"members_and_shares"}


def test_a_technical_incident_must_be_told_when_there_was_one():
    facts = some_minutes(prose=MinutesProse(debates={1: "Rien."}))
    assert [refusal.item for refusal in missing(facts, CompanyForm.SA, incident=True)] == ["incident"]


def test_a_withdrawn_resolution_needs_no_result():
    withdrawn = a_voted_resolution(sheet=None, result=None, outcome="Retirée.")
    assert missing_items(resolutions=(withdrawn,)) == set()


def test_without_quorum_neither_debates_nor_votes_are_asked():
    failed = (QuorumCheck("heads", Fraction(1, 4), Fraction(1, 5), reached=False),)
    facts = some_minutes(quorum=failed, resolutions=(), prose=MinutesProse())
    assert facts.lacks_quorum
    assert missing(facts, CompanyForm.SA) == []


def test_each_item_found_has_a_name_in_the_law():
    from governance.law.minutes import ITEM_NAMES

    assert contents(some_minutes()) <= set(ITEM_NAMES)


def test_counts_come_from_the_counting_sheet_and_a_silent_figure_is_zero():
    row = counts(
        {"colleges": [{"id": "A", "points": "1", "entitled": 9, "present": 7, "for": 4, "blank": 1}]}
    )[0]
    assert row == {
        "id": "A", "name": "A", "entitled": 9, "present": 7,
        "for": 4, "against": 0, "abstain": 0, "blank": 1, "spoiled": 0, "silent": 2, "absent": 2,
    }  # fmt: skip


def test_the_document_is_exact_json():
    document = json.loads(json.dumps(minutes_document(some_minutes())))
    assert document["quorum"][0]["got"] == "143/224"
    assert document["attendance"][2]["taking_part"] == 101
    assert document["meeting"]["held_at"] == "2027-06-24T16:00:00+00:00"
    assert [resolution["adopted"] for resolution in document["resolutions"]] == [False, False, None]
