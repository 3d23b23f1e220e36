"""What has rows and columns in a count: duels between options, the grades each was given."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from governance.vote.elections.outcome import Table
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.methods import ELECTIONS
from governance.vote.methods.majority_judgment import words_of
from web.drawings import length
from web.drawings.artist import Artist
from web.drawings.rounds import ZERO, Grid
from web.i18n import language


@dataclass(frozen=True, slots=True)
class Duel:
    """The one who comes first against one other: what prefers each, and how long it is drawn."""

    name: str
    other: str
    figure: str
    against: str
    width: str
    against_start: str
    against_width: str


@dataclass(frozen=True, slots=True)
class GradePiece:
    """A piece of a profile: the grade (0 the lowest), where it lies, what it says."""

    grade: int
    start: str
    width: str
    figure: str
    word: str


@dataclass(frozen=True, slots=True)
class Profile:
    """How one option was graded, the best grade first, and its majority grade."""

    name: str
    word: str
    pieces: tuple[GradePiece, ...]
    elected: bool


def grid_of(table: Table, artist: Artist) -> Grid:
    """Write a table of figures between options: the sentence of the method is its caption."""
    sentences = ELECTIONS[artist.sheet.contest.method].sentences
    caption = sentences.get(f"table {table.name}", (table.name, table.name))[language() == "en"]
    columns = sorted({column for row in table.cells.values() for column in row}, key=artist.name)
    rows = tuple(
        (artist.name(one), tuple(_cell(table, one, column, artist) for column in columns))
        for one in sorted(table.cells, key=artist.name)
    )
    return Grid(f"grid-{table.name}", caption, tuple(artist.name(column) for column in columns), rows)


def _cell(table: Table, one: str, other: str, artist: Artist) -> tuple[str, bool]:
    """Write one figure, and tell whether it is above the one the other way round."""
    figure = table.cells[one].get(other)
    if figure is None:
        return "–", False
    return artist.figure(figure), figure > table.cells.get(other, {}).get(one, ZERO)


def duels_of(artist: Artist) -> list[Duel]:
    """Draw the duels of the one who comes first, from the closest to the clearest."""
    table = next((one for one in artist.result.count.tables if one.name == "duels"), None)
    first = next(iter(artist.result.count.elected), "")
    if table is None or first not in table.cells:
        return []
    won = table.cells[first]
    scale = artist.result.base or Fraction(1)
    return [
        Duel(
            name=artist.name(first),
            other=artist.name(other),
            figure=artist.figure(figure),
            against=artist.figure(table.cells[other][first]),
            width=length(figure / scale),
            against_start=length(1 - table.cells[other][first] / scale),
            against_width=length(table.cells[other][first] / scale),
        )
        for other, figure in sorted(
            won.items(), key=lambda pair: (pair[1] - table.cells[pair[0]][first], pair[0])
        )
    ]


def grades_of(sheet: ElectionSheet) -> tuple[tuple[int, str], ...]:
    """Give the grades, the best first, each with its word in the language in use."""
    words = [pair[language() == "en"] for pair in words_of(sheet.contest)]
    return tuple(reversed(tuple(enumerate(words))))


def profiles_of(artist: Artist) -> list[Profile]:
    """Cut a bar for each option by the grades it got, the best first; options in the order of the count."""
    count = artist.result.count
    cells = count.tables[0].cells if count.tables else {}
    words = dict(grades_of(artist.sheet))
    found = []
    for score in count.rounds[0].scores if count.rounds else ():
        row = cells[score.option]
        total = sum(row.values(), ZERO) or Fraction(1)
        given = [(grade, row[str(grade)] / total) for grade in words]
        starts = accumulate((part for _, part in given), initial=ZERO)
        pieces = tuple(
            GradePiece(grade, length(start), length(part), artist.figure(row[str(grade)]), words[grade])
            for (grade, part), start in zip(given, starts, strict=False)
        )
        grade = int(count.figures[f"grade {score.option}"])
        found.append(Profile(artist.name(score.option), words[grade], pieces, score.option in count.elected))
    return found
