"""What is refused about a further voice: of a person who votes in several colleges."""

from dataclasses import dataclass

from governance.errors import Refused
from governance.law.rule import RefusedByText
from governance.words import N_


@dataclass(eq=False)
class VoiceNotGiven(RefusedByText):
    """The bylaws give one person one voice."""

    message = N_("Vos statuts donnent à chaque personne une seule voix, dans un seul collège.")
    remedy = N_("Pour qu’elle vote dans un autre collège, changez son collège sur sa fiche.")


@dataclass(eq=False)
class VoiceOfAPersonOnly(Refused):
    """A further voice is that of a person, added from their own record, while they are a member."""

    message = N_("Une autre voix s’ajoute à la fiche d’une personne physique qui est sociétaire.")
    remedy = N_("Ouvrez la fiche de cette personne, celle de sa première voix.")


@dataclass(eq=False)
class VoiceAlreadyThere(Refused):
    """The person has a voice in this college."""

    message = N_("Cette personne a déjà une voix dans ce collège.")
    remedy = N_("Choisissez un autre collège.")


@dataclass(eq=False)
class CategoryOfAnotherCollege(RefusedByText):
    """The bylaws place this category in other colleges."""

    message = N_("Vos statuts ne placent pas cette catégorie dans ce collège.")
    remedy = N_("Choisissez une catégorie de ce collège.")
