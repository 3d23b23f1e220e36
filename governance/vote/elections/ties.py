"""Ties are a type. Only the rules of the bylaws settle them, in their order; nothing else ever does."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from governance.vote.elections.contest import Contest, Option, TieRule


@dataclass(frozen=True, slots=True)
class TiedOptions:
    """Options that nothing in the votes tells apart, and what became of them.

    `places` are to be given among `options`. `settled_by` is None when no rule of the bylaws tells
    them apart: `winners` is then empty and the count stops there. `round` is the rank of the
    round (from 1) where it happened.
    """

    options: tuple[str, ...]
    places: int
    round: int = 1
    settled_by: TieRule | None = None
    winners: tuple[str, ...] = ()


def lot_key(seed: str, option: str) -> str:
    """Give the place of an option in a draw: the SHA-256 of « seed:option », smallest first."""
    return hashlib.sha256(f"{seed}:{option}".encode()).hexdigest()


def settle(contest: Contest, tied: Sequence[str], places: int, at_round: int = 1) -> TiedOptions:
    """Choose `places` options among those tied, by the rules of the bylaws in their order.

    A rule that does not tell apart, at the very place of the cut, leaves the whole choice to the
    next one. `places` is from 1 to one less than the number tied. For the options to *eliminate*,
    call it with the number that stays. The order of `tied` changes nothing.
    """
    found = {option.id: option for option in contest.options}
    options = tuple(sorted(tied))
    for rule in contest.ties:
        ranked = _ranked(contest, [found[name] for name in options], rule)
        if ranked is None:
            continue
        ordered = sorted(ranked, key=lambda pair: pair[0])
        if ordered[places - 1][0] != ordered[places][0]:
            winners = tuple(name for _, name in ordered[:places])
            return TiedOptions(options, places, at_round, rule, winners)
    return TiedOptions(options, places, at_round)


def undated(contest: Contest, tied: Sequence[str]) -> tuple[TieRule, ...]:
    """Name the rules of the bylaws, in their order, that a missing date keeps from settling this tie."""
    concerned = [option for option in contest.options if option.id in tied]
    return tuple(
        rule
        for rule in contest.ties
        if rule is not TieRule.LOT
        and any((one.senior if rule is TieRule.SENIORITY else one.elder) is None for one in concerned)
    )


def _ranked(contest: Contest, options: Sequence[Option], rule: TieRule) -> list[tuple[int | str, str]] | None:
    """Give (key, option), smallest first preferred; None when the rule cannot be applied here."""
    if rule is TieRule.LOT:
        if not contest.seed:
            return None
        return [(lot_key(contest.seed, option.id), option.id) for option in options]
    ranks = [option.senior if rule is TieRule.SENIORITY else option.elder for option in options]
    sign = -1 if rule is TieRule.YOUNGEST else 1
    known = [
        (sign * rank, option.id) for rank, option in zip(ranks, options, strict=True) if rank is not None
    ]
    return [(key, name) for key, name in known] if len(known) == len(options) else None
