# ruff: noqa: ANN401 - a document not yet read may hold anything
"""Documents of bylaws written in an older format, brought to the format of today.

A stored version is never rewritten: it is read through here, so a past meeting still follows the
bylaws it was held under. What format 1 could not say is filled with what it meant: no clause.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

Document = dict[str, Any]

NO_MEETING_QUORUM: Mapping[str, Any] = MappingProxyType({"ordinary_third": [], "extraordinary_third": []})
CATEGORY: Mapping[str, Any] = MappingProxyType(
    {
        "persons": "anyone",
        "shares_per_thousand": 0,
        "apply_within_months": None,
        "for_months": None,
        "least_capital_part": None,
    }
)
CHAPTERS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "colleges": {
            "weighing": "points",
            "second_round_part": None,
            "second_round_at_least": False,
            "silence_is_for": False,
            "several_per_person": False,
            "assigned_by": "category",
            "priority": [],
            "change_freeze": "never",
        },
        "quorum": NO_MEETING_QUORUM,
        "majority": {"put_again_days": None},
        "notice": {"documents_days": None, "email_consent_days": None},
        "proxies": {
            "members_part": None,
            "members_part_least": 0,
            "most_votes": None,
            "per_college": None,
            "blank_split": None,
            "span_days": None,
            "deadline_days": None,
        },
        "officers": {"minutes_signed_by": "officers"},
        "board": {
            "system": "board",
            "seats": [],
            "renewal": "whole",
            "renewal_months": None,
            "leavers_by_lot": False,
            "weighed": False,
            "observers": False,
            "chair_deciding_vote": False,
        },
        "remote": {
            "remote_only_objection": None,
            "advance_from_notice": False,
            "postal_deadline_days": None,
            "mode_switch": False,
            "written_days": None,
        },
    }
)
"""What each chapter of format 1 lacks, by its field."""

NEW_CHAPTERS: Mapping[str, tuple[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "membership": (
            "identity",
            {
                "admitted_by": "board",
                "excluded_by": "assembly",
                "objection_days": None,
                "paid_up_to_vote": False,
                "missed_warned": None,
                "missed_ends": None,
                "usufruct": "law",
                "both_owners_attend": True,
                "record_date": "meeting_day",
                "list_freeze_days": None,
            },
        ),
        "second_meeting": (
            "notice",
            {
                "least_days": None,
                "most_days": None,
                "same_agenda": True,
                "advance_votes": "kept",
                "proxies_kept": True,
                "third_call": False,
            },
        ),
        "agenda": (
            "notice",
            {
                "members_part": None,
                "votes_part": None,
                "convene_part": None,
                "request_days": None,
                "may_refuse": False,
                "questions_days": None,
                "off_agenda": "law",
                "off_agenda_part": None,
                "off_agenda_provisional": False,
                "consent_first": False,
                "annual_months": None,
            },
        ),
        "elections": (
            "officers",
            {
                "method": "plurality",
                "carry": "single_body",
                "rounds": 1,
                "names_least": 0,
                "names_most": None,
                "list_seats": "largest_remainder",
                "list_threshold": "0",
                "ties": ["seniority", "eldest"],
                "member_for_months": 0,
                "candidacy_days": None,
            },
        ),
        "management": ("officers", {"named_by": "assembly", "term_years": None}),
    }
)
"""The chapters that format 1 did not have: whose article they borrow, and their fields."""


def upgraded(document: object) -> object:
    """Bring a document to the format of today; what is not one of an older format is left as it is.

    The document given is not changed. Its faults are left in place, to be named by the reader.
    """
    number = document.get("format") if isinstance(document, dict) else None
    if not isinstance(document, dict) or type(number) is not int or number not in UPGRADES:
        return document
    return UPGRADES[number](deepcopy(document))


def _from_1(document: Document) -> Document:
    document["format"] = 2
    for name, added in CHAPTERS.items():
        _fill(document.get(name), added)
    for category in _items(document.get("categories")):
        _fill(category, CATEGORY)
    for name, (near, fields) in NEW_CHAPTERS.items():
        document.setdefault(name, {"article": _inside(document, near, "article"), **deepcopy(dict(fields))})
    document.setdefault("permanent", None)
    document.setdefault("delegates", None)
    return document


def _inside(document: Document, *names: str) -> Any:
    found: Any = document
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _items(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _fill(found: object, added: Mapping[str, Any]) -> None:
    if isinstance(found, dict):
        for name, value in added.items():
            found.setdefault(name, deepcopy(value))


UPGRADES: Mapping[int, Callable[[Document], Document]] = MappingProxyType({1: _from_1})
