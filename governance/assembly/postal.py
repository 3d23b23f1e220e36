"""Postal votes of one meeting: what a form may answer, and what is refused of it."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.errors import Malformed, NotFound, Refused
from governance.law.rule import RefusedByText
from governance.words import N_

ANSWERS = {
    "for": N_("Pour"),
    "against": N_("Contre"),
    "abstain": N_("Abstention"),
    "blank": N_("Rien n’est coché"),
    "spoiled": N_("Illisible, ou plusieurs cases cochées"),
}
"""What a form says of one resolution. Ticking nothing expresses nothing: a blank."""


@dataclass(eq=False)
class PostalNotAllowed(RefusedByText):
    """Neither the law nor the bylaws open postal votes to this meeting."""

    message = N_("Cette assemblée ne se vote pas par correspondance.")
    remedy = N_("Prévenez la personne : elle peut venir, ou donner pouvoir.")


@dataclass(eq=False)
class PostalTooLate(RefusedByText):
    """The form arrived after the last day it could be counted."""

    received_at: datetime
    limit: date | datetime

    message = N_(
        "Ce formulaire est arrivé le %(received_at)s, après la limite du %(limit)s : il ne compte pas."
    )
    remedy = N_("Prévenez la personne : elle peut encore venir, ou donner pouvoir.")


@dataclass(eq=False)
class NotReceivedYet(Malformed):
    """The moment of reception is still to come, or cannot be read."""

    message = N_("Le jour et l’heure de réception manquent, ou sont encore à venir.")
    remedy = N_("Écrivez quand le formulaire est arrivé.")


@dataclass(eq=False)
class AnswerMissing(Malformed):
    """A resolution of the form was left without its answer."""

    titles: tuple[str, ...]

    message = N_("Il manque ce que dit le formulaire pour : %(titles)s.")
    remedy = N_("Choisissez une réponse pour chacune. Si rien n’est coché, dites-le.")


@dataclass(eq=False)
class AlreadyByPost(Refused):
    """A form of this member is already entered."""

    message = N_("Un formulaire de ce sociétaire est déjà enregistré.")
    remedy = N_("S’il était faux, retirez-le d’abord, puis enregistrez le bon.")


@dataclass(eq=False)
class NoSuchForm(NotFound):
    """No such postal form in this assembly, or it was withdrawn."""

    message = N_("Ce formulaire n’existe pas dans cette assemblée.")
    remedy = N_("Revenez à la liste des formulaires reçus.")


@dataclass(eq=False)
class VotedByPost(Refused):
    """The member voted by post, and the bylaws do not let them vote otherwise."""

    member: str

    message = N_(
        "« %(member)s » a déjà voté par correspondance : ses votes comptent, il n’en dépose pas d’autres."
    )
    remedy = N_("La personne peut assister à l’assemblée et prendre la parole.")


@dataclass(eq=False)
class FormsUnfinished(Refused):
    """Forms received still lack what they say of an election, and change no more once the session opens."""

    count: int

    message = N_("Formulaires par correspondance dont un bulletin d’élection n’est pas saisi : %(count)d.")
    remedy = N_(
        "Saisissez-les d’abord : après l’ouverture, ils ne changent plus, et ces bulletins comptent comme "
        "blancs. Si vous le savez et le voulez, dites-le."
    )


@dataclass(eq=False)
class NotYetConvened(Malformed):
    """The form would have arrived before the notice that it answers."""

    convened_on: date

    message = N_("Ce formulaire ne peut pas être arrivé avant la convocation, partie le %(convened_on)s.")
    remedy = N_("Vérifiez le jour de réception.")
