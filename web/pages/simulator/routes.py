"""The simulator: the same voices under other rules, before changing the bylaws. Nothing is written."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from governance.law.legal_forms import MEETING_NAMES
from governance.queries import simulation as queries
from governance.vote.cautions import cautions
from governance.vote.explanation import explain
from governance.vote.simulation import Simulated, differences, simulate, variations
from governance.words import N_
from web.deps import CurrentActor, Read
from web.drawings.outcomes import OutcomeBar, outcome_bar_of
from web.i18n import day, language, short_day
from web.i18n import gettext as _
from web.pages.simulator.forms import FIGURES, LEAVINGS, MAJORITIES, Asked, Figures, meetings, read_figures
from web.render import page

router = APIRouter(prefix="/coop/{slug}/simulateur")

WAYS = {
    "in_force": N_("Ces règles"),
    "changed": N_("Vos changements"),
    "single_body": N_("Une personne, une voix, sans collèges"),
    "proportional": N_("Chaque collège au prorata de ses voix"),
    "bloc": N_("Chaque collège d’un seul bloc"),
    "double_majority": N_("Double majorité, des points et des collèges"),
}
FIELD_NAMES = {
    "members": N_("Membres"),
    "entitled": N_("Peuvent voter"),
    "present": N_("Présents ou représentés"),
    "for": N_("Pour"),
    "against": N_("Contre"),
    "abstain": N_("Abstentions"),
    "blank": N_("Blancs"),
    "spoiled": N_("Nuls"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One way to count, beside the rules one started from. `told` says what changes, and why."""

    label: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All that the figures give: the bars, how these rules reach their result, what the others change."""

    bars: tuple[OutcomeBar, ...]
    explanation: tuple[str, ...]
    cautions: tuple[str, ...]
    compared: tuple[Compared, ...]


@router.get("", name="simulator:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show the form and, once there are figures, each result. It names nobody: whoever holds a hat may."""
    asked = Asked.of(request.query_params)
    start = queries.start(uow, asked.rules, asked.kind_and_call(), asked.poll, by=actor)
    figures = read_figures(asked, start.sheet)
    return page(
        request,
        "simulator/show.html",
        fragment="simulation",
        status=422 if figures.errors else 200,
        asked=asked,
        start=start,
        figures=figures,
        options=options(queries.choices(uow, actor), past=asked.poll is not None),
        fields=[(name, _(FIELD_NAMES[name])) for name in FIGURES],
        outcomes=outcomes_of(figures) if figures.ready else None,
    )


def outcomes_of(figures: Figures) -> Outcomes:
    """Count the figures under each way, and say what each changes."""
    found = simulate(figures.sheet, variations(figures.sheet, figures.changed))
    first, lang = found[0], language()
    return Outcomes(
        bars=tuple(outcome_bar_of(one, label_of(one)) for one in found),
        explanation=tuple(explain(first.sheet, first.result, lang)),
        cautions=tuple(sentence for _name, sentence in cautions(first.sheet, first.result, lang)),
        compared=tuple(
            Compared(label_of(one), tuple(differences(first, one, lang))) for one in found if one is not first
        ),
    )


def label_of(one: Simulated) -> str:
    """Name one way to count; the rules one started from say how they carry colleges."""
    label = _(WAYS[one.variation.key])
    if one.variation.key != "in_force" or len(one.sheet.colleges) < 2:
        return label
    way = _(WAYS[one.sheet.rules.carry])
    return f"{label} ({way[:1].lower()}{way[1:]})"


def _titled(each: queries.PollChoice) -> str:
    """Give the title of a past vote, with its round from the second on."""
    return (
        each.title if each.round == 1 else f"{each.title} {_('(tour %(number)s)') % {'number': each.round}}"
    )


def options(found: queries.Choices, *, past: bool) -> dict[str, list[tuple[str, str]]]:
    """Give the lists of choices, in words: rules, assemblies, past votes, and what may change."""
    own = _("celles de ce vote, le jour où il a eu lieu") if past else _("les statuts en vigueur")
    versions = [
        (
            each.key,
            _("Statuts, version %(number)s, du %(day)s")
            % {"number": each.number, "day": short_day(each.in_force_from)},
        )
        for each in found.versions
        if each.in_force_from
    ]
    same = ("", _("comme dans ces règles"))
    leavings = [same, *((key, _(label)) for key, label in LEAVINGS.items())]
    return {
        "rules": [
            ("", own),
            *versions,
            *((each.key, _("Brouillon : %(title)s") % {"title": each.name}) for each in found.drafts),
            *((each.key, _("Modèle : %(name)s") % {"name": _(each.name)}) for each in found.models),
        ],
        "meeting": [(key, _(MEETING_NAMES[kind_and_call])) for key, kind_and_call in meetings().items()],
        "poll": [
            ("", _("une assemblée imaginée")),
            *(
                (
                    str(each.poll),
                    _("Résolution n° %(number)s, %(title)s, %(day)s")
                    % {
                        "number": each.resolution_number,
                        "title": _titled(each),
                        "day": day(each.declared_at),
                    },
                )
                for each in found.polls
            ),
        ],
        "carry": [same, *((key, _(WAYS[key])) for key in list(WAYS)[2:])],
        "empty": leavings,
        "absent": leavings,
        "majority": [same, *((key, _(label)) for key, (_bound, label) in MAJORITIES.items())],
    }
