"""An event as a file for calendars: RFC 5545, with the clock of Paris.

It publishes and asks for no answer by mail: nobody would read one, and who pressed « accept » in their
calendar would believe they have answered. The answer is given on the invitation's own page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from governance.law.days import PARIS
from governance.register.events import Event

LONGEST_LINE = 75
"""Bytes in a line, the mark of its end left out (RFC 5545, 3.1)."""

CLOCK = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19810329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""Summer time in Paris as it is since 1996."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar file says. `sequence` grows with each change; `page` is where one answers."""

    id: UUID
    event: Event
    sequence: int
    cancelled: bool
    cooperative: str
    page: str
    host: str
    told_at: datetime


def calendar_file(entry: CalendarEntry) -> bytes:
    """Write the file: one event whose UID never changes, so that a calendar replaces it."""
    event = entry.event
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Collegial//Rencontres//FR",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if entry.cancelled else 'PUBLISH'}",
        *CLOCK,
        "BEGIN:VEVENT",
        f"UID:{entry.id}@{entry.host}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{entry.told_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Paris:{event.starts_at.astimezone(PARIS):%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Paris:{event.ends_at.astimezone(PARIS):%Y%m%dT%H%M%S}",
        f"SUMMARY:{escaped(event.title)}",
        f"LOCATION:{escaped(event.place or event.link)}",
        f"DESCRIPTION:{escaped(_description(entry))}",
        f"URL:{entry.page}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line)).encode()


def _description(entry: CalendarEntry) -> str:
    parts = (entry.cooperative, entry.event.description, entry.event.link, entry.page)
    return "\n\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """Escape a text value: backslash, comma, semicolon; a new line is written \\n, controls are dropped."""
    plain = "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c == "\n")
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 bytes, none inside a character; a space begins the next ones."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
