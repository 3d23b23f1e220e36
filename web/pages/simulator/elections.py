"""The simulator of elections: the same ballots by other ways, weights or ties. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.assembly.refusals import NoSuchPoll
from governance.errors import GovernanceError
from governance.queries import election_trials as queries
from governance.units import parse_part
from governance.vote.elections.contest import SettingValue, TieRule
from governance.vote.elections.imagined import read_imagined
from governance.vote.elections.preparing import seated_names
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.elections.trying import Otherwise, Tried, as_it_was, tried
from governance.vote.methods import ELECTIONS
from governance.words import N_
from web.ballots.ways import WAYS
from web.deps import CurrentActor, Read
from web.i18n import day, translate_error
from web.i18n import gettext as _
from web.render import page

router = APIRouter(prefix="/coop/{slug}/simulateur")

MOST_SEATS = 99
CARRIES: Mapping[str, str] = {
    "single_body": N_("une personne, une voix, sans collèges"),
    "proportional": N_("chaque collège pèse ses points, partagés entre ses bulletins"),
}
TIES: Mapping[str, str] = {
    TieRule.ELDEST: N_("le plus âgé d’abord"),
    TieRule.YOUNGEST: N_("le plus jeune d’abord"),
    TieRule.SENIORITY: N_("le plus ancien sociétaire d’abord"),
    TieRule.LOT: N_("le tirage au sort, de la même graine"),
}
NAMING = ("rounds", "rule")
"""Settings that tell apart two ways of the same name."""


@dataclass(frozen=True, slots=True)
class TriedShown:
    """One way to count, in words: who has a seat, and what differs."""

    label: str
    elected: tuple[str, ...]
    state: str
    vacant: int
    runoff: tuple[str, ...]
    tied: tuple[str, ...]
    same: bool
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    how: str
    left_out: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What the page starts from: a sheet, its names, and the faults of what was typed."""

    sheet: ElectionSheet | None
    names: Mapping[str, str]
    persons: Mapping[str, tuple[str, ...]]
    errors: dict[str, str]


@router.get("/elections", name="simulator:elections")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show the form and, once there are ballots, each result. Past elections are those every hat may read."""
    typed = request.query_params
    poll = _poll(typed.get("poll", ""))
    errors: dict[str, str] = {}
    seats = _seats(typed.get("seats", ""), errors)
    begun = _begin(uow, poll, typed, seats, errors)
    otherwise = _otherwise(begun.sheet, typed, None if poll is None else seats, errors)
    ready = begun.sheet is not None and not errors
    others = tried(begun.sheet, otherwise) if begun.sheet and ready else ()
    return page(
        request,
        "simulator/elections.html",
        fragment="simulation",
        status=422 if errors else 200,
        typed=typed,
        poll=poll,
        errors=errors,
        sheet=begun.sheet,
        options=_options(uow),
        was=_shown(as_it_was(begun.sheet), begun, first=True) if begun.sheet and ready else None,
        found=[_shown(one, begun) for one in others if not one.why],
        unread=_unread(others),
    )


def _poll(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        raise NoSuchPoll from None


def _seats(typed: str, errors: dict[str, str]) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= MOST_SEATS:
        return int(typed)
    errors["seats"] = _("Écrivez un nombre de sièges, de 1 à 99, ou laissez vide.")
    return None


def _begin(
    uow: Read, poll: UUID | None, typed: Mapping[str, str], seats: int | None, errors: dict[str, str]
) -> Begun:
    """Start from a past election, or from imagined ballots; nothing typed is no fault."""
    if poll is not None:
        start = queries.election_start(uow, poll)
        return Begun(start.sheet, start.names, start.persons, errors)
    ballots = typed.get("ballots", "")[:20_000]
    if not ballots.strip():
        return Begun(None, {}, {}, errors)
    try:
        found = read_imagined(ballots, seats or 1, lists=bool(typed.get("lists")))
    except GovernanceError as error:
        told = translate_error(error)
        errors["ballots"] = f"{told.message} {told.remedy}"
        return Begun(None, {}, {}, errors)
    return Begun(found.sheet, found.names, {}, errors)


def _otherwise(
    sheet: ElectionSheet | None, typed: Mapping[str, str], seats: int | None, errors: dict[str, str]
) -> Otherwise:
    if sheet is None:
        return Otherwise()
    carry, ties = typed.get("carry", ""), typed.get("ties", "")
    points: dict[str, Fraction] = {}
    for rank, college in enumerate(sheet.poll.colleges):
        written = typed.get(f"points-{rank}", "").strip().replace(",", ".").replace(" ", "")[:20]
        try:
            value = parse_part(written) if written else college.points
        except ValueError:
            value = Fraction(0)
        if value <= 0:
            errors[f"points-{rank}"] = _("Écrivez des points plus grands que zéro, comme 40, 33,5 ou 100/3.")
        elif value != college.points:
            points[college.id] = value
    return Otherwise(
        carry=carry if carry in CARRIES and carry != sheet.poll.rules.carry else None,
        points=points,
        ties=(TieRule(ties),) if ties in TIES else None,
        seats=seats if seats != sheet.contest.seats else None,
    )


def _options(uow: Read) -> dict[str, list[tuple[str, str]]]:
    same = ("", _("comme dans cette élection"))
    past = [
        (
            str(one.poll),
            _("Résolution n° %(number)s, %(title)s, tour %(round)s, %(day)s")
            % {
                "number": one.resolution_number,
                "title": one.title,
                "round": one.round,
                "day": day(one.declared_at),
            },
        )
        for one in queries.past_elections(uow)
    ]
    return {
        "poll": [("", _("des bulletins imaginés")), *past],
        "carry": [same, *((key, _(label)) for key, label in CARRIES.items())],
        "ties": [same, *((str(key), _(label)) for key, label in TIES.items())],
    }


def label_of(method: str, settings: Mapping[str, SettingValue]) -> str:
    """Name a way to count, with the setting that tells it apart from another of the same name."""
    named = {one.name: one.words for one in ELECTIONS[method].settings if one.name in NAMING}
    told = [_(words[str(settings[name])]) for name, words in named.items() if settings.get(name) in words]
    return f"{_(WAYS[method].name)} ({told[0][:1].lower()}{told[0][1:]})" if told else _(WAYS[method].name)


def _shown(one: Tried, begun: Begun, *, first: bool = False) -> TriedShown:
    names = begun.names
    label, count = label_of(one.method, one.settings), one.result.count if one.result else None
    return TriedShown(
        label=label,
        elected=seated_names(count.seats_of, count.elected, names, begun.persons) if count else (),
        state=str(one.result.state) if one.result else "",
        vacant=count.vacant if count else 0,
        runoff=tuple(names.get(option, option) for option in count.runoff) if count else (),
        tied=tuple(names.get(option, option) for option in _tied(one)),
        same=not first and count is not None and not one.gained and not one.lost,
        gained=tuple(names.get(option, option) for option in one.gained),
        lost=tuple(names.get(option, option) for option in one.lost),
        how=one.how,
        left_out=one.left_out,
    )


def _unread(others: Sequence[Tried]) -> list[tuple[str, str]]:
    """Name each way that cannot count these ballots, once, with its reason."""
    told = ((_(WAYS[one.method].name), " ".join(_(why) for why in one.why)) for one in others if one.why)
    return list(dict.fromkeys(told))


def _tied(one: Tried) -> list[str]:
    """Give the options that nothing tells apart."""
    ties = one.result.count.ties if one.result else ()
    return [option for tie in ties if tie.settled_by is None for option in tie.options]
