"""Who draws one election: names of options, figures as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.vote.elections.outcome import ElectionResult, Round
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.result import WeightsState
from web.i18n import language, number, percent


def voices(figure: Fraction) -> str:
    """Write a number of voices: whole when it is, else cut after two decimals, never rounded up."""
    whole, rest = divmod(figure.numerator, figure.denominator)
    if not rest:
        return number(whole)
    mark = "." if language() == "en" else ","
    return f"{number(whole)}{mark}{rest * 100 // figure.denominator:02d}"


@dataclass(frozen=True, slots=True)
class Artist:
    """Names options and writes figures, for one result."""

    sheet: ElectionSheet
    result: ElectionResult
    labels: Mapping[str, str]

    @property
    def in_points(self) -> bool:
        """Tell whether scores are points of colleges."""
        return self.result.weights is WeightsState.IN_FORCE

    def name(self, option: str) -> str:
        """Give the name of an option."""
        return self.labels.get(option, option)

    def figure(self, figure: Fraction) -> str:
        """Write a score: points of colleges as a percentage, voices as a number cut after two decimals."""
        if self.in_points:
            return percent(figure)
        return voices(figure)

    def fate(self, option: str, rounds: Sequence[Round], *, last: bool) -> str:
        """Say what became of an option in the last of these rounds."""
        if any(option in one.elected for one in rounds):
            return "elected"
        one = rounds[-1]
        if option in one.eliminated:
            return "out"
        return "runoff" if last and option in self.result.count.runoff else ""
