"""Women and men on a list, where the bylaws ask for it: judged when the list is written, then forgotten.

No text asks it of the lists of a cooperative's board: the rule is the bylaws' own. The sex of each person
is said by who writes the list; nothing keeps it, the list is only entered once it follows the rule.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from governance.bylaws.choices import ListParity
from governance.errors import Refused
from governance.words import N_


class Sex(StrEnum):
    """What is said of one person of a list."""

    WOMAN = "F"
    MAN = "H"


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list in its order; `sex` is None when it was not said."""

    name: str
    sex: Sex | None = None


@dataclass(eq=False)
class SexNotSaid(Refused):
    """The bylaws ask for women and men on lists, and it is not said of somebody which they are."""

    list: str
    name: str
    article: str

    message = N_("Liste « %(list)s » : il n’est pas dit si %(name)s est une femme ou un homme.")
    remedy = N_(
        "Les statuts (article %(article)s) demandent des femmes et des hommes sur chaque liste. Écrivez F ou "
        "H après chaque nom, comme « Alix Fournier, F » : cela n’est pas gardé."
    )


@dataclass(eq=False)
class ListWithoutNames(Refused):
    """The bylaws ask for women and men on lists, and the list names nobody."""

    list: str
    article: str

    message = N_("Liste « %(list)s » : elle ne nomme personne.")
    remedy = N_("Écrivez ses noms : les statuts (article %(article)s) demandent des femmes et des hommes.")


@dataclass(eq=False)
class NotAlternate(Refused):
    """Two women, or two men, follow each other on a list that must alternate them."""

    list: str
    name: str
    following: str
    rank: int
    article: str

    message = N_(
        "Liste « %(list)s » : %(following)s, au rang %(rank)d, est du même sexe que %(name)s, juste avant. "
        "Les statuts (article %(article)s) demandent d’alterner femmes et hommes."
    )
    remedy = N_("Changez l’ordre de la liste, ou qui y figure.")


@dataclass(eq=False)
class NotAsMany(Refused):
    """A list has too many women or too many men."""

    list: str
    women: int
    men: int
    article: str

    message = N_(
        "Liste « %(list)s » : femmes : %(women)d, hommes : %(men)d. Les statuts (article %(article)s) "
        "demandent autant de femmes que d’hommes, à une personne près si la liste est impaire."
    )
    remedy = N_("Changez qui figure sur la liste.")


_SAID = re.compile(r"(?P<name>.*[^\s,;])\s*[,;]\s*(?P<sex>[FfHh])")


def read_listed(text: str) -> tuple[Listed, ...]:
    """Read the persons of a list, one a line, each followed by F or H: « Alix Fournier, F »."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(_listed(line) for line in lines if line)


def _listed(line: str) -> Listed:
    found = _SAID.fullmatch(line)
    return Listed(found["name"], Sex(found["sex"].upper())) if found else Listed(line)


def ensure_parity(rule: ListParity, name: str, persons: Sequence[Listed], article: str) -> None:
    """Raise the first reason why a list does not follow the parity of the bylaws.

    ALTERNATE: each person is of the other sex than the one before. EQUAL: as many women as men, one more
    of either when the list is odd. Raises ListWithoutNames, SexNotSaid, NotAlternate, NotAsMany.
    """
    if rule is ListParity.NONE:
        return
    if not persons:
        raise ListWithoutNames(name, article)
    for one in persons:
        if one.sex is None:
            raise SexNotSaid(name, one.name, article)
    if rule is ListParity.ALTERNATE:
        for rank, (before, after) in enumerate(pairwise(persons), start=2):
            if before.sex is after.sex:
                raise NotAlternate(name, before.name, after.name, rank, article)
    women = sum(one.sex is Sex.WOMAN for one in persons)
    men = len(persons) - women
    if abs(women - men) > len(persons) % 2:
        raise NotAsMany(name, women, men, article)
