"""An assembly as a file for calendars (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from governance.queries.assemblies import AssemblyView

LENGTH = timedelta(hours=2)
"""No length is known beforehand; calendars need one."""


CUT = 18
"""Characters in a line: at most four bytes each, and 75 bytes are allowed."""


def calendar_file(view: AssemblyView, *, cooperative: str, url: str, made_at: datetime) -> bytes:
    """Write one event. Texts are escaped and lines folded, so that a title adds no line of its own."""
    cancelled = view.stage == "cancelled"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Collegial//FR",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{view.id}@collegial",
        f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(view.held_at)}",
        f"DTEND:{_utc(view.held_at + LENGTH)}",
        f"SUMMARY:{escaped(view.title)}",
        f"LOCATION:{escaped(view.place)}",
        f"DESCRIPTION:{escaped(cooperative)}\\n{escaped(url)}",
        f"URL:{escaped(url)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """Escape a text value: backslash, comma, semicolon; a new line is written \\n."""
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in text.replace("\r\n", "\n"))
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """Cut a line so that none has more than 75 bytes, with a space after each cut."""
    return "\r\n ".join(line[at : at + CUT] for at in range(0, len(line), CUT)) or line


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
