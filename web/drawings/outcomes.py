"""Several results side by side: one bar for each way to count the same voices."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from governance.vote.simulation import Simulated
from web.drawings import Piece, length


@dataclass(frozen=True, slots=True)
class OutcomeBar:
    """One result among several: what is in favour out of its own total, cut by college, and its bound.

    `label` is already translated. `part` is None when nothing counts, `adopted` when the quorum is missed.
    """

    label: str
    part: Fraction | None
    bound: Fraction
    at_least: bool
    adopted: bool | None
    pieces: tuple[Piece, ...]

    @property
    def marker(self) -> str:
        """Place the bound."""
        return length(self.bound)


def outcome_bar_of(one: Simulated, label: str) -> OutcomeBar:
    """Draw one result of a simulation: the full width is its total."""
    brought = [in_favour for _, in_favour in one.shares()]
    starts = accumulate(brought, initial=Fraction(0))
    majority = one.sheet.rules.majority
    return OutcomeBar(
        label=label,
        part=one.result.part,
        bound=majority.part,
        at_least=majority.at_least,
        adopted=one.result.adopted,
        pieces=tuple(
            Piece("for", length(start), length(part))
            for start, part in zip(starts, brought, strict=False)
            if part
        ),
    )
