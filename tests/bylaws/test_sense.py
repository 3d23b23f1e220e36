"""Newer clauses that make no sense are named with their place; those on their bound are read."""

import pytest

from governance.bylaws.document import FaultyBylaws, read_bylaws
from tests.bylaws.changes import SA, SAS, with_change

SEATS = {"college": "team", "least": 1, "most": 3, "term_months": None}


def places(path, value, model=SA):
    try:
        read_bylaws(with_change(path, value, model))
    except FaultyBylaws as faulty:
        return [fault.where for fault in faulty.faults]
    return []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("colleges.priority", ["nobody"], "colleges.priority"),
        ("colleges.second_round_part", "0", "colleges.second_round_part"),
        ("colleges.second_round_part", "3/2", "colleges.second_round_part"),
        ("colleges.items.0.min_members", -1, "colleges.items.1.min_members"),
        ("colleges.items.0.max_part", "2", "colleges.items.1.max_part"),
        ("categories.0.least_capital_part", "0", "categories.1.least_capital_part"),
        ("agenda.members_part", "0", "agenda.members_part"),
        ("agenda.off_agenda", "admitted_by_vote", "agenda.off_agenda_part"),
        ("agenda.request_days", -1, "agenda.request_days"),
        ("proxies.members_part", "2", "proxies.members_part"),
        ("proxies.blank", "split", "proxies.blank_split"),
        ("proxies.blank_split", {"chair_part": "0", "rounding": "chair"}, "proxies.blank_split.chair_part"),
        ("proxies.deadline_hour", 12, "proxies.deadline_hour"),
        ("membership.missed_ends", -1, "membership.missed_ends"),
        ("elections.list_threshold", "2", "elections.list_threshold"),
        ("elections.names_least", -1, "elections.names_least"),
        ("board.seats", [{**SEATS, "college": "nobody"}], "board.seats.1"),
        ("board.seats", [{**SEATS, "least": 4}], "board.seats.1.least"),
        ("board.least", 16, "board.least"),
        ("quorum.by_meeting.ordinary_first", [{"of": "college", "part": "1/2"}],
         "quorum.by_meeting.ordinary_first"),
    ],
)  # fmt: skip
def test_each_fault_is_in_its_place(path, value, where):
    assert places(path, value) == [where]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("colleges.priority", ["team", "partners"]),
        ("colleges.second_round_part", "1"),
        ("colleges.items.0.min_members", 0),
        ("colleges.items.0.max_part", "1"),
        ("agenda.request_days", 0),
        ("proxies.members_part", "1/20"),
        ("proxies.blank_split", {"chair_part": "1", "rounding": "nearest"}),
        ("elections.list_threshold", "0"),
        ("elections.list_threshold", "1"),
        ("board.seats", [SEATS, {**SEATS, "most": None}]),
        ("board.seats", [{**SEATS, "least": 3}]),
        ("board.least", 15),
        ("quorum.by_meeting.ordinary_first", [{"of": "college", "part": "1/2", "college": "team"}]),
    ],
)
def test_a_clause_on_its_bound_is_read(path, value):
    assert places(path, value) == []


def test_a_small_college_is_merged_with_another_that_exists():
    college = {"min_members": 3, "below_min": "merged"}
    document = with_change("colleges.items.0.min_members", 3)
    for name, wrong in (("nobody", 1), ("entrepreneurs", 1), ("team", 0)):
        document["colleges"]["items"][0] |= {**college, "merged_into": name}
        if wrong:
            with pytest.raises(FaultyBylaws):
                read_bylaws(document)
        else:
            assert read_bylaws(document).colleges.items[0].merged_into == "team"


def test_a_category_in_two_colleges_needs_bylaws_that_let_a_person_vote_twice():
    two = ["entrepreneurs", "team"]
    assert places("colleges.items.0.categories", two) == ["colleges.items.2.categories"]
    document = with_change("colleges.items.0.categories", two)
    document["colleges"]["several_per_person"] = True
    assert read_bylaws(document).colleges.several_per_person


def test_colleges_without_points_only_have_seats():
    document = with_change("colleges.carry", "single_body")
    for college in document["colleges"]["items"]:
        college["points"] = "0"
    assert not read_bylaws(document).colleges.weigh
    document["colleges"]["items"][0]["points"] = "1"
    with pytest.raises(FaultyBylaws):
        read_bylaws(document)


def test_without_colleges_no_college_is_named():
    assert places("colleges.priority", ["team"], SAS) == ["colleges.priority"]


@pytest.mark.parametrize(("hour", "read"), [(-1, False), (0, True), (23, True), (24, False)])
def test_the_hour_of_the_last_day_is_one_of_a_day(hour, read):
    document = with_change("proxies.deadline_days", 2)
    document["proxies"]["deadline_hour"] = hour
    if read:
        assert read_bylaws(document).proxies.deadline_hour == hour
        return
    with pytest.raises(FaultyBylaws) as error:
        read_bylaws(document)
    assert [fault.where for fault in error.value.faults] == ["proxies.deadline_hour"]
