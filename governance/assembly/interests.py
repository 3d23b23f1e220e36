"""What is refused about members interested in a resolution: they do not vote on it."""

from dataclasses import dataclass

from governance.errors import NotFound, Refused
from governance.law.rule import RefusedByText
from governance.words import N_


@dataclass(eq=False)
class InterestedDoesNotVote(RefusedByText):
    """A ballot came for a member interested in the resolution: their own, by proxy, or at the desk."""

    message = N_(
        "Ce droit de vote est celui d’un sociétaire intéressé à cette résolution. "
        "La loi l’écarte de ce vote : aucun bulletin n’est déposé, ni le sien, ni par pouvoir, ni au bureau."
    )
    remedy = N_(
        "Il n’y a rien à faire. Si cet intérêt est noté par erreur, dites-le au bureau de l’assemblée."
    )


@dataclass(eq=False)
class InterestedVotes(RefusedByText):
    """In this form of company the interested member votes: nobody is set aside."""

    message = N_("Dans cette forme de société, l’intéressé vote : personne n’est écarté de ce vote.")
    remedy = N_("Il n’y a rien à noter.")


@dataclass(eq=False)
class InterestsSettled(Refused):
    """A poll of the resolution was opened: who is interested in it is frozen."""

    message = N_(
        "Cette résolution est mise aux voix : la liste de ses intéressés est arrêtée depuis "
        "l’ouverture du scrutin."
    )
    remedy = N_(
        "Si elle est fausse, annulez ce scrutin en disant pourquoi, corrigez la liste, puis remettez la "
        "résolution aux voix."
    )


@dataclass(eq=False)
class AlreadyInterested(Refused):
    """The same person is already on the list."""

    message = N_("Ce sociétaire est déjà noté intéressé à cette résolution.")
    remedy = N_("Il n’y a rien à faire.")


@dataclass(eq=False)
class NotInterested(NotFound):
    """The member is not on the list."""

    message = N_("Ce sociétaire n’est pas noté intéressé à cette résolution.")
    remedy = N_("Revenez à la page de la résolution.")
