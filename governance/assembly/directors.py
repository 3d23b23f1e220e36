"""What the register of the board refuses."""

from dataclasses import dataclass

from governance.errors import Malformed, NotFound, Refused
from governance.words import N_


@dataclass(eq=False)
class NoSuchDirector(NotFound):
    """Nobody of the board has this identifier."""

    message = N_("Cette personne n’est pas inscrite au conseil.")
    remedy = N_("Revenez à la page du conseil.")


@dataclass(eq=False)
class AlreadyOut(Refused):
    """The end of a term is written once, on a day after the election."""

    name: str

    message = N_("La fin du mandat de %(name)s est déjà écrite, ou précède son élection.")
    remedy = N_("Voyez les mandats terminés sur la page du conseil.")


@dataclass(eq=False)
class TermOutOfBounds(Malformed):
    """A term is longer than the law allows, shorter than a month, or begins later than today."""

    most: int

    message = N_("Un mandat commence au plus tard aujourd’hui et dure d’un mois à %(most)d ans.")
    remedy = N_("Corrigez le jour de l’élection ou la durée.")


@dataclass(eq=False)
class NobodyToDraw(Refused):
    """Nothing is to be drawn for this assembly: it was, or the bylaws do not ask for it."""

    message = N_("Il n’y a personne à tirer au sort pour cette assemblée.")
    remedy = N_("La page du conseil dit qui sort, et pourquoi.")


@dataclass(eq=False)
class ElectionNotToEnter(Refused):
    """The election elected nobody to an office, or its elected are on the board already."""

    message = N_("Cette élection n’a personne à inscrire au conseil, ou ses élus y sont déjà.")
    remedy = N_("Revenez à la page du conseil.")
