"""Condorcet with Schulze: every option meets every other; the strongest chain of duels won decides.

One who wins every duel has the first seat. When preferences turn in a circle, a path goes from one
option to another by duels won, and is as strong as the weakest of them; A comes before B when the
strongest path from A to B is stronger than the strongest one back (M. Schulze, A new monotonic,
clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, 2011).
A duel is as strong as the voices of the one who wins it (winning votes), or as its lead (a setting).

Several seats go down the same order, made once: nobody is counted out of it. They are not shared
among groups of voters: a majority may take them all.

The tables of the count are `duels` and `paths`; its figure `condorcet` names who wins every duel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.contest import Contest, Setting, SettingKind, Shape
from governance.vote.elections.marks import Marks, ensure_numbers
from governance.vote.elections.method import ElectionTeller, Sentences, Told, Urn, contest_faults
from governance.vote.elections.outcome import ElectionCount, Round, Table
from governance.vote.elections.ranks import named, say_unranked, unranked, whole_weights
from governance.vote.elections.ties import TiedOptions, settle
from governance.words import N_

STRENGTH = Setting(
    "strength",
    SettingKind.WORD,
    "winning",
    N_("Force d’un duel gagné"),
    N_("Elle ne sert que si personne ne gagne tous ses duels."),
    {
        "winning": N_("Les voix de celui qui le gagne"),
        "margins": N_("Son avance : ses voix moins celles de l’autre"),
    },
)
SENTENCES: Sentences = {
    "unranked": (
        "Sur aucun bulletin, donc hors du décompte : %(names)s.",
        "On no ballot, so out of the count: %(names)s.",
    ),
    "condorcet": (
        "%(name)s gagne tous ses duels : c’est le gagnant de Condorcet.",
        "%(name)s wins every duel: the Condorcet winner.",
    ),
    "none wins all": (
        (
            "Personne ne gagne tous ses duels : il n’y a pas de gagnant de Condorcet. On compare alors les "
            "chemins de duels gagnés, chacun aussi fort que son duel le plus faible."
        ),
        (
            "Nobody wins every duel: there is no Condorcet winner. Paths of duels won are then compared, "
            "each as strong as its weakest duel."
        ),
    ),
    "duel": (
        "%(name)s face à %(other)s : %(for)s contre %(against)s.",
        "%(name)s against %(other)s: %(for)s to %(against)s.",
    ),
    "paths": (
        "De %(name)s à %(other)s, le chemin le plus fort vaut %(there)s ; dans l’autre sens, %(back)s.",
        "From %(name)s to %(other)s the strongest path is worth %(there)s; the other way, %(back)s.",
    ),
    "seat": (
        "Aucun de ceux qui restent ne passe devant, le siège va à %(names)s.",
        "None of those left comes before, the seat goes to %(names)s.",
    ),
    "seats": (
        "Aucun de ceux qui restent ne passe devant, un siège va à chacun : %(names)s.",
        "None of those left comes before, a seat goes to each: %(names)s.",
    ),
    "table duels": (
        "Duels : combien préfèrent celui de la ligne à celui de la colonne.",
        "Duels: how many prefer the one in the row to the one in the column.",
    ),
    "table paths": (
        "Chemins : la force du plus fort, de celui de la ligne à celui de la colonne.",
        "Paths: how strong the strongest is, from the one in the row to the one in the column.",
    ),
}
Duels = dict[str, dict[str, int]]


def duels(urn: Urn, options: Sequence[str], weights: Iterable[int]) -> Duels:
    """Add up, for each ordered pair, what prefers the first to the second; those unranked come last."""
    found: Duels = {one: {other: 0 for other in options if other != one} for one in options}
    for ballot, weight in zip(urn.ballots, weights, strict=True):
        ranks = dict(ballot.marks)
        for one, rank in ranks.items():
            won = found[one]
            for other in won:
                if other not in ranks or rank < ranks[other]:
                    won[other] += weight
    return found


def strongest_paths(found: Duels, strength: str) -> Duels:
    """Give the strength of the strongest path between each ordered pair, 0 when there is none."""
    paths: Duels = {one: {} for one in found}
    for one, row in found.items():
        for other, voices in row.items():
            lost = found[other][one]
            paths[one][other] = 0 if voices <= lost else voices - lost if strength == "margins" else voices
    for through in paths:
        for start in paths:
            if start == through:
                continue
            for end in paths:
                if end not in (start, through):
                    way = min(paths[start][through], paths[through][end])
                    paths[start][end] = max(paths[start][end], way)
    return paths


def unbeaten(options: Iterable[str], paths: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """Give, by identifier, those that none of the others comes before."""
    left = tuple(options)
    return tuple(
        sorted(
            one
            for one in left
            if all(paths[one][other] >= paths[other][one] for other in left if other != one)
        )
    )


def condorcet(found: Duels) -> str:
    """Give who wins every duel, "" when nobody does."""
    return next(
        (
            one
            for one, row in found.items()
            if all(voices > found[other][one] for other, voices in row.items())
        ),
        "",
    )


@dataclass(frozen=True, slots=True)
class Schulze:
    """Options in order of preference, equal ones allowed; seats down the order of the strongest paths."""

    name: str = "schulze"
    shape: Shape = Shape.RANKS
    settings: Sequence[Setting] = (STRENGTH,)

    @property
    def sentences(self) -> Sentences:
        """Give the sentences of its explanation."""
        return SENTENCES

    def faults(self, contest: Contest) -> Sequence[str]:
        """Name what makes the election impossible to vote on."""
        return contest_faults(self, contest)

    def check(self, marks: Marks, contest: Contest) -> None:
        """Accept ranks from 1 to the number of options: only their order counts. Raises NumberOutOfBounds."""
        ensure_numbers(marks, 1, len(contest.ids))

    def elect(self, contest: Contest, urn: Urn) -> ElectionCount:
        """Count every duel, find the strongest paths, and give the seats down the order they make."""
        weights, units = whole_weights(urn)
        found = duels(urn, sorted(named(urn)), weights)
        paths = strongest_paths(found, contest.word(STRENGTH))
        rounds: list[Round] = []
        ties: tuple[TiedOptions, ...] = ()
        elected: tuple[str, ...] = ()
        while not ties and len(elected) < contest.seats and len(elected) < len(found):
            first, left = unbeaten(set(found) - set(elected), paths), contest.seats - len(elected)
            if len(first) > left:
                ties = (settle(contest, first, left, len(rounds) + 1),)
                first = tuple(sorted(ties[0].winners))
            rounds.append(Round("seats" if len(first) > 1 else "seat", (), first))
            elected += first
        return ElectionCount(
            elected=elected,
            rounds=tuple(rounds),
            seats_of=dict.fromkeys(elected, 1),
            vacant=contest.seats - len(elected),
            ties=ties,
            figures={"condorcet": condorcet(found)},
            tables=(_table("duels", found, units), _table("paths", paths, units)),
        )

    def explain(self, told: Told, teller: ElectionTeller) -> list[str]:
        """Say the duels of the one who comes first, the paths when nobody wins all, then each seat."""
        count = told.count
        cells = {table.name: table.cells for table in count.tables}
        said = say_unranked(unranked(told.contest.ids, cells["duels"]), teller)
        if not cells["duels"]:
            return said
        winner = count.figures["condorcet"]
        said.append(
            teller.say("condorcet", name=teller.name(winner)) if winner else teller.say("none wins all")
        )
        first = winner or next(iter(count.elected), "")
        said += _say_duels(first, cells["duels"], teller)
        if not winner:
            said += _say_paths(first, cells["paths"], teller)
        return said + [
            teller.say(one.name, names=teller.names(one.elected)) for one in count.rounds if one.elected
        ]


def _say_duels(one: str, cells: Mapping[str, Mapping[str, Fraction]], teller: ElectionTeller) -> list[str]:
    return [
        teller.say(
            "duel",
            name=teller.name(one),
            other=teller.name(other),
            **{"for": teller.figure(voices), "against": teller.figure(cells[other][one])},
        )
        for other, voices in sorted(cells.get(one, {}).items())
    ]


def _say_paths(one: str, cells: Mapping[str, Mapping[str, Fraction]], teller: ElectionTeller) -> list[str]:
    return [
        teller.say(
            "paths",
            name=teller.name(one),
            other=teller.name(other),
            there=teller.figure(force),
            back=teller.figure(cells[other][one]),
        )
        for other, force in sorted(cells.get(one, {}).items())
    ]


def _table(name: str, found: Duels, units: int) -> Table:
    return Table(
        name,
        {
            one: {other: Fraction(voices, units) for other, voices in row.items()}
            for one, row in found.items()
        },
    )


SCHULZE = Schulze()
