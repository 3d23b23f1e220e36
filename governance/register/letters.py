"""Letters to one person, kept as they left, with the proof that they did."""

from dataclasses import dataclass
from enum import StrEnum

from governance.errors import Malformed, NotFound, Refused
from governance.words import N_

LONGEST_SUBJECT = 200
LONGEST_BODY = 10_000


class LetterAbout(StrEnum):
    """What a letter belongs to: assemblies missed, a request for the agenda, who is also invited."""

    MISSED = "missed"
    REQUEST = "request"
    GUEST = "guest"


class LetterChannel(StrEnum):
    """How a letter travels."""

    EMAIL = "email"
    LETTER = "letter"


class LetterOutcome(StrEnum):
    """What became of a letter. A mail waits, is sent or is refused; a letter is to print, then posted."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    TO_PRINT = "to_print"
    POSTED = "posted"


PROVED = frozenset({LetterOutcome.SENT, LetterOutcome.POSTED})
OUTCOME_NAMES = {
    LetterOutcome.WAITING: N_("en attente"),
    LetterOutcome.SENT: N_("envoyée"),
    LetterOutcome.REFUSED: N_("refusée par le serveur"),
    LetterOutcome.TO_PRINT: N_("à imprimer"),
    LetterOutcome.POSTED: N_("postée"),
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a letter is for: `email` and `lines` (those of an envelope) are "" where nothing is known."""

    name: str
    email: str
    lines: str

    def address(self, channel: LetterChannel) -> str:
        """Give where a letter goes by this way. Raises NoAddress when nothing is known."""
        found = self.email if channel is LetterChannel.EMAIL else self.lines
        if not found:
            raise NoAddress(self.name)
        return found


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as the secretary leaves it: how it travels, its subject, its paragraphs."""

    channel: LetterChannel
    subject: str
    body: str

    def __post_init__(self) -> None:
        if not self.subject or not self.body or "\x00" in self.subject + self.body:
            raise EmptyLetter
        if len(self.subject) > LONGEST_SUBJECT or len(self.body) > LONGEST_BODY:
            raise EmptyLetter

    @property
    def paragraphs(self) -> list[str]:
        """Give the paragraphs, which an empty line separates."""
        return paragraphs(self.body)


def paragraphs(body: str) -> list[str]:
    """Cut a text at its empty lines."""
    return [" ".join(part.split()) for part in body.replace("\r\n", "\n").split("\n\n") if part.strip()]


@dataclass(eq=False)
class EmptyLetter(Malformed):
    """A letter without a subject or a text, or too long."""

    message = N_("La lettre doit avoir un objet (200 caractères au plus) et un texte (10 000 au plus).")
    remedy = N_("Complétez la lettre, puis envoyez-la.")


@dataclass(eq=False)
class NoAddress(Refused):
    """Nothing is known of where this letter would go."""

    name: str

    message = N_("L’adresse de « %(name)s » n’est pas connue pour ce moyen d’envoi.")
    remedy = N_("Complétez sa fiche, ou choisissez l’autre moyen.")


@dataclass(eq=False)
class NoSuchLetter(NotFound):
    """No such letter in this cooperative."""

    message = N_("Cette lettre n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la page d’où vous venez.")


@dataclass(eq=False)
class LetterGone(Refused):
    """What became of the letter is written already, or it is a mail."""

    message = N_("Cette lettre est déjà partie, ou part par courriel : rien n’est à noter.")
    remedy = N_("Relisez son état.")
