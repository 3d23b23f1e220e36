"""Which member the company founded has become: who may be proposed, and what the tie would write."""

from dataclasses import dataclass
from datetime import date

from governance.errors import NotFound, Refused
from governance.law.cae import SOURCE as CAE_SOURCE
from governance.register.ties import Origin, StructureForm
from governance.words import N_


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation of the register: its days, and how it is described (None: not yet).

    `public` says that the category of the bylaws is that of public bodies.
    """

    admitted_on: date
    left_on: date | None
    public: bool
    form: StructureForm | None = None
    origin: Origin | None = None


def may_be_founded(one: Candidate, *, started_on: date, prepared_on: date, today: date) -> bool:
    """Tell whether an organisation may be the company founded by an activity started on `started_on`.

    It is a member today or will be, was admitted after the activity began, and is neither a public
    body nor described as born elsewhere, unless it was admitted since the exit was prepared.
    """
    if one.admitted_on < started_on or (one.left_on is not None and one.left_on <= today):
        return False
    if one.public or one.form is StructureForm.PUBLIC_BODY:
        return False
    return one.admitted_on >= prepared_on or one.origin in (None, Origin.LEFT)


@dataclass(frozen=True, slots=True)
class Described:
    """How a structure is described, as far as an exit knows: its form, its origin, its trade."""

    form: StructureForm
    origin: Origin
    trade: str = ""


def description_after(exit_form: StructureForm | None, trade: str) -> Described:
    """Give what an exit knows of the company founded; a form never told is « other »."""
    return Described(exit_form or StructureForm.OTHER, Origin.LEFT, trade)


@dataclass(eq=False)
class NotTheirs(Refused):
    """The member chosen is no organisation that this exit may have founded."""

    message = N_(
        "Cette structure ne peut pas être l’entreprise créée : elle était déjà sociétaire, elle est partie, "
        "ou elle est décrite comme née ailleurs."
    )
    remedy = N_("Ajoutez d’abord la nouvelle structure au registre des sociétaires.")
    source = CAE_SOURCE


@dataclass(eq=False)
class TiedElsewhere(Refused):
    """The exit, or the member, is tied already."""

    message = N_("Cette sortie est déjà reliée à un sociétaire, ou ce sociétaire à une autre sortie.")
    remedy = N_("Revenez à la page de la sortie : elle dit à qui elle est reliée, et permet de délier.")


@dataclass(eq=False)
class NotTied(NotFound):
    """The exit is tied to no member."""

    message = N_("Cette sortie n’est reliée à aucun sociétaire.")
    remedy = N_("La page de la sortie est à jour.")


@dataclass(eq=False)
class TieReliedOn(Refused):
    """Something was written since because of the tie."""

    message = N_(
        "Le lien reste : depuis qu’il est inscrit, une étape de cette entreprise a été notée, ou une part de "
        "son capital inscrite."
    )
    remedy = N_(
        "Effacez d’abord ce qui est noté de ces étapes, et retirez les liens de capital inscrits par erreur."
    )
