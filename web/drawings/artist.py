"""Who draws one election: names of options, figures as people read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from governance.vote.elections.outcome import ElectionResult, Round
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.figures import LEAST_DECIMALS, score_text
from governance.vote.result import WeightsState
from web.i18n import language, number, percent


def voices(figure: Fraction, decimals: int = LEAST_DECIMALS) -> str:
    """Write a number of voices: whole when it is, else rounded half up."""
    whole, _, rest = score_text(figure, decimals, in_points=False).partition(".")
    mark = "." if language() == "en" else ","
    return number(int(whole)) + (f"{mark}{rest}" if rest else "")


@dataclass(frozen=True, slots=True)
class Artist:
    """Names options and writes figures, for one result, all with the same decimals."""

    sheet: ElectionSheet
    result: ElectionResult
    labels: Mapping[str, str]
    decimals: int = field(init=False)

    def __post_init__(self) -> None:
        """Take the decimals that keep the figures of this result apart."""
        object.__setattr__(self, "decimals", self.result.count.decimals(in_points=self.in_points))

    @property
    def in_points(self) -> bool:
        """Tell whether scores are points of colleges."""
        return self.result.weights is WeightsState.IN_FORCE

    def name(self, option: str) -> str:
        """Give the name of an option."""
        return self.labels.get(option, option)

    def figure(self, figure: Fraction) -> str:
        """Write a score: points of colleges as a percentage, voices as a number."""
        return percent(figure, self.decimals) if self.in_points else voices(figure, self.decimals)

    def rounds_off(self, figures: Iterable[Fraction]) -> bool:
        """Tell whether one of these figures is shown rounded, so that a sum may differ by a hair."""
        unit = (100 if self.in_points else 1) * 10**self.decimals
        return any((figure * unit).denominator != 1 for figure in figures)

    def fate(self, option: str, rounds: Sequence[Round], *, last: bool) -> str:
        """Say what became of an option in the last of these rounds."""
        if any(option in one.elected for one in rounds):
            return "elected"
        one = rounds[-1]
        if option in one.eliminated:
            return "out"
        return "runoff" if last and option in self.result.count.runoff else ""
