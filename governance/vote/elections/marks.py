"""What a ballot of an election says: options, each with a number. Read strictly, written in one way.

The number is 1 for an option that is chosen, its points, its rank (1 is the first choice, equal
ranks are equal), or its grade (0 is the lowest). Options left out have none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.errors import Malformed
from governance.vote.elections.contest import Contest
from governance.words import N_

Marks = tuple[tuple[str, int], ...]
"""Pairs of an option and its number, by increasing identifier: the same vote is the same value."""

BLANK, ABSTAIN, SPOILED = "blank", "abstain", "spoiled"
WORDS = (BLANK, ABSTAIN, SPOILED)
OFFERED_WORDS = (BLANK, ABSTAIN)
MOST_CHARACTERS = 8_000
LONGEST = 6  # digits of one number
_FIELD = "mark"


@dataclass(eq=False)
class UnreadableBallot(Malformed):
    """What was received is not a ballot of this election."""

    message = N_("Ce bulletin n’a pas pu être lu : rien n’a été déposé.")
    remedy = N_("Revenez à la page du vote et remplissez de nouveau le bulletin.")


@dataclass(eq=False)
class EmptyBallot(Malformed):
    """The ballot chooses nothing, and does not say that it is blank."""

    message = N_("Rien n’est choisi : rien n’a été déposé.")
    remedy = N_("Faites un choix, ou choisissez « bulletin blanc », puis déposez votre bulletin.")


@dataclass(eq=False)
class ContradictoryBallot(Malformed):
    """The ballot chooses, and says at the same time that it is blank or an abstention."""

    message = N_("Le bulletin fait un choix et se dit aussi blanc ou abstention : rien n’a été déposé.")
    remedy = N_("Gardez vos choix, ou la mention blanc ou abstention, puis déposez votre bulletin.")


@dataclass(eq=False)
class UnknownOption(Malformed):
    """The ballot names an option that this election does not have, or has no more."""

    option: str

    message = N_("Le bulletin nomme un choix qui n’est pas, ou plus, proposé (%(option)s).")
    remedy = N_("Revenez à la page du vote : la liste y est à jour.")


@dataclass(eq=False)
class TooFewChosen(Malformed):
    """The ballot chooses fewer options than it must."""

    chosen: int
    least: int

    message = N_("Vous avez fait %(chosen)d choix. Il en faut au moins %(least)d.")
    remedy = N_("Complétez votre bulletin, ou choisissez « bulletin blanc ».")


@dataclass(eq=False)
class TooManyChosen(Malformed):
    """The ballot chooses more options than it may."""

    chosen: int
    most: int

    message = N_("Vous avez fait %(chosen)d choix. Le bulletin en admet au plus %(most)d.")
    remedy = N_("Retirez des choix, puis déposez votre bulletin.")


@dataclass(eq=False)
class NumberOutOfBounds(Malformed):
    """An option bears a number that this way to vote does not know."""

    option: str
    number: int
    least: int
    most: int

    message = N_("Un choix porte le nombre %(number)d. Il faut un nombre de %(least)d à %(most)d.")
    remedy = N_("Corrigez ce nombre, puis déposez votre bulletin.")


def said_in_form(fields: Mapping[str, Sequence[str]]) -> str:
    """Give as one text what a form says: « blank », « abstain », or options and numbers in JSON.

    `mark` holds options chosen, or a word alone; `mark_<option>` the number of an option, empty for
    none; `choice` a word. Nothing at all gives "". Raises UnreadableBallot for a number that is not
    one, ContradictoryBallot for a word beside a choice.
    """
    chosen = [value for value in fields.get(_FIELD, ()) if value]
    words = {value for value in (*fields.get("choice", ()), *chosen) if value and value not in chosen}
    words |= {value for value in chosen if value in WORDS}
    marks = {value: 1 for value in chosen if value not in WORDS}
    for name, values in fields.items():
        number = next((value.strip() for value in values if value.strip()), "")
        if name.startswith(f"{_FIELD}_") and number:
            if not number.isascii() or not number.isdecimal() or len(number) > LONGEST:
                raise UnreadableBallot
            marks[name.removeprefix(f"{_FIELD}_")] = int(number)
    if words:
        if marks or len(words) > 1:
            raise ContradictoryBallot
        return words.pop()
    return marks_text(marks) if marks else ""


def marks_text(marks: Mapping[str, int] | Marks) -> str:
    """Write marks in the one form the box keeps: « {"a":1,"c":1} »."""
    return json.dumps(dict(marks), sort_keys=True, separators=(",", ":"))


def read_marks(said: str, contest: Contest) -> Marks | str:
    """Read what a voter said: marks of options that run, or one of OFFERED_WORDS.

    Raises EmptyBallot, UnreadableBallot, UnknownOption. Whether the numbers suit the way to vote
    is for its `check` to tell.
    """
    if not said:
        raise EmptyBallot
    if said in OFFERED_WORDS:
        return said
    marks = parse_marks(said)
    if not marks:
        raise EmptyBallot
    for option, _number in marks:
        if option not in contest.ids:
            raise UnknownOption(option[:40])
    return marks


def parse_marks(said: str) -> Marks:
    """Read marks written in JSON. Raises UnreadableBallot."""
    if len(said) > MOST_CHARACTERS:
        raise UnreadableBallot
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        raise UnreadableBallot from None
    if not isinstance(found, dict) or any(type(number) is not int or number < 0 for number in found.values()):
        raise UnreadableBallot
    return tuple(sorted(found.items()))


def ensure_between(chosen: int, least: int, most: int) -> None:
    """Raise TooFewChosen or TooManyChosen unless `chosen` is from `least` to `most`."""
    if chosen < least:
        raise TooFewChosen(chosen, least)
    if chosen > most:
        raise TooManyChosen(chosen, most)


def ensure_numbers(marks: Marks, least: int, most: int) -> None:
    """Raise NumberOutOfBounds unless every number is from `least` to `most`."""
    for option, number in marks:
        if not least <= number <= most:
            raise NumberOutOfBounds(option, number, least, most)
