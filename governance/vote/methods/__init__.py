"""The ways to vote. A new one is one file, one line here and the page of its booth."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from governance.vote.methods.yes_no import YES_NO


class Method(Protocol):
    """One way to vote."""

    @property
    def name(self) -> str:
        """Give the name of the method, which is also that of its booth."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Give every choice a count can hold."""

    @property
    def offered(self) -> tuple[str, ...]:
        """Give the choices a voter can make on line."""

    def read(self, said: str) -> str:
        """Read what a voter said on line. Raises UnknownChoice."""


METHODS: Mapping[str, Method] = MappingProxyType({YES_NO.name: YES_NO})
