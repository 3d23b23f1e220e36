# ruff: noqa: ANN401 - a field is written by its type, which may be any
"""The form of a chapter, made from the types of its dataclasses: no field is written by hand.

A chapter is read and shown by walking its type beside its JSON. The name of an input is the place of
its value, as the faults of a document name it ("colleges.items.2.points"); rows begin at 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin

from governance.bylaws.chapters import CHAPTER_TITLES, chapter_of, fields_of
from governance.bylaws.clauses import Bylaws, ByMeeting
from governance.bylaws.codec import field_types, write
from governance.bylaws.differences import MEETING_FIELDS
from governance.bylaws.labels import ARTICLE, CHAPTERS, CHOICES, FIELD_LABELS
from governance.register.names import plain
from governance.units import Cents
from governance.words import N_
from web.i18n import gettext
from web.pages.bylaws import parts

ROW = N_("Ligne %(number)s")
OWNERS = {kind: name for name, kind in CHAPTERS.items()}
MOST_ROWS = 60
IN_SHORT = 3  # figures and choices in the line that stands for a folded row
LONGEST = 5_000
LONG_TEXTS = frozenset({"purpose"})
POINTS = frozenset({"points"})
"""Fields whose number is one of points, in any unit; every other fraction is a part of a whole."""

RANKED = frozenset({"ties"})
"""Fields where the order of what is ticked means something: each has a rank beside it."""

REFERENCES = {"categories": "categories", "college": "colleges.items", "merged_into": "colleges.items"}
"""Fields that hold identifiers, and the rows of the bylaws where these are chosen."""


@dataclass(frozen=True, slots=True)
class Node:
    """One field of a form, or a group of them.

    `kind`: text, long, whole, money, part, points, day, choice, yes_no, several, ranked (several, in an
    order), lines; group, rows (any number of groups), option (a group that may be missing). `value` is
    what is typed in it; `blank` is the document of a new row.
    """

    kind: str
    name: str
    label: str
    hint: str = ""
    value: Any = ""
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    children: tuple["Node", ...] = ()
    blank: Any = None

    @property
    def ordered(self) -> tuple[tuple[str, str], ...]:
        """Give the options as they are ranked: those chosen in their order, then the others."""
        place = {value: at for at, value in enumerate(self.value)}
        return tuple(sorted(self.options, key=lambda option: place.get(option[0], len(place))))

    @property
    def in_short(self) -> str:
        """Say a row in one line, by what is written in its first figures and choices."""
        named = dict(_names(self.children))
        return " ; ".join(f"{label} : {value}" for label, value in list(named.items())[:IN_SHORT])


def _names(children: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    for child in children:
        said = dict(child.options)
        if child.kind in ("points", "part", "whole", "money") and child.value:
            yield child.label, str(child.value)
        elif child.kind == "several" and child.value:
            yield child.label, ", ".join(said.get(each, each) for each in child.value)


def form_of(chapter: str, document: Mapping[str, Any]) -> tuple[Node, ...]:
    """Give the fields of a chapter, filled from a document that may have faults."""
    kinds = field_types(Bylaws)
    nodes = [
        _node(kinds[name], document.get(name), name, label_of(Bylaws, name), document)
        for name in fields_of(chapter)
    ]
    return nodes[0].children if len(nodes) == 1 and nodes[0].kind == "group" else tuple(nodes)


def typed(chapter: str, form: Mapping[str, str], document: Mapping[str, Any]) -> dict[str, Any]:
    """Read a chapter as it was typed. What cannot be read stays text; `codec` will say so."""
    kinds = field_types(Bylaws)
    return {name: _typed(kinds[name], form, name, document) for name in fields_of(chapter)}


def every_node(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """List fields and groups, those inside included."""
    for node in nodes:
        yield node
        yield from every_node(node.children)


def kinds_of_fields() -> dict[str, tuple[str, Any, str]]:
    """Give, by its place without rows nor meetings, the kind of each field, its dataclass, its name there."""
    kinds = field_types(Bylaws)
    return {key: found for name in kinds for key, found in _kinds(kinds[name], name, Bylaws, name)}


def new(kind: Any) -> Any:
    """Give the document of a value nobody has filled yet."""
    kind, optional = _plain(kind)
    return None if optional else _filled(kind)


def _filled(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return []
    if is_dataclass(get_origin(kind) or kind):
        given = {each.name: each.default for each in fields(get_origin(kind) or kind)}
        return {
            name: new(hint) if given[name] is MISSING else write(given[name])
            for name, hint in field_types(kind).items()
        }
    if kind is bool:
        return False
    return next(iter(kind)).value if issubclass(kind, StrEnum) else ""


def label_of(owner: Any, field: str) -> tuple[str, str]:
    """Give the label and the help of a field of a dataclass; of one without any, its name in the code."""
    if owner is Bylaws:
        own = ARTICLE if chapter_of(field) != field else (CHAPTER_TITLES[field], "")
    else:
        owner = get_origin(owner) or owner
        own = FIELD_LABELS.get(f"{OWNERS.get(owner, '')}.{field}", (field.replace("_", " "), ""))
    return gettext(own[0]), gettext(own[1]) if own[1] else ""


def choice_name(choice: StrEnum) -> str:
    """Give the name of a choice in the language in use."""
    return gettext(CHOICES.get(type(choice), {}).get(choice, choice.value))


def _plain(kind: Any) -> tuple[Any, bool]:
    """Take the None out of a type: the type, and whether nothing may stand there."""
    if isinstance(kind, NewType):
        return (kind if kind is Cents else kind.__supertype__), False
    if get_origin(kind) in (Union, UnionType):
        real = [each for each in get_args(kind) if each is not NoneType]
        return _plain(real[0])[0], len(real) < len(get_args(kind))
    return kind, False


def _kind(kind: Any, leaf: str) -> str:
    if get_origin(kind) is tuple:
        item = _plain(get_args(kind)[0])[0]
        if is_dataclass(item):
            return "rows"
        if leaf in RANKED:
            return "ranked"
        return "several" if leaf in REFERENCES or issubclass(item, StrEnum) else "lines"
    if is_dataclass(get_origin(kind) or kind):
        return "group"
    named = {bool: "yes_no", int: "whole", Cents: "money", date: "day"}
    if kind in named:
        return named[kind]
    if kind is Fraction:
        return "points" if leaf in POINTS else "part"
    if kind is str:
        return "long" if leaf in LONG_TEXTS else "choice" if leaf in REFERENCES else "text"
    return "choice"


def _kinds(kind: Any, key: str, owner: Any, field: str) -> Iterator[tuple[str, tuple[str, Any, str]]]:
    kind, _optional = _plain(kind)
    if get_origin(kind) is ByMeeting:
        yield from _kinds(get_args(kind)[0], key, owner, field)
        return
    shape = _kind(kind, key.rpartition(".")[2])
    yield key, (shape, owner, field)
    if shape in ("rows", "group"):
        inside = get_args(kind)[0] if shape == "rows" else kind
        for name, hint in field_types(inside).items():
            yield from _kinds(hint, f"{key}.{name}", inside, name)


def _node(kind: Any, value: Any, name: str, label: tuple[str, str], document: Mapping[str, Any]) -> Node:
    kind, optional = _plain(kind)
    leaf = [step for step in name.split(".") if not step.isdecimal()][-1]
    shape = _kind(kind, leaf)
    if shape == "group":
        inside = tuple(_inside(kind, value, name, label, document))
        if optional:
            there = isinstance(value, dict)
            return Node("option", name, *label, there, children=inside if there else (), blank=_filled(kind))
        return Node("group", name, *label, children=inside)
    if shape == "rows":
        item = get_args(kind)[0]
        rows = [
            _row(item, each, f"{name}.{at}", label, document)
            for at, each in enumerate(value if isinstance(value, list) else (), 1)
        ]
        return Node("rows", name, *label, children=tuple(rows), blank=_filled(item))
    options = _options(kind, leaf, document, value)
    return Node(shape, name, *label, _shown(shape, value), options, optional)


def _inside(
    kind: Any, value: Any, name: str, label: tuple[str, str], document: Mapping[str, Any]
) -> Iterator[Node]:
    values = value if isinstance(value, dict) else {}
    for field, hint in field_types(kind).items():
        meeting = MEETING_FIELDS.get(field) if get_origin(kind) is ByMeeting else None
        called = label if meeting else label_of(kind, field)
        node = _node(hint, values.get(field), f"{name}.{field}", called, document)
        if meeting:
            said = meeting.text(gettext)
            node = Node("group", f"{node.name}.of", said[:1].upper() + said[1:], children=(node,))
        yield node


def _row(kind: Any, value: Any, name: str, label: tuple[str, str], document: Mapping[str, Any]) -> Node:
    row = _node(kind, value, name, label, document)
    called = value.get("name") if isinstance(value, dict) else None
    at = name.rpartition(".")[2]
    title = called if isinstance(called, str) and called.strip() else gettext(ROW) % {"number": at}
    return Node("group", name, title, children=row.children)


def _options(kind: Any, leaf: str, document: Mapping[str, Any], value: Any) -> tuple[tuple[str, str], ...]:
    item = _plain(get_args(kind)[0])[0] if get_args(kind) else kind
    if isinstance(item, type) and issubclass(item, StrEnum):
        return tuple((choice.value, choice_name(choice)) for choice in item)
    if item is str and leaf in REFERENCES:
        known = tuple(_named_rows(document, REFERENCES[leaf]))
        chosen = value if isinstance(value, list) else [value]
        lost = tuple((each, each) for each in chosen if isinstance(each, str) and each not in dict(known))
        return (() if get_args(kind) else (("", "—"),)) + known + tuple(each for each in lost if each[0])
    return ()


def _named_rows(document: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    rows = _at(document, place)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str) and row["id"]:
            yield row["id"], str(row.get("name") or row["id"])


def _shown(shape: str, value: Any) -> Any:
    if shape == "yes_no":
        return value is True
    if shape in ("several", "ranked", "lines"):
        chosen = [str(each) for each in value] if isinstance(value, list) else []
        return "\n".join(chosen) if shape == "lines" else tuple(chosen)
    if value is None:
        return ""
    if shape == "money":
        return parts.show_euros(value)
    if shape in ("part", "points"):
        return parts.show_part(value, of_one=shape == "part")
    return str(value)


def _typed(kind: Any, form: Mapping[str, str], name: str, document: Mapping[str, Any]) -> Any:
    kind, optional = _plain(kind)
    shape = _kind(kind, [step for step in name.split(".") if not step.isdecimal()][-1])
    if shape == "group":
        if optional and form.get(f"{name}.there") != "yes":
            return None
        return {
            each: _typed(hint, form, f"{name}.{each}", document) for each, hint in field_types(kind).items()
        }
    if shape == "rows":
        count = parts.read_whole(form.get(f"{name}.count", ""))
        many = min(count, MOST_ROWS) if isinstance(count, int) else 0
        return [_row_typed(get_args(kind)[0], form, f"{name}.{at}", document) for at in range(1, many + 1)]
    if shape in ("several", "ranked"):
        leaf = name.rpartition(".")[2]
        ticked = [at.removeprefix(f"{name}.is.") for at in form if at.startswith(f"{name}.is.")]
        before = _at(document, name)
        kept = [each for each in before if each in ticked] if isinstance(before, list) else []
        ticked = [each for each in ticked if each not in kept]
        order = [value for value, _label in _options(kind, leaf, document, [])]
        chosen = kept + sorted(ticked, key=lambda each: order.index(each) if each in order else len(order))
        return sorted(chosen, key=partial(_rank, form, name)) if shape == "ranked" else chosen
    value = form.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST]
    if optional and not value:
        return None
    return _leaf(shape, value)


def _rank(form: Mapping[str, str], name: str, value: str) -> int:
    """Read the rank typed beside a choice; one without any comes last. Equals keep their order."""
    rank = parts.read_whole(form.get(f"{name}.rank.{value}", ""))
    return rank if isinstance(rank, int) else MOST_ROWS


def _at(document: Mapping[str, Any], name: str) -> Any:
    """Give what a document holds at a place, None where there is no such place."""
    found: Any = document
    for step in name.split("."):
        if isinstance(found, list) and step.isdecimal():
            found = found[int(step) - 1] if 0 < int(step) <= len(found) else None
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _row_typed(kind: Any, form: Mapping[str, str], name: str, document: Mapping[str, Any]) -> Any:
    row = _typed(kind, form, name, document)
    if "id" in row and not row["id"]:
        row["id"] = _identifier(str(row.get("name", "")))
    return row


def _identifier(name: str) -> str:
    return plain(name).replace(" ", "_")[:40]


def _leaf(shape: str, value: str) -> Any:
    if shape == "yes_no":
        return value == "yes"
    if shape == "whole":
        return parts.read_whole(value)
    if shape == "money":
        return parts.read_euros(value)
    if shape in ("part", "points"):
        return parts.read_part(value, of_one=shape == "part")
    return [line.strip() for line in value.split("\n") if line.strip()] if shape == "lines" else value
