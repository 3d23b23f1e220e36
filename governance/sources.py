"""Where a rule comes from, and what it said on a given day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Confidence(StrEnum):
    """How sure we are that a text says what the code says."""

    CONFIRMED = "confirmed"
    COUNSEL = "to be confirmed by counsel"


class ChangedBy(StrEnum):
    """The lowest floor of the hierarchy of norms that may set the value."""

    LAW = "law"
    BYLAWS = "bylaws"
    SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class LegalSource:
    """One article of one text. `note` says what a reader would not find in it."""

    text: str
    article: str
    url: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""

    def __str__(self) -> str:
        return f"{self.text}, art. {self.article}" if self.article else self.text


@dataclass(frozen=True, slots=True)
class Since(Generic[T]):
    """A value and the first day it holds, with the text that says so."""

    day: date
    value: T
    source: LegalSource


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """What a rule said through time: periods in increasing order of their first day."""

    periods: tuple[Since[T], ...]

    def __post_init__(self) -> None:
        days = [period.day for period in self.periods]
        if not days or days != sorted(set(days)):
            raise ValueError("a dated value needs periods in strictly increasing order")

    def period(self, day: date) -> Since[T]:
        """Give the period in force on `day`; the earliest one for an earlier day."""
        found = self.periods[0]
        for candidate in self.periods:
            if candidate.day <= day:
                found = candidate
        return found

    def on(self, day: date) -> T:
        """Give the value in force on `day`."""
        return self.period(day).value
