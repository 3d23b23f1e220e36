"""An event in words: its facts and what changed in it, the same on pages and in mails."""

from collections.abc import Iterable
from datetime import date, datetime

from governance.law.days import PARIS
from governance.register.events import KIND_NAMES, Event, EventChange, EventKind
from governance.words import N_
from web.i18n import day, gettext, hour, moment, number

FIELD_NAMES = {
    "kind": N_("Sorte"),
    "title": N_("Titre"),
    "description": N_("Description"),
    "place": N_("Lieu"),
    "link": N_("Lien pour la suivre à distance"),
    "starts_at": N_("Début"),
    "ends_at": N_("Fin"),
    "answer_by": N_("Réponse avant la fin du"),
    "capacity": N_("Places"),
}


def when(event: Event) -> str:
    """Say when: « jeudi 24 juin 2027 de 9 h à 17 h », or from one moment to another."""
    starts, ends = event.starts_at.astimezone(PARIS), event.ends_at.astimezone(PARIS)
    if starts.date() == ends.date():
        words = {"day": day(starts), "start": hour(starts), "end": hour(ends)}
        return gettext(N_("%(day)s de %(start)s à %(end)s")) % words
    return gettext(N_("du %(start)s au %(end)s")) % {"start": moment(starts), "end": moment(ends)}


def changed_fields(changes: Iterable[EventChange]) -> list[tuple[str, str, str]]:
    """Name each thing that changed, what it was and what it is; a description only says that it did."""
    return [
        (gettext(FIELD_NAMES[one.field]), *_both(one))
        for one in changes
    ]  # fmt: skip


def _both(change: EventChange) -> tuple[str, str]:
    if change.field == "description":
        return "", gettext(N_("nouvelle description"))
    return _said(change.before), _said(change.after)


def _said(value: object) -> str:
    if isinstance(value, EventKind):
        return gettext(KIND_NAMES[value])
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return number(value)
    return str(value or "") or "—"
