"""The table of the law as its readers search it: by words, without the notes of who wrote it."""

import re
from collections.abc import Iterable

from governance.law.rule import LawLine
from governance.register.names import search_key, search_words
from web.i18n import gettext, source_text

_DRAFTERS = re.compile(
    r"relire|à confirmer|rédaction (lue|ancienne)|texte ancien|peut avoir changé|^lue? en|discut"
)


def reader_note(note: str) -> str:
    """Keep of a note what a reader would not find in the text; drop what only its writer needs.

    What is not sure is told by the mark « à faire confirmer » beside it.
    """
    return " ; ".join(part for part in re.split(r"\s;\s", note) if not _DRAFTERS.search(part))


def said_of(line: LawLine) -> str:
    """Write all that a row shows, in the language in use, to be searched."""
    proposed = line.proposed.text(gettext) if line.proposed else ""
    return search_key(
        gettext(line.title), line.value.text(gettext), proposed, source_text(line.source), line.source.note
    )


def matching(lines: Iterable[LawLine], query: str, heading: str = "") -> list[LawLine]:
    """Keep the lines all of whose searched words begin a word of theirs, or of their heading."""
    words = search_words(query)
    about = search_key(heading)
    return [
        line for line in lines if all(f" {word}" in about or f" {word}" in said_of(line) for word in words)
    ]
