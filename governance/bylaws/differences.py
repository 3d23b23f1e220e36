"""Two versions of the bylaws compared: chapter by chapter, field by field, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from governance.bylaws.chapters import CHAPTER_TITLES, fields_of, with_chapter
from governance.bylaws.clauses import Bylaws, ByMeeting
from governance.bylaws.plain import Line, sentences
from governance.law.legal_forms import MEETING_NAMES
from governance.law.rule import Said

MEETING_FIELDS = {f"{kind.value}_{call.value}": Said(name) for (kind, call), name in MEETING_NAMES.items()}
"""The fields of ByMeeting, each with the name of its meeting."""


class How(StrEnum):
    """What became of a rule between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `key` is its place without rows or meetings ("colleges.items.points").

    `row` names the rows and meetings that lead to it; a value that is not there is None.
    """

    key: str
    row: tuple[str | Said, ...]
    how: How
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One rule that is said otherwise: its article and its sentence before and after, None when not there."""

    how: How
    before: Line | None
    after: Line | None


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """All that differs in one chapter."""

    chapter: str
    fields: tuple[FieldChange, ...]
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    key: str
    row: tuple[str | Said, ...]
    value: object


def differences(before: Bylaws, after: Bylaws) -> tuple[ChapterChange, ...]:
    """Find every chapter that differs, in the order of the bylaws; equal bylaws give nothing.

    A sentence belongs to the chapter whose change makes it differ: chapters are replaced one after
    the other, and each time the whole is said again.
    """
    found, current = [], before
    for chapter in CHAPTER_TITLES:
        following = with_chapter(current, after, chapter)
        if following != current:
            said = _sentence_changes(sentences(current), sentences(following))
            found.append(ChapterChange(chapter, tuple(_field_changes(before, after, chapter)), tuple(said)))
        current = following
    return tuple(found)


def _field_changes(before: Bylaws, after: Bylaws, chapter: str) -> Iterator[FieldChange]:
    old, new = _leaves_of(before, chapter), _leaves_of(after, chapter)
    for place in {**old, **new}:
        one, other = old.get(place), new.get(place)
        shown = other or one
        if shown is None or (one and other and one.value == other.value):
            continue
        how = How.ADDED if one is None else How.REMOVED if other is None else How.CHANGED
        yield FieldChange(
            shown.key, shown.row, how, one.value if one else None, other.value if other else None
        )


def _leaves_of(bylaws: Bylaws, chapter: str) -> dict[tuple[str, ...], _Leaf]:
    return {
        place: leaf
        for name in fields_of(chapter)
        for place, leaf in _leaves(getattr(bylaws, name), (name,), _Leaf(name, (), None))
    }


def _leaves(value: object, place: tuple[str, ...], at: _Leaf) -> Iterator[tuple[tuple[str, ...], _Leaf]]:
    if value is None or value == ():
        return
    if isinstance(value, ByMeeting):
        for name, meeting in MEETING_FIELDS.items():
            yield from _leaves(getattr(value, name), (*place, name), _Leaf(at.key, (*at.row, meeting), None))
    elif is_dataclass(value):
        for field in fields(value):
            inside = _Leaf(f"{at.key}.{field.name}", at.row, None)
            yield from _leaves(getattr(value, field.name), (*place, field.name), inside)
    elif isinstance(value, tuple) and is_dataclass(value[0]):
        for index, item in enumerate(value, 1):
            identity = str(getattr(item, "id", index))
            name = str(getattr(item, "name", "") or identity)
            yield from _leaves(item, (*place, identity), _Leaf(at.key, (*at.row, name), None))
    else:
        yield place, _Leaf(at.key, at.row, value)


def _sentence_changes(before: Sequence[Line], after: Sequence[Line]) -> Iterator[SentenceChange]:
    keys, others = ([(article, str(said)) for article, said in lines] for lines in (before, after))
    for kind, start, end, other, stop in SequenceMatcher(None, keys, others).get_opcodes():
        if kind == "equal":
            continue
        old, new = list(before[start:end]), list(after[other:stop])
        for one, two in zip(old, new, strict=False):
            yield SentenceChange(How.CHANGED, one, two)
        for one in old[len(new) :]:
            yield SentenceChange(How.REMOVED, one, None)
        for two in new[len(old) :]:
            yield SentenceChange(How.ADDED, None, two)
