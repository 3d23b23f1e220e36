# ruff: noqa: ANN401 - a value read by its type may be of any type
"""Frozen values to JSON and back, by their types: strict, exact, all the faults at once.

A fraction is a string in lowest terms ("2/3"), a day "2027-06-24", a choice its own word. Every
field is written, and no other is read. One that has a default may be missing: it came after the
first documents. The document is what is stored and hashed: one value has one document.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, NewType, Union, cast, get_args, get_origin, get_type_hints

from governance.law.rule import Said, said
from governance.units import parse_part, part_text
from governance.words import N_

MISSING_KEY = N_("il manque « %(name)s »")
UNKNOWN_KEY = N_("« %(name)s » n’est pas connu ici")
NOT_TEXT = N_("il faut un texte")
NOT_WHOLE = N_("il faut un nombre entier")
NOT_YES_NO = N_("il faut vrai ou faux")
NOT_PART = N_("il faut un nombre exact, écrit comme un texte : 2/3, 40 ou 33.5")
NOT_DAY = N_("il faut une date : 2027-06-24")
NOT_CHOICE = N_("il faut l’un de ces mots : %(choices)s")
NOT_LIST = N_("il faut une liste")
NOT_OBJECT = N_("il faut un objet")
FAULT = N_("%(where)s : %(what)s")
FAULT_IN_ARTICLE = N_("article %(article)s (%(where)s) : %(what)s")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a document: where (a dotted path), in which article, and what."""

    article: str
    where: str
    what: Said

    def said(self) -> Said:
        """Say the fault with its place, and its article when it has one."""
        sentence = FAULT_IN_ARTICLE if self.article else FAULT
        return Said(sentence, {"article": self.article, "where": self.where, "what": self.what})

    def __str__(self) -> str:
        return str(self.said())


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: the path, the article that holds it, and the faults found so far."""

    path: str
    article: str
    faults: list[Fault]

    def inside(self, name: str, article: str = "") -> "Place":
        """Go one step down."""
        path = f"{self.path}.{name}" if self.path else name
        return Place(path, article or self.article, self.faults)

    def fault(self, what: Said) -> None:
        """Note what is wrong here."""
        self.faults.append(Fault(self.article, self.path, what))


class _Wrong:
    """Stands for a value that could not be read; its fault is already noted."""


WRONG = _Wrong()


def write(value: object) -> Any:
    """Give the JSON form of a value made of dataclasses, tuples, fractions, days and words."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: write(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): write(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [write(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return part_text(value)
    return value.isoformat() if isinstance(value, date) else value


def read(kind: Any, document: object, place: Place) -> Any:
    """Read a document as a value of type `kind`; WRONG when something in it could not be read."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, NewType):
        return read(kind.__supertype__, document, place)
    if origin in (Union, UnionType):
        return _read_union(arguments, document, place)
    if origin is tuple:
        return _read_list(arguments[0], document, place)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _read_mapping(arguments[1], document, place)
    if is_dataclass(origin or kind):
        return _read_object(kind, document, place)
    return _read_plain(kind, document, place)


def _read_plain(kind: Any, document: object, place: Place) -> Any:
    if kind is Fraction:
        return _read_part(document, place)
    if kind is date:
        return _read_day(document, place)
    if issubclass(kind, StrEnum):
        if isinstance(document, str) and document in [choice.value for choice in kind]:
            return kind(document)
        place.fault(said(NOT_CHOICE, choices=", ".join(choice.value for choice in kind)))
        return WRONG
    if type(document) is kind:
        return document
    place.fault(Said({str: NOT_TEXT, int: NOT_WHOLE, bool: NOT_YES_NO}[kind]))
    return WRONG


def _read_part(document: object, place: Place) -> Any:
    if isinstance(document, str):
        try:
            return parse_part(document)
        except ValueError:
            pass
    place.fault(Said(NOT_PART))
    return WRONG


def _read_day(document: object, place: Place) -> Any:
    if isinstance(document, str):
        try:
            day = date.fromisoformat(document)
        except ValueError:
            pass
        else:
            if day.isoformat() == document:
                return day
    place.fault(Said(NOT_DAY))
    return WRONG


def _read_union(kinds: tuple[Any, ...], document: object, place: Place) -> Any:
    if document is None and NoneType in kinds:
        return None
    real = [kind for kind in kinds if kind is not NoneType]
    if len(real) > 1 and isinstance(document, dict):
        real = [kind for kind in real if {field.name for field in fields(kind)} == set(document)] or real
    return read(real[0], document, place)


def _read_list(kind: Any, document: object, place: Place) -> Any:
    if not isinstance(document, list):
        place.fault(Said(NOT_LIST))
        return WRONG
    items = tuple(read(kind, item, place.inside(str(index))) for index, item in enumerate(document, 1))
    return WRONG if any(item is WRONG for item in items) else items


def _read_mapping(kind: Any, document: object, place: Place) -> Any:
    if not isinstance(document, dict):
        place.fault(Said(NOT_OBJECT))
        return WRONG
    items = {str(key): read(kind, item, place.inside(str(key))) for key, item in document.items()}
    return WRONG if any(item is WRONG for item in items.values()) else items


def _read_object(kind: Any, document: object, place: Place) -> Any:
    if not isinstance(document, dict):
        place.fault(Said(NOT_OBJECT))
        return WRONG
    own = cast(dict[object, object], document)
    article = own.get("article")
    here = Place(place.path, article if isinstance(article, str) else place.article, place.faults)
    hints = field_types(kind)
    for name in own:
        if name not in hints:
            here.fault(said(UNKNOWN_KEY, name=name))
    values = {}
    optional = {field.name for field in fields(get_origin(kind) or kind) if field.default is not MISSING}
    for name, hint in hints.items():
        if name in own:
            values[name] = read(hint, own[name], here.inside(name))
        elif name not in optional:
            here.fault(said(MISSING_KEY, name=name))
            values[name] = WRONG
    if any(value is WRONG for value in values.values()):
        return WRONG
    return (get_origin(kind) or kind)(**values)


def field_types(kind: Any) -> dict[str, Any]:
    """Give the type of each field of a dataclass, those of a generic one filled in."""
    origin = get_origin(kind)
    every = get_type_hints(origin or kind)
    hints = {field.name: every[field.name] for field in fields(origin or kind)}
    if origin is None:
        return hints
    filled = dict(zip(cast(Any, origin).__parameters__, get_args(kind), strict=True))
    return {name: filled.get(hint, hint) for name, hint in hints.items()}
