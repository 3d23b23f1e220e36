"""A directory of companies by SIREN: what a page may ask of it, whatever is behind.

Another source is another class with these names; `web.app` chooses by a setting. There is none by default.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from governance.register.ties import StructureForm


@dataclass(frozen=True, slots=True)
class Company:
    """What a directory says of one company; "" or None for what it does not say.

    `siret` is that of its head office. `recorded_on` is the last day the directory worked on it.
    """

    siren: str
    name: str
    form: StructureForm
    siret: str
    registration: str
    founded_on: date | None
    ceased_on: date | None
    address: str
    postcode: str
    city: str
    recorded_on: date | None


class Directory(Protocol):
    """Where companies are looked up. `source` names it in French; `as_of` is the day of its data."""

    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    def look_up(self, siren: str) -> Company | None:
        """Give a company by its nine digits; None when it is not there, or is a person."""
        ...
