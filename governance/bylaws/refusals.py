"""What the drafts of the bylaws refuse, each refusal written for who reads it."""

from dataclasses import dataclass

from governance.errors import NotFound, Refused
from governance.words import N_


@dataclass(eq=False)
class NoSuchDraft(NotFound):
    """The cooperative has no such draft of bylaws."""

    message = N_("Ce projet de statuts n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des projets de statuts.")


@dataclass(eq=False)
class DraftFinished(Refused):
    """The draft became a version, or was given up."""

    title: str

    message = N_("Le projet « %(title)s » est terminé : il ne change plus.")
    remedy = N_("Commencez un autre projet à partir de celui-ci, ou de la version en vigueur.")


@dataclass(eq=False)
class DraftFrozen(Refused):
    """Members were convened to vote on this very text."""

    title: str

    message = N_("Le projet « %(title)s » est figé : les sociétaires ont été convoqués pour le voter.")
    remedy = N_(
        "Attendez le vote. Pour proposer autre chose, commencez un autre projet à partir de celui-ci."
    )


@dataclass(eq=False)
class ResolutionOutdated(Refused):
    """The members would be convened on a resolution that tells an older state of the draft."""

    title: str

    message = N_("Le projet de statuts « %(title)s » a changé depuis que sa résolution a été écrite.")
    remedy = N_("Sur la page du projet, mettez à jour le texte de la résolution, relisez-le, puis convoquez.")
