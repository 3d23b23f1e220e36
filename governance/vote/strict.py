"""Strict reading of a document: every fault is collected and named by its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from governance.units import parse_part
from governance.vote.json_text import LONGEST_NUMBER, JsonObject, OddNumber
from governance.vote.sentences import say

Option = TypeVar("Option", bound=StrEnum)

_TOO_LARGE = 10**LONGEST_NUMBER
_NUMERIC = re.compile(r"\s*[-+]?[0-9][0-9.,/eE]*\s*")
_SHOWN = 40  # characters of a faulty value repeated in its fault


@dataclass(slots=True)
class Faults:
    """The faults found so far, as sentences in `lang`."""

    lang: str
    found: list[str] = field(default_factory=list)

    def add(self, key: str, place: str, **facts: object) -> None:
        """Note one fault at `place`."""
        self.found.append(say(self.lang, key, place=place, **facts))


def shown(value: object) -> str:
    """Show a faulty value briefly, as JSON writes it; never a whole object or list.

    A text is shown without its quotes, unless it looks like the number that was asked for.
    """
    if isinstance(value, OddNumber):
        return _cut(value.written)
    if isinstance(value, str):
        return _cut(f'"{printable(value)}"' if _NUMERIC.fullmatch(value) else printable(value))
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return _cut(str(value)) if abs(value) < _TOO_LARGE else "…"
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, list) else type(value).__name__


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def printable(text: str) -> str:
    """Give a text that can be written in UTF-8: lone halves of characters become question marks."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


