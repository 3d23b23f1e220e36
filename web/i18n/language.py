"""The language of the current request, and its catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from governance.words import spaced
from web.i18n.names import EnglishSentence, FrenchSentence

SOURCE_LANGUAGE = "fr"
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
LANGUAGES = tuple(LANGUAGE_NAMES)
CATALOGUES = Path(__file__).parent.parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


class French(NullTranslations):
    """The source language: spaces are refined, prepositions agree with names; zero is singular."""

    def gettext(self, message: str) -> str:
        """Give the sentence with its no-break spaces."""
        return FrenchSentence(spaced(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Choose between the two forms as French does."""
        return FrenchSentence(spaced(msgid1 if abs(n) < 2 else msgid2))


def language() -> str:
    """Give the language in use: "fr" or "en"."""
    return _language.get()


def use_language(code: str) -> None:
    """Speak `code` from here to the end of the current context (a request, a task).

    Raises ValueError for a language we do not speak.
    """
    if code not in LANGUAGES:
        raise ValueError(f"unknown language: {code!r}")
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block: a letter to somebody whose language is known."""
    before = _language.get()
    use_language(code)
    try:
        yield
    finally:
        _language.set(before)


def read_catalogue(code: str) -> Catalog:
    """Read every .po file of a language as one catalogue."""
    merged = Catalog(locale=code)
    for path in sorted((CATALOGUES / code / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                known = merged.get(message.id) if message.id else None
                if message.id and (known is None or not any(texts(known.string))):
                    merged[message.id] = message
    return merged


def texts(string: object) -> tuple[str, ...]:
    """Give the forms of a message or of its translation as a tuple, even when there is only one."""
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


@cache
def translations(code: str) -> NullTranslations:
    """Give the translations of a language, read once; French needs no catalogue."""
    if code == SOURCE_LANGUAGE:
        return French()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(code))
    compiled.seek(0)
    found = GNUTranslations(compiled)
    found.add_fallback(French())
    return found


def gettext(sentence: str) -> str:
    """Translate a French sentence into the language in use."""
    return _spoken(translations(language()).gettext(sentence)) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a French sentence that depends on a number; the number is `%(num)d` in both forms."""
    return _spoken(translations(language()).ngettext(one, many, count))


def _spoken(sentence: str) -> str:
    """Let an English sentence agree with its numbers; a French one does already."""
    return sentence if isinstance(sentence, FrenchSentence) else EnglishSentence(sentence)
