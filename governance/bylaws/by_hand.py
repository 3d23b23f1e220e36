"""Clauses that the service reads, says and judges, and that people apply themselves.

A clause leaves this table when code applies it: a test compares the table with the code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from governance.bylaws.choices import AdvanceVotes, CollegeFreeze, OffAgenda, RecordDate, Usufruct
from governance.bylaws.clauses import Bylaws

BY_HAND: Mapping[str, object] = MappingProxyType(
    {
        "category.shares_per_thousand": 0,
        "category.apply_within_months": None,
        "category.for_months": None,
        "category.least_capital_part": None,
        "membership.objection_days": None,
        "membership.paid_up_to_vote": False,
        "membership.usufruct": Usufruct.LAW,
        "membership.record_date": RecordDate.MEETING_DAY,
        "membership.list_freeze_days": None,
        "college.max_part": None,
        "colleges.silence_is_for": False,
        "colleges.priority": (),
        "colleges.change_freeze": CollegeFreeze.NEVER,
        "quorum.ordinary_third": (),
        "quorum.extraordinary_third": (),
        "majority.put_again_days": None,
        "notice.documents_days": None,
        "notice.email_consent_days": None,
        "second_meeting.advance_votes": AdvanceVotes.KEPT,
        "second_meeting.third_call": False,
        "agenda.convene_part": None,
        "agenda.off_agenda": OffAgenda.LAW,
        "agenda.off_agenda_part": None,
        "agenda.consent_first": False,
        "agenda.annual_months": None,
        "officers.chair_deciding_vote": False,
        "remote.remote_only": False,
        "remote.electronic_vote": True,
        "remote.advance_from_notice": False,
        "remote.written_consultation": False,
        "remote.secret_for": (),
        "board.weighed": False,
        "board.chair_deciding_vote": False,
        "college_seats.term_months": None,
        "permanent": None,
        "delegates": None,
    }
)
"""By "chapter.field", as forms name it: the value that asks nothing."""

DESCRIBED = frozenset(
    {
        "identity.capital_min",
        "category.persons",
        "membership.both_owners_attend",
        "colleges.criterion",
        "notice.channels",
        "agenda.off_agenda_provisional",
        "officers.tellers",
        "officers.teller_count",
        "officers.secretary_may_be_outsider",
        "officers.minutes_signed_by",
        "remote.remote_only_objection",
        "remote.written_days",
        "permanent.debate_days",
        "permanent.debate_least",
        "permanent.doubled_on_request",
        "permanent.vote_days",
        "delegates.in_proportion",
        "delegates.vote_as_one",
        "board.system",
        "board.observers",
        "management.named_by",
        "allocation.statutory_reserve_part",
    }
)
"""Fields that say who or what is, for the law and the reader, or that go with a field of `BY_HAND`."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A clause of these bylaws that people apply: its "chapter.field", and its article."""

    field: str
    article: str


def by_hand(bylaws: Bylaws) -> tuple[ByHand, ...]:
    """List what these bylaws ask that the service leaves to people, in the order of the bylaws."""
    found = [one for chapter, clause in _chapters(bylaws) for one in _of(chapter, clause)]
    return tuple(dict.fromkeys(found))


def _chapters(bylaws: Bylaws) -> Iterator[tuple[str, object]]:
    yield from (("category", one) for one in bylaws.categories)
    yield from (("college", one) for one in bylaws.colleges.items)
    for field in fields(Bylaws):
        yield field.name, getattr(bylaws, field.name)
    if bylaws.board:
        for seats in bylaws.board.seats:
            yield f"college_seats:{bylaws.board.article}", seats


def _of(chapter: str, clause: object) -> Iterator[ByHand]:
    chapter, _, article = chapter.partition(":")
    article = str(getattr(clause, "article", article))
    if chapter in BY_HAND and clause != BY_HAND[chapter]:
        yield ByHand(chapter, article)
    for name in getattr(clause, "__dataclass_fields__", ()):
        key = f"{chapter}.{name}"
        if key in BY_HAND and getattr(clause, name) != BY_HAND[key]:
            yield ByHand(key, article)
