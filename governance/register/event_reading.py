"""An event, who is invited to it and an answer, read from what was typed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from governance.errors import Malformed
from governance.law.days import PARIS
from governance.register import faults
from governance.register.events import Answer, AnswerChoice, Event, EventKind
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, read_text, tidy
from governance.words import N_

Kept = TypeVar("Kept")

LONGEST_DESCRIPTION: Final = 20_000
LARGEST_ROOM: Final = 100_000
MOST_PEOPLE: Final = 50
"""People that one invitation may bring."""
LONGEST: Final = timedelta(days=31)

NOT_AN_HOUR = N_("« %(text)s » n’est pas une heure. Écrivez-la comme 18:00 ou 18 h 30.")
NO_SUCH_HOUR = N_(
    "« %(text)s » n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez une autre heure."
)
ENDS_BEFORE = N_("La fin vient avant le début.")
TOO_LONG_EVENT = N_("Une rencontre dure 31 jours au plus.")
NEITHER = N_("Dites où elle se tient : un lieu, ou un lien pour la suivre à distance.")
NOT_A_LINK = N_("« %(text)s » n’est pas une adresse. Elle commence par https://.")
ANSWER_TOO_LATE = N_("Le dernier jour pour répondre est au plus tard celui du début.")
NOT_A_ROOM = N_("« %(text)s » n’est pas un nombre de places : un nombre entier, de 1 à 100 000.")
NOT_PEOPLE = N_("« %(text)s » n’est pas un nombre de personnes : un nombre entier, de 1 à 50.")

_HOUR = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?", re.ASCII)
_LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,6}", re.ASCII)


@dataclass(eq=False)
class FaultyEvent(Malformed):
    """What was written about an event cannot be kept. `faults` tells why."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


def read_event(values: Mapping[str, str]) -> Event:
    """Read an event: kind, title, description, place, link, starts_on, starts_at, ends_on, ends_at,

    answer_by, capacity. Hours are those of Paris; of an hour that comes twice, the first. Without
    ends_on it ends on the day it starts. Raises FaultyEvent.
    """
    found: list[Fault] = []
    description = values.get("description", "").replace("\r\n", "\n").strip()
    if len(description) > LONGEST_DESCRIPTION:
        found.append(Fault("description", faults.TOO_LONG, {"most": LONGEST_DESCRIPTION}))
    kind = _kept(read_choice("kind", EventKind, tidy(values.get("kind", ""))), EventKind.OTHER, found)
    title = _kept(_text("title", values, needed=True), "", found)
    place = _kept(_text("place", values), "", found)
    link = _kept(_link(values), "", found)
    if not place and not link and not {"place", "link"} & {fault.field for fault in found}:
        found.append(Fault("place", NEITHER))
    starts_at, ends_at = _times(values, found)
    answer_by = _kept(_optional_day("answer_by", values), None, found)
    if answer_by and starts_at and answer_by > starts_at.astimezone(PARIS).date():
        found.append(Fault("answer_by", ANSWER_TOO_LATE))
    capacity = _kept(_count("capacity", values, NOT_A_ROOM, LARGEST_ROOM), None, found)
    if found or starts_at is None or ends_at is None:
        raise FaultyEvent(tuple(found))
    return Event(kind, title, description, place, link, starts_at, ends_at, answer_by, capacity)


def read_hour(field: str, text: str) -> time | Fault:
    """Read an hour of the day: 18:00, 18:05, 18 h, 18h30 or 9."""
    match = _HOUR.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return Fault(field, NOT_AN_HOUR, {"text": text})
    return time(int(match[1]), int(match[2] or 0))


def paris_moment(day: date, hour: time) -> datetime | None:
    """Give the moment an hour of a day in Paris stands for, in UTC; None when clocks jump over it.

    Of an hour that comes twice (the end of summer time), the first one.
    """
    wall = datetime.combine(day, hour)
    found = wall.replace(tzinfo=PARIS).astimezone(UTC)
    return found if found.astimezone(PARIS).replace(tzinfo=None) == wall else None


