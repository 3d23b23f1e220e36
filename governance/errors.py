"""What can go wrong, in four natures. Each error is written for the person who reads it."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from governance.sources import LegalSource
from governance.words import N_


@dataclass(eq=False)
class GovernanceError(Exception):
    """A refusal. Fields are the facts; class attributes are the sentences.

    `message` says what happened, `remedy` what to do, `source` which text (or None when the
    refusal comes from the course of things, not from a text). Sentences are French and name
    the fields as `%(field)s`.
    """

    message: ClassVar[str] = N_("L’opération n’a pas pu être faite.")
    remedy: ClassVar[str] = ""
    source: ClassVar[LegalSource | None] = None

    def facts(self) -> dict[str, Any]:
        """Give the fields by name, to fill the sentences."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return self.message % self.facts()


@dataclass(eq=False)
class Malformed(GovernanceError):
    """The request cannot be understood (422)."""


@dataclass(eq=False)
class NotAllowed(GovernanceError):
    """Not this person, or not in this capacity (403)."""


@dataclass(eq=False)
class NotFound(GovernanceError):
    """No such thing here, or not for this person (404)."""

    message = N_("Cette page ou cet élément n’existe pas, ou ne vous est pas ouvert.")
    remedy = N_("Vérifiez l’adresse.")


@dataclass(eq=False)
class Refused(GovernanceError):
    """The law, the bylaws or the stage of the meeting forbids it (409)."""
