"""What is told of each faulty document: its place, its article and what it needs, as one approved text.

`python -m tests.bylaws.test_faulty` writes it again: read the difference before committing it.
"""

from pathlib import Path

import pytest

from governance.bylaws.document import FaultyBylaws, read_bylaws
from tests.bylaws.changes import SA, SAS, with_change

APPROVED = Path(__file__).with_name("faulty.txt")
NO_POINTS = [{"of": "points", "part": "1/4"}]
SEATS = {"college": "team", "least": 1, "most": 3, "term_months": None}
MERGED = {"below_min": "merged", "min_members": 3}

FAULTY = [
    (SA, {"format": 3}),
    (SA, {"format": True}),
    (SA, {"format": "2"}),
    (SA, {"identity.name": " ", "identity.purpose": "", "identity.registered_office": "\t"}),
    (SA, {"identity.rcs_town": ""}),
    (SA, {"identity.capital_min": 0, "identity.nominal_value": -1}),
    (SA, {"identity.year_end": "02-29"}),
    (SA, {"identity.year_end": "6-30"}),
    (SA, {"categories.0.id": " ", "categories.1.name": " ", "categories.2.min_shares": 0}),
    (SA, {"categories.2.id": "team", "categories.3.id": "team"}),
    (SAS, {"colleges.carry": "bloc"}),
    (SA, {"colleges.silent_college": "share_equally"}),
    (SA, {"colleges.silent_college": "share_pro_rata"}),
    (SA, {"colleges.items.0.points": "0"}),
    (SA, {"colleges.items.1.id": "entrepreneurs", "colleges.items.2.name": ""}),
    (SA, {"colleges.items.0.categories": ["entrepreneurs", "nobody", "team"]}),
    (SA, {"colleges.items.0.categories": []}),
    (SA, {"colleges.bloc_part": "0", "colleges.max_college_part": "3/2"}),
    (SA, {"colleges.min_college_part": "0", "colleges.min_colleges": 0}),
    (SA, {"allocation.statutory_reserve_part": "3/2"}),
    (SA, {"quorum.by_meeting.ordinary_first.0.part": "5/4"}),
    (SA, {"quorum.by_meeting.extraordinary_second.0.part": "5/4"}),
    (SAS, {"quorum.by_meeting.extraordinary_second": NO_POINTS}),
    (SA, {"majority.by_meeting.ordinary_second": {"part": "0", "at_least": True}}),
    (SA, {"majority.by_meeting.extraordinary_first": {"part": "5/4", "at_least": True}}),
    (SA, {"notice.first_days": -1, "notice.second_days": -1}),
    (SA, {"proxies.per_holder": -1, "officers.teller_count": -1}),
    (SA, {"notice.channels": ["email", "letter", "email", "letter"]}),
    (SA, {"proxies.holders": ["member", "spouse", "partner", "member"]}),
    (SA, {"remote.secret_for": ["removals", "removals"]}),
    (SA, {"colleges.priority": ["team", "nobody"]}),
    (SA, {"colleges.items.0": {**MERGED, "merged_into": "entrepreneurs"}}),
    (SA, {"colleges.items.1": {**MERGED, "merged_into": "nobody"}}),
    (SA, {"board.seats": [SEATS, {**SEATS, "college": "nobody"}]}),
    (SA, {"board.seats": [SEATS, {**SEATS, "least": 4}], "board.least": 16}),
    (SA, {"quorum.by_meeting.ordinary_first": [{"of": "college", "part": "1/2", "college": "nobody"}]}),
    (SA, {"colleges.second_round_part": "0", "colleges.items.3.max_part": "2"}),
    (SA, {"agenda.members_part": "0", "agenda.votes_part": "2", "agenda.convene_part": "0"}),
    (SA, {"agenda.off_agenda_part": "0"}),
    (SA, {"agenda.off_agenda": "admitted_by_vote"}),
    (SA, {"proxies.members_part": "2", "remote.remote_only_objection": "0"}),
    (SA, {"categories.4.least_capital_part": "0"}),
    (SA, {"proxies.blank": "split"}),
    (SA, {"proxies.blank_split": {"chair_part": "0", "rounding": "chair"}}),
    (SA, {"elections.list_threshold": "2"}),
    (SA, {"membership.objection_days": -1, "membership.missed_warned": -1}),
    (SA, {"membership.missed_ends": -1, "membership.list_freeze_days": -1}),
    (SA, {"notice.documents_days": -1, "notice.email_consent_days": -1}),
    (SA, {"second_meeting.least_days": -1, "second_meeting.most_days": -2}),
    (SA, {"second_meeting.least_days": 9, "second_meeting.most_days": 8}),
    (SA, {"agenda.request_days": -1, "agenda.questions_days": -1, "agenda.annual_months": -1}),
    (SA, {"majority.put_again_days": -1}),
    (SA, {"proxies.members_part_least": -1, "proxies.most_votes": -1, "proxies.per_college": -1}),
    (SA, {"proxies.span_days": -1, "proxies.deadline_days": -1}),
    (SA, {"remote.postal_deadline_days": -1, "remote.written_days": -1}),
    (SA, {"elections.rounds": -1, "elections.names_least": -1, "elections.names_most": -2}),
    (SA, {"elections.names_least": 3, "elections.names_most": 2}),
    (SA, {"elections.member_for_months": -1, "elections.candidacy_days": -1}),
    (SA, {"management.term_years": -1, "colleges.items.2.min_members": -1}),
]


def document_of(model, changes):
    document = with_change("format", 2, model)
    for path, value in changes.items():
        *way, last = path.split(".")
        place = document
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        key = int(last) if isinstance(place, list) else last
        place[key] = {**place[key], **value} if last.isdigit() else value
    return document


def told(model, changes):
    with pytest.raises(FaultyBylaws) as caught:
        read_bylaws(document_of(model, changes))
    lines = [f"## {model}: " + ", ".join(f"{path} = {value!r}" for path, value in changes.items())]
    lines += [str(fault) for fault in caught.value.faults]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def approved() -> list[str]:
    return APPROVED.read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("rank", range(len(FAULTY)))
def test_a_faulty_document_is_told_exactly_as_approved(rank):
    assert told(*FAULTY[rank]) == approved()[rank]


def test_nothing_else_is_approved():
    assert len(approved()) == len(FAULTY)


if __name__ == "__main__":
    APPROVED.write_text("\n\n".join(told(*one) for one in FAULTY) + "\n", encoding="utf-8")
