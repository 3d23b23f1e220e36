"""What is told of each unlawful clause: what is wrong, what to do, which text, as one approved text.

`python -m tests.bylaws.test_refused` writes it again: read the difference before committing it.
"""

from pathlib import Path

import pytest

from governance.bylaws.check import breaches
from tests.bylaws.changes import SA, SARL, SAS, bylaws_with
from tests.bylaws.test_check import CASES, PERMANENT, TODAY

APPROVED = Path(__file__).with_name("refused.txt")
NEWER = [
    (SA, "proxies.most_votes", 1),
    (SA, "proxies.per_college", 0),
    (SA, "membership.record_date", "notice_day"),
    (SA, "membership.usufruct", "bare_owner"),
    (SA, "agenda.may_refuse", True),
    (SA, "agenda.request_days", 26),
    (SARL, "colleges.absent_college", "neutral"),
    (SARL, "agenda.request_days", 26),
    (SA, "agenda.annual_months", 7),
    (SARL, "agenda.annual_months", 7),
    (SA, "remote.postal_deadline_days", 4),
    (SA, "second_meeting.advance_votes", "restarted"),
    (SA, "colleges.several_per_person", True),
    (SA, "colleges.silence_is_for", True),
    (SA, "colleges.weighing", "multiplier"),
    (SA, "colleges.items.0.min_members", 2),
    (SA, "permanent", PERMANENT),
    (SARL, "second_meeting.proxies_kept", False),
    (SAS, "membership.paid_up_to_vote", True),
    (SAS, "majority.by_meeting.extraordinary_second.part", "1/3"),
]
CLAUSES = [*(case[:3] for case in CASES), *NEWER]


def told(model, path, value):
    found = breaches(bylaws_with(path, value, model), TODAY)
    lines = [f"## {model}, {path} = {value}"]
    lines += [f"{one} {one.remedy % one.facts()} [{one.source}]" for one in found]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def approved() -> list[str]:
    return APPROVED.read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("rank", range(len(CLAUSES)))
def test_an_unlawful_clause_is_told_exactly_as_approved(rank):
    assert told(*CLAUSES[rank]) == approved()[rank]


def test_nothing_else_is_approved():
    assert len(approved()) == len(CLAUSES)


if __name__ == "__main__":
    APPROVED.write_text("\n\n".join(told(*one) for one in CLAUSES) + "\n", encoding="utf-8")
