"""Each clause of the bylaws is applied by the code, or said to be left to people: nothing in between."""

import re
from dataclasses import fields
from pathlib import Path

from governance.bylaws.by_hand import BY_HAND, DESCRIBED
from governance.bylaws.labels import CHAPTERS

ROOT = Path(__file__).parents[2]
TELLING = re.compile(
    r"governance/law/|governance/bylaws/(by_hand|plain|check|sense|document|codec|upgrade|differences|choices"
    r"|labels|chapters|models|amendment|\w*clauses|\w*labels)\w*\.py"
)
"""Code that reads, says, compares or judges bylaws, and applies nothing."""
BY_MEETING = {
    f"meeting.{kind}_{call}" for kind in ("ordinary", "extraordinary") for call in ("first", "second")
}
"""Read by `ByMeeting.of`."""
SAME_WORD = {
    "agenda.off_agenda_provisional", "board.renewal", "board.weighed",
    "board.renewal_months", "category.persons", "colleges.priority",
    "identity.capital_min", "notice.channels", "officers.tellers", "remote.remote_only",
}  # fmt: skip
"""Left to people, though something else in the code bears the same name."""


def applied():
    """Give each word read after a dot by code that does something."""
    words = set()
    for folder in ("governance", "web"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".html"} and not TELLING.match(path.relative_to(ROOT).as_posix()):
                words |= set(re.findall(r"\.(\w+)\b", path.read_text()))
    return words


def test_a_clause_that_no_code_applies_is_said_to_be_applied_by_people():
    read = applied()
    every = {f"{chapter}.{field.name}" for chapter, kind in CHAPTERS.items() for field in fields(kind)}
    told = set(BY_HAND) | DESCRIBED
    unread = {key for key in every if key.split(".")[1] not in read} - BY_MEETING
    assert unread - told == set(), "apply these clauses, or add them to governance/bylaws/by_hand.py"
    claimed = {key for key in told & every if key.split(".")[1] in read} - SAME_WORD
    assert claimed == set(), "code applies these clauses now: take them out of by_hand.py"
    assert set(BY_HAND) & DESCRIBED == set()
    assert told - every == {"permanent", "delegates"}
