"""The chapters of the bylaws, as they are written and compared: one page, one title, some fields each."""

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from governance.bylaws.clauses import Bylaws
from governance.bylaws.codec import write
from governance.bylaws.plain import Line, sentences
from governance.errors import NotFound
from governance.words import N_

CHAPTER_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "identity": N_("La coopérative"),
        "categories": N_("Les catégories de sociétaires"),
        "membership": N_("L’entrée et la sortie des sociétaires"),
        "colleges": N_("Les collèges et leur part du vote"),
        "notice": N_("La convocation"),
        "second_meeting": N_("La deuxième assemblée"),
        "agenda": N_("L’ordre du jour"),
        "quorum": N_("Le quorum"),
        "majority": N_("La majorité"),
        "reading": N_("Comment se lisent les votes"),
        "proxies": N_("Les pouvoirs"),
        "officers": N_("Le bureau de l’assemblée"),
        "remote": N_("À distance, et à bulletin secret"),
        "permanent": N_("L’assemblée permanente, sans réunion"),
        "delegates": N_("Les délégués"),
        "board": N_("Le conseil"),
        "elections": N_("Les élections"),
        "management": N_("La direction"),
        "allocation": N_("Le résultat et les réserves"),
    }
)
"""The French title of each chapter, in the order in which they are written."""


def chapter_of(field: str) -> str:
    """Give the chapter of a field of `Bylaws`: "categories_article" is in "categories"."""
    return field.removesuffix("_article")


def fields_of(chapter: str) -> tuple[str, ...]:
    """Give the fields of `Bylaws` that a chapter holds. Raises NotFound for an unknown chapter."""
    found = tuple(field.name for field in fields(Bylaws) if chapter_of(field.name) == chapter)
    if not found:
        raise NotFound
    return found


def chapter_part(document: Mapping[str, Any], chapter: str) -> dict[str, Any]:
    """Take one chapter out of a document of bylaws, even one that cannot be read."""
    return {name: document[name] for name in fields_of(chapter) if name in document}


def with_chapter(bylaws: Bylaws, other: Bylaws, chapter: str) -> Bylaws:
    """Give these bylaws with one chapter of `other`."""
    taken: dict[str, Any] = {name: getattr(other, name) for name in fields_of(chapter)}
    return replace(bylaws, **taken)


def chapter_sentences(bylaws: Bylaws, chapter: str) -> list[Line]:
    """Say the rules of one chapter: the sentences of the articles it holds."""
    document = write(bylaws)
    articles = set(_articles(chapter_part(document, chapter)))
    return [(article, sentence) for article, sentence in sentences(bylaws) if article in articles]


def _articles(document: Any) -> list[str]:  # noqa: ANN401 - any part of a JSON document
    if isinstance(document, list):
        return [article for item in document for article in _articles(item)]
    if not isinstance(document, dict):
        return []
    own = [value for name, value in document.items() if chapter_of(name) != name or name == "article"]
    inside = [article for value in document.values() for article in _articles(value)]
    return [value for value in own if isinstance(value, str)] + inside
