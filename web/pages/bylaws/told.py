"""What a draft and a comparison say, in the language of who reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from governance.bylaws import codec
from governance.bylaws.chapters import CHAPTER_TITLES, chapter_of, chapter_sentences
from governance.bylaws.differences import ChapterChange, FieldChange, How, SentenceChange
from governance.bylaws.plain import Line
from governance.law.rule import Said
from governance.queries.bylaws_drafts import DraftView
from governance.words import N_
from web.i18n import gettext, translate_error
from web.i18n.formats import listing, number
from web.i18n.refusals import ErrorText
from web.pages.bylaws import outline, parts

HOW_NAMES = {How.ADDED: N_("ajouté"), How.REMOVED: N_("supprimé"), How.CHANGED: N_("changé")}
FAULTS = {
    codec.NOT_PART: N_("Écrivez une part : 1/3, 33,5 % ou 40."),
    codec.NOT_WHOLE: N_("Écrivez un nombre entier, en chiffres."),
    codec.NOT_CHOICE: N_("Choisissez une réponse."),
    codec.MISSING_KEY: N_("Cette réponse manque."),
}
"""Faults of a document as a person who fills a form reads them; the others already speak to a person."""


@dataclass(frozen=True, slots=True)
class Check:
    """What the law forbids in a draft, and what a chapter of it says; nothing while faults remain."""

    forbidden: tuple[ErrorText, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field that differs, in words."""

    label: str
    how: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SentenceText:
    """One rule that is said otherwise, in words; "" for the side where it is not."""

    how: str
    article: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChapterText:
    """All that differs in one chapter, in words."""

    title: str
    fields: tuple[FieldText, ...]
    sentences: tuple[SentenceText, ...]


def check_of(view: DraftView, chapter: str = "") -> Check:
    """Say what the law forbids in a draft, and the sentences of one of its chapters."""
    lines: list[Line] = chapter_sentences(view.bylaws, chapter) if view.bylaws and chapter else []
    return Check(
        tuple(translate_error(breach) for breach in view.breaches),
        tuple((article, sentence.text(gettext)) for article, sentence in lines),
    )


def fault_lines(view: DraftView) -> list[tuple[str, str, str]]:
    """List the faults of a draft: key of the chapter, its title, the sentence."""
    return [
        (key, gettext(CHAPTER_TITLES[key]), _fault(fault.what))
        for fault in view.faults
        if (key := chapter_of(fault.where.partition(".")[0])) in CHAPTER_TITLES
    ]


def chapter_faults(view: DraftView, chapter: str, nodes: tuple[outline.Node, ...]) -> dict[str, str]:
    """Give the faults of a chapter by the field that shows them: the nearest that holds the place."""
    names = {node.name for node in outline.every_node(nodes)}
    found: dict[str, str] = {}
    for fault in view.faults:
        if chapter_of(fault.where.partition(".")[0]) != chapter:
            continue
        place = fault.where
        while place and place not in names:
            place = place.rpartition(".")[0]
        found.setdefault(place, _fault(fault.what))
    return found


def _fault(what: Said) -> str:
    known = FAULTS.get(what.message)
    if known:
        return gettext(known)
    text = what.text(gettext)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def change_texts(changes: Sequence[ChapterChange]) -> list[ChapterText]:
    """Put a comparison in words."""
    return [
        ChapterText(
            gettext(CHAPTER_TITLES[change.chapter]),
            tuple(_field(each) for each in change.fields),
            tuple(_sentence(each) for each in change.sentences),
        )
        for change in changes
    ]


@cache
def _kinds() -> dict[str, tuple[str, object, str]]:
    return outline.kinds_of_fields()


def _field(change: FieldChange) -> FieldText:
    kind, owner, name = _kinds()[change.key]
    label, _hint = outline.label_of(owner, name)
    row = [each.text(gettext) if isinstance(each, Said) else each for each in change.row]
    called = " – ".join([*(each[:1].upper() + each[1:] for each in row), label])
    how = gettext(HOW_NAMES[change.how])
    return FieldText(called, how, _value(change.before, kind), _value(change.after, kind))


def _sentence(change: SentenceChange) -> SentenceText:
    before, after = change.before, change.after
    articles = dict.fromkeys(line[0] for line in (before, after) if line)
    old, new = (line[1].text(gettext) if line else "" for line in (before, after))
    return SentenceText(gettext(HOW_NAMES[change.how]), " → ".join(articles), old, new)


def _value(value: object, kind: str) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, bool):
        return gettext(N_("oui")) if value else gettext(N_("non"))
    if isinstance(value, tuple):
        return listing(_value(each, kind) for each in value)
    if isinstance(value, StrEnum):
        return outline.choice_name(value)
    if isinstance(value, Fraction):
        return parts.show_part(value, of_one=kind != "points")
    if isinstance(value, int):
        return f"{parts.show_euros(value)} €" if kind == "money" else number(value)
    return str(value)
