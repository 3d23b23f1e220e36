"""Sharing the proxies that name nobody between the chair and the board, as the bylaws say: exactly."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from governance.bylaws.clauses import BlankRounding, BlankSplit
from governance.errors import Refused
from governance.law.rule import RefusedByText
from governance.words import N_

CHAIR, BOARD = "chair", "board"


@dataclass(frozen=True, slots=True)
class BlankShare:
    """The proxies that one person receives, as the chair or as a member of the board (`quality`)."""

    holder: Hashable
    quality: str
    proxies: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class BlankShared:
    """Blank proxies that were shared at one moment: who took how many, as printed in the minutes.

    `quality` is "chair" or "board"; `count` is a number of proxies.
    """

    name: str
    quality: str
    count: int


@dataclass(eq=False)
class BlankNotShared(RefusedByText):
    """The bylaws, or the law, do not share blank proxies."""

    message = N_("Dans cette assemblée, les pouvoirs en blanc ne se partagent pas.")
    remedy = N_("Revenez à la séance.")


@dataclass(eq=False)
class NothingToShare(Refused):
    """No blank proxy waits."""

    message = N_("Aucun pouvoir en blanc n’attend d’être partagé.")
    remedy = N_("Revenez à la séance.")


@dataclass(eq=False)
class ChairToName(Refused):
    """Nobody is named as the chair, who has a part."""

    message = N_("Il manque le nom de qui préside l’assemblée : une part des pouvoirs lui revient.")
    remedy = N_("Cherchez cette personne parmi les présents, puis choisissez « Préside ».")


@dataclass(eq=False)
class BoardToName(Refused):
    """No member of the board is named, and a part is theirs."""

    message = N_("Aucun membre du conseil n’est noté présent : la part du conseil n’irait à personne.")
    remedy = N_(
        "Ajoutez les membres du conseil présents. S’il n’y en a aucun, demandez à chaque sociétaire "
        "de désigner une personne."
    )


@dataclass(eq=False)
class SharedTwice(Refused):
    """One person is named both as the chair and as a member of the board, or twice."""

    message = N_("Une même personne ne prend qu’une part : comme président, ou comme membre du conseil.")
    remedy = N_("Retirez-la d’un des deux.")


@dataclass(eq=False)
class SharerNotThere(Refused):
    """Who would receive proxies is not there."""

    name: str

    message = N_("%(name)s n’est pas noté présent : ses pouvoirs ne voteraient pas.")
    remedy = N_("Notez d’abord son arrivée, ou choisissez une autre personne.")


def chair_count(count: int, split: BlankSplit) -> int:
    """Give how many of `count` blank proxies go to the chair, a whole number.

    When the part does not fall on a whole number, the bylaws say who has the odd one; to the
    nearest, an exact half goes to the chair.
    """
    whole, left = divmod(split.chair_part.numerator * count, split.chair_part.denominator)
    above = left > 0 and (
        split.rounding is BlankRounding.CHAIR
        or (split.rounding is BlankRounding.NEAREST and 2 * left >= split.chair_part.denominator)
    )
    return whole + above


def share_blank(
    proxies: Sequence[Hashable], split: BlankSplit, chair: Hashable | None, board: Sequence[Hashable]
) -> list[BlankShare]:
    """Share blank proxies, each entire, between the chair and the members of the board who are there.

    `proxies` are in the order of their principals' numbers, and `board` in that of its members'. The
    chair has the first ones; the others are shared equally, the odd ones one by one from the first
    of the board. Who receives none has no line. Raises NothingToShare, SharedTwice, ChairToName,
    BoardToName.
    """
    if not proxies:
        raise NothingToShare
    if len({chair, *board}) < 1 + len(board):
        raise SharedTwice
    to_chair = chair_count(len(proxies), split)
    if to_chair and chair is None:
        raise ChairToName
    rest = proxies[to_chair:]
    if rest and not board:
        raise BoardToName
    shares = [BlankShare(chair, CHAIR, tuple(proxies[:to_chair]))] if chair is not None else []
    each, odd = divmod(len(rest), len(board)) if board else (0, 0)
    at = 0
    for rank, member in enumerate(board):
        many = each + (rank < odd)
        shares.append(BlankShare(member, BOARD, tuple(rest[at : at + many])))
        at += many
    return [share for share in shares if share.proxies]
