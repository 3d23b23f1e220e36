"""Documents of an older format are still read, and give what they always gave."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from governance.bylaws.clauses import AdvanceVotes, Organ, Presence, RecordDate, Renewal, Weighing
from governance.bylaws.document import FaultyBylaws, bylaws_document, read_bylaws
from governance.bylaws.upgrade import upgraded

OLD = sorted((Path(__file__).parent / "format_1").glob("*.yaml"))


def old(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_document_of_format_1_is_read_and_written_in_format_2(path):
    document = old(path)
    bylaws = read_bylaws(document)
    assert document == old(path)  # what is stored does not change
    assert bylaws_document(bylaws)["format"] == 2
    assert read_bylaws(bylaws_document(bylaws)) == bylaws


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_what_format_1_could_not_say_is_no_clause(path):
    bylaws = read_bylaws(old(path))
    assert bylaws.membership.excluded_by is Organ.ASSEMBLY
    assert bylaws.membership.record_date is RecordDate.MEETING_DAY
    assert bylaws.membership.missed_ends is None
    assert bylaws.second_meeting.advance_votes is AdvanceVotes.KEPT
    assert bylaws.agenda.members_part is None
    assert bylaws.colleges.weighing is Weighing.POINTS
    assert not bylaws.colleges.several_per_person
    assert all(college.min_members == 1 for college in bylaws.colleges.items)
    assert all(q.presence is Presence.TAKING_PART for q in bylaws.quorum.by_meeting.extraordinary_first)
    assert (bylaws.permanent, bylaws.delegates) == (None, None)
    assert bylaws.proxies.most_votes is None
    if bylaws.board:
        assert bylaws.board.renewal is Renewal.WHOLE


def test_a_new_chapter_borrows_the_article_of_the_one_next_to_it():
    bylaws = read_bylaws(old(OLD[0]))
    assert bylaws.agenda.article == bylaws.notice.article
    assert bylaws.membership.article == bylaws.identity.article
    assert bylaws.elections.article == bylaws.officers.article


def test_a_faulty_document_of_format_1_names_its_faults():
    document = deepcopy(old(OLD[0]))
    document["colleges"] = []
    document["notice"]["first_days"] = "quinze"
    with pytest.raises(FaultyBylaws) as caught:
        read_bylaws(document)
    assert {fault.where for fault in caught.value.faults} == {"colleges", "notice.first_days"}


@pytest.mark.parametrize("document", [None, [], {"format": 3}, {"format": True}, {"format": 2, "a": 1}])
def test_what_is_not_of_an_older_format_is_left_as_it_is(document):
    assert upgraded(document) is document


def test_a_faulty_old_document_is_brought_to_the_new_format_with_its_faults_in_place():
    """A chapter that is not an object has no article to lend, and rows that are not a list are left."""
    document = upgraded({"format": 1, "identity": "nom", "notice": 3, "categories": "aucune", "board": None})
    assert (document["identity"], document["notice"], document["board"]) == ("nom", 3, None)
    assert document["categories"] == "aucune"
    assert (document["membership"]["article"], document["agenda"]["article"]) == (None, None)
    assert (document["permanent"], document["delegates"]) == (None, None)