def read_colleges(chosen: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    """Read colleges chosen, in the order of the bylaws. Raises FaultyEvent for one that is not there."""
    if not set(chosen) <= set(known):
        raise FaultyEvent((Fault("colleges", faults.CHOOSE),))
    return tuple(college for college in known if college in set(chosen))


def read_answer(values: Mapping[str, str]) -> Answer:
    """Read an answer: choice, people, name. Nobody comes with a no; one comes when no number is given.

    Raises FaultyEvent.
    """
    found: list[Fault] = []
    choice = _kept(read_choice("choice", AnswerChoice, values.get("choice", "")), AnswerChoice.NO, found)
    name = _kept(_text("name", values), "", found)
    people = 0
    if choice is not AnswerChoice.NO:
        people = _kept(_count("people", values, NOT_PEOPLE, MOST_PEOPLE), None, found) or 1
    if found:
        raise FaultyEvent(tuple(found))
    return Answer(choice, people, name)


def read_people(text: str) -> int:
    """Read how many people came for one invitation; empty is one. Raises FaultyEvent."""
    found: list[Fault] = []
    people = _kept(_count("people", {"people": text}, NOT_PEOPLE, MOST_PEOPLE), None, found)
    if found:
        raise FaultyEvent(tuple(found))
    return people or 1


def _kept(read: Kept | Fault, otherwise: Kept, found: list[Fault]) -> Kept:
    """Give what was read, or put its fault with the others."""
    if isinstance(read, Fault):
        found.append(read)
        return otherwise
    return read


def _text(field: str, values: Mapping[str, str], *, needed: bool = False) -> str | Fault:
    text = tidy(values.get(field, ""))
    return Fault(field, faults.MISSING) if needed and not text else read_text(field, text)


def _link(values: Mapping[str, str]) -> str | Fault:
    text = values.get("link", "").strip()
    if not text:
        return ""
    fits = len(text) <= 500 and _LINK.fullmatch(text)
    return text if fits else Fault("link", NOT_A_LINK, {"text": tidy(text)[:100]})


def _count(field: str, values: Mapping[str, str], wrong: str, most: int) -> int | Fault | None:
    text = tidy(values.get(field, "")).replace(" ", "").replace("\u202f", "")
    if not text:
        return None
    if _COUNT.fullmatch(text) and 1 <= int(text) <= most:
        return int(text)
    return Fault(field, wrong, {"text": text[:30]})


def _optional_day(field: str, values: Mapping[str, str]) -> date | Fault | None:
    text = tidy(values.get(field, ""))
    return read_day(field, text) if text else None


def _times(values: Mapping[str, str], found: list[Fault]) -> tuple[datetime | None, datetime | None]:
    first = _kept(_optional_day("starts_on", values), None, found)
    if first is None and not any(fault.field == "starts_on" for fault in found):
        found.append(Fault("starts_on", faults.MISSING))
    last = _kept(_optional_day("ends_on", values), None, found) or first
    start, end = _moment("starts_at", first, values, found), _moment("ends_at", last, values, found)
    if start and end and end <= start:
        same_day = not tidy(values.get("ends_on", ""))
        found.append(Fault("ends_at" if same_day else "ends_on", ENDS_BEFORE))
    elif start and end and end - start > LONGEST:
        found.append(Fault("ends_on", TOO_LONG_EVENT))
    return start, end


def _moment(field: str, day: date | None, values: Mapping[str, str], found: list[Fault]) -> datetime | None:
    typed = tidy(values.get(field, ""))
    hour = read_hour(field, typed) if typed else Fault(field, faults.MISSING)
    if isinstance(hour, Fault):
        found.append(hour)
        return None
    moment = paris_moment(day, hour) if day else None
    if day and moment is None:
        found.append(Fault(field, NO_SUCH_HOUR, {"text": typed}))
    return moment
