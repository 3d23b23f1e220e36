"""Bylaws against the law of a day: the list of all that it forbids, before anyone adopts them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from governance.bylaws.clauses import Bylaws, Criterion, QuorumOf
from governance.bylaws.rules import reading_of
from governance.errors import Refused
from governance.law import (
    board,
    categories,
    colleges,
    majority,
    notice,
    proxies,
    quorum,
    remote,
    reserves,
    votes,
)
from governance.law.legal_forms import MEETINGS, Call


def breaches(bylaws: Bylaws, day: date) -> list[Refused]:
    """Find everything in these bylaws that the law of `day` forbids.

    Each breach says what is wrong, what to do and which text says so; the list is in the order
    of the chapters. An empty list does not make bylaws valid: the law asks for more than what a
    program reads, and several of its values are marked for counsel.
    """
    return [
        *_categories(bylaws),
        *_colleges(bylaws),
        *_meetings(bylaws, day),
        *_notice(bylaws, day),
        *_proxies(bylaws, day),
        *votes.breaches(chair_deciding_vote=bylaws.officers.chair_deciding_vote),
        *_board(bylaws, day),
        *reserves.breaches(bylaws.allocation.statutory_reserve_part),
        *_remote(bylaws, day),
    ]


def _categories(bylaws: Bylaws) -> list[Refused]:
    kinds = [category.kind.value for category in bylaws.categories]
    return categories.breaches(kinds, has_employees=bylaws.identity.has_employees)


def _colleges(bylaws: Bylaws) -> list[Refused]:
    items = bylaws.colleges.items
    total = sum((college.points for college in items), Fraction(0))
    parts = {college.name: college.points / total for college in items}
    by_capital = bylaws.colleges.criterion is Criterion.CAPITAL
    found = colleges.breaches(parts, by_capital=by_capital)
    bounds = (bylaws.colleges.max_college_part, bylaws.colleges.min_college_part)
    return [*found, *colleges.bounds_breaches(*bounds, bylaws.colleges.min_colleges)] if items else found


def _meetings(bylaws: Bylaws, day: date) -> Iterator[Refused]:
    form = bylaws.identity.form
    for kind, call in MEETINGS:
        conditions = bylaws.quorum.by_meeting.of(kind, call)
        heads = max((c.part for c in conditions if c.of is QuorumOf.HEADS), default=Fraction(0))
        yield from quorum.breaches(form, kind, call, heads, day)
        clause = bylaws.majority.by_meeting.of(kind, call)
        if clause:
            yield from majority.breaches(form, kind, call, clause.part, day, at_least=clause.at_least)
        reading = bylaws.reading.by_meeting.of(kind, call)
        if reading:
            words = {answer: read_as.value for answer, read_as in reading_of(reading).items()}
            yield from majority.reading_breaches(form, kind, call, words, day)


def _notice(bylaws: Bylaws, day: date) -> Iterator[Refused]:
    form = bylaws.identity.form
    yield from notice.bylaws_breaches(form, Call.FIRST, bylaws.notice.first_days, day)
    yield from notice.bylaws_breaches(form, Call.SECOND, bylaws.notice.second_days, day)


def _proxies(bylaws: Bylaws, day: date) -> list[Refused]:
    return proxies.breaches(
        bylaws.identity.form,
        day,
        holders=[holder.value for holder in bylaws.proxies.holders],
        blank=bylaws.proxies.blank.value,
        per_holder=bylaws.proxies.per_holder,
    )


def _board(bylaws: Bylaws, day: date) -> list[Refused]:
    own = bylaws.board
    return board.breaches(
        bylaws.identity.form,
        day,
        least=own.least if own else None,
        most=own.most if own else None,
        term_years=own.term_years if own else None,
    )


def _remote(bylaws: Bylaws, day: date) -> list[Refused]:
    return remote.breaches(
        bylaws.identity.form,
        day,
        hybrid=bylaws.remote.hybrid,
        hybrid_for_accounts=bylaws.remote.hybrid_for_accounts,
        remote_only=bylaws.remote.remote_only,
        postal=bylaws.remote.postal_vote,
        written=bylaws.remote.written_consultation,
    )