@dataclass(slots=True)
class Fields:
    """The fields of one object. Each reading gives None for a field absent or faulty."""

    faults: Faults
    place: str
    values: Mapping[str, object]

    def at(self, key: str) -> str:
        """Name the place of one field: rules.bloc.tie."""
        return f"{self.place}.{key}" if self.place else key

    def text(self, key: str) -> str | None:
        """Read a text that can be written in UTF-8."""
        if key not in self.values:
            return None
        value = self.values[key]
        if isinstance(value, str) and printable(value) == value:
            return value
        self.faults.add("not_text", self.at(key), value=shown(value))
        return None

    def option(self, key: str, options: type[Option]) -> Option | None:
        """Read one of a closed list of words."""
        value = self.word(key, tuple(options))
        return None if value is None else options(value)

    def word(self, key: str, words: tuple[str, ...]) -> str | None:
        """Read one of `words`."""
        if key not in self.values:
            return None
        value = self.values[key]
        if isinstance(value, str) and value in words:
            return str(value)
        self.faults.add("not_one_of", self.at(key), value=shown(value), options=", ".join(words))
        return None

    def words(self, key: str, options: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of words of a closed list, none of them twice."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.faults.add("not_list", self.at(key), value=shown(value))
            return ()
        for rank, one in enumerate(value):
            if not isinstance(one, str) or one not in options:
                self.faults.add("not_one_of", self.at(key), value=shown(one), options=", ".join(options))
            elif value.index(one) == rank and value.count(one) > 1:
                self.faults.add("said_twice", self.at(key), value=one)
        return tuple(dict.fromkeys(one for one in value if isinstance(one, str) and one in options))

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, none of them twice; none when it is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.faults.add("not_list", self.at(key), value=shown(value))
            return ()
        for rank, one in enumerate(value):
            if not isinstance(one, str):
                self.faults.add("not_text", self.at(key), value=shown(one))
            elif value.index(one) == rank and value.count(one) > 1:
                self.faults.add("said_twice", self.at(key), value=one)
        return tuple(dict.fromkeys(one for one in value if isinstance(one, str)))

    def numbers(self, key: str) -> dict[str, int] | None:
        """Read an object that maps any name to a whole number of at least 0."""
        if key not in self.values:
            return None
        value = self.values[key]
        if not isinstance(value, Mapping):
            self.faults.add("not_object", self.at(key), value=shown(value))
            return None
        inner = read_object(self.faults, self.at(key), value, (), tuple(value))
        return {name: number for name in value if (number := inner.count(name)) is not None}

    def scalars(self, key: str) -> dict[str, int | bool | str]:
        """Read an object that maps any name to a whole number, a text, true or false."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            self.faults.add("not_object", self.at(key), value=shown(value))
            return {}
        inner = read_object(self.faults, self.at(key), value, (), tuple(value))
        found: dict[str, int | bool | str] = {}
        for name, one in value.items():
            if isinstance(one, bool):
                found[name] = one
            elif (read := inner.text(name) if isinstance(one, str) else inner.count(name)) is not None:
                found[name] = read
        return found

    def flag(self, key: str) -> bool | None:
        """Read true or false."""
        value = self.values.get(key, None)
        if isinstance(value, bool):
            return value
        if key in self.values:
            self.faults.add("not_flag", self.at(key), value=shown(value))
        return None

    def count(self, key: str, least: int = 0) -> int | None:
        """Read a whole number of at least `least`."""
        if key not in self.values:
            return None
        value = self.values[key]
        if value == OddNumber("-0"):
            value = 0
        if isinstance(value, int) and not isinstance(value, bool) and least <= value < _TOO_LARGE:
            return value
        self.faults.add("not_count", self.at(key), value=shown(value), least=least)
        return None

    def quantity(self, key: str) -> Fraction | None:
        """Read an exact number above or equal to 0, written "40", "33.5", "100/3", or 40 in digits."""
        if key not in self.values:
            return None
        value = self.values[key]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _TOO_LARGE:
            return Fraction(value)
        try:
            if isinstance(value, str) and len(value) <= LONGEST_NUMBER:
                return parse_part(value)
        except ValueError:
            pass
        self.faults.add("not_exact", self.at(key), value=shown(value))
        return None

    def above_zero(self, key: str) -> Fraction | None:
        """Read an exact number above 0."""
        number = self.quantity(key)
        if number is None or number > 0:
            return number
        self.faults.add("zero", self.at(key), value=shown(self.values[key]))
        return None

    def part(self, key: str, *, zero: bool = False) -> Fraction | None:
        """Read a part in ]0, 1], or in [0, 1] with `zero`."""
        number = self.quantity(key) if zero else self.above_zero(key)
        if number is None or number <= 1:
            return number
        self.faults.add("above_one", self.at(key), value=shown(self.values[key]))
        return None

    def inner(self, key: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "Fields":
        """Read an object inside this one; without fields when it is absent."""
        if key not in self.values:
            return Fields(self.faults, self.at(key), {})
        return read_object(self.faults, self.at(key), self.values[key], required, optional)

    def each(self, key: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "list[Fields]":
        """Read a list of objects; an empty one when it is absent."""
        if key not in self.values:
            return []
        value = self.values[key]
        if not isinstance(value, list):
            self.faults.add("not_list", self.at(key), value=shown(value))
            return []
        return [
            read_object(self.faults, f"{self.at(key)}[{rank}]", one, required, optional)
            for rank, one in enumerate(value)
        ]


def read_object(
    faults: Faults, place: str, value: object, required: tuple[str, ...], optional: tuple[str, ...]
) -> Fields:
    """Read an object, noting the keys unknown, repeated or missing. `place` is "" at the top."""
    if not isinstance(value, Mapping):
        faults.add("not_object", place or say(faults.lang, "whole_document"), value=shown(value))
        return Fields(faults, place, {})
    fields = Fields(faults, place, {key: value[key] for key in (*required, *optional) if key in value})
    for key in value:
        if key not in fields.values:
            faults.add("unknown_key", fields.at(shown(key)))
    for key in value.repeated if isinstance(value, JsonObject) else ():
        faults.add("repeated_key", fields.at(shown(key)))
    for key in required:
        if key not in value:
            faults.add("missing_key", fields.at(key))
    return fields
