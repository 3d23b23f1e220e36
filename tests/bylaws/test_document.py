"""The document of bylaws: strict, exact, all faults at once."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.bylaws.document import FaultyBylaws, bylaws_document, read_bylaws
from governance.bylaws.models import MODELS, load_model
from tests.bylaws.changes import SA, SAS, a_document, with_change


def faults_of(document):
    with pytest.raises(FaultyBylaws) as caught:
        read_bylaws(document)
    return caught.value.faults


@pytest.mark.parametrize("key", list(MODELS))
def test_what_is_written_is_read_back_the_same_through_json(key):
    bylaws = load_model(key)
    document = json.loads(json.dumps(bylaws_document(bylaws)))
    assert read_bylaws(document) == bylaws
    assert bylaws_document(read_bylaws(document)) == document
    assert document["format"] == 2


@settings(max_examples=20)  # each reads the whole bylaws again
@given(st.lists(st.fractions(Fraction(1, 1000), 1000), min_size=5, max_size=5))
def test_the_points_of_a_college_are_never_rounded(points):
    bylaws = load_model(SA)
    items = tuple(
        replace(college, points=part) for college, part in zip(bylaws.colleges.items, points, strict=True)
    )
    changed = replace(bylaws, colleges=replace(bylaws.colleges, items=items))
    assert read_bylaws(json.loads(json.dumps(bylaws_document(changed)))) == changed


def test_what_is_no_document_has_one_fault_at_its_root():
    (fault,) = faults_of([])
    assert (fault.article, fault.where) == ("", "")


def test_a_part_is_written_in_lowest_terms_as_text():
    document = bylaws_document(read_bylaws(with_change("colleges.items.0.points", "60/2")))
    assert document["colleges"]["items"][0]["points"] == "30"


@pytest.mark.parametrize(
    ("path", "value", "where", "article"),
    [
        ("format", 3, "format", ""),
        ("format", True, "format", ""),
        ("identity.name", " ", "identity.name", "1"),
        ("identity.form", "scop", "identity.form", "1"),
        ("identity.capital_min", "18500", "identity.capital_min", "1"),
        ("identity.capital_min", True, "identity.capital_min", "1"),
        ("identity.nominal_value", 0, "identity.nominal_value", "1"),
        ("identity.year_end", "31/12", "identity.year_end", "1"),
        ("identity.has_employees", 1, "identity.has_employees", "1"),
        ("categories.0.min_shares", 0, "categories.1.min_shares", "11.1"),
        ("categories.1.id", "entrepreneurs", "categories.2.id", "11.2"),
        ("categories.1.name", "", "categories.2.name", "11.2"),
        ("colleges.items.0.points", "0", "colleges.items.1.points", "17.1"),
        ("colleges.items.0.points", 30, "colleges.items.1.points", "17.1"),
        ("colleges.items.0.points", "1/0", "colleges.items.1.points", "17.1"),
        ("colleges.items.1.id", "", "colleges.items.2.id", "17.2"),
        ("colleges.items.1.id", "entrepreneurs", "colleges.items.2.id", "17.2"),
        ("colleges.bloc_part", "3/2", "colleges.bloc_part", "17"),
        ("colleges.min_college_part", "0", "colleges.min_college_part", "17"),
        ("colleges.min_colleges", 0, "colleges.min_colleges", "17"),
        ("colleges.silent_college", "share_equally", "colleges.silent_college", "17"),
        ("colleges.items", {}, "colleges.items", "17"),
        ("quorum.by_meeting.ordinary_first.0.part", "2", "quorum.by_meeting.ordinary_first", "21"),
        ("majority.by_meeting.ordinary_first", {"part": "0", "at_least": False},
         "majority.by_meeting.ordinary_first", "22"),
        ("majority.by_meeting.ordinary_first", "1/2", "majority.by_meeting.ordinary_first", "22"),
        ("notice.first_days", -1, "notice.first_days", "19"),
        ("notice.channels", ["email", "email"], "notice.channels", "19"),
        ("proxies.per_holder", -1, "proxies.per_holder", "24"),
        ("allocation.statutory_reserve_part", "3/2", "allocation.statutory_reserve_part", "30"),
        ("board", [], "board", ""),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place_and_its_article(path, value, where, article):
    found = [(fault.where, fault.article) for fault in faults_of(with_change(path, value))]
    assert (where, article) in found


def test_an_unknown_key_and_a_missing_one_are_faults():
    document = a_document()
    document["notice"]["delay"] = 15
    del document["notice"]["first_days"]
    said = [str(fault.what) for fault in faults_of(document)]
    assert any("delay" in sentence for sentence in said)
    assert any("first_days" in sentence for sentence in said)


def test_all_the_faults_come_at_once():
    document = with_change("identity.form", "scop")
    document["notice"]["first_days"] = "quinze"
    document["proxies"]["blank"] = "autre"
    assert len(faults_of(document)) == 3


def test_a_category_is_in_one_college_and_exists():
    assert faults_of(with_change("colleges.items.0.categories", ["entrepreneurs", "inconnue"]))
    assert faults_of(with_change("colleges.items.0.categories", ["entrepreneurs", "team"]))
    assert faults_of(with_change("colleges.items.0.categories", []))


def test_without_colleges_the_votes_are_those_of_one_body():
    assert [f.where for f in faults_of(with_change("colleges.carry", "bloc", SAS))] == ["colleges.carry"]
    clause = [{"of": "each_college", "part": "1/4"}]
    assert faults_of(with_change("quorum.by_meeting.ordinary_first", clause, SAS))


@pytest.mark.parametrize("document", [None, [], "statuts", 3])
def test_what_is_not_an_object_is_refused(document):
    assert len(faults_of(document)) == 1


def test_unlawful_bylaws_can_be_read():
    assert read_bylaws(with_change("colleges.items.0.points", "500")).colleges.items[0].points == 500


def test_the_refusal_says_each_fault_with_its_article():
    with pytest.raises(FaultyBylaws) as caught:
        read_bylaws(with_change("proxies.per_holder", -1))
    (fault,) = caught.value.faults
    assert "article 24" in str(fault)
    assert fault.said().text(lambda text: text) == str(fault)
    assert caught.value.message.endswith("%(faults)s")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("colleges.min_colleges", 1),
        ("identity.capital_min", 1),
        ("notice.first_days", 0),
        ("proxies.per_holder", None),
        ("proxies.per_holder", 0),
        ("colleges.bloc_part", "1"),
        ("allocation.statutory_reserve_part", "0"),
        ("allocation.statutory_reserve_part", "1"),
        ("majority.by_meeting.ordinary_first", {"part": "1", "at_least": True}),
        ("quorum.by_meeting.ordinary_first", [{"of": "points", "part": "0"}]),
    ],
)
def test_a_value_on_its_bound_is_read(path, value):
    assert bylaws_document(read_bylaws(with_change(path, value)))


def test_a_majority_above_the_whole_and_an_unknown_category_are_faults_in_their_place():
    clause = {"part": "3/2", "at_least": True}
    where = "majority.by_meeting.ordinary_first"
    assert [fault.where for fault in faults_of(with_change(where, clause))] == [where]
    unknown = faults_of(with_change("colleges.items.0.categories", ["entrepreneurs", "inconnue"]))
    assert [fault.where for fault in unknown] == ["colleges.items.1.categories"]
