"""Counting documents one after the other, for the command line and for whoever checks a result."""

import json
from collections.abc import Iterable, Iterator

from governance.vote.explanation import explain
from governance.vote.result import result_document
from governance.vote.sheet import FaultySheet, parse_sheet
from governance.vote.tally import count


def count_documents(texts: Iterable[str | bytes], lang: str = "fr") -> Iterator[tuple[str, list[str]]]:
    """Count each sheet. Gives, in order, one line of JSON and the faults of the sheet.

    A faulty sheet gives `{"faults": […]}` and the same sentences. The line is plain ASCII, so
    that no name can break it, whatever the terminal.
    """
    for text in texts:
        try:
            sheet = parse_sheet(text, lang)
        except FaultySheet as fault:
            faults = list(fault.faults)
            yield json.dumps({"faults": faults}), faults
        else:
            result = count(sheet)
            yield json.dumps(result_document(result, explain(sheet, result, lang))), []
