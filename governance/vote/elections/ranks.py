"""Ballots that put options in order, one at a rank, and what every count by elimination shares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from governance.errors import Malformed
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionTeller, Sentences, Urn
from governance.vote.elections.outcome import Score
from governance.words import N_


@dataclass(eq=False)
class SameRank(Malformed):
    """Two options bear one rank, where each must have its own."""

    rank: int

    message = N_("Plusieurs choix portent le rang %(rank)d. Chaque rang ne sert qu’une fois.")
    remedy = N_("Donnez à chacun son rang, puis déposez votre bulletin.")


@dataclass(eq=False)
class MissingRank(Malformed):
    """A rank is skipped: nobody can tell whether a choice was forgotten."""

    rank: int

    message = N_("Il manque le rang %(rank)d. Les rangs se suivent : 1, 2, 3 et ainsi de suite.")
    remedy = N_("Numérotez vos choix sans sauter de rang, puis déposez votre bulletin.")


def ensure_strict_ranks(marks: Marks) -> None:
    """Accept ranks 1, 2, 3 and so on, one option at each. Raises SameRank, MissingRank."""
    ranks = sorted(rank for _, rank in marks)
    for expected, rank in enumerate(ranks, 1):
        if rank < expected:
            raise SameRank(rank) if rank else MissingRank(1)
        if rank > expected:
            raise MissingRank(expected)


def in_order(marks: Marks) -> tuple[str, ...]:
    """Give the options of a ballot from its first choice on."""
    return tuple(option for option, _ in sorted(marks, key=lambda mark: mark[1]))


def whole_weights(urn: Urn) -> tuple[list[int], int]:
    """Give the weights as whole numbers of one unit, and how many units are 1: exact and fast."""
    units = lcm(*(ballot.weight.denominator for ballot in urn.ballots))
    weights = [ballot.weight.numerator * (units // ballot.weight.denominator) for ballot in urn.ballots]
    return weights, units


def named(urn: Urn) -> frozenset[str]:
    """Give the options that at least one ballot ranks: no other is ever elected."""
    return frozenset(option for ballot in urn.ballots for option, _ in ballot.marks)


def lowest(scores: Mapping[str, Fraction] | Mapping[str, int]) -> tuple[str, ...]:
    """Give the options with the lowest score, by identifier."""
    least = min(scores.values())
    return tuple(sorted(option for option, score in scores.items() if score == least))


def unranked(ids: Sequence[str], seen: Collection[str]) -> list[str]:
    """Give, by identifier, the options that no ballot ranks, from those that were counted."""
    return sorted(set(ids) - set(seen))


def say_scores(scores: Sequence[Score], teller: ElectionTeller) -> str:
    """Say each option with its score, from the highest."""
    return ", ".join(
        teller.say("score", name=teller.name(score.option), figure=teller.figure(score.figure))
        for score in scores
    )


def say_unranked(names: Sequence[str], teller: ElectionTeller) -> list[str]:
    """Say which options no ballot ranks."""
    return [teller.say("unranked", names=teller.names(names))] if names else []


def say_eliminated(names: Sequence[str], teller: ElectionTeller) -> list[str]:
    """Say who leaves the count."""
    if not names:
        return []
    return [teller.say("leaves" if len(names) == 1 else "leave", names=teller.names(names))]


def say_exhausted(figure: Fraction, teller: ElectionTeller) -> list[str]:
    """Say what no longer names anybody still in the count."""
    return [teller.say("exhausted", figure=teller.figure(figure))] if figure else []


BY_ELIMINATION: Sentences = {
    "score": ("%(name)s %(figure)s", "%(name)s %(figure)s"),
    "unranked": (
        "Sur aucun bulletin, donc hors du décompte : %(names)s.",
        "On no ballot, so out of the count: %(names)s.",
    ),
    "leaves": (
        "%(names)s, en dernier, quitte le décompte : ses bulletins passent à leur choix suivant.",
        "%(names)s, last, leaves the count: the ballots go to their next choice.",
    ),
    "leave": (
        "%(names)s, en dernier, quittent le décompte : leurs bulletins passent à leur choix suivant.",
        "%(names)s, last, leave the count: the ballots go to their next choice.",
    ),
    "exhausted": (
        "Sur des bulletins qui ne nomment plus personne en jeu : %(figure)s.",
        "On ballots that name nobody still in the count: %(figure)s.",
    ),
    "tied": (
        (
            "À égalité en dernier : %(options)s. Aucune règle des statuts ne dit qui quitte le décompte, "
            "il s’arrête là."
        ),
        "Tied in last place: %(options)s. No rule of the bylaws says who leaves the count: it stops there.",
    ),
    "settled eldest": (
        "Égalité en dernier entre %(options)s : le bénéfice de l’âge garde en jeu %(winners)s.",
        "Tie in last place between %(options)s: being older keeps in the count %(winners)s.",
    ),
    "settled youngest": (
        "Égalité en dernier entre %(options)s : le bénéfice de la jeunesse garde en jeu %(winners)s.",
        "Tie in last place between %(options)s: being younger keeps in the count %(winners)s.",
    ),
    "settled seniority": (
        "Égalité en dernier entre %(options)s : l’ancienneté dans la coopérative garde en jeu %(winners)s.",
        "Tie in last place between %(options)s: length of membership keeps in the count %(winners)s.",
    ),
    "settled lot": (
        (
            "Égalité en dernier entre %(options)s : le tirage au sort (graine : %(seed)s) garde en jeu "
            "%(winners)s."
        ),
        "Tie in last place between %(options)s: the lot (seed: %(seed)s) keeps in the count %(winners)s.",
    ),
}
