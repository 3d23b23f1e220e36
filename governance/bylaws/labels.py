"""What a form calls each field and each choice of the bylaws: one table each, in French.

A field is named by its chapter and its own name: "colleges.bloc_part". What is inside a chapter has
a chapter name of its own (`CHAPTERS`): "college.points", "quorum_clause.part". The number of the
article is called the same everywhere.
"""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from governance.bylaws.choice_labels import CHOICES
from governance.bylaws.clauses import (
    Agenda,
    BlankSplit,
    Board,
    ByMeeting,
    CategoryClause,
    CollegeClause,
    Colleges,
    CollegeSeats,
    Delegates,
    Elections,
    Identity,
    Majority,
    MajorityClause,
    Management,
    Membership,
    Notice,
    Officers,
    PermanentAssembly,
    Proxies,
    Quorum,
    QuorumClause,
    Reading,
    ReadingClause,
    Remote,
    ResultAllocation,
    SecondMeeting,
)
from governance.bylaws.meeting_labels import MEETING_LABELS
from governance.bylaws.member_labels import MEMBER_LABELS, Label
from governance.words import N_

CHAPTERS: Mapping[str, type] = MappingProxyType(
    {
        "identity": Identity,
        "category": CategoryClause,
        "membership": Membership,
        "college": CollegeClause,
        "colleges": Colleges,
        "notice": Notice,
        "second_meeting": SecondMeeting,
        "agenda": Agenda,
        "quorum_clause": QuorumClause,
        "quorum": Quorum,
        "majority_clause": MajorityClause,
        "majority": Majority,
        "reading_clause": ReadingClause,
        "reading": Reading,
        "meeting": ByMeeting,
        "proxies": Proxies,
        "blank_split": BlankSplit,
        "officers": Officers,
        "remote": Remote,
        "permanent": PermanentAssembly,
        "delegates": Delegates,
        "board": Board,
        "college_seats": CollegeSeats,
        "elections": Elections,
        "management": Management,
        "allocation": ResultAllocation,
    }
)
"""The name of each dataclass of the bylaws, in the keys of `FIELD_LABELS`."""

ARTICLE: Label = (N_("Article"), N_("Son numéro dans vos statuts : 14 ou 14.2."))

FIELD_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        **{
            f"{chapter}.article": ARTICLE
            for chapter, kind in CHAPTERS.items()
            if any(field.name == "article" for field in fields(kind))
        },
        **MEMBER_LABELS,
        **MEETING_LABELS,
    }
)
"""By "chapter.field": the French label, and help that may be empty."""

__all__ = ["CHAPTERS", "CHOICES", "FIELD_LABELS", "Label"]
