"""The whole life of a structure, in sentences by date and as lanes along the years."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from governance.queries.lives import Life, LifeEvent, LifeSpan
from governance.words import N_
from web.drawings.lifeline import Lifeline, Spot, Stretch, lifeline
from web.i18n import gettext as _
from web.i18n import number, percent, short_day

LIFE: Mapping[str, str] = {
    "hosted": N_("Activité hébergée par la coopérative : %(detail)s."),
    "left": N_("Sortie de l’activité %(detail)s."),
    "founded": N_("Création de la structure, métier : %(detail)s."),
    "founded_bare": N_("Création de la structure."),
    "ceased": N_("Cessation de la structure."),
    "admitted": N_("Admission comme sociétaire."),
    "gone": N_("Sortie de la coopérative."),
    "shares_in": N_("Parts souscrites : %(detail)s."),
    "shares_out": N_("Parts remboursées : %(detail)s."),
    "tie_holding": N_("La coopérative entre au capital : %(detail)s."),
    "end_holding": N_("La coopérative quitte le capital (%(detail)s)."),
    "tie_control": N_("La coopérative prend le contrôle."),
    "end_control": N_("Fin du contrôle par la coopérative."),
    "service": N_("Service pris : %(detail)s."),
    "end_service": N_("Fin du service : %(detail)s."),
    "rate": N_("Taux de contribution convenu : %(detail)s."),
    "represented": N_("Un représentant peut agir pour elle."),
    "mandate": N_("Mandat de représentation : %(detail)s."),
    "deputy": N_("Mandat de suppléance : %(detail)s."),
    "agreement": N_("Convention signée : %(detail)s."),
    "amendment": N_("Avenant signé : %(detail)s."),
    "end_agreement": N_("Fin de la convention : %(detail)s."),
    "present": N_("Présente ou représentée : %(detail)s."),
    "came": N_("Présente à la rencontre : %(detail)s."),
}
"""Each event of the life of a structure, in a sentence."""

LANES: Mapping[str, str] = {
    "hosted": N_("Activité hébergée"),
    "member": N_("Sociétaire"),
    "shares": N_("Parts souscrites"),
    "holding": N_("Au capital"),
    "control": N_("Contrôle"),
    "service": N_("Services"),
    "rate": N_("Contribution"),
    "mandate": N_("Représentation"),
    "agreement": N_("Conventions"),
    "meetings": N_("Assemblées, rencontres"),
}
"""What lasts in the life of a structure, lane after lane."""

_POINTS = {"founded": "member", "ceased": "member", "shares_in": "shares", "shares_out": "shares"}
_POINTS |= {"present": "meetings", "came": "meetings", "amendment": "agreement"}
_SAME_LANE = {"deputy": "mandate"}


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One line of the list: its day, its sentence, whether it begins, ends or marks something."""

    on: date
    said: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class LifeView:
    """What `ui.life` shows: the list, from the first day on, and the lanes (None when nothing lasted)."""

    lines: tuple[LifeLine, ...]
    drawing: Lifeline | None


def life_view(life: Life) -> LifeView:
    """Put the life of a structure in words and in lanes."""
    names = {key: _(name) for key, name in LANES.items()}
    stretches = [_stretch(one, names) for one in life.spans]
    spots = [
        Spot(_POINTS[one.kind], one.on, f"{short_day(one.on)} : {_said(one)}")
        for one in life.events
        if one.kind in _POINTS
    ]
    return LifeView(
        tuple(LifeLine(one.on, _said(one), one.on > life.today) for one in life.events),
        lifeline(names, stretches, spots, life.today),
    )


def _said(event: LifeEvent) -> str:
    kind = "founded_bare" if event.kind == "founded" and not event.detail else event.kind
    return _(LIFE[kind]) % {"detail": _detail(event.kind, event.detail)}


def _detail(kind: str, detail: str) -> str:
    if kind.endswith("holding") or kind == "rate":
        return f"{percent(Fraction(detail))} ({detail})"
    return number(int(detail)) if kind.startswith("shares_") else detail


def _stretch(span: LifeSpan, names: Mapping[str, str]) -> Stretch:
    lane = _SAME_LANE.get(span.lane, span.lane)
    part = span.lane in ("holding", "rate")
    words = percent(Fraction(span.detail)) if part else span.detail
    if span.lane == "deputy":
        words = _("%(name)s (suppléance)") % {"name": span.detail}
    facts = {"what": f"{names[lane]}{f', {words}' if words else ''}", "since": short_day(span.since)}
    if span.until is None:
        said = _("%(what)s : depuis le %(since)s") % facts
    else:
        said = _("%(what)s : du %(since)s au %(until)s") % {**facts, "until": short_day(span.until)}
    return Stretch(lane, span.since, span.until, words, said)
