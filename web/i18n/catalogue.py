"""The English catalogue: what must be translated, what is missing, what is wrong."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from web.i18n.language import CATALOGUES, read_catalogue, texts

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("governance", "web")
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {
    pattern: {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "encoding": "utf-8"}
    for pattern in ("**.html", "**.txt")
}
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def extract(root: Path = ROOT) -> Catalog:
    """Collect every sentence marked in the core, the pages and the templates."""
    found = Catalog(charset="utf-8")
    for folder in SOURCES:
        messages = extract_from_dir(root / folder, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True)
        for filename, line, message, comments, context in messages:
            where = [(f"{folder}/{Path(filename).as_posix()}", line)]
            found.add(message, None, where, auto_comments=comments, context=context)
    return found


def missing(code: str = "en") -> list[str]:
    """Name each sentence that has no translation, or an empty one, in source order."""
    known = read_catalogue(code)
    return [
        texts(message.id)[0] for message in extract() if message.id and not _translated(known, message.id)
    ]


def _translated(known: Catalog, sentence: str | tuple[str, ...] | list[str]) -> bool:
    entry = known.get(sentence)
    return entry is not None and not entry.fuzzy and all(texts(entry.string))


def wrong_placeholders(code: str = "en") -> list[str]:
    """Name each translation whose `%(facts)s` are not those of its sentence.

    A singular may leave the number out ("one member"); nothing may be invented.
    """
    faults = []
    for message in read_catalogue(code):
        if not message.id or not any(texts(message.string)):
            continue
        wanted = {name for text in texts(message.id) for name in PLACEHOLDER.findall(text)}
        for index, text in enumerate(texts(message.string)):
            found = set(PLACEHOLDER.findall(text))
            spare = {"num"} if len(texts(message.id)) > 1 and index == 0 else set()
            if found - wanted or wanted - found - spare:
                faults.append(texts(message.id)[0])
    return faults


def update(code: str = "en") -> int:
    """Add to the main catalogue of a language the sentences it lacks, empty; give their number.

    What is already in the file is left as it is.
    """
    path = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    known, added = read_catalogue(code), Catalog(locale=code)
    for message in extract():
        if message.id and known.get(message.id) is None:
            added.add(message.id, None, message.locations)
    with path.open("ab") as file:
        file.write(b"\n")
        write_po(file, added, width=110, omit_header=True)
    return len(added)
