"""Facts of papers become exact JSON; the sheet of the room holds no address."""

import json
from dataclasses import dataclass, replace

import pytest

from governance.assembly.attendance_sheet import Participation, attendance_sheet_document, totals
from governance.assembly.papers import plain
from tests.papers import MEETING, a_line, a_notice, a_sheet


@dataclass(frozen=True)
class Blurred:
    part: float


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        plain(Blurred(0.5))


def test_a_notice_says_the_meeting_by_its_full_name():
    facts = a_notice()
    assert facts.meeting.name == "Assemblée générale ordinaire annuelle"
    assert plain(facts)["dated_on"] == "2027-06-01"


def test_a_meeting_that_decides_both_ways_is_mixed():
    assert replace(MEETING, mixed=True).name == "Assemblée générale mixte"


def test_totals_count_each_way_of_taking_part_once():
    kinds = list(Participation)
    total = totals(tuple(a_line(i, participation=kind, votes=2, shares=3) for i, kind in enumerate(kinds)))
    assert (total.members, total.taking_part, total.votes, total.votes_taking_part) == (6, 4, 12, 8)
    assert (total.expected, total.present, total.remote, total.represented) == (1, 1, 1, 1)
    assert (total.postal, total.absent, total.shares_taking_part) == (1, 1, 12)


def test_totals_of_colleges_add_up_to_the_whole():
    document = attendance_sheet_document(a_sheet(25), legal_copy=True)
    assert document["totals"]["members"] == sum(c["totals"]["members"] for c in document["colleges"]) == 25


def test_only_the_legal_copy_holds_addresses():
    legal = json.dumps(attendance_sheet_document(a_sheet(), legal_copy=True))
    room = json.dumps(attendance_sheet_document(a_sheet(), legal_copy=False))
    assert "rue des Lilas" in legal
    assert "rue des Lilas" not in room
