"""For or against one resolution."""

from dataclasses import dataclass

from governance.errors import Malformed
from governance.vote.ballots import Choice
from governance.words import N_


@dataclass(eq=False)
class UnknownChoice(Malformed):
    """The choice received is not one of those the ballot offers."""

    said: str

    message = N_("Le choix « %(said)s » n’existe pas sur ce bulletin.")
    remedy = N_("Choisissez une des réponses proposées, puis votez de nouveau.")


@dataclass(eq=False)
class NoChoice(UnknownChoice):
    """The ballot says nothing: the voter pressed the button before choosing."""

    message = N_("Aucune réponse n’est choisie : rien n’a été déposé.")
    remedy = N_("Choisissez une des réponses, puis déposez votre bulletin.")


@dataclass(frozen=True, slots=True)
class YesNo:
    """For, against, abstention, blank. A ballot on paper can also be spoiled, not one on line."""

    name: str = "yes_no"
    choices: tuple[str, ...] = tuple(Choice)
    offered: tuple[str, ...] = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.BLANK)

    def read(self, said: str) -> str:
        """Read what a voter said on line. Raises NoChoice or UnknownChoice."""
        if not said:
            raise NoChoice(said)
        if said not in self.offered:
            raise UnknownChoice(said)
        return Choice(said)


YES_NO = YesNo()
