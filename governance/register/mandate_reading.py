"""What a secretary types about a mandate, read with every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.faults import Fault
from governance.register.mandates import HOLDER, LEGAL_SOURCE, POWER_SOURCE, Capacity, Mandate
from governance.register.reading import read_choice, read_day, read_email, read_number, read_text, tidy
from governance.words import N_

ENDS_FIRST = N_("Le dernier jour vient avant le premier.")
AFTER_TERM = N_("Ce mandat finit déjà le %(until)s : donnez un jour qui ne vient pas après.")
TOO_EARLY = N_("Ce mandat commence le %(since)s : donnez ce jour, un jour qui suit, ou la veille.")
BEFORE_NEXT = N_("Le nouveau mandat commence après le premier jour de celui qu’il remplace.")
NO_SUCH_NUMBER = N_("Aucun sociétaire, personne physique, n’a le n° %(text)s.")
NOT_THAT_PERSON = N_(
    "Le sociétaire n° %(number)s est %(known)s, pas %(told)s. Est-ce la même personne ? Si oui, écrivez son "
    "nom comme au registre ; sinon, corrigez ce numéro ou laissez-le vide."
)
REASON_REPLACED, REASON_WITHDRAWN = "replaced", "withdrawn"


@dataclass(eq=False)
class FaultyMandate(Malformed):
    """What was written about a mandate cannot be kept. `faults` tells why, field by field."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchMandate(NotFound):
    """No such mandate in this cooperative."""

    message = N_("Ce mandat n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la page des mandats.")


@dataclass(eq=False)
class ActsAlone(Refused):
    """A person needs no representative."""

    message = N_("Ce sociétaire est une personne physique : il agit lui-même, ou donne pouvoir.")
    remedy = N_("Choisissez une personne morale.")
    source = POWER_SOURCE


@dataclass(eq=False)
class HolderInForce(Refused):
    """The structure has a holder on some of these days already."""

    message = N_("Cette structure a déjà un représentant titulaire pendant ces jours.")
    remedy = N_("Remplacez-le : son mandat prendra fin la veille du nouveau. Ou changez les dates.")


@dataclass(eq=False)
class MandateEnded(Refused):
    """The mandate was ended already, or its last day has passed."""

    message = N_("Ce mandat est déjà terminé : sa fin ne change plus.")
    remedy = N_("Inscrivez un nouveau mandat.")


@dataclass(eq=False)
class MandateOver(Refused):
    """Who acts for a structure has no mandate in force for it any more."""

    structure: str

    message = N_("Votre mandat pour « %(structure)s » n’est pas en cours : vous n’agissez plus pour elle.")
    remedy = N_("Si elle vous a de nouveau désigné, envoyez la décision au secrétariat de la coopérative.")
    source = POWER_SOURCE


@dataclass(eq=False)
class DeputyNotCalled(Refused):
    """A deputy acts in an assembly only when the holder is prevented from it."""

    structure: str

    message = N_(
        "Vous êtes suppléant pour « %(structure)s » : dans cette assemblée, c’est le titulaire qui agit."
    )
    remedy = N_("S’il est empêché, dites-le au secrétariat, qui l’inscrira. Vous pourrez alors agir.")
    source = POWER_SOURCE


@dataclass(eq=False)
class HolderPrevented(Refused):
    """The holder was recorded as prevented from this assembly: the deputy acts."""

    structure: str

    message = N_(
        "Vous avez été noté empêché pour cette assemblée : un suppléant agit pour « %(structure)s »."
    )
    remedy = N_("Si vous pouvez finalement y être, dites-le au secrétariat, qui lèvera l’empêchement.")
    source = POWER_SOURCE


@dataclass(eq=False)
class NotADeputyThatDay(Refused):
    """Who would act is no deputy, or not on the day of the assembly."""

    message = N_("Cette personne n’est pas suppléante de la structure le jour de l’assemblée.")
    remedy = N_("Inscrivez d’abord son mandat de suppléant, à une date qui comprend l’assemblée.")
    source = POWER_SOURCE


