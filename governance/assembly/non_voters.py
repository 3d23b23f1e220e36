"""Who is called to an assembly beside the members, attends, and does not vote.

The auditor is convened to every assembly; two delegates of the works council may attend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.errors import Malformed, NotFound, Refused
from governance.law.convening import AUDITOR_SOURCE, COUNCIL_DELEGATES, COUNCIL_SOURCE
from governance.register.letters import Addressee, LetterChannel
from governance.words import N_


class NonVoterKind(StrEnum):
    """In which quality somebody is called."""

    AUDITOR = "auditor"
    COUNCIL = "council"


NON_VOTER_NAMES = {
    NonVoterKind.AUDITOR: N_("commissaire aux comptes"),
    NonVoterKind.COUNCIL: N_("représentant du comité social et économique"),
}
NON_VOTER_SOURCES = {NonVoterKind.AUDITOR: AUDITOR_SOURCE, NonVoterKind.COUNCIL: COUNCIL_SOURCE}


@dataclass(frozen=True, slots=True)
class NonVoter:
    """Somebody called beside the members, from `since` to `until`, both included; `until` None: no end yet.

    `represented_by` speaks for a firm, "" for a person.
    """

    kind: NonVoterKind
    to: Addressee
    channel: LetterChannel
    represented_by: str
    since: date
    until: date | None

    def serves_on(self, day: date) -> bool:
        """Tell whether they are called to an assembly held on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def reachable(self) -> bool:
        """Tell whether something is known of where their letter goes."""
        return bool(self.to.email if self.channel is LetterChannel.EMAIL else self.to.lines)


def too_many_delegates(found: Sequence[NonVoter]) -> bool:
    """Tell whether the works council has more delegates than two. Law: C. trav. L. 2312-77."""
    return sum(one.kind is NonVoterKind.COUNCIL for one in found) > COUNCIL_DELEGATES


@dataclass(eq=False)
class NonVoterForgotten(Refused):
    """The notice would leave without the letter of somebody the law calls."""

    name: str

    message = N_("« %(name)s » doit être convoqué avec les sociétaires, et sa lettre manque.")
    remedy = N_("Rechargez la page « Avant de convoquer », puis convoquez : la lettre part avec les autres.")
    source = AUDITOR_SOURCE


@dataclass(eq=False)
class NoSuchNonVoter(NotFound):
    """Nobody such is called in this cooperative."""

    message = N_("Cette personne ne figure pas parmi celles qui sont aussi convoquées.")
    remedy = N_("Revenez à leur liste.")


@dataclass(eq=False)
class NonVoterCalled(Refused):
    """A letter was written to them for this assembly, or they do not serve on its day."""

    message = N_("Cette personne est déjà convoquée à cette assemblée, ou n’est plus en fonction ce jour-là.")
    remedy = N_("Le suivi des convocations dit ce qu’est devenue sa lettre.")


@dataclass(eq=False)
class FaultyNonVoter(Malformed):
    """A name, a day or an address is missing or wrong."""

    field: str

    message = N_("« %(field)s » manque, ou n’est pas valable.")
    remedy = N_("Corrigez ce champ, puis enregistrez.")


@dataclass(eq=False)
class NonVoterEnded(Refused):
    """Their last day is written already, or comes before the first."""

    message = N_("La fin est déjà inscrite, ou viendrait avant le premier jour.")
    remedy = N_("Pour une nouvelle mission, inscrivez la personne de nouveau.")
