"""What the course of an assembly refuses, each refusal written for who reads it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance.errors import Malformed, NotAllowed, NotFound, Refused
from governance.sources import LegalSource
from governance.words import N_

EXCLUSIVE_AGENDA = LegalSource("code de commerce", "L225-105")


@dataclass(eq=False)
class WrongStage(Refused):
    """The assembly is not at the stage this operation needs."""

    title: str
    stage: str
    needed: str

    message = N_(
        "« %(title)s » est à l’étape « %(stage)s » : cette opération demande l’étape « %(needed)s »."
    )
    remedy = N_("Revenez à la page de l’assemblée pour voir ce qu’elle permet maintenant.")


@dataclass(eq=False)
class PollNotOpen(Refused):
    """A ballot arrived before the opening or after the close."""

    message = N_("Ce scrutin n’est pas ouvert : votre bulletin n’a pas été déposé.")
    remedy = N_("Revenez à la page de l’assemblée : elle dit ce qui est mis aux voix maintenant.")


@dataclass(eq=False)
class PollAlreadyOpen(Refused):
    """Another poll of the same assembly is open."""

    message = N_("Un autre scrutin de cette assemblée est déjà ouvert.")
    remedy = N_("Fermez-le avant d’en ouvrir un autre.")


@dataclass(eq=False)
class NotAnElector(NotAllowed):
    """The member has no right to vote in this poll."""

    member: str

    message = N_("« %(member)s » ne figure pas parmi les inscrits de ce scrutin.")
    remedy = N_(
        "La liste des inscrits est arrêtée à l’ouverture du scrutin. "
        "Adressez-vous au bureau de l’assemblée si vous pensez y avoir droit."
    )


@dataclass(eq=False)
class NotPresent(Refused):
    """The member was not marked present."""

    member: str

    message = N_("« %(member)s » n’est pas encore noté présent à cette assemblée.")
    remedy = N_("Signalez votre présence à l’accueil, ou rejoignez l’assemblée à distance, puis votez.")


@dataclass(eq=False)
class NotInTheRoom(Refused):
    """The desk enters the ballot of a member of the room only."""

    message = N_("Ce sociétaire n’est pas présent dans la salle : le bureau ne peut pas saisir son bulletin.")
    remedy = N_("Notez d’abord le sociétaire présent, puis saisissez le bulletin qu’il vous remet.")


@dataclass(eq=False)
class AlreadyVoted(Refused):
    """Another content was already recorded for this right."""

    receipt: str = ""

    message = N_(
        "Un bulletin est déjà dans l’urne pour ce droit de vote (reçu %(receipt)s). "
        "Un bulletin déposé ne se change pas."
    )
    remedy = N_(
        "Votre bulletin et son reçu restent sur cette page, puis sur celle du résultat après la clôture."
    )


@dataclass(eq=False)
class QuorumNotReached(Refused):
    """Not enough members take part for the assembly to decide."""

    got: int
    registered: int

    message = N_(
        "Le quorum n’est pas atteint (participants : %(got)s ; inscrits : %(registered)s). "
        "L’assemblée ne peut pas voter."
    )
    remedy = N_("Attendez d’autres arrivées, ou dressez un procès-verbal de carence et convoquez à nouveau.")


@dataclass(eq=False)
class AlreadyPutToTheVote(Refused):
    """The resolution has a poll that was not annulled."""

    number: int

    message = N_("La résolution n° %(number)s a déjà été mise aux voix.")
    remedy = N_("Annulez d’abord son scrutin, en disant pourquoi, si le vote doit être refait.")


@dataclass(eq=False)
class SecondRoundStands(Refused):
    """The first round of a resolution is still counted in its second one."""

    message = N_("Un second tour est compté avec ce scrutin : il ne peut pas être annulé seul.")
    remedy = N_("Annulez d’abord le second tour, puis celui-ci.")


@dataclass(eq=False)
class NotOnTheAgenda(Refused):
    """An assembly only votes on what was on the agenda of its notice."""

    message = N_("Cette résolution ne figure pas à l’ordre du jour de cette assemblée.")
    remedy = N_("Une assemblée ne vote que sur l’ordre du jour de sa convocation.")
    source: ClassVar[LegalSource | None] = EXCLUSIVE_AGENDA


@dataclass(eq=False)
class NumberTaken(Refused):
    """Two members would have the same number."""

    message = N_("Ce numéro de sociétaire est déjà attribué.")
    remedy = N_("Choisissez un autre numéro, ou corrigez la fiche existante.")


@dataclass(eq=False)
class RegisterIsFinal(Refused):
    """A register only grows."""

    message = N_("Cette écriture est dans un registre : elle ne peut être ni modifiée ni supprimée.")
    remedy = N_("Corrigez par une nouvelle écriture, datée, qui dit ce qu’elle rectifie.")
    source: ClassVar[LegalSource | None] = LegalSource("code de commerce", "R221-3 et R225-22")


@dataclass(eq=False)
class NoSuchAssembly(NotFound):
    """No such assembly in this cooperative."""

    message = N_("Cette assemblée n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des assemblées.")


@dataclass(eq=False)
class NothingDeclared(Refused):
    """The poll is still open, or was annulled: nothing can be counted again."""

    message = N_("Rien n’est déclaré pour ce scrutin : il est encore ouvert, ou il a été annulé.")
    remedy = N_("Attendez qu’il soit fermé, ou choisissez un autre scrutin.")


@dataclass(eq=False)
class NoSuchPoll(NotFound):
    """No such poll in this assembly."""

    message = N_("Ce scrutin n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la page de l’assemblée.")


@dataclass(eq=False)
class NotTheDay(Refused):
    """The session would open on another day than the one the members were convened for."""

    day: date

    message = N_("Les sociétaires sont convoqués pour le %(day)s : ce n’est pas aujourd’hui.")
    remedy = N_(
        "Attendez ce jour. Ouverte un autre jour, la séance expose ses décisions à être contestées : "
        "si vous le savez et le voulez, dites-le."
    )


@dataclass(eq=False)
class PollStillOpen(Refused):
    """The session cannot close while members are voting."""

    message = N_("Un scrutin est encore ouvert : l’assemblée ne peut pas être close.")
    remedy = N_("Fermez d’abord le scrutin, puis clôturez l’assemblée.")


@dataclass(eq=False)
class NotAllVoted(Refused):
    """The session would close on resolutions of the agenda that nobody was shown as left."""

    titles: tuple[str, ...]

    message = N_("Rien n’est clos : tout n’a pas été mis aux voix. Il reste : %(titles)s.")
    remedy = N_(
        "Mettez-les aux voix, ou confirmez la clôture : le procès-verbal dira qu’elles ne l’ont pas été."
    )


@dataclass(eq=False)
class RemoteNotAllowed(Refused):
    """The meeting is held in one room."""

    message = N_("Cette assemblée ne prévoit pas de participation à distance.")
    remedy = N_("Rejoignez la salle : l’accueil notera votre présence.")


@dataclass(eq=False)
class MissingReason(Malformed):
    """Annulling a poll is a serious act: it says why."""

    message = N_("L’annulation d’un scrutin demande un motif.")
    remedy = N_("Écrivez en une phrase pourquoi ce scrutin est annulé : elle figurera au procès-verbal.")


@dataclass(eq=False)
class OutsideColleges(Refused):
    """Members stand in a college that the bylaws in force do not have."""

    colleges: str
    members: int

    message = N_(
        "Des sociétaires (%(members)s) sont rangés dans des collèges que les statuts en vigueur n’ont pas "
        "(« %(colleges)s »)."
    )
    remedy = N_("Placez ces sociétaires dans un collège des statuts, puis recommencez.")


@dataclass(eq=False)
class HatChanged(Refused):
    """The page was opened under another hat, in another tab: nothing is done for the wrong person."""

    acting_as: str

    message = N_(
        "Cette page a été ouverte sous une autre qualité : vous agissez maintenant comme « %(acting_as)s ». "
        "Rien n’a été déposé."
    )
    remedy = N_("Vérifiez pour qui vous votez, puis recommencez.")