@dataclass(eq=False)
class AlreadyPrevented(Refused):
    """A deputy is already called for this structure in this assembly."""

    message = N_("Un suppléant est déjà appelé pour cette structure dans cette assemblée.")
    remedy = N_("Levez d’abord cet empêchement, puis appelez l’autre suppléant.")


@dataclass(eq=False)
class NotPrevented(NotFound):
    """No such prevention stands."""

    message = N_("Cet empêchement n’existe pas, ou il est déjà levé.")
    remedy = N_("La page des mandats de la structure est à jour.")


@dataclass(eq=False)
class NobodyInMandate(Refused):
    """A link was asked for a structure whose mandates have all ended."""

    message = N_("Les mandats de cette structure sont terminés : personne ne peut recevoir de lien.")
    remedy = N_("Inscrivez d’abord le mandat de son représentant.")
    source = LEGAL_SOURCE


@dataclass(frozen=True, slots=True)
class MandateTyped:
    """A mandate as typed: `person` is the number of the member its holder also is, None for none."""

    mandate: Mandate
    deputy: bool
    person: int | None


def read_mandate(values: Mapping[str, str]) -> MandateTyped:
    """Read a mandate; `rank` says « holder » or « deputy ». Raises FaultyMandate."""
    names = ("holder", "email", "capacity", "rank", "since", "until", "decision", "note", "person")
    typed = {name: tidy(values.get(name, "")) for name in names}
    found = [Fault(name, faults.MISSING) for name in ("holder", "decision") if not typed[name]]
    found += [
        each
        for each in (read_text(name, typed[name]) for name in ("holder", "decision", "note"))
        if isinstance(each, Fault)
    ]
    email = read_email("email", typed["email"]) if typed["email"] else ""
    capacity = read_choice("capacity", Capacity, typed["capacity"])
    since = read_day("since", typed["since"]) if typed["since"] else Fault("since", faults.MISSING)
    until = read_day("until", typed["until"]) if typed["until"] else None
    person = read_number("person", typed["person"]) if typed["person"] else None
    if typed["rank"] not in ("holder", "deputy"):
        found.append(Fault("rank", faults.CHOOSE))
    if isinstance(since, date) and isinstance(until, date) and until < since:
        found.append(Fault("until", ENDS_FIRST))
    found += [each for each in (email, capacity, since, until, person) if isinstance(each, Fault)]
    if (
        found
        or isinstance(email, Fault)
        or isinstance(capacity, Fault)
        or isinstance(since, Fault)
        or isinstance(until, Fault)
        or isinstance(person, Fault)
    ):
        raise FaultyMandate(tuple(found))
    mandate = Mandate(
        typed["holder"], capacity, since, until, HOLDER, email, typed["decision"], typed["note"]
    )
    return MandateTyped(mandate, typed["rank"] == "deputy", person)


def read_early_end(values: Mapping[str, str], mandate: Mandate) -> tuple[date, str]:
    """Read the last day of a mandate that ends before its term, and why. Raises FaultyMandate."""
    typed, reason = tidy(values.get("last_day", "")), tidy(values.get("reason", ""))
    last = read_day("last_day", typed) if typed else Fault("last_day", faults.MISSING)
    why = read_text("reason", reason) if reason else Fault("reason", faults.MISSING)
    if isinstance(last, date) and last < mandate.since - timedelta(days=1):
        last = Fault("last_day", TOO_EARLY, {"since": f"{mandate.since:%d/%m/%Y}"})
    elif isinstance(last, date) and mandate.until is not None and last > mandate.until:
        last = Fault("last_day", AFTER_TERM, {"until": f"{mandate.until:%d/%m/%Y}"})
    if isinstance(last, Fault) or isinstance(why, Fault):
        raise FaultyMandate(tuple(each for each in (last, why) if isinstance(each, Fault)))
    return last, why
