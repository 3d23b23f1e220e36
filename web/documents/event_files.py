"""The list of an event as a file: who is invited, what they answered, who came."""

from collections.abc import Iterable, Iterator, Mapping

from governance.queries.event_attendance import InvitedLine
from governance.register.events import CHOICE_NAMES
from governance.register.reading import Cell
from web.documents.member_files import write_csv, write_xlsx
from web.i18n.formats import PARIS

HEADERS = (
    "Numéro", "Sociétaire", "Représentant", "Collège", "Courriel", "Réponse", "Personnes annoncées",
    "Qui l’a dit", "Personnes venues", "Qui est venu", "Noté le", "À",
)  # fmt: skip
"""Always in French, as the other files we write."""


def invited_csv(lines: Iterable[InvitedLine], colleges: Mapping[str, str]) -> bytes:
    """Write the list as CSV for a French spreadsheet."""
    return write_csv(HEADERS, _rows(lines, colleges))


def invited_xlsx(lines: Iterable[InvitedLine], colleges: Mapping[str, str]) -> bytes:
    """Write the list as a workbook: numbers are numbers, days are days."""
    return write_xlsx("Présences", HEADERS, _rows(lines, colleges))


def _rows(lines: Iterable[InvitedLine], colleges: Mapping[str, str]) -> Iterator[tuple[Cell | int, ...]]:
    for one in lines:
        noted = one.came_at.astimezone(PARIS) if one.came_at else None
        yield (
            one.number,
            one.name,
            one.representative,
            colleges.get(one.college, one.college),
            one.email,
            CHOICE_NAMES[one.answer] if one.answer else "",
            one.people if one.answer else "",
            one.answer_name,
            one.came or "",
            one.came_name,
            noted.date() if noted else "",
            f"{noted:%H:%M}" if noted else "",
        )
