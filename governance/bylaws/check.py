"""Bylaws against the law of a day: the list of all that it forbids, before anyone adopts them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from governance.bylaws.clauses import (
    AdvanceVotes,
    BelowMinimum,
    Bylaws,
    CollegeClause,
    Criterion,
    OffAgenda,
    Policy,
    QuorumOf,
    Weighing,
)
from governance.bylaws.rules import reading_of
from governance.errors import Refused
from governance.law import (
    absent_colleges,
    board,
    categories,
    clauses,
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
        *_members(bylaws),
        *_colleges(bylaws),
        *_votes(bylaws),
        *_agenda(bylaws),
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


def _members(bylaws: Bylaws) -> list[Refused]:
    own = bylaws.membership
    return clauses.member_breaches(
        bylaws.identity.form,
        usufruct=own.usufruct.value,
        both_owners_attend=own.both_owners_attend,
        record_date=own.record_date.value,
        paid_up_to_vote=own.paid_up_to_vote,
    )


def _colleges(bylaws: Bylaws) -> list[Refused]:
    own = bylaws.colleges
    if not own.weigh:
        return []
    points = {college.name: _points(bylaws, college) for college in own.items}
    total = sum(points.values(), Fraction(0))
    parts = {name: each / total for name, each in points.items()}
    if own.weighing is Weighing.MULTIPLIER:  # the parts then follow who votes: nothing to compare
        parts = dict.fromkeys(parts, Fraction(1, len(parts))) if len(parts) < colleges.FEWEST else {}
    found = colleges.breaches(parts, by_capital=own.criterion is Criterion.CAPITAL)
    found += absent_colleges.breaches(
        bylaws.identity.form, weigh=own.weigh, stays=own.absent_college is Policy.STAYS
    )
    bounds = (own.max_college_part, own.min_college_part)
    return [*found, *colleges.bounds_breaches(*bounds, own.min_colleges)]


def _points(bylaws: Bylaws, college: CollegeClause) -> Fraction:
    return Fraction(1) if bylaws.colleges.weighing is Weighing.ONE_VOICE else college.points


def _votes(bylaws: Bylaws) -> list[Refused]:
    own = bylaws.colleges
    voiceless = [
        college.name
        for college in own.items
        if college.min_members > 1 and college.below_min is BelowMinimum.SHARED and own.weigh
    ]
    return clauses.vote_breaches(
        several_per_person=own.several_per_person,
        silence_is_for=own.silence_is_for,
        multiplied=own.weighing is Weighing.MULTIPLIER,
        voiceless=voiceless,
    )


def _agenda(bylaws: Bylaws) -> list[Refused]:
    own, remote_own, second = bylaws.agenda, bylaws.remote, bylaws.second_meeting
    form = bylaws.identity.form
    return [
        *clauses.agenda_breaches(
            form,
            may_refuse=own.may_refuse,
            request_days=own.request_days,
            off_agenda=own.off_agenda is OffAgenda.ADMITTED_BY_VOTE,
        ),
        *clauses.meeting_breaches(
            form,
            permanent=bylaws.permanent is not None,
            annual_months=own.annual_months,
            postal_days=remote_own.postal_deadline_days,
            votes_kept=second.advance_votes is AdvanceVotes.KEPT or not second.same_agenda,
            proxies_kept=second.proxies_kept or not second.same_agenda,
        ),
    ]


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
    form, own = bylaws.identity.form, bylaws.proxies
    late = None if own.deadline_days is None else (own.deadline_days, own.deadline_hour)
    return [
        *proxies.breaches(
            form,
            day,
            holders=[holder.value for holder in own.holders],
            blank=own.blank.value,
            per_holder=_fewest_proxies(bylaws),
        ),
        *proxies.term_breaches(form, day, span_days=own.span_days, deadline=late),
    ]


def _fewest_proxies(bylaws: Bylaws) -> int | None:
    """Give the lowest of the caps that are numbers; one vote in all is no proxy."""
    own = bylaws.proxies
    votes = None if own.most_votes is None else max(own.most_votes - 1, 0)
    caps = [cap for cap in (own.per_holder, votes, own.per_college) if cap is not None]
    return min(caps, default=None)


def _board(bylaws: Bylaws, day: date) -> list[Refused]:
    form, own = bylaws.identity.form, bylaws.board
    sizes = board.breaches(
        form,
        day,
        least=own.least if own else None,
        most=own.most if own else None,
        term_years=own.term_years if own else None,
    )
    return [*sizes, *board.management_breaches(form, bylaws.management.term_years)]


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
