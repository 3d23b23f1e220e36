"""What the register of members refuses, each refusal written for who reads it."""

from dataclasses import dataclass

from governance.errors import Malformed, NotFound, Refused
from governance.law.shares import REIMBURSEMENT_SOURCE
from governance.register.faults import Fault
from governance.words import N_


@dataclass(eq=False)
class NoSuchMember(NotFound):
    """No such member in this cooperative."""

    message = N_("Ce sociétaire n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des sociétaires.")


@dataclass(eq=False)
class FaultyMember(Malformed):
    """What was written about one member cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("La fiche n’a pas été enregistrée : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class MemberInDoubt(Refused):
    """Somebody would be added whom it is wise to check first. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Ce sociétaire n’a pas été ajouté : des informations sont à vérifier.")
    remedy = N_("Vérifiez-les, puis confirmez l’ajout.")


@dataclass(eq=False)
class FaultyMovement(Malformed):
    """What was written about a movement of shares cannot be kept. `faults` tells why."""

    faults: tuple[Fault, ...]

    message = N_("Le mouvement n’a pas été inscrit : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis inscrivez le mouvement à nouveau.")


@dataclass(eq=False)
class NotSoManyShares(Refused):
    """More shares would be paid back than are held, on that day or on a later one."""

    asked: int
    held: int

    message = N_(
        "Le remboursement porte sur %(asked)s parts, le registre n’en compte que %(held)s à cette date ou "
        "ensuite."
    )
    remedy = N_("Vérifiez le nombre et la date. Rien n’a été inscrit au registre.")
    source = REIMBURSEMENT_SOURCE


@dataclass(eq=False)
class CollegeIsFrozen(Refused):
    """Somebody would change college between the notice and the assembly."""

    message = N_(
        "Une assemblée est convoquée : le collège d’un sociétaire ne change pas entre la convocation et "
        "l’assemblée. Rien n’a été enregistré."
    )
    remedy = N_("Attendez la clôture de l’assemblée, ou annulez sa convocation.")


@dataclass(eq=False)
class FileTooLarge(Malformed):
    """The file is larger than what is kept."""

    most: int

    message = N_("Ce fichier dépasse %(most)s millions d’octets. Il n’a pas été enregistré.")
    remedy = N_("Enlevez les images et les autres feuilles, ou enregistrez la liste au format CSV.")


@dataclass(eq=False)
class NoSuchImport(NotFound):
    """No such file in this cooperative."""

    message = N_("Cet import n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des sociétaires, puis envoyez le fichier à nouveau.")


@dataclass(eq=False)
class ImportDecided(Refused):
    """The file was already applied or dropped, or is being read or applied."""

    message = N_("Cet import est déjà appliqué, abandonné ou en cours. Rien n’a été fait de plus.")
    remedy = N_("La page de l’import dit ce qu’il est devenu.")


@dataclass(eq=False)
class RegisterMoved(Refused):
    """Members, shares or bylaws changed between the preview and its confirmation."""

    message = N_("Le registre a changé depuis cet aperçu. Rien n’a été appliqué.")
    remedy = N_("Le fichier vient d’être relu : vérifiez le nouvel aperçu, puis confirmez.")


@dataclass(eq=False)
class NothingToApply(Refused):
    """No line of the file adds or changes anything."""

    message = N_("Aucune ligne de ce fichier n’ajoute ni ne change rien.")
    remedy = N_("Corrigez les lignes refusées dans le fichier, puis envoyez-le à nouveau.")
