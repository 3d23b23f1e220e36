"""What makes no sense in the newer clauses: a college that does not exist, a least above a most."""

from collections.abc import Iterator
from fractions import Fraction

from governance.bylaws.clauses import BelowMinimum, BlankProxy, Bylaws, OffAgenda, QuorumOf
from governance.bylaws.codec import Fault
from governance.law.legal_forms import MEETINGS
from governance.law.rule import Said, said
from governance.words import N_

UNKNOWN_COLLEGE = N_("le collège « %(name)s » n’existe pas")
OWN_COLLEGE = N_("il faut un autre collège")
NOT_A_FRACTION = N_("il faut une part au-dessus de 0, jusqu’à 1, ou rien")
BELOW_ZERO = N_("il faut un nombre qui ne soit pas négatif, ou rien")
LEAST_ABOVE_MOST = N_("le minimum dépasse le maximum")
SPLIT_MISSING = N_("il faut dire comment se partagent les pouvoirs en blanc")
NOT_AN_HOUR = N_("il faut une heure de 0 à 23, et le jour auquel elle s’applique")
PART_MISSING = N_("il faut dire quelle part admet un point en séance")


def clause_faults(bylaws: Bylaws) -> Iterator[Fault]:
    """Find what makes no sense, place by place."""
    yield from _colleges(bylaws)
    yield from _fractions(bylaws)
    yield from _counts(bylaws)
    yield from _ranges(bylaws)
    yield from _missing(bylaws)


def _colleges(bylaws: Bylaws) -> Iterator[Fault]:
    own = bylaws.colleges
    known = {college.id for college in own.items}
    named = [(own.article, "colleges.priority", name) for name in own.priority]
    for index, college in enumerate(own.items, 1):
        where = f"colleges.items.{index}"
        if college.below_min is BelowMinimum.MERGED:
            named.append((college.article, f"{where}.merged_into", college.merged_into))
            if college.merged_into == college.id:
                yield Fault(college.article, f"{where}.merged_into", Said(OWN_COLLEGE))
    if bylaws.board:
        article = bylaws.board.article
        named += [(article, f"board.seats.{i}", s.college) for i, s in enumerate(bylaws.board.seats, 1)]
    for kind, call in MEETINGS:
        where = f"quorum.by_meeting.{kind.value}_{call.value}"
        for clause in bylaws.quorum.by_meeting.of(kind, call):
            if clause.of is QuorumOf.COLLEGE:
                named.append((bylaws.quorum.article, where, clause.college))
    for article, where, name in named:
        if name not in known:
            yield Fault(article, where, said(UNKNOWN_COLLEGE, name=name))


def _fractions(bylaws: Bylaws) -> Iterator[Fault]:
    parts: list[tuple[str, str, Fraction | None]] = [
        (bylaws.colleges.article, "colleges.second_round_part", bylaws.colleges.second_round_part),
        (bylaws.agenda.article, "agenda.members_part", bylaws.agenda.members_part),
        (bylaws.agenda.article, "agenda.votes_part", bylaws.agenda.votes_part),
        (bylaws.agenda.article, "agenda.convene_part", bylaws.agenda.convene_part),
        (bylaws.agenda.article, "agenda.off_agenda_part", bylaws.agenda.off_agenda_part),
        (bylaws.proxies.article, "proxies.members_part", bylaws.proxies.members_part),
        (bylaws.remote.article, "remote.remote_only_objection", bylaws.remote.remote_only_objection),
    ]
    for index, college in enumerate(bylaws.colleges.items, 1):
        parts.append((college.article, f"colleges.items.{index}.max_part", college.max_part))
    for index, category in enumerate(bylaws.categories, 1):
        where = f"categories.{index}.least_capital_part"
        parts.append((category.article, where, category.least_capital_part))
    if bylaws.proxies.blank_split:
        where = "proxies.blank_split.chair_part"
        parts.append((bylaws.proxies.article, where, bylaws.proxies.blank_split.chair_part))
    for article, where, part in parts:
        if part is not None and not 0 < part <= 1:
            yield Fault(article, where, Said(NOT_A_FRACTION))
    if not 0 <= bylaws.elections.list_threshold <= 1:
        yield Fault(bylaws.elections.article, "elections.list_threshold", Said(NOT_A_FRACTION))


NUMBERS = (
    ("membership", ("objection_days", "missed_warned", "missed_ends", "list_freeze_days")),
    ("notice", ("documents_days", "email_consent_days")),
    ("second_meeting", ("least_days", "most_days")),
    ("agenda", ("request_days", "questions_days", "annual_months")),
    ("majority", ("put_again_days",)),
    ("proxies", ("members_part_least", "most_votes", "per_college", "span_days", "deadline_days")),
    ("remote", ("postal_deadline_days", "written_days")),
    ("elections", ("rounds", "names_least", "names_most", "member_for_months", "candidacy_days")),
    ("management", ("term_years",)),
)


def _counts(bylaws: Bylaws) -> Iterator[Fault]:
    for chapter, names in NUMBERS:
        own = getattr(bylaws, chapter)
        for name in names:
            if (getattr(own, name) or 0) < 0:
                yield Fault(own.article, f"{chapter}.{name}", Said(BELOW_ZERO))
    for index, college in enumerate(bylaws.colleges.items, 1):
        if college.min_members < 0:
            yield Fault(college.article, f"colleges.items.{index}.min_members", Said(BELOW_ZERO))


def _ranges(bylaws: Bylaws) -> Iterator[Fault]:
    second, elections = bylaws.second_meeting, bylaws.elections
    ranges = [
        (second.article, "second_meeting.least_days", second.least_days, second.most_days),
        (elections.article, "elections.names_least", elections.names_least, elections.names_most),
    ]
    if bylaws.board:
        board = bylaws.board
        ranges.append((board.article, "board.least", board.least, board.most))
        ranges += [
            (board.article, f"board.seats.{i}.least", s.least, s.most) for i, s in enumerate(board.seats, 1)
        ]
    for article, where, least, most in ranges:
        if least is not None and most is not None and least > most:
            yield Fault(article, where, Said(LEAST_ABOVE_MOST))


def _missing(bylaws: Bylaws) -> Iterator[Fault]:
    if bylaws.proxies.blank is BlankProxy.SPLIT and bylaws.proxies.blank_split is None:
        yield Fault(bylaws.proxies.article, "proxies.blank_split", Said(SPLIT_MISSING))
    hour = bylaws.proxies.deadline_hour
    if hour is not None and (bylaws.proxies.deadline_days is None or not 0 <= hour < 24):
        yield Fault(bylaws.proxies.article, "proxies.deadline_hour", Said(NOT_AN_HOUR))
    if bylaws.agenda.off_agenda is OffAgenda.ADMITTED_BY_VOTE and bylaws.agenda.off_agenda_part is None:
        yield Fault(bylaws.agenda.article, "agenda.off_agenda_part", Said(PART_MISSING))
