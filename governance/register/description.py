"""One member described by texts: read, checked against the bylaws, every fault at once."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from governance.bylaws.clauses import Bylaws, CategoryClause, CollegeClause
from governance.register import faults
from governance.register.faults import Fault
from governance.register.members import Member, MemberKind
from governance.register.names import plain
from governance.register.reading import DAYS, READERS, Cell, read_day, read_kind, tidy

CATEGORY_SENTENCES = (faults.UNKNOWN_CATEGORY, faults.NEAR_CATEGORY)
COLLEGE_SENTENCES = (faults.UNKNOWN_COLLEGE, faults.NEAR_COLLEGE)
MEMBER_FIELDS = tuple(field.name for field in fields(Member))
KEPT_WHEN_BLANK = frozenset({"number", "kind", "name", "first_name", "category", "college", "admitted_on"})
"""Fields that an empty cell leaves as they are; it erases the others."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The categories and colleges of the bylaws, as people may write them.

    `…_ids` find an identifier by itself or by its name (without accents or capitals); `gathers`
    gives the categories of each college; `least_shares` those each category subscribes.
    """

    category_ids: Mapping[str, str]
    category_names: Mapping[str, str]
    college_ids: Mapping[str, str]
    college_names: Mapping[str, str]
    gathers: Mapping[str, frozenset[str]]
    least_shares: Mapping[str, int]


def terms_of(bylaws: Bylaws) -> Terms:
    """Prepare the categories and colleges of bylaws for reading many members."""
    return Terms(
        _by_any_name(bylaws.categories),
        {clause.id: clause.name for clause in bylaws.categories},
        _by_any_name(bylaws.colleges.items),
        {clause.id: clause.name for clause in bylaws.colleges.items},
        {clause.id: frozenset(clause.categories) for clause in bylaws.colleges.items},
        {clause.id: clause.min_shares for clause in bylaws.categories},
    )


def _by_any_name(clauses: Iterable[CategoryClause | CollegeClause]) -> dict[str, str]:
    named = list(clauses)
    return {plain(clause.id): clause.id for clause in named} | {plain(c.name): c.id for c in named}


@dataclass(frozen=True, slots=True)
class Description:
    """What was understood of one member: the value, or why there is none, and the shares told.

    `shares` is None when nothing was said of them.
    """

    member: Member | None
    shares: int | None
    faults: tuple[Fault, ...]


def describe(cells: Mapping[str, Cell], terms: Terms, known: Member | None = None) -> Description:
    """Read what is said of one member; `known` gives what is not said.

    `cells` maps fields (those of FIELD_NAMES) to what was written, "" for an empty one. A field
    that is absent, or empty among KEPT_WHEN_BLANK, stays as in `known`.
    """
    found: list[Fault] = []
    values: dict[str, Any] = {}
    for field, cell in cells.items():
        text = tidy(cell)
        value: object = _blank(field) if text == "" else _read(field, cell, text, terms)
        if isinstance(value, Fault):
            found.append(value)
        elif not (text == "" and field in KEPT_WHEN_BLANK):
            values[field] = value
    faulty = {fault.field for fault in found}
    shares = values.pop("shares", None)
    complete = {**({f: getattr(known, f) for f in MEMBER_FIELDS} if known else {}), **values}
    complete.setdefault("kind", _kind_of(complete))
    if complete.get("category") and "college" not in values:
        complete["college"] = _college_kept(complete, terms, known)
    found += [Fault(name, faults.MISSING) for name in _missing(complete) if name not in faulty]
    if found:
        return Description(None, shares, tuple(found))
    member = Member(**complete)
    together = tuple(_together(member, terms))
    return Description(None if together else member, shares, together)


def _blank(field: str) -> object:
    return None if field in DAYS or field == "shares" else ""


def _read(field: str, cell: Cell, text: str, terms: Terms) -> object:
    if field in DAYS:
        return read_day(field, cell if isinstance(cell, date) else text)
    if field == "kind":
        return read_kind(field, text)
    if field == "category":
        return _named(text, terms.category_ids, terms.category_names, field, CATEGORY_SENTENCES)
    if field == "college":
        if not terms.college_names:
            return Fault(field, faults.NO_COLLEGES)
        return _named(text, terms.college_ids, terms.college_names, field, COLLEGE_SENTENCES)
    return READERS[field](field, text)


def _named(
    text: str, known: Mapping[str, str], names: Mapping[str, str], field: str, sentences: tuple[str, str]
) -> str | Fault:
    """Find an identifier by itself or by its name, or suggest the nearest name."""
    wanted = plain(text)
    if wanted in known:
        return known[wanted]
    unknown, near = sentences
    closest = difflib.get_close_matches(wanted, known, n=1)
    if closest:
        return Fault(field, near, {"text": text, "suggestion": names[known[closest[0]]]})
    return Fault(field, unknown, {"text": text})


def _kind_of(values: Mapping[str, Any]) -> MemberKind:
    """Guess the kind that nobody wrote: who has a first name is a person."""
    if not values.get("first_name") and (values.get("siren") or values.get("representative")):
        return MemberKind.ORGANISATION
    return MemberKind.PERSON


def _college_kept(values: Mapping[str, Any], terms: Terms, known: Member | None) -> str:
    """Keep the college of a category that did not change, or give the only one that gathers it."""
    if not terms.college_names:
        return ""
    if known and known.category == values["category"]:
        return known.college
    gathering = [college for college, gathered in terms.gathers.items() if values["category"] in gathered]
    return gathering[0] if len(gathering) == 1 else ""


def _missing(values: Mapping[str, Any]) -> Iterable[str]:
    required = ["number", "name", "category", "admitted_on"]
    if values["kind"] is MemberKind.PERSON:
        required.append("first_name")
    return [name for name in required if not values.get(name)]


def _together(member: Member, terms: Terms) -> Iterable[Fault]:
    """Find what is wrong between fields."""
    if member.left_on and member.left_on < member.admitted_on:
        yield Fault("left_on", faults.LEFT_BEFORE)
    if member.email_notice_since and not (member.email or member.representative_email):
        yield Fault("email_notice_since", faults.CONSENT_WITHOUT_EMAIL)
    if not terms.college_names:
        return
    if not member.college:
        yield Fault("college", faults.CHOOSE_COLLEGE)
    elif member.category not in terms.gathers.get(member.college, frozenset()):
        facts = {
            "college": terms.college_names.get(member.college, member.college),
            "category": terms.category_names.get(member.category, member.category),
        }
        yield Fault("college", faults.WRONG_COLLEGE, facts)


def changes(before: Member, after: Member) -> tuple[tuple[str, str, str], ...]:
    """List the fields that differ: the field, its text before, its text after."""
    pairs = ((name, _text(getattr(before, name)), _text(getattr(after, name))) for name in MEMBER_FIELDS)
    return tuple((name, old, new) for name, old, new in pairs if old != new)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def member_document(member: Member) -> dict[str, Any]:
    """Write a member as plain JSON: dates as YYYY-MM-DD, an absent date as null."""
    document = {name: getattr(member, name) for name in MEMBER_FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in document.items()}
