"""Counting documents one after the other, for the command line and for whoever checks a result."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from governance.vote.cautions import aside, cautions
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.outcome import election_document
from governance.vote.elections.sheet import is_election, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.explanation import explain
from governance.vote.methods import ELECTIONS
from governance.vote.methods.lists import LISTS
from governance.vote.result import result_document
from governance.vote.sentences import say
from governance.vote.sheet import FaultySheet, parse_text, read_sheet
from governance.vote.tally import count


def count_documents(texts: Iterable[str | bytes], lang: str = "fr") -> Iterator[tuple[str, list[str]]]:
    """Count each sheet. Gives, in order, one line of JSON and the faults of the sheet.

    A faulty sheet gives `{"faults": […]}` and the same sentences. The line is plain ASCII, so
    that no name can break it, whatever the terminal. A sheet that leaves out its quorum, or the
    votes for or against of a college, is counted without, and its explanation says so.
    """
    for text in texts:
        try:
            line = _counted(text, lang)
        except FaultySheet as fault:
            faults = list(fault.faults)
            yield json.dumps({"faults": faults}), faults
        else:
            yield json.dumps(line), []


def told_documents(texts: Iterable[str | bytes], lang: str = "fr") -> Iterator[tuple[list[str], list[str]]]:
    """Count each sheet for a person to read. Gives, in order, its sentences, or its faults."""
    for text in texts:
        try:
            yield _counted(text, lang)["explanation"], []
        except FaultySheet as fault:
            yield [], list(fault.faults)


def _counted(text: str | bytes, lang: str) -> dict[str, Any]:
    """Count one sheet, of a resolution or of an election. Raises FaultySheet."""
    document = parse_text(text, lang)
    if is_election(document):
        election = read_election_sheet(document, ELECTIONS, lang)
        outcome = count_election(election, ELECTIONS)
        method = ELECTIONS[election.contest.method]
        said = explain_election(election, outcome, method, _names(document, lang), lang)
        return {**election_document(outcome), "explanation": [*said, *aside(election.poll, lang)]}
    sheet = read_sheet(document, lang)
    result = count(sheet)
    warned = [sentence for _, sentence in cautions(sheet, result, lang)]
    left_out = [say(lang, "left_out", place=place) for place in _left_out(document)]
    return result_document(result, [*explain(sheet, result, lang), *left_out, *warned, *aside(sheet, lang)])


def _names(document: Any, lang: str) -> dict[str, str]:  # noqa: ANN401 - a valid sheet
    """Give the names that a sheet adds to its options: the explanation says them, the count ignores them.

    An option without a name is told by its place on the sheet.
    """
    options, word = document["election"]["options"], _word(document["election"])
    return {
        one["id"]: one.get("name") or say(lang, word, rank=rank) for rank, one in enumerate(options, start=1)
    }


def _word(election: Mapping[str, Any]) -> str:
    if not election["seats"]:
        return "answer without name"
    return "list without name" if election["method"] == LISTS.name else "candidate without name"


def _left_out(document: object) -> Iterator[str]:
    """Name what a valid sheet leaves to its default and a truncated one has lost: quorum, for, against."""
    if not isinstance(document, Mapping):
        return
    if "quorum" not in document["rules"]:
        yield "rules.quorum"
    for rank, college in enumerate(document["colleges"]):
        for answer in ("for", "against"):
            if answer not in college:
                yield f"colleges[{rank}].{answer}"
