"""What an election is about, frozen before anybody votes: the options, the seats, the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from governance.units import parse_part
from governance.words import N_


class Shape(StrEnum):
    """What a ballot looks like, and so its booth."""

    ANSWER = "answer"  # for or against one resolution
    ONE = "one"  # one option
    MANY = "many"  # any number of options, between two bounds
    POINTS = "points"  # points shared among options
    RANKS = "ranks"  # options from the first choice on
    GRADES = "grades"  # a grade for each option


class TieRule(StrEnum):
    """How the bylaws settle a tie. Nothing else ever does: not the order of a list."""

    ELDEST = "eldest"
    YOUNGEST = "youngest"
    SENIORITY = "seniority"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen: a candidate, a list, an answer. It bears no name.

    `elder` is the rank by age (1 for the eldest) and `senior` by time of membership (1 for the
    longest), equal for equals, None when unknown: a sheet needs no birth date. `places` is how
    many names a list holds, None when it does not matter. `withdrawn` may no longer be chosen.
    """

    id: str
    elder: int | None = None
    senior: int | None = None
    places: int | None = None
    withdrawn: bool = False


class SettingKind(StrEnum):
    """What kind of value a setting is."""

    WHOLE = "whole"
    PART = "part"
    FLAG = "flag"
    WORD = "word"


SettingValue = int | bool | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a way to vote: its bounds, its default, and the words of the form that asks for it.

    `default` is written as in a document: a whole number, true or false, a word, a part as text
    ("1/20"). `words` maps each word allowed to its French label. `least` and `most` bound a number.
    """

    name: str
    kind: SettingKind
    default: SettingValue
    label: str
    help: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 1000

    def fits(self, value: object) -> bool:
        """Tell whether a value of a document may be that of this setting."""
        if self.kind is SettingKind.FLAG:
            return isinstance(value, bool)
        if self.kind is SettingKind.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        if self.kind is SettingKind.WORD:
            return isinstance(value, str) and value in self.words
        try:
            return isinstance(value, str) and self.least <= parse_part(value) <= self.most
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Contest:
    """One election: the way to vote, how many seats (0 for an advice), the options, ties, settings.

    `ties` are tried in order. `seed` is the text a lot is drawn from, published with the result;
    without it no lot can be drawn. `settings` holds what differs from the method's defaults.
    """

    method: str
    seats: int
    options: tuple[Option, ...]
    ties: tuple[TieRule, ...] = ()
    seed: str = ""
    settings: Mapping[str, SettingValue] = field(default_factory=dict)

    @property
    def running(self) -> tuple[Option, ...]:
        """Give the options that may still be chosen, in their order."""
        return tuple(option for option in self.options if not option.withdrawn)

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the identifiers of the options that may still be chosen."""
        return tuple(option.id for option in self.running)

    def whole(self, setting: Setting) -> int:
        """Give a setting that is a whole number."""
        return int(self.settings.get(setting.name, setting.default))

    def flag(self, setting: Setting) -> bool:
        """Give a setting that is true or false."""
        return bool(self.settings.get(setting.name, setting.default))

    def word(self, setting: Setting) -> str:
        """Give a setting that is a word."""
        return str(self.settings.get(setting.name, setting.default))

    def part(self, setting: Setting) -> Fraction:
        """Give a setting that is a part of a whole, exactly."""
        return parse_part(str(self.settings.get(setting.name, setting.default)))


TIE_NAMES: Mapping[TieRule, str] = {
    TieRule.ELDEST: N_("au plus âgé"),
    TieRule.YOUNGEST: N_("au plus jeune"),
    TieRule.SENIORITY: N_("au plus ancien sociétaire"),
    TieRule.LOT: N_("par tirage au sort"),
}
